"""Pages of lists are made of plain data, and every word of their templates is a message of the catalogue."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from onrecord.library.library import Library
from onrecord.pages import plan
from onrecord.settings import Settings
from tests.helpers import record, rendered
from tests.library.test_tally_checks import tally
from tests.pages.test_month import figure
from tests.pages.test_tallies import MATCHING, TARGET, site

FOLDER = Path(plan.__file__).parent
#: The templates of these pages, with the folders of `pages/` in which they lie.
TEMPLATES = {
    "home.md.j2": "",
    "explore.md.j2": "",
    "archive.md.j2": "months",
    "year.md.j2": "months",
    "month.md.j2": "months",
    "change-list.md.j2": "changes",
    "map.md.j2": "map",
    "tallies-index.md.j2": "tallies",
    "measure.md.j2": "tallies",
    "forces.md.j2": "tallies",
}
INCLUDED = {"measure-rows.md.j2": "tallies"} | dict.fromkeys(
    ("nothing.md.j2", "foot.md.j2", "as-of.md.j2", "demonstration.md.j2", "not-yet.md.j2"), "templates"
)
#: What a view may hold besides tuples, dicts and frozen classes of it.
PLAIN = (str, int, float, bool, type(None), Enum)
HEADER = (
    "corrections:\n  on: 2024-02-04\n  was: A.\n  now: B.\n  note: A slip. [@article]\n"
    "updates:\n  on: 2024-02-05\n  text: News. [@article]"
)
FORCE = (
    "- via: wire\n  source: report\n  note: A note. [@report]\n  force:\n    who: green-army\n    count: 9\n"
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """An archive in which each of these pages has each of its parts."""
    moved = "".join(
        figure(count).replace("source: article", f"source: article\n    in: press-statement\n    said: {day}")
        for count, day in (("2", "2024-01-21"), ("at least 4", "2024-01-23"))
    )
    quote = "  - by: red-wing\n    source: article\n    responsibility: claims\n    quote: We did it.\n"
    return site(
        tmp_path_factory.mktemp("views"),
        tally("{IQ: 5, total: at least 2}", as_of="2024-01-12", since="2024-01-01", checked="So it says."),
        tally("3", as_of="2024-01-25", by="red-front"),
        tally("4", by=""),
        FORCE,
        measures=MATCHING,
        x_moved=record(moved + quote + TARGET, header=HEADER),
        x_unsure=record(figure("3", "abducted")).replace("date: 2024-01-20", "date: 2024-01-31~"),
    )


def odd(value: object, at: str) -> Iterator[str]:
    """Where a view holds something that is no plain data."""
    if isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from odd(part, f"{at}[{index}]")
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from odd((key, part), f"{at}[{key!r}]")
    elif is_dataclass(value) and not isinstance(value, type):
        if not type(value).__dataclass_params__.frozen:  # type: ignore[attr-defined]  # of every dataclass
            yield f"{at}: {type(value).__name__} is not frozen"
        for field in fields(value):
            yield from odd(getattr(value, field.name), f"{at}.{field.name}")
    elif not isinstance(value, PLAIN):
        yield f"{at}: {type(value).__name__}"


def contexts(archive: Library) -> dict[str, dict[str, Any]]:
    """What each of these pages gives its template, by address, without what is of the whole site."""
    pages = rendered(archive, Settings(coverage="complete")).planned.values()
    found = {page.address: page.context() for page in pages if page.template in TEMPLATES}
    assert {page.template for page in pages} >= TEMPLATES.keys()
    return {
        address: {key: value for key, value in context.items() if key != "settings"}
        for address, context in found.items()
    }


def test_a_view_is_plain_data(archive: Library) -> None:
    """No template reaches the library: what it prints are texts, numbers and phrases that can be stored."""
    for address, context in contexts(archive).items():
        assert list(odd(context, address)) == []
        assert pickle.loads(pickle.dumps(context)) == context


def test_a_template_has_no_words_of_its_own() -> None:
    """Besides names of formats, each word outside of a message would be the same in every language."""
    for name, folder in (TEMPLATES | INCLUDED).items():
        text = (FOLDER / folder / name).read_text("utf-8")
        text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|///Footnotes Go Here///", "", text, flags=re.DOTALL)
        attributes = re.findall(r'(?:aria-label|data-label|title|alt)="([^"]*)"', text)
        words = re.findall(r"[^\W\d_]{2,}", re.sub(r"<[^>]*>|\{[^}]*\}|\([^)\s]*\)", "", text))
        assert "".join(attributes) == ""
        assert set(words) <= {"CSV", "GeoJSON"}, name


def test_entries_of_lists_are_made_once(archive: Library) -> None:
    """Home, month and Explore show the same entry of an incident, made when it is first asked for."""
    found = contexts(archive)
    home = {headline.entry.id: headline.entry for headline in found["index.md"]["h"].latest}
    explore = {row.entry.id: row.entry for row in found["explore.md"]["x"].rows}
    month = {entry.id: entry for entry in found["archive/2024/01.md"]["r"].entries}
    assert month.keys() <= explore.keys() == home.keys()
    assert all(home[name] is explore[name] for name in home)
    assert all(month[name] is explore[name] for name in month)
