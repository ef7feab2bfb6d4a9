"""Updates and corrections as lines: of one page, of a month, of the whole site."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.library.library import Incident
from onrecord.phrases import NOTHING, Names, Phrase, capital, phrase, stopped
from onrecord.phrases.prose import on_one_line
from onrecord.record.record import Correction, Update
from onrecord.terms import CORRECTION_KINDS
from onrecord.values.prose import Prose


@dataclass(frozen=True, slots=True)
class UpdateLine:
    """News after publication."""

    day: str
    text: Phrase
    link: Phrase
    """The briefing with its date; empty on that page itself."""


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """An error of ours: what ``was`` there and what is right ``now``."""

    day: str
    kind: Phrase
    was: Phrase
    now: Phrase
    note: Phrase
    link: Phrase


def update_line(names: Names, incident: Incident, update: Update, link: Phrase = NOTHING) -> UpdateLine:
    """News of an incident; with a ``link`` on another page than its briefing."""
    return UpdateLine(update.on.words(), _text(names, incident, update.text, link), link)


def correction_line(
    names: Names, incident: Incident, correction: Correction, link: Phrase = NOTHING
) -> CorrectionLine:
    """An error in the briefing of an incident; with a ``link`` on another page."""
    return CorrectionLine(
        day=correction.on.words(),
        kind=capital(CORRECTION_KINDS[correction.kind].label),
        was=stopped(correction.was),
        now=stopped(correction.now),
        note=_text(names, incident, correction.note, link),
        link=link,
    )


def _text(names: Names, incident: Incident, text: Prose | None, link: Phrase) -> Phrase:
    """Our own words. Sources are footnotes of the briefing, so that other pages have them without markers."""
    if text is None or not link:
        return on_one_line(names, incident, text)
    return stopped(phrase(" ".join(text.plain().split())))
