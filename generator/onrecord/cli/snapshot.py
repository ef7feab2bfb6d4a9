"""``onrecord snapshot``: keeps a private copy of a source, to hold wording and figures against."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click
from pydantic_core import PydanticCustomError

from onrecord.cli.sites import Stop, config_option, open_site, shown
from onrecord.folders import overlaps
from onrecord.library.files import Read, read_folder
from onrecord.problems import did_you_mean
from onrecord.proof.extract import MOST_BYTES, ExtractError, extract
from onrecord.proof.snapshots import Snapshot, SnapshotError, Store, own_key, shared_key
from onrecord.proof.text import fold
from onrecord.record.scalars import as_url
from onrecord.record.source import Source
from onrecord.settings import Site
from onrecord.values.instant import Instant
from onrecord.values.when import WhenError

_FIRST_WORDS = 12
_MOST_LISTED = 8


@dataclass(frozen=True, slots=True)
class Cited:
    """A source, the record that it stands in (empty: the registry), and the key of its snapshot."""

    source: Source
    record: str
    key: str


@click.command()
@click.argument(
    "file", metavar="[FILE]", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--source", "source_id", metavar="ID", help="The source that the file is a copy of.")
@click.option(
    "--record", "record_id", metavar="ID", help="The record, where several have a source of that id."
)
@click.option("--address", metavar="URL", help="Where it was read; without it, the source's own address.")
@click.option("--taken", metavar="TIME", help="When it was saved: 2024-01-24T18:00Z. Without it: now.")
@click.option("--replace", is_flag=True, help="Take the place of another snapshot, whose files are kept.")
@click.option("--list", "listing", is_flag=True, help="Show which sources have a snapshot.")
@config_option
def snapshot(
    file: Path | None,
    source_id: str | None,
    record_id: str | None,
    address: str | None,
    taken: str | None,
    replace: bool,
    listing: bool,
    config_file: Path | None,
) -> None:
    """Keep FILE as the snapshot of a source.

    FILE is a page saved as HTML, a PDF with a text layer, or plain text. Its bytes, its text and the SHA-256
    of both go into the private snapshots folder, which stays out of git and out of the site. HTML and PDF
    need the extra: pip install "onrecord[proof]".

    Exit status: 0 kept or listed, 2 wrong usage, or a file that cannot be used.

    \b
    Examples:
      onrecord snapshot article.html --source iran-daily
      onrecord snapshot statement.pdf --source article --record 2024-01-20-ain-al-asad
      onrecord snapshot --list
    """
    site = open_site(config_file)
    read = read_folder(site.root / site.settings.briefings, site.settings.briefings)
    store = Store(site.root / site.settings.snapshots)
    try:
        if listing:
            _list(store, read)
            return
        if file is None or source_id is None:
            raise Stop("say which file, and of which source: onrecord snapshot FILE --source ID")
        cited = _cited(read, source_id, record_id)
        check_folder(site)
        data = bytes_of(file)
        url = address_of(address) if address else cited.source.url or ""
        moment = moment_of(taken) if taken else datetime.now(UTC)
        found = extract(data, file.name)
        kept = store.add(data, cited.key, extracted=found, address=url, taken=moment, replace=replace)
    except ExtractError as error:
        raise Stop(f"{shown(file.resolve()) if file else ''}: {error}") from None
    except SnapshotError as error:
        raise Stop(str(error)) from None
    click.echo(_report(kept, found.text, found.note))


def _report(kept: Snapshot, text: str, note: str) -> str:
    words = fold(text).text.split()
    more = "…" if len(words) > _FIRST_WORDS else ""
    rows = {
        "type": f"{kept.media_type}, {kept.size:,} bytes",
        "SHA-256": kept.sha256,
        "taken": kept.taken,
        "address": kept.address or "none",
        "text": f"{len(words):,} words, {len(text):,} characters, by {kept.extractor}",
        "begins": " ".join(words[:_FIRST_WORDS]) + more,
        "note": note,
    }
    lines = [f"  {name:8} {value}" for name, value in rows.items() if value]
    return "\n".join((f"Snapshot of {kept.key}", *lines))


def _cited(read: Read, source_id: str, record_id: str | None) -> Cited:
    shared = read.registries.sources
    records = {incident.id: incident.record.sources for incident in read.incidents}
    if record_id is not None:
        if record_id not in records:
            hint = did_you_mean(record_id, records) or "name the file of a record, without its ending"
            raise Stop(f"there is no record `{record_id}`, or it cannot be read; {hint}")
        records = {record_id: records[record_id]}
    found = [
        Cited(sources[source_id], one, own_key(one, source_id))
        for one, sources in records.items()
        if source_id in sources
    ]
    if source_id in shared and not (record_id and found):
        found.append(Cited(shared[source_id], "", shared_key(source_id)))
    if not found:
        known = {*shared, *(one for sources in records.values() for one in sources)}
        hint = did_you_mean(source_id, known) or "onrecord snapshot --list shows all"
        raise Stop(f"there is no source `{source_id}`; {hint}")
    if len(found) > 1:
        names = [one.record for one in found if one.record]
        listed = ", ".join(names[:_MOST_LISTED])
        more = f" and {len(names) - _MOST_LISTED} more" if len(names) > _MOST_LISTED else ""
        raise Stop(
            f"{len(found)} sources are called `{source_id}`; name the record with --record: {listed}{more}"
        )
    return found[0]


def bytes_of(file: Path) -> bytes:
    """The bytes of a file that is to be kept. Raises ExtractError for what is no file."""
    if not file.is_file():
        # Opening a pipe would wait for its other end for ever.
        raise ExtractError("this is not a file", "save the source as one")
    with file.open("rb") as stream:
        # One byte more than the limit is enough to see that the file is too large.
        return stream.read(MOST_BYTES + 1)


def address_of(text: str) -> str:
    """The address that `--address` names. Raises `Stop`."""
    try:
        return as_url(text)
    except PydanticCustomError as error:
        raise Stop(f"--address: {error.message()}") from None


def moment_of(text: str) -> Instant:
    """The time that `--taken` names, which has come. Raises `Stop`."""
    try:
        moment = Instant.parse(text)
    except WhenError as error:
        raise Stop(
            f"--taken: {error.what}; {error.hint}" if error.hint else f"--taken: {error.what}"
        ) from None
    if moment.utc > datetime.now(UTC):
        raise Stop("--taken: this time has not come yet")
    return moment


def check_folder(site: Site) -> None:
    """Refuses a snapshots folder from which copies would be published."""
    folder = (site.root / site.settings.snapshots).resolve()
    name = shown(folder)
    if folder == site.root.resolve():
        raise Stop("`snapshots` is the site's own folder; set it to a folder of its own")
    for problem in overlaps(site):
        raise Stop(f"{problem.what}; {problem.hint}")
    tracked = _git(folder, "ls-files", "--", str(folder))
    if tracked is None:
        return
    if tracked.stdout:
        raise Stop(
            f"git tracks files in the snapshots folder {name}, and copies of sources are private; "
            f"take them out: git rm -r --cached {name}"
        )
    ignored = _git(folder, "check-ignore", "-q", "--", str(folder / "files" / "x"))
    if ignored is not None and ignored.returncode:
        raise Stop(f"git does not ignore the snapshots folder {name}; add /{name}/ to .gitignore")


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str] | None:
    """What git says, asked in the nearest folder above that is there; None without git or a repository."""
    above = next(one for one in (folder, *folder.parents) if one.is_dir())
    try:
        done = subprocess.run(
            ["git", "-C", str(above), *arguments],
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=60,
            env={**os.environ, "LC_ALL": "C"},
        )
    except FileNotFoundError:
        return None
    except subprocess.TimeoutExpired:
        raise Stop("git does not answer, so that it is not known whether copies would be published") from None
    if done.returncode > 1:
        if "not a git repository" in done.stderr:
            return None
        raise Stop(f"git cannot say whether it ignores the snapshots folder: {done.stderr.strip()}")
    return done


def _list(store: Store, read: Read) -> None:
    kept = {one.key: one for one in store.all()}
    known = sorted(_keys(read))
    for key in known:
        click.echo(f"{key}  {_state(store, kept.get(key))}")
    for key in sorted(kept.keys() - set(known)):
        click.echo(f"{key}  {_state(store, kept[key])}, and there is no such source")
    have = sum(key in kept for key in known)
    click.echo(f"{have} of {len(known)} sources have a snapshot.")


def _keys(read: Read) -> Iterator[str]:
    yield from map(shared_key, read.registries.sources)
    for incident in read.incidents:
        for source_id in incident.record.sources:
            yield own_key(incident.id, source_id)


def _state(store: Store, kept: Snapshot | None) -> str:
    if kept is None:
        return "no snapshot"
    state = f"{kept.taken}  {kept.media_type}  {kept.sha256[:16]}…"
    if not store.intact(kept):
        return f"{state}  damaged: the file is not the one that was taken"
    return state if store.text_intact(kept) else f"{state}  damaged: its text has been changed"
