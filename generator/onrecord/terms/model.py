"""What a vocabulary is: terms with an id, words to print, a definition of ours and the standards' codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from onrecord.language import ngettext
from onrecord.language.message import Message, english

# Grades of the Admiralty scale are capital letters in print and in records; every other id is lower case.
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*|[A-F]")


@dataclass(frozen=True)
class Term:
    """One word of a vocabulary.

    `id` is what an editor writes. `label` and `plural` are plain words that fit inside an English sentence,
    without a capital or a full stop; where `plural` is empty the label has no other form. `definition` is a
    sentence of ours. `group` is the heading under which the codebook lists the term, `broader` the id of a
    wider term of the same vocabulary. `codes` maps a field of a standard ("ACLED sub-event") to the value it
    has there; where the standard has none for the term the key is absent, and an export leaves a blank.
    """

    id: str
    label: Message = Message()
    definition: Message = Message()
    plural: Message = Message("")
    group: Message = Message("")
    broader: str = ""
    codes: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        """Refuse a term that could not be written in a record or printed: a mistake of the programmer."""
        if not ID.fullmatch(self.id):
            raise ValueError(f"{self.id!r} is not an id: use lower-case letters, digits and single hyphens")
        if not self.label or not self.definition:
            raise ValueError(f"the term {self.id} needs a label and a definition")

    def words(self, number: int) -> str:
        """The label in the form that follows `number`: the singular for 1, else the plural."""
        plural = english(self, "plural")
        return ngettext(english(self, "label"), plural, number) if plural else self.label


T_co = TypeVar("T_co", bound=Term, covariant=True)


@dataclass(frozen=True, kw_only=True)
class Vocabulary(Generic[T_co]):
    """A closed list of terms, in the order in which the codebook prints them.

    `name` is its anchor in the codebook and its definition's name in the JSON Schema, `title` its heading,
    `introduction` one paragraph of ours, `standard` whose codes it carries ("" where the list is ours alone).
    """

    name: str
    title: Message = Message()
    introduction: Message = Message()
    standard: str
    terms: tuple[T_co, ...]
    ids: tuple[str, ...] = field(init=False, repr=False, compare=False)
    _by_id: Mapping[str, T_co] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the terms, and refuse equal ids or a broader term that does not exist."""
        by_id = {term.id: term for term in self.terms}
        if len(by_id) != len(self.terms):
            raise ValueError(f"the vocabulary {self.name} has two terms with one id")
        for term in self.terms:
            if term.broader and term.broader not in by_id:
                raise ValueError(f"{term.broader}, broader than {term.id}, is not a term of {self.name}")
        object.__setattr__(self, "ids", tuple(by_id))
        object.__setattr__(self, "_by_id", by_id)

    def get(self, id: str) -> T_co | None:
        """The term with this id, or None."""
        return self._by_id.get(id)

    def __getitem__(self, id: str) -> T_co:
        """The term with this id; KeyError where there is none."""
        return self._by_id[id]

    def __contains__(self, id: object) -> bool:
        """Whether `id` is the id of one of the terms."""
        return id in self._by_id

    def __iter__(self) -> Iterator[T_co]:
        """The terms in codebook order."""
        return iter(self.terms)

    def __len__(self) -> int:
        """How many terms there are."""
        return len(self.terms)

    @property
    def groups(self) -> tuple[tuple[str, tuple[T_co, ...]], ...]:
        """(heading, terms) pairs in order of appearance; one pair with "" where the list has no headings."""
        headings = dict.fromkeys(term.group for term in self.terms)
        return tuple((name, tuple(term for term in self.terms if term.group == name)) for name in headings)

    @property
    def standards(self) -> tuple[str, ...]:
        """The fields of standards that any term has a code for: the columns of the codebook."""
        return tuple(dict.fromkeys(name for term in self.terms for name in term.codes))

    def narrower(self, id: str) -> tuple[T_co, ...]:
        """The terms directly below the term `id`."""
        return tuple(term for term in self.terms if term.broader == id)

    def coded(self, standard: str, code: str) -> tuple[T_co, ...]:
        """The terms that have `code` in a field of a standard: what an importer may turn that code into."""
        return tuple(term for term in self.terms if term.codes.get(standard) == code)
