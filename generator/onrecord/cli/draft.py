"""``onrecord draft``: a draft record from an article, with what is supposed asked beside its passage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from onrecord.cli.new import problems_of, record_id, record_schema, rewrite, write_new
from onrecord.cli.registering import addition, sound
from onrecord.cli.sites import Stop, config_option, open_site, shown
from onrecord.cli.snapshot import address_of, bytes_of, check_folder, moment_of
from onrecord.draft.article import Article, article, page_of
from onrecord.draft.onto import onto
from onrecord.draft.people import Names
from onrecord.draft.reading import read as read_article
from onrecord.draft.source import Published, language_tag, published
from onrecord.draft.statement import Writer
from onrecord.draft.stubs import Stub, stubs
from onrecord.draft.writing import Header, record, source_block, wide_day
from onrecord.library.files import SUFFIXES, Read, read_folder, record_files
from onrecord.library.library import Incident
from onrecord.library.load import build_time
from onrecord.problems import Severity, did_you_mean
from onrecord.proof.extract import Extracted, ExtractError, extract
from onrecord.proof.snapshots import SnapshotError, Store, own_key, shared_key
from onrecord.proof.wordlist import site_wordlist
from onrecord.settings import Site
from onrecord.terms import EVENTS
from onrecord.values.when import Day, Said, WhenError, parse_said
from onrecord.yamltext.edits import EditError
from onrecord.yamltext.questions import questions


@dataclass(frozen=True)
class _Asked:
    """What was asked for on the command line."""

    file: Path
    source: str
    onto: str | None
    header: Header
    published: Said | None
    address: str | None
    taken: datetime


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> Day | None:
    try:
        return None if value is None else Day.parse(value.strip())
    except WhenError as error:
        raise click.BadParameter(str(error)) from None


def _said(ctx: click.Context, param: click.Parameter, value: str | None) -> Said | None:
    try:
        return None if value is None else parse_said(value.strip())
    except WhenError as error:
        raise click.BadParameter(str(error)) from None


def _event(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None and value not in EVENTS:
        hint = did_you_mean(value, EVENTS.ids) or f"one of: {', '.join(EVENTS.ids)}"
        raise click.BadParameter(f"there is no event `{value}`; {hint}")
    return value


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--source", required=True, metavar="ID", help="What the record calls the source, or one of the registry."
)
@click.option(
    "--onto", "onto_record", metavar="RECORD", help="Add the statements to this record, after what is there."
)
@click.option(
    "--published", callback=_said, metavar="DATE", help="When it was published, where the page does not say."
)
@click.option("--title", help="What we call the incident: no figure, no side.")
@click.option(
    "--date", callback=_day, metavar="DATE", help="The local date of the incident, where you know it."
)
@click.option("--place", metavar="ID", help="A place of registry/places.yml.")
@click.option("--event", callback=_event, metavar="TERM", help="The kind of event, a term of the codebook.")
@click.option("--address", metavar="URL", help="Where the copy was read; without it, the page's own address.")
@click.option("--taken", metavar="TIME", help="When the copy was saved: 2024-01-24T18:00Z. Without it: now.")
@config_option
def draft(
    file: Path,
    source: str,
    onto_record: str | None,
    published: Said | None,
    title: str | None,
    date: Day | None,
    place: str | None,
    event: str | None,
    address: str | None,
    taken: str | None,
    config_file: Path | None,
) -> None:
    """Write a draft record from FILE, the copy of an article.

    FILE is a page saved as HTML, a PDF with a text layer, or plain text; it is kept as the snapshot of the
    source. What is certain is written: the source, the passages and quotations word for word, named speakers.
    What is supposed stands as a question, `# ?`, beside its passage, and holds once you take away the mark.
    Nothing is overwritten, and no record with a question can be published.

    Exit status: 0 written, 2 wrong usage, or a file that cannot be used.

    \b
    Examples:
      onrecord draft article.html --source iran-daily
      onrecord draft article.txt --source article --published 2024-01-20
      onrecord draft second.html --source reuters-report --onto 2024-01-20-ain-al-asad
    """
    site = open_site(config_file)
    asked = _Asked(
        file,
        source,
        onto_record,
        Header(title, date, place, event),
        published,
        address_of(address) if address else None,
        moment_of(taken).utc if taken else datetime.now(UTC),
    )
    try:
        _draft(site, asked)
    except ExtractError as error:
        raise Stop(f"{shown(file.resolve())}: {error}") from None
    except (SnapshotError, EditError) as error:
        raise Stop(str(error)) from None


def _draft(site: Site, asked: _Asked) -> None:
    folder = site.root / site.settings.briefings
    read = sound(read_folder(folder, site.settings.briefings))
    check_folder(site)
    data = bytes_of(asked.file)
    extracted = extract(data, asked.file.name)
    found = article(extracted, page_of(data, extracted.media_type))
    shared = read.registries.sources.get(asked.source)
    when = published(found.metadata, asked.published, shared.published if shared else None)
    writer = _writer(site, read, found, asked.source, when)
    block = "" if shared else _block(asked.source, found, when)
    if asked.onto is None:
        path, text = _new(site, folder, read, writer, asked, block)
    else:
        path, text = _more(site, read, writer, asked, block)
    key = shared_key(asked.source) if shared else own_key(path.stem, asked.source)
    url = asked.address or next((one.value for one in found.metadata.url if one.value.startswith("http")), "")
    Store(site.root / site.settings.snapshots).add(
        data, key, extracted=extracted, address=url, taken=asked.taken
    )
    if asked.onto is None:
        write_new(path, text)
    else:
        rewrite(path, text)
    new = list(dict.fromkeys(writer.stubs.values()))
    registry = _add_stubs(folder, new, path.stem)
    _report(path, text, writer, new, registry, extracted)


def _writer(site: Site, read: Read, found: Article, source: str, when: Published) -> Writer:
    draft = read_article(found, Names(read.registries), when.when)
    words, _ = site_wordlist(site.root, site.settings.wording)
    new = stubs(draft.passages, (*read.registries.actors, *read.registries.places))
    return Writer(draft, source, new, read.registries, words)


def _block(source: str, found: Article, when: Published) -> str:
    lang = language_tag(found.metadata, found.lang)
    return source_block(source, found.metadata, when, lang, found.paid)


def _new(site: Site, folder: Path, read: Read, writer: Writer, asked: _Asked, block: str) -> tuple[Path, str]:
    header, draft = asked.header, writer.draft
    today = build_time().astimezone(site.settings.zone).date()
    day = header.date or (draft.date.days[0] if draft.date and draft.date.days else None)
    if day is None and draft.published is None:
        raise Stop(
            "the copy gives no date, and a record needs one; say when it was published, --published "
            "2024-01-20 (or its "
            "limits: 2024-01-20/2024-01-26), or when the incident was, --date 2024-01-20"
        )
    day = day or Day.parse(wide_day(draft.published))
    if day.earliest > today:
        raise Stop(f"{day.words()} is in the future; an incident has happened when it is filed")
    if header.place is not None and header.place not in read.registries.places:
        hint = did_you_mean(header.place, read.registries.places) or "add it to registry/places.yml first"
        raise Stop(f"there is no place `{header.place}`; {hint}")
    place = header.place or next(iter(draft.places), "")
    path = _path(folder, header.title or place or draft.article.headline, day, place or asked.source)
    text = record(
        writer,
        header,
        today=today,
        source=block,
        schema=record_schema(site, folder, path.parent),
    )
    _check(text, path)
    return path, text


def _path(folder: Path, title: str, day: Day, place: str) -> Path:
    """Where the draft goes, by year. Raises `Stop` where a record of that id is there."""
    id = record_id(title, day, place)
    for other in record_files(folder):
        if other.stem.casefold() == id:
            raise Stop(
                f"{shown(other)} is there already; add to it with --onto {other.stem}, or give this incident "
                "another --title"
            )
    return folder / f"{day.earliest.year:04}" / f"{id}.yml"


def _more(site: Site, read: Read, writer: Writer, asked: _Asked, block: str) -> tuple[Path, str]:
    incident = _record(read, asked.onto or "")
    if asked.header != Header():
        raise Stop("the record has its title, date, place and event; with --onto leave these out")
    if asked.source in incident.record.sources:
        raise Stop(
            f"the record has a source `{asked.source}` already; give this article another name, "
            f"for example --source {asked.source}-2"
        )
    path = site.root / incident.located.file
    old = path.read_bytes().decode("utf-8")
    text = onto(old, incident, writer, block)
    _check(text, path)
    return path, text


def _record(read: Read, name: str) -> Incident:
    id = Path(name).name
    for suffix in SUFFIXES:
        id = id.removesuffix(suffix)
    by_id = {incident.id: incident for incident in read.incidents}
    if id not in by_id:
        hint = did_you_mean(id, by_id) or "name the file of a record, without its ending"
        raise Stop(f"there is no record `{id}`, or it cannot be read; {hint}")
    return by_id[id]


def _check(text: str, path: Path) -> None:
    """Refuses to write what the reader would not take: that would be a mistake of ours."""
    for problem in problems_of(text, shown(path)):
        if problem.severity is Severity.ERROR:
            raise Stop(f"the draft would not be valid, line {problem.place.line}: {problem.what}")


def _add_stubs(folder: Path, new: list[Stub], record: str) -> str:
    """Adds new actors at the end of their registry, of which nothing else changes; returns its name."""
    if not new:
        return ""
    lines = "".join(one.text(record) for one in new)
    try:
        more = addition(folder, "actors", lines, [one.id for one in new])
    except EditError as error:
        click.echo(f"{error}. Add there:", err=True)
        click.echo(lines, err=True)
        return ""
    more.write()
    return shown(more.path)


def _report(
    path: Path, text: str, writer: Writer, new: list[Stub], registry: str, extracted: Extracted
) -> None:
    draft = writer.draft
    quotations = sum(len(one.quotations) for one in draft.passages)
    open_questions = len(questions(text))
    click.echo(f"Wrote {shown(path)}.")
    rows = [
        (len(draft.passages), "statement", "statements, in the order of the article"),
        (quotations, "quotation", "quotations, word for word"),
        (open_questions, "question", "questions, each behind `# ?`"),
        (len(draft.left), "sentence", "sentences of which nothing was made, listed at the end"),
    ]
    for number, one, several in rows:
        click.echo(f"{number:>5}  {several if number != 1 else several.replace(f'{one}s', one, 1)}")
    if registry:
        click.echo(f"New in {registry}: {', '.join(one.id for one in new)}.")
    for note in (*draft.notes, *([extracted.note] if extracted.note else [])):
        click.echo(f"Note: {note}")
    click.echo("Answer the questions, then run `onrecord check` and `onrecord verify`.")
