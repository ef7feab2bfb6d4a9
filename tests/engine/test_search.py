"""The index of the theme's own search as a build leaves it, and what it is in sites with another search."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from onrecord.markdown.html import for_search
from onrecord.search.material import Found, improved
from onrecord.search.spellings import of_names, of_word
from onrecord.search.words import SEPARATOR
from tests.helpers import ID, RECORD, REGISTRY, Built, build_site, record

INDEX = "search/search_index.json"
STATEMENT = """
  - source: article
    by: red-front
    responsibility: claims
    paraphrase: It fired 2,500 rockets.
"""
NAMES = """\
border-post:
  name: Border Post 7
  country: IQ
  precision: exact
  aliases: Al Makhfar
  names:
    ar: المخفر الأول
"""
ACTORS = (
    REGISTRY["briefings/registry/actors.yml"]
    + """\
private-man:
  name: Carl Private
  aliases: Karl Pryvate
  kind: person
"""
)
FILES = {
    **REGISTRY,
    "briefings/registry/places.yml": NAMES,
    "briefings/registry/actors.yml": ACTORS,
    RECORD: record(STATEMENT, header="summary: A post was attacked. [@ours]"),
    "briefings/2024-01-21-draft.yml": record(STATEMENT)
    .replace("red-front", "red-wing")
    .replace("publish: published", "publish: draft"),
}


def site(
    root: Path, plugins: str = "[search, onrecord]", theme: str = "material", text: str = "", **given: Any
) -> Built:
    """A built site with these plugins, of the record above or of ``text``."""
    # Where Pagefind is installed too, the theme's own search answers here.
    plugins = plugins.replace("onrecord: {}", "onrecord").replace("onrecord", "onrecord: {search: material}")
    settings = f"site_name: Test\ntheme: {{name: {theme}}}\nplugins: {plugins}\n"
    if theme == "material":
        settings = settings.replace("}", ", font: false}", 1)
    return build_site(root, {**FILES, **({RECORD: text} if text else {}), "mkdocs.yml": settings}, **given)


def index(built: Built) -> dict[str, Any]:
    """What the search reads."""
    found: dict[str, Any] = json.loads(built.files[INDEX])
    return found


def briefing(built: Built) -> dict[str, Any]:
    """The entry of the briefing itself."""
    found: dict[str, Any] = next(one for one in index(built)["docs"] if one["location"] == f"briefings/{ID}/")
    return found


def words(built: Built) -> set[str]:
    """What nobody sees of the briefing, and the search finds."""
    return set(briefing(built)["words"].split())


def test_a_briefing_shows_its_date_and_its_own_text(tmp_path: Path) -> None:
    """The entry of the page has the title, the date and the summary; it comes before pages of other kinds."""
    found = briefing(site(tmp_path))
    assert found["title"] == "Attack on the border post <small>20 January 2024</small>"
    assert found["text"].startswith("<p>A post was attacked.")
    assert found["boost"] > 20


def test_every_entry_of_a_made_page_has_a_text(tmp_path: Path) -> None:
    """Headings without a text under them are no results; neither is what stands before a heading."""
    entries = index(site(tmp_path))["docs"]
    assert [one for one in entries if not one["text"]] == []
    assert [one for one in entries if one["location"].endswith("#title")] == []
    assert [one for one in entries if "Report an error" in one["text"]] == []


def test_names_dates_and_numbers_are_found_in_other_forms(tmp_path: Path) -> None:
    """The ISO date, names of place and speaker in any script and spelling, numbers without marks."""
    found = words(site(tmp_path))
    assert {"01", "makhfar", "almakhfar", "post7", "المخفر", "مخفر", "الاول", "red", "front", "2500"} <= found
    assert not [one for one in found if re.search(r"[<>&]", one)]


def test_names_that_no_page_may_print_are_not_in_it(tmp_path: Path) -> None:
    """Neither a private person's names nor those that only a draft has."""
    private = record(STATEMENT.replace("red-front", "private-man"))
    found = site(tmp_path, text=private).files[INDEX].decode().lower()
    assert "makhfar" in found and "wing" not in found and "pryvate" not in found


def test_no_page_prints_the_other_spellings(tmp_path: Path) -> None:
    """What is only for the search stands in no page."""
    built = site(tmp_path)
    pages = [text.decode() for name, text in built.files.items() if name.endswith(".html")]
    assert pages and not [page for page in pages if "almakhfar" in page.lower() or "post7" in page.lower()]


def test_the_preview_has_it_too(tmp_path: Path) -> None:
    """What is looked for in the preview is found as in the site."""
    assert "almakhfar" in words(site(tmp_path, command="serve"))


@pytest.mark.parametrize(
    "plugins", ["[onrecord, search]", "[material/search, onrecord]", "{search: {}, onrecord: {}}"]
)
def test_the_search_may_stand_anywhere(tmp_path: Path, plugins: str) -> None:
    """Before or after our plugin, and under its long name."""
    assert "almakhfar" in words(site(tmp_path, plugins))


