"""The tables of the archive: rows made of a library, in its order, each value as its speaker gave it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from onrecord.export.about import QUOTATIONS, About
from onrecord.export.attribution import Published, plain, shown, statements
from onrecord.export.change_rows import change_rows
from onrecord.export.columns import Table, bounds
from onrecord.export.incident_rows import incident_row, weapon_codes
from onrecord.export.registry_rows import actor_rows, vessel_rows
from onrecord.export.rows import (
    ActorRow,
    CasualtyRow,
    ChangeRow,
    ForceRow,
    IncidentRow,
    LossRow,
    QuoteRow,
    ResponsibilityRow,
    SourceRow,
    StatementRow,
    TallyRow,
    VesselRow,
)
from onrecord.export.source_rows import source_rows
from onrecord.language import gettext as _
from onrecord.library.anchors import anchor
from onrecord.library.derive import Account, account
from onrecord.library.library import Incident, Library
from onrecord.reads import note, unrecorded
from onrecord.record.statement import OURS, Statement
from onrecord.terms import CHANNELS, PARTIES, STANCES
from onrecord.terms.attribution import CLAIM_MODE
from onrecord.terms.facts import people
from onrecord.terms.parties import DEATHS
from onrecord.terms.responsibility import CLAIMED, UNCERTAIN

#: A file of the data folder: where relative addresses in the tables start.
DATA = "data/incidents.csv"


@dataclass(frozen=True, slots=True)
class Said:
    """A statement on its way into rows: where it stands, and the cells of its attribution."""

    incident: Incident | None
    part: str
    statement: Statement
    cells: Mapping[str, Any]


TABLES = (
    *("incidents", "statements", "responsibility", "casualties", "losses", "quotes", "tallies", "forces"),
    *("changes", "actors", "vessels", "sources"),
)
"""The names of the tables, in the order in which the data page lists them."""


Rows = Mapping[str, Sequence[Any]]
"""Rows by the name of the table in which they stand."""


@dataclass(frozen=True)
class Tables:
    """Every table of one published library. Pure: the same library gives the same rows."""

    published: Library
    about: About

    @cached_property
    def library(self) -> Library:
        """The library without withdrawn records."""
        # What is read of the result is noted: the first to ask for it reads no more than the others.
        with unrecorded():
            return shown(self.published)

    @cached_property
    def door(self) -> Published:
        """What may be published of ids and dates."""
        return Published(self.library)

    @property
    def label(self) -> str:
        """That of the library."""
        return self.published.label

    @cached_property
    def memo(self) -> dict[Any, Any]:
        """What `memory.remembered` keeps."""
        return {}

    def said(self, incident: Incident | None) -> Iterator[Said]:
        """The statements of an incident, or of the registry of tallies, each with its attribution."""
        for part, order, statement in statements(self.library, incident):
            cells = self.door.cells(incident, part, order, statement)
            cells["url"] = self.about.incident(incident.id, cells["statement"], DATA) if incident else ""
            yield Said(incident, part, statement, cells)

    @property
    def all(self) -> tuple[Table, ...]:
        """The tables in the order in which the data page lists them."""
        # They are worked out once, and whoever reads them has read all of the archive.
        note("edition", "tables")
        with unrecorded():
            return self._all

    @cached_property
    def _all(self) -> tuple[Table, ...]:
        parts = [*map(self.rows_of, self.library.incidents), self.rows_of_registries()]
        return tuple(
            replace(table, rows=tuple(row for part in parts for row in part.get(table.name, ())))
            for table in self.empty
        )

    def rows(self, name: str) -> Iterator[Any]:
        """The rows of one table, made one incident after the other as they are asked for."""
        note("edition", "tables")
        for incident in (*self.library.incidents, None):
            with unrecorded():
                found = self.rows_of(incident) if incident else self.rows_of_registries()
            yield from found.get(name, ())

    @property
    def empty(self) -> tuple[Table, ...]:
        """The tables without their rows."""
        rival = _("Rows are rival accounts and parts of one another: do not add them up.")
        figures = _("Killed, injured, missing, abducted, released …: how many people, by party.")
        things, running = _("Things, by number."), _("Running counts, as reported.")
        levels = _("Force levels, as reported.")
        attributed = _("What was said, one attribution a row.")
        stances = _("Who claims, denies, blames or suspects.")
        return (
            Table("incidents", _("Incidents"), _("Incidents as we file them."), IncidentRow),
            Table("statements", _("Statements"), attributed, StatementRow),
            Table("responsibility", _("Responsibility"), stances, ResponsibilityRow),
            Table("casualties", _("Figures of people"), f"{figures} {rival}", CasualtyRow),
            Table("losses", _("Things damaged or lost"), f"{things} {rival}", LossRow),
            Table("quotes", _("Quotes"), _("Direct speech, word for word."), QuoteRow, rights=_(QUOTATIONS)),
            Table("tallies", _("Reported tallies"), f"{running} {rival}", TallyRow),
            Table("forces", _("Force levels"), f"{levels} {rival}", ForceRow),
            Table("changes", _("Changes"), _("Updates, corrections and removals."), ChangeRow),
            Table("actors", _("Actors"), _("Actors that the records refer to."), ActorRow),
            Table("vessels", _("Vessels"), _("Vessels that the records name."), VesselRow),
            Table("sources", _("Sources"), _("What the pages cite."), SourceRow),
        )

    def rows_of(self, incident: Incident) -> Rows:
        """The rows that are of one incident, by table."""
        told = account(self.library, incident)
        return {
            "incidents": (incident_row(self.door, told, self.about.incident(incident.id, at=DATA)),),
            **self._attributed(tuple(self.said(incident)), told),
            "changes": tuple(change_rows(incident, self.about, DATA)),
        }

    def rows_of_registries(self) -> Rows:
        """The rows that are of no incident, or of several."""
        return {
            **self._attributed(tuple(self.said(None)), None),
            "actors": tuple(actor_rows(self.library)),
            "vessels": tuple(vessel_rows(self.library)),
            "sources": source_rows(self.library, self.door),
        }

    def _attributed(self, said: Sequence[Said], told: Account | None) -> Rows:
        """The rows of statements, by table."""
        derived = _derived(told) if told else {}
        made: dict[str, Callable[[Said], Iterator[Any]]] = {
            "statements": self._statement,
            "responsibility": self._responsibility,
            "casualties": partial(self._casualties, derived),
            "losses": self._losses,
            "quotes": self._quotes,
            "tallies": self._tallies,
            "forces": self._forces,
        }
        return {name: tuple(row for one in said for row in make(one)) for name, make in made.items()}

    def _statement(self, one: Said) -> Iterator[StatementRow]:
        statement, weapons = one.statement, one.statement.weapons or ()
        stopped, attackers, position = statement.intercepted, statement.attackers, statement.position
        anchors = (
            {one.id: anchor(one) for one in one.incident.record.statements if one.id} if one.incident else {}
        )
        verified = statement.verification or ()
        yield StatementRow(
            **one.cells,
            **bounds("projectiles", statement.projectiles),
            **bounds("intercepted", stopped.count if stopped else None),
            **bounds("attackers", attackers.count if attackers else None),
            facts=statement.facts,
            date=str(statement.date or ""),
            time=str(statement.time or ""),
            duration=str(statement.duration or ""),
            airwars_time_type=statement.time.airwars if statement.time else "",
            place_id=statement.place or "",
            position=str(position.distance) if position else "",
            position_direction=(position.direction or "") if position else "",
            position_of=position.of if position else "",
            attackers_described=(attackers.described or "") if attackers else "",
            weapons=weapons,
            gtd_weapon_types=weapon_codes(weapons, "GTD weapon type"),
            intercepted_note=(stopped.note or "") if stopped else "",
            launched_from=statement.launched_from or "",
            targets=tuple(target.what for target in statement.targets or ()),
            target_of=self.door.ids(
                dict.fromkeys(who for target in statement.targets or () for who in target.whose or ())
            ),
            vessels=statement.vessels or (),
            units=statement.units or (),
            damage=statement.damage or (),
            in_response_to=self.door.incidents(statement.in_response_to),
            verification=tuple(value.result for value in verified),
            verification_of=tuple(
                anchors[of] for value in verified for of in value.of or () if of in anchors
            ),
            verification_what=tuple(value.what for value in verified if value.what),
            paraphrases=statement.paraphrase or (),
            quotes=len(statement.quote or ()),
            note=plain(statement.note),
        )

    def _responsibility(self, one: Said) -> Iterator[ResponsibilityRow]:
        by = one.statement.by
        for value in one.statement.responsibility or ():
            own = value.stance in ("claims", "denies", "declines") and by is not None and by.actor
            who = value.actors or ((by.actor,) if own and by and by.actor else ())
            codes = STANCES[value.stance].codes
            claims = value.stance == "claims" and one.statement.in_
            yield ResponsibilityRow(
                **one.cells,
                stance=value.stance,
                about=self.door.actors(who),
                about_ids=self.door.ids(who),
                described=value.described or "",
                hedge=value.hedge or "",
                evidence=value.evidence or "",
                gtd_claimed=codes.get(CLAIMED, ""),
                gtd_guncertain=codes.get(UNCERTAIN, ""),
                gtd_claim_mode=CHANNELS[one.statement.in_ or ""].codes[CLAIM_MODE] if claims else "",
            )

    def _casualties(self, derived: _Derived, one: Said) -> Iterator[CasualtyRow]:
        for harm in (fact.id for fact in people()):
            for value in one.statement.figures(harm):
                cells = bounds("count", value.count)
                parties = (PARTIES.get(who) for who in value.who)
                codes = (party.codes.get(DEATHS, "") for party in parties if party)
                current, confirmation = derived.get(id(value), (True, ""))
                yield CasualtyRow(
                    **one.cells,
                    **cells,
                    harm=harm,
                    party_ids=self.door.ids(value.who),
                    parties=self.door.actors(value.who),
                    ucdp_deaths=tuple(dict.fromkeys(filter(None, codes))) if harm == "killed" else (),
                    unit=value.unit or "",
                    described=value.described or "",
                    natures=value.nature or (),
                    qualifiers=value.qualifier or (),
                    of_which=tuple(
                        f"{share.count}: {', '.join(self.door.actors(share.who))}"
                        for share in value.of_which or ()
                    ),
                    killed=cells["count_best"] if harm == "killed" else None,
                    injured=cells["count_best"] if harm == "injured" else None,
                    where=value.where or "",
                    note=value.note or "",
                    current=current,
                    confirmation=confirmation,
                )

    def _losses(self, one: Said) -> Iterator[LossRow]:
        for value in one.statement.losses or ():
            yield LossRow(
                **one.cells,
                **bounds("count", value.count),
                what=value.what,
                described=value.described or "",
                became=value.state,
                whose_ids=self.door.ids(value.whose),
                qualifiers=value.qualifier or (),
                where=value.where or "",
                note=value.note or "",
            )

    def _quotes(self, one: Said) -> Iterator[QuoteRow]:
        for number, quote in enumerate(one.statement.quote or (), 1):
            yield QuoteRow(
                **one.cells,
                number=number,
                text=quote.text,
                about=quote.about or "",
                lang=quote.lang or "",
                original_lang=quote.original_lang or "",
                original=quote.original or "",
                translator=OURS if quote.ours else quote.translator or "",
                note=plain(quote.note),
            )

    def _tallies(self, one: Said) -> Iterator[TallyRow]:
        for tally in one.statement.tally or ():
            measure = self.library.registries.measures[tally.measure]
            for scope, count in tally.count.items():
                yield TallyRow(
                    **one.cells,
                    **bounds("count", count),
                    measure=tally.measure,
                    measure_name=measure.name,
                    unit=measure.unit,
                    since=str(tally.since or ""),
                    until=str(tally.until or ""),
                    as_of=str(tally.as_of or ""),
                    scope=scope,
                    scope_note=tally.scope or "",
                    measure_coverage=measure.coverage,
                )

    def _forces(self, one: Said) -> Iterator[ForceRow]:
        for force in one.statement.force or ():
            for scope, count in force.count.items():
                yield ForceRow(
                    **one.cells,
                    **bounds("count", count),
                    force_id=force.who,
                    force=self.door.names.actor_text(force.who),
                    as_of=str(force.as_of or ""),
                    scope=scope,
                    mission=force.mission or "",
                )


_Derived = Mapping[int, tuple[bool, str]]


def _derived(told: Account) -> _Derived:
    """(whether it is current, confirmation) of each casualty figure, by its identity."""
    return {
        id(row.value): (row in toll.rows, toll.confirmation.kind if toll.confirmation else "")
        for toll in told.tolls
        for row in toll.all
    }
