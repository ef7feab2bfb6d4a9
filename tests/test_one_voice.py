"""One statement, one wording: what a page says of it, feed, JSON-LD, data files and short forms say too."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from markdown import markdown

from onrecord import phrases
from onrecord.engine.content import EXTENSIONS
from onrecord.export.attribution import Published
from onrecord.export.entries import incident_entry
from onrecord.export.jsonld import article
from onrecord.export.tables import Tables
from onrecord.library.derive import Account, Row, account
from onrecord.library.library import Incident, Library
from onrecord.library.load import publishable
from onrecord.phrases import Names, plain
from onrecord.proof.load import load
from onrecord.settings import read_site
from onrecord.short.flash import flash
from onrecord.short.salute import salute_text
from onrecord.terms.facts import FACTS, counted
from tests.export.archives import ABOUT
from tests.helpers import NOW, SITES, Pages, rendered, visible

ROOT = Path(__file__).parents[1]
ARCHIVES = {"demonstration": ROOT, **{path.name: path for path in sorted((SITES / "valid").iterdir())}}
_MARKERS = re.compile(r"<sup\b.*?</sup>", re.DOTALL)
_SMALL = re.compile(r'<small class="or-(?:interest|ours)">.*?</small>', re.DOTALL)


@cache
def archive(name: str) -> tuple[Library, Pages]:
    """A published library and its pages."""
    root = ARCHIVES[name]
    # Without the short forms, which stand on the page too.
    settings = read_site(root / "mkdocs.yml").settings.model_copy(update={"short_forms": ()})
    library = publishable(load(root, settings, NOW).library, NOW, preview=False).library
    return library, rendered(library, settings)


INCIDENTS = [(name, incident.id) for name in ARCHIVES for incident in archive(name)[0].incidents]


class Forms:
    """Every form in which one incident is told, as plain text."""

    def __init__(self, library: Library, pages: Pages, incident: Incident) -> None:
        published = Published(library)
        self.names, self.incident = Names(library), incident
        self.account: Account = account(library, incident)
        html = markdown(pages[f"briefings/{incident.id}.md"], extensions=list(EXTENSIONS))
        self.page = visible(_SMALL.sub("", _MARKERS.sub("", html)))
        self.feed = incident_entry(published, ABOUT, self.account).text
        parts: list[dict[str, Any]] = article(published, ABOUT, self.account).get("hasPart", [])
        self.claims = {part.get("text") for part in parts if part["@type"] == "Claim"}
        self.salute = salute_text(library, incident)
        self.flash = flash(library, incident)
        self.rows = [row.cells for row in Tables(library, ABOUT).said(incident)]

    def words(self, phrase: phrases.Phrase) -> str:
        """A phrase as text, with single blanks as pages have them."""
        return " ".join(plain(phrase).split())


@cache
def forms(name: str, incident_id: str) -> Forms:
    """What is told of one incident."""
    library, pages = archive(name)
    return Forms(library, pages, library.by_id[incident_id])


def within(words: str, text: str) -> bool:
    """Whether a text has the words, which may begin a line with a capital."""
    return words in text or words[:1].upper() + words[1:] in text


each = pytest.mark.parametrize(("name", "incident_id"), INCIDENTS)


@each
def test_a_figure_has_one_wording(name: str, incident_id: str) -> None:
    """Page, JSON-LD, feed and SALUTE give it with the same hedge, nature, parts and place."""
    told = forms(name, incident_id)
    current = {id(row) for toll in told.account.tolls for row in toll.rows}
    spread = {id(row) for toll in told.account.tolls for row in toll.spread}
    for row in told.account.rows:
        if not counted(row.fact):
            continue
        figure = told.words(phrases.figure(told.names, row.value))
        assert within(figure, told.page), (figure, told.page)
        claim = _claim(told, row)
        assert claim in told.claims
        assert id(row) not in current or claim in told.feed
        assert id(row) not in spread or figure in " ".join(told.salute.split())


def _claim(told: Forms, row: Row) -> str:
    """A figure with its owner, as a sentence of its own."""
    who = plain(phrases.speaker(told.names, told.incident, row.statement))
    people = plain(told.names.actors(row.value.who))
    figure = plain(phrases.noted(told.names, row.value))
    return f"{FACTS[row.fact].title}, {people}: {figure}, according to {who}"


@each
def test_things_have_one_wording(name: str, incident_id: str) -> None:
    """What was lost, how many attacked and what could be confirmed: page, JSON-LD, feed and SALUTE."""
    told = forms(name, incident_id)
    for fact in ("attackers", "losses", "verification"):
        for row in told.account.of(fact):
            what = told.words(phrases.value(told.names, told.account, row))
            assert within(what, told.page), (what, told.page)
            assert any(what in claim for claim in told.claims if claim)
            assert what in " ".join(told.feed.split())
            assert what in " ".join(told.salute.split())


@each
def test_a_stance_has_one_wording(name: str, incident_id: str) -> None:
    """Page, JSON-LD and feed say with the same words who claims, denies, blames or suspects."""
    told = forms(name, incident_id)
    for row in told.account.of("responsibility"):
        stance = told.words(phrases.stance(told.names, row.value))
        assert within(stance, told.page), (stance, told.page)
        assert any(claim.endswith(stance) for claim in told.claims if claim)
        assert stance in " ".join(told.feed.split())


@each
def test_a_speaker_has_one_name(name: str, incident_id: str) -> None:
    """The page, the tables, SALUTE and the sentences of the feed call a speaker the same."""
    told = forms(name, incident_id)
    for cells, (_, _, statement) in zip(told.rows, told.incident.statements(), strict=True):
        name_alone = plain(phrases.speaker_name(told.names, told.incident, statement))
        assert cells["speaker"] == name_alone
        assert within(" ".join(name_alone.split()), told.page), (name_alone, told.page)
        assert name_alone in plain(phrases.speaker(told.names, told.incident, statement))
    for row in told.account.of("responsibility"):
        speaker = plain(phrases.speaker(told.names, told.incident, row.statement))
        assert speaker in told.feed
        assert speaker in told.salute


@each
def test_a_flash_has_the_words_of_the_page(name: str, incident_id: str) -> None:
    """What a flash gives of figures are their words, with the short name of the owner or the full one."""
    told = forms(name, incident_id)
    for toll in told.account.tolls:
        figures = [plain(phrases.figure(told.names, row.value)) for row in toll.spread]
        people = plain(told.names.actors(toll.parties))
        heading = f"{FACTS[toll.rows[0].fact].title}, {people}: "
        if toll.spread and heading in told.flash:
            assert all(figure in told.flash for figure in figures)


def test_what_is_compared_is_there() -> None:
    """The archives have figures, stances and speakers to compare; JSON-LD has them as claims."""
    told = [forms(*which) for which in INCIDENTS]
    assert len(INCIDENTS) > 18
    assert sum(len(one.claims) for one in told) > 100
    assert json.dumps(sorted(filter(None, told[0].claims)))
