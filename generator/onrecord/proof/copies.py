"""The snapshots of a store as verifying needs them: each looked up, hashed and folded once."""

from __future__ import annotations

from functools import lru_cache

from onrecord.proof.snapshots import Snapshot, Store
from onrecord.proof.text import Folded, fold

#: Texts that are kept folded; records that lie side by side cite the same ones.
_MOST_FOLDED = 64


class Copies:
    """The snapshots of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._found: dict[str, Snapshot | None] = {}
        self._intact: dict[str, bool] = {}
        self._fold = lru_cache(maxsize=_MOST_FOLDED)(lambda snapshot: fold(store.text(snapshot)))

    def get(self, key: str) -> Snapshot | None:
        """The snapshot of a source."""
        if key not in self._found:
            self._found[key] = self._store.get(key)
        return self._found[key]

    def intact(self, snapshot: Snapshot) -> bool:
        """Whether its bytes are those that were taken, and its text the one that was made of them."""
        if snapshot.key not in self._intact:
            self._intact[snapshot.key] = self._store.intact(snapshot) and self._store.text_intact(snapshot)
        return self._intact[snapshot.key]

    def folded(self, snapshot: Snapshot) -> Folded:
        """Its text, folded."""
        return self._fold(snapshot)
