"""The first record of the guide, made as the guide says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.sites import run
from tests.docs.pages import DOCS

GUIDE = (DOCS / "guide" / "first-record.md").read_text("utf-8")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)


def _replaced(text: str, start: str, end: str, new: str) -> str:
    return text[: text.index(start)] + new + "\n" + text[text.index(end) :]


def test_the_guide_leads_to_a_published_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its commands and its YAML, in its order: the check first says what the guide shows, then nothing."""
    monkeypatch.chdir(tmp_path)
    run("init", "briefings-site")
    monkeypatch.chdir(tmp_path / "briefings-site")
    title, *options = re.findall(r'"[^"]*"|\S+', _blocks("sh")[1].removeprefix("onrecord new "))
    wrote = run("new", title.strip('"'), *options).stdout.split()[1].rstrip(".")
    source, statement, actor, publication = _blocks("yaml")

    record = Path(wrote)
    text = _replaced(record.read_text("utf-8"), "sources:\n", "# What was said about the incident", source)
    indented = "statements:\n" + "".join(f"  {line}\n" for line in statement.splitlines())
    record.write_text(
        _replaced(text, "statements:\n", "# What was said about the surroundings", indented), "utf-8"
    )
    assert run("check").stdout == _blocks("text")[0]

    with Path("briefings/registry/actors.yml").open("a", encoding="utf-8") as actors:
        actors.write("\n" + actor)
    assert "no problems" in run("check").stdout

    text = record.read_text("utf-8").replace("\npublish: draft\n", f"\n{publication}")
    record.write_text(text, "utf-8")
    assert "no problems" in run("check").stdout
