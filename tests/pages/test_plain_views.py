"""What a template gets is plain data: nothing that holds the records, so that a page can be kept by it."""

from __future__ import annotations

import dataclasses
import pickle
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import pytest

from onrecord.assemble import assemble, own_files, read
from onrecord.pages.page import Page, site_context
from onrecord.settings import read_site
from tests.export.archives import ROOT
from tests.helpers import NOW

#: The templates that are given plain data alone.
TEMPLATES = {
    *("codebook.md.j2", "data.md.j2", "entities.md.j2", "entity.md.j2", "explore.md.j2", "home.md.j2"),
    "not-yet.md.j2",
    *("quotes-year.md.j2", "quotes.md.j2", "verification.md.j2"),
}


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    """The pages of the demonstration that have one of these templates."""
    site = read_site(ROOT / "mkdocs.yml")
    planned = assemble(read(site, NOW), own_files(site)).pages
    return [page for page in planned if page.template in TEMPLATES]


def own(page: Page) -> dict[str, Any]:
    """What a page's own function gives, besides what all pages know of the site."""
    context = page.context()
    assert isinstance(page.context, partial)
    edition, address = page.context.args[:2]
    return {key: value for key, value in context.items() if key not in site_context(edition, address)}


def others(value: object, at: str) -> Iterator[str]:
    """Where in a view there is something else than plain data."""
    if isinstance(value, (str, int, float, bool)) or value is None:
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


def test_every_template_of_the_list_has_a_page(pages: list[Page]) -> None:
    """The demonstration has each kind of page but that of an edition as of a day."""
    assert {page.template for page in pages} == TEMPLATES - {"not-yet.md.j2"}


def test_views_hold_nothing_but_plain_data(pages: list[Page]) -> None:
    """Texts, numbers, phrases; frozen dataclasses, tuples and mappings of these; no record, no library."""
    assert not [found for page in pages for found in others(own(page), page.address)]


def test_views_can_be_pickled(pages: list[Page]) -> None:
    """A view that was stored and read back is the same."""
    for page in pages:
        view = own(page)
        assert pickle.loads(pickle.dumps(view)) == view, page.address
