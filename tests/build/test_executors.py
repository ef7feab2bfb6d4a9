"""Pages and files are the same wherever they are made: here, in copies of this process, in new ones."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import pytest

from onrecord.assemble import Assembly, RefusedError, assemble, read
from onrecord.build.executors import FEW, Workers
from onrecord.build.work import MakeFiles, RenderPages
from onrecord.reads import Read
from onrecord.record.record import Record
from onrecord.settings import read_site
from tests.helpers import PUBLISHED, REGISTRY, minimal_record, record, write_site

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
Given = dict[str, tuple[set[Read], dict[str, bytes]]]
"""By page or batch what it read, and the contents of its files."""


def assembly(root: Path) -> Assembly:
    """The site below ``root``."""
    return assemble(read(read_site(root / "mkdocs.yml"), NOW), {})


@cache
def demonstration() -> Assembly:
    """The demonstration's site."""
    return assembly(ROOT)


def given(site: Assembly, workers: Workers) -> Given:
    """All that is made of a site."""
    pages, files = RenderPages(site, None), MakeFiles(site, None, "files")
    made = [
        *workers.run(pages, [page.address for page in site.pages]),
        *workers.run(files, list(site.batches)),
    ]
    return {name: (reads, dict(work.contents)) for name, reads, work in made}


@cache
def expected() -> Given:
    """What one process makes of the demonstration."""
    return given(demonstration(), Workers(1))


def others(found: Given) -> list[str]:
    """The pages and batches that are not as one process makes them."""
    return sorted(name for name in {*found, *expected()} if found.get(name) != expected().get(name))


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_processes_make_what_one_makes(start: str) -> None:
    """Byte for byte, and with the same reads noted; in the same order too."""
    found = given(demonstration(), Workers(2, start))
    assert list(found) == list(expected())
    assert others(found) == []


def test_any_executor_makes_what_one_process_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    """An executor of `concurrent.futures` is handed the job as bytes; its processes hash as they like."""
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    with ProcessPoolExecutor(2, get_context("spawn")) as executor:
        assert others(given(demonstration(), Workers(2, executor=executor))) == []


def test_a_plain_executor_can_be_given_the_jobs_themselves() -> None:
    """A job is picklable, also when it has worked here before."""
    job = RenderPages(demonstration(), None)
    address = demonstration().pages[0].address
    here = job(address)
    with ProcessPoolExecutor(1, get_context("spawn")) as executor:
        assert executor.submit(job, address).result() == here
