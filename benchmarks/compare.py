"""How long it takes to build an archive, beside other generators on the same Markdown.

Writes a synthetic archive of N records and its Markdown below ``build/bench``, and builds it in turns, each
in a process of its own: ours cold, again with nothing changed, and after a word of one summary changed;
MkDocs with Material, Zensical, and Hugo; and copies the finished site, which is the limit. Processor time is
that of all cores together, by the kernel; a ratio is the median of the turns' ratios, since a turn's builds
follow each other. Memory is the most that one process held.

    python -m benchmarks.compare [N] [TURNS] [--sizes N …] [--no-peers] [--results FILE] [--plot FILE]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.contenders import HERE, ZENSICAL, Contender, Copy, Hugo, Material, Ours, Peer, Zensical
from benchmarks.measure import Cost, FailedError
from benchmarks.plot import plot
from benchmarks.tables import COLD, EDITED, UNCHANGED, ZENSICAL_EDITED, Costs, growth_table, ratios, table

PEERS: tuple[type[Peer], ...] = (Material, Zensical, Hugo)
#: A peer that takes longer than this many times our cold build, and longer than ten minutes, is given up.
PATIENCE, LEAST = 8, 600.0

Tell = Callable[[str], None]


def compare(folder: Path, number: int, turns: int, peers: Sequence[type[Peer]], tell: Tell) -> dict[str, Any]:
    """Builds everything ``turns`` times below ``folder``, which is emptied; gives what is kept as results."""
    shutil.rmtree(folder, ignore_errors=True)
    ours = Ours(folder / "ours", number)
    tell(f"{number:,} records written")
    markdown = ours.markdown()
    sizes = [path.stat().st_size for path in (markdown / "briefings").glob("*.md")]
    pages = sum(1 for _ in markdown.rglob("*.md"))
    tell(f"a briefing is {sum(sizes) / len(sizes) / 1000:.1f} kB of Markdown on average")
    skipped: dict[str, str] = {}
    rivals: list[Peer] = []
    for kind in peers:
        try:
            rivals.append(kind(folder / kind.__name__.lower(), markdown))
        except FailedError as error:
            skipped[kind.name] = str(error)
            tell(f"{kind.name} is left out: {error}")
    copy = Copy(folder / "copy", ours.site)
    costs: Costs = {}
    for turn in range(turns):
        tell(f"turn {turn + 1} of {turns}")
        _ours(ours, turn, costs, tell)
        copy.clean()
        _keep(costs, copy.name, copy.build(), tell)
        for rival in list(rivals):
            rival.limit = max(LEAST, PATIENCE * costs[COLD][-1].clock)
            try:
                _peer(rival, turn, pages, costs, tell)
            except FailedError as error:
                skipped[rival.name] = str(error)
                tell(f"{rival.name} is left out: {error}")
                rivals.remove(rival)
                for name in [name for name in costs if name.startswith(rival.name)]:
                    del costs[name]
    files = [path for path in ours.site.rglob("*") if path.is_file()]
    return {
        "records": number,
        "turns": turns,
        "pages": ours.pages(),
        "files": len(files),
        "site_bytes": sum(path.stat().st_size for path in files),
        "markdown_bytes_of_a_briefing": round(sum(sizes) / len(sizes)),
        "cores": os.cpu_count(),
        "versions": versions(rivals),
        "skipped": skipped,
        "runs": {name: [one.rounded for one in found] for name, found in costs.items()},
    }


def _ours(ours: Ours, turn: int, costs: Costs, tell: Tell) -> None:
    ours.clean()
    _keep(costs, COLD, ours.build(), tell)
    _keep(costs, UNCHANGED, ours.build(), tell)
    word = ours.edit(turn)
    _keep(costs, EDITED, ours.build(), tell)
    if word not in ours.edited.read_text("utf-8"):
        raise FailedError("the edit is not on the page")


def _peer(rival: Peer, turn: int, pages: int, costs: Costs, tell: Tell) -> None:
    rival.clean()
    cost = rival.build()
    if rival.pages() < pages:
        raise FailedError(f"of {pages} pages only {rival.pages()} came out")
    _keep(costs, rival.name, cost, tell)
    if isinstance(rival, Zensical):
        word = rival.edit(turn)
        _keep(costs, ZENSICAL_EDITED, rival.build(), tell)
        if word not in rival.edited.read_text("utf-8"):
            raise FailedError("the edit is not on the page")


def growth(folder: Path, numbers: Iterable[int], tell: Tell) -> list[dict[str, Any]]:
    """Cold builds of ours alone, of archives of several sizes: what time and memory grow to."""
    found = []
    for number in numbers:
        shutil.rmtree(folder, ignore_errors=True)
        ours = Ours(folder, number)
        cost = ours.build()
        found.append({"records": number, **cost.rounded})
        tell(f"{number:,} records, cold: {_told(cost)}")
    shutil.rmtree(folder, ignore_errors=True)
    return found


def versions(rivals: Sequence[Contender]) -> dict[str, str]:
    """Of what was compared."""
    found = {"Python": platform.python_version()}
    found |= {name: version(package) for name, package in _PACKAGES}
    if any(isinstance(one, Zensical) for one in rivals):
        found["Zensical"] = ZENSICAL
    if any(isinstance(one, Hugo) for one in rivals):
        found["Hugo"] = _hugo()
    return found


_PACKAGES = (("MkDocs", "mkdocs"), ("Material for MkDocs", "mkdocs-material"), ("Markdown", "markdown"))


def _hugo() -> str:
    said = subprocess.run(["hugo", "version"], capture_output=True, text=True, check=True).stdout
    return said.split()[1].removeprefix("v").split("+")[0].split("-")[0]


def _keep(costs: Costs, name: str, cost: Cost, tell: Tell) -> None:
    costs.setdefault(name, []).append(cost)
    tell(f"  {name:22} {_told(cost)}")


def _told(cost: Cost) -> str:
    clock, processor = f"{cost.clock:7.2f} s by the clock", f"{cost.processor:7.2f} s of processors"
    return f"{clock}, {processor}, {cost.memory / 1e6:6.0f} MB"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures, prints the tables, and writes results and plot where they are asked for."""
    parser = argparse.ArgumentParser(description="Measures builds beside other generators.")
    parser.add_argument("number", type=int, nargs="?", default=5000, metavar="N")
    parser.add_argument("turns", type=int, nargs="?", default=3, metavar="TURNS")
    parser.add_argument(
        "--sizes", type=int, nargs="*", default=(), metavar="N", help="cold builds of ours alone"
    )
    parser.add_argument("--no-peers", action="store_true", help="only ours, and copying")
    parser.add_argument("--folder", type=Path, default=HERE / "build" / "bench", help="where sites are built")
    parser.add_argument("--results", type=Path, metavar="FILE", help="keep what was measured as JSON")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw it as SVG")
    given = parser.parse_args(arguments)

    def tell(text: str) -> None:
        print(text, flush=True)

    folder = given.folder.resolve()
    peers = () if given.no_peers else PEERS
    results = compare(folder / "sites", given.number, given.turns, peers, tell)
    results["growth"] = growth(folder / "growth", given.sizes, tell)
    for text in (table(results), ratios(results), growth_table(results)):
        tell(f"\n{text}")
    if given.results:
        given.results.write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    if given.plot:
        given.plot.write_text(plot(results), "utf-8")


if __name__ == "__main__":
    main()
