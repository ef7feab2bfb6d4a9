"""Pages and links agree: no link leads nowhere, and every page can be reached from the home page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from onrecord.pages import quote_pages
from onrecord.pages.entities import entity, index_pages
from tests.export.archives import demonstration
from tests.helpers import SITES, load_site, rendered

_LINK = re.compile(r"\]\(([^)\s#:]*\.md)?(?:#([^)\s]*))?\)")
_ANCHOR = re.compile(r'\bid="([^"]+)"')
_MADE = re.compile(r"^#+ (.+)$", re.MULTILINE)


def links(address: str, page: str) -> Iterator[tuple[str, str]]:
    """(address, fragment) of every link of a page within the site."""
    for target, fragment in _LINK.findall(page):
        folder = posixpath.dirname(address)
        yield posixpath.normpath(posixpath.join(folder, target)) if target else address, fragment


def anchors(page: str) -> set[str]:
    """The fragments of a page: those it gives, and those that Markdown makes of headings."""
    return set(_ANCHOR.findall(page)) | {
        re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") for text in _MADE.findall(page)
    }


def agree(pages: Mapping[str, str]) -> None:
    """Fails where a link leads nowhere, or a page cannot be reached."""
    reached, waiting = {"index.md"}, ["index.md"]
    while waiting:
        address = waiting.pop()
        for target, fragment in links(address, pages[address]):
            assert target in pages, f"{address} leads to {target}"
            assert not fragment or fragment in anchors(pages[target]), f"{address}: {target}#{fragment}"
            if target not in reached:
                reached.add(target)
                waiting.append(target)
    assert not {address for address, page in pages.items() if "exclude: true" not in page} - reached


def test_every_page_of_the_demonstration_is_reached_and_no_link_is_dead() -> None:
    """From the home page links lead to every page, each link to a page, each fragment to an element."""
    agree(rendered(demonstration()))


def test_the_same_holds_where_every_page_is_parted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of a large archive, which are parted by year, month or group, agree with their links as well."""
    for module in (entity, index_pages, quote_pages):
        monkeypatch.setattr(module, "MOST", 1)
    agree(rendered(demonstration()))


@pytest.mark.parametrize("name", sorted(path.name for path in (SITES / "valid").iterdir() if path.is_dir()))
def test_the_same_holds_for_the_valid_sites(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The smallest sites and the odd ones have neither an orphan nor a dead link."""
    monkeypatch.setenv("WATCH_ZONE", "UTC")
    agree(rendered(load_site(Path(SITES / "valid" / name)).library))


def test_two_clicks_from_the_home_page_to_what_is_said_of_a_group() -> None:
    """The home page leads to the actors, and they lead to each actor with its numbers by role."""
    pages = rendered(demonstration())
    assert "[Actors](actors/index.md)" in pages["index.md"]
    assert (
        "**[Kataib Hezbollah](../actors/kataib-hezbollah.md)**<br>blamed or suspected in 2 incidents"
        in (pages["actors/index.md"])
    )
