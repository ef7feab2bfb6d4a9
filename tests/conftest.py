"""What holds for every test: no banner, a build's time that does not move, and cases that stay the same."""

from __future__ import annotations

import os
import random

import pytest
from hypothesis import HealthCheck, Verbosity, settings

# No test is timed: a busy machine is no fault of the code.
_SLOW_IS_FINE = (HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large)
# The same cases in every run and every clone: a test that fails by chance is one that nobody believes.
settings.register_profile(
    "fixed", deadline=None, suppress_health_check=_SLOW_IS_FINE, derandomize=True, database=None
)
# New cases in each run, as many as the time allows: `make fuzz`. What it finds becomes an `@example`.
settings.register_profile(
    "fuzz",
    deadline=None,
    suppress_health_check=_SLOW_IS_FINE,
    database=None,
    verbosity=Verbosity.normal,
    print_blob=True,
)
settings.load_profile(os.environ.get("ONRECORD_CASES", "fixed"))


@pytest.fixture(autouse=True)
def _seed() -> None:
    """Whatever draws numbers without a seed of its own draws the same ones."""
    random.seed(20240120)


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Material prints a banner about MkDocs 2 unless told not to; variables of one's own shell do not
    count.
    """
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
