"""How an account changed: the list of values that moved, which is what parts one edition from the next."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

from hypothesis import given

from onrecord.library.changes import changes
from onrecord.library.derive import ONE_VALUE, Row, core, rows_of, series_key, series_of
from onrecord.library.editions import as_of
from onrecord.library.library import Incident, Library
from onrecord.library.voices import known_from
from onrecord.record.statement import HARMS
from onrecord.values.count import Count
from onrecord.values.when import Day, Said
from tests.helpers import incident, record
from tests.library.accounts import END, PATIENT, libraries, moment
from tests.library.test_derive import TOWER_22

Key = tuple[object, ...]
State = tuple[dict[Key, object], set[Key]]


def told(root: Path, statements: str, **parts: str) -> list[str]:
    """The changes of a record in a line each: day, kind, what stood before, what it moved to, statement."""
    found, one = incident(root, record(statements, **parts))
    lines = []
    for change in changes(found, one):
        day = f"{change.known:%d %H:%M}" if change.known else "undated"
        before = ", ".join(str(core(row)) for row in change.before) or "–"
        value = change.row.value
        after = value.stance if change.kind == "stance" else core(change.row)
        lines.append(f"{day} {change.kind} {change.row.fact}: {before} → {after} ({change.row.anchor})")
    return lines


def injured(statement_id: str, by: str, count: str, more: str = "") -> str:
    """A post of one speaker on so many injured."""
    return (
        f"  - id: {statement_id}\n    by: {by}\n    in: telegram\n    source: article\n{more}"
        f"    injured:\n      who: civilians\n      count: {count}\n"
    )


def said(day: str) -> str:
    """The line that says when."""
    return f"    said: 2024-01-{day}\n"


def test_a_figure_moves_where_its_house_replaces_it(tmp_path: Path) -> None:
    """Tower 22: 25, then at least 34, then more than 40, each with the statement that moved it."""
    assert told(tmp_path, TOWER_22) == [
        "29 02:59 moved injured: 25 → at least 34 (s-second-release)",
        "30 23:59 moved injured: at least 34 → more than 40 (s-briefing)",
    ]


def test_the_first_edition_changes_nothing(tmp_path: Path) -> None:
    """What stood there from the first is no change, rivals among it included."""
    both = injured("one", "blue-command", "2", said("21")) + injured("two", "red-front", "9", said("21"))
    assert told(tmp_path, both) == []


def test_a_figure_that_agrees_is_no_rival(tmp_path: Path) -> None:
    """Two and "at least 2" can both be true: nothing moved."""
    agree = injured("one", "blue-command", "2", said("21")) + injured(
        "two", "red-front", "at least 2", said("22")
    )
    assert told(tmp_path, agree) == []


def test_a_first_figure_of_harm_is_a_change(tmp_path: Path) -> None:
    """Nobody had spoken of injured: now somebody does."""
    first = "  - id: one\n    source: article\n    weapons: rocket\n" + injured(
        "two", "red-front", "9", said("22")
    )
    assert told(tmp_path, first) == ["22 23:59 first injured: – → 9 (s-two)"]


def test_claims_and_denials_that_come_later_are_changes(tmp_path: Path) -> None:
    """Each once, by whoever says it first of a house."""
    text = injured("one", "blue-command", "2", said("21"))
    for statement_id, by, stance, day in (
        ("claim", "red-front", "claims", "22"),
        ("again", "red-wing", "claims", "23"),
        ("denial", "green-army", "denies", "24"),
    ):
        text += (
            f"  - id: {statement_id}\n    by: {by}\n    in: telegram\n    source: article\n"
            f"{said(day)}    responsibility: {stance}\n"
        )
    assert told(tmp_path, text) == [
        "22 23:59 stance responsibility: – → claims (s-claim)",
        "24 23:59 stance responsibility: – → denies (s-denial)",
    ]


def test_what_became_known_late_and_was_said_early_moves_nothing(tmp_path: Path) -> None:
    """A newer figure was known already: the older one takes its place behind it."""
    late = "  late:\n    title: A book\n    published: 2024-02-01"
    old = (
        injured("old", "blue-command", "1", said("19"))
        .replace("telegram", "interview")
        .replace("article", "late")
    )
    assert told(tmp_path, injured("new", "blue-command", "2", said("21")) + old, sources=late) == []


def test_undated_statements_come_last_and_without_a_day(tmp_path: Path) -> None:
    """They are listed, and never placed."""
    leaflet = "  leaflet:\n    title: A leaflet"
    undated = injured("leaf", "red-front", "9").replace("telegram", "interview").replace("article", "leaflet")
    text = undated + injured("one", "blue-command", "2", said("21"))
    assert told(tmp_path, text, sources=leaflet) == ["undated rival injured: 2 → 9 (s-leaf)"]


def state(library: Library, incident_id: str) -> State:
    """What an edition gives: the current value of every series, and who has taken which stance."""
    one = library.by_id.get(incident_id)
    rows = list(rows_of(library, one)) if one else []
    groups: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        if row.fact in ONE_VALUE:
            groups.setdefault(series_key(row), []).append(row)
    current = {key: core(series_of(group).current) for key, group in groups.items()}
    stances: set[Key] = {
        (row.voice.house, row.value.stance, row.value.actors) for row in rows if row.fact == "responsibility"
    }
    return current, stances


def parted(before: State, after: State) -> list[tuple[str, str, str]]:
    """(kind, fact, value) of everything in which two editions differ, by the rules in words."""
    found = []
    for key, value in after[0].items():
        fact, _, about = key
        others = [old for (f, _, a), old in before[0].items() if (f, a) == (fact, about)]
        if key in before[0]:
            kind = "moved" if str(before[0][key]) != str(value) else ""
        elif others:
            agree = all(
                one.compatible(value) if isinstance(one, Count) and isinstance(value, Count) else one == value
                for one in others
            )
            kind = "" if agree else "rival"
        elif fact == "place":
            kind = "rival"
        else:
            kind = "first" if fact in HARMS else ""
        if kind:
            found.append((kind, str(fact), str(value)))
    found += [("stance", "responsibility", str(stance)) for _, stance, _ in after[1] - before[1]]
    return sorted(found)


@PATIENT
@given(libraries())
def test_the_list_is_what_parts_one_edition_from_the_next(library: Library) -> None:
    """At each instant at which a statement became known, the changes are the differences between the
    edition as of then and the one before; what is undated, those between the last and the latest.
    """
    for one in library.incidents:
        listed: dict[object, list[tuple[str, str, str]]] = {}
        for change in changes(library, one):
            value = change.row.value.stance if change.kind == "stance" else str(core(change.row))
            listed.setdefault(change.known, []).append((change.kind, change.row.fact, value))
        times = sorted({at for at in known_times(library, one) if at})
        if not times:
            assert listed == {}
            continue
        before: State = ({}, set())
        for number, at in enumerate(times):
            after = state(as_of(library, exactly(at)), one.id)
            assert sorted(listed.pop(at, [])) == (parted(before, after) if number else [])
            before = after
        assert sorted(listed.pop(None, [])) == parted(before, state(library, one.id))
        assert listed == {}
        assert before == state(as_of(library, END), one.id)


def known_times(library: Library, one: Incident) -> list[datetime | None]:
    """When the statements of an incident became known."""
    return [known_from(library, one, statement) for statement in one.record.statements]


def exactly(at: datetime) -> Said:
    """An instant, or the day that ends with it."""
    return Day.parse(at.date().isoformat()) if at.time() == time.max else moment(at)
