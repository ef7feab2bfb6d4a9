"""``onrecord add``: a record by questions, one at a time, for those who will not write YAML."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date as date_type
from functools import partial
from pathlib import Path
from types import FrameType

import click

from onrecord.cli.asking import asker, on_terminal
from onrecord.cli.filling import filled
from onrecord.cli.new import free_id, problems_of, record_schema, write_new
from onrecord.cli.registering import Addition, addition, sound
from onrecord.cli.sites import Stop, config_option, open_site, plural, shown
from onrecord.cli.skeleton import skeleton
from onrecord.interview import kept as keeping
from onrecord.interview.choices import Choice, Choices
from onrecord.interview.interview import interview, yes
from onrecord.interview.kept import Kept, KeptError
from onrecord.interview.known import Known
from onrecord.interview.question import Ask, Question
from onrecord.interview.session import Asker, Session
from onrecord.interview.told import Told
from onrecord.library.files import Read, read_folder
from onrecord.library.load import build_time
from onrecord.settings import Site
from onrecord.values.when import Day
from onrecord.yamltext.edits import EditError
from onrecord.yamltext.writing import block, entry

#: What a shell expects of a program that Ctrl-C has ended.
_INTERRUPTED = 130
_WRITE = "write"
_GO_ON = {"yes": "go on with it", "no": "leave it for later", "delete": "let go of its answers"}


@click.command()
@config_option
def add(config_file: Path | None) -> None:
    """Write a new record by answering questions.

    It asks one thing at a time: when, where, the title, what was read, and who says what. Places, actors and
    terms are completed with Tab; a wrong answer is told at once. The record is shown and written at the end,
    as `onrecord new` writes it, with new places and actors in their registries; until then nothing is.
    Ctrl-C keeps the answers, and the next `add` offers to go on with them.

    Where standard input is no terminal, its lines are the answers; the first wrong one ends it.

    Exit status: 0 written, 2 wrong usage or a wrong line of answers, 130 broken off.

    \b
    Examples:
      onrecord add
      onrecord add < answers.txt
    """
    site = open_site(config_file)
    folder = site.root / site.settings.briefings
    read = sound(read_folder(folder, site.settings.briefings))
    today = build_time().astimezone(site.settings.zone).date()
    where = asker()
    # Asked once: a terminal that has been closed is none any more.
    keeps = on_terminal()
    waiting = _resumed(site, where) if keeps else None
    session = Session(where, waiting.typed if waiting else ())
    try:
        with _ended_softly():
            written = session.run(lambda ask: _record(ask, site, read, today, where))
    except (KeyboardInterrupt, EOFError):
        kept = _keep(site, session, waiting) if keeps else ""
        click.echo(f"\nNothing was written. {kept}".rstrip())
        sys.exit(_INTERRUPTED)
    except (Stop, OSError):
        # A file that cannot be written is no reason to answer everything once more.
        if keeps:
            click.echo(_keep(site, session, waiting))
        raise
    if not written:
        kept = _keep(site, session, waiting) if keeps else ""
        click.echo(f"\nNothing was written. {kept}".rstrip())
    elif waiting:
        keeping.drop(site.root, waiting)


def _resumed(site: Site, where: Asker) -> Kept | None:
    """The interview that was broken off and is to be gone on with, if any: the newest is offered first."""
    try:
        waiting = keeping.read(site.root)
    except KeptError as error:
        raise Stop(f"{shown(site.root / keeping.NAME)}: {error}; delete it, or move it away") from None
    for one in reversed(waiting):
        asks = (
            f"On {one.at[:10]} you broke off “{one.title}” after {plural(len(one.typed), 'answer')}. Go on?"
        )
        try:
            told = Session(where).run(partial(_go_on, asks))
        except (KeyboardInterrupt, EOFError):
            sys.exit(_INTERRUPTED)
        if told == "yes":
            where.show("")
            for key, text in one.typed:
                where.show(f"{key}: {text}".rstrip())
            return one
        if told == "delete":
            keeping.drop(site.root, one)
    return None


def _go_on(asks: str, ask: Ask) -> str:
    choices = Choices("answer", tuple(Choice(word, meaning) for word, meaning in _GO_ON.items()))
    return ask(Question("go on", asks, "yes, no or delete.", choices=choices, default="yes"))[0]


def _keep(site: Site, session: Session, before: Kept | None) -> str:
    """Keeps the answers of an interview that ends without a record, in place of those it began with.

    Returns what to say of it.
    """
    # Whether to write is asked again.
    typed = [pair for pair in session.typed if pair[0] != _WRITE]
    if not typed:
        return ""
    keeping.add(site.root, typed, build_time().astimezone(site.settings.zone), before)
    return (
        f"{plural(len(typed), 'answer')} kept in {shown(site.root / keeping.NAME)}; `onrecord add` offers to "
        "go on."
    )


@contextmanager
def _ended_softly() -> Iterator[None]:
    """While it lasts, a closed terminal or `kill` ends the program as Ctrl-C does."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    names = [name for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), interrupt) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def _record(ask: Ask, site: Site, read: Read, today: date_type, where: Asker) -> bool:
    """Asks for a record, shows it, and writes it; whether it was written."""
    ids = tuple(sorted(incident.id for incident in read.incidents))
    told = interview(ask, Known(read.registries, ids, today, partial(_filed, site)))
    try:
        path, text, additions = _made(site, told, today)
    except EditError as error:
        raise Stop(f"{error}; add there by hand what is missing, and answer again") from None
    where.show("\n" + "\n".join(block(told.header())))
    for one in additions:
        where.show(f"\nNew in {shown(one.path)}:\n{one.lines.strip()}")
    if not yes(ask, _WRITE, f"Write {shown(path)}?", "n keeps the answers and writes nothing."):
        return False
    for one in additions:
        one.write()
    write_new(path, text)
    click.echo(f"Wrote {shown(path)}.")
    for one in additions:
        click.echo(f"New in {shown(one.path)}: {', '.join(one.ids)}.")
    click.echo("Run `onrecord check`; `onrecord edit` opens the file for all that was not asked.")
    return True


def _filed(site: Site, title: str, date: Day, place: str) -> str:
    """Why no record can be filed under this title, if so."""
    try:
        free_id(site.root / site.settings.briefings, title, date, place)
    except Stop as error:
        return error.message
    return ""


def _made(site: Site, told: Told, today: date_type) -> tuple[Path, str, list[Addition]]:
    """The file of the record with its text, and what is added to registries."""
    folder = site.root / site.settings.briefings
    id = free_id(folder, told.title, told.date, told.place)
    path = folder / f"{told.date.earliest.year:04}" / f"{id}.yml"
    text = skeleton(
        title=told.title,
        date=told.date,
        place=told.place,
        event=told.event,
        today=today,
        schema=record_schema(site, folder, path.parent),
    )
    text = filled(text, told)
    for problem in problems_of(text, shown(path)):
        raise Stop(f"the record would not be valid, line {problem.place.line}: {problem.what}")
    return (
        path,
        text,
        [
            addition(
                folder,
                name,
                "".join(f"\n{chr(10).join(entry(id, block))}\n" for id, block in new.items()),
                list(new),
            )
            for name, new in (("places", told.places), ("actors", told.actors))
            if new
        ],
    )
