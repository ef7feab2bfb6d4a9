"""A page for each actor and each person with a public role, by what is said of it and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from onrecord.language import gettext as _
from onrecord.library.derive import account
from onrecord.library.index import index
from onrecord.library.library import Library
from onrecord.library.memory import gathered
from onrecord.library.mentions import Mention, mentions
from onrecord.pages.entities.about import Fact, also_called, feed_links, own_names, sources_of
from onrecord.pages.entities.entity import Entity, Section, by_name, entity_pages, filled
from onrecord.pages.entities.roles import in_incident, numbers
from onrecord.pages.entities.rows import Groups
from onrecord.pages.page import Edition, Page
from onrecord.phrases import (
    NOTHING,
    Names,
    Phrase,
    aside,
    capital,
    emphasis,
    external_ids,
    joined,
    level,
    noted,
    once,
    paragraphs,
    phrase,
    said,
    say,
    say_many,
    semicolons,
    sentence,
    small,
    stance,
    thing,
    to_page,
    unstopped,
)
from onrecord.record.registry import Actor
from onrecord.record.statement import Casualties, Force, Responsibility, Tally, Target
from onrecord.record.things import Loss
from onrecord.terms import ACTOR_KINDS
from onrecord.terms.facts import FACTS

#: The fragment of each role: it stood above the list of that role once, and stands at its first line now.
_FRAGMENTS = {
    "claimant": "claims",
    **{role: role for role in ("blamed", "denies", "declines", "target", "harmed", "counted", "asked")},
    **{"side": "unnamed", "tally": "counts", "force": "counts", "relay": "relayed"},
}
#: The roles in which a statement is the page's own, or that of its side.
_SPEAKING = frozenset({"speaker", "side"})
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
    mentioned = mentions(library).actors.get(actor_id, [])
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
        roles=_counted(library, actor_id),
        sections=filled(_sections(names, actor_id, mentioned)),
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
    if feeds := feed_links(edition, f"feeds/actors/{actor_id}"):
        yield _("Feed"), (feeds,)


def _counted(library: Library, actor_id: str) -> Phrase:
    roles = capital(numbers(library, actor_id))
    return joined([roles, emphasis(say("(counted by us)"))], " ") if roles else NOTHING


@gathered
def parts_of(library: Library) -> Mapping[str, tuple[str, ...]]:
    """The ids of the parts of each actor that have a page, by name; gathered once for a library."""
    actors = library.registries.actors
    parts: dict[str, list[str]] = {}
    for actor_id in by_name(index(library).actors, lambda actor_id: actors[actor_id].name):
        if (above := actors[actor_id].part_of) and actors[actor_id].public:
            parts.setdefault(above, []).append(actor_id)
    return {above: tuple(ids) for above, ids in parts.items()}


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


def _sections(names: Names, actor_id: str, mentioned: list[Mention]) -> Iterator[Section]:
    groups = Groups(names)
    spoken = {id(mention.statement) for mention in mentioned if mention.role in _SPEAKING}
    words = partial(_words, groups.unlinked, spoken)
    roles = partial(in_incident, groups.unlinked, actor_id)
    person = names.library.registries.actors[actor_id].kind == "person"
    own = frozenset({"speaker"}) if person else frozenset()
    about = [mention for mention in mentioned if mention.role not in ("origin", "owner")]
    of_incidents = [mention for mention in about if mention.incident]
    note = _(
        "Each line names who says it. Accusations are their makers’. Figures stand as they were given; we do "
        "not add them up."
    )
    yield Section(
        "incidents",
        _("What was said, by incident"),
        groups.groups(of_incidents, words, roles, _fragment, own),
        note="" if person else note,
    )
    of_none = [mention for mention in about if not mention.incident]
    counted = groups.groups(of_none, words, roles, _fragment, own)
    yield Section("running-counts", _("Running counts and force levels"), counted)
    origin = (names.source(None, mention.value) for mention in mentioned if mention.role == "origin")
    yield Section("sources", _("Sources that carry its reports"), links=tuple(once(origin)))


def _fragment(mention: Mention) -> str:
    if mention.role == "speaker":
        return "quotes" if mention.statement and mention.statement.quote else "statements"
    return _FRAGMENTS.get(mention.role, "")


def _words(names: Names, spoken: set[int], mention: Mention) -> Phrase:
    """What a statement says: all of it for the page's own, and of the actor where others speak."""
    if id(mention.statement) in spoken and mention.statement is not None:
        return said(names, mention.incident, mention.statement)
    if mention.role == "asked":
        return say("We asked. {outcome}", outcome=sentence(mention.value.outcome))
    if mention.role == "relay":
        if mention.statement is not None and mention.statement.by is None:
            return said(names, mention.incident, mention.statement)
        # Whose words they relayed is told once for the incident.
        return NOTHING
    return sentence(_what(names, mention))


def _what(names: Names, mention: Mention) -> Phrase:
    """What is said of the actor: a stance, what was aimed at, a figure of its people, how many there are."""
    value = mention.value
    if isinstance(value, Tally | Force):
        return level(names, value)
    if isinstance(value, Responsibility):
        return stance(names, value)
    if isinstance(value, Target):
        return say("aimed at or hit: {target}", target=unstopped(value.what))
    if isinstance(value, Loss):
        return thing(names, value)
    assert isinstance(value, Casualties)
    text = say(
        "{people}, {what}: {figure}",
        people=capital(names.actors(value.who)),
        what=small(FACTS[mention.fact].title),
        figure=noted(names, value),
    )
    if _replaced(names.library, mention):
        text = say("{figure}, an earlier figure of this speaker", figure=text)
    return text


def _replaced(library: Library, mention: Mention) -> bool:
    tolls = account(library, mention.incident).toll(mention.fact) if mention.incident else ()
    return any(row.value is mention.value for toll in tolls for row in toll.earlier)
