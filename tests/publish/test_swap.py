"""Whatever befalls a publish, the published folder is the old site or the new, and the next one works."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from onrecord.publish import swap
from onrecord.publish.beside import Beside
from onrecord.publish.errors import PublishError
from onrecord.publish.publish import publish
from tests.publish.sites import building, pages, published, request, site_at, tree

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": f"{ROOT / 'generator'}{os.pathsep}{ROOT}"}
#: What lies beside the published folder once all is well.
WELL = [".gitignore", "before", "build", "lock"]

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process dies by a signal here")


def dying(tmp_path: Path, how: str, by: str) -> list[tuple[int, str, str, list[str]]]:
    """(exit status, what stood there, what stood there after the next publish, what lay beside) by touch."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.publish.dying", str(tmp_path), how, by],
        cwd=ROOT,
        env=ENVIRONMENT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return [(code, after, later, left) for code, after, later, left in json.loads(done.stdout)]


@forks
@pytest.mark.parametrize("by", ["exchange", "rename"])
def test_killed_at_any_moment(tmp_path: Path, by: str) -> None:
    """A kill at each of a hundred touches of a file, and with a file half written, mixes nothing.

    Where the system cannot exchange two folders there is one moment, between two renames, at which there is
    none; the next start has the site there again.
    """
    if by == "exchange" and not _exchanges(tmp_path):
        pytest.skip("this file system does not exchange folders")
    found = dying(tmp_path, "kill", by)
    killed = [after for code, after, _, _ in found if code == -signal.SIGKILL]
    assert len(killed) >= 100
    assert len(killed) == len(found) - 1
    counted = Counter(killed)
    assert counted.pop("nothing", 0) == (by == "rename")
    assert set(counted) == {"old", "new"}
    # First the old one, and from some moment on the new one.
    assert [after for after in killed if after != "nothing"] == sorted(
        (after for after in killed if after != "nothing"), reverse=True
    )
    assert {(later, *left) for _, _, later, left in found} == {("later", *WELL)}


@forks
@pytest.mark.parametrize("by", ["exchange", "rename"])
def test_a_full_disk_leaves_the_old_site(tmp_path: Path, by: str) -> None:
    """Whichever file finds no room, and all after it; with room the next publish works."""
    found = dying(tmp_path, "full", by)
    assert len(found) > 30
    assert {(code, after) for code, after, _, _ in found[:-1]} == {(2, "old")}
    assert found[-1][:2] == (0, "new")
    assert {(later, *left) for _, _, later, left in found} == {("later", *WELL)}


def _exchanges(folder: Path) -> bool:
    for name in ("one", "other"):
        (folder / name).mkdir()
    return swap.exchanged(folder / "one", folder / "other")


def test_a_write_that_stops_within_a_file_leaves_the_old_site(tmp_path: Path) -> None:
    """The system itself refuses to write on, in the middle of a page."""
    pytest.importorskip("resource", reason="limits of a process are set otherwise here")
    root = site_at(tmp_path)
    published(root, pages("old"))
    code = (
        "import resource, sys; from pathlib import Path; from tests.publish.sites import *\n"
        "big = pages('new') | {'index.html': 'x' * 100_000}\n"
        "asked = request(Path(sys.argv[1]))\n"
        "def build(folder, lock):\n"
        "    building(big)(folder, lock)\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000))\n"
        "publish(asked, build)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(root)],
        cwd=ROOT,
        env=ENVIRONMENT,
        capture_output=True,
        check=False,
    )
    assert b"File too large" in done.stderr
    assert tree(root / "public") == pages("old")
    assert not (root / ".public.onrecord/new").exists()


def test_two_at_once(tmp_path: Path) -> None:
    """The second is refused while the first is at work, and touches nothing."""
    root = site_at(tmp_path)
    published(root, pages("old"))
    told = []

    def build(folder: Path, lock: int | None) -> None:
        with pytest.raises(PublishError) as error:
            published(root, pages("another"))
        told.append(str(error.value))
        building(pages("new"))(folder, lock)

    publish(request(root), build)
    assert told == [
        f"another publish is at work on {root / 'public'}; wait until it has ended, and run this again"
    ]
    assert tree(root / "public") == pages("new")


