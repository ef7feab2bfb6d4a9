"""``onrecord verify``: quotations, excerpts and figures against the kept copies of their sources."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from onrecord.cli.sites import Stop, config_option, open_site
from onrecord.library.load import Loaded, lines_of, load
from onrecord.output import write_file
from onrecord.problems import Problem, Severity, as_text, in_order
from onrecord.proof.checked import place_of, read_lock
from onrecord.proof.findings import findings, prose_finding
from onrecord.proof.held import key_of
from onrecord.proof.lock import Lock
from onrecord.proof.locking import Locked, locked
from onrecord.proof.prose_figures import ProseFigure, prose_figures
from onrecord.proof.snapshots import SnapshotError, Store
from onrecord.proof.verify import Result
from onrecord.proof.verify import verify as verify_all
from onrecord.settings import Site
from onrecord.terms import FIGURE_RESULTS, VERDICTS


@click.command()
@config_option
@click.option(
    "--locked",
    "keep",
    is_flag=True,
    help="Write nothing, and fail where the lock would change: for CI that has the snapshots.",
)
def verify(config_file: Path | None, keep: bool) -> None:
    """Compare the records with the kept copies of their sources.

    Compares every quotation and excerpt word for word, and looks for every figure in its excerpt. What was
    found is written to the lock (briefings/onrecord.lock), which goes into git; the copies do not. A result
    whose copy is not at hand stays as it is locked, if words and source are the same.

    Exit status: 0 verified, 1 something does not stand where it should, or the lock is not up to date,
    2 wrong usage.
    """
    site = open_site(config_file)
    loaded = load(site.root, site.settings)
    if loaded.errors:
        click.echo(as_text(loaded.problems, lines_of(site.root.__truediv__)))
        raise Stop("the records have problems; nothing was verified")
    proof = read_lock(site.root, site.settings)
    store = Store(site.root / site.settings.snapshots)
    try:
        results = verify_all(loaded.library, store)
        figures = tuple(prose_figures(loaded.library, store))
    except SnapshotError as error:
        raise Stop(str(error)) from None
    new = locked(loaded.library, results, proof.lock)
    found = in_order([*_problems(loaded, results), *_of_prose(loaded, figures)])
    if found:
        click.echo(as_text(found, lines_of(site.root.__truediv__)))
    click.echo(_summary(results, figures, new))
    changed = bool(proof.problems) or str(new.lock) != str(proof.lock) if keep else _write(site, new.lock)
    name = site.settings.lock_file
    if changed:
        click.echo(f"{name} written." if not keep else f"{name} is not up to date; run `onrecord verify`.")
    failed = any(problem.severity is Severity.ERROR for problem in found) or (changed and keep)
    sys.exit(1 if failed else 0)


def _problems(loaded: Loaded, results: Iterable[Result]) -> list[Problem]:
    found: list[Problem] = []
    damaged: set[str] = set()
    for result in results:
        if result.verdict == "hash-mismatch":
            if result.source in damaged:
                continue
            damaged.add(result.source)
        found += findings(result, place_of(loaded.library, loaded.read, result.item))
    return found


def _of_prose(loaded: Loaded, figures: Iterable[ProseFigure]) -> Iterator[Problem]:
    for figure in figures:
        place = loaded.library.by_id[figure.record].located.within(figure.path, figure.offset)
        if problem := prose_finding(figure, place):
            yield problem


def _write(site: Site, lock: Lock) -> bool:
    """Writes the lock, in one step; no file where there is nothing to say."""
    path = site.root / site.settings.lock_file
    if not lock.checks and not path.exists():
        return False
    return write_file(path, str(lock).encode())


def _summary(results: Iterable[Result], figures: Iterable[ProseFigure], new: Locked) -> str:
    kept = {check.key for check in new.kept}
    counted: Counter[str] = Counter()
    for result in results:
        figure = result.item.count is not None
        if not figure and key_of(result.item, result.source) in kept:
            counted["snapshot not at hand; locked result kept"] += 1
        else:
            term = (FIGURE_RESULTS if figure else VERDICTS)[result.verdict]
            counted[f"{'figures' if figure else 'passages'} {term.label}"] += 1
    for one in figures:
        counted[f"numbers in prose {FIGURE_RESULTS[one.verdict].label}"] += 1
    rows = sorted(counted.items())
    width = max((len(f"{number:,}") for _, number in rows), default=1)
    lines = [f"{number:>{width},}  {label}" for label, number in rows]
    return "\n".join(lines) or "There is nothing to verify: no quotation, excerpt or figure."
