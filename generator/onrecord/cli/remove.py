"""``onrecord remove``: takes a statement, its quotations or a name out of every record in one step."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from onrecord.cli.sites import Stop, config_option, open_site, plural, shown
from onrecord.library.files import SUFFIXES
from onrecord.library.load import Loaded, build_time, lines_of, load
from onrecord.library.removal import (
    Removal,
    address_pattern,
    name_pattern,
    repeats,
    slug_of,
    statement_at,
    traces,
    without_name,
    without_own_ids,
    without_person,
    without_quotes,
    without_statement,
)
from onrecord.problems import as_text, did_you_mean
from onrecord.proof.checked import read_lock
from onrecord.proof.purge import holding, purged
from onrecord.proof.text import fold
from onrecord.record.registry import Actor
from onrecord.record.statement import Statement
from onrecord.settings import Site
from onrecord.yamltext.edits import EditError

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")
_LEFT = """\
What this command cannot reach, and somebody has to see to:
  - build and publish the site again; what is published now still has it
  - folders that earlier builds left: {built}
  - git's history: `git filter-repo --replace-text` rewrites it, and every clone has its own copy
  - copies of the sources in {snapshots}/, which stay private and were not touched{copies}
  - caches and archives: the host's, search engines, web archives, and whoever took the data or the feeds"""


