"""Phrases as Markdown strings, where no page is known: for modules that join Markdown themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from onrecord import language as languages
from onrecord import phrases
from onrecord.library.derive import Account, Row
from onrecord.library.library import Incident, Library
from onrecord.markdown.escape import Markdown, escape, numbers_a_list
from onrecord.markdown.printer import Printer, inline
from onrecord.phrases import Names, lists
from onrecord.record.source import Source
from onrecord.record.statement import Casualties, Responsibility, Statement
from onrecord.values.when import Day

#: A letter that the escape has written as an entity.
_ENTITY = re.compile("&#(6[5-9]|[78][0-9]|90|9[7-9]|1[01][0-9]|12[0-2]);")


def capital(text: str) -> Markdown:
    """The phrase with a capital letter at its start, also where it starts with a link."""
    link, text = ("[", text[1:]) if text.startswith("[") else ("", text)
    if found := _ENTITY.match(text):
        return Markdown(link + chr(int(found[1])).upper() + text[found.end() :])
    return Markdown(link + text[:1].upper() + text[1:])


def stop(text: str) -> Markdown:
    """The sentence with a full stop, unless it ends already."""
    if numbers_a_list(text):
        # "3." at the start of a line would begin a list.
        return Markdown(f"{text}&#46;")
    return Markdown(
        text if text.endswith((".", "!", "?", "&#33;", "&#46;", "&#63;", "…", ".”")) else f"{text}."
    )


def no_stop(text: str) -> Markdown:
    """The phrase without its full stop, to stand inside a sentence."""
    return Markdown(phrases.unstopped(text))


def aside(text: str, note: str | None) -> Markdown:
    """A phrase with a remark in brackets."""
    return Markdown(f"{text} ({no_stop(escape(note))})") if note else Markdown(text)


def aside_markdown(text: str, remark: str) -> Markdown:
    """A phrase with a remark in brackets that is Markdown already."""
    return Markdown(f"{text} ({remark})")


def day(at: datetime) -> Markdown:
    """The day of a moment: 29 January 2024."""
    return escape(Day.parse(at.date().isoformat()).words())


def standing(rows: Sequence[Row], *, inside: bool = False) -> Markdown:
    """Who and how many stand behind rows; ``inside`` a sentence."""
    publications = len({source for row in rows for source in row.statement.source})
    spoken = [row.voice for row in rows if row.statement.by is not None]
    reports = {row.voice.speaker for row in rows if row.statement.by is None}
    behind = phrases.standing(
        publications, len({one.speaker for one in spoken}), len({one.house for one in spoken}), len(reports)
    )
    said = phrases.say("{standing} (counted by us)", standing=behind)
    return inline(said if inside else phrases.capital(said))


def plural(number: int, noun: str, one: str = "", many: str = "s") -> str:
    """A number with its noun: "1 source", "3 sources".

    For other nouns the two endings, as in entr-y and entr-ies.
    """
    return f"{number:,} {noun}{one if number == 1 else many}"


def figure(text: str) -> Markdown:
    """A count with its thousands parted: 2,500."""
    return escape(phrases.grouped(text))


def language(tag: str) -> Markdown:
    """The name of a language by its BCP 47 tag, as `language.language` has it."""
    return escape(languages.language(tag))


def both(parts: Sequence[str], word: str = "and") -> Markdown:
    """Markdown parts as a list in a sentence: a, b and c."""
    if len(parts) < 2:
        return Markdown("".join(parts))
    return Markdown(f"{', '.join(parts[:-1])} {word} {parts[-1]}")


def actor_name(library: Library, actor_id: str) -> str:
    """An actor's one spelling, or the label of a party of the vocabulary."""
    return Names(library).actor_text(actor_id)


def short_name(library: Library, actor_id: str) -> str:
    """An actor's short name where the registry has one, else as `actor_name`."""
    return phrases.plain(Names(library).short(actor_id))


def name(library: Library, actor_id: str) -> Markdown:
    """`actor_name`, escaped."""
    return escape(actor_name(library, actor_id))


