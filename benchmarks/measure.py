"""What a command costs: seconds by the clock, seconds of processors, and its greatest memory."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile


class FailedError(Exception):
    """A command that did not do its work; the message is the last of what it said."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one run; ``processor`` and ``memory`` are those of the process and all that it waited for."""

    clock: float
    processor: float
    """User and system, of all cores together, in seconds."""
    memory: int
    """The most that one process of them held, in bytes."""

    @property
    def rounded(self) -> dict[str, float]:
        """As it is kept in a file."""
        return {name: round(value, 3) for name, value in asdict(self).items()}


def run(command: Sequence[str], folder: Path, env: Mapping[str, str] | None = None, limit: float = 0) -> Cost:
    """Runs a command in ``folder`` to its end. Raises FailedError, also after ``limit`` seconds.

    What earlier runs wrote goes to the disk first, so that this one does not wait for it.
    """
    os.sync()
    with TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            # A group of its own, so that all of it can be stopped.
            start_new_session=True,
        )
        late = threading.Event()

        def stop() -> None:
            late.set()
            os.killpg(process.pid, signal.SIGKILL)

        timer = threading.Timer(limit, stop)
        if limit:
            timer.start()
        try:
            _, status, used = os.wait4(process.pid, 0)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        finally:
            timer.cancel()
        clock = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if late.is_set():
            raise FailedError(f"not finished after {limit:.0f} s")
        if process.returncode:
            said.seek(0)
            lines = said.read().decode("utf-8", "replace").strip().splitlines()
            raise FailedError(lines[-1] if lines else f"exit status {process.returncode}")
    # Linux counts in units of 1,024 bytes.
    return Cost(clock, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of each, over the turns."""
    return Cost(
        median(one.clock for one in costs),
        median(one.processor for one in costs),
        max(one.memory for one in costs),
    )


def ratio(ours: Sequence[Cost], theirs: Sequence[Cost]) -> tuple[float, float]:
    """(processor, clock): the medians of the turns' ratios, since what disturbs a machine disturbs a turn."""
    turns = list(zip(ours, theirs, strict=True))
    return (
        median(mine.processor / other.processor for mine, other in turns),
        median(mine.clock / other.clock for mine, other in turns),
    )
