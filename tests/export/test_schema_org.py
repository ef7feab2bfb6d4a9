"""JSON-LD against schema.org: types and properties that exist, where they belong, with what they take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from onrecord.export.attribution import Published
from onrecord.export.jsonld import article, collection, website
from onrecord.library.derive import account
from tests.export.archives import ABOUT, demonstration
from tests.export.schema_org import PROPERTIES, TYPES
from tests.helpers import incident, record

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
FULL = """\
  - by: red-wing
    in: telegram
    said: 2024-01-20
    source: channel
    responsibility: claims
    vessels: grey-gull
    quote:
      text: We did it.
      lang: en
      original_lang: ar
      original: نحن فعلناها
      translator: The Daily
      about: the attack
      note: The words do not say what. [@article]
  - by:
      role: an official
      of: blue-land
    said: 2024-01-20~
    source: article
    killed:
      who: civilians
      count: at least 3
"""
FULL_HEADER = """\
created: 2024-02-01
ids:
  scheme: wikidata
  id: Q207
corrections:
  on: 2024-03-01
  was: two
  now: three
asked:
  whom: red-wing
  on: 2024-01-22
  outcome: no answer
summary: It happened. [@article]
"""
FULL_SOURCES = """\
  channel:
    title: A post
    author: A. Writer
    publisher: Red channel
    published: 2024-01-20/2024-01-22
    url: https://t.example/1
    archive: https://a.example/1
    lang: ar
"""


def full(root: Path) -> dict[str, Any]:
    """The JSON-LD of a record that has everything."""
    library, one = incident(root, record(FULL, header=FULL_HEADER, sources=FULL_SOURCES))
    return article(Published(library), ABOUT, account(library, one))


def every(root: Path) -> list[dict[str, Any]]:
    """One of each kind of JSON-LD, and the articles of the demonstration."""
    library = demonstration()
    names = Published(library)
    return [
        full(root),
        website(ABOUT),
        website(replace(ABOUT, site_url="", licence_url="", selection="", demonstration="")),
        collection(ABOUT, "archive/2024/01", "Monthly report: January 2024", "2024-01", library.incidents),
        *(article(names, ABOUT, account(library, one)) for one in library.incidents),
        *(
            article(names, replace(ABOUT, site_url=""), account(library, one))
            for one in library.incidents[:2]
        ),
    ]


def mistakes(node: dict[str, Any], at: str = "") -> Iterator[str]:
    """What schema.org does not have, by path."""
    kind = node["@type"]
    at = f"{at}{kind}"
    if kind not in TYPES:
        yield f"{at}: no such type"
        return
    for name, value in node.items():
        if name.startswith("@"):
            continue
        domains, ranges = PROPERTIES.get(name, ((), ()))
        if not {kind, *TYPES[kind]} & set(domains):
            yield f"{at}.{name}: {kind} has no such property"
        for one in value if isinstance(value, list) else [value]:
            if not kinds(one) & set(ranges):
                yield f"{at}.{name}: takes {ranges}, not {one!r}"
            if isinstance(one, dict) and "@type" in one:
                yield from mistakes(one, f"{at}.{name}.")


def kinds(value: Any) -> set[str]:
    """What a value is to schema.org."""
    if isinstance(value, dict):
        # A reference is to a source, which is a work.
        kind = value.get("@type", "CreativeWork")
        return {kind, *TYPES.get(kind, ())}
    if isinstance(value, int | float):
        return {"Number"}
    assert isinstance(value, str)
    found = {"Text"}
    found |= {"URL"} if re.match("https?://", value) else set()
    found |= {"Date"} if _DATE.fullmatch(value) else set()
    return found | ({"DateTime"} if _MOMENT.fullmatch(value) else set())


def test_types_and_properties_are_schema_org_s(tmp_path: Path) -> None:
    """Every type and property that we write exists, stands where it belongs, and has a value it takes."""
    assert [mistake for one in every(tmp_path) for mistake in mistakes(one)] == []


def test_the_table_has_nothing_that_we_do_not_write(tmp_path: Path) -> None:
    """A property that went out of use does not stay in the table."""
    used: set[str] = set()

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            used.update(key for key in node if not key.startswith("@"))
            used.add(node.get("@type", ""))
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(every(tmp_path))
    assert set(PROPERTIES) | set(TYPES) <= used


def test_a_mistake_would_be_found() -> None:
    """The test's own eye is open: a wrong type, a wrong place and a wrong value are each told."""
    wrong = {"@type": "Claim", "dateline": "x", "comment": "text", "author": {"@type": "Nobody"}}
    assert len(list(mistakes(wrong))) == 4


def test_a_processor_reads_every_part(tmp_path: Path) -> None:
    """Expanded by a JSON-LD processor, every key is an address of schema.org and no part is lost."""

    def nothing(address: str, _: Any) -> Any:
        raise AssertionError(f"nothing is fetched: {address}")

    for one in every(tmp_path):
        here = {"@vocab": "https://schema.org/", "url": {"@type": "@id"}}
        [expanded] = jsonld.expand({**one, "@context": here}, {"documentLoader": nothing})
        assert {key for key in expanded if not key.startswith("@")} == {
            f"https://schema.org/{key}" for key in one if not key.startswith("@")
        }
        parts = expanded.get("https://schema.org/hasPart", [])
        assert len(parts) == len(one.get("hasPart", []))


def test_statements_say_where_they_were_read(tmp_path: Path) -> None:
    """Each claim and quotation refers to sources of the same page, once described and never repeated."""
    data = full(tmp_path)
    described = {source["@id"] for source in data["isBasedOn"]}
    for part in data["hasPart"]:
        [read] = part.get("appearance") or part.get("isBasedOn")
        assert set(read) == {"@id"} and read["@id"] in described


def test_dates_that_are_no_days_are_left_out(tmp_path: Path) -> None:
    """An uncertain day or a span of time is no date to schema.org, and is not given as one."""
    data = full(tmp_path)
    claim, killed, quotation = data["hasPart"]
    assert claim["dateCreated"] == quotation["dateCreated"] == "2024-01-20"
    assert "dateCreated" not in killed
    assert [source.get("datePublished") for source in data["isBasedOn"]] == [None, "2024-01-21"]


@pytest.mark.parametrize("licence", ["CC BY 4.0", ""])
def test_a_licence_without_an_address_is_a_work_of_that_name(licence: str) -> None:
    """`license` takes no bare text."""
    found = website(replace(ABOUT, licence=licence, licence_url=""))
    expected = {"@type": "CreativeWork", "name": licence} if licence else None
    assert found.get("license") == expected
