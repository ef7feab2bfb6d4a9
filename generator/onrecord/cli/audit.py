"""``onrecord audit``: whether a copy of a site is what was published, and what its editions changed."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from onrecord.cli.sites import Stop, plural
from onrecord.editions.audit import Audit, Trusted
from onrecord.editions.audit import audit as audited
from onrecord.editions.chain import SHORTEST, is_ending
from onrecord.editions.differences import Difference
from onrecord.editions.proofs import Checks, ProgramError, fault
from onrecord.editions.site import SiteError

WHOLE, NOT_WHOLE = 0, 1
#: Lines of a list that the terminal shows; ``--json`` has all.
MOST = 50
MOST_LINES = 4 * MOST
_MEANS = (
    "This shows what was published and in which order, not that it is true. Whoever publishes could write "
    "the whole chain anew: keep the sum of an edition, and give it with --trust the next time."
)


@click.command()
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--since", type=int, metavar="EDITION", help="List what changed since this edition; 0 lists all."
)
@click.option(
    "--trust",
    "sums",
    multiple=True,
    metavar="EDITION:SUM",
    help=f"The sum of an edition that you kept, or its first {SHORTEST} digits or more. May be repeated.",
)
@click.option(
    "--against",
    "other",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Another copy: one has to go on from the other.",
)
@click.option(
    "--allowed-signers",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="SSH keys that may sign, as ssh-keygen reads them.",
)
@click.option(
    "--check",
    "commands",
    multiple=True,
    metavar="ENDING=COMMAND",
    help="How proofs with this ending are checked; {edition} and {proof} are the two files. May be repeated.",
)
@click.option("--partial", is_flag=True, help="The copy is known to lack files: name them, and do not fail.")
@click.option("--strict", is_flag=True, help="Fail where something changed and no note says so.")
@click.option("--json", "as_json", is_flag=True, help="Write what was found as JSON.")
def audit(
    site: Path,
    since: int | None,
    sums: tuple[str, ...],
    other: Path | None,
    allowed_signers: Path | None,
    commands: tuple[str, ...],
    partial: bool,
    strict: bool,
    as_json: bool,
) -> None:
    """Check that a copy of a published site is whole, and tell what changed.

    SITE is a folder with the site's files, as a mirror has them. Nothing is fetched, and no records are
    needed. It checks every file against the newest edition, and every edition against the one before, and
    lists which statements were added, changed or withdrawn, and whether an update, a correction or a note
    of a removal says so.

    Exit status: 0 whole, 1 not whole, 2 wrong usage, or there is nothing to check.

    \b
    Examples:
      onrecord audit site
      onrecord audit mirror --since 12
      onrecord audit mirror --trust 12:9f86d081884c7d65 --against last-year
      onrecord audit mirror --allowed-signers signers
      onrecord audit mirror --check 'tsr=openssl ts -verify -data {edition} -in {proof} -CAfile tsa.pem'
    """
    trusted = Trusted(dict(map(_sum, sums)), other, Checks(allowed_signers, dict(map(_command, commands))))
    try:
        found = audited(site, since=since, trusted=trusted)
    except SiteError as error:
        hint = ": no edition was published here, or the copy lacks the file" if error.absent else ""
        raise Stop(f"{error}{hint}") from None
    except ProgramError as error:
        raise Stop(str(error)) from None
    whole = found.whole and (partial or not found.missing) and not (strict and found.silent)
    if as_json:
        click.echo(json.dumps(_json(found, whole=whole), ensure_ascii=False, indent=2))
    else:
        # Names of files are somebody else's, and a terminal would follow what they say.
        click.echo("\n".join(map(printable, _text(found, partial=partial))))
    sys.exit(WHOLE if whole else NOT_WHOLE)


def printable(line: str) -> str:
    """A line without signs that a terminal obeys."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in line)


def _sum(text: str) -> tuple[int, str]:
    found = re.fullmatch(rf"([1-9]\d{{0,8}}):([0-9a-fA-F]{{{SHORTEST},64}})", text)
    if not found:
        raise Stop(
            f"--trust {text}: write the number of an edition and {SHORTEST} to 64 digits of its sum: 12:9f86…"
        )
    return int(found[1]), found[2]