#: A publish whose build is another process, which goes on when the publish is killed.
_OUTLIVED = """
import subprocess, sys, time
from pathlib import Path
from onrecord.publish.publish import publish
from tests.publish.sites import request

def build(folder, lock):
    held = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], pass_fds=(lock,))
    print(held.pid, flush=True)
    time.sleep(600)

publish(request(Path(sys.argv[1])), build)
"""


@forks
def test_a_build_that_outlives_its_publish_keeps_others_away(tmp_path: Path) -> None:
    """It writes still, where the next build would write too."""
    fcntl = pytest.importorskip("fcntl")
    root = site_at(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", _OUTLIVED, str(root)], cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.PIPE
    ) as first:
        assert first.stdout is not None
        build = int(first.stdout.readline())
        first.kill()
    try:
        with pytest.raises(PublishError, match="another publish is at work"):
            published(root, pages("new"))
    finally:
        os.kill(build, signal.SIGKILL)
    with (root / ".public.onrecord/lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
    published(root, pages("new"))
    assert tree(root / "public") == pages("new")


def test_ctrl_c_leaves_the_old_site(tmp_path: Path) -> None:
    """Nothing is left of the new one, and the next publish works."""
    root = site_at(tmp_path)
    published(root, pages("old"))

    def build(folder: Path, lock: int | None) -> None:
        building(pages("new"))(folder, lock)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(request(root), build)
    assert tree(root / "public") == pages("old")
    assert not (root / ".public.onrecord/new").exists()
    published(root, pages("new"))
    assert tree(root / "public") == pages("new")


def test_ctrl_c_in_the_middle_of_the_swap_comes_too_late(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was done is told as done."""
    root = site_at(tmp_path)
    published(root, pages("old"))
    exchanged = swap.exchanged

    def interrupted(one: Path, other: Path) -> bool:
        os.kill(os.getpid(), signal.SIGINT)
        return exchanged(one, other)

    monkeypatch.setattr(swap, "exchanged", interrupted)
    done = published(root, pages("new"))
    assert done.difference.changed
    assert tree(root / "public") == pages("new")


def test_a_second_rename_that_fails_brings_the_old_site_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At once, and not only at the next start."""
    root = site_at(tmp_path)
    published(root, pages("old"))
    monkeypatch.setattr(swap, "exchanged", lambda one, other: False)
    rename = Path.rename

    def failing(path: Path, target: Path) -> Path:
        if path.name == "new":
            raise OSError(errno.EACCES, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="Permission denied"):
        published(root, pages("new"))
    assert tree(root / "public") == pages("old")


def test_the_edition_before_is_kept(tmp_path: Path) -> None:
    """One, for going back; nobody else may read it."""
    root = site_at(tmp_path)
    for word in ("first", "second", "third"):
        published(root, pages(word))
    beside = Beside(root / "public")
    assert tree(beside.before) == pages("second")
    assert (beside.folder / ".gitignore").read_text("utf-8") == "*\n"
    if os.name == "posix":
        assert beside.folder.stat().st_mode & 0o077 == 0


def test_going_back_publishes_the_edition_before(tmp_path: Path) -> None:
    """Files of others stay as they are; going back again is going forward."""
    root = site_at(tmp_path)
    published(root, pages("old"))
    published(root, pages("new", added="<p>new</p>"))
    (root / "public/CNAME").write_text("example.org", "utf-8")
    published(root, {}, back=True)
    assert tree(root / "public") == {**pages("old"), "CNAME": "example.org"}
    published(root, {}, back=True)
    assert tree(root / "public") == {**pages("new", added="<p>new</p>"), "CNAME": "example.org"}


def test_there_is_no_edition_before_the_first(tmp_path: Path) -> None:
    """It is told, and nothing changes."""
    root = site_at(tmp_path)
    published(root, pages("old"))
    with pytest.raises(PublishError, match="no edition before is kept"):
        published(root, {}, back=True)
    assert tree(root / "public") == pages("old")
