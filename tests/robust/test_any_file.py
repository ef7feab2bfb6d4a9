"""Whatever stands in a file, a command that reads it ends with a message, soon, and with no half of its work.

Each case is a number: it says what of the file is changed, and which command reads it.
"""

from __future__ import annotations

import os
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
CASES = 15 if FUZZ else 40 if os.environ.get("CI") else 6
"""For each kind of file, in a pass: in CI a minute of the same ones each time, else the first of them."""
SECONDS = 2.0
"""Of the processor, for one command."""
MEGABYTES = 120
"""That a command may need beside the program as it is loaded, which needs 80: 200 in all."""
_PEAK = Path("/proc/self/clear_refs")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for sites, which is the current one."""
    folder = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("SOURCE_DATE_EPOCH", "1795348800")
        yield folder


def mutant(subject: Subject, random: Random) -> bytes:
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


def put(site: Path, files: dict[str, bytes]) -> None:
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
def limits(what: str) -> Iterator[None]:
    """Time and memory against the limits, in `make fuzz` alone: no test is timed. Memory needs Linux."""
    if not FUZZ:
        yield
        return
    before = time.process_time()
    peak = _peak() if _PEAK.exists() else 0
    yield
    assert time.process_time() - before <= SECONDS, f"{what} took too long"
    if peak:
        with Path("/proc/self/status").open() as status:
            most = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
        assert most - peak <= MEGABYTES * 1024, f"{what} needed too much memory"


def _peak() -> int:
    """Kilobytes in use, which from now on are the most that were in use."""
    _PEAK.write_text("5")
    with Path("/proc/self/status").open() as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


def may_change(command: tuple[str, ...], status: int) -> bool:
    """Whether the command's work is to be found; also after an import with refused rows."""
    if command[0] in ("check", "short") or "--dry-run" in command or "--propose" in command:
        return False
    return status == 0 or (status == 1 and command[0] in ("import", "verify"))


@pytest.mark.parametrize("subject", subjects(), ids=str)
@settings(max_examples=CASES)
@given(number=st.integers(0, 2**40))
def test_whatever_stands_in_a_file(subject: Subject, number: int, site: Path) -> None:
    """No traceback; within two seconds and 200 MB; where the status is not 0 every file is as it was."""
    random = Random(f"{subject} {number}")
    files = {name: text.encode() if isinstance(text, str) else text for name, text in subject.files.items()}
    files[subject.path] = mutant(subject, random)
    command = random.choice(subject.commands)
    put(site, files)
    with limits(" ".join(command)):
        result = run(*command)
    assert result.exit_code in (0, 1, 2), result.output
    assert "Traceback" not in result.output
    if not may_change(command, result.exit_code):
        assert read_files(site) == files


@pytest.mark.parametrize("subject", subjects(), ids=str)
def test_the_file_as_it_should_be(subject: Subject, site: Path) -> None:
    """Nothing is wrong with what the cases above are made of: each command takes it."""
    files = {name: text.encode() if isinstance(text, str) else text for name, text in subject.files.items()}
    for command in dict.fromkeys(subject.commands):
        put(site, files)
        result = run(*command)
        # A table with semicolons needs the option for them.
        assert result.exit_code == (2 if command[-1] == "list.csv" and "--propose" in command else 0), (
            result.output
        )
