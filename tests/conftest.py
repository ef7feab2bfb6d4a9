"""What holds for every test: no banner, a build's time that does not move, and cases that stay the same."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from types import CodeType
from typing import Any

import jinja2
import pytest
from hypothesis import HealthCheck, Verbosity, settings
from jinja2.bccache import Bucket

from tests.chromium import browser as browser
from tests.chromium import contexts as contexts

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


class _Compiled(jinja2.BytecodeCache):
    """The templates that were compiled in this process: half the time of a small build goes into that."""

    def __init__(self) -> None:
        self.code: dict[str, CodeType] = {}

    def get_bucket(
        self, environment: jinja2.Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """Templates of one text are one, where the environment that compiles them is of one kind."""
        kind = (type(environment), environment.finalize, environment.autoescape, *environment.extensions)
        bucket = Bucket(environment, f"{kind} {name} {filename} {source}", source)
        bucket.code = self.code.get(bucket.key)
        return bucket

    def set_bucket(self, bucket: Bucket) -> None:
        """Keeps what was compiled."""
        assert bucket.code is not None
        self.code[bucket.key] = bucket.code

    def load_bytecode(self, bucket: Bucket) -> None:
        """Nothing lies in a file."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Nothing is written into one."""


@pytest.fixture(autouse=True, scope="session")
def _templates() -> Iterator[None]:
    """MkDocs and we make an environment for each build, which would compile every template anew."""
    made, compiled = jinja2.Environment.__init__, _Compiled()

    def make(self: jinja2.Environment, *options: Any, **named: Any) -> None:
        made(self, *options, **named)
        self.bytecode_cache = compiled

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja2.Environment, "__init__", make)
        yield


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
