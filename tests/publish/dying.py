"""Publishes again and again, in processes that die, or find no room, at their n-th touch of a file.

    python -m tests.publish.dying ROOT kill|full exchange|rename

It prints, as JSON, what stood in the published folder after each of them, and after the next publish.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

from onrecord.publish import swap
from onrecord.publish.errors import PublishError
from onrecord.publish.publish import Request, publish
from tests.publish.sites import building, pages, published, request, site_at, tree

NEED_ROOM = {"open", "os.mkdir", "os.link", "os.symlink"}
TOUCHES = {*NEED_ROOM, "os.rename", "os.rmdir", "os.remove", "os.chmod", "os.utime"}
THEIRS = {"CNAME": "example.org", ".git/HEAD": "ref", ".git/refs/heads/pages": "1", "a/mine.txt": "mine"}
OLD = pages("old", gone="<p>old</p>")
NEW = pages("new", added="<p>new</p>", places_a="<p>new</p>", places_b="<p>new</p>")
LATER = pages("later")
EDITIONS = {"old": OLD, "new": NEW, "later": LATER}


def arm(last: int, how: str) -> None:
    """From now on the process dies at its touch number ``last``, or finds no room from there on."""
    count = 0

    def touch(event: str, args: tuple[Any, ...]) -> None:
        nonlocal count
        if event not in TOUCHES or (event == "open" and not isinstance(args[0], (str, bytes, os.PathLike))):
            return
        if how == "full":
            flags = args[2] if event == "open" else 0
            if event not in NEED_ROOM or (
                event == "open" and not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            ):
                return
        count += 1
        if how == "kill" and count == last:
            os.kill(os.getpid(), signal.SIGKILL)
        if how == "full" and count >= last:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    sys.addaudithook(touch)
    whole = Path.write_bytes

    def in_halves(path: Path, data: bytes) -> int:
        whole(path, data[: len(data) // 2])
        with path.open("ab") as file:
            return file.write(data[len(data) // 2 :])

    Path.write_bytes = in_halves  # type: ignore[method-assign, assignment]  # dies with half a file written


def main(root: Path, how: str, by: str) -> None:
    """Tries every touch, until a publish has fewer."""
    os.sync = lambda: None  # no machine crashes here
    if by == "rename":
        swap.exchanged = lambda one, other: False
    first = site_at(root / "first")
    published(first, OLD)
    for name, text in THEIRS.items():
        (first / "public" / name).parent.mkdir(parents=True, exist_ok=True)
        (first / "public" / name).write_text(text, "utf-8")
    found = []
    for last in range(1, 10_000):
        work = root / "work"
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(first, work)
        asked = request(work)
        child = os.fork()
        if not child:
            os._exit(_attempt(asked, last, how))
        _, status = os.waitpid(child, 0)
        after = _state(work / "public")
        publish(asked, building(LATER))
        code = os.waitstatus_to_exitcode(status)
        found.append((code, after, _state(work / "public"), _left(work)))
        if code == 0:
            break
    print(json.dumps(found))


def _attempt(asked: Request, last: int, how: str) -> int:
    """The exit status of a publish to which that happens."""
    arm(last, how)
    try:
        publish(asked, building(NEW))
    except OSError:
        return 2
    except PublishError:
        return 3
    return 0


def _state(folder: Path) -> str:
    """Which of the editions stands in a folder; "mixture" where none does."""
    if not folder.exists():
        return "nothing"
    there = tree(folder)
    return next((name for name, files in EDITIONS.items() if there == {**files, **THEIRS}), "mixture")


def _left(work: Path) -> list[str]:
    """What lies beside the published folder."""
    return sorted(path.name for path in (work / ".public.onrecord").iterdir())


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
