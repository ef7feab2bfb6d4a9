"""Phrases that every page uses: names, counts of people, weapons, who says so. All are escaped Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from onrecord.library.derive import Row
from onrecord.library.library import Incident, Library
from onrecord.record.source import Source
from onrecord.record.statement import Casualties, Responsibility, Statement
from onrecord.render.escape import Markdown, escape, numbers_a_list
from onrecord.terms import CHANNELS, NATURES, PARTIES, STANCES, WEAPONS, Term
from onrecord.values.count import Count, Form, Kind
from onrecord.values.when import Day

#: Count words that need "of" before what is counted.
_OF = frozenset({"a number", "a small number", "a large number", "dozens", "most"})
#: A letter that the escape has written as an entity.
_ENTITY = re.compile("&#(6[5-9]|[78][0-9]|90|9[7-9]|1[01][0-9]|12[0-2]);")
_LANGUAGES = {
    "ar": "Arabic",
    "ckb": "Kurdish",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "he": "Hebrew",
    "ku": "Kurdish",
    "pt": "Portuguese",
    "ru": "Russian",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}
COUNTRIES = {"IQ": "Iraq", "SY": "Syria", "JO": "Jordan"}


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
    return Markdown(text[:-1] if text.endswith(".") and not text.endswith("..") else text)


def aside(text: str, note: str | None) -> Markdown:
    """A phrase with a remark in brackets."""
    return Markdown(f"{text} ({no_stop(escape(note))})") if note else Markdown(text)


def aside_markdown(text: str, remark: str) -> Markdown:
    """A phrase with a remark in brackets that is Markdown already."""
    return Markdown(f"{text} ({remark})")


def day(at: datetime) -> Markdown:
    """The day of a moment: 29 January 2024."""
    return escape(Day.parse(at.date().isoformat()).words())


def standing(rows: Sequence[Row]) -> Markdown:
    """Behind how many publications and speakers rows stand: "3 publications, 1 speaker".

    Where several speak for one house that is said too: they are not independent of each other.
    """
    publications = len({source for row in rows for source in row.statement.source})
    return Markdown(f"{plural(publications, 'publication')}, {_speakers(rows)}")


def _speakers(rows: Iterable[Row]) -> str:
    voices = {row.voice for row in rows}
    speakers, houses = len({voice.speaker for voice in voices}), len({voice.house for voice in voices})
    of = f" of {plural(houses, 'house')}" if houses < speakers else ""
    return f"{plural(speakers, 'speaker')}{of}"


def plural(number: int, noun: str, one: str = "", many: str = "s") -> str:
    """A number with its noun: "1 source", "3 sources".

    For other nouns the two endings, as in entr-y and entr-ies.
    """
    return f"{number:,} {noun}{one if number == 1 else many}"


def figure(text: str) -> Markdown:
    """A count with its thousands parted: 2,500."""
    return Markdown(re.sub(r"\d{4,}", lambda found: f"{int(found[0]):,}", escape(text)))


def language(tag: str) -> Markdown:
    """The English name of a language by its BCP 47 tag, for those that occur most; else the tag."""
    return escape(_LANGUAGES.get(tag.split("-")[0].lower(), tag))


def both(parts: Sequence[str], word: str = "and") -> Markdown:
    """Markdown parts as a list in a sentence: a, b and c."""
    if len(parts) < 2:
        return Markdown("".join(parts))
    return Markdown(f"{', '.join(parts[:-1])} {word} {parts[-1]}")


def name(library: Library, actor_id: str) -> Markdown:
    """An actor's one spelling, or the label of a party of the vocabulary."""
    actor = library.actor(actor_id)
    if actor is not None:
        return escape(actor.name)
    term = PARTIES.get(actor_id)
    return escape(term.label if term else actor_id)


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


def scope(library: Library, key: str) -> Markdown:
    """The words for a country code, a place id or ``total``."""
    if key == "total":
        return Markdown("Total, as stated")
    place = library.registries.places.get(key)
    if place is not None:
        return escape(place.name)
    return escape(country(library, key))


def country(library: Library, code: str) -> str:
    """A country's name: that of the place of the registry that stands for it, else the code."""
    for place in library.registries.places.values():
        if place.precision == "country" and place.country == code:
            return place.name
    return COUNTRIES.get(code, code)


