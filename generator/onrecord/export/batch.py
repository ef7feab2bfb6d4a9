"""Files to be: which there are is known before they are made, so that only those are made that must be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Files = Mapping[str, bytes]
"""Contents by address in the site."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that are made together, of the same parts of a library."""

    addresses: tuple[str, ...]
    make: Callable[[], Files]
    """Gives their contents, of some none: a function of a module, or a partial of one."""


def made(batches: Mapping[str, Batch]) -> dict[str, bytes]:
    """The contents of all files of batches, in their order."""
    return {address: content for batch in batches.values() for address, content in batch.make().items()}


def planned(batches: Mapping[str, Batch]) -> list[str]:
    """The addresses of all files of batches, in their order."""
    return [address for batch in batches.values() for address in batch.addresses]
