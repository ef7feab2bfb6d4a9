"""How much of what a finished record has a draft has: right, asked, wrong while asked, wrong and not asked.

`python -m tests.draft.table` prints the table over the seed and the twenty texts.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.library.files import read_record
from onrecord.record.record import Record
from onrecord.record.statement import Statement
from onrecord.terms.facts import people

HERE = Path(__file__).parent
SITE = HERE / "site"
TEXTS = tuple(sorted((HERE / "texts").glob("*.yml")))
SOURCE = "article"
KINDS = ("statements", "quotations", "figures", "dates")
RIGHT, ASKED, DOUBTED, WRONG = "right", "asked", "wrong, asked", "wrong, not asked"
RESULTS = (RIGHT, ASKED, DOUBTED, WRONG)
_MARK = re.compile(r"^(\s*)# \? ", re.MULTILINE)


@dataclass
class Expected:
    """What an editor's record of one text has."""

    name: str
    kind: str
    text: str
    published: str = ""
    suffix: str = ".txt"
    date: str = ""
    statements: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Made:
    """A draft as it lies in its file: what is in force, and with every question accepted."""

    path: Path
    text: str
    output: str
    record: Record
    accepted: dict[str, Any]

    @property
    def statements(self) -> list[tuple[Statement, dict[str, Any]]]:
        """Each statement as it is in force, and as it is proposed."""
        pairs = []
        for part in ("statements", "context"):
            proposed = self.accepted.get(part) or []
            pairs += list(zip(getattr(self.record, part), proposed, strict=True))
        return pairs


def expected(path: Path) -> Expected:
    """The text and the facts of one file."""
    return Expected(path.stem, **yaml.load(path.read_text("utf-8"), yaml.BaseLoader))


def drafted(root: Path, one: Expected, site: Path = SITE) -> Made:
    """The draft that the command writes of a text, in a site below ``root``."""
    if not root.exists():
        shutil.copytree(site, root)
    copy = root / f"copy{one.suffix}"
    copy.write_text(one.text, "utf-8")
    arguments = ["draft", str(copy), "--source", SOURCE, "-f", str(root / "mkdocs.yml")]
    arguments += ["--published", one.published] if one.published else []
    result = CliRunner().invoke(main, arguments, prog_name="onrecord")
    assert result.exit_code == 0, (one.name, result.output, result.exception)
    path = next((root / "briefings").glob("2*/*.yml"))
    return made(path, result.output)


def made(path: Path, output: str = "") -> Made:
    """The draft in a file."""
    text = path.read_text("utf-8")
    _, record, problems = read_record(path, path.name)
    assert record is not None, problems
    return Made(path, text, output, record, accepted(text))


def accepted(text: str) -> dict[str, Any]:
    """The record with every question of its statements accepted, as plain YAML."""
    part = next((name for name in ("statements", "context") if f"\n{name}:\n" in text), "")
    body = f"{part}:\n{text.partition(f'{chr(10)}{part}:{chr(10)}')[2]}" if part else ""
    body = re.split(r"^# ", body, maxsplit=1, flags=re.MULTILINE)[0]
    found: dict[str, Any] = yaml.load(_MARK.sub(r"\1", body), yaml.BaseLoader) or {}
    return found


def score(one: Expected, draft: Made) -> dict[str, Counter[str]]:
    """How often each kind of fact came out how."""
    found: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    left = draft.statements
    for wanted in one.statements:
        match = next((pair for pair in left if wanted["words"] in (pair[0].excerpt or "")), None)
        if match is None:
            listed = wanted["words"] in draft.text
            _missing(wanted, found, ASKED if listed else WRONG)
            continue
        _compare(wanted, match, found, draft)
    for statement, _ in left:
        wanted_here = [w for w in one.statements if w["words"] in (statement.excerpt or "")]
        _unwanted(statement, wanted_here, found)
    if one.date:
        _date(one.date, draft, found)
    elif re.search(r"^date: \d{4}-\d{2}-\d{2}(?![?/])", draft.text, re.MULTILINE):
        found["dates"][WRONG] += 1
    return found


def _missing(wanted: dict[str, Any], found: dict[str, Counter[str]], result: str) -> None:
    found["statements"][result] += 1
    found["quotations"][result] += "quote" in wanted
    found["figures"][result] += len(wanted.get("figures", ())) + len(wanted.get("of_which", ()))
    found["dates"][result] += "said" in wanted


