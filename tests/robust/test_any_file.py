"""Whatever stands in a file, a command that reads it ends with a message, soon, and leaves no half of its work.

Each case is one number: it says what of the file is changed, and which command reads it.
"""

from __future__ import annotations

import os
import resource
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cli.sites import run
from tests.helpers import read_files
from tests.robust.mutations import archive, bytes_of, cells, lock, structure
from tests.robust.subjects import Subject, subjects

FUZZ = os.environ.get("ONRECORD_CASES") == "fuzz"
CASES = 400 if FUZZ else 10
SECONDS = 2.0
"""Of the processor, at most, for one command; it is held against only by `make fuzz`, for no test is timed."""
MEGABYTES = 120
"""That a command may need beside the program itself, which with the tests is some 80; 200 in all."""

SUBJECTS = subjects()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for sites, which is the current one."""
    folder = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("SOURCE_DATE_EPOCH", "1795348800")
        yield folder


def _mutant(subject: Subject, random: Random) -> bytes:
    """The file with changes of its form, in two of three cases, or of its bytes."""
    if subject.form != "bytes" and random.random() < 0.66:
        match subject.form:
            case "yaml":
                return structure(subject.data.decode(), random)
            case "zip":
                return archive(subject.data, random)
            case "lock":
                return lock(subject.data, random)
            case separated:
                return cells(subject.data, "," if separated == "comma" else ";", random)
    return bytes_of(subject.data, random)


def _put(site: Path, files: dict[str, bytes]) -> None:
    """Makes the folder hold these files and no others."""
    there = read_files(site)
    for name in there.keys() - files.keys():
        (site / name).unlink()
    for name, data in files.items():
        if there.get(name) != data:
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).write_bytes(data)
    shutil.rmtree(site / "out", ignore_errors=True)


@contextmanager
def _within_limits(what: str) -> Iterator[None]:
    """Within seconds of the processor, and megabytes more than before."""
    before = time.process_time()
    yield
    if FUZZ:
        assert time.process_time() - before <= SECONDS, f"{what} took too long"


def may_change(command: tuple[str, ...], status: int) -> bool:
    """Whether the command's work is to be found: an import with refused rows and a lock with findings, too."""
    return (status == 0 and command[0] not in ("check", "short")) or (
        status == 1 and command[0] in ("import", "verify")
    )


@pytest.mark.parametrize("subject", SUBJECTS, ids=str)
@settings(max_examples=CASES)
@given(number=st.integers(0, 2**40))
def test_whatever_stands_in_a_file(subject: Subject, number: int, site: Path) -> None:
    """No traceback; within two seconds and 200 MB; where the status is not 0 no file is another."""
    random = Random(f"{subject} {number}")
    files = {name: text.encode() if isinstance(text, str) else text for name, text in subject.files.items()}
    files[subject.path] = _mutant(subject, random)
    command = random.choice(subject.commands)
    _put(site, files)
    with _within_limits(" ".join(command)):
        result = run(*command)
    assert result.exit_code in (0, 1, 2), result.output
    assert "Traceback" not in result.output
    if not may_change(command, result.exit_code):
        assert read_files(site) == files
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >= 0
