"""What an interview may refer to, and what it adds on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from onrecord.interview.choices import Choice, Choices, actors, places, sources, terms, vessels
from onrecord.interview.question import NEW, Ask, Question, kind, new_id
from onrecord.interview.told import Block
from onrecord.library.library import Registries
from onrecord.record.registry import Country
from onrecord.terms import ACTOR_KINDS, PARTIES, PLACE_PRECISIONS, Vocabulary
from onrecord.values.when import Day
from onrecord.yamltext.writing import Data

ADDS = f"`{NEW} Name` adds one to the registry."


@dataclass
class Known:
    """The registries, the records that are there, and new entries as they are told."""

    registries: Registries
    incidents: tuple[str, ...]
    today: date
    """The day in the site's time zone: no incident lies behind it."""
    filed: Callable[[str, Day, str], str] = lambda title, date, place: ""
    """Why no record can have this title, date and place, if so: that incident is filed already."""
    places: dict[str, Block] = field(default_factory=dict)
    actors: dict[str, Block] = field(default_factory=dict)

    def place_choices(self) -> Choices:
        """Places of the registry, and those told so far."""
        return Choices("place", places(self.registries.places) + _told(self.places))

    def actor_choices(self) -> Choices:
        """Actors of the registry, and those told so far."""
        return Choices("actor", actors(self.registries.actors) + _told(self.actors))

    def party_choices(self) -> Choices:
        """Whom a figure may be about: parties of the vocabulary, then actors."""
        parties = terms("party", PARTIES).all
        return Choices("party or actor", parties + self.actor_choices().all)

    def vessel_choices(self) -> Choices:
        """Vessels of the registry."""
        return Choices("vessel", vessels(self.registries.vessels))

    def incident_choices(self) -> Choices:
        """The records that are there."""
        return Choices("record", tuple(Choice(id, id) for id in self.incidents))

    def source_choices(self, own: Mapping[str, Block]) -> Choices:
        """Sources of the registry, and those of the record told so far."""
        mine = tuple(Choice(id, str(block.get("title", id))) for id, block in own.items())
        return Choices("source", mine + sources(self.registries.sources))

    def place(self, ask: Ask, named: str) -> str:
        """The id of a place; of a new one, once it is told what the registry needs."""
        if not named.startswith(NEW):
            return named
        name = named.removeprefix(NEW)
        country = ask(
            Question(
                "country",
                f"In which country is {name}?",
                "Two capital letters of ISO 3166-1: IQ. Leave it empty at sea, or where it is not known.",
                read=kind(Country),
                needed=False,
            )
        )
        precision = ask(
            Question(
                "precision",
                f"How closely does that name tell where it was: is {name} the place itself?",
                _meanings(PLACE_PRECISIONS),
                choices=terms("precision", PLACE_PRECISIONS),
                default="exact",
            )
        )
        id = new_id(name)
        block: dict[str, Data] = {"name": name}
        if country:
            block["country"] = country[0]
        self.places[id] = {**block, "precision": precision[0]}
        return id

    def actor(self, ask: Ask, named: str) -> str:
        """The id of an actor or a party; of a new actor, once its kind is told."""
        if not named.startswith(NEW):
            return named
        name = named.removeprefix(NEW)
        told = ask(
            Question(
                "kind",
                f"What is {name}?",
                _meanings(ACTOR_KINDS),
                choices=terms("kind of actor", ACTOR_KINDS),
            )
        )
        id = new_id(name)
        self.actors[id] = {"name": name, "kind": told[0]}
        return id


def _told(entries: Mapping[str, Block]) -> tuple[Choice, ...]:
    return tuple(Choice(id, str(block["name"])) for id, block in entries.items())


def _meanings(vocabulary: Vocabulary[Any]) -> str:
    return f"One of: {', '.join(vocabulary.ids)}."
