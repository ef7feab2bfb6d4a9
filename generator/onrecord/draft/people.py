"""Names in a text that the registries know: by name, alias, folded spelling and own script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from babel import Locale

from onrecord.draft import english
from onrecord.library.library import Registries
from onrecord.record.registry import Actor

Span = tuple[int, int]
_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:[’'ʼʻ`](?!s\b)[^\W_]*)*")
_SKIPPED = frozenset(("the", "al", "el", "s", "of", "and", "for"))
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


@dataclass(frozen=True, slots=True)
class Name:
    """A name that stands at ``span``: of the actor or place ``id``, or of several.

    ``exact``: it is one of the registered spellings, but for accents, apostrophes and hyphens.
    """

    span: Span
    ids: tuple[str, ...]
    exact: bool
    place: bool = False

    @property
    def id(self) -> str:
        """The one id, or the first of several."""
        return self.ids[0]


def folded(word: str) -> str:
    """A word without case, accents and apostrophes: "shia" for "Shiaʼ"."""
    plain = unicodedata.normalize("NFKD", word.lower())
    kept = "".join(c for c in plain if c.isalnum())
    return kept


def spelt(word: str) -> str:
    """A word by its consonants, as transliterations differ in the rest: "mhmd" for Mohammed and Muhammad."""
    word = re.sub(r"(.)\1", r"\1", folded(word)).replace("q", "k").replace("dh", "d").replace("th", "t")
    return word[:1] + re.sub("[aeiouyw]", "", word[1:])


def tokens(text: str) -> list[tuple[str, Span]]:
    """The words of a text that names are made of, folded, each with its place."""
    found = []
    for match in _TOKEN.finditer(text):
        word = folded(match[0])
        if word and word not in _SKIPPED:
            found.append((word, match.span()))
    return found


class Names:
    """The names of the registries, to be looked for in texts."""

    def __init__(self, registries: Registries) -> None:
        self.registries = registries
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
        self._own_script: list[tuple[str, str, bool]] = []
        for id, actor in registries.actors.items():
            self._add(id, actor.every_name, place=False)
        for id, place in registries.places.items():
            self._add(id, place.every_name, place=True)

    def _add(self, id: str, names: tuple[str, ...], *, place: bool) -> None:
        for name in names:
            if not _LATIN.search(name):
                self._own_script.append((unicodedata.normalize("NFC", name), id, place))
            elif words := tuple(word for word, _ in tokens(name)):
                self._by_first.setdefault(words[0], []).append((words, id, place))

    def find(self, text: str) -> list[Name]:
        """Every registered name in ``text``, the longest at each place, in order."""
        found: list[Name] = []
        words = tokens(text)
        at = 0
        while at < len(words):
            best = self._longest(text, words, at)
            if best is None:
                at += 1
                continue
            name, length = best
            found.append(name)
            at += length
        for own, id, place in self._own_script:
            start = text.find(own)
            while start >= 0:
                found.append(Name((start, start + len(own)), (id,), True, place))
                start = text.find(own, start + 1)
        return sorted(found, key=lambda name: name.span)

    def _longest(self, text: str, words: list[tuple[str, Span]], at: int) -> tuple[Name, int] | None:
        best: dict[int, list[tuple[str, bool]]] = {}
        for name, id, place in self._by_first.get(words[at][0], ()):
            size = len(name)
            if tuple(word for word, _ in words[at : at + size]) == name:
                start, end = words[at][1][0], words[at + size - 1][1][1]
                if self._as_name(text[start:end], len("".join(name))):
                    best.setdefault(size, []).append((id, place))
        if not best:
            return None
        size = max(best)
        span = (words[at][1][0], words[at + size - 1][1][1])
        ids = dict(best[size])
        places = set(ids.values())
        return Name(span, tuple(ids), len(ids) == 1, places == {True}), size

    @staticmethod
    def _as_name(typed: str, size: int) -> bool:
        """Whether words are written as a name: with a capital, and short ones as an abbreviation."""
        if size <= 3:
            return typed.replace(".", "").isupper()
        return any(c.isupper() for c in typed)

    def near(self, text: str) -> list[tuple[str, ...]]:
        """Actors whose name is spelt otherwise in a few words, or all words of whose name they hold."""
        wanted = [folded(one) for one, _ in tokens(text)]
        codes = [_country_word(word) for word in wanted]
        skeletons = [spelt(word) for word in wanted]
        found: list[tuple[int, str]] = []
        for id, actor in self.registries.actors.items():
            for name in actor.every_name:
                own = [word for word, _ in tokens(name)]
                if len(own) < 2 or not _LATIN.search(name):
                    continue
                same = _in_order([_country_word(one) for one in own], codes)
                alike = actor.kind == "person" and _in_order([spelt(one) for one in own], skeletons)
                if same or alike:
                    found.append((-len(own), id))
        return [(id,) for id in dict.fromkeys(id for _, id in sorted(found))]

    def surname(self, word: str) -> tuple[str, ...]:
        """Persons whose last name is ``word``."""
        wanted = folded(word)
        return tuple(
            id
            for id, actor in self.registries.actors.items()
            if actor.kind == "person"
            and any((own := tokens(name)) and own[-1][0] == wanted for name in actor.every_name)
        )

    def office(self, words: str) -> tuple[str, ...]:
        """Persons whose registered role is what ``words`` say: "the Iraqi prime minister"."""
        wanted = {_country_word(word) for word, _ in tokens(words)}
        return tuple(
            id
            for id, actor in self.registries.actors.items()
            if actor.kind == "person"
            and actor.role
            and len(wanted) > 1
            and wanted == {_country_word(word) for word, _ in tokens(actor.role)}
        )

    def sides(self, words: str) -> tuple[str, ...]:
        """Actors for whom somebody called so may speak: those named, then states by their adjectives."""
        named = [name.id for name in self.find(words) if not name.place]
        near = [ids[0] for ids in self.near(words)]
        states = [self.states[code] for code in self.countries(words) if code in self.states]
        return tuple(one for one in dict.fromkeys([*named, *near, *states]) if self._is_side(one))

    def _is_side(self, id: str) -> bool:
        actor = self.registries.actors.get(id)
        return actor is not None and actor.kind not in ("person", "news-agency", "publisher")

    @cached_property
    def states(self) -> Mapping[str, str]:
        """The actor of each state by its country code."""
        return {
            actor.country: id
            for id, actor in reversed(list(self.registries.actors.items()))
            if actor.country and actor.kind == "state"
        }

    def countries(self, words: str) -> list[str]:
        """Codes of the countries that words name, by name or adjective: US for "a US official"."""
        found = [code for _, _, code in country_words(words)]
        return list(dict.fromkeys(found))

    def actor(self, id: str) -> Actor | None:
        """The registered actor."""
        return self.registries.actors.get(id)


def _in_order(own: list[str], words: list[str]) -> bool:
    """Whether all words of a name stand in a text in their order, the last one as its last."""
    at = 0
    for word in own:
        if word not in words[at:]:
            return False
        at = words.index(word, at) + 1
    return at == len(words)


def _countries() -> dict[str, str]:
    territories = Locale("en").territories
    names = {
        str(name).lower(): code for code, name in territories.items() if len(code) == 2 and code.isalpha()
    }
    extra = {
        "united states": "US",
        "britain": "GB",
        "turkey": "TR",
        "russia": "RU",
        "syria": "SY",
        "iran": "IR",
    }
    return names | extra


_COUNTRIES = _countries()


def _country_word(word: str) -> str:
    """A word that names a country by its code, so that "Iraqi" and "Iraq" are one; any other word itself."""
    lower = word.lower()
    return english.DEMONYMS.get(lower) or _COUNTRIES.get(lower) or folded(word)


def country_words(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a text names countries, by name or adjective, with their codes."""
    for match in re.finditer(r"(?:U\.S\.|U\.K\.|[A-Z][\w’'-]*(?: [A-Z][\w-]*)?)", text):
        for word in (match[0], *match[0].split(" ")):
            plain = re.sub(r"[’']s$", "", word).lower()
            short = plain in ("us", "uk") and not word.isupper()
            code = english.DEMONYMS.get(plain) or _COUNTRIES.get(plain)
            if code and not short:
                start = match.start() + match[0].index(word)
                yield start, start + len(word), code
