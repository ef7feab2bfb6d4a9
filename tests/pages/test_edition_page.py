"""The page Editions: what was published when, in words."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from onrecord.assemble import assemble, own_files, read
from onrecord.editions.append import Options, append
from onrecord.editions.audit import audit
from onrecord.editions.kept import keep
from onrecord.pages.edition_pages import ADDRESS
from onrecord.settings import read_site
from tests.editions.archives import FIRST, HARBOUR, Editions, at, built, made, records
from tests.helpers import NOW, Built
from tests.pages.test_plain_views import others, own


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Editions:
    """Four editions of a small archive."""
    return made(tmp_path_factory.mktemp("editions"))


@pytest.fixture(scope="module")
def site(editions: Editions) -> Built:
    """The site as it is built after the fourth edition."""
    return built(editions.folder / "root", records(4), at(5))


def test_it_tells_what_each_edition_changed_newest_first(site: Built) -> None:
    """With the notes, with what was changed silently, and what was withdrawn as a whole."""
    text = site.text("editions/index.html")
    parts = text[text.index("Edition 4,") :].split("Edition ")[1:]
    assert [part.split(".")[0] for part in parts[:4]] == [
        f"{number}, {21 + number} November 2026, 12:00 UTC" for number in (4, 3, 2, 1)
    ]
    assert f"{HARBOUR}: withdrawn as a whole; its page says so." in parts[0]
    post = "Attack on the border post, 20 January 2024"
    assert f"{post}: 1 note of a removal, 1 statement withdrawn." in parts[1]
    assert f"{post}: 1 correction, 1 statement changed." in parts[2]
    assert "1 statement changed, 1 change without a note." in parts[2]
    assert f"{post}: a new incident, 3 statements added." in parts[3]
    assert f'<a href="../briefings/{HARBOUR}/">' in site.html("editions/index.html")


def test_it_shows_the_sums_that_an_audit_takes(site: Built, editions: Editions) -> None:
    """16 digits, as `--trust` wants them at least."""
    for sum_ in audit(editions.newest).chain.sums:
        assert f"<code>{sum_[:16]}…</code>" in site.html("editions/index.html")


def test_it_says_what_the_chain_shows_and_what_not(site: Built) -> None:
    """In so many words."""
    assert "not that it is true" in site.text("editions/index.html")


def test_it_is_part_of_the_edition_that_is_published_with_it(site: Built, editions: Editions) -> None:
    """It tells of those before, so that its own bytes can be under the sum of the next."""
    append(site.root / "site", editions.newest, Options(), at(5))
    assert audit(site.root / "site").whole
    page = site.root / "site/editions/index.html"
    text = page.read_bytes()
    page.write_bytes(text.replace(b"1 correction", b"no correction"))
    assert list(map(str, audit(site.root / "site").faults)) == [
        "editions/index.html is not the file of edition 5"
    ]
    page.write_bytes(text)


def test_a_build_alone_changes_no_edition(site: Built) -> None:
    """The page rests on the kept chain alone: the same records at the same time give the same bytes."""
    first = site.html("editions/index.html")
    again = built(site.root, records(4), at(5))
    assert again.html("editions/index.html") == first
    assert "data/editions.json" not in again.files


def test_an_edition_that_changed_no_statement_is_left_out(tmp_path: Path) -> None:
    """So the page comes to rest: once it tells of an edition, the next publication changes nothing."""
    sites = []
    for number in (1, 2, 3):
        sites.append(built(tmp_path, records(1), FIRST).files)
        append(tmp_path / "site", None, Options(tmp_path / "editions"), FIRST)
        keep(tmp_path / "site", tmp_path / "editions")
        assert len(audit(tmp_path / "site").chain) == number
    assert sites[0] != sites[1] == sites[2]


def test_its_view_is_plain_data(editions: Editions) -> None:
    """As that of every page: it can be kept, and leads to no record."""
    site = read_site(editions.folder / "root/mkdocs.yml")
    [page] = (one for one in assemble(read(site, NOW), own_files(site)).pages if one.address == ADDRESS)
    view = own(page)
    assert not list(others(view, page.address))
    assert pickle.loads(pickle.dumps(view)) == view


def test_there_is_no_page_before_the_first_edition(tmp_path: Path) -> None:
    """Nor where the settings say that none are kept, or the site is one as of an earlier day."""
    assert "editions/index.html" not in built(tmp_path, records(1), at(1))


def test_a_kept_chain_that_is_not_whole_stops_the_build(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody publishes a page about editions that were changed by hand."""
    found = made(tmp_path, last=1)
    path = found.kept / "1.json"
    path.write_bytes(path.read_bytes().replace(b"12:00:00Z", b"13:00:00Z"))
    with pytest.raises(Abort):
        built(tmp_path / "root", records(1), at(2))
    assert "is not whole: data/editions/1.json is not edition 1 as data/editions.json has it" in caplog.text


@pytest.mark.parametrize("setting", ['editions: ""', "as_of: 2026-01-01"])
def test_the_page_can_be_left_out(tmp_path: Path, setting: str) -> None:
    """`editions: ""` keeps none; a site as of an earlier day has none, because they came later."""
    found = made(tmp_path, last=1)
    config = f"site_name: Test\ntheme:\n  name: mkdocs\nplugins:\n  - onrecord:\n      {setting}\n"
    files = {**records(1), "mkdocs.yml": config}
    assert "editions/index.html" not in built(found.folder / "root", files, at(2))
