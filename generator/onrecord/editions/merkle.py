"""The root of a Merkle tree, in the shape of RFC 6962, section 2.1, with SHA-256."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256


def leaf(data: bytes) -> bytes:
    """The hash of an entry: of a zero byte and the entry."""
    return sha256(b"\0" + data).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over the hashes of the entries, in their order; of no entry the hash of nothing.

    The left half of a tree has as many leaves as the greatest power of two below their number: so pairs are
    joined from the left, level by level, and what has no partner moves up as it is.
    """
    level = list(leaves)
    if not level:
        return sha256(b"").digest()
    while len(level) > 1:
        joined = [
            sha256(b"\1" + level[index] + level[index + 1]).digest() for index in range(0, len(level) - 1, 2)
        ]
        level = joined + level[len(level) - len(level) % 2 :]
    return level[0]
