"""A page for each actor and each person with a public role, by what is said of it and by whom."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from onrecord.language import N_
from onrecord.language import gettext as _
from onrecord.library.derive import account
from onrecord.library.index import index
from onrecord.library.library import Library
from onrecord.library.mentions import Mention, mentions
from onrecord.pages.entities.about import Fact, also_called, feed_links, own_names, sources_of
from onrecord.pages.entities.entity import (
    Entity,
    Row,
    Section,
    by_date,
    by_name,
    entity_pages,
    filled,
    unique,
)
from onrecord.pages.entities.roles import numbers
from onrecord.pages.entities.rows import Rows, subjects
from onrecord.pages.page import Edition, Page
from onrecord.phrases import (
    NOTHING,
    Names,
    Phrase,
    Quoted,
    aside,
    capital,
    count,
    emphasis,
    external_ids,
    joined,
    listed,
    noted,
    paragraphs,
    period,
    phrase,
    say,
    say_many,
    semicolons,
    sentence,
    speaker,
    stance,
    stopped,
    thing,
    to_page,
    unstopped,
)
from onrecord.record.registry import Actor
from onrecord.record.statement import Casualties, Force, Responsibility, Tally, Target
from onrecord.record.things import Loss
from onrecord.terms import ACTOR_KINDS
from onrecord.terms.facts import FACTS

#: (role, fragment, heading, column) of the sections in which others speak of an actor.
_SPOKEN_OF = (
    ("claimant", "claims", N_("Claims of responsibility"), N_("Claim")),
    ("blamed", "blamed", N_("Blamed or suspected, according to others"), N_("Accusation")),
    ("denies", "denies", N_("Denials"), N_("Denial")),
    ("declines", "declines", N_("Declined to comment"), N_("Answer")),
    ("target", "target", N_("Named as a target, according to others"), N_("Target")),
    ("harmed", "harmed", N_("Casualties, according to others"), N_("Figure")),
    ("counted", "counted", N_("Other figures of its people, according to others"), N_("Figure")),
)
#: Days that are listed for an office.
_MOST_DAYS = 3


def pages(library: Library, edition: Edition) -> Iterator[Page]:
    """The pages of actors and people that published records refer to, where the site has such pages."""
    names = Names(library, edition.settings)
    for actor_id in sorted(index(library).actors):
        if address := names.actor_page(actor_id):
            mentioned = mentions(library).actors.get(actor_id, [])
            yield from entity_pages(edition, address, mentioned, partial(_entity, names, edition, actor_id))


def _entity(names: Names, edition: Edition, actor_id: str) -> Entity:
    library = names.library
    actor = library.registries.actors[actor_id]
    person = actor.kind == "person"
    mentioned = by_date(mentions(library).actors.get(actor_id, ()))
    sources = sources_of(names, actor.described)
    kind = [] if person else [capital(ACTOR_KINDS[actor.kind].label)]
    if actor.role:
        kind.insert(0, phrase(actor.role))
    return Entity(
        name=actor.name,
        crumbs=(
            to_page(_("People"), "people/index.md") if person else to_page(_("Actors"), "actors/index.md"),
        ),
        kind=tuple(kind),
        described=paragraphs(names, None, actor.described),
        facts=tuple(_facts(names, edition, actor_id, mentioned)),
        derived=_derived(actor),
        sections=filled(_sections(Rows.of(names), mentioned)),
        sources=sources,
        names=(", ".join(actor.every_name),),
    )


def _derived(actor: Actor) -> Phrase:
    if actor.kind == "person":
        return say(
            "This page is a list, made by us from the statements on our briefings, for a public role. Our "
            "selection decides which statements are here."
        )
    return say(
        "This page is a list, made by us from the statements on our briefings. It does not say what {actor} "
        "did: a role is what somebody says, and each row names who. Our selection decides which incidents "
        "are here.",
        actor=actor.name,
    )


def _facts(names: Names, edition: Edition, actor_id: str, mentioned: list[Mention]) -> Iterator[Fact]:
    library = names.library
    actor = library.registries.actors[actor_id]
    if actor.names:
        yield _("In other scripts"), own_names(actor.names)
    other = (actor.short, *(actor.aliases or ()))
    if also := also_called(name for name in other if name != actor.name):
        yield _("Also called"), (also,)
    if actor.ids and actor.public:
        yield _("Filed by others as"), (external_ids(actor.ids),)
    if actor.part_of:
        label = _("Speaks for") if actor.kind == "person" else _("Part of")
        yield label, (names.actor(actor.part_of),)
    if parts := parts_of(library).get(actor_id):
        lines = (aside(names.actor(part), numbers(library, part)) for part in parts)
        yield _("Parts, each on its own page"), tuple(lines)
    if offices := tuple(_offices(mentioned)):
        yield _("As the statements have it"), offices
    if roles := numbers(library, actor_id):
        ours = emphasis(say("(counted by us)"))
        yield _("In this archive"), (joined([capital(roles), ours], " "),)
    if feeds := feed_links(edition, f"feeds/actors/{actor_id}"):
        yield _("Feed"), (feeds,)


def parts_of(library: Library) -> dict[str, tuple[str, ...]]:
    """The ids of the parts of each actor that have a page, by name; gathered once for a library."""
    known: dict[str, tuple[str, ...]] | None = library.memo.get("parts")
    if known is None:
        actors = library.registries.actors
        parts: dict[str, list[str]] = {}
        for actor_id in by_name(index(library).actors, lambda actor_id: actors[actor_id].name):
            if (above := actors[actor_id].part_of) and actors[actor_id].public:
                parts.setdefault(above, []).append(actor_id)
        known = library.memo["parts"] = {above: tuple(ids) for above, ids in parts.items()}
    return known


def _offices(mentioned: list[Mention]) -> Iterator[Phrase]:
    """The offices that statements give to a speaker, each with the days on which they were said."""
    days: dict[str, dict[Phrase, None]] = {}
    for mention in sorted(mentioned, key=lambda mention: mention.day):
        statement = mention.statement
        if mention.role == "speaker" and statement and statement.as_:
            said = statement.said or (mention.incident.record.date if mention.incident else None)
            day = phrase(said.words()) if said else say("undated")
            days.setdefault(statement.as_, {})[day] = None
    for office, said_on in days.items():
        shown = semicolons([*said_on][:_MOST_DAYS])
        if (more := len(said_on) - _MOST_DAYS) > 0:
            shown = say_many(
                "{days} and {number} more day", "{days} and {number} more days", more, days=shown
            )
        yield say("{office}: {days}", office=capital(office), days=shown)


def _sections(rows: Rows, mentioned: list[Mention]) -> Iterator[Section]:
    def of(*roles: str) -> list[Mention]:
        return [mention for mention in mentioned if mention.role in roles]

    for role, fragment, title, column in _SPOKEN_OF:
        made = unique(rows.row(mention, _what(rows.unlinked, mention)) for mention in of(role))
        yield Section(fragment, _(title), made, _(column), _notes(role))
    yield Section("quotes", _("Quotes"), unique(_quoted(rows, of("speaker"))))
    yield Section("statements", _("Other statements"), unique(_said(rows, of("speaker"))))
    unnamed = (rows.row(mention, capital(text)) for mention in of("side") if (text := _about(mention)))
    yield Section("unnamed", _("Unnamed speakers of this side"), unique(unnamed), _("On"), _notes("side"))
    counted = unique(rows.row(mention, _level(rows.unlinked, mention)) for mention in of("tally", "force"))
    yield Section("counts", _("Counts and force levels"), counted, _("Count"))
    yield Section("relayed", _("Statements relayed"), tuple(_relayed(rows, of("relay"))))
    asked = unique(rows.row(mention, stopped(mention.value.outcome)) for mention in of("asked"))
    yield Section("asked", _("We asked"), asked)
    origin = (Row("", NOTHING, rows.names.source(None, mention.value), NOTHING) for mention in of("origin"))
    yield Section("sources", _("Sources that carry its reports"), unique(origin))


def _notes(role: str) -> str:
    match role:
        case "blamed":
            return _("Accusations are their makers’. Each names who makes it, and with what reservation.")
        case "harmed" | "counted":
            return _("Figures stand as they were given. We do not add them up.")
        case "side":
            return _("Described by the source as speaking for it, and not named there.")
        case _:
            return ""


def _what(names: Names, mention: Mention) -> Phrase:
    """What is said of the actor: a stance, what was aimed at, or a figure of its people."""
    value = mention.value
    if isinstance(value, Responsibility):
        return capital(stance(names, value))
    if isinstance(value, Target):
        return capital(unstopped(value.what))
    if isinstance(value, Loss):
        return capital(thing(names, value))
    assert isinstance(value, Casualties)
    text = say("{fact}: {figure}", fact=FACTS[mention.fact].title, figure=noted(names, value))
    if len(value.who) > 1:
        text = say("{figure} (one figure for {people})", figure=text, people=names.actors(value.who))
    if _replaced(names.library, mention):
        text = say("{figure}, an earlier figure of this speaker", figure=text)
    return text


def _replaced(library: Library, mention: Mention) -> bool:
    tolls = account(library, mention.incident).toll(mention.fact) if mention.incident else ()
    return any(row.value is mention.value for toll in tolls for row in toll.earlier)


def _quoted(rows: Rows, mentioned: list[Mention]) -> Iterator[Row]:
    for mention in mentioned:
        assert mention.statement is not None
        for quote in mention.statement.quote or ():
            said = phrase(Quoted(quote.text))
            ours = say("{quotation} (our translation)", quotation=said) if quote.ours else said
            yield rows.own_row(mention, ours)


def _said(rows: Rows, mentioned: list[Mention]) -> Iterator[Row]:
    for mention in mentioned:
        if about := _about(mention):
            yield rows.own_row(mention, about)


def _relayed(rows: Rows, mentioned: list[Mention]) -> Iterator[Row]:
    """One row for each incident and year, with those whose words were relayed."""
    relayed: dict[tuple[str, str], dict[Phrase, Mention]] = {}
    for mention in mentioned:
        assert mention.statement is not None
        who = speaker(rows.unlinked, mention.incident, mention.statement)
        key = (mention.incident.id if mention.incident else "", mention.day[:4])
        relayed.setdefault(key, {}).setdefault(who, mention)
    for speakers in relayed.values():
        yield rows.incident_row(next(iter(speakers.values())), capital(listed(speakers)))


def _about(mention: Mention) -> Phrase:
    """What a statement is about, with its paraphrase; quotations and counts stand elsewhere.

    "spoke of the dead and damage. US forces acted in self-defence.": no word reads as the speaker's fate.
    """
    assert mention.statement is not None
    said = subjects(mention.statement, without=("quote", "tally", "paraphrase"))
    about = say("spoke of {subjects}.", subjects=said) if said else NOTHING
    return joined([about, *map(sentence, mention.statement.paraphrase or ())], " ")


def _level(names: Names, mention: Mention) -> Phrase:
    """A running count or a force level, with its days: "Force level: 2,500 (Iraq). As of 30 January 2024"."""
    value = mention.value
    assert isinstance(value, Tally | Force)
    counts = joined(aside(count(number), names.scope(place)) for place, number in value.count.items())
    if isinstance(value, Tally):
        label, when = phrase(names.library.registries.measures[value.measure].name), period(value)
    else:
        label = say("Force level")
        when = say("as of {day}", day=value.as_of.words()) if value.as_of else NOTHING
    text = say("{what}: {counts}", what=label, counts=counts)
    return say("{counts}. {period}", counts=text, period=capital(when)) if when else text