@click.command()
@click.argument("target", metavar="[ID#STATEMENT]", required=False)
@click.option("--reason", required=True, help="Why. It stays in the record and is never published.")
@click.option("--quote", is_flag=True, help="Take out the statement's quotations only, with its excerpt.")
@click.option("--name", metavar="NAME", help="Take a name out of every record and registry.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@config_option
def remove(
    target: str | None, reason: str, quote: bool, name: str | None, dry_run: bool, config_file: Path | None
) -> None:
    """Take a statement, its quotations, or a name out of the records.

    ID#STATEMENT is what follows `briefings/` in the address of a statement on its page. All records and the
    lock change together or none does; each record says from then on that a passage was removed, and
    not which. Editions of earlier days are made of the same records, so it is gone from them too.

    Exit status: 0 removed, 1 the records would have problems (nothing is written), 2 wrong usage.

    \b
    Examples:
      onrecord remove 2024-01-20-ain-al-asad#s-centcom-4f2a9 --reason "Court order 12/24"
      onrecord remove 2024-01-20-ain-al-asad#s-centcom-4f2a9 --quote --reason "Misattributed"
      onrecord remove --name "Adam Example" --reason "The family asked"
    """
    if (target is None) == (name is None) or (quote and name):
        raise Stop("name one thing: ID#STATEMENT (with --quote for its quotations alone), or --name NAME")
    site = open_site(config_file)
    loaded = load(site.root, site.settings)
    proof = read_lock(site.root, site.settings)
    if proof.problems:
        click.echo(as_text(proof.problems, lines_of(site.root.__truediv__)), err=True)
        raise Stop("the lock cannot be read, so nothing can be taken out of it; nothing was changed")
    files = {file: _read(site.root / file) for file in _files(site)}
    removal = Removal(build_time().date().isoformat(), reason)
    try:
        if name is not None:
            changed = _name(loaded, files, name, removal)
        else:
            changed = _statement(loaded, files, str(target), quote, removal)
    except EditError as error:
        raise Stop(f"{error}; write it one key a line, and run the command again") from None
    holds_it = _finder(loaded, target, quote, name)
    after = _without_new_problems(site, loaded, changed)
    lock = purged(proof.lock, loaded, after)
    gone = len(proof.lock.checks) - len(lock.checks)
    if str(lock) != str(proof.lock):
        changed[site.settings.lock_file] = str(lock)
    for file in changed:
        click.echo(f"{'would change' if dry_run else 'changed'}: {shown(site.root / file)}")
    if dry_run:
        return
    _write(site.root, changed)
    click.echo(f"Removed from {plural(len(changed), 'file')}.")
    if gone:
        click.echo(f"{plural(gone, 'result')} taken out of the lock; `onrecord verify` looks at what stays.")
    click.echo()
    _look_at(
        site,
        loaded,
        {**files, **{file: text for file, text in changed.items() if file in files}},
        target,
        name,
    )
    store = site.root / site.settings.snapshots
    copies = "".join(f"\n      {one}" for one in holding(store, holds_it))
    built = ", ".join(f"{folder.rstrip('/')}/" for folder in (site.site_dir, site.settings.pages))
    click.echo(
        _LEFT.format(
            built=built,
            snapshots=site.settings.snapshots.rstrip("/"),
            copies=f"; a person must see to these, which hold it:{copies}" if copies else "",
        )
    )


def _files(site: Site) -> list[str]:
    folder = site.root / site.settings.briefings
    return sorted(
        path.relative_to(site.root).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix in SUFFIXES
    )


def _read(path: Path) -> str:
    try:
        # Editing line by line goes by line feeds; `_write` gives a file back the ends of lines that it had.
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Stop(f"{shown(path)} cannot be read: {error}") from None


def _statement(
    loaded: Loaded, files: Mapping[str, str], target: str, quote: bool, removal: Removal
) -> dict[str, str]:
    incident_id, address = _parts(target)
    incident = loaded.library.by_id.get(incident_id)
    if incident is None:
        hint = did_you_mean(incident_id, loaded.library.by_id)
        raise Stop(f"there is no record `{incident_id}` that can be read" + (f"; {hint}" if hint else ""))
    found = statement_at(incident, address)
    if found is None:
        raise Stop(f"`{incident_id}` has no statement #{address}; its page shows each statement's address")
    at, statement = found
    file = incident.located.file
    if not quote:
        return {file: without_statement(files[file], at, removal)}
    if not statement.quote:
        raise Stop(f"the statement #{address} has no quotation")
    return {file: without_quotes(files[file], at, statement, removal)}


def _name(loaded: Loaded, files: Mapping[str, str], name: str, removal: Removal) -> dict[str, str]:
    if len(name.strip()) < 3:
        raise Stop("a name of less than three letters would be found everywhere; take such a one out by hand")
    if slug := slug_of(name):
        holding = [file for file in files if f"-{slug}-" in f"-{Path(file).stem}-"]
        if holding:
            raise Stop(
                f"{holding[0]} has the name in its own name, which is an address: rename the file first"
            )
    named = _persons(loaded, name)
    texts = dict(files)
    if "actors" in loaded.read.located:
        registry = loaded.read.located["actors"].file
        for actor_id, actor in named.items():
            texts[registry] = without_person(texts[registry], actor_id, actor)
    every = _all_names(named, name)
    pattern, parts = name_pattern(every), {part for one in every for part in slug_of(one).split("-")}
    taken = "\n".join(files.values())
    for incident in loaded.library.incidents:
        own = [
            (part, index)
            for part, index, one in incident.statements()
            if one.id
            and not parts.isdisjoint(one.id.split("-"))
            and ((one.by and one.by.actor in named) or pattern.search(one.model_dump_json()))
        ]
        file = incident.located.file
        texts[file] = without_own_ids(texts[file], own, taken)
    changed = {file: text for file, text in texts.items() if text != files[file]}
    changed |= without_name(texts, every)
    if not changed:
        raise Stop(f"no record and no registry has the name `{name}`")
    records = {incident.located.file for incident in loaded.library.incidents}
    return {file: removal.noted(text, "name") if file in records else text for file, text in changed.items()}


def _persons(loaded: Loaded, name: str) -> dict[str, Actor]:
    """The persons of the registry that are called so in any of their spellings and scripts."""

    def same(text: str) -> str:
        return " ".join(unicodedata.normalize("NFKC", text).casefold().split())

    return {
        actor_id: actor
        for actor_id, actor in loaded.library.registries.actors.items()
        if actor.kind == "person" and same(name) in map(same, _names(actor))
    }


def _names(actor: Actor) -> list[str]:
    return [actor.name, *(actor.aliases or ()), *actor.names.values()]


def _all_names(named: Mapping[str, Actor], name: str) -> list[str]:
    return list(dict.fromkeys([name, *(one for actor in named.values() for one in _names(actor))]))


def _finder(loaded: Loaded, target: str | None, quote: bool, name: str | None) -> Callable[[str], bool]:
    """Whether a text of the store has the name, or one of the passages that go."""
    if name is not None:
        patterns = (name_pattern(every := _all_names(_persons(loaded, name), name)), address_pattern(every))
        return lambda text: any(pattern and pattern.search(text) for pattern in patterns)
    incident_id, address = _parts(str(target))
    found = statement_at(loaded.library.by_id[incident_id], address)
    assert found is not None
    statement = found[1]
    words = [*_quoted(statement), *filter(None, [statement.excerpt])]
    folded = [fold(one).text.strip() for one in words]
    return lambda text: any(one and one in fold(text).text for one in folded)


def _parts(target: str) -> tuple[str, str]:
    incident_id, _, address = target.removeprefix("briefings/").partition("#")
    return incident_id.strip("/").removesuffix(".md"), address


def _without_new_problems(site: Site, loaded: Loaded, changed: Mapping[str, str]) -> Loaded:
    """Reads the records as they would be, beside the site; an error that was not there stops everything."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(site.root / site.settings.briefings, root / site.settings.briefings)
        _write(root, changed)
        after = load(root, site.settings)
        before = Counter((problem.code, problem.place.file) for problem in loaded.errors)
        new = [one for one in after.errors if (one.code, one.place.file) not in before]
        if new:
            click.echo(as_text(new, lines_of(root.__truediv__)), err=True)
            click.echo("The records would have these problems without it; nothing was changed.", err=True)
            raise click.exceptions.Exit(1)
        return after


def _write(root: Path, changed: Mapping[str, str]) -> None:
    """All new files beside the old ones first, then one after the other in their place."""
    beside = {file: root / f"{file}.new" for file in changed}
    try:
        for file, text in changed.items():
            old = root / file
            ends = b"\r\n" in old.read_bytes() if old.exists() else False
            beside[file].write_text(text, "utf-8", newline="\r\n" if ends else "\n")
    except OSError:
        # Nothing has been replaced yet, and what was to come holds what is to go.
        for path in beside.values():
            with contextlib.suppress(OSError):
                path.unlink()
        raise
    for file, path in beside.items():
        path.replace(root / file)


def _look_at(
    site: Site, loaded: Loaded, files: Mapping[str, str], target: str | None, name: str | None
) -> None:
    """Lines of records and of hand-written pages that may still tell what was removed, and pictures."""
    docs = site.root / site.docs_dir
    own = {
        path.relative_to(site.root).as_posix(): path.read_text("utf-8", errors="replace")
        for path in sorted(docs.rglob("*.md"))
    }
    if name is not None:
        found = list(traces({**files, **own}, name))
        what = "Lines with a part of the name"
    else:
        incident_id, address = _parts(str(target))
        incident = loaded.library.by_id[incident_id]
        at = statement_at(incident, address)
        assert at is not None
        found = list(repeats({**files, **own}, _told(loaded, at[1]), at[1].source, incident.located.file))
        what = "Lines that may repeat what was removed (summary, background, notes, title, pages)"
    if found:
        click.echo(f"{what}; read them:")
        for file, number, line in found[:50]:
            click.echo(f"  {shown(site.root / file)}:{number}: {line[:100]}")
        if len(found) > 50:
            click.echo(f"  and {len(found) - 50} more")
        click.echo()
    pictures = sorted(path for path in docs.rglob("*") if path.suffix.lower() in _PICTURES)
    if pictures:
        click.echo("Pictures, in which no program can read; look at them:")
        for path in pictures:
            click.echo(f"  {shown(path)}")
        click.echo()


def _told(loaded: Loaded, statement: Statement) -> list[str]:
    """Names of the speaker and of those whom a statement holds responsible, and its quotations."""
    ids = [one for stance in statement.responsibility or () for one in stance.actors or ()]
    if statement.by and statement.by.actor:
        ids.append(statement.by.actor)
    actors = [actor for one in ids if (actor := loaded.library.actor(one))]
    return [
        *(name for actor in actors for name in _names(actor)),
        *_quoted(statement),
    ]


def _quoted(statement: Statement) -> list[str]:
    """The words of its quotations, and of their originals."""
    return [words for one in statement.quote or () for words in (one.text, one.original) if words]
