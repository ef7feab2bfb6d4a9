"""What was measured, as tables in Markdown: for the terminal, and for the documentation's page *Scale*."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.contenders import Copy, Hugo, Material
from benchmarks.measure import Cost, middle, ratio

#: What ``make bench`` keeps.
RESULTS = Path(__file__).parent / "results.json"
COLD, UNCHANGED, EDITED = "On Record, cold", "On Record, unchanged", "On Record, one edit"
ZENSICAL_EDITED = "Zensical, one edit"
#: (ours, what it is held against, goal)
GOALS = (
    (COLD, Material.name, 0.33),
    (COLD, Hugo.name, 2.5),
    (EDITED, Hugo.name, 0.33),
    (EDITED, ZENSICAL_EDITED, 0.5),
    (UNCHANGED, Copy.name, 3.0),
)
MILLION = 1_000_000
#: Briefings of one job, where an archive is built in parts.
PART = 10_000

Costs = dict[str, list[Cost]]


def costs_of(results: dict[str, Any]) -> Costs:
    """The costs of all runs, as they were measured."""
    return {name: [Cost(**one) for one in runs] for name, runs in results["runs"].items()}


def of_documentation() -> dict[str, str]:
    """The tables of the page *Scale*, by name, made of the results that were kept last."""
    results = json.loads(RESULTS.read_text("utf-8"))
    return {
        "scale": f"{measured(results)}\n\n{table(results)}",
        "scale-ratios": ratios(results),
        "scale-growth": growth_table(results) or "Not measured in the last run.\n",
        "scale-million": computed(results),
    }


def measured(results: dict[str, Any]) -> str:
    """What was built, how often, and with what, in a sentence or two."""
    versions = ", ".join(f"{name} {number}" for name, number in results["versions"].items())
    size = results["markdown_bytes_of_a_briefing"] / 1000
    built = (
        f"{results['records']:,} briefings of {size:.0f} kB of Markdown on average: "
        f"{results['pages']:,} pages, {results['files']:,} files, {results['site_bytes'] / 1e6:,.0f} MB. "
        f"{_number(results['cores'], 'core')}; medians of {_number(results['turns'], 'turn')}. {versions}."
    )
    left_out = "".join(f" {name} was left out: {why}." for name, why in results["skipped"].items())
    return built + left_out


def table(results: dict[str, Any]) -> str:
    """The medians."""
    rows = []
    for name, found in costs_of(results).items():
        cost = middle(found)
        rows.append((name, f"{cost.processor:.2f}", f"{cost.clock:.2f}", _megabytes(cost.memory)))
    return _table(("Build", "Seconds of processors", "Seconds by the clock", "Memory of one process"), rows)


def ratios(results: dict[str, Any]) -> str:
    """The ratios that are to be reached."""
    costs = costs_of(results)
    rows = []
    for ours, theirs, goal in GOALS:
        if theirs in costs:
            processor, clock = ratio(costs[ours], costs[theirs])
            rows.append((f"{ours} : {theirs}", f"{processor:.2f}", f"{clock:.2f}", f"≤ {goal:g}"))
    return _table(("Ratio", "Of processors", "By the clock", "Goal"), rows)


def growth_table(results: dict[str, Any]) -> str:
    """Cold builds by size; nothing where none was asked for."""
    rows = [
        (f"{one['records']:,}", f"{one['processor']:.1f}", f"{one['clock']:.1f}", _megabytes(one["memory"]))
        for one in results["growth"]
    ]
    heads = ("Briefings", "Seconds of processors", "Seconds by the clock", "Memory of one process")
    return _table(heads, rows) if rows else ""


def computed(results: dict[str, Any]) -> str:
    """A million incidents at what one costs in the largest archive measured: multiplied, not measured."""
    cold, number = middle(costs_of(results)[COLD]), results["records"]
    seconds = cold.processor / number
    rows = [
        (
            "Seconds of processors of a cold build",
            f"{seconds * 1000:.1f} thousandths",
            _hours(seconds * MILLION),
        ),
        ("Files of the site", f"{results['files'] / number:.1f}", f"{results['files'] / number:.1f} million"),
        (
            "Size of the site",
            f"{results['site_bytes'] / number / 1000:.0f} kB",
            f"{results['site_bytes'] / number * MILLION / 1e9:.0f} GB",
        ),
        (f"A part of {PART:,}, on one core", "", _hours(seconds * PART)),
    ]
    return _table(("What", "For a briefing", f"For {MILLION:,}, computed"), rows)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    rule = ("---", *("--:" for _ in heads[1:]))
    return "".join(f"| {' | '.join(line)} |\n" for line in (heads, rule, *rows))


def _megabytes(number: float) -> str:
    return f"{number / 1e6:,.0f} MB"


def _hours(seconds: float) -> str:
    return f"{seconds / 3600:.1f} hours" if seconds >= 3600 else f"{seconds / 60:.1f} minutes"


def _number(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
