"""Archives for the tests of exports, and what reads their files back."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.export.about import About
from onrecord.export.files import Exports
from onrecord.export.tables import Tables
from onrecord.library.library import Library
from onrecord.proof.load import load
from onrecord.settings import Settings
from onrecord.short.files import short_batches
from tests.helpers import NOW

ROOT = Path(__file__).parents[2]
ABOUT = About(
    name="Test Archive",
    site_url="https://archive.example/",
    namespace="archive.example,2026",
    licence="CC BY 4.0",
    licence_url="https://creativecommons.org/licenses/by/4.0/",
    rights_holder="The Archive",
    selection="What we chose.",
    withheld=2,
    built=NOW,
)
# What a spreadsheet, a browser, an XML parser or TeX could take for more than text.
HOSTILE = (
    "=HYPERLINK('x')",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "'=1",
    "''@x",
    "'quoted'",
    '"; "x", y',
    "a;b\\;c\\",
    "</script><script>alert(1)</script>",
    "<!-- x --> ]]> &amp; &#60; <b>",
    "{\\evil} 100% $x$ #1 a_b ~ ^ }{",
    "{{ 7*7 }} `x` **y**",
    "قاعدة عين الأسد \U0001f6a7",
)


@cache
def demonstration() -> Library:
    """The records of the demonstration archive."""
    loaded = load(ROOT, Settings(), NOW)
    assert not loaded.errors
    return loaded.library


@cache
def demonstration_tables() -> Tables:
    """Its tables."""
    return Tables(demonstration(), ABOUT)


def quoted(text: str) -> str:
    """A text as YAML in one line."""
    return json.dumps(text, ensure_ascii=False)


def rows_of(data: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file of ours by column, header and HXL row left out; cells as they stand there."""
    header, _, *rows = csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def parsed(data: bytes) -> Any:
    """A JSON file, read as strictly as the standard has it: no NaN, no key twice."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len({key for key, _ in pairs}) == len(pairs)
        return dict(pairs)

    def never(constant: str) -> None:
        raise AssertionError(f"{constant} is not JSON")

    return json.loads(data.decode("utf-8"), object_pairs_hook=once, parse_constant=never)


def files(library: Library, about: About) -> dict[str, bytes]:
    """The files of an archive by address, as a build writes them."""
    return Exports.of(library, about, short_batches(library, about)).files
