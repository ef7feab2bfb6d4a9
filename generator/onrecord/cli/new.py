"""``onrecord new``: the file of a new record, valid at once."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

import click
from pydantic import TypeAdapter
from pydantic_core import PydanticCustomError

from onrecord.cli.sites import Stop, config_option, open_site, shown
from onrecord.cli.skeleton import place_entry, skeleton
from onrecord.library.files import REGISTRY, read_folder, record_files
from onrecord.library.load import build_time
from onrecord.problems import Problem, did_you_mean
from onrecord.record.reader import Located, read
from onrecord.record.record import Record
from onrecord.record.scalars import ID_MOST, check_id
from onrecord.record.slugs import shortened, slug
from onrecord.settings import Site
from onrecord.terms import EVENTS
from onrecord.values.when import Day, WhenError
from onrecord.yamltext import Keys, Text
from onrecord.yamltext import read as read_yaml

SCHEMA_FILES = ("schema/record.schema.json", "record.schema.json")
"""Where a site may keep the schema of a record, below its root or its records folder."""
DEFAULT_EVENT = "other"


def _day(ctx: click.Context, param: click.Parameter, value: str) -> Day:
    try:
        return Day.parse(value.strip())
    except WhenError as error:
        raise click.BadParameter(str(error)) from None


def _id(ctx: click.Context, param: click.Parameter, value: str) -> str:
    try:
        return check_id(value)
    except PydanticCustomError as error:
        context = error.context or {}
        raise click.BadParameter(f"{context['what']}; {context['hint']}") from None


def _event(ctx: click.Context, param: click.Parameter, value: str) -> str:
    if value not in EVENTS:
        hint = did_you_mean(value, EVENTS.ids) or f"one of: {', '.join(EVENTS.ids)}"
        raise click.BadParameter(f"there is no event `{value}`; {hint}")
    return value


@click.command()
@click.argument("title")
@click.option(
    "--date",
    required=True,
    callback=_day,
    metavar="DATE",
    help="The local date: 2026-11-20, 2026-11-20~, 2026-11.",
)
@click.option("--place", required=True, callback=_id, metavar="ID", help="A place of registry/places.yml.")
@click.option(
    "--event",
    default=DEFAULT_EVENT,
    show_default=True,
    callback=_event,
    metavar="TERM",
    help="The kind of event, a term of the codebook.",
)
@config_option
def new(title: str, date: Day, place: str, event: str, config_file: Path | None) -> None:
    """Write the file of a new record.

    The file goes into the briefings folder, by year; its name is the record's id and address. It is a draft
    with every field explained, and `onrecord check` finds nothing wrong with it.

    \b
    Example:
      onrecord new "Attack on Ain al-Asad air base" --date 2024-01-20 --place ain-al-asad
    """
    site = open_site(config_file)
    folder = site.root / site.settings.briefings
    today = build_time().astimezone(site.settings.zone).date()
    if date.earliest > today:
        raise Stop(f"{date.words()} is in the future; an incident has happened when it is filed")
    title = " ".join(unicodedata.normalize("NFC", title).split())
    path = folder / f"{date.earliest.year:04}" / f"{free_id(folder, title, date, place)}.yml"
    text = skeleton(
        title=title,
        date=date,
        place=place,
        event=event,
        today=today,
        schema=record_schema(site, folder, path.parent),
    )
    for problem in problems_of(text, shown(path)):
        raise Stop(f"the title cannot be used: {problem.what}")
    write_new(path, text)
    click.echo(f"Wrote {shown(path)}.")
    places = read_folder(folder, files=()).registries.places
    if place in places:
        click.echo("Fill it in, then run `onrecord check`.")
        return
    guess = did_you_mean(place, places)
    registry = shown(folder / REGISTRY / "places.yml")
    click.echo(
        f"There is no place `{place}` yet{f' ({guess})' if guess else ''}. To add it, in {registry}:\n"
    )
    click.echo(place_entry(place), nl=False)


def free_id(folder: Path, title: str, date: Day, place: str) -> str:
    """The id of the new record; with a number where a record of another title has it already.

    Titles of one day become one id where they differ in what ASCII does not have. Raises `Stop` where the
    same incident is filed already.
    """
    taken = {other.stem.casefold(): other for other in record_files(folder)}
    wanted = made = record_id(title, date, place)
    number = 1
    while (other := taken.get(made)) is not None:
        if _title_of(other) in (title, None):
            raise Stop(
                f"{shown(other)} is there already; its name is the id, so give this incident another title"
            )
        number += 1
        made = f"{wanted[: ID_MOST - len(str(number)) - 1].rstrip('-')}-{number}"
    return made


def _title_of(path: Path) -> str | None:
    """The title of a record as it stands there; None where it cannot be had."""
    try:
        root, _ = read_yaml(path.read_bytes(), path.name)
    except OSError:
        return None
    title = root.get("title") if isinstance(root, Keys) else None
    return " ".join(title.value.split()) if isinstance(title, Text) else None


def record_id(title: str, date: Day, place: str) -> str:
    """The id of a new record: its first day as far as it is known, and the title in ASCII.

    A title without a letter or digit gives way to the place.
    """
    day = re.split("[/?~%]", str(date))[0]
    return f"{day}-{shortened(slug(title) or place, ID_MOST - len(day) - 1)}"


def record_schema(site: Site, folder: Path, beside: Path) -> str:
    """The path from a record beside others to the schema that the site keeps; empty where it keeps none."""
    for base in (site.root, folder):
        for name in SCHEMA_FILES:
            if (base / name).is_file():
                return Path(os.path.relpath(base / name, beside)).as_posix()
    return ""


def problems_of(text: str, file: str) -> list[Problem]:
    """What the reader has against the text of a record."""
    root, problems = read_yaml(text.encode("utf-8", "surrogatepass"), file)
    return problems or read(TypeAdapter(Record), Located(file, root), Record)[1]


def write_new(path: Path, text: str) -> None:
    """Writes a file that is not there yet. Raises `Stop`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Stop(f"{shown(path.parent)} cannot be made: {error.strerror}") from None
    try:
        # "x" refuses to overwrite, whatever has happened since we looked.
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        raise Stop(f"{shown(path)} is there already; nothing was changed") from None
    except OSError as error:
        raise Stop(f"{shown(path)} cannot be written: {error.strerror}") from None


def rewrite(path: Path, text: str) -> None:
    """Writes a file that may be there: a record or a registry with lines added. Raises `Stop`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise Stop(f"{shown(path)} cannot be written: {error.strerror}") from None
