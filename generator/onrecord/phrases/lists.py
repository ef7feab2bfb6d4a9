"""Phrases in a row: lists in sentences, capitals, full stops."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.language import current, decimal, gettext
from onrecord.phrases.spans import (
    NOTHING,
    Phrase,
    Sayable,
    filled,
    first_text,
    joined,
    last_text,
    phrase,
    say,
    say_many,
)

#: What ends a sentence.
STOPS = (".", "!", "?", "…", ".”")


def listed(parts: Iterable[Sayable], style: str = "standard") -> Phrase:
    """Several phrases in a sentence, as the language has it: "a, b and c"; "a or b" with ``style`` "or"."""
    phrases = [found for part in parts if (found := phrase(part))]
    if len(phrases) < 2:
        return phrases[0] if phrases else NOTHING
    patterns = current().locale.list_patterns[style]
    if len(phrases) == 2:
        return _paired(patterns["2"], *phrases)
    whole = _paired(patterns["end"], phrases[-2], phrases[-1])
    for part in reversed(phrases[1:-2]):
        whole = _paired(patterns["middle"], part, whole)
    return _paired(patterns["start"], phrases[0], whole)


def _paired(pattern: str, first: Phrase, second: Phrase) -> Phrase:
    return filled(pattern, {"0": first, "1": second})


def semicolons(parts: Iterable[Sayable]) -> Phrase:
    """Phrases side by side, of which each may have commas: "a, b; c"."""
    return joined(parts, "; ")


def capital(value: Sayable) -> Phrase:
    """The phrase with a capital letter at its start."""
    return first_text(phrase(value), lambda text: text[:1].upper() + text[1:])


def small(text: str) -> str:
    """A title of ours as it stands inside a sentence, with a small letter: "killed or injured".

    German writes its nouns with a capital, and a title is mostly one.
    """
    return text if current().locale.language in ("de", "lb") else text[:1].lower() + text[1:]


def stopped(value: Sayable) -> Phrase:
    """The phrase as a sentence, with a full stop unless it ends already."""
    found = phrase(value)
    return say("{sentence}.", sentence=found) if found and not last_text(found).endswith(STOPS) else found


def sentence(value: Sayable) -> Phrase:
    """The phrase with a capital letter and a full stop; empty stays empty."""
    return stopped(capital(value))


def unstopped(text: str) -> str:
    """Words of a record without their own full stop, to stand inside a sentence; an ellipsis stays."""
    return text[:-1] if text.endswith(".") and not text.endswith(("..", " .")) else text


def once(parts: Iterable[Sayable]) -> list[Phrase]:
    """Each phrase once, in their order."""
    return list(dict.fromkeys(map(phrase, parts)))


def order(name: str, an_id: str) -> tuple[str, str]:
    """The key by which lists stand in the order of names, capital or not; equal names by id."""
    return name.casefold(), an_id


def spelled(number: int) -> str:
    """A number of ours, in words up to twelve: "six", "13"."""
    words = (
        *(gettext("no"), gettext("one"), gettext("two"), gettext("three"), gettext("four"), gettext("five")),
        *(gettext("six"), gettext("seven"), gettext("eight"), gettext("nine"), gettext("ten")),
        *(gettext("eleven"), gettext("twelve")),
    )
    return words[number] if number < len(words) else decimal(number)


def spelled_many(one: str, many: str, number: int) -> Phrase:
    """A number of ours with what it counts, in words: "one speaker", "13 publications".

    ``one`` and ``many`` are messages with ``{number}``.
    """
    return say_many(one, many, number, number=spelled(number))
