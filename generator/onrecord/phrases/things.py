"""Facts of a form of their own in words: "24 vehicles burnt", "about 40 gunmen", "could not confirm this"."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from onrecord.library.derive import Account
from onrecord.phrases.figures import amount, count, plural_of, precedes, qualified
from onrecord.phrases.lists import listed, once, semicolons, unstopped
from onrecord.phrases.names import Names, aside
from onrecord.phrases.spans import NOTHING, Link, Phrase, joined, phrase, say, say_many
from onrecord.phrases.speakers import owner
from onrecord.record.external import ExternalId
from onrecord.record.statement import Statement
from onrecord.record.things import Attackers, Loss, Position, Verification
from onrecord.terms import DIRECTIONS, ID_SCHEMES, LOSSES, THINGS, VERIFICATIONS
from onrecord.values.count import Count, Kind
from onrecord.values.quantity import Duration, Quantity

Thing = Attackers | Duration | Loss | Position


def thing(names: Names, value: Thing) -> Phrase:
    """What was lost, how many attacked, how long it lasted, how far from a place; without its note."""
    match value:
        case Loss():
            return loss(names, value)
        case Attackers():
            called = value.described
            return _of_things(value.count, lambda number: called or say_many("attacker", "attackers", number))
        case Position():
            return position(names, value)
        case Duration():
            return quantity(value)


def loss(names: Names, value: Loss) -> Phrase:
    """What was damaged or lost: "about 24 vehicles burnt", "houses destroyed, number not given"."""
    kind, state = THINGS[value.what], LOSSES[value.state].label

    def things(number: int) -> Phrase:
        return say("{things} {state}", things=value.described or kind.words(number), state=state)

    text = _of_things(value.count, things, value.qualifier)
    return say("{figure}, at {place}", figure=text, place=names.place(value.where)) if value.where else text


def _of_things(
    value: Count, things: Callable[[int], Phrase | str], qualifiers: Iterable[str] | None = None
) -> Phrase:
    """A count with its noun: "about 40 attackers", "vehicles, number not given", "no vehicles"."""
    many = things(2)
    if value.kind is Kind.ZERO or str(value) == "0":
        return say("no {things}", things=many)
    if value.state in ("some", "a number"):
        return qualified(say("{things}, number not given", things=many), qualifiers)
    if value.state == "under evaluation":
        return say("{things}: being evaluated", things=many)
    if value.state == "not confirmed":
        return say("{things}: number not confirmed", things=many)
    if not precedes(value):
        return say("{things}: {count}", things=many, count=count(value))
    number = qualified(amount(value), qualifiers)
    return say("{count} {things}", count=number, things=things(plural_of(value)))


def quantity(value: Quantity) -> Phrase:
    """How long, or how far: "about 6 hours", "1 nautical mile"."""
    one, many = f"{{count}} {value.singular[value.unit]}", f"{{count}} {value.unit}"
    number = next((part for part in (value.count.high, value.count.low) if part is not None), 2)
    return say_many(one, many, number, count=amount(value.count))


def position(names: Names, value: Position) -> Phrase:
    """Where it lay: "15 nautical miles (28 kilometres, converted by us) south-west of Mokha"."""
    distance = quantity(value.distance)
    if ours := value.distance.converted():
        distance = say("{distance} ({ours}, converted by us)", distance=distance, ours=quantity(ours))
    place = names.place(value.of)
    if value.direction is None:
        return say("{distance} from {place}", distance=distance, place=place)
    direction = DIRECTIONS[value.direction].label
    return say("{distance} {direction} of {place}", distance=distance, direction=direction, place=place)


def vessel(names: Names, vessel_id: str) -> Phrase:
    """A vessel with what identifies it: "Rubymar (bulk carrier, flag of Belize, IMO 9138898)"."""
    found = names.library.registries.vessels[vessel_id]
    parts = [phrase(found.kind or "")]
    parts += [say("flag of {country}", country=names.country(found.flag))] if found.flag else []
    parts += [
        phrase(f"{ID_SCHEMES[one.scheme].label} {one.id}")
        for one in found.ids or ()
        if one.scheme in ("imo", "mmsi")
    ]
    return aside(found.name, joined(parts))


def verified(names: Names, account: Account, statement: Statement) -> Phrase:
    """Whether others could confirm a statement: "The Daily could not independently confirm this".

    Without a full stop; empty where nobody says so.
    """
    said: dict[str, list[Phrase]] = {}
    for row in account.verified(statement):
        who = owner(names, account.incident, row.statement)
        marks = names.markers(account.incident, row.statement.source)
        said.setdefault(row.value.result, []).append(who + marks)
    found = [
        say("{speakers} {result} this", speakers=listed(who), result=VERIFICATIONS[result].label)
        for result, who in said.items()
    ]
    return semicolons(found) if found else NOTHING


def verification(names: Names, account: Account, value: Verification) -> Phrase:
    """What could be confirmed, without its note: "could not independently confirm what the Army said"."""
    if value.what:
        what = phrase(unstopped(value.what))
    else:
        meant = (one for one in account.incident.record.statements if one.id and one.id in (value.of or ()))
        speakers = once(owner(names, account.incident, one) for one in meant)
        what = (
            say("what {speakers} said", speakers=listed(speakers))
            if speakers
            else say("the accounts of others")
        )
    return say("{result} {what}", result=VERIFICATIONS[value.result].label, what=what)


def external_ids(ids: Iterable[ExternalId] | None) -> Phrase:
    """Ids under which others file the same: "Wikidata Q207", a link where the scheme has a page for it."""
    return listed(_external_id(one) for one in ids or ())


def _external_id(one: ExternalId) -> Phrase:
    text = f"{ID_SCHEMES[one.scheme].label} {one.id}"
    return phrase(Link(text, one.address)) if one.address else phrase(text)