def _command(text: str) -> tuple[str, str]:
    ending, equals, line = text.partition("=")
    if not equals or not is_ending(ending):
        raise Stop(f"--check {text}: write the ending of the proofs and a command line: 'tsr=openssl ts …'")
    if wrong := fault(line):
        raise Stop(f"--check {ending}: {wrong}")
    return ending, line


def _text(found: Audit, *, partial: bool) -> Iterator[str]:
    editions = found.chain.listed
    for one in editions[-MOST:]:
        proofs = f"  {', '.join(one.proofs)}" if one.proofs else ""
        yield f"Edition {one.edition.number}  {one.edition.time}  {one.sha256}{proofs}"
    if editions:
        yield from _changes(found)
    for paths, what in (
        (found.others, "of which the editions know nothing"),
        (found.missing, "of the newest edition that this copy lacks"),
    ):
        if paths:
            yield ""
            yield f"{plural(len(paths), 'file')} {what}:"
            yield from _some(paths)
    yield ""
    if found.faults:
        yield f"NOT WHOLE: {plural(len(found.faults), 'fault')}."
        yield from _some(tuple(map(str, found.faults)))
        return
    newest = editions[-1].edition
    word = "Whole"
    if found.missing:
        word = "What is there is whole" if partial else "NOT WHOLE: files are missing; what is there is right"
    entries = f"{newest.entries:,} {'entry' if newest.entries == 1 else 'entries'}"
    files = f"{found.files:,} of {newest.file_count:,} files"
    yield f"{word}: {plural(len(editions), 'edition')}, {entries}, {files}."
    yield from found.checked
    yield _MEANS


def _changes(found: Audit) -> Iterator[str]:
    lines = []
    for number, of_edition in groupby(found.differences, lambda one: one.edition):
        lines += ["", f"Changed in edition {number}:"]
        for incident, group in groupby(of_edition, lambda one: one.key.split("/")[0]):
            entries = list(group)
            lines.append(f"  {_incident(incident, entries[0].incident)}")
            lines += [f"    {one.what:<9}  {_entry(one)}{_told(one)}" for one in entries]
    yield from lines[:MOST_LINES]
    if len(lines) > MOST_LINES:
        yield f"  … and {len(lines) - MOST_LINES:,} more lines; --json has all"
    yield ""
    if not lines:
        yield f"No entry changed after edition {found.since}."
    if found.silent:
        yield f"{plural(len(found.silent), 'change')} without a note."


def _incident(number: str, incident: str) -> str:
    return (
        "of no incident" if number == "0" else incident or f"an incident that has no page any more ({number})"
    )


def _entry(one: Difference) -> str:
    if one.name or one.kind == "incident":
        return f"{one.kind} {one.name}".rstrip()
    return f"a {one.kind} whose name is gone ({one.key})"


def _told(one: Difference) -> str:
    if one.silent:
        return "  NO NOTE"
    return f"  ({', '.join(one.notes)})" if one.notes and one.what != "added" else ""


def _some(lines: tuple[str, ...]) -> Iterator[str]:
    yield from (f"  {line}" for line in lines[:MOST])
    if len(lines) > MOST:
        yield f"  … and {len(lines) - MOST:,} more; --json has all"


def _json(found: Audit, *, whole: bool) -> dict[str, Any]:
    return {
        "whole": whole,
        "editions": [
            {**one.edition.model_dump(), "sha256": one.sha256, "proofs": sorted(one.proofs)}
            for one in found.chain.listed
        ],
        "faults": [{"path": one.path, "what": one.what} for one in found.faults],
        "missing": list(found.missing),
        "others": list(found.others),
        "files": found.files,
        "checked": list(found.checked),
        "since": found.since,
        "changes": [
            {
                "edition": one.edition,
                "what": one.what,
                "kind": one.kind,
                "incident": one.incident or None,
                "name": one.name or None,
                "notes": list(one.notes),
                "silent": one.silent,
                "key": one.key,
            }
            for one in found.differences
        ],
    }
