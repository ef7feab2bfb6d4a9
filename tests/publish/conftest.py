"""What holds for the tests of publishing: no machine crashes, so that nothing need wait for its disk."""

from __future__ import annotations

import os

import pytest


@pytest.fixture(autouse=True)
def _no_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    if hasattr(os, "sync"):
        monkeypatch.setattr(os, "sync", lambda: None)
