"""Pages and files are the same wherever they are made: here, in copies of this process, in new ones."""

from __future__ import annotations

import os
import pickle
import shutil
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import active_children, get_context
from pathlib import Path

import pytest

from onrecord.assemble import Assembly, RefusedError, assemble, read
from onrecord.build.executors import Workers
from onrecord.build.work import MakeFiles, RenderPages
from onrecord.reads import Read
from onrecord.settings import read_site
from tests.helpers import SITES, write_site

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
Given = dict[str, tuple[set[Read], dict[str, bytes]]]
"""By page or batch what it read, and the contents of its files."""
CONFIG = """\
site_name: Test
site_url: https://example.org/
theme:
  name: mkdocs
plugins:
  - onrecord:
      templates: mine
      language: de
      catalogue: de.po
"""
#: One template of the site's own, and one word in its own language.
OWN = {
    "mkdocs.yml": CONFIG,
    "mine/about.md.j2": "Our own words about this page.\n",
    "de.po": 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    'msgid "Sources"\nmsgstr "Quellen"\n',
}


def seed(root: Path) -> Path:
    """The seed's record in a site that changes a template, and has a catalogue."""
    shutil.copytree(SITES / "seed" / "briefings", root / "briefings")
    return write_site(root, OWN)


def assembly(root: Path) -> Assembly:
    """The site below ``root``."""
    return assemble(read(read_site(root / "mkdocs.yml"), NOW), {})


def given(site: Assembly, workers: Workers) -> Given:
    """All that is made of a site."""
    pages, files = RenderPages(site, None), MakeFiles(site, None, "files")
    made = [
        *workers.run(pages, [page.address for page in site.pages]),
        *workers.run(files, list(site.batches)),
    ]
    return {name: (reads, dict(work.contents)) for name, reads, work in made}


def differing(one: Given, other: Given) -> list[str]:
    """The pages and batches that are not the same."""
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_processes_make_what_one_makes(tmp_path: Path, start: str) -> None:
    """Byte for byte, with the same reads noted and in the same order."""
    site = assembly(seed(tmp_path))
    here, there = given(site, Workers(1)), given(site, Workers(2, start, few=1))
    assert list(there) == list(here)
    assert differing(here, there) == []
    assert b"Our own words" in here["briefings/2024-01-20-ain-al-asad.md"][1].popitem()[1]


def test_other_machines_need_no_file_of_the_site(tmp_path: Path) -> None:
    """Templates, catalogue and fonts come along: the workers make the same where the folder is gone."""
    site = assembly(seed(tmp_path / "site"))
    here = given(site, Workers(1))

    def share(packed: bytes) -> bytes:
        (tmp_path / "site").rename(tmp_path / str(len(list(tmp_path.iterdir()))))
        return packed

    pages = RenderPages(site, None)
    with ProcessPoolExecutor(2, get_context("spawn")) as executor:
        workers = Workers(2, executor=executor, share=share, few=1)
        made = list(workers.run(pages, [page.address for page in site.pages]))
    there = {name: (reads, dict(work.contents)) for name, reads, work in made}
    assert differing({name: here[name] for name in there}, there) == []


def test_the_demonstration_is_the_same_from_processes_that_hash_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Any executor of `concurrent.futures` will do: no order of a set is left to chance."""
    site = assembly(ROOT)
    here = given(site, Workers(1))
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    with ProcessPoolExecutor(2, get_context("spawn")) as executor:
        assert differing(here, given(site, Workers(2, executor=executor))) == []


def test_a_job_can_be_given_to_an_executor_itself(tmp_path: Path) -> None:
    """A job is picklable, also when it has worked here before."""
    site = assembly(seed(tmp_path))
    job = RenderPages(site, None)
    here = job("index.md")
    with ProcessPoolExecutor(1, get_context("spawn")) as executor:
        assert executor.submit(job, "index.md").result() == here


def test_what_never_leaves_a_record_is_not_sent(tmp_path: Path) -> None:
    """Notes of editors, and the names of who wrote and checked a record, stay on this machine."""
    root = seed(tmp_path)
    path = next((root / "briefings").rglob("2024-*.yml"))
    text = path.read_text("utf-8")
    path.write_text(f"{text.rstrip()}\nnote_internal: KEPT-TO-OURSELVES\n", "utf-8")
    site = assembly(root)
    assert site.library.incidents[0].record.note_internal == "KEPT-TO-OURSELVES"
    for job in (RenderPages(site, None), MakeFiles(site, None, "files")):
        sent = pickle.dumps(job)
        assert b"Ain al-Asad" in sent
        assert b"KEPT-TO-OURSELVES" not in sent


@pytest.mark.parametrize("template", ["{{ gone }}", "{% if %}"])
def test_an_error_of_a_template_says_the_same_from_every_process(tmp_path: Path, template: str) -> None:
    """It names the template, and the first page that it breaks."""
    root = seed(tmp_path)
    (root / "mine/month.md.j2").write_text(template, "utf-8")
    site = assembly(root)
    told = set()
    for workers in (Workers(1), Workers(2, "fork", few=1), Workers(2, "spawn", few=1)):
        with pytest.raises(RefusedError) as error:
            given(site, workers)
        told.add((str(error.value), *error.value.__notes__))
    assert len(told) == 1
    message, note = told.pop()
    assert message.startswith("a template in mine does not fit: month.md.j2:")
    assert note.startswith("This happened while the page ")


def _ended(piece: int) -> int:
    if piece == 20:
        os._exit(1)
    return piece


def _odd(piece: int) -> int:
    if piece > 20:
        raise ValueError(f"{piece} is too much")
    return piece


def test_a_process_that_is_killed_stops_the_build() -> None:
    """In a sentence: an operating system that lacks memory ends processes without a word."""
    with pytest.raises(RefusedError, match=r"gone; the memory may be too small.*ONRECORD_JOBS=1"):
        list(Workers(2).run(_ended, range(60)))


@pytest.mark.parametrize("workers", [Workers(1), Workers(2, "fork"), Workers(2, "spawn")])
def test_the_first_error_is_the_one_that_is_told(workers: Workers) -> None:
    """Whichever process was the fastest; and no process is left."""
    with pytest.raises(ValueError, match=r"^21 is too much$"):
        list(workers.run(_odd, range(200)))
    assert not active_children()


@pytest.mark.parametrize("workers", [Workers(1), Workers(2, "fork"), Workers(2, "spawn")])
def test_it_is_told_how_many_are_done(workers: Workers) -> None:
    """From few to all."""
    told: list[int] = []
    assert list(workers.run(_same, range(60), told.append)) == list(range(60))
    assert told == sorted(told)
    assert told[-1] == 60


def _same(piece: int) -> int:
    return piece
