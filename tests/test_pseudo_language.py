"""A whole site in a language that shows every word of ours that nobody can translate.

Its records are those of the demonstration in Cyrillic letters, its catalogue marks each message with accents:
what is left of Latin letters on a page is a word that is not in the catalogue.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from onrecord.terms import ALL
from tests.browser.conftest import KINDS
from tests.editions.archives import made
from tests.helpers import ID, RECORD, REGISTRY, SITES, Built, build_site, record
from tests.pseudo import catalogue, in_cyrillic

ROOT = Path(__file__).parents[1]
CONFIG = """\
site_name: Досье
theme:
  name: material
  font: false
  palette:
    primary: onrecord
plugins:
  - search
  - onrecord:
      language: {language}
      catalogue: words/{language}.po
      demonstration: Отобранные события.
      selection: По выбору редакции.
      not_covered: Всё остальное.
      short_forms: [flash, salute]
      licence: Свободно
      rights_holder: Редакция
extra:
  generator: false
"""
#: What is a word of nobody's language: codes of standards, and names of formats that stand by themselves.
NAMES = {
    *(code for vocabulary in ALL for term in vocabulary for code in term.codes.values()),
    *(standard for vocabulary in ALL for standard in (vocabulary.standard, *vocabulary.standards)),
    *("Atom", "BibTeX", "CSV", "GeoJSON", "HXL", "JSON", "JSON Feed", "SHA-256"),
    "tallies",
}
#: Addresses, names of files and columns, zones: what has a dot, a slash or a low line between its letters.
_ADDRESS = re.compile(r"[\w@:+%?=&#~-]+(?:[./_]+[\w@:+%?=&#~-]+)+/?")
_LATIN = re.compile(r"[A-Za-z][A-Za-z'’-]+")
_WORDED = ("alt", "aria-label", "data-label", "placeholder", "title")
_META = ("description", "og:title", "og:description", "og:site_name")
#: What a reader sees as it is in every language, and what a reader does not see.
_CODE = ("code", "kbd", "pre", "script", "style")


class _Words(HTMLParser):
    """The texts of a page and of its attributes; with ``part`` those inside such elements, and the title."""

    def __init__(self, part: str = "") -> None:
        super().__init__()
        self.texts: list[str] = []
        self.part = part
        self.inside = dict.fromkeys((part, "title", *_CODE), 0)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in self.inside:
            self.inside[tag] += 1
        if tag == "meta" and (given.get("name") or given.get("property")) in _META:
            self.texts.append(given.get("content") or "")
        if not self.part or self.inside[self.part]:
            self.texts += [given.get(name) or "" for name in _WORDED]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.inside.get(tag):
            self.inside[tag] -= 1

    def handle_data(self, data: str) -> None:
        here = not self.part or self.inside[self.part] or self.inside["title"]
        if here and not any(self.inside[name] for name in _CODE):
            self.texts.append(data)


def left(texts: Iterator[str] | list[str]) -> list[str]:
    """The texts with a Latin word in them that is no name of a code or a format."""
    words = ((text.strip(), _ADDRESS.sub("", text)) for text in texts)
    return [text for text, rest in words if text not in NAMES and _LATIN.search(rest)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The demonstration's records in Cyrillic, built strictly in Russian with every message marked."""
    root = tmp_path_factory.mktemp("pseudo")
    # Editions of another archive have the same words, and no incident of this one.
    shutil.copytree(made(tmp_path_factory.mktemp("editions")).kept, root / "editions")
    return build_site(root, written("ru"))


@cache
def written(language: str, root: Path = ROOT) -> dict[str, str]:
    """The files of a site in a language, with the records below ``root``."""
    records = {f"briefings/{path}": text for path, text in in_cyrillic(root / "briefings").items()}
    words = {f"words/{language}.po": catalogue(language)}
    return {"mkdocs.yml": CONFIG.format(language=language), **words, **records}


PAGES = [kind for kind in KINDS if kind not in ("written by hand", "section")]


