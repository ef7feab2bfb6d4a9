"""``onrecord init``: a small complete site that checks, builds and previews at once."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from onrecord.cli.sites import Stop, shown
from onrecord.export.schema import NAMES, as_json, schema

#: Names that packaging tools leave out, or that would apply to our own repository, have plain ones here.
_RENAMED = {
    "gitignore": ".gitignore",
    "github": ".github",
    "gitlab-ci.yml": ".gitlab-ci.yml",
    "vscode": ".vscode",
}
HOSTS = ("github", "gitlab", "other")
"""Where sites are published; for `other` there are no files but those of every site."""


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--host",
    type=click.Choice(HOSTS),
    default="github",
    show_default=True,
    help="Whose workflows are written: GitHub's, GitLab's, or none, for a server of yours and other hosts.",
)
def init(folder: Path, host: str) -> None:
    """Write a small complete site into DIR.

    It has settings, registries, one example record, a page of its own, the JSON Schemas for your editor, a
    script that publishes it, and workflows that check changes and publish them. DIR must be new or empty.

    Exit status: 0 written, 2 wrong usage.
    """
    if folder.exists() and any(folder.iterdir()):
        raise Stop(f"{folder} is not empty; name a folder that does not exist yet")
    for address, data in sorted(_files(host).items()):
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    click.echo(f"A site with one example record is in {shown(folder.resolve())}.\n")
    click.echo(f"  cd {shown(folder.resolve())}\n  onrecord check\n  mkdocs serve\n")
    click.echo('Then: onrecord new "Title" --date 2026-01-31 --place example-town')


def _files(host: str) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    _collect(files("onrecord.cli") / "starter", (), found)
    of_host = files("onrecord.cli") / "hosts" / host
    if of_host.is_dir():
        _collect(of_host, (), found)
    for name in NAMES:
        found[f"schema/{name}.schema.json"] = as_json(schema(name)).encode()
    return found


def _collect(folder: Traversable, parts: tuple[str, ...], found: dict[str, bytes]) -> None:
    for entry in folder.iterdir():
        here = (*parts, _RENAMED.get(entry.name, entry.name))
        if entry.is_dir():
            _collect(entry, here, found)
        else:
            found["/".join(here)] = entry.read_bytes()
