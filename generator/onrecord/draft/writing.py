"""A draft as the text of a record, and as an addition to one that is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date as date_type

from onrecord.draft.metadata import Metadata, Told
from onrecord.draft.proposal import Draft
from onrecord.draft.source import Published
from onrecord.draft.statement import ASK, Writer, in_force_key, speaker_key
from onrecord.draft.words import plain
from onrecord.values.when import Day, Said
from onrecord.yamltext.writing import scalar


@dataclass(frozen=True, slots=True)
class Header:
    """What an editor has given for the header; what is None is asked."""

    title: str | None = None
    date: Day | None = None
    place: str | None = None
    event: str | None = None


#: Marks without a partner that are listed.
_MOST_MARKS = 20

_HOW = f"""\
# A draft that `onrecord draft` made of a copy. Certain, and written as it is: the source, the passages and
# quotations word for word, who is named as speaking, who relayed it. What says `{ASK.strip()}` is a
# question: take away the mark, with the blank behind it, where it is right; delete the line where it is not.
# No record with a question is published. `onrecord check` lists them.
"""


def record(writer: Writer, header: Header, *, today: date_type, source: str, schema: str = "") -> str:
    """The text of a new record; ``source`` is the block of its source, empty where that is registered."""
    draft = writer.draft
    lines = [f"# yaml-language-server: $schema={schema}"] if schema else []
    lines += [_HOW.rstrip(), *(f"{ASK}{plain(note)}" for note in draft.notes), ""]
    lines += _header(draft, header, writer)
    lines += ["story: developing", "publish: draft", f"created: {today.isoformat()}", ""]
    text = "\n".join(lines) + "\n"
    if source:
        text += f"sources:\n{source}\n"
    for part, items in _parts(writer).items():
        if items:
            text += f"{part}:\n{chr(10).join(items)}\n"
    return text.rstrip("\n") + "\n" + rest(writer)


def _header(draft: Draft, header: Header, writer: Writer) -> Iterator[str]:
    place = header.place or (draft.places[0] if draft.places else "")
    if header.title is not None:
        yield f"title: {scalar(header.title)}"
    elif place in writer.registries.places:
        name = writer.registries.places[place].name
        yield f"title: {scalar(f'Attack at {name}')}  {ASK}what we call it: no figure, no side"
    else:
        yield f"title: TODO  {ASK}what we call it: no figure, no side"
    if header.date is not None:
        yield f"date: {header.date}"
    else:
        yield from _date(draft)
    if header.place is not None:
        yield f"place: {header.place}"
    elif place:
        others = draft.places[1:4]
        yield f"{ASK}place: {place}" + (f"  # or {', or '.join(others)}" if others else "")
    if header.event is not None:
        yield f"event: {header.event}"
    else:
        told = (
            f"by its words {', or '.join(draft.events)}"
            if draft.events
            else "no word of the lead tells; see the codebook"
        )
        yield f"event: other  {ASK}{told}"


def _date(draft: Draft) -> Iterator[str]:
    found = draft.date
    if found is not None and found.days:
        others = "".join(f", or {one}" for one in found.days[1:])
        yield (
            f"date: {found.days[0]}?  {ASK}{plain(found.why)} Without its question mark, if that is "
            f"the day{others}."
        )
        yield f"{ASK}date_basis: {scalar(plain(found.why))}"
        return
    yield (
        f"date: {wide_day(draft.published)}?  {ASK}the article was published then; it gives no day "
        f"of the incident"
    )


def wide_day(published: Said | None) -> str:
    """The month, or the year, in which an article came out; it is not the day of what it tells."""
    if published is None:
        return ""
    first = published.earliest if isinstance(published, Day) else published.local.date()
    last = published.latest if isinstance(published, Day) else first
    if first.year == last.year and first.month == last.month:
        return f"{first.year}-{first.month:02}"
    return f"{first.year}" if first.year == last.year else f"{first.isoformat()}/{last.isoformat()}"


def _parts(writer: Writer) -> dict[str, list[str]]:
    items: dict[str, list[str]] = {"statements": [], "context": []}
    for passage, id in zip(writer.draft.passages, ids(writer, ()), strict=True):
        items["context" if passage.context else "statements"].append(writer.statement(passage, id))
    return items


def ids(writer: Writer, taken: Sequence[str], used: Iterable[str] = ()) -> Iterator[str]:
    """An id for each statement whose address another one could have, as it stands or once it is answered.

    ``taken`` are speakers of statements that are there, ``used`` the ids that these have.
    """
    seen, given = Counter(taken), set(used)
    for passage in writer.draft.passages:
        speaker = speaker_key(passage, writer.stubs)
        in_force = in_force_key(passage, writer.stubs)
        again = seen[speaker] or seen[in_force]
        seen.update({speaker, in_force})
        number = 2
        while again and f"{speaker[:70].rstrip('-')}-{number}" in given:
            number += 1
        id = f"{speaker[:70].rstrip('-')}-{number}" if again else ""
        given.add(id)
        yield id


def source_block(id: str, metadata: Metadata, published: Published, lang: str, paid: bool) -> str:
    """The block of a record's own source, as the page tells of itself."""
    lines = [f"  {id}:"]
    lines += _told("title", metadata.title) or [f"    title: TODO  {ASK}the copy gives no title"]
    lines += _told("publisher", metadata.publisher) or [f"    {ASK}publisher:  # the copy does not say"]
    lines += _told("author", metadata.author)
    lines += _url(metadata.url)
    if published.when is not None:
        lines.append(f"    published: {published.when}")
        lines.append(f"    published_basis: {scalar(plain(published.basis))}")
        day = str(published.when)[:10]
        others = [one for one in metadata.published if one.value[:10] != day]
        lines += [f"    {ASK}published: {one.value[:10]}  # so says {one.where}" for one in others[:2]]
    else:
        lines.append(f"    {ASK}published:  # {plain(published.basis)}")
    if lang:
        lines.append(f"    lang: {lang}")
    if paid:
        lines.append(f"    {ASK}seen: up to the note of the paywall")
    return "\n".join(lines) + "\n"


