"""What the picture of an account shows: figures that were given more than once, and who took a stance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from onrecord import phrases
from onrecord.draw.account import Figure, Lane, Picture, Said, Series
from onrecord.language import gettext as _
from onrecord.library.derive import Account, Row, Toll
from onrecord.phrases import Names, plain, say, say_many
from onrecord.phrases.values import subject
from onrecord.terms.facts import FACTS

#: Figures of more parties would be a wall: those that most statements give come first.
MOST_SERIES = 3
#: The stances that have a row, in the order of the rows.
_LANES = ("claims", "may-claim", "blames", "suspects", "denies", "accident", "unclaimed", "declines")


def account_picture(names: Names, account: Account) -> Picture | None:
    """What to draw; None where no figure was given twice and no two dated stances were taken."""
    moved = [toll for toll in account.tolls if len({row.value.count for row in _dated(toll.all)}) > 1]
    shown = sorted(moved, key=lambda toll: -len(_dated(toll.all)))[:MOST_SERIES]
    series = tuple(_series(names, account, toll) for toll in shown)
    lanes = tuple(_lanes(names, account))
    if not series and sum(len(lane.marks) for lane in lanes) < 2:
        return None
    return Picture(_sentence(names, account, shown), series, lanes)


def _dated(rows: tuple[Row, ...]) -> list[Row]:
    return sorted((row for row in rows if row.span), key=lambda row: (row.span, row.order))


def _series(names: Names, account: Account, toll: Toll) -> Series:
    party = plain(names.actors(toll.parties))
    title = plain(say("{what}: {people}", what=FACTS[toll.harm].title, people=party))
    sides = list(dict.fromkeys(row.voice.house for row in _dated(toll.all)))
    figures = tuple(
        Figure(
            _said(names, account, row, plain(phrases.figure(names, row.value))),
            row.value.count,
            plain(phrases.count(row.value.count)),
            sides.index(row.voice.house),
            row in toll.earlier,
        )
        for row in _dated(toll.all)
    )
    return Series(title, figures)


def _said(names: Names, account: Account, row: Row, what: str) -> Said:
    assert row.span is not None
    first, last = row.span
    speaker = phrases.speaker(names, account.incident, row.statement)
    day = phrases.said_on(names.library, row)
    name = say("{what}, {speaker}, {day}", what=what, speaker=speaker, day=day)
    # Days begin at midnight of the site's zone.
    offset = (first.astimezone(names.library.zone).utcoffset() or timedelta()).total_seconds()
    return Said(
        first.timestamp() + offset,
        last.timestamp() + offset,
        plain(phrases.owner(names, account.incident, row.statement)),
        plain(name),
        f"#{row.anchor}",
    )


def _lanes(names: Names, account: Account) -> Iterator[Lane]:
    titles = {
        "claims": _("Claimed"),
        "may-claim": _("May claim"),
        "blames": _("Blamed"),
        "suspects": _("Suspected"),
        "denies": _("Denied"),
        "accident": _("Accident"),
        "unclaimed": _("No claim"),
        "declines": _("Declined"),
    }
    for stance in _LANES:
        rows = _dated(account.stance(stance))
        marks = tuple(
            _said(names, account, row, plain(phrases.stance(names, row.value, bare=True))) for row in rows
        )
        if marks:
            yield Lane(titles[stance], marks)


def _sentence(names: Names, account: Account, shown: list[Toll]) -> str:
    """What to see first: how one side's figure moved, or that sides differ, or that there are stances."""
    for toll in shown:
        first, *_between, last = _dated(toll.all)
        what = subject(names, first)
        if first.voice.house != last.voice.house:
            sides = len({row.voice.house for row in toll.all})
            told = say_many(
                "{subject}: {figures} figures from {number} side.",
                "{subject}: {figures} figures from {number} sides, which differ.",
                sides,
                subject=what,
                figures=len(toll.all),
            )
        else:
            told = say(
                "{subject}: at first {first} ({speaker}), last {last} ({other}).",
                subject=what,
                first=phrases.count(first.value.count),
                speaker=phrases.owner(names, account.incident, first.statement),
                last=phrases.count(last.value.count),
                other=phrases.owner(names, account.incident, last.statement),
            )
        return plain(told)
    return _("Who took which stance, and when.")
