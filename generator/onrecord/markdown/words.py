"""Phrases that every page uses: names, counts of people, weapons, who says so. All are escaped Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from onrecord import locales, phrases
from onrecord.library.derive import Account, Row
from onrecord.library.library import Incident, Library
from onrecord.markdown.escape import Markdown, escape, numbers_a_list
from onrecord.record.source import Source
from onrecord.record.statement import Casualties, Responsibility, Statement
from onrecord.terms import CHANNELS, PARTIES, WEAPONS, Term
from onrecord.values.count import Form
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
    """Who and how many stand behind rows, as `phrases.standing` has it; ``inside`` a sentence."""
    publications = len({source for row in rows for source in row.statement.source})
    spoken = [row.voice for row in rows if row.statement.by is not None]
    reports = {row.voice.speaker for row in rows if row.statement.by is None}
    said = phrases.standing(
        publications, len({one.speaker for one in spoken}), len({one.house for one in spoken}), len(reports)
    )
    text = Markdown(f"{said} (counted by us)")
    return text if inside else capital(text)


def plural(number: int, noun: str, one: str = "", many: str = "s") -> str:
    """A number with its noun: "1 source", "3 sources".

    For other nouns the two endings, as in entr-y and entr-ies.
    """
    return f"{number:,} {noun}{one if number == 1 else many}"


def figure(text: str) -> Markdown:
    """A count with its thousands parted: 2,500."""
    return escape(phrases.grouped(text))


def language(tag: str) -> Markdown:
    """The name of a language by its BCP 47 tag, as `locales.language` has it."""
    return escape(locales.language(tag))


def both(parts: Sequence[str], word: str = "and") -> Markdown:
    """Markdown parts as a list in a sentence: a, b and c."""
    if len(parts) < 2:
        return Markdown("".join(parts))
    return Markdown(f"{', '.join(parts[:-1])} {word} {parts[-1]}")


def actor_name(library: Library, actor_id: str) -> str:
    """An actor's one spelling, or the label of a party of the vocabulary."""
    actor = library.actor(actor_id)
    if actor is not None:
        return actor.name
    term = PARTIES.get(actor_id)
    return term.label if term else actor_id


def short_name(library: Library, actor_id: str) -> str:
    """An actor's short name where the registry has one, else as `actor_name`."""
    actor = library.actor(actor_id)
    return actor.short if actor and actor.short else actor_name(library, actor_id)


def name(library: Library, actor_id: str) -> Markdown:
    """`actor_name`, escaped."""
    return escape(actor_name(library, actor_id))


def side(library: Library, house: str) -> Markdown:
    """A house of speakers by its short name; "an unnamed speaker" for one without a side."""
    actor = library.actor(house)
    return escape(actor.short or actor.name) if actor else Markdown("a speaker whose side is not stated")


def order(name: str, one: str) -> tuple[str, str]:
    """The key by which lists are in the order of names: capital or not, then by id."""
    return name.casefold(), one


def names(library: Library, ids: Iterable[str]) -> Markdown:
    """Several of them: a, b and c."""
    return both([name(library, one) for one in ids])


def scope_name(library: Library, key: str) -> str:
    """The words for a country code, a place id or ``total``."""
    if key == "total":
        return "Total, as stated"
    place = library.registries.places.get(key)
    return place.name if place is not None else country(library, key)


def scope(library: Library, key: str) -> Markdown:
    """`scope_name`, escaped."""
    return escape(scope_name(library, key))


def country(library: Library, code: str) -> str:
    """A country's name: that of the place of the registry that stands for it, else that of CLDR."""
    for place in library.registries.places.values():
        if place.precision == "country" and place.country == code:
            return place.name
    return locales.country(code)


def casualty(value: Casualties, library: Library | None = None, *, brief: bool = False) -> Markdown:
    """How many, as `phrases.figure` has it; with its note unless ``brief``."""
    place = (lambda one: scope_name(library, one)) if library else None
    party = (lambda one: actor_name(library, one)) if library else None
    text = phrases.figure(value, place, party)
    return escape(text if brief else phrases.noted(text, value.note))


