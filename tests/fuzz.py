"""Runs the property tests with new cases until the time is over: ``make fuzz FUZZ_SECONDS=600``.

`make test` takes the same cases each time. Here each pass over a file has a seed of its own, which is printed
with what was found, so that it can be run again. What is found becomes a fixed case: an ``@example`` above
the test, with the value that is printed.

Exit status: 0 nothing found, 1 a test failed, 2 wrong usage.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path

TESTS = Path(__file__).parent
GRACE = 30
"""Seconds beyond the time in which a pass that has begun may come to its end: a find takes time to shrink."""


def main(arguments: list[str]) -> int:
    """Fuzzes for so many seconds; further arguments go to pytest (``-k count``)."""
    try:
        seconds = float(arguments[0])
    except (IndexError, ValueError):
        print(__doc__, file=sys.stderr)
        return 2
    end = time.monotonic() + seconds
    found: dict[str, str] = {}
    passes = 0
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        waiting: set[Future[tuple[str, str]]] = set()
        files = _files()
        while waiting or (time.monotonic() < end and not found):
            while len(waiting) < (os.cpu_count() or 1) and time.monotonic() < end and not found:
                waiting.add(pool.submit(_run, next(files), end, arguments[1:]))
            if not waiting:
                break
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for one in done:
                name, text = one.result()
                passes += 1
                if text:
                    found[name] = text
    for text in found.values():
        print(text)
    if found:
        print(
            f"Found in {', '.join(sorted(found))}. Mend it, and keep the case: `@example(…)` above the test."
        )
        return 1
    print(f"Nothing found: {passes} passes with new cases in {seconds:.0f} seconds.")
    return 0


def _files() -> Iterator[Path]:
    """The files with property tests, again and again, each time in another order."""
    chance = random.SystemRandom()
    every = [path for path in sorted(TESTS.rglob("test_*.py")) if "@given" in path.read_text("utf-8")]
    while True:
        chance.shuffle(every)
        yield from every


def _run(path: Path, end: float, more: list[str]) -> tuple[str, str]:
    """(file, what pytest printed where a test failed, else nothing) of one pass."""
    name = path.relative_to(TESTS.parent).as_posix()
    seed = random.SystemRandom().randrange(2**32)
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-m", "hypothesis", "-p", "no:cacheprovider"]
    command += ["-p", "no:xdist", f"--hypothesis-seed={seed}", name, *more]
    try:
        done = subprocess.run(
            command,
            cwd=TESTS.parent,
            env={**os.environ, "ONRECORD_CASES": "fuzz"},
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=max(1.0, end - time.monotonic()) + GRACE,
        )
    except subprocess.TimeoutExpired:
        return name, ""
    # 5: nothing of this file was asked for.
    if done.returncode in (0, 5):
        return name, ""
    again = f"Again: ONRECORD_CASES=fuzz {' '.join(command[1:])}".replace("-m pytest", "python -m pytest", 1)
    return name, f"{done.stdout}{done.stderr}\n{again}\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