def test_a_copy_for_use_without_a_server_has_it(tmp_path: Path) -> None:
    """Material's plugin for sites without a server copies the index after us."""
    built = site(tmp_path, "[offline, search, onrecord]")
    assert "almakhfar" in built.files["search/search_index.js"].decode()


def test_options_of_the_site_stay(tmp_path: Path) -> None:
    """A separator, a pipeline and weights that a site has set are not replaced."""
    own = "{search: {separator: '[\\s]+', pipeline: [trimmer], fields: {title: {boost: 3}}}, onrecord: {}}"
    config = index(site(tmp_path, own))["config"]
    assert (config["separator"], config["pipeline"]) == (r"[\s]+", ["trimmer"])
    assert config["fields"]["title"] == {"boost": 3}
    plain = index(site(tmp_path))["config"]
    assert (plain["separator"], plain["pipeline"]) == (SEPARATOR, [])


@pytest.mark.parametrize("plugins", ["[onrecord]", "{search: {enabled: false}, onrecord: {}}"])
def test_a_site_without_search_is_built(tmp_path: Path, plugins: str) -> None:
    """Without the search there is no index, and nothing is missed."""
    built = site(tmp_path, plugins)
    assert INDEX not in built and f"briefings/{ID}/index.html" in built


def test_another_theme_keeps_its_search(tmp_path: Path) -> None:
    """The index that MkDocs writes for other themes is left as it is."""
    found = index(site(tmp_path, theme="mkdocs"))
    assert "fields" not in found["config"]
    assert not [one for one in found["docs"] if "words" in one or "<small>" in one["title"]]


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"config": {}, "docs": []}', '{"config": 1}'])
def test_what_is_no_index_of_the_theme_stays(text: str) -> None:
    """A file of the same name from elsewhere is given back."""
    assert improved(text, {}) == text


def test_pages_of_others_keep_their_entries() -> None:
    """A page written by hand has its headings found, texts below them or not."""
    entry = {"location": "by-hand/#part", "title": "A part", "text": ""}
    given = {"config": {"fields": {}}, "docs": [{**entry, "location": "by-hand/"}, entry]}
    found = json.loads(improved(json.dumps(given), {"other/": Found()}))
    assert found["docs"] == given["docs"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("al-Asad", ["Asad"]),
        ("Attack at the base", ["Attack", "base"]),
        ("At least 34, said U.S. officials.", ["least", "34", "said", "U.S", "officials"]),
        ("“directly hit”", ["directly", "hit"]),
        ("2,500 troops, 3.5 km", ["2,500", "troops", "3.5", "km"]),
        ("also attached", ["also", "attached"]),
        ("Kata’ib", ["Kata", "ib"]),
        ("28/01/2024", ["28", "01", "2024"]),
        ("قاعدة عين الأسد، غرب", ["قاعدة", "عين", "الأسد", "غرب"]),
        ("für São Tomé", ["für", "São", "Tomé"]),
    ],
)
def test_words_are_parted(text: str, words: list[str]) -> None:
    """Marks part words, small words go with them, numbers stay whole, letters of all scripts are letters."""
    assert [one for one in re.split(SEPARATOR, text) if one] == words


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("2,500", {"2500"}),
        ("12500", {"12,500"}),
        ("2024", set()),
        ("34", set()),
        ("Pérez", {"Perez"}),
        ("السوداني", {"سوداني", "السودانی"}),
        ("الأسد", {"الاسد", "اسد", "أسد"}),
        ("base", set()),
    ],
)
def test_words_have_other_forms(word: str, others: set[str]) -> None:
    """Numbers with and without marks, letters without theirs, Arabic without the article."""
    found = set(of_word(word)) - {word}
    assert others <= found and (others or not found)


@pytest.mark.parametrize(
    ("line", "others"),
    [
        ("Tower 22", {"tower22"}),
        ("Ain al-Asad air base", {"alasad", "airbase"}),
        ("Kata'ib Hezbollah, كتائب حزب الله", {"kataib", "hizbullah", "hizbollah", "hezbullah"}),
        ("Yahya Rasoul, يحيى رسول", {"rasul"}),
        ("Ain al-Assad, عين الأسد", {"asad"}),
    ],
)
def test_names_have_other_spellings(line: str, others: set[str]) -> None:
    """Written together, without apostrophes, and by other systems of transliteration."""
    assert others <= set(of_names(line))


def test_english_names_are_not_spelt_anew() -> None:
    """Without a name in another script there is nothing to transliterate, and no phrase is one word."""
    assert set(of_names("US Department of Defense, Pentagon")) == {
        "us",
        "department",
        "of",
        "defense",
        "pentagon",
    }


def test_words_on_both_sides_of_a_break_stay_apart() -> None:
    """A break of a line is a space for the search."""
    assert for_search("Tower 22<br>1 incident<br />\nx") == "Tower 22<br>\n1 incident<br />\nx"
