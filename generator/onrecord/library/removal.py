"""Taking a statement, its quotations or a name out of the records: from texts to texts.

A removal leaves no trace of what was removed: not in the record, and so in no page, file, feed or edition of
an earlier day that is made of it. The record keeps an entry in ``removed``, and its page says that a passage
was removed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.library.anchors import anchor
from onrecord.library.library import Incident
from onrecord.record.registry import Actor
from onrecord.record.statement import Statement
from onrecord.yamltext.edits import EditError, places, replaced, with_item, with_value, without

#: What stands where a name stood. In quotations square brackets mark what is ours.
NAME_REMOVED = "[name removed]"
_ADDRESSES = ("url", "archive")
#: Characters that print nothing and may stand between the letters of a name.
_UNSEEN = "[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*"
_ALIKE = {one: f"[{group}]" for group in ("'’‘ʼ`´", "\\-‐‑–") for one in group if one != "\\"}


@dataclass(frozen=True, slots=True)
class Removal:
    """When something is removed, and why; the reason stays in the record and is never published."""

    on: str
    reason: str

    def noted(self, text: str, what: str) -> str:
        """``text`` with an entry of the removal."""
        return with_item(text, "removed", {"on": self.on, "what": what, "reason": self.reason})


def statement_at(incident: Incident, address: str) -> tuple[tuple[str, int], Statement] | None:
    """The statement at ``address``, which is its anchor with or without ``s-``, and where it stands."""
    for part, index, statement in incident.statements():
        if anchor(statement) in (address, f"s-{address}"):
            return (part, index), statement
    return None


def without_statement(text: str, at: tuple[str, int], removal: Removal) -> str:
    """A record's text without one statement. Raises EditError."""
    return removal.noted(without(text, at), "statement")


def without_quotes(text: str, at: tuple[str, int], statement: Statement, removal: Removal) -> str:
    """A record's text without the quotations of one statement, and without its excerpt, which repeats them.

    A statement that says nothing else goes whole. Raises EditError.
    """
    if statement.facts == ("quote",):
        return removal.noted(without(text, at), "quote")
    text = without(text, (*at, "quote"))
    if statement.excerpt:
        text = without(text, (*at, "excerpt"))
    return removal.noted(text, "quote")


def without_name(texts: Mapping[str, str], names: Sequence[str]) -> dict[str, str]:
    """Of ``texts`` by file those that change when ``names``, which are one person's, go.

    With them go the ids and the addresses of pages that are made of them.
    """
    words = name_pattern(names)
    slugs = "|".join(sorted({re.escape(slug) for slug in _slugs(names)}))
    ids = re.compile(rf"(?<![\w-])(?:[a-z0-9]+-)*(?:{slugs})(?:-[a-z0-9]+)*(?![\w-])") if slugs else None
    changed = {}
    # An address with another word in it would lead elsewhere, so that it goes whole.
    inside = address_pattern(names)
    bare = {
        file: _told(_without_addresses, file, text, inside) if inside else text
        for file, text in texts.items()
    }
    new_ids = _new_ids(bare, ids)
    for file, text in bare.items():
        # Reading a file as YAML takes long. Where a backslash stands, a name may be written in escapes.
        may = "\\" in text or words.search(text.replace("''", "'"))
        found = _told(replaced, file, text, words, NAME_REMOVED) if may else text
        if ids is not None:
            found = ids.sub(lambda match: new_ids[match[0]], found)
        if found != texts[file]:
            changed[file] = found
    return changed


def without_own_ids(text: str, at: Iterable[tuple[str, int]], taken: str) -> str:
    """A record's text with other ids for these statements; ``taken`` holds the ids that are in use."""
    for path in at:
        number = next(n for n in range(1, 1_000_000) if f"passage-{n}" not in text + taken)
        text = with_value(text, (*path, "id"), f"passage-{number}")
    return text


