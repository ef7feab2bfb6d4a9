"""The YAML examples of the documentation are read by the reader and checked like anybody's records."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from onrecord.library.library import Incident
from onrecord.problems import Problem, Severity
from onrecord.proof.load import load
from onrecord.settings import Settings, read_site
from onrecord.terms.facts import FACTS
from tests.docs.pages import ROOT, Example, examples, fences, hand_written

STARTER = ROOT / "generator" / "onrecord" / "cli" / "starter"
REGISTRIES = ("actors", "places", "vessels", "measures", "sources", "tallies")
#: Parts of a record, which the test makes whole.
PARTS = ("statements", "context", "facts", "header")
KINDS = {*REGISTRIES, *PARTS, "record", "settings", "readme", "mapping", "other"}

#: What every part of a record is put into; a key that the example has itself is left out.
HEADER = {
    "title": "title: Example",
    "date": "date: 2026-01-05",
    "event": "event: other",
    "sources": "sources:\n  article: {title: A}\n  daily: {title: B}\n  agency-report: {title: C}",
}


def _site(root: Path, found: list[Example]) -> dict[str, Example]:
    """Writes the examples as one site, with the registries of `onrecord init`; returns them by file."""
    registry = root / "briefings" / "registry"
    registry.mkdir(parents=True)
    for name in REGISTRIES:
        starter = STARTER / "briefings" / "registry" / f"{name}.yml"
        texts = [starter.read_text("utf-8")] if starter.is_file() else []
        texts += [example.text for example in found if example.kind == name]
        (registry / f"{name}.yml").write_text("\n".join(texts), "utf-8")
    for record in sorted((STARTER / "briefings").glob("2*/*.yml")):
        (root / "briefings" / record.name).write_text(record.read_text("utf-8"), "utf-8")
    files = {}
    for number, example in enumerate(found):
        if example.kind in (*PARTS, "record"):
            path = root / "briefings" / f"example-{number}.yml"
            path.write_text(_record(example), "utf-8")
            files[f"briefings/{path.name}"] = example
    return files


def _record(example: Example) -> str:
    text = example.text
    match example.kind:
        case "record":
            return text
        case "facts":
            text = "statements:\n  - by: border-guards\n    source: daily\n" + textwrap.indent(text, "    ")
        case "statements" | "context":
            text = f"{example.kind}:\n" + textwrap.indent(text, "  ")
    own = set(re.findall(r"^([a-z_]+):", text, re.MULTILINE))
    if "statements" not in own:
        sources = re.findall(r"^  ([a-z-]+):$", text, re.MULTILINE) if "sources" in own else ["daily"]
        text += f"statements:\n  source: [{', '.join(sources)}]\n  paraphrase: Example.\n"
    return "\n".join([*(lines for key, lines in HEADER.items() if key not in own), text])


def _errors(problems: tuple[Problem, ...], files: dict[str, Example]) -> Iterator[str]:
    for problem in problems:
        if problem.severity is Severity.ERROR:
            yield f"{files.get(problem.place.file, problem.place.file)}: {problem.what} ({problem.hint})"


def test_every_example_of_the_pages_checks(tmp_path: Path) -> None:
    """The records, parts of records and registry entries of all pages make one site without errors."""
    found = examples()
    files = _site(tmp_path, found)
    loaded = load(tmp_path, Settings())
    assert list(_errors(loaded.problems, files)) == []
    assert len(loaded.library.incidents) > len(files) > 20


def test_every_fact_of_the_format_has_an_example(tmp_path: Path) -> None:
    """The guide shows each fact that a statement can give."""
    _site(tmp_path, [example for example in examples() if example.page.startswith("docs/guide/")])
    incidents = load(tmp_path, Settings()).library.incidents
    assert {fact for incident in incidents for fact in _facts(incident)} == set(FACTS)


def _facts(incident: Incident) -> Iterator[str]:
    for _, _, statement in incident.statements():
        yield from statement.facts


@pytest.mark.parametrize("page", hand_written(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_yaml_example_says_what_it_is(page: Path) -> None:
    """A comment above each example names its kind, so that none escapes the check."""
    name = page.relative_to(ROOT).as_posix()
    told = [example.kind for example in examples() if example.page == name]
    assert len(told) == fences(page)
    assert set(told) <= KINDS


@pytest.mark.parametrize("example", [one for one in examples() if one.kind == "settings"], ids=str)
def test_an_example_of_settings_is_taken(example: Example, tmp_path: Path) -> None:
    """The command reads each `mkdocs.yml` of the pages."""
    (tmp_path / "base.yml").write_text("site_name: Base\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(example.text, "utf-8")
    assert read_site(tmp_path / "mkdocs.yml").settings.briefings == "briefings"


@pytest.mark.parametrize("example", [one for one in examples() if one.kind == "other"], ids=str)
def test_an_example_for_another_program_is_yaml(example: Example) -> None:
    """Workflows and hooks are at least YAML."""
    assert yaml.safe_load(example.text)
