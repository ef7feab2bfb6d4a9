"""Every mistake has a folder below tests/sites/invalid, with the exact text that `onrecord check` prints
for it.

To renew the texts after a change of wording, run this file with ``ONRECORD_RENEW=1`` and read the
difference that
version control shows: each text is what an editor has to work with.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.exceptions import Abort

from onrecord.cli import main
from onrecord.problems import CODES
from onrecord.yamltext import MAX_BYTES
from tests.helpers import SITES, build_site, minimal_record, read_files, write_site

MISTAKES = tuple(sorted(path.name for path in (SITES / "invalid").iterdir() if path.is_dir()))
RENEW = bool(os.environ.get("ONRECORD_RENEW"))

#: Codes without a folder, each with the reason.
WITHOUT_FOLDER = {
    "address-gone": "it takes an earlier revision; tests/library/test_against.py compares two",
    "silent-change": "the same",
    "snapshot-changed": "check reads no snapshots; tests/proof/test_verify.py changes one",
    "too-large": "the file would have two megabytes; test_a_file_of_two_megabytes_is_refused writes it",
    "unknown-column": "check reads no mappings; tests/importers/test_own.py has one for another table",
    "unreadable": "it takes a pipe, which version control does not keep; test_a_pipe_is_not_opened makes it",
    "wording-negation": "only verify tells it; tests/proof/test_verify.py leaves out a negation",
}


def copied(mistake: str, root: Path) -> Path:
    """The site of a mistake in a folder of its own; the expected text stays behind."""
    files = read_files(SITES / "invalid" / mistake)
    files.pop("expected.txt", None)
    return write_site(root, files)


def checked(root: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    """Exit status and output of `onrecord check` in the site's folder."""
    monkeypatch.chdir(root)
    result = CliRunner().invoke(main, ["check"], prog_name="onrecord")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def expected(mistake: str) -> str:
    """The text of a mistake; empty for a new one."""
    file = SITES / "invalid" / mistake / "expected.txt"
    return file.read_text("utf-8") if file.exists() else ""


def codes_of(text: str) -> set[str]:
    """The codes in a text that `onrecord check` printed."""
    return set(re.findall(r"(?m)^\S.*?: (?:error|warning)\[([a-z0-9-]+)\]", text))


@pytest.mark.parametrize("mistake", MISTAKES)
def test_check_says_what_is_wrong_and_how_to_mend_it(
    mistake: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each mistake is told with its code, file, line, column, the line, a caret and a hint, word for word."""
    status, text = checked(copied(mistake, tmp_path), monkeypatch)
    file = SITES / "invalid" / mistake / "expected.txt"
    if RENEW:
        file.write_text(text, "utf-8")
    assert text == expected(mistake)
    assert status == (1 if "error[" in text else 0)
    assert codes_of(text)


def test_every_code_has_a_folder() -> None:
    """No code exists of which nobody has read the text."""
    shown = set().union(*(codes_of(expected(m)) for m in MISTAKES))
    assert sorted(CODES.keys() - shown) == sorted(WITHOUT_FOLDER)


@pytest.mark.parametrize("mistake", [m for m in MISTAKES if "error[" in expected(m)])
def test_a_build_writes_nothing_where_a_file_is_wrong(mistake: str, tmp_path: Path) -> None:
    """An error stops a build, strict or not, and the site of the last good build stays as it was."""
    root = copied(mistake, tmp_path)
    config = (root / "mkdocs.yml").read_text("utf-8")
    last = {"site/index.html": "the last good build", "build/pages/old.md": "the same"}
    write_site(root, {"mkdocs.yml": config, **last})
    before = read_files(root)
    with pytest.raises(Abort):
        build_site(root, strict=False, expect="^the records have problems; nothing was written")
    assert read_files(root) == before


WARNINGS = [m for m in MISTAKES if "error[" not in expected(m)]


@pytest.mark.parametrize("mistake", WARNINGS)
def test_a_warning_fails_a_strict_build_that_is_complete(mistake: str, tmp_path: Path) -> None:
    """What may be meant as it is leaves nothing out: a strict build fails at its end, when all is written."""
    root = copied(mistake, tmp_path)
    with pytest.raises(Abort, match="in strict mode"):
        build_site(root, expect="warning")
    assert (root / "site/sitemap.xml").is_file()


def test_a_warning_stops_no_other_build(tmp_path: Path) -> None:
    """Unless the site asks for strictness, a warning is told, and that is all."""
    built = build_site(copied(WARNINGS[0], tmp_path), strict=False, expect="warning")
    assert built.warnings and "index.html" in built


def test_all_problems_of_all_files_come_in_one_run() -> None:
    """Twenty mistakes in three records are more than twenty problems in three files."""
    text = expected("twenty-mistakes")
    assert len(re.findall(r"(?m)^briefings/\S+:\d+:\d+: ", text)) >= 20
    assert len(set(re.findall(r"(?m)^(briefings/\S+?):", text))) == 3


def test_a_file_of_two_megabytes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file larger than any record is not read; the size is told, and what to do."""
    large = minimal_record() + "#" * MAX_BYTES
    root = write_site(
        tmp_path, {"briefings/large.yml": large, "briefings/other.yml": minimal_record(date="2024")}
    )
    status, text = checked(root, monkeypatch)
    assert status == 1
    assert codes_of(text) == {"too-large"}
    assert "split it" in text


def test_a_pipe_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no file is a problem; waiting for its other end would never finish."""
    root = write_site(tmp_path, {"briefings/a.yml": minimal_record()})
    os.mkfifo(root / "briefings/pipe.yml")
    status, text = checked(root, monkeypatch)
    assert status == 1
    assert codes_of(text) == {"unreadable"}


def test_a_byte_order_mark_at_the_start_is_no_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some editors write one, and nobody sees it."""
    root = write_site(tmp_path, {"briefings/a.yml": b"\xef\xbb\xbf" + minimal_record().encode()})
    assert checked(root, monkeypatch) == (0, "1 record checked: no problems.\n")
