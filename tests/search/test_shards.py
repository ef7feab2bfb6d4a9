"""The index in shards: which are made anew, and what a cache is worth. Needs Pagefind, the extra `search`."""

from __future__ import annotations

import gzip
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onrecord.search import pagefind, shards
from onrecord.search.entries import entry
from onrecord.search.shards import index, prepare, publish
from onrecord.search.store import CacheError, Entries, Stored, store
from tests.helpers import read_files

pytestmark = pytest.mark.skipif(not pagefind.installed(), reason="Pagefind is not installed")
PAGES = {f"briefings/{number:02}/": f"<p>Rocket number{number} hit the post.</p>" for number in range(40)}


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shards of few pages, so that 40 are several."""
    monkeypatch.setattr(shards, "_PAGES", 10)


def stored(cache: Path, pages: dict[str, str] = PAGES, **search: Any) -> list[Stored]:
    """Entries of pages in the cache."""
    found = [entry(address, "Attack", text, {"search": search}) for address, text in pages.items()]
    return [store(one, cache) for one in found if one]


def tables(site: Path) -> list[dict[str, Any]]:
    """The shards as a browser gets them."""
    found: list[dict[str, Any]] = json.loads((site / "shards.json").read_bytes())
    return found


def test_every_page_is_in_one_shard(tmp_path: Path) -> None:
    """Each with the file of which its result is made, under its number in the index."""
    made = index(stored(tmp_path / "cache"), tmp_path / "site", tmp_path / "cache")
    assert made.made == len(made.keys) == len(tables(tmp_path / "site")) == 4
    found = [
        json.loads(gzip.decompress((tmp_path / "site" / table["key"] / f"{number}.page").read_bytes()))[0]
        for table in tables(tmp_path / "site")
        for number in range(len(table["lengths"]))
    ]
    assert sorted(found) == sorted(PAGES)


def test_words_lead_to_the_number_of_their_page(tmp_path: Path) -> None:
    """Pagefind numbers pages in its own way; the files beside its index follow it."""
    index(stored(tmp_path / "cache"), tmp_path / "site", tmp_path / "cache")
    for table in tables(tmp_path / "site"):
        folder = tmp_path / "site" / table["key"]
        for file in folder.glob("*.words"):
            for word, pages, _ in pagefind.decoded(gzip.decompress(file.read_bytes()))[0]:
                if word.startswith("number"):
                    page = json.loads(gzip.decompress((folder / f"{pages[0][0]}.page").read_bytes()))
                    assert word in page[3][0][2]


def test_an_unchanged_site_is_not_indexed_again(tmp_path: Path) -> None:
    """Nothing is asked of Pagefind, and nothing is written."""
    cache, site = tmp_path / "cache", tmp_path / "site"
    index(stored(cache), site, cache)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    assert index(stored(cache), site, cache).made == 0
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()} == before


def test_only_the_shard_of_a_page_that_changed_is_made_anew(tmp_path: Path) -> None:
    """The others keep their files and addresses; what is old goes from site and cache."""
    cache, site = tmp_path / "cache", tmp_path / "site"
    before = index(stored(cache), site, cache)
    changed = {**PAGES, "briefings/07/": "<p>A drone hit the post.</p>"}
    after = index(stored(cache, changed), site, cache)
    assert after.made == 1 and len(set(after.keys) & set(before.keys)) == 3
    assert {path.name for path in site.iterdir() if path.is_dir()} == set(after.keys)
    assert {path.name for path in (cache / "shards").iterdir()} == set(after.keys)
    assert len(list((cache / "entries").glob("*/*.gz"))) == len(PAGES)


def test_a_page_that_comes_or_goes_moves_no_other(tmp_path: Path) -> None:
    """The shard of a page hangs on its address, as long as their number stays."""
    cache, site = tmp_path / "cache", tmp_path / "site"
    index(stored(cache), site, cache)
    fewer = {address: text for address, text in PAGES.items() if address != "briefings/07/"}
    assert index(stored(cache, fewer), site, cache).made == 1


def test_the_same_pages_give_the_same_bytes(tmp_path: Path) -> None:
    """In whatever order they come, and whatever the cache had before."""
    one, other = tmp_path / "one", tmp_path / "other"
    index(stored(one), one / "site", one)
    index(stored(other, {**PAGES, "briefings/99/": "<p>More.</p>"}), other / "site", other)
    index(reversed(stored(other)), other / "site", other)
    assert read_files(one / "site") == read_files(other / "site")


def test_a_shard_that_lost_a_file_is_made_anew(tmp_path: Path) -> None:
    """A cache that somebody cleared in part, or that a full disk cut short."""
    cache, site = tmp_path / "cache", tmp_path / "site"
    made = index(stored(cache), site, cache)
    next((cache / "shards" / made.keys[0]).glob("*.page")).unlink()
    assert index(stored(cache), site, cache).made == 1


def test_a_damaged_entry_is_no_index(tmp_path: Path) -> None:
    """What is not what was stored is never published; the message says what to do."""
    cache, site = tmp_path / "cache", tmp_path / "site"
    found = stored(cache)
    next((cache / "entries").glob("*/*.gz")).write_bytes(b"\x1f\x8b")
    with pytest.raises(CacheError, match="is made anew"):
        index(found, site, cache)
    assert not (site / "shards.json").exists() and not list((cache / "shards").glob("*.part"))


def test_pages_that_count_more_have_shards_of_their_own(tmp_path: Path) -> None:
    """Incidents come before what lists them, whatever words they have."""
    cache, site = tmp_path / "cache", tmp_path / "site"
    index([*stored(cache, boost=20), *stored(cache, {"months/": "<p>Rocket</p>"})], site, cache)
    assert [table["boost"] for table in tables(site)] == [20, 20, 20, 20, 1]


def test_a_preview_leads_to_its_cache(tmp_path: Path) -> None:
    """Its site is made anew at every change; what is old goes there too."""
    cache, site = tmp_path / "cache", tmp_path / "site"
    publish(prepare(stored(cache), cache), site, cache, linked=True)
    assert all((site / table["key"]).is_symlink() for table in tables(site))
    fewer = dict(list(PAGES.items())[:3])
    publish(prepare(stored(cache, fewer), cache), site, cache, linked=True)
    assert [path.name for path in site.iterdir() if path.is_symlink()] == [tables(site)[0]["key"]]


def test_no_pages_are_an_index_too(tmp_path: Path) -> None:
    """A site whose pages are all left out has a search that finds nothing."""
    assert index([], tmp_path / "site", tmp_path / "cache").keys == ()
    assert tables(tmp_path / "site") == []


def test_filters_are_told_with_their_numbers(tmp_path: Path) -> None:
    """The page Search offers them."""
    cache, site = tmp_path / "cache", tmp_path / "site"
    index(stored(cache, filters={"weapon": ["Rocket", "Drone"]}), site, cache)
    assert json.loads((site / "filters.json").read_bytes()) == {"weapon": {"Drone": 40, "Rocket": 40}}


def test_an_entry_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page whose content and words are those of the last build is not read again."""
    first = Entries(tmp_path)
    first.add("a/", "A", "<p>x</p>", {"search": {"boost": 2}})
    first.add("b/", "B", "<p>x</p>", {"search": {"exclude": True}})
    made = first.finished()
    monkeypatch.setattr("onrecord.search.store.entry", None)
    again = Entries(tmp_path)
    again.add("a/", "A", "<p>x</p>", {"search": {"boost": 2}})
    again.add("b/", "B", "<p>x</p>", {"search": {"exclude": True}})
    assert again.finished() == made and [one.address for one in made] == ["a/"]


def test_an_error_of_pagefind_is_told(tmp_path: Path) -> None:
    """What it refuses, and that it ended: no message of another language reaches an editor alone."""
    with (
        pagefind.Service(pagefind.program()) as service,
        pytest.raises(pagefind.PagefindError, match="refused"),
    ):
        service.files(7)
    with pytest.raises(pagefind.PagefindError, match="does not start"):
        pagefind.Service(tmp_path / "missing")


def test_front_matter_may_hold_dates(tmp_path: Path) -> None:
    """YAML makes dates of what looks like one; a page written by hand may have one anywhere."""
    entries = Entries(tmp_path)
    entries.add("a/", "A", "<p>x</p>", {"search": {"date": date(2024, 1, 20)}})
    assert [one.address for one in entries.finished()] == ["a/"]


def test_what_another_build_is_at_work_on_stays(tmp_path: Path) -> None:
    """Two builds at once share a cache; what one left that broke off goes in the end."""
    work, left = tmp_path / "shards/a.1.part", tmp_path / "shards/b.2.part"
    work.mkdir(parents=True)
    left.mkdir()
    os.utime(left, (0, 0))
    index(stored(tmp_path), tmp_path / "site", tmp_path)
    assert work.is_dir() and not left.exists()
