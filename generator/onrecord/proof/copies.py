"""The snapshots of a store as verifying needs them: each looked up, hashed and folded once."""

from __future__ import annotations

from functools import lru_cache

from onrecord.proof.direction import has_visual_order
from onrecord.proof.snapshots import Snapshot, Store
from onrecord.proof.text import STROKE, Folded, fold

#: Texts that are kept folded; records that lie side by side cite the same ones.
_MOST_FOLDED = 64


class Copies:
    """The snapshots of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._found: dict[str, Snapshot | None] = {}
        self._intact: dict[str, bool] = {}
        self._fold = lru_cache(maxsize=_MOST_FOLDED)(
            lambda snapshot: fold(store.text(snapshot), struck=False)
        )
        self._visual: dict[str, bool] = {}

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
        """Its text, folded, without what the source has struck out."""
        return self._fold(snapshot)

    def with_struck(self, snapshot: Snapshot) -> Folded | None:
        """Its text with what is struck out; None where nothing is."""
        text = self._fold(snapshot).original
        return fold(text) if STROKE in text else None

    def in_visual_order(self, snapshot: Snapshot) -> bool:
        """Whether a page of it holds Arabic or Hebrew text in the order in which that is seen."""
        if snapshot.key not in self._visual:
            self._visual[snapshot.key] = has_visual_order(self._fold(snapshot).original)
        return self._visual[snapshot.key]
