"""Where work is done: here, on all cores, or on a cluster; the results are the same.

A *job* is what all pieces of work have in common, and does one when it is called. Any executor of
`concurrent.futures` will do: the job is sent along as bytes and unpacked once in each process. Where the
system can fork, the processes of one machine have it already.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from threading import Lock
from typing import Any, TypeVar

from onrecord.assemble import RefusedError

Piece = TypeVar("Piece")
Result = TypeVar("Result")
Job = Callable[[Any], Any]
Submit = Callable[[Sequence[Any]], "Future[list[Any]]"]
FEW = 24
"""Fewer pieces than this are done here: starting processes costs more."""
#: Pieces go out in so many portions for each process, so that one with long pieces holds up nobody.
_PORTIONS = 16


@dataclass(frozen=True)
class Workers:
    """Does the pieces of jobs; ``processes`` is how many at once: 1 is here, 0 one for each core.

    results = Workers(start="spawn").run(job, ["index.md", "map.md", …])
    """

    processes: int = 0
    start: str = ""
    """How processes of this machine begin: ``fork`` or ``spawn``; empty: as it is safe on this system."""
    executor: Executor | None = None
    """What does the work instead; its processes need not share a disk with this one."""
    share: Callable[[bytes], Any] = bytes
    """Brings the bytes of a job to where ``executor`` works, once; gives what stands for them there."""
    lost: tuple[type[BaseException], ...] = (BrokenExecutor,)
    """The errors that say that a process is gone."""
    close: Callable[[], object] = lambda: None
    """To be called when there is no more work for ``executor``."""
    few: int = FEW
    """Fewer pieces than this are done here."""

    @property
    def near(self) -> bool:
        """Whether the work is done on this machine."""
        return self.executor is None

    @property
    def here(self) -> Workers:
        """For jobs that cannot be sent: processes that are copies of this one, or none but this one."""
        if (self.start or _safe_start()) != "fork":
            return Workers(1)
        return self if self.near else Workers()

    def run(
        self,
        job: Callable[[Piece], Result],
        pieces: Sequence[Piece],
        done: Callable[[int], object] = lambda number: None,
    ) -> Iterator[Result]:
        """The results, in the order of the pieces. An error of a piece is raised here: that of the first one.

        ``done`` is told how many are finished, now and then.
        """
        processes = self.processes or _cores()
        if len(pieces) < self.few or (self.near and processes == 1):
            for number, piece in enumerate(pieces, 1):
                yield job(piece)
                done(number)
            return
        finished = 0
        with self._begun(job, processes) as submit:
            with _undisturbed():
                waiting = deque(map(submit, _portions(pieces, processes * _PORTIONS)))
            try:
                while waiting:
                    results = waiting.popleft().result()
                    finished += len(results)
                    done(finished)
                    yield from results
            except self.lost as error:
                what = "the memory may be too small: try fewer at once, ONRECORD_JOBS=1"
                if not self.near:
                    what = "see what the cluster's own log says, or build without it"
                raise RefusedError(f"a process that makes pages is gone; {what} ({error})") from error
            finally:
                # A pool of ours drops them itself, and fails over those that somebody cancelled.
                for future in () if self.near else waiting:
                    future.cancel()

    @contextmanager
    def _begun(self, job: Job, processes: int) -> Iterator[Submit]:
        """Gives what does a portion of the pieces in another process."""
        if self.executor is not None:
            executor, packed = self.executor, pickle.dumps(job)
            key, shared = blake2b(packed, digest_size=16).digest(), self.share(packed)
            yield lambda portion: executor.submit(_do_sent, key, shared, portion)
            return
        start = self.start or _safe_start()
        with _pool(processes, start, job if start == "fork" else pickle.dumps(job)) as pool:
            yield lambda portion: pool.submit(_do, portion)


@contextmanager
def _pool(processes: int, start: str, job: Job | bytes) -> Iterator[Executor]:
    """Processes of this machine that have the job; after an error they are gone at once, whatever they do."""
    others = set(multiprocessing.active_children())
    context = multiprocessing.get_context(start)
    pool = ProcessPoolExecutor(processes, context, initializer=_begin, initargs=(job,))
    try:
        yield pool
    except BaseException:
        for process in set(multiprocessing.active_children()) - others:
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Holds Ctrl-C back while processes begin, which get ready to leave it to this one."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


#: The jobs of a process that does pieces for another: one, by its key.
_jobs: dict[bytes, Job] = {}
_one_at_a_time = Lock()


def _begin(job: Job | bytes) -> None:
    # Ctrl-C is for the process that waits for this one, and ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    _jobs[b""] = pickle.loads(job) if isinstance(job, bytes) else job


def _do(pieces: Sequence[Any]) -> list[Any]:
    return list(map(_jobs[b""], pieces))


def _do_sent(key: bytes, packed: bytes, pieces: Sequence[Any]) -> list[Any]:
    # Threads of one process would only wait for each other, and share what is worked out once.
    with _one_at_a_time:
        if key not in _jobs:
            _jobs.clear()
            _jobs[key] = pickle.loads(packed)
        return list(map(_jobs[key], pieces))


def _portions(pieces: Sequence[Piece], number: int) -> list[Sequence[Piece]]:
    """Neighbours stay together: they are often about the same things."""
    size = max(1, -(-len(pieces) // number))
    return [pieces[at : at + size] for at in range(0, len(pieces), size)]


def _safe_start() -> str:
    """How a process begins: as a copy of this one, which is not safe on macOS and not there on Windows."""
    return "fork" if sys.platform == "linux" else "spawn"


def _cores() -> int:
    """The number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
