"""The reference pages say what the code says: each table of theirs is made from it.

`ONRECORD_REWRITE=1 make test ARGS="tests/docs"` writes the tables anew.
"""

from __future__ import annotations

import os
import re
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from pydantic import BaseModel

from onrecord.cli import main
from onrecord.library import files
from onrecord.problems import CODES
from onrecord.record.record import Record
from onrecord.settings import Settings
from tests.docs.pages import DOCS, ROOT, TABLE, hand_written
from tests.docs.tables import MAPPING, SHAPES, tables

PAGES = [page for page in sorted(DOCS.rglob("*.md")) if TABLE.search(page.read_text("utf-8"))]
_COMMAND = re.compile(r"(?:^|`|[(] ?)(?P<line>onrecord [a-z]+[^`\n]*)", re.MULTILINE)
# A commented option has an underscore, which no word of a comment has.
_SETTING = re.compile(r"^ {6}(?:([a-z_]+)|# ([a-z]+_[a-z_]+)):", re.MULTILINE)


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_a_table_of_the_reference_is_what_the_code_says(page: Path) -> None:
    """Each table between its marks has the rows, words and defaults of the code, and no others."""
    made = tables()
    text = page.read_text("utf-8")
    expected = TABLE.sub(lambda found: f"{found['begin']}\n{made[found['name']]}\n{found['end']}", text)
    if os.environ.get("ONRECORD_REWRITE"):
        page.write_text(expected, "utf-8")
    assert page.read_text("utf-8") == expected


def test_every_table_stands_on_one_page() -> None:
    """No option, command, key or problem is left out of the reference, and none is described twice."""
    found = [match["name"] for page in PAGES for match in TABLE.finditer(page.read_text("utf-8"))]
    assert sorted(found) == sorted(tables())


def test_every_shape_of_a_mapping_has_a_table() -> None:
    """A new part of a mapping cannot be forgotten in its reference."""
    assert set(_shapes(MAPPING["mapping"], set())) - set(SHAPES.values()) == set(MAPPING.values())


def test_every_shape_of_the_format_has_a_table() -> None:
    """A new kind of entry in records or registries cannot be forgotten in the reference."""
    kinds = [Record, *(files._KINDS[name] for name in files.REGISTRIES)]
    assert {shape for kind in kinds for shape in _shapes(kind, set())} == set(SHAPES.values())


def _shapes(kind: Any, seen: set[Any]) -> Iterator[type[BaseModel]]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        if kind in seen:
            return
        seen.add(kind)
        yield kind
        for field in kind.model_fields.values():
            yield from _shapes(field.annotation, seen)
    for part in typing.get_args(kind):
        yield from _shapes(part, seen)


@pytest.mark.parametrize("page", hand_written(), ids=_name)
def test_a_command_that_a_page_names_exists(page: Path) -> None:
    """Every `onrecord …` on a page is a command of ours, with options that it has."""
    for found in _COMMAND.finditer(page.read_text("utf-8")):
        _, name, *rest = found["line"].split()
        assert name in main.commands, found["line"]
        command = main.commands[name]
        known = {option for one in command.get_params(click.Context(command)) for option in one.opts} | {"-h"}
        given = {word.partition("=")[0] for word in rest if re.match("--?[a-z]", word)}
        assert given <= known, found["line"]


@pytest.mark.parametrize("page", hand_written(), ids=_name)
def test_a_problem_that_a_page_shows_has_a_code_of_ours(page: Path) -> None:
    """`error[…]` and `warning[…]` on a page hold codes that exist."""
    shown = re.findall(r"(?:error|warning)\[([^\]]*)\]", page.read_text("utf-8"))
    assert set(shown) <= set(CODES)


def test_the_settings_in_the_starter_of_a_site_exist() -> None:
    """What `onrecord init` writes below `- onrecord:`, commented lines included, are options of ours."""
    starter = ROOT / "generator" / "onrecord" / "cli" / "starter" / "mkdocs.yml"
    options = starter.read_text("utf-8").partition("- onrecord:\n")[2].partition("\nnav:")[0]
    named = {name for found in _SETTING.findall(options) for name in found if name}
    assert {"time_zone", "report_errors"} <= named <= set(Settings.model_fields)


def test_the_map_of_the_code_is_complete() -> None:
    """CONTRIBUTING's map has a line for every folder and module at the top of the program, and no other."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("## The map")[2].partition("\n## ")[0]
    package = ROOT / "generator" / "onrecord"
    there = {
        f"{path.name}/" if path.is_dir() else path.name
        for path in package.iterdir()
        if path.suffix == ".py" or (path / "__init__.py").is_file()
    } - {"__init__.py", "__main__.py"}
    rows = re.findall(r"^\| (`.*?) \|", text, re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`([a-z_]+(?:\.py|/))`", row)}
    assert named == there
