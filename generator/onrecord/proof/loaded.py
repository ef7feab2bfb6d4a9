"""Loaded words in our own voice.

Nothing is said of a word inside quotation marks, in a registered name (Islamic Resistance in Iraq), in an
address or a source's id, or behind "called", "described as" and the like, which say whose word it is. A term
that claims something is left alone in a paraphrase, and where its sentence says who says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.library.library import Registries
from onrecord.proof.phrasing import ATTRIBUTION
from onrecord.proof.voice import Own
from onrecord.proof.voice import names as registered
from onrecord.proof.wordlist import Wordlist
from onrecord.terms.wording import LoadedTerm

_CALLED = re.compile(
    r"\b(?:call(?:s|ed|ing)?|describ(?:e|es|ed|ing)|label(?:s|led|ling)?|term(?:s|ed)|brand(?:s|ed|ing)"
    r"|in (?:its|his|her|their) words)\b[^.;!?]*$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|„[^“”]*[“”]|(?<!\w)'[^'\n]*'(?!\w)|‘[^’]*’(?!\w)")
# Markers and addresses are no words of ours.
_MARKUP = re.compile(r"\[@[^\]]*\]|\]\(\S*\)")
_STOP = re.compile(r"[.!?]\s")


@dataclass(frozen=True, slots=True)
class Found:
    """A loaded word: the term, and where it stands in the text."""

    term: LoadedTerm
    words: str
    offset: int


def holds(words: Wordlist, text: str) -> bool:
    """Whether a loaded word stands anywhere in the text."""
    pattern = words.pattern(text)
    return pattern is not None and pattern.search(text) is not None


class Names:
    """Registered names that hold a loaded word, in which it is no word of ours."""

    def __init__(self, registries: Registries, words: Wordlist) -> None:
        held = sorted((name for name in registered(registries) if holds(words, name)), key=len, reverse=True)
        parts = (r"\s+".join(map(re.escape, name.split())) for name in held)
        self.pattern = re.compile(rf"\b(?:{'|'.join(parts)})\b") if held else None


def loaded(own: Own, words: Wordlist, names: Names) -> Iterator[Found]:
    """Every loaded word of a text that is in our own voice."""
    pattern, text = words.pattern(own.text), own.text
    if pattern is None or pattern.search(text) is None:
        return
    if names.pattern is not None:
        text = names.pattern.sub(_blank, text)
        # Most often it was a name, and the rest is not worth the time.
        if pattern.search(text) is None:
            return
    text = _MARKUP.sub(_blank, _QUOTED.sub(_blank, text))
    for match in pattern.finditer(text):
        term = words.term(match[0])
        before = _STOP.split(text[max(0, match.start() - 300) : match.start()])[-1]
        after = _STOP.split(text[match.end() : match.end() + 300])[0]
        said = own.kind == "paraphrase" or ATTRIBUTION.search(before) or ATTRIBUTION.search(after)
        if not _CALLED.search(before) and not (term.claim and said):
            yield Found(term, match[0], match.start())


def _blank(found: re.Match[str]) -> str:
    # Not a blank, which parts words, nor a letter, which joins them.
    return "\N{BULLET}" * len(found[0])