@pytest.mark.parametrize("kind", PAGES)
def test_every_word_of_a_page_is_in_the_catalogue(site: Built, kind: str) -> None:
    """Texts, titles, labels, and words in drawings of each kind of page."""
    address = KINDS[kind]
    page = _Words("article")
    page.feed(site.html(address if address.endswith(".html") else f"{address}index.html"))
    assert len(page.texts) > 5
    assert left(page.texts) == []


def test_every_word_around_a_page_is_in_the_catalogue(site: Built) -> None:
    """Menu, header and footer: titles of our pages, and the theme's own words."""
    page = _Words()
    page.feed(site.html("404.html"))
    assert left(page.texts) == []


def fed(site: Built) -> list[str]:
    """Titles, subtitles, summaries, texts and categories of all feeds."""
    texts = []
    for address, content in site.files.items():
        if address.startswith("feeds/") and address.endswith(".xml"):
            for element in ElementTree.fromstring(content).iter():
                if element.tag.partition("}")[2] not in ("generator", "id", "published", "updated"):
                    texts += [element.text or "", element.get("label", "")]
    return texts


def short(site: Built) -> list[str]:
    """Flash and SALUTE of every incident."""
    addresses = ("data/flash/", "data/salute/")
    return [text.decode() for address, text in site.files.items() if address.startswith(addresses)]


def test_every_word_of_feeds_and_short_forms_is_in_the_catalogue(site: Built) -> None:
    """Of all incidents of the demonstration."""
    assert len(fed(site)) > 1000
    assert len(short(site)) == 36
    assert left([*fed(site), *short(site)]) == []


@pytest.mark.parametrize("name", ["kidnapping", "vessel"])
def test_every_word_about_other_facts_is_in_the_catalogue(tmp_path: Path, name: str) -> None:
    """Abducted, held, released, households, losses, positions, vessels: feeds and short forms."""
    built = build_site(tmp_path, written("ru", SITES / "valid" / name))
    assert left([*fed(built), *short(built)]) == []


def test_columns_are_described_in_the_language(site: Built) -> None:
    """The names of columns are for programs and stay; what they hold is told in the language."""
    package = site.files["data/datapackage.json"].decode("utf-8")
    assert '"name": "id"' in package
    assert "the incident's permanent id" not in package
    assert "⟦ťĥé íñçíðéñť'š þéŕḿáñéñť íð⟧" in package


@pytest.mark.parametrize(("language", "direction"), [("ru", "ltr"), ("ar", "rtl"), ("ckb", "rtl")])
def test_a_page_has_the_language_and_the_direction_of_the_site(
    site: Built, tmp_path: Path, language: str, direction: str
) -> None:
    """The theme is set to the language; one that it has no words for has its direction at least."""
    address = "2024-01-28-tower-22"
    if language != "ru":
        words = {"mkdocs.yml": CONFIG.format(language=language), f"words/{language}.po": catalogue(language)}
        site = build_site(
            tmp_path,
            {
                **REGISTRY,
                RECORD: record("  - source: article\n    paraphrase: A post was attacked.\n"),
                **words,
            },
        )
        address = ID
    html = site.html(f"briefings/{address}/index.html")
    assert f'<html lang="{language}"' in html
    assert re.search(rf'<body dir="{direction}"', html)


class _Breaches(HTMLParser):
    """Elements that the catalogue below tries to make."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if "onerror" in given or (given.get("href") or "").startswith("javascript:"):
            self.found.append(tag)


def test_a_catalogue_cannot_add_markup(tmp_path: Path) -> None:
    """Its words pass the same escape as those of records, on pages, in drawings, in menu and footer."""
    before = "<img src=x onerror=alert(1)>\"'`*_[x](javascript:alert(1))|&amp; "
    files = {**written("ru", SITES / "valid" / "vessel"), "words/ru.po": catalogue("ru", before)}
    built = build_site(tmp_path, files)
    pages = {name: text.decode() for name, text in built.files.items() if name.endswith(".html")}
    assert len(pages) > 20
    for name, text in pages.items():
        page = _Breaches()
        page.feed(text)
        assert (name, page.found) == (name, [])
    assert "onerror=alert(1)" in built.text("briefings/2024-03-06-true-confidence/index.html")