def side(library: Library, house: str) -> Markdown:
    """A house of speakers by its short name; "a speaker whose side is not stated" for one without a side."""
    return inline(Names(library).side(house))


def order(name: str, one: str) -> tuple[str, str]:
    """The key by which lists are in the order of names: capital or not, then by id."""
    return lists.order(name, one)


def names(library: Library, ids: Iterable[str]) -> Markdown:
    """Several of them: a, b and c."""
    return both([name(library, one) for one in ids])


def scope_name(library: Library, key: str) -> str:
    """The words for a country code, a place id or ``total``."""
    return phrases.plain(Names(library).scope(key))


def scope(library: Library, key: str) -> Markdown:
    """`scope_name`, escaped."""
    return escape(scope_name(library, key))


def country(library: Library, code: str) -> str:
    """A country's name: that of the place of the registry that stands for it, else that of CLDR."""
    return Names(library).country(code)


def casualty(value: Casualties, library: Library, *, brief: bool = False) -> Markdown:
    """How many, as `phrases.figure` has it; with its note unless ``brief``."""
    return inline((phrases.figure if brief else phrases.noted)(Names(library), value))


def thing(value: phrases.Thing, library: Library) -> Markdown:
    """What was lost, how many attacked, how long, how far from a place, as `phrases.thing` has it."""
    return inline(phrases.thing(Names(library), value))


def vessel(library: Library, vessel_id: str) -> Markdown:
    """A vessel with what identifies it, as `phrases.vessel` has it."""
    return inline(phrases.vessel(Names(library), vessel_id))


def verified(library: Library, account: Account, statement: Statement) -> Markdown:
    """Whether others could confirm a statement, as `phrases.verified` has it."""
    return inline(phrases.verified(Names(library), account, statement))


def noted_value(library: Library, account: Account, row: Row) -> Markdown:
    """What a row says, with what its speaker adds, as `phrases.noted_value` has it."""
    return inline(phrases.noted_value(Names(library), account, row))


def weapons(names: Names, statement: Statement, up: str = "") -> Markdown:
    """What was used, as `phrases.weapons` has it."""
    return Printer(up)(phrases.weapons(names, statement))


def speaker(
    library: Library, incident: Incident | None, statement: Statement, *, full: bool = False
) -> Markdown:
    """Who says it, as `phrases.speaker` has it."""
    return inline(phrases.speaker(Names(library), incident, statement, full=full))


def owner(library: Library, incident: Incident, row: Row) -> Markdown:
    """Who gives a row, by the short name where the registry has one."""
    return inline(phrases.owner(Names(library), incident, row.statement))


def office(statement: Statement) -> Markdown:
    """The office held that day, to follow the name: ", prime minister of Iraq"."""
    return inline(phrases.office(statement))


def reporter(library: Library, incident: Incident | None, statement: Statement) -> Markdown:
    """The publication that speaks where nobody is quoted: the agency it came from, or the publisher."""
    return inline(phrases.reporter(Names(library), incident, statement))


def relayed(library: Library, incident: Incident | None, statement: Statement) -> tuple[str, ...]:
    """Who relayed a statement; whose report a confidential source carries is not told."""
    return phrases.relayed(library, incident, statement)


def publication(source: Source) -> Markdown:
    """What a source is called in a sentence; nothing of a confidential one is published."""
    return inline(phrases.publication(source))


def chain(library: Library, incident: Incident | None, statement: Statement) -> Markdown:
    """How it reached us, to follow the speaker: ", in a statement, via Reuters, 30 January 2024"."""
    return inline(phrases.chain(Names(library), incident, statement))


def stance(library: Library, value: Responsibility) -> Markdown:
    """What is said about responsibility, as `phrases.stance` has it."""
    return inline(phrases.stance(Names(library), value))


def time_words(library: Library, account: Account, row: Row) -> Markdown:
    """A time of day at the place, as `phrases.time_of_day` has it."""
    return inline(phrases.time_of_day(Names(library), account, row))
