"""JSON-LD and citations: the right types, safe where they stand, and nothing said twice over."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.attribution import Published
from onrecord.export.cite import cite, tex
from onrecord.export.jsonld import article, script
from onrecord.library.derive import account
from tests.export.archives import ABOUT, HOSTILE, demonstration, quoted
from tests.helpers import incident, record


def of(root: Path, body: str) -> dict[str, Any]:
    """The JSON-LD of the only record of an archive."""
    found, one = incident(root, body)
    return article(Published(found), ABOUT, account(found, one))


def parts(found: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """The parts of one type."""
    return [part for part in found["hasPart"] if part["@type"] == kind]


def test_every_quotation_has_who_spoke_it() -> None:
    """Each quotation of the demonstration is a Quotation with its words and spokenByCharacter."""
    found = demonstration()
    for one in found.incidents:
        data = article(Published(found), ABOUT, account(found, one))
        texts = [quote.text for _, _, statement in one.statements() for quote in statement.quote or ()]
        assert [part["text"] for part in parts(data, "Quotation")] == texts
        assert all(
            part["spokenByCharacter"]["@type"] in ("Person", "Organization")
            for part in parts(data, "Quotation")
        )
        assert data["@type"] == "BackgroundNewsArticle" and data["isBasedOn"]
        assert all(part["author"] for part in parts(data, "Claim"))


def test_a_claim_prints_as_claimed(tmp_path: Path) -> None:
    """A claim of responsibility is a Claim by its speaker, in the verb of the vocabulary."""
    data = of(tmp_path, record("  - by: red-wing\n    source: article\n    responsibility: claims\n"))
    [claim] = parts(data, "Claim")
    assert claim["text"] == "Red Wing claimed responsibility"
    assert claim["author"] == {"@type": "Organization", "name": "Red Wing"}


def test_who_is_not_named_stands_between_commas(tmp_path: Path) -> None:
    """A publication that speaks for itself, and a speaker without a name, are said to be that."""
    body = (
        "  - source: article\n    responsibility: unclaimed\n"
        "  - by:\n      role: an official\n    source: article\n    responsibility: declines\n"
    )
    claims = [claim["text"] for claim in parts(of(tmp_path, record(body)), "Claim")]
    assert claims == [
        "The Daily, in its own words, said that nobody had claimed it",
        "an official, not named, declined to say who did it",
    ]


def test_whoever_is_not_named_has_no_name(tmp_path: Path) -> None:
    """An unnamed speaker is a person with a description."""
    by = "by:\n      role: an official\n      of: blue-land"
    [quotation] = parts(of(tmp_path, record(f"  - {by}\n    source: article\n    quote: x\n")), "Quotation")
    assert quotation["spokenByCharacter"] == {
        "@type": "Person",
        "description": "an official",
        "affiliation": {"@type": "Organization", "name": "Blue Land"},
    }


def test_corrections_and_archived_copies_are_named(tmp_path: Path) -> None:
    """A correction is a CorrectionComment; a source has its archived copy; no link, no address."""
    sources = (
        "  channel:\n    title: A post\n    url: https://t.example/1\n    link: no\n"
        "    archive: https://a.example/1"
    )
    header = (
        "corrections:\n  - on: 2024-03-01\n    was: two\n    now: three\n"
        "asked:\n  whom: red-wing\n  on: 2024-01-22\n  outcome: no answer"
    )
    data = of(tmp_path, record("  - source: channel\n    damage: none\n", header=header, sources=sources))
    assert data["correction"] == [
        {"@type": "CorrectionComment", "text": "We said: two Right is: three", "datePublished": "2024-03-01"}
    ]
    post = {
        "@type": "CreativeWork",
        "@id": "_:channel",
        "name": "A post",
        "archivedAt": "https://a.example/1",
    }
    assert post in data["isBasedOn"]
    assert data["@type"] == "ReportageNewsArticle"


@given(st.recursive(st.text(), lambda inner: st.lists(inner, max_size=3), max_leaves=5))
def test_a_script_cannot_be_ended(value: object) -> None:
    """Whatever the text, the element's content has no `<`, and a JSON parser reads the text back."""
    written = script({"x": value})
    assert not re.search("[<>&\u2028\u2029]", written)
    assert json.loads(written) == {"x": value}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_titles_stay_text(tmp_path: Path, text: str) -> None:
    """A hostile title is the headline as typed, and its BibTeX entry is one entry with balanced braces."""
    found, one = incident(
        tmp_path,
        record("  - source: article\n    damage: none\n").replace("Attack on the border post", quoted(text)),
    )
    data = json.loads(script(article(Published(found), ABOUT, account(found, one))))
    assert data["headline"] == text
    bibtex = cite(ABOUT, one).bibtex
    assert balanced(bibtex) and bibtex.count("\n}") == 1 and bibtex.endswith("}\n")


@given(st.text())
def test_tex_holds_no_sign_of_its_own(text: str) -> None:
    """What TeX could take for a command is written as one, braces are balanced, and there is one line."""
    written = tex(text)
    assert balanced(written) and not re.search(r"[\x00-\x1f]", written)
    assert not re.search(r"(?<!\\)[#$%&_~^<>]", written)


def balanced(text: str) -> bool:
    """Whether braces are balanced as BibTeX counts them, which heeds no backslash."""
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


def test_a_citation_names_the_state_of_information() -> None:
    """The text has archive, title, date, cutoff and address; the entry's key is the incident's id."""
    one = demonstration().by_id["2024-01-28-tower-22"]
    found = cite(ABOUT, one)
    assert found.text == (
        "Test Archive: “Attack on Tower 22, 28 January 2024.” Information up to 22 November 2026. "
        "https://archive.example/briefings/2024-01-28-tower-22/"
    )
    assert found.bibtex.startswith("@misc{test-archive-2024-01-28-tower-22,\n  author = {{The Archive}},\n")
    assert "\n  year = {2026},\n" in found.bibtex
    assert "author = {{Test Archive}}" in cite(replace(ABOUT, rights_holder=""), one).bibtex