def weapons(statement: Statement, link: Callable[[str, Markdown], Markdown] | None = None) -> Markdown:
    """What was used, with the number where the same statement gives it: "a large number of rockets".

    Without a number it stays open whether there was one or several, so the kind alone is named. ``link``
    makes a link of a weapon's id and the words for it.
    """
    terms = [WEAPONS[one] for one in statement.weapons or ()]

    def named(term: Term, label: str) -> Markdown:
        return link(term.id, escape(label)) if link else escape(label)

    count = statement.projectiles
    if count is None or not phrases.precedes(count):
        return both([named(term, term.label) for term in terms]) or Markdown("projectiles")
    one = str(count) == "1"
    labels = both([named(term, term.label if one else term.plural or term.label) for term in terms])
    if len(terms) > 1 and count.form is not Form.WORD:
        return Markdown(f"{escape(phrases.amount(count))} in all: {labels}")
    return Markdown(f"{escape(phrases.amount(count))} {labels or ('projectile' if one else 'projectiles')}")


def speaker(
    library: Library, incident: Incident | None, statement: Statement, *, full: bool = False
) -> Markdown:
    """Who says it: "US Central Command"; "a US official, not named"; "Iran Daily, in its own words".

    In ``full`` with the anonymity that the source states.
    """
    by = statement.by
    if by is None:
        return Markdown(f"{reporter(library, incident, statement)}, in its own words")
    return name(library, by.actor) if by.actor else escape(phrases.unnamed(by, full=full))


def owner(library: Library, incident: Incident, row: Row) -> Markdown:
    """Who gives a row, by the short name where the registry has one."""
    by = row.statement.by
    if by is None:
        return reporter(library, incident, row.statement)
    if by.actor:
        actor = library.actor(by.actor)
        return escape(actor.short or actor.name) if actor else escape(by.actor)
    return escape(by.role)


def office(statement: Statement) -> Markdown:
    """The office held that day, to follow the name: ", prime minister of Iraq"."""
    return Markdown(f", {escape(statement.as_)}") if statement.as_ else Markdown()


def reporter(library: Library, incident: Incident | None, statement: Statement) -> Markdown:
    """The publication that speaks where nobody is quoted: the agency it came from, or the publisher."""
    source = library.source(incident, statement.source[0])
    if relay := relayed(source, statement):
        return name(library, relay[0])
    return publication(source)


def relayed(source: Source, statement: Statement) -> tuple[str, ...]:
    """Who relayed a statement; whose report a confidential source carries is not told."""
    return statement.via or (() if source.confidential else source.origin) or ()


def publication(source: Source) -> Markdown:
    """What a source is called in a sentence; nothing of a confidential one is published."""
    return (
        Markdown("a confidential source") if source.confidential else escape(source.publisher or source.title)
    )


def chain(library: Library, incident: Incident | None, statement: Statement) -> Markdown:
    """How it reached us, to follow the speaker: ", in a statement, via Reuters, 30 January 2024"."""
    parts: list[str] = []
    if statement.in_:
        parts.append(escape(CHANNELS[statement.in_].phrase))
    source = library.source(incident, statement.source[0])
    if statement.by is not None and (relay := relayed(source, statement)):
        parts.append(f"via {both([name(library, one) for one in relay])}")
    # The day of the incident goes without saying.
    if statement.said and (incident is None or str(statement.said) != str(incident.record.date)):
        derived = " (date ours)" if statement.said_basis else ""
        parts.append(f"{escape(statement.said.words())}{derived}")
    return Markdown("".join(f", {part}" for part in parts))


def stance(library: Library, value: Responsibility) -> Markdown:
    """What is said about responsibility, as `phrases.stance` has it."""
    return escape(phrases.stance(value, lambda one: short_name(library, one)))


def time_words(library: Library, account: Account, row: Row) -> Markdown:
    """A time of day at the place; one given in another zone stands behind it, in brackets."""
    record = account.incident.record
    place = library.registries.places.get(record.place or "")
    given = escape(row.value.words())
    local = row.value.local(ZoneInfo(place.zone), record.date) if place and place.zone else None
    return Markdown(f"{escape(local)} at the place (given as {given}; converted by us)") if local else given