def without_person(text: str, actor_id: str, actor: Actor) -> str:
    """The registry of actors with nothing of ``actor`` but its name, its kind and whom it belongs to."""
    for key in ("aliases", "short", "names", "page", "role", "described", "ids"):
        if key in actor.model_fields_set:
            text = without(text, (actor_id, key))
    return text


def traces(texts: Mapping[str, str], name: str) -> Iterator[tuple[str, int, str]]:
    """(file, line number, line) that hold a part of ``name``: somebody has to read them."""
    parts = [re.escape(part) for part in re.findall(r"\w{3,}", name)]
    if not parts:
        return
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)
    for file, text in texts.items():
        for number, line in enumerate(text.splitlines(), 1):
            if pattern.search(line):
                yield file, number, line.strip()


def repeats(
    texts: Mapping[str, str], words: Iterable[str], sources: Iterable[str], own: str
) -> Iterator[tuple[str, int, str]]:
    """(file, line number, line) that may still tell what a removed statement told.

    ``words`` are names of those whom it speaks of and its passages; ``sources`` are looked for in the record
    ``own``, which may summarise what it said, and in no other.
    """
    told = [one for one in words if one.strip()]
    every = name_pattern(told) if told else None
    markers = [re.escape(one) for one in sources]
    cites = re.compile(rf"@(?:{'|'.join(markers)})(?![\w-])") if markers else None
    for file, text in texts.items():
        for number, line in enumerate(text.splitlines(), 1):
            mine = file == own or not file.endswith((".yml", ".yaml"))
            if (mine and every and every.search(line)) or (file == own and cites and cites.search(line)):
                yield file, number, line.strip()


def name_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """The names however they are spaced, broken over lines, capitalised or composed; longer ones first."""
    forms = {unicodedata.normalize(form, name) for name in names for form in ("NFC", "NFD")}
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    gap = rf"{_UNSEEN}\s[\s{_UNSEEN[1:-2]}]*"
    alternatives = "|".join(gap.join(map(_letters, form.split())) for form in ordered)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)


def _letters(word: str) -> str:
    return _UNSEEN.join(_ALIKE.get(letter, re.escape(letter)) for letter in word)


def address_pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """The names as they stand in addresses: parted by any sign, a code of one, or nothing."""
    parted = {r"(?:[^a-z0-9]|%[0-9a-f]{2})*".join(map(re.escape, slug.split("-"))) for slug in _slugs(names)}
    return (
        re.compile(rf"(?<![a-z])(?:{'|'.join(sorted(parted))})(?![a-z])", re.IGNORECASE) if parted else None
    )


def _slugs(names: Iterable[str]) -> set[str]:
    """What ids and addresses have for the names; an apostrophe parts words in some and not in others."""
    forms = {form for name in names for form in (name, re.sub("['’‘ʼ`´]", "", name))}
    return {slug for slug in map(slug_of, forms) if slug}


def slug_of(name: str) -> str:
    """The part of an id that ``name`` would make: ``adam-example``; empty where it has no Latin letter."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _without_addresses(text: str, pattern: re.Pattern[str]) -> str:
    if pattern.search(text):
        # From the last one: what stands before it keeps its place.
        for path in reversed(places(text, _ADDRESSES, pattern)):
            text = without(text, path)
    return text


def _told(edit: Callable[..., str], file: str, *arguments: object) -> str:
    """What ``edit`` gives. Its error names the file, of which there are many."""
    try:
        return edit(*arguments)
    except EditError as error:
        raise EditError(f"{file}: {error}") from None


def _new_ids(texts: Mapping[str, str], ids: re.Pattern[str] | None) -> dict[str, str]:
    """An id that names nobody for each that holds the name; one that no text has yet."""
    if ids is None:
        return {}
    every = "\n".join(texts.values())
    old = dict.fromkeys(ids.findall(every))
    free = (f"removed-{number}" for number in range(1, 1_000_000) if f"removed-{number}" not in every)
    return dict(zip(old, free, strict=False))
