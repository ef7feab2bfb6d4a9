"""The site into which the tests import."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importers.sites import new_site


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site without records, which is the current folder."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795996800")  # 30 November 2026
    monkeypatch.chdir(new_site(tmp_path))
    return tmp_path
