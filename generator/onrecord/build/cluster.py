"""Work on a cluster of machines, by Dask: the extra ``onrecord[cluster]``. Its scheduler does it all."""

from __future__ import annotations

import asyncio
import logging
import platform
import socket
from collections.abc import Mapping
from concurrent.futures import CancelledError
from typing import Any

from onrecord.assemble import RefusedError
from onrecord.build.executors import Workers
from onrecord.build.program import made_with

_SECONDS = 10
"""How long a scheduler or its workers may take to answer."""


def workers(environment: Mapping[str, str]) -> Workers:
    """The workers that ``ONRECORD_CLUSTER`` or ``ONRECORD_JOBS`` asks for; all cores without them.

    Raises RefusedError.
    """
    if address := environment.get("ONRECORD_CLUSTER"):
        return cluster(address)
    jobs = environment.get("ONRECORD_JOBS") or "0"
    if not jobs.isdecimal():
        raise RefusedError(f"ONRECORD_JOBS is {jobs!r}; write how many processes are to work, such as 4")
    return Workers(int(jobs))


def cluster(address: str) -> Workers:
    """The workers of the cluster whose scheduler is at ``address``: ``tcp://10.0.0.5:8786``.

    Raises RefusedError where nobody answers there, and where a worker would make other pages than we do.
    """
    try:
        # It takes half a second, and hardly any build needs it.
        import distributed
    except ImportError:
        raise RefusedError('a cluster needs Dask: pip install "onrecord[cluster]"') from None
    # What it says of connections that fail, we say in one sentence.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    host, _, port = address.rpartition("://")[2].rpartition(":")
    try:
        # A client that cannot connect tries for long, and complains when it is gone.
        socket.create_connection((host.strip("[]"), int(port)), timeout=_SECONDS).close()
        connect: Any = distributed.Client  # has no types
        client = connect(address, timeout=_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        said = str(error).partition("\n")[0]
        raise RefusedError(
            f"no cluster answers at {address}: `dask scheduler` prints the address of one, such as "
            f"tcp://10.0.0.5:8786 ({said})"
        ) from None
    try:
        client.wait_for_workers(1, timeout=_SECONDS)
        threads: dict[str, int] = client.nthreads()
        _compare(client, address)
    except TimeoutError:
        client.close()
        raise RefusedError(
            f"the cluster at {address} has no workers; start some: `dask worker {address} --nthreads 1`"
        ) from None
    except BaseException:
        client.close()
        raise
    return Workers(
        processes=sum(threads.values()),
        executor=client.get_executor(retries=0),
        share=lambda packed: client.scatter(packed, broadcast=True),
        lost=(CancelledError, asyncio.CancelledError, distributed.KilledWorker, OSError),
        close=client.close,
    )


def _compare(client: Any, address: str) -> None:
    """Sees that every worker has this program: each would make the same bytes of a page."""
    ours = _installed()
    try:
        theirs: dict[str, bytes] = client.run(_installed)
    except Exception as error:  # whatever a worker without our package, or with another one, says
        raise RefusedError(
            f"the workers of {address} cannot make pages: install onrecord there, of the same version "
            f"({type(error).__name__}: {error})"
        ) from None
    if others := sorted(worker for worker, installed in theirs.items() if installed != ours):
        raise RefusedError(
            f"the worker {others[0]} has another version of onrecord, of Python or of what they need; its "
            "pages would differ: install the same there, and start it again"
        )


def _installed() -> bytes:
    return made_with(platform.python_version())
