"""Records against those of an earlier revision: what was published and changed without a word about it.

What others said is the archive's substance, so none of it may change silently: a fact, a quotation or a
figure that was published changes only together with a new entry in ``updates``, ``corrections`` or
``removed`` of its record. Addresses that were published stay: those of incidents and of statements. What is
added needs no entry, and nor do drafts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.library.anchors import anchor
from onrecord.library.files import Read
from onrecord.library.library import Incident, Library
from onrecord.problems import Place, Problem, Severity
from onrecord.record.reader import Located, Path
from onrecord.record.statement import Statement
from onrecord.terms.facts import FACTS
from onrecord.values.prose import Prose
from onrecord.values.sentences import sentences

#: What the header says of an incident; the rest of it is ours to tend.
HEADER = ("title", "date", "lasted", "place", "other_places", "event")
#: Who says it, through whom and when; with the address these stay, or the change is told.
ATTRIBUTION = ("by", "as_", "in_", "via", "source", "said")
PROSE = ("summary", "background")
#: Where a record tells of its changes.
TOLD = ("updates", "corrections", "removed")
_TELL = (
    "say so in `corrections:` (our error) or `updates:` (news); a later figure is a statement of its own, "
    "and the earlier one stays"
)


def silent_changes(before: Library, after: Library, read: Read) -> Iterator[Problem]:
    """What of ``before`` was changed in ``after`` without an entry that says so.

    ``before`` holds the incidents that were published then; ``after`` all of today, as they were ``read``.
    Incidents that cannot be read today are passed over: their own problems come first.
    """
    former = {old: incident for incident in after.incidents for old in incident.record.formerly or ()}
    skipped = set(read.unread.values())
    for old in before.incidents:
        new = after.by_id.get(old.id) or former.get(old.id)
        if new is not None:
            yield from _incident(old, new)
        elif old.id not in skipped:
            yield Problem(
                "address-gone",
                Place(old.located.file),
                f"the incident `{old.id}` was published, and its address leads nowhere",
                f"a record with another name takes `formerly: {old.id}`; one that is taken back stays, with "
                "`publish: withdrawn`",
            )
    if "tallies" in read.located or not read.problems:
        yield from _tallies(before, after, read.located.get("tallies"))


def _incident(old: Incident, new: Incident) -> Iterator[Problem]:
    located, record = new.located, new.record
    if record.publish == "withdrawn":
        return
    if record.publish != "published":
        yield Problem(
            "address-gone",
            located.place(("publish",)),
            f"this was published, and as `{record.publish}` its page would vanish",
            "leave it published, or take it back: `publish: withdrawn`",
        )
        return
    for key in TOLD:
        gone = [one for one in getattr(old.record, key) if one not in getattr(record, key)]
        if gone:
            yield Problem(
                "silent-change",
                located.place((key,), key=True),
                f"an entry of `{key}` that was published is gone or was changed",
                "entries stay as they were published; add another one",
            )
    if any(one not in getattr(old.record, key) for key in TOLD for one in getattr(record, key)):
        return
    for key in HEADER:
        was, now = getattr(old.record, key), getattr(record, key)
        if was != now:
            yield _changed(located, (key,), _published(key, was), _TELL)
    yield from _statements(old, new)
    for key in PROSE:
        kept = set(_sentences(getattr(record, key)))
        for sentence in _sentences(getattr(old.record, key)):
            if sentence not in kept:
                yield _changed(
                    located,
                    (key,),
                    f"a published sentence of `{key}` is gone or was changed: {_words(sentence)}",
                    "a change of wording alone is `clarified` in `corrections:`",
                    Severity.WARNING,
                )


def _statements(old: Incident, new: Incident) -> Iterator[Problem]:
    found = {anchor(statement): (path, statement) for path, statement in _addresses(new)}
    for path, was in _addresses(old):
        if anchor(was) in found:
            here, now = found[anchor(was)]
            yield from _statement(new.located, here, was, now)
        else:
            yield Problem(
                "address-gone",
                new.located.place((path[0],), key=True),
                f"the statement #{anchor(was)} was published ({_gist(was)}), and is not there any more",
                f"where its attribution was mended, give it `id: {anchor(was).removeprefix('s-')}`; "
                "`onrecord remove` takes a statement out and says so on the page",
            )


def _statement(located: Located, path: Path, was: Statement, now: Statement) -> Iterator[Problem]:
    for key in (*ATTRIBUTION, *FACTS):
        if _value(was, key) != _value(now, key):
            name = Statement.model_fields[key].alias or key
            yield _changed(located, (*path, name), _published(name, getattr(was, key)), _TELL)


def _tallies(before: Library, after: Library, located: Located | None) -> Iterator[Problem]:
    """The counts of the registry. It has no list of corrections: a statement's ``note`` tells there."""
    found = {anchor(one): (index, one) for index, one in enumerate(after.registries.tallies)}
    for was in before.registries.tallies:
        if located is None or anchor(was) not in found:
            yield Problem(
                "address-gone",
                Place(located.file) if located else Place("registry"),
                f"the count #{anchor(was)} was published ({_gist(was)}), and is not there any more",
                "keep it, and add the later one beside it",
            )
            continue
        index, now = found[anchor(was)]
        if now.note == was.note:
            for key in (*ATTRIBUTION, *FACTS):
                if _value(was, key) != _value(now, key):
                    name = Statement.model_fields[key].alias or key
                    yield _changed(
                        located,
                        (index, name),
                        _published(name, getattr(was, key)),
                        "say in `note:` what was wrong; a later count is a statement of its own",
                    )


def _addresses(incident: Incident) -> Iterator[tuple[Path, Statement]]:
    for part, index, statement in incident.statements():
        yield (part, index), statement


def _changed(
    located: Located, path: Path, what: str, hint: str, severity: Severity = Severity.ERROR
) -> Problem:
    return Problem("silent-change", located.place(path, key=True), what, hint, severity)


def _value(statement: Statement, key: str) -> object:
    """What others said under ``key``; a ``note`` of ours inside it may change."""
    return _without_notes(statement.model_dump(include={key})[key])


def _without_notes(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _without_notes(item) for key, item in value.items() if key != "note"}
    if isinstance(value, (list, tuple)):
        return [_without_notes(item) for item in value]
    return str(value) if value is not None else None


def _sentences(prose: Prose | None) -> tuple[str, ...]:
    return tuple(sentence.text for sentence in sentences(prose)) if prose else ()


def _published(name: str, was: Any) -> str:
    if was is None:
        return f"this was published without `{name}`"
    return f"`{name}` was published as {_words(was)}"


def _gist(statement: Statement) -> str:
    return ", ".join(statement.facts) or "no fact"


def _words(value: Any) -> str:
    """A value on one line, as far as it fits."""
    text = " ".join(str(_plain(value)).split())
    return f"`{text}`" if len(text) <= 80 else f"`{text[:79]}…`"


def _plain(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return ", ".join(str(_plain(item)) for item in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_plain(item)}" for key, item in value.items() if item is not None)
    if hasattr(value, "model_dump"):
        return _plain({key: getattr(value, key) for key in type(value).model_fields if key != "note"})
    return value