def _compare(
    wanted: dict[str, Any],
    pair: tuple[Statement, dict[str, Any]],
    found: dict[str, Counter[str]],
    draft: Made,
) -> None:
    statement, proposed = pair
    found["statements"][_speaker(wanted, statement, proposed, draft)] += 1
    if "quote" in wanted:
        said = [quote.text for quote in statement.quote or ()]
        there = set(_as_list(wanted["quote"])) <= set(said)
        found["quotations"][RIGHT if there else ASKED if not said else WRONG] += 1
    for figure in wanted.get("figures", ()):
        found["figures"][_figure(figure, proposed, "")] += 1
    for figure in wanted.get("of_which", ()):
        found["figures"][_figure(figure, proposed, "of_which")] += 1
    if "said" in wanted:
        told = str(proposed.get("said") or "")
        found["dates"][RIGHT if told == wanted["said"] else DOUBTED if told else ASKED] += 1


def _speaker(wanted: dict[str, Any], statement: Statement, proposed: dict[str, Any], draft: Made) -> str:
    by = statement.by
    if by is not None and by.actor:
        name = f"name: {wanted.get('new')}"
        new = "new" in wanted and name in _registry(draft)
        return RIGHT if by.actor == wanted.get("by") or (new and by.actor == _slug(wanted["new"])) else WRONG
    if by is not None:
        return RIGHT if by.role == wanted.get("role") else WRONG
    told = proposed.get("by")
    if told is None or told == "":
        return RIGHT if wanted.get("own") and told is None else ASKED
    if isinstance(told, dict):
        return RIGHT if told.get("role") == wanted.get("role") else DOUBTED
    same = told == wanted.get("by") or ("new" in wanted and told == _slug(wanted["new"]))
    return RIGHT if same else DOUBTED


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _registry(draft: Made) -> str:
    return (draft.path.parents[1] / "registry" / "actors.yml").read_text("utf-8")


def _figure(figure: str, proposed: dict[str, Any], part: str) -> str:
    fact, _, rest = figure.partition(" ")
    if fact in ("tally", "force"):
        block = proposed.get(fact) or {}
        counts = list((block.get("count") or {}).values())
        count, _, who = rest.rpartition(" ") if not rest[-1].isdigit() else (rest, "", "")
        return (RIGHT if count in counts and who in ("", block.get("who")) else DOUBTED) if block else ASKED
    if fact in ("projectiles", "intercepted"):
        told = proposed.get(fact)
        return ASKED if told is None else RIGHT if told == rest else DOUBTED
    count, _, who = rest.rpartition(" ")
    entries = proposed.get(fact) or []
    if part:
        entries = [share for entry in entries for share in entry.get("of_which") or ()]
    if not entries:
        return ASKED
    return RIGHT if any((e["count"], e["who"]) == (count, who) for e in entries) else DOUBTED


def _unwanted(statement: Statement, wanted: list[dict[str, Any]], found: dict[str, Counter[str]]) -> None:
    """What is in force and no editor has written: a speaker, a channel, a relay, a quotation, any figure."""
    if not wanted and statement.by is not None:
        found["statements"][WRONG] += 1
    for name in ("in", "via"):
        told = getattr(statement, "in_" if name == "in" else "via")
        allowed = [value for w in wanted for value in _as_list(w.get(name))]
        found["statements"][WRONG] += any(value not in allowed for value in _as_list(told))
    quotes = [quote for w in wanted for quote in _as_list(w.get("quote"))]
    found["quotations"][WRONG] += sum(one.text not in quotes for one in statement.quote or ())
    in_force = [fact.id for fact in people() if statement.figures(fact.id)]
    in_force += [
        name for name in ("projectiles", "intercepted", "tally", "force") if getattr(statement, name)
    ]
    found["figures"][WRONG] += len(in_force)
    found["dates"][WRONG] += (statement.said is not None) + (statement.date is not None)
    assert not statement.responsibility


def _as_list(value: object) -> list[str]:
    if value is None:
        return []
    return (
        [value]
        if isinstance(value, str)
        else list(value)
        if isinstance(value, list | tuple)
        else [str(value)]
    )


def _date(wanted: str, draft: Made, found: dict[str, Counter[str]]) -> None:
    line = next(line for line in draft.text.splitlines() if line.startswith("date: "))
    told, mark, _ = line.removeprefix("date: ").partition("  # ?")
    if not mark:
        found["dates"][RIGHT if told == wanted else WRONG] += 1
        return
    found["dates"][RIGHT if told == f"{wanted}?" else DOUBTED if len(told) == 11 else ASKED] += 1
