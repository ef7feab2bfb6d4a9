"""``onrecord check``: every problem of every record, in one run."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from onrecord import problems
from onrecord.assemble import language_of
from onrecord.cli.revision import published_at
from onrecord.cli.sites import Stop, config_option, find_config, open_site, plural, shown, within
from onrecord.folders import overlaps
from onrecord.library.against import silent_changes
from onrecord.library.files import PARTED, REGISTRIES, REGISTRY, SUFFIXES, record_files
from onrecord.library.load import lines_of
from onrecord.problems import Problem, Severity, in_order
from onrecord.proof.checked import checked
from onrecord.proof.load import load
from onrecord.settings import Settings, Site, read_site

NO_PROBLEMS, PROBLEMS = 0, 1
_FORMS: Mapping[str, Callable[[Iterable[Problem]], str]] = {
    "json": problems.as_json,
    "github": problems.as_github,
    "gitlab": problems.as_gitlab,
}


@dataclass(frozen=True, slots=True)
class Folder:
    """A records folder to read, and of it what to report on (everything where ``only`` is empty)."""

    root: Path
    settings: Settings
    only: tuple[Path, ...] = ()
    files: tuple[Path, ...] | None = None
    """The records to read, where not the whole folder is."""
    site: Site | None = None
    """The site that it belongs to, if to any."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a run found: problems with file names as they are shown, and the paths behind these names."""

    problems: tuple[Problem, ...]
    paths: dict[str, Path]
    records: int
    registries: int

    def __str__(self) -> str:
        """``12 records and 4 registries checked``."""
        parts = [f"{self.records} record{'' if self.records == 1 else 's'}"]
        parts += (
            [f"{self.registries} registr{'y' if self.registries == 1 else 'ies'}"] if self.registries else []
        )
        return f"{' and '.join(parts)} checked"


@click.command()
@click.argument(
    "paths", metavar="[PATH]...", nargs=-1, type=click.Path(exists=True, readable=False, path_type=Path)
)
@config_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", *_FORMS]),
    default="text",
    show_default=True,
    help="For people, for programs, as annotations of a pull request, or as a code quality report.",
)
@click.option("--strict", is_flag=True, help="Warnings count as problems.")
@click.option(
    "--against",
    "revision",
    metavar="REVISION",
    help="Also compare with what a git revision published: nothing of that may change silently.",
)
def check(
    paths: tuple[Path, ...], config_file: Path | None, form: str, strict: bool, revision: str | None
) -> None:
    """Check records and registries.

    Reads the site's briefings folder and reports every problem of every file, with its line and how to mend
    it. With PATHs, which are records or folders of them, it reports on these alone; what they refer to is
    looked up in the whole site, or in the registry/ folder beside or above them.

    Exit status: 0 no problems, 1 problems, 2 wrong usage.

    \b
    Examples:
      onrecord check
      onrecord check briefings/2024/2024-01-20-ain-al-asad.yml
      onrecord check --format json > problems.json
      onrecord check --against origin/main
    """
    checked = _merged(_run(folder, revision) for folder in _folders(paths, config_file))
    found = checked.problems
    if form == "text":
        for text in (
            problems.as_text(found, lines_of(checked.paths.__getitem__)),
            f"{checked}{'.' if found else ': no problems.'}",
        ):
            if text:
                click.echo(text)
    else:
        # The answer alone goes to standard output, for the program that reads it.
        if text := _FORMS[form](found):
            click.echo(text)
        click.echo(f"{checked}: {problems.summary(found)}.", err=True)
    failed = any(strict or problem.severity is Severity.ERROR for problem in found)
    sys.exit(PROBLEMS if failed else NO_PROBLEMS)


def _folders(paths: Sequence[Path], config_file: Path | None) -> list[Folder]:
    if not paths:
        site = open_site(config_file)
        return [Folder(site.root, site.settings, site=site)]
    folders: dict[Path, Folder] = {}
    for path in paths:
        if path.is_file() and (path.suffix not in SUFFIXES or path.name.startswith(".")):
            raise Stop(f"{shown(path)} is no record; records are .yml or .yaml files, without a dot in front")
        one = _folder_of(path.resolve(), config_file)
        key = one.root / one.settings.briefings
        known = folders.setdefault(key, one)
        if known is not one:
            both = known.only + one.only if known.only and one.only else ()
            files = known.files + one.files if known.files is not None and one.files is not None else None
            folders[key] = replace(known, only=both, files=files)
    return list(folders.values())


def _folder_of(path: Path, config_file: Path | None) -> Folder:
    folder = path if path.is_dir() else path.parent
    config = config_file.resolve() if config_file else find_config(folder)
    if config is not None:
        site = read_site(config)
        records = (site.root / site.settings.briefings).resolve()
        if path.is_relative_to(records):
            return Folder(site.root, site.settings, (path,), site=site)
        if records.is_relative_to(path):
            return Folder(site.root, site.settings, site=site)
    # Not of a site: the folder that holds a registry is the records folder.
    for base in (folder, *folder.parents):
        names = [*(f"{name}{suffix}" for name in REGISTRIES for suffix in SUFFIXES), *PARTED]
        if any((base / REGISTRY / name).exists() for name in names):
            return Folder(base.parent, Settings(briefings=base.name), (path,))
    files = None if path.is_dir() else (path,)
    return Folder(folder.parent, Settings(briefings=folder.name), (path,), files)


def _run(folder: Folder, revision: str | None) -> Checked:
    records = folder.root / folder.settings.briefings
    loaded = load(folder.root, folder.settings, files=folder.files)
    loaded, _ = checked(loaded, folder.root, folder.settings, whole=folder.files is None)
    problems = list(loaded.problems)
    if revision is not None:
        before, unread = published_at(folder.root, folder.settings, revision)
        if unread:
            click.echo(f"{plural(unread, 'record')} of {revision} cannot be read: not compared", err=True)
        problems = in_order([*problems, *silent_changes(before, loaded.library, loaded.read)])

    if folder.site is not None:
        problems += [*overlaps(folder.site), *language_of(folder.site)[1]]

    def wanted(path: Path) -> bool:
        return not folder.only or within(path.resolve(), folder.only)

    paths: dict[str, Path] = {}
    found = []
    for problem in problems:
        path = folder.root / problem.place.file
        # Nothing was looked up in a registry that is broken, so a clean answer would not be true.
        blocks = (
            loaded.unresolved
            and path.is_relative_to(records / REGISTRY)
            and problem.severity is Severity.ERROR
        )
        # What the whole site leaks matters whichever record one asks about.
        if wanted(path) or blocks or problem.code == "overlap":
            name = shown(path)
            paths[name] = path
            found.append(replace(problem, place=replace(problem.place, file=name)))
    files = record_files(records) if folder.files is None else folder.files
    registries = {name for file, name in loaded.read.registry_files.items() if wanted(folder.root / file)}
    return Checked(tuple(found), paths, sum(map(wanted, files)), len(registries))


def _merged(runs: Iterable[Checked]) -> Checked:
    result = Checked((), {}, 0, 0)
    for run in runs:
        result = Checked(
            result.problems + run.problems,
            result.paths | run.paths,
            result.records + run.records,
            result.registries + run.registries,
        )
    return result
