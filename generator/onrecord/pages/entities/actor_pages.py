"""A page for each actor and each person with a public role, by what is said of it and by whom."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from onrecord import phrases
from onrecord.library.derive import account
from onrecord.library.index import index
from onrecord.library.library import Library
from onrecord.library.mentions import Mention, mentions
from onrecord.markdown import words
from onrecord.markdown.escape import Markdown, escape
from onrecord.markdown.links import Links
from onrecord.markdown.printer import inline
from onrecord.markdown.prose import prose
from onrecord.pages.briefing import counts
from onrecord.pages.entities.entity import (
    Entity,
    Row,
    Rows,
    Section,
    by_date,
    entity_pages,
    notes_of,
    subjects,
    unique,
)
from onrecord.pages.page import Edition, Page
from onrecord.record.registry import Actor
from onrecord.record.statement import Casualties, Force, Responsibility, Tally, Target
from onrecord.record.things import Loss
from onrecord.terms import ACTOR_KINDS
from onrecord.terms.facts import FACTS

#: (role, fragment, heading, column) of the sections in which others speak of an actor.
_SPOKEN_OF = (
    ("claimant", "claims", "Claims of responsibility", "Claim"),
    ("blamed", "blamed", "Blamed or suspected, according to others", "Accusation"),
    ("denies", "denies", "Denials", "Denial"),
    ("declines", "declines", "Declined to comment", "Answer"),
    ("target", "target", "Named as a target, according to others", "Target"),
    ("harmed", "harmed", "Casualties, according to others", "Figure"),
    ("counted", "counted", "Other figures of its people, according to others", "Figure"),
)
_NUMBERS = {
    "claimant": "claims of responsibility in {}",
    "blamed": "blamed or suspected in {}",
    "denies": "denials in {}",
    "target": "named as a target in {}",
    "harmed": "casualties given in {}",
    "counted": "other figures of its people in {}",
    "speaker": "speaks in {}",
    "side": "unnamed speakers in {}",
    "relay": "relays statements in {}",
}


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """The pages of actors and people that published records refer to, where the site has such pages."""
    links = Links(library, edition.settings)
    for actor_id in sorted(index(library).actors):
        if address := links.actor_page(actor_id):
            found = mentions(library).actors.get(actor_id, [])
            yield from entity_pages(library, edition, address, found, partial(_entity, edition, actor_id))


def numbers(library: Library, actor_id: str) -> Markdown:
    """In how many incidents an actor has which role: "blamed or suspected in 6 incidents, 2 claimed"."""
    found: dict[str, set[str]] = {}
    for mention in mentions(library).actors.get(actor_id, ()):
        if mention.incident and not (mention.context and mention.role != "speaker"):
            found.setdefault(mention.role, set()).add(mention.incident.id)
    parts = [
        text.format(words.plural(len(found[role]), "incident"))
        for role, text in _NUMBERS.items()
        if role in found
    ]
    return Markdown("; ".join(parts))


def _entity(edition: Edition, actor_id: str, links: Links) -> Entity:
    library = links.library
    actor = library.registries.actors[actor_id]
    person = actor.kind == "person"
    found = by_date(mentions(library).actors.get(actor_id, ()))
    folder = "People" if person else "Actors"
    sources, aliased = notes_of(links, [actor.described])
    kind = [] if person else [words.capital(escape(ACTOR_KINDS[actor.kind].label))]
    if actor.role:
        kind.insert(0, escape(actor.role))
    return Entity(
        name=actor.name,
        crumbs=(Markdown(f"[{folder}](index.md)"),),
        kind=tuple(kind),
        described=prose(actor.described) if actor.described else Markdown(),
        facts=tuple(_facts(links, edition, actor_id, actor, found)),
        derived=_derived(actor),
        sections=tuple(section for section in _sections(Rows(links), actor_id, found) if section.rows),
        sources=sources,
        aliases=aliased,
        names=(", ".join(actor.every_name),),
    )


def _derived(actor: Actor) -> Markdown:
    if actor.kind == "person":
        return Markdown(
            "This page is a list, made by us from the statements on our briefings, for a public role. Our "
            "selection decides which statements are here."
        )
    return Markdown(
        "This page is a list, made by us from the statements on our briefings. It does not say what "
        f"{escape(actor.name)} did: a role is what somebody says, and each row names who. Our selection "
        "decides which incidents are here."
    )


def _facts(
    links: Links, edition: Edition, actor_id: str, actor: Actor, found: list[Mention]
) -> Iterator[tuple[str, Markdown]]:
    library = links.library
    if actor.names:
        yield "In other scripts", own_names(actor.names)
    if other := [one for one in (actor.short, *(actor.aliases or ())) if one and one != actor.name]:
        yield "Also called", Markdown(", ".join(escape(one) for one in dict.fromkeys(other)))
    if actor.ids and actor.public:
        yield "Filed by others as", inline(phrases.external_ids(actor.ids))
    if actor.part_of:
        yield ("Speaks for" if actor.kind == "person" else "Part of"), links.actor(actor.part_of)
    parts = parts_of(library).get(actor_id, ())
    if parts:
        each = [
            f"{links.actor(one)} ({text})" if (text := numbers(library, one)) else links.actor(one)
            for one in parts
        ]
        yield "Parts, each on its own page", Markdown("<br>".join(each))
    if offices := _offices(found):
        yield "As the statements have it", offices
    if text := numbers(library, actor_id):
        yield "In this archive", Markdown(f"{words.capital(text)} *(counted by us)*")
    address = f"feeds/actors/{actor_id}"
    if edition.exports is not None and f"{address}.xml" in edition.exports.files:
        yield "Feed", Markdown(f"[Atom]({links.up}{address}.xml) · [JSON]({links.up}{address}.json)")


def own_names(names: dict[str, str]) -> Markdown:
    """Names in other scripts, each with its language and its direction."""
    return Markdown(
        "<br>".join(
            f'<bdi lang="{tag}">{escape(name)}</bdi> ({words.language(tag)})' for tag, name in names.items()
        )
    )


def parts_of(library: Library) -> dict[str, tuple[str, ...]]:
    """The ids of the parts of each actor that have a page, by name; found once for a library."""
    known: dict[str, tuple[str, ...]] | None = library.memo.get("parts")
    if known is None:
        actors = library.registries.actors
        found: dict[str, list[str]] = {}
        for one in sorted(index(library).actors, key=lambda one: words.order(actors[one].name, one)):
            if (above := actors[one].part_of) and actors[one].public:
                found.setdefault(above, []).append(one)
        known = library.memo["parts"] = {above: tuple(parts) for above, parts in found.items()}
    return known


def _offices(found: list[Mention]) -> Markdown:
    """The offices that statements give to a speaker, each with the days on which they were said."""
    days: dict[str, dict[Markdown, None]] = {}
    for mention in sorted(found, key=lambda one: one.day):
        statement = mention.statement
        if mention.role == "speaker" and statement and statement.as_:
            record = mention.incident.record if mention.incident else None
            said = statement.said or (record.date if record else None)
            days.setdefault(statement.as_, {})[escape(said.words()) if said else Markdown("undated")] = None
    texts = []
    for office, said_on in days.items():
        listed = [*said_on][:3]
        more = f" and {words.plural(len(said_on) - 3, 'more day')}" if len(said_on) > 3 else ""
        texts.append(f"{words.capital(escape(office))}: {'; '.join(listed)}{more}")
    return Markdown("<br>".join(texts))


def _sections(rows: Rows, actor_id: str, found: list[Mention]) -> Iterator[Section]:
    def of(*roles: str) -> list[Mention]:
        return [mention for mention in found if mention.role in roles]

    for role, fragment, title, column in _SPOKEN_OF:
        made = unique(rows.row(mention, _what(rows, actor_id, mention)) for mention in of(role))
        yield Section(fragment, title, made, column, _notes(role))
    yield Section("quotes", "Quotes", unique(_quoted(rows, of("speaker"))))
    yield Section("statements", "Other statements", unique(_said(rows, of("speaker"))))
    unnamed = unique(
        rows.row(mention, words.capital(text)) for mention in of("side") if (text := _about(mention))
    )
    yield Section("unnamed", "Unnamed speakers of this side", unnamed, "On", _notes("side"))
    yield Section("counts", "Counts and force levels", unique(_counted(rows, of("tally", "force"))), "Count")
    yield Section("relayed", "Statements relayed", tuple(_relayed(rows, of("relay"))))
    asked = unique(rows.row(mention, words.stop(escape(mention.value.outcome))) for mention in of("asked"))
    yield Section("asked", "We asked", asked)
    origin = unique(
        Row("", Markdown(), rows.links.source(None, mention.value), Markdown()) for mention in of("origin")
    )
    yield Section("sources", "Sources that carry its reports", origin)


def _notes(role: str) -> Markdown:
    match role:
        case "blamed":
            return Markdown(
                "Accusations are their makers’. Each names who makes it, and with what reservation."
            )
        case "harmed" | "counted":
            return Markdown("Figures stand as they were given. We do not add them up.")
        case "side":
            return Markdown("Described by the source as speaking for it, and not named there.")
    return Markdown()


def _what(rows: Rows, actor_id: str, mention: Mention) -> Markdown:
    library, value = rows.library, mention.value
    if isinstance(value, Responsibility):
        return words.capital(words.stance(library, value))
    if isinstance(value, Target):
        return words.capital(words.no_stop(escape(value.what)))
    if isinstance(value, Loss):
        return words.capital(words.thing(value, library))
    assert isinstance(value, Casualties)
    text = f"{FACTS[mention.fact].title}: {words.casualty(value, library)}"
    if len(value.who) > 1:
        text += f" (one figure for {words.names(library, value.who)})"
    if mention.incident and _replaced(library, mention):
        text += ", an earlier figure of this speaker"
    return Markdown(text)


def _replaced(library: Library, mention: Mention) -> bool:
    assert mention.incident is not None
    tolls = account(library, mention.incident).toll(mention.fact)
    return any(row.value is mention.value for toll in tolls for row in toll.earlier)


def _quoted(rows: Rows, found: list[Mention]) -> Iterator[Row]:
    for mention in found:
        assert mention.statement is not None
        for quote in mention.statement.quote or ():
            ours = " (our translation)" if quote.ours else ""
            yield rows.own_row(mention, f"“{escape(quote.text)}”{ours}")


def _said(rows: Rows, found: list[Mention]) -> Iterator[Row]:
    for mention in found:
        if about := _about(mention):
            yield rows.own_row(mention, about)


def _relayed(rows: Rows, found: list[Mention]) -> Iterator[Row]:
    """One row for each incident, with those whose words were relayed."""
    speakers: dict[tuple[str, str], dict[Markdown, Mention]] = {}
    for mention in found:
        assert mention.statement is not None
        who = words.speaker(rows.library, mention.incident, mention.statement)
        key = (mention.incident.id if mention.incident else "", mention.day[:4])
        speakers.setdefault(key, {}).setdefault(who, mention)
    for group in speakers.values():
        yield rows.incident_row(next(iter(group.values())), words.capital(words.both([*group])))


def _about(mention: Mention) -> Markdown:
    """What a statement is about, with its paraphrase; quotations and counts stand elsewhere.

    "spoke of the dead and damage. US forces acted in self-defence.": no word reads as the speaker's fate.
    """
    assert mention.statement is not None
    said = subjects(mention.statement, without=("quote", "tally", "paraphrase"))
    paraphrases = [words.stop(words.capital(escape(one))) for one in mention.statement.paraphrase or ()]
    return Markdown(" ".join([f"spoke of {said}.", *paraphrases] if said else paraphrases))


def _counted(rows: Rows, found: list[Mention]) -> Iterator[Row]:
    for mention in found:
        value = mention.value
        assert isinstance(value, (Tally, Force))
        parts = [
            f"{words.figure(str(number))} ({words.scope(rows.library, where)})"
            for where, number in value.count.items()
        ]
        if isinstance(value, Tally):
            label = rows.library.registries.measures[value.measure].name
            when = inline(counts.period(value))
        else:
            label = "Force level"
            when = escape(f"as of {value.as_of.words()}") if value.as_of else Markdown()
        text = f"{escape(label)}: {', '.join(parts)}{f'. {words.capital(when)}' if when else ''}"
        yield rows.row(mention, text)
