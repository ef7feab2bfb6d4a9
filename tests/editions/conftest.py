"""The editions of a small archive, built once for all tests of a process."""

from __future__ import annotations

import pytest

from tests.editions.archives import Editions, made


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Editions:
    """Four editions of a small archive. No test changes them."""
    return made(tmp_path_factory.mktemp("editions"))
