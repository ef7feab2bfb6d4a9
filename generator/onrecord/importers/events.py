"""One row of a table as what a record will say: header, statement, and what they refer to."""

from __future__ import annotations

from collections.abc import Mapping as Lookup
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date as date_type

from onrecord.importers import cells
from onrecord.importers.checking import INSERT
from onrecord.importers.mapping import Mapping
from onrecord.importers.parties import Parties, external
from onrecord.importers.placing import NEAR, Places
from onrecord.importers.refusals import RowRefusedError
from onrecord.importers.registers import Entry, Register
from onrecord.importers.rowcells import RowCells
from onrecord.importers.statements import Statements
from onrecord.importers.tables import Row
from onrecord.terms import EVENTS, TIME_PRECISIONS
from onrecord.terms.events import UNSPECIFIED
from onrecord.values.when import Day
from onrecord.yamltext.writing import Data


@dataclass(slots=True)
class Event:
    """What one row says, in the shapes of a record."""

    id: str
    group: str
    """What rows of one event share; empty where each row is an event of its own."""
    number: int
    """Which row of the file it is."""
    date: Day
    place: str
    header: dict[str, Data]
    statement: dict[str, Data]
    source: dict[str, Data] = field(default_factory=dict)
    """The source of this row, where rows have their own."""


class Reader:
    """Turns rows into events by a mapping; gathers actors and places on the way."""

    def __init__(
        self,
        mapping: Mapping,
        header: Sequence[str],
        source: str,
        today: date_type,
        actors: Register,
        places: Register,
        own_actors: Lookup[str, str],
    ) -> None:
        """Takes the id of the data set's source, and the actors of people's own registry by their names."""
        self.mapping, self.source, self.actors, self.places = mapping, source, actors, places
        self.row = RowCells(mapping, header)
        self.parties = Parties(mapping, self.row, actors, own_actors)
        self._today = today
        self._places = Places(mapping, mapping.place, self.row, places) if mapping.place else None
        self._statements = Statements(mapping, self.row, self.parties, source)

    def event(self, row: Row) -> Event:
        """What ``row`` says. Raises RowRefusedError where it cannot become a record."""
        self.row.take(row)
        mapping = self.mapping
        id = self.row.cell(mapping.row)
        if not id:
            raise RowRefusedError("no-id", f"`{self.row.column(mapping.row)}` is empty")
        date, dated, coded = self._date()
        place = self._places.place() if self._places else None
        event = self.row.term(mapping.event, EVENTS) or UNSPECIFIED
        source = self._statements.source()
        return Event(
            id=id,
            group=self.row.cell(mapping.group_by),
            number=row.number,
            date=date,
            place=place.id if place else "",
            header={
                "title": self._title(place, event),
                "date": str(date),
                **dated,
                **({"place": place.id} if place else {}),
                "event": event,
                **external(mapping, id),
            },
            statement=self._statements.statement(own_source=bool(source), also=coded),
            source=source,
        )

    def _date(self) -> tuple[Day, dict[str, Data], str]:
        """The date; what the header says of it besides, and what the statement, where it is no sure day."""
        shape, order = self.mapping.date, self.mapping.file.dates
        start, end = self.row.cell(shape.start), self.row.cell(shape.end)
        name = self.row.column(shape.start) or ""
        if not start:
            raise RowRefusedError("no-date", f"`{name}` is empty")
        last = cells.day(end, self.row.column(shape.end) or "", order) if end else None
        found = cells.span(cells.day(start, name, order), last)
        if found.earliest > self._today:
            raise RowRefusedError("future-date", f"{found.words()} has not come yet")
        terms = self.row.terms(shape.precision, TIME_PRECISIONS)
        if not terms or "day" in terms:
            return found, {}, ""
        widest = TIME_PRECISIONS[terms[-1]]
        if found.precision != "day":
            one_of_them: dict[str, Data] = {"lasted": "no"} if found.precision == "interval" else {}
            return found, one_of_them, f"Codes the date as known {widest.label}."
        # One day stands for more: of a month or a year it is only the middle. That it is wider is our doing.
        width = {"month": f"{found.earliest:%Y-%m}", "year": f"{found.earliest:%Y}"}
        basis = f"{self.mapping.data_set.name} gives the date {widest.label}. [@{self.source}]"
        return Day.parse(width.get(widest.id, f"{found}~")), {"date_basis": basis}, ""

    def _title(self, place: Entry | None, event: str) -> str:
        name = str(place.data.get("name", "")) if place else ""
        near = name.removeprefix(NEAR)
        words = {
            "place": near,
            "where": (f"near {near}" if near != name else f"in {name}") if name else "",
            "event": "incident" if event == UNSPECIFIED else EVENTS[event].label,
        }
        text = INSERT.sub(
            lambda found: words[found[1]] if found[1] in words else self.row.named(found[1]),
            self.mapping.title,
        )
        text = " ".join(text.split())
        return text[:1].upper() + text[1:]
