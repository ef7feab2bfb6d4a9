"""The statements of a further article for a record that is there, behind what it has."""

from __future__ import annotations

from onrecord.draft.proposal import Passage
from onrecord.draft.statement import ASK, Writer
from onrecord.draft.stubs import actor_of
from onrecord.draft.words import plain, spoken
from onrecord.draft.writing import ids, rest
from onrecord.library.library import Incident
from onrecord.proof.text import fold
from onrecord.record.statement import Statement
from onrecord.terms.facts import people
from onrecord.yamltext.edits import with_block

_PEOPLE = frozenset(fact.id for fact in people())


def onto(text: str, incident: Incident, writer: Writer, source: str) -> str:
    """``text``, a record, with the statements that are new in the article, and the block of its source."""
    if source:
        text = with_block(text, "sources", source)
    known = [statement for _, _, statement in incident.statements()]
    taken = [_speaker(one) for one in known]
    used = [one.id for one in known if one.id]
    repeated: list[str] = []
    items: dict[str, list[str]] = {"statements": [], "context": []}
    for passage, id in zip(writer.draft.passages, ids(writer, taken, used), strict=True):
        same = next((one for one in known if _repeats(passage, one, writer)), None)
        if same is not None:
            start, end = passage.span
            repeated.append(f"{ASK}{start}-{end}: {plain(writer.draft.article.text[start:end])}")
            continue
        items["context" if passage.context else "statements"].append(writer.statement(passage, id))
    for part, blocks in items.items():
        if blocks:
            text = with_block(text, part, "".join(blocks))
    lines = [f"{ASK}{plain(note)}" for note in writer.draft.notes]
    if repeated:
        lines.append(
            f"{ASK}In `{writer.source}` too, and in the record from the same speaker; add the source "
            f"there, or delete:"
        )
        lines += repeated
    more = ("\n" + "\n".join(lines) + "\n" if lines else "") + rest(writer)
    return text if not more else f"{text.rstrip(chr(10))}\n\n{ASK}From `{writer.source}`:{more}"


def _speaker(statement: Statement) -> str:
    by = statement.by
    return (by.actor or by.of or "speaker") if by else "report"


def _repeats(passage: Passage, statement: Statement, writer: Writer) -> bool:
    """Whether the same named speaker has said it there already: the same words, or the same figures."""
    voice = passage.attribution.voice
    if voice is None or passage.attribution.others:
        return False
    by = statement.by
    speaker = actor_of(voice, writer.stubs)
    start, end = passage.span
    text = writer.draft.article.text
    if not (by and speaker and by.actor == speaker):
        # Two unnamed speakers are never taken for one.
        return False
    said = {_words(quote.text) for quote in statement.quote or ()}
    own = {_words(spoken(text[a:b])) for one in passage.quotations for a, b in one.pieces}
    if own:
        return own <= said
    if statement.excerpt is not None and _words(statement.excerpt) == _words(text[start:end]):
        return True
    figures = {(one.fact, one.who, one.count) for one in passage.figures}
    told = {
        (fact, who, str(figure.count))
        for fact in statement.facts
        for figure in (statement.figures(fact) if fact in _PEOPLE else ())
        for who in figure.who
    }
    return bool(figures) and figures <= told and not passage.stances


def _words(text: str) -> str:
    return fold(text).text.casefold().strip(" .,!?")
