"""Zensical itself: a site that names little, hostile titles, and the preview from start to Ctrl-C."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from onrecord.build.ledger import Ledger
from onrecord.cli.engines import noted_by
from onrecord.output import prepare_folder
from onrecord.settings import read_site
from onrecord.sidecar.program import VERSION
from tests.engines.conftest import ROOT, needs, onrecord
from tests.engines.test_tree import FILES, GOOD
from tests.helpers import ID, RECORD, heed_ctrl_c, read_files, write_site

#: Longer than a preview takes to start on a busy machine; who waits so long waits for nothing.
_PATIENCE = 120.0


@pytest.fixture(autouse=True)
def _zensical() -> None:
    needs("zensical")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of one record, whose title tries to be HTML."""
    hostile = GOOD.replace(
        "title: Attack on the border post", 'title: "<script>alert(1)</script> & <b>x</b>"'
    )
    return write_site(
        tmp_path, {**FILES, RECORD: hostile, "docs/guide/odd.md": "# The 1st & 2nd `<b>` (c)\n"}
    )


def test_a_build_by_zensical_is_a_site_of_ours(site: Path) -> None:
    """Titles stay text, ordinals stay as typed; a second build changes nothing, and needs no MkDocs.

    What no record makes any more goes, which Zensical alone would leave.
    """
    done = onrecord(site, "build", "--engine", "zensical")
    assert done.returncode == 0, done.stderr
    first = read_files(site / "site")
    page = first[f"briefings/{ID}/index.html"].decode()
    assert "<title>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;x&lt;/b&gt;, 20 January 2024" in page
    assert "<script>alert(1)" not in page
    odd = first["guide/odd/index.html"].decode()
    assert "The 1st &amp; 2nd <code>&lt;b&gt;</code> (c)" in odd
    assert "<title>The 1st &amp; 2nd &lt;b&gt; (c) - Test</title>" in odd
    assert "0 deleted" in done.stdout
    without = "import sys\nsys.modules |= dict.fromkeys(['mkdocs', 'material'])\n"
    again = onrecord(site, "build", "--engine", "zensical", before=without)
    assert again.returncode == 0, again.stderr
    assert again.stdout.splitlines()[-1].startswith("0 files written")
    assert read_files(site / "site") == first
    (site / RECORD).unlink()
    assert onrecord(site, "build", "--engine", "zensical").returncode == 0
    assert not [name for name in read_files(site / "site") if ID in name]


def test_what_the_policy_would_block_stops_a_build(site: Path) -> None:
    """With the page, the element and the way out; the site is as it was. Tables of one's own are no fault."""
    (site / "docs/own.md").write_text("# Own\n\n| a |\n|--:|\n| 1 |\n", "utf-8")
    assert onrecord(site, "build", "--engine", "zensical").returncode == 0
    first = read_files(site / "site")
    assert b"default-src 'none'" in first["_headers"]
    assert b'<td class="or-cell-end">' in first["own/index.html"]
    (site / "docs/own.md").write_text("# Own\n\n<script>count(1)</script>\n", "utf-8")
    done = onrecord(site, "build", "--engine", "zensical")
    assert done.returncode == 1
    assert "own/index.html: a script within the page, `<script>count(1)`" in done.stderr
    assert read_files(site / "site") == first


def test_two_builds_at_once_do_not_mix(site: Path) -> None:
    """The second one is refused."""
    cache = site / ".cache/onrecord/zensical/build"
    prepare_folder(cache)
    first = Ledger(cache / "put", VERSION.encode())
    done = onrecord(site, "build", "--engine", "zensical")
    first.close()
    assert done.returncode == 1
    assert "another build is using" in done.stderr
    assert not (site / "site").exists()


@pytest.fixture
def served(site: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A preview by Zensical: its address, and the process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    code = "from onrecord.cli import main; main(prog_name='onrecord')"
    path = os.pathsep.join(filter(None, [str(ROOT / "generator"), os.environ.get("PYTHONPATH", "")]))
    command = [sys.executable, "-c", code, "serve", "--engine", "zensical", "-a", address]
    with (site / "log").open("wb") as log:
        server = subprocess.Popen(
            command,
            cwd=site,
            env={**os.environ, "PYTHONPATH": path},
            stdout=log,
            stderr=log,
            preexec_fn=heed_ctrl_c,
        )
    try:
        yield f"http://{address}/", server
    finally:
        if server.poll() is None:
            server.kill()
            server.wait()


def test_the_preview_shows_what_was_saved_until_ctrl_c(
    served: tuple[str, subprocess.Popen[bytes]], site: Path
) -> None:
    """Findings too, beside the last good page; at the end nobody serves anything there any more."""
    address, server = served
    page = f"{address}briefings/{ID}/"
    _until(lambda: "at night" in _get(page), server)
    (site / RECORD).write_text(GOOD.replace("at night", "at dawn"), "utf-8")
    _until(lambda: "at dawn" in _get(page), server)
    (site / RECORD).write_text(GOOD.replace("place: border-post", "place: nowhere"), "utf-8")
    _until(lambda: "nowhere" in (shown := _get(page)) and "at dawn" in shown, server)
    server.send_signal(signal.SIGINT)
    assert server.wait(_PATIENCE) == 0
    assert _get(page) == ""


def _get(address: str) -> str:
    try:
        with urlopen(address, timeout=10) as answer:
            return str(answer.read().decode())
    except (URLError, OSError):
        return ""


def _until(holds: Callable[[], bool], server: subprocess.Popen[bytes]) -> None:
    """Waits until something holds, as long as the preview runs."""
    end = time.monotonic() + _PATIENCE
    while not holds():
        assert server.poll() is None, "the preview has ended"
        assert time.monotonic() < end
        time.sleep(0.05)


def test_publish_takes_the_engine_too(site: Path) -> None:
    """What was built is held against what Zensical's build noted down, and not against MkDocs' cache."""
    site_settings = read_site(site / "mkdocs.yml")
    assert noted_by("mkdocs", site_settings) == ""
    assert noted_by("zensical", site_settings) == ".cache/onrecord/zensical/build/put"
    done = onrecord(site, "publish", "public", "--engine", "zensical")
    assert done.returncode == 0, done.stderr
    assert "Published public" in done.stdout
    assert (site / ".cache/onrecord/zensical/build/put/ledger.sqlite").is_file()
    assert f"briefings/{ID}/index.html" in read_files(site / "public")
