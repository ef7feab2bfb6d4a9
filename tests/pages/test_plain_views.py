"""What a template gets is plain data: nothing that holds the records, so that a page can be kept by it.

And every word of a template is a message of the catalogue.
"""

from __future__ import annotations

import dataclasses
import io
import pickle
import re
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from onrecord.assemble import assemble, own_files, read
from onrecord.library.library import Library
from onrecord.pages import plan
from onrecord.pages.page import Page, site_context
from onrecord.search.pagefind import installed
from onrecord.settings import Settings, read_site
from tests.export.archives import ROOT
from tests.helpers import NOW, record, rendered
from tests.library.test_tally_checks import tally
from tests.pages.test_month import figure
from tests.pages.test_tallies import MATCHING, TARGET, site

FOLDER = Path(plan.__file__).parent
#: The templates of pages that the demonstration has; all are given plain data alone.
OF_DEMONSTRATION = {
    *("codebook.md.j2", "data.md.j2", "entities.md.j2", "entity.md.j2"),
    *("quotes-year.md.j2", "quotes.md.j2", "verification.md.j2"),
    # Where Pagefind is installed, the extra `search`.
    *(("search.md.j2",) if installed() else ()),
}
#: Those of lists, made of an archive in which each has each of its parts.
OF_LISTS = {
    *("home.md.j2", "explore.md.j2", "archive.md.j2", "year.md.j2", "month.md.j2"),
    *("change-list.md.j2", "map.md.j2", "tallies-index.md.j2", "measure.md.j2", "forces.md.j2"),
}
#: Templates that others include, that editions as of a day have, or a site of which one was published.
PARTS = {
    *("measure-rows.md.j2", "nothing.md.j2", "foot.md.j2", "as-of.md.j2", "demonstration.md.j2"),
    *("not-yet.md.j2", "entity-section.md.j2", "quoted.md.j2", "editions.md.j2"),
}
HEADER = (
    "corrections:\n  on: 2024-02-04\n  was: A.\n  now: B.\n  note: A slip. [@article]\n"
    "updates:\n  on: 2024-02-05\n  text: News. [@article]"
)
FORCE = (
    "- via: wire\n  source: report\n  note: A note. [@report]\n  force:\n    who: green-army\n    count: 9\n"
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """An archive in which each page of a list has each of its parts."""
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


@pytest.fixture(scope="module")
def pages(archive: Library) -> list[Page]:
    """The pages of the demonstration and of the archive that have one of these templates."""
    demonstration = read_site(ROOT / "mkdocs.yml")
    planned = assemble(read(demonstration, NOW), own_files(demonstration)).pages
    lists = rendered(archive, Settings(coverage="complete")).planned.values()
    return [
        *(page for page in planned if page.template in OF_DEMONSTRATION),
        *(page for page in lists if page.template in OF_LISTS),
    ]


def own(page: Page) -> dict[str, Any]:
    """What a page's own function gives, besides what all pages know of the site."""
    context = page.context()
    assert isinstance(page.context, partial)
    edition, address = page.context.args[:2]
    return {key: value for key, value in context.items() if key not in site_context(edition, address)}


def others(value: object, at: str) -> Iterator[str]:
    """Where in a view there is something else than plain data."""
    if isinstance(value, (str, int, float, bool, Enum)) or value is None:
        return
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from others(key, f"{at} key")
            yield from others(part, f"{at}[{key!r}]")
    elif isinstance(value, (tuple, list)):
        for number, part in enumerate(value):
            yield from others(part, f"{at}[{number}]")
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        if not value.__dataclass_params__.frozen or hasattr(value, "__dict__"):  # type: ignore[attr-defined]
            yield f"{at}: {type(value).__name__} is not frozen, or has no slots"
        for field in dataclasses.fields(value):
            yield from others(getattr(value, field.name), f"{at}.{field.name}")
    else:
        yield f"{at}: {type(value).__name__}"


def test_every_template_of_the_lists_has_a_page(pages: list[Page]) -> None:
    """The two archives have each kind of page but that of an edition as of a day."""
    assert {page.template for page in pages} == OF_DEMONSTRATION | OF_LISTS


def test_views_hold_nothing_but_plain_data(pages: list[Page]) -> None:
    """Texts, numbers, phrases; frozen dataclasses, tuples and mappings of these; no record, no library."""
    assert not [found for page in pages for found in others(own(page), page.address)]


def test_views_can_be_pickled(pages: list[Page]) -> None:
    """A view that was stored and read back is the same."""
    for page in pages:
        view = own(page)
        assert pickle.loads(pickle.dumps(view)) == view, page.address


@pytest.mark.parametrize("name", sorted(OF_DEMONSTRATION | OF_LISTS | PARTS))
def test_a_template_has_no_words_of_its_own(name: str) -> None:
    """Besides names of formats, each word outside of a message would be the same in every language."""
    (path,) = FOLDER.rglob(name)
    text = re.sub(
        r"\{\{.*?\}\}|\{%.*?%\}|///Footnotes Go Here///", "", path.read_text("utf-8"), flags=re.DOTALL
    )
    attributes = re.findall(r'(?:aria-label|data-label|title|alt)="([^"]*)"', text)
    words = re.findall(r"[^\W\d_]{2,}", re.sub(r"<[^>]*>|\{[^}]*\}|\([^)\s]*\)", "", text))
    assert set(attributes) <= {"", "SHA-256"}
    assert set(words) <= {"CSV", "GeoJSON", "JSON", "Atom", "SHA", "geojson", "json", "bib", "incidents"} | {
        *("datapackage", "verification")
    }


def test_entries_of_lists_are_made_once(archive: Library) -> None:
    """Home, month and Explore show the same entry of an incident, made when it is first asked for."""
    planned = rendered(archive, Settings(coverage="complete")).planned
    found = {
        address: planned[address].context() for address in ("index.md", "explore.md", "archive/2024/01.md")
    }
    home = {headline.entry.id: headline.entry for headline in found["index.md"]["h"].latest}
    explore = {row.entry.id: row.entry for row in found["explore.md"]["x"].rows}
    month = {entry.id: entry for entry in found["archive/2024/01.md"]["r"].entries}
    assert month.keys() <= explore.keys() == home.keys()
    assert all(home[name] is explore[name] for name in home)
    assert all(month[name] is explore[name] for name in month)


class _NoRecords(pickle.Pickler):
    """Refuses what a page must not be kept with."""

    def reducer_override(self, obj: object) -> Any:
        """As for every other object, but for records, their shapes and the library."""
        module = type(obj).__module__
        if module.startswith(("onrecord.library", "onrecord.record")):
            raise TypeError(f"a view holds {type(obj).__name__}")
        return NotImplemented


def test_no_context_of_any_page_holds_a_record() -> None:
    """Briefings, stubs and all others: what a template gets can be pickled, and leads to no record."""
    site = read_site(ROOT / "mkdocs.yml")
    for page in assemble(read(site, NOW), own_files(site)).pages:
        _NoRecords(io.BytesIO()).dump(page.context())