def casualty(value: Casualties, library: Library | None = None, *, brief: bool = False) -> Markdown:
    """How many, in words that keep the bound and the nature.

    For example "at least 34", "minor injuries, number not given".
    """
    # "2 wounded, wounded" would say it twice: the column says injured.
    count, natures = value.count, [NATURES[one] for one in value.nature or () if one != "wounds"]
    kinds = both([escape(term.plural or term.label) for term in natures])
    if count.kind is Kind.ZERO:
        text = Markdown("none")
    elif count.state == "under evaluation":
        label = both([escape(term.label) for term in natures])
        text = Markdown(f"being evaluated for {label}" if natures else "being evaluated")
    elif count.state == "not confirmed":
        text = Markdown(f"{kinds}: number not confirmed" if natures else "number not confirmed")
    elif count.state in ("some", "a number"):
        text = Markdown(f"{kinds}, number not given" if natures else "number not given")
    elif count.kind is Kind.SOME:
        text = Markdown(f"{count.word}, {kinds}" if natures else count.word)
    else:
        phrases = [escape(term.phrase) for term in natures]
        text = Markdown(", ".join([figure(str(count)), *phrases]))
    if value.where and library is not None:
        text = Markdown(f"{text}, at {scope(library, value.where)}")
    return text if brief else aside(text, value.note)


def weapons(statement: Statement, link: Callable[[str, Markdown], Markdown] | None = None) -> Markdown:
    """What was used, with the number where the same statement gives it: "a large number of rockets".

    Without a number it stays open whether there was one or several, so the kind alone is named. ``link``
    makes a link of a weapon's id and the words for it.
    """
    terms = [WEAPONS[one] for one in statement.weapons or ()]

    def named(term: Term, label: str) -> Markdown:
        return link(term.id, escape(label)) if link else escape(label)

    count = statement.projectiles
    if count is None or not count_precedes(count):
        return both([named(term, term.label) for term in terms]) or Markdown("projectiles")
    one = str(count) == "1"
    labels = both([named(term, term.label if one else term.plural or term.label) for term in terms])
    if len(terms) > 1 and count.form is not Form.WORD:
        return Markdown(f"{amount(count)} in all: {labels}")
    return Markdown(f"{amount(count)} {labels or ('projectile' if one else 'projectiles')}")


def count_precedes(count: Count) -> bool:
    """Whether the count can stand before a noun."""
    return count.form is not Form.WORD or count.kind is Kind.SOME


def amount(count: Count) -> Markdown:
    """A count as it stands before a noun: "15", "a large number of"."""
    return figure(f"{count} of" if count.state in _OF else str(count))


def speaker(library: Library, incident: Incident | None, statement: Statement) -> Markdown:
    """Who says it: "US Central Command"; "a US official (not named)"; "Iran Daily (in its own words)"."""
    by = statement.by
    if by is None:
        return Markdown(f"{reporter(library, incident, statement)} (in its own words)")
    return name(library, by.actor) if by.actor else Markdown(f"{escape(by.role)} (not named)")


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


def stance(library: Library, value: Responsibility, *, own: bool) -> Markdown:
    """What is said about responsibility, without the speaker.

    For example "blamed Kataib Hezbollah (no final assessment)".
    """
    verb = STANCES[value.stance].verb
    about = names(library, value.actors or ())
    described = no_stop(escape(value.described or ""))
    whom = Markdown(f"{about} ({described})" if about and described else about or described)
    match value.stance:
        case "claims":
            text = f"{verb} responsibility" + (f", for {whom}" if whom else "")
        case "denies":
            text = f"{verb} responsibility" + (f" on the part of {whom}" if whom else "")
        case "unclaimed":
            text = "said that nobody had claimed it"
        case "blames" | "suspects":
            text = f"{verb}: {whom}"
        case _:
            text = verb
    extra = [f"reservation: {no_stop(escape(value.hedge))}"] if value.hedge else []
    extra += [f"evidence given: {no_stop(escape(value.evidence))}"] if value.evidence else []
    return Markdown(f"{text} ({'; '.join(extra)})" if extra else text)
