"""The command as a whole, and `onrecord schema`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from babel.messages.frontend import CommandLineInterface

from onrecord import __version__
from onrecord.cli import main
from onrecord.export.schema import NAMES, schema
from onrecord.language.check import checked
from tests.cli.sites import process, run


def test_help_says_what_it_is_and_gives_an_example() -> None:
    """The first screen names each command in a line and shows the first steps."""
    result = run("--help")
    assert result.exit_code == 0
    assert (
        'onrecord new "Attack on Ain al-Asad air base" --date 2024-01-20 --place ain-al-asad' in result.stdout
    )
    for name in main.commands:
        assert f"\n  {name} " in result.stdout


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_explains_itself(name: str) -> None:
    """Each has a help text with a first sentence, and every option says what it does."""
    command = main.commands[name]
    assert run(name, "--help").exit_code == 0
    assert (command.help or "").strip().partition("\n")[0].endswith(".")
    for param in command.get_params(main.make_context("onrecord", ["check"], resilient_parsing=True)):
        assert param.param_type_name == "argument" or getattr(param, "help", None), param.name


def test_the_version_is_the_package_s() -> None:
    """`--version` prints the name and the version alone."""
    assert run("--version").stdout == f"onrecord {__version__}\n"


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_written_to_standard_output(name: str) -> None:
    """What is printed is the schema, and JSON."""
    result = run("schema", name)
    assert result.exit_code == 0
    assert json.loads(result.stdout) == schema(name)


def test_a_record_s_schema_is_the_default() -> None:
    """Without a name it is that of a record."""
    assert run("schema").stdout == run("schema", "record").stdout


def test_a_schema_goes_into_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-o` writes the file, and makes the folder for it."""
    monkeypatch.chdir(tmp_path)
    result = run("schema", "places", "-o", "schema/places.schema.json")
    assert (result.exit_code, result.stdout) == (0, "Wrote schema/places.schema.json.\n")
    assert json.loads(Path("schema/places.schema.json").read_text(encoding="utf-8")) == schema("places")


def test_a_file_that_cannot_be_written_is_told_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file in the way of the folder: status 2, no traceback."""
    monkeypatch.chdir(tmp_path)
    Path("schema").write_text("", encoding="utf-8")
    result = run("schema", "-o", "schema/record.schema.json")
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1


def test_a_terminal_that_knows_only_ascii_still_gets_json(tmp_path: Path) -> None:
    """Characters beyond it are written as JSON's own escapes."""
    result = process(tmp_path, "schema", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout) == schema("record")


def test_messages_for_translators_make_a_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command writes a template for gettext's tools, and a site takes what they make of it."""
    monkeypatch.chdir(tmp_path)
    assert run("messages", "-o", "words/onrecord.pot").stdout == "Wrote words/onrecord.pot.\n"
    assert Path("words/onrecord.pot").read_text("utf-8") == run("messages").stdout
    arguments = ["pybabel", "-q", "init", "-i", "words/onrecord.pot", "-l", "pl", "-o", "words/pl.po"]
    CommandLineInterface().run(arguments)  # type: ignore[no-untyped-call]  # Babel does not annotate it
    language, problems = checked("pl", Path("words/pl.po"), "words/pl.po")
    assert [problem.code for problem in problems] == ["catalogue-incomplete"]
    assert language.locale.language == "pl"
