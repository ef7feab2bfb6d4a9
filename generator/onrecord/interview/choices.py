"""What an answer may name: entries of the registries and terms of the vocabulary, found by any spelling."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from onrecord.problems import did_you_mean
from onrecord.record.registry import Actor, Place, Vessel
from onrecord.record.slugs import slug
from onrecord.record.source import Source
from onrecord.terms import Term, Vocabulary

#: How many candidates a message lists in full.
_MOST_LISTED = 12


class AnswerError(Exception):
    """An answer that cannot be taken: what is wrong with it, and what is meant."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(f"{what}; {hint}" if hint else what)
        self.what = what
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Choice:
    """One candidate: the id that goes into the record, what it is called, and its other spellings."""

    id: str
    name: str
    others: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Everything by which it is found, as ids have it: ``ain-al-asad-air-base``."""
        return tuple(dict.fromkeys(slug(text) for text in (self.id, self.name, *self.others)))


@dataclass(frozen=True)
class Choices:
    """The candidates for an answer, in their order; ``noun`` says what they are: "place"."""

    noun: str
    all: tuple[Choice, ...] = ()

    @cached_property
    def _by_spelling(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for choice in self.all:
            for spelling in choice.spellings:
                if spelling:
                    found.setdefault(spelling, {})[choice.id] = None
        return {spelling: tuple(ids) for spelling, ids in found.items()}

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(choice.id for choice in self.all)

    def __contains__(self, id: str) -> bool:
        """Whether there is a candidate with this id."""
        return id in self._ids

    def find(self, text: str) -> str | None:
        """The id of the candidate that ``text`` names; None where there is none.

        Raises AnswerError where the name is that of several: "Baghdad" of a town and of a region.
        """
        if text in self._ids:
            return text
        ids = self._by_spelling.get(slug(text), ())
        if len(ids) > 1:
            raise AnswerError(
                f"`{text}` may be {' or '.join(f'`{one}`' for one in ids)}", "write one of these"
            )
        return ids[0] if ids else None

    def near(self, typed: str) -> tuple[Choice, ...]:
        """The candidates to offer while somebody types: each word begins a word of one of their spellings.

        Those whose id begins with it come first.
        """
        words = slug(typed).split("-") if slug(typed) else []
        matching = [choice for choice in self.all if any(_has(one, words) for one in choice.spellings)]
        return tuple(sorted(matching, key=lambda choice: not choice.id.startswith("-".join(words))))

    def unknown(self, text: str, way_out: str = "") -> AnswerError:
        """What to say of a name that no candidate has."""
        by_name = {choice.name: choice.id for choice in self.all}
        guess = did_you_mean(text, self._ids)
        if not guess and (named := did_you_mean(text, by_name)):
            guess = f"did you mean `{by_name[named[14:-2]]}`?"
        ids = [choice.id for choice in self.all]
        if not guess and ids and len(ids) <= _MOST_LISTED:
            guess = f"one of: {', '.join(ids)}"
        return AnswerError(f"there is no {self.noun} `{text}`", "; ".join(filter(None, (guess, way_out))))


def _has(spelling: str, words: list[str]) -> bool:
    parts = spelling.split("-")
    return all(any(part.startswith(word) for part in parts) for word in words)


def terms(noun: str, vocabulary: Iterable[Term] | Vocabulary[Term]) -> Choices:
    """The terms of a vocabulary, with their labels."""
    return Choices(noun, tuple(Choice(term.id, str(term.label)) for term in vocabulary))


def actors(entries: Mapping[str, Actor]) -> tuple[Choice, ...]:
    """The actors of the registry, by every name."""
    return tuple(Choice(id, one.name, one.every_name) for id, one in entries.items())


def places(entries: Mapping[str, Place]) -> tuple[Choice, ...]:
    """The places of the registry, by every name."""
    return tuple(Choice(id, one.name, one.every_name) for id, one in entries.items())


def vessels(entries: Mapping[str, Vessel]) -> tuple[Choice, ...]:
    """The vessels of the registry, by every name."""
    return tuple(Choice(id, one.name, one.every_name) for id, one in entries.items())


def sources(entries: Mapping[str, Source]) -> tuple[Choice, ...]:
    """The sources of the registry, by id and title."""
    return tuple(Choice(id, one.title) for id, one in entries.items())
