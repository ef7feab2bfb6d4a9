"""``onrecord import``: the rows of a data set as draft records, and again when it has a new version."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import click

from onrecord.cli.sites import Stop, config_option, open_site, shown
from onrecord.importers import writing
from onrecord.importers.checking import column_problems, read_mapping
from onrecord.importers.mapping import DECIMALS, ORDERS, FileForm, Mapping
from onrecord.importers.opening import open_table
from onrecord.importers.outcome import Outcome, Wishes
from onrecord.importers.propose import proposal
from onrecord.importers.refusals import TableError
from onrecord.importers.report import report, summary
from onrecord.importers.run import run
from onrecord.importers.tables import Progress, Table
from onrecord.importers.working import Working
from onrecord.library.load import build_time, lines_of
from onrecord.problems import Problem, as_text
from onrecord.record.reader import Located
from onrecord.values.when import Day, WhenError

BUILT_IN = ("ucdp-ged", "acled")
CSV = "csv"
READ = 0.5
"""The share of an import that is done when the whole table is read."""


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> Day | None:
    try:
        return None if value is None else Day.parse(value)
    except WhenError as error:
        raise click.BadParameter(str(error)) from None


def _conditions(
    ctx: click.Context, param: click.Parameter, value: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for text in value:
        column, sign, wanted = text.partition("=")
        if not sign:
            raise click.BadParameter(f"`{text}` is no condition; write COLUMN=TEXT")
        found[column.strip()] = (*found.get(column.strip(), ()), wanted.strip())
    return found


@click.command("import")
@click.argument("kind", metavar="KIND", type=click.Choice([*BUILT_IN, CSV]))
@click.argument(
    "file", metavar="[FILE]", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--mapping",
    "mapping_file",
    metavar="MAPPING",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="For `csv`: which column becomes what.",
)
@click.option("--propose", is_flag=True, help="Print a first mapping, and import nothing.")
@click.option(
    "--data-version", metavar="VERSION", help="The version of the data set, for the source's title."
)
@click.option(
    "--published",
    callback=_day,
    metavar="DAY",
    help="When that version was published; it dates what the data set says.",
)
@click.option("--folder", metavar="DIR", help="A folder in the briefings folder, for the records.")
@click.option(
    "--where",
    multiple=True,
    callback=_conditions,
    metavar="COLUMN=TEXT",
    help="Only rows of which this holds; `*` stands for anything.",
)
@click.option("--since", callback=_day, metavar="DAY", help="Only incidents of that day or later.")
@click.option("--until", callback=_day, metavar="DAY", help="Only incidents of that day or earlier.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N rows.")
@click.option(
    "--encoding",
    metavar="NAME",
    help="How the file is encoded: windows-1252. Without it: the mapping's, utf-8.",
)
@click.option("--separator", metavar="SIGN", help="What stands between cells: ';' or tab.")
@click.option("--decimal", type=click.Choice(DECIMALS), help="What stands before decimals.")
@click.option("--dates", type=click.Choice(ORDERS), help="The order of dates such as 3/2/2024.")
@click.option("--sheet", metavar="NAME", help="The sheet of an Excel file. Without it: the first.")
@click.option(
    "--dry-run", is_flag=True, help="Read everything, say what would be written, and write nothing."
)
@click.option(
    "--report",
    "report_file",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the report goes. Without it: imports/ in the briefings folder.",
)
@click.option(
    "--refused",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the refused rows as a table, to mend and import them.",
)
@config_option
def import_(
    kind: str,
    file: Path | None,
    mapping_file: Path | None,
    propose: bool,
    data_version: str | None,
    published: Day | None,
    folder: str | None,
    where: dict[str, tuple[str, ...]],
    since: Day | None,
    until: Day | None,
    limit: int | None,
    dry_run: bool,
    report_file: Path | None,
    refused: Path | None,
    config_file: Path | None,
    **form: str | None,
) -> None:
    """Make draft records of a table.

    KIND is `ucdp-ged` or `acled` for the files of these data sets, or `csv` for any table with a MAPPING of
    yours. FILE is a table as text, or an Excel file with the extra: pip install "onrecord[xlsx]".

    One row becomes one record, a draft, with the data set as the one who says so; actors and places go into
    registry files of their own. Rows that cannot be filed are refused, each with its reason, and never
    repaired. Import a newer file the same way: fields that you have not touched follow the data, everything
    else stays, and what the data set withdrew is listed.

    Exit status: 0 imported, 1 rows were refused or the mapping has problems, 2 nothing could be imported.

    \b
    Examples:
      onrecord import ucdp-ged ged.csv --data-version 25.1 --published 2025-06 --where country=Iraq
      onrecord import csv --propose incidents.csv > mapping.yml
      onrecord import csv --mapping mapping.yml incidents.csv --dry-run
    """
    wanted = {name: text for name, text in form.items() if text is not None}
    if propose:
        _propose(kind, file, wanted)
        return
    if file is None:
        raise Stop("name the file: onrecord import KIND FILE")
    if (kind == CSV) != (mapping_file is not None):
        raise Stop(
            "`csv` needs --mapping; `--propose` writes a first one"
            if kind == CSV
            else f"--mapping goes with `csv`; `onrecord import {kind} --propose` prints one to change"
        )
    site = open_site(config_file)
    briefings = site.root / site.settings.briefings
    if not briefings.is_dir():
        raise Stop(f"there is no folder {shown(briefings)}; make it, or name another in mkdocs.yml")
    below = Path(folder or "")
    if below.is_absolute() or ".." in below.parts or below.parts[:1] in (("registry",), ("imports",)):
        raise Stop("--folder names a folder below the briefings folder, and neither registry nor imports")
    today = build_time().astimezone(site.settings.zone).date()
    mapping, located, problems = _mapping(kind, mapping_file)
    if mapping is None:
        _say(problems, located, mapping_file)
        sys.exit(1)
    mapping = _with(mapping, {"version": data_version, "published": published}, wanted)
    command = f"onrecord import {kind}"
    try:
        table = open_table(file, mapping.file)
        try:
            problems = column_problems(mapping, located, table.header)
            if problems and mapping_file is None:
                raise TableError(_other_table(kind, mapping, problems))
            _check_conditions(where, table)
            if problems:
                _say(problems, located, mapping_file)
                sys.exit(1)
            wishes = Wishes(briefings, below.as_posix(), where, since, until, limit, dry_run, refused)
            with Working() as working:
                with _progress() as progress:
                    outcome = run(table, mapping, wishes, today, working, progress)
                _tell(outcome, working, briefings, mapping, report_file, command, file, dry_run)
                sys.exit(1 if working.tally("refused") else 0)
        finally:
            table.close()
    except TableError as error:
        raise Stop(f"{shown(file.resolve())}: {error}") from None


def _mapping(kind: str, file: Path | None) -> tuple[Mapping | None, Located, list[Problem]]:
    if file is None:
        return read_mapping((files("onrecord.importers") / f"{kind}.yml").read_bytes(), f"{kind}.yml")
    return read_mapping(file.read_bytes(), shown(file.resolve()))


def _with(mapping: Mapping, of_version: dict[str, object], form: dict[str, str]) -> Mapping:
    """The mapping with what the command says of the version and of the file."""
    given = {name: value for name, value in of_version.items() if value}
    data_set = mapping.data_set.model_copy(update=given)
    return mapping.model_copy(update={"data_set": data_set, "file": mapping.file.model_copy(update=form)})


def _other_table(kind: str, mapping: Mapping, problems: list[Problem]) -> str:
    lacking = dict.fromkeys(problem.what.rpartition("column ")[2] for problem in problems)
    return (
        f"this is no table of {mapping.data_set.name}, or of a version that this program does not know: it "
        f"has no column {', '.join(lacking)}. `onrecord import {kind} --propose` prints the mapping, which "
        "you can change and give to `onrecord import csv --mapping`"
    )


def _check_conditions(where: dict[str, tuple[str, ...]], table: Table) -> None:
    for name in where:
        if name not in table.header:
            columns = ", ".join(table.header)
            raise Stop(f"--where: the table has no column `{name}`; its columns are: {columns}")


def _say(problems: list[Problem], located: Located, file: Path | None) -> None:
    paths = {located.file: file} if file is not None else {}
    click.echo(as_text(problems, lines_of(paths.__getitem__)))


def _propose(kind: str, file: Path | None, form: dict[str, str]) -> None:
    if kind != CSV:
        click.echo((files("onrecord.importers") / f"{kind}.yml").read_text("utf-8"), nl=False)
        return
    if file is None:
        raise Stop("name the table: onrecord import csv --propose FILE")
    try:
        table = open_table(file, FileForm().model_copy(update=form))
        try:
            click.echo(proposal(table, file.stem, form), nl=False)
        finally:
            table.close()
    except TableError as error:
        raise Stop(f"{shown(file.resolve())}: {error}") from None


def _tell(
    outcome: Outcome,
    working: Working,
    briefings: Path,
    mapping: Mapping,
    report_file: Path | None,
    command: str,
    file: Path,
    dry: bool,
) -> None:
    click.echo("\n".join(summary(outcome, working, dry=dry)))
    path = report_file or (None if dry else briefings / "imports" / f"{mapping.data_set.id}-report.txt")
    if path is not None:
        with writing.replaced_file(path) as stream:
            stream.writelines(
                f"{line}\n" for line in report(outcome, working, command=command, file=file.name, dry=dry)
            )
        click.echo(f"The report is in {shown(path.resolve())}.")
    if outcome.written and not dry:
        click.echo("Next: `onrecord check`, then read the drafts in the preview.")


@contextmanager
def _progress() -> Iterator[Progress]:
    """A bar on a terminal, lines elsewhere; both on standard error."""
    if not sys.stderr.isatty():
        yield lambda rows, share: click.echo(
            f"{rows:,} {'rows read' if share <= READ else 'records filed'}, {share:.0%}", err=True
        )
        return
    with click.progressbar(length=1000, label="Importing", file=sys.stderr) as bar:
        bar_any: Any = bar

        def update(rows: int, share: float) -> None:
            bar_any.label = "Reading" if share <= READ else "Writing"
            bar_any.update(int(share * 1000) - bar_any.pos)

        told: Callable[[int, float], None] = update
        yield told
