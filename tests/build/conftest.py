"""What tests of builds share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.build.edits import Archive, begun


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """The archive before any edit, which was not built yet."""
    return begun(tmp_path)