def _told(name: str, told: tuple[Told, ...]) -> list[str]:
    if not told:
        return []
    lines = [f"    {name}: {scalar(plain(told[0].value))}"]
    others = [one for one in told[1:] if plain(one.value) != plain(told[0].value)]
    return [*lines, *(f"    # {plain(one.where)}: {plain(one.value)}" for one in others[:2])]


def _url(told: tuple[Told, ...]) -> list[str]:
    good = [one for one in told if one.value.startswith(("http://", "https://")) and " " not in one.value]
    return [f"    url: {scalar(good[0].value)}"] if good else []


def rest(writer: Writer) -> str:
    """What no rule understood, sentence by sentence, and names that no registry has: lines to be deleted."""
    draft, text = writer.draft, writer.draft.article.text
    lines = []
    if draft.left or draft.article.rest or draft.unbalanced:
        lines.append(
            f"{ASK}Nothing was made of these, with their characters in the copy. Delete each once you "
            f"have read it."
        )
        every = [(one.start, one.end) for one in draft.left] + list(draft.article.rest)
        lines += [f"{ASK}{a}-{b}: {plain(text[a:b])}" for a, b in sorted(every)]
        lines += [
            f"{ASK}{at}: a quotation mark without a partner, {plain(_around(text, at))}"
            for at in draft.unbalanced[:_MOST_MARKS]
        ]
    if draft.unknown:
        lines.append("# Names that no registry has, and the characters at which sentences mention them:")
        lines += [f"#   {plain(name)}: {', '.join(map(str, places))}" for name, places in draft.unknown]
    return "\n" + "\n".join(lines) + "\n" if lines else ""


def _around(text: str, at: int) -> str:
    return f"“…{text[max(0, at - 20) : at + 30]}…”".replace("\n", " ")
