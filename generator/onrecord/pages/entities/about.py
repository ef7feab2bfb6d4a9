"""What a page says of its thing itself: the facts at the top, and the sources of its description."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from onrecord import language
from onrecord.library.aliases import aliases
from onrecord.library.library import Library
from onrecord.pages.page import Edition
from onrecord.phrases import (
    NOTHING,
    Foreign,
    Marker,
    Names,
    Phrase,
    aside,
    joined,
    phrase,
    source_note,
    to_page,
)
from onrecord.values.prose import Prose

Fact = tuple[str, tuple[Phrase, ...]]
"""A row of the table at the top: what it is called, and its lines."""


def own_names(names: Mapping[str, str]) -> tuple[Phrase, ...]:
    """Names in other scripts, each with its language."""
    return tuple(aside(phrase(Foreign(name, tag)), language.language(tag)) for tag, name in names.items())


def also_called(names: Iterable[str | None]) -> Phrase:
    """Other names, in a row."""
    return joined(dict.fromkeys(name for name in names if name))


def feed_links(edition: Edition, address: str) -> Phrase:
    """The ways to a feed, by its address without ending: "Atom · JSON"; empty where the site has none."""
    if edition.exports is None or f"{address}.xml" not in edition.exports.addresses:
        return NOTHING
    return to_page("Atom", f"{address}.xml") + " · " + to_page("JSON", f"{address}.json")


@dataclass(frozen=True, slots=True)
class Note:
    """A source of the description, as a footnote."""

    id: str
    text: Phrase


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources that the description of a page cites.

    A confidential one has a number of its own on each page, so that nobody sees which pages share it.
    """

    notes: tuple[Note, ...] = ()
    numbers: Mapping[str, str] = field(default_factory=dict)
    """Those of confidential ones, by the ids under which they are published."""

    def __call__(self, marker: Marker) -> str:
        """The name of the footnote to which a marker leads."""
        return self.numbers.get(marker.source, marker.source)


def sources_of(names: Names, text: Prose | None) -> Sources:
    """The sources that a text of the registry cites, and those by which these are dated."""
    cited = _with_bases(names.library, text)
    numbers = aliases((source_id, names.library.source(None, source_id)) for source_id in cited)
    return Sources(
        tuple(_note(names, source_id, numbers.get(source_id, source_id)) for source_id in cited),
        {names.published_id(None, source_id): number for source_id, number in numbers.items()},
    )


def _with_bases(library: Library, text: Prose | None) -> tuple[str, ...]:
    cited = dict.fromkeys(text.cited if text else ())
    waiting = list(cited)
    while waiting:
        source = library.source(None, waiting.pop(0))
        if source.published_basis is not None and not source.confidential:
            new = [source_id for source_id in source.published_basis.cited if source_id not in cited]
            cited.update(dict.fromkeys(new))
            waiting += new
    return tuple(cited)


def _note(names: Names, source_id: str, note: str) -> Note:
    return Note(note, source_note(names, None, source_id))
