"""The codebook page, made from the vocabulary alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.library.library import Library
from onrecord.pages.page import Edition, Page, page
from onrecord.terms import ALL, Term, Vocabulary


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term as the codebook has it."""

    id: str
    label: str
    definition: str
    codes: tuple[tuple[str, str], ...]
    """(standard, code), with a dash where a standard has none."""


@dataclass(frozen=True, slots=True)
class Group:
    """The terms under one heading; the heading is empty where the vocabulary has none."""

    title: str
    terms: tuple[TermRow, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One vocabulary."""

    name: str
    """Its fragment."""
    title: str
    introduction: str
    standards: tuple[str, ...]
    groups: tuple[Group, ...]


def pages(_: Library, edition: Edition) -> Iterator[Page]:
    """The codebook, where the site has one."""
    if edition.settings.codebook:
        yield page(edition, "codebook.md", "codebook.md.j2", _context, listed=True, search=False)


def _context() -> dict[str, Any]:
    return {"vocabularies": tuple(map(_section, ALL))}


def _section(vocabulary: Vocabulary[Term]) -> Section:
    standards = vocabulary.standards
    groups = (
        Group(title, tuple(_row(term, standards) for term in terms)) for title, terms in vocabulary.groups
    )
    return Section(vocabulary.name, vocabulary.title, vocabulary.introduction, standards, tuple(groups))


def _row(term: Term, standards: tuple[str, ...]) -> TermRow:
    codes = tuple((standard, term.codes.get(standard, "–")) for standard in standards)
    return TermRow(term.id, term.label, term.definition, codes)
