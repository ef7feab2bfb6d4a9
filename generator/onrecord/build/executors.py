"""Where work is done: here, on all cores, or on a cluster; the results are the same.

A *job* is what all pieces of work have in common, and does one when it is called. Any executor of
`concurrent.futures` will do: the job is sent along as bytes and unpacked once in each process. Where the
system can fork, the processes of one machine have it already.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from hashlib import blake2b
from typing import Any, TypeVar

Piece = TypeVar("Piece")
Result = TypeVar("Result")
FEW = 24
"""Fewer pieces than this are done here: starting processes costs more."""
#: Pieces go out in so many portions for each process, so that one with long pieces holds up nobody.
_PORTIONS = 6


class Workers:
    """Does the pieces of jobs; ``processes`` is how many at once: 1 is here, 0 one for each core."""

    def __init__(self, processes: int = 0, executor: Executor | None = None, few: int = FEW) -> None:
        self.processes = processes or _cores()
        self.executor = executor
        self.few = few

    def run(
        self,
        job: Callable[[Piece], Result],
        pieces: Sequence[Piece],
        done: Callable[[int], None] = lambda number: None,
    ) -> Iterator[Result]:
        """The results, in the order of the pieces. An error of one piece is raised here.

        ``done`` is told how many are finished, now and then.
        """
        if self.executor is None and (self.processes == 1 or len(pieces) < self.few):
            for number, piece in enumerate(pieces, 1):
                yield job(piece)
                done(number)
            return
        finished = 0
        with self._executor(job) as (executor, packed):
            portions = _portions(pieces, self.processes * _PORTIONS)
            futures = [executor.submit(_do, packed, portion) for portion in portions]
            try:
                for future in futures:
                    results = future.result()
                    finished += len(results)
                    done(finished)
                    yield from results
            except BaseException:
                for future in futures:
                    future.cancel()
                raise

    @contextmanager
    def _executor(self, job: Callable[[Any], object]) -> Iterator[tuple[Executor, bytes]]:
        if self.executor is not None:
            yield self.executor, pickle.dumps(job)
            return
        if not _forks():
            with ProcessPoolExecutor(self.processes, multiprocessing.get_context("spawn")) as executor:
                yield executor, pickle.dumps(job)
            return
        _JOBS[b""] = job
        try:
            with ProcessPoolExecutor(self.processes, multiprocessing.get_context("fork")) as executor:
                yield executor, b""
        finally:
            del _JOBS[b""]


_JOBS: dict[bytes, Callable[[Any], object]] = {}


def _do(packed: bytes, pieces: Sequence[Any]) -> list[Any]:
    key = blake2b(packed, digest_size=16).digest() if packed else b""
    if key not in _JOBS:
        _JOBS.clear()
        _JOBS[key] = pickle.loads(packed)
    job = _JOBS[key]
    return [job(piece) for piece in pieces]


def _portions(pieces: Sequence[Piece], number: int) -> list[Sequence[Piece]]:
    """Neighbours stay together: they are often about the same things."""
    size = max(1, -(-len(pieces) // number))
    return [pieces[at : at + size] for at in range(0, len(pieces), size)]


def _forks() -> bool:
    """Whether a process can be copied as it is. On macOS it cannot, safely."""
    return sys.platform == "linux"


def _cores() -> int:
    """The number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
