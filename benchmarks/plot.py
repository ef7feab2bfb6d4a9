"""The plot of a comparison, as SVG: a row for each build, with its seconds on a scale of powers of ten."""

from __future__ import annotations

from html import escape
from math import ceil, floor, log10
from typing import Any

from benchmarks.measure import Cost, middle

WIDTH, LEFT, RIGHT = 720, 190, 24
ROW, TOP, FOOT = 30, 64, 40
_PAPER, _INK, _LINE, _PROCESSOR, _CLOCK = "#ffffff", "#1b2733", "#d5dade", "#b3541e", "#1f6f8b"


def plot(results: dict[str, Any]) -> str:
    """The drawing, with its numbers as text, so that it needs no colours and can be read aloud."""
    rows = {name: middle([Cost(**one) for one in runs]) for name, runs in results["runs"].items()}
    seconds = [value for cost in rows.values() for value in (cost.clock, cost.processor)]
    low, high = floor(log10(max(min(seconds), 0.01))), ceil(log10(max(seconds)))

    def across(value: float) -> float:
        share = (log10(max(value, 10**low)) - low) / max(high - low, 1)
        return LEFT + share * (WIDTH - LEFT - RIGHT - 90)

    height = TOP + ROW * len(rows) + FOOT
    title = f"Builds of {results['records']:,} briefings, seconds"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'font-family="sans-serif" font-size="13" fill="{_INK}">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="{_PAPER}"/>',
        f'<text x="16" y="24" font-size="15" font-weight="bold">{escape(title)}</text>',
        f'<circle cx="22" cy="42" r="5" fill="{_PROCESSOR}"/>'
        '<text x="34" y="46">of processors, all cores</text>',
        f'<rect x="217" y="37" width="10" height="10" fill="none" stroke="{_CLOCK}" stroke-width="2"/>'
        '<text x="234" y="46">by the clock</text>',
    ]
    for power in range(low, high + 1):
        x = across(10**power)
        parts.append(f'<path d="M{x:.1f} {TOP - 4}V{height - FOOT + 4}" stroke="{_LINE}"/>')
        parts.append(f'<text x="{x:.1f}" y="{height - 16}" text-anchor="middle">{10.0**power:g} s</text>')
    for place, (name, cost) in enumerate(rows.items()):
        y = TOP + ROW * place + ROW / 2
        ends = sorted((across(cost.clock), across(cost.processor)))
        numbers = f"{_short(cost.processor)} · {_short(cost.clock)}"
        parts += [
            f'<text x="{LEFT - 12}" y="{y + 4:.1f}" text-anchor="end">{escape(name)}</text>',
            f'<path d="M{ends[0]:.1f} {y:.1f}H{ends[1]:.1f}" stroke="{_LINE}" stroke-width="3"/>',
            f'<rect x="{across(cost.clock) - 5:.1f}" y="{y - 5:.1f}" width="10" height="10" fill="{_PAPER}" '
            f'stroke="{_CLOCK}" stroke-width="2"/>',
            f'<circle cx="{across(cost.processor):.1f}" cy="{y:.1f}" r="5" fill="{_PROCESSOR}"/>',
            f'<text x="{ends[1] + 12:.1f}" y="{y + 4:.1f}">{numbers}</text>',
        ]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _short(seconds: float) -> str:
    return f"{seconds:.0f}" if seconds >= 100 else f"{seconds:.1f}" if seconds >= 10 else f"{seconds:.2f}"
