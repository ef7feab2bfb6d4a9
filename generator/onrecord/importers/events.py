"""One row of a table as what a record will say: header, statement, and what they refer to."""

from __future__ import annotations

import re
from collections.abc import Mapping as Lookup
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date as date_type
from typing import Any

from onrecord.importers import cells
from onrecord.importers.checking import INSERT, resolved
from onrecord.importers.conditions import holds
from onrecord.importers.figures import figure
from onrecord.importers.mapping import Coded, Column, Mapping, When
from onrecord.importers.refusals import RowRefusedError
from onrecord.importers.registers import Entry, Register, folded
from onrecord.importers.tables import Row
from onrecord.importers.territory import swapped
from onrecord.terms import EVENTS, PLACE_PRECISIONS, TIME_PRECISIONS, WEAPONS, Vocabulary
from onrecord.terms.events import UNSPECIFIED
from onrecord.terms.facts import people
from onrecord.values.when import Day
from onrecord.yamltext import characters
from onrecord.yamltext.writing import Data

LONGEST_INSERT = 160
"""Characters of a cell that a sentence of ours may hold; a longer one is somebody's text."""
_QUOTATION_MARKS = re.compile("[\"“”„«»‹›]")
_MARKUP = re.compile(r"([*\[\]\\])")


@dataclass(slots=True)
class Event:
    """What one row says, in the shapes of a record."""

    id: str
    group: str
    number: int
    date: Day
    place: str
    header: dict[str, Data]
    statement: dict[str, Data]
    source: dict[str, Data] = field(default_factory=dict)
    """The source of this row, where rows have their own."""


@dataclass
class Reader:
    """Turns rows into events by a mapping; gathers actors and places on the way."""

    mapping: Mapping
    header: Sequence[str]
    source: str
    """The id of the data set's source."""
    today: date_type
    actors: Register
    places: Register
    own_actors: Lookup[str, str] = field(default_factory=dict)
    """Actors of people's own registry, by each of their names."""
    used_own: set[str] = field(default_factory=set)
    cleaned: int = 0
    """Cells from which characters that nobody sees were taken."""

    def __post_init__(self) -> None:
        """Look up the columns once."""
        self._index = {name: at for at, name in enumerate(self.header)}
        self._nothing = frozenset(self.mapping.file.nothing)
        self._columns: dict[tuple[str, ...], str | None] = {}
        self._actors = {
            name: one
            for one in self.mapping.actors
            if (name := resolved(one.column, self._index)) is not None
        }
        self._parties = {(folded(name),): party for name, party in self.mapping.parties.items()}
        self._same_actors = {folded(name): one for name, one in self.mapping.same.actors.items()}
        self._same_places = {folded(name): one for name, one in self.mapping.same.places.items()}
        self._known_parties: dict[str, str] = {}
        self._row: tuple[str, ...] = ()

    def event(self, row: Row) -> Event:
        """What ``row`` says. Raises RowRefusedError where it cannot become a record."""
        if len(row.cells) != len(self.header):
            what = f"the row has {len(row.cells)} cells, and the table {len(self.header)} columns"
            raise RowRefusedError("cells", what)
        self._row = tuple(self._text(cell) for cell in row.cells)
        mapping = self.mapping
        id = self._cell(mapping.row)
        if not id:
            raise RowRefusedError("no-id", f"`{mapping.row[0]}` is empty")
        date, basis = self._date()
        place = self._place() if mapping.place else None
        header: dict[str, Data] = {"title": "", "date": str(date)}
        if basis:
            header["date_basis"] = basis
        if place:
            header["place"] = place.id
        event = self._term(mapping.event, EVENTS) or UNSPECIFIED
        header["event"] = event
        header["title"] = self._title(place, event)
        source = self._own_source()
        return Event(
            id=id,
            group=self._cell(mapping.group_by) if mapping.group_by else "",
            number=row.number,
            date=date,
            place=place.id if place else "",
            header=header,
            statement=self._statement(bool(source)),
            source=source,
        )

    def holds(self, when: When) -> bool:
        """Whether the row that was read last is one of which ``when`` speaks."""
        return holds(when, self._named)

    def _named(self, name: str) -> str:
        return self._row[self._index[name]]

    def _text(self, cell: str) -> str:
        text = " ".join(cell.split()) if "\n" not in cell else cell.strip()
        if not text.isprintable():
            if kept := characters.cleaned(text):
                self.cleaned += kept != text
                text = kept
        return "" if text in self._nothing else text

    def _cell(self, column: Column | None) -> str:
        if column is None:
            return ""
        if column not in self._columns:
            self._columns[column] = resolved(column, self._index)
        name = self._columns[column]
        return self._row[self._index[name]] if name is not None else ""

    def _date(self) -> tuple[Day, str]:
        shape, order = self.mapping.date, self.mapping.file.dates
        start, end = self._cell(shape.start), self._cell(shape.end)
        if not start:
            raise RowRefusedError("no-date", f"`{shape.start[0]}` is empty")
        first = cells.day(start, shape.start[0], order)
        found = cells.span(first, cells.day(end, (shape.end or ("",))[0], order) if end else None)
        if found.earliest > self.today:
            raise RowRefusedError("future-date", f"{found.words()} has not come yet")
        terms = self._terms(shape.precision, TIME_PRECISIONS)
        if not terms or "day" in terms:
            return found, ""
        widest = TIME_PRECISIONS[terms[-1]]
        if found.precision == "day":
            # One day stands for more: of a month or a year it is only the middle.
            width = {"month": f"{found.earliest:%Y-%m}", "year": f"{found.earliest:%Y}"}
            found = Day.parse(width.get(widest.id, f"{found}~"))
        return found, f"{self.mapping.data_set.name} gives the date {widest.label}. [@{self.source}]"

    def _terms(self, coded: Coded | None, vocabulary: Vocabulary[Any]) -> list[str]:
        """The terms that the row's code may mean; several where our vocabulary is finer than the standard."""
        if coded is None:
            return []
        if coded.is_ is not None:
            return [coded.is_]
        text = self._cell(coded.column)
        if not text:
            return []
        if text in coded.terms:
            return [coded.terms[text]]
        found = [term.id for term in vocabulary.coded(coded.codes, text)] if coded.codes else []
        if not found and coded.codes and text.endswith(".0"):
            found = [term.id for term in vocabulary.coded(coded.codes, text[:-2])]
        if not found:
            what = f"`{(coded.column or ('',))[0]}` holds “{text[:60]}”, a code that nobody has told a term for"
            raise RowRefusedError("bad-code", what)
        return found

    def _term(self, coded: Coded | None, vocabulary: Vocabulary[Any]) -> str:
        """The one term that the row's code means; none where it may mean several."""
        found = self._terms(coded, vocabulary)
        return found[0] if len(found) == 1 else ""

    def _place(self) -> Entry | None:
        shape = self.mapping.place
        if shape is None:
            return None
        name = self._cell(shape.name)
        if not name:
            raise RowRefusedError("no-place", f"`{shape.name[0]}` is empty")
        if same := self._same_places.get(folded(name)):
            return Entry(same, {"name": name, "precision": "exact"})
        code = self._country()
        lat, lon = self._coordinates(code)
        precisions = self._terms(shape.precision, PLACE_PRECISIONS)
        precision = precisions[0] if precisions else "exact"
        around = [(self._cell(one.name), one.precision) for one in shape.within]
        around = [one for one in around if one[0]]
        chain = list(reversed(around))  # the widest first
        if (name, precision) in chain:
            # The place is one of the larger ones itself: a province, with its own coordinates.
            chain = chain[: chain.index((name, precision))]
        above, path = "", [code or ""]
        for larger, its_precision in chain:
            above = self._entry(path, larger, its_precision, above, code).id
            path.append(larger)
        shown = f"Surroundings of {name}" if precision == "near" else name
        entry = self._entry(path, name, precision, above, code, shown, lat, lon)
        return entry

    def _entry(
        self,
        path: Sequence[str],
        name: str,
        precision: str,
        above: str,
        code: str | None,
        shown: str = "",
        lat: str = "",
        lon: str = "",
    ) -> Entry:
        """The entry of a place; another one where an equal name has other coordinates."""
        key = (*path, name, precision)
        known = self.places.entries.get(key)
        if known is not None and lat and "lat" in known.data and (known.data["lat"], known.data["lon"]) != (lat, lon):
            key = (*key, lat, lon)
        names = [shown or name, f"{shown or name} {path[-1]}" if len(path) > 1 else "", f"{name} {precision}"]
        entry = self.places.entry_of(key, [one for one in names if one])
        data = entry.data
        if not data:
            data |= {"name": shown or name}
            data |= {"country": code} if code else {}
            data |= {"within": above} if above else {}
            data["precision"] = precision
        if lat and "lat" not in data:
            del data["precision"]
            data |= {"lat": lat, "lon": lon, "precision": precision}
            data["origin"] = (self.mapping.place and self.mapping.place.origin) or self.mapping.data_set.name
        return entry

    def _country(self) -> str | None:
        shape = self.mapping.place.country if self.mapping.place else None
        if shape is None:
            return None
        text = self._cell(shape.column) if shape.column else ""
        return (cells.country(text) if text else None) or shape.is_

    def _coordinates(self, code: str | None) -> tuple[str, str]:
        shape, decimal = self.mapping.place, self.mapping.file.decimal
        if shape is None or shape.lat is None or shape.lon is None:
            return "", ""
        texts = self._cell(shape.lat), self._cell(shape.lon)
        if not any(texts):
            return "", ""
        if not all(texts):
            raise RowRefusedError("bad-coordinates", "of latitude and longitude only one is there")
        lat = cells.degrees(texts[0], shape.lat[0], decimal, 90)
        lon = cells.degrees(texts[1], shape.lon[0], decimal, 180)
        if lat == lon == 0:
            what = "latitude and longitude are both 0, a point in the sea; leave both cells empty if nobody knows"
            raise RowRefusedError("zero-coordinates", what)
        if code and swapped(code, lat, lon):
            what = f"latitude {lat:g} and longitude {lon:g} lie outside the country, and swapped they lie in it"
            raise RowRefusedError("swapped-coordinates", what)
        return _plain(lat), _plain(lon)

    def _title(self, place: Entry | None, event: str) -> str:
        name = str(place.data.get("name", "")) if place else ""
        near = name.removeprefix("Surroundings of ")
        words = {
            "place": near,
            "where": (f"near {near}" if near != name else f"in {name}") if name else "",
            "event": "incident" if event == UNSPECIFIED else EVENTS[event].label,
        }
        text = INSERT.sub(
            lambda found: words[found[1]] if found[1] in words else self._named(found[1]), self.mapping.title
        )
        text = " ".join(text.split())
        return text[:1].upper() + text[1:]

    def _party(self, column: Column) -> str:
        """The party or the actor that a column names; an entry of the registry is made where need be."""
        name = self._cell(column)
        if not name:
            return ""
        one = folded(name)
        if found := self._same_actors.get(one) or self._common_party(one):
            return found
        if own := self.own_actors.get(one):
            self.used_own.add(own)
            return own
        shape = self._actors[resolved(column, self._index) or ""]
        code = self._cell(shape.code)
        kind = next((kind.kind for kind in shape.kinds if self.holds(kind.when)), shape.kind)
        entry = self.actors.entry_of(("code", code) if code else ("name", name), [name])
        if not entry.data:
            entry.data |= {"name": name, "kind": kind}
            entry.code = code
        return entry.id

    def _common_party(self, name: str) -> str:
        """The party that a name stands for; names of parties may hold a star: `Civilians (*)`."""
        if name not in self._known_parties:
            found = (party for names, party in self._parties.items() if holds({"": names}, lambda _: name))
            self._known_parties[name] = next(found, "")
        return self._known_parties[name]

    def _statement(self, own_source: bool) -> dict[str, Data]:
        shape, data_set = self.mapping.statement, self.mapping.data_set
        found: dict[str, Data] = {"id": data_set.id}
        if data_set.speaker:
            found["by"] = data_set.speaker.id
        if data_set.channel:
            found["in"] = data_set.channel
        found["source"] = "row" if own_source else self.source
        if said := self._cell(shape.said):
            found["said"] = str(cells.day(said, (shape.said or ("",))[0], self.mapping.file.dates))
        if excerpt := self._cell(shape.excerpt):
            found["excerpt"] = " ".join(excerpt.split())
        if weapon := self._term(shape.weapons, WEAPONS):
            found["weapons"] = weapon
        for actors in self.mapping.actors:
            self._party(actors.column)  # also those of which no figure speaks
        for fact in people():
            figures = [made for one in getattr(shape, fact.id) if (made := figure(one, self._cell, self._party))]
            if figures:
                found[fact.id] = figures[0] if len(figures) == 1 else figures
        accused = [
            {one.stance: who} for one in shape.responsibility if self.holds(one.when) and (who := self._party(one.column))
        ]
        if accused:
            found["responsibility"] = accused[0] if len(accused) == 1 else accused
        sentences = [text for one in shape.paraphrase if self.holds(one.when) and (text := self._sentence(one.text))]
        if sentences:
            found["paraphrase"] = sentences[0] if len(sentences) == 1 else sentences
        kept = [f"{name}: {' '.join(text.split())}" for name in shape.keep if (text := self._named(name))]
        if kept:
            found["note_internal"] = " · ".join(kept)
        return found

    def _sentence(self, template: str) -> str:
        """The sentence with what the cells hold; empty where one is empty, or somebody's own words."""
        values: dict[str, str] = {}
        for found in INSERT.finditer(template):
            text = self._named(found[1])
            if separator := self.mapping.file.lists.get(found[1]):
                items = dict.fromkeys(item for part in text.split(separator) if (item := part.strip()))
                text = _listed([*items])
            if not text or len(text) > LONGEST_INSERT or "\n" in text or _QUOTATION_MARKS.search(text):
                return ""
            values[found[1]] = text
        return INSERT.sub(lambda found: values[found[1]], template)

    def _own_source(self) -> dict[str, Data]:
        shape = self.mapping.source
        if shape is None or not (title := self._filled(shape.title)):
            return {}
        found: dict[str, Data] = {"title": title}
        for key, template in (("publisher", shape.publisher), ("author", shape.author)):
            if template and (text := self._filled(template)):
                found[key] = text
        if url := self._cell(shape.url):
            found["url"] = url
        if published := self._cell(shape.published):
            found["published"] = str(
                cells.day(published, (shape.published or ("",))[0], self.mapping.file.dates)
            )
        if shape.lang:
            found["lang"] = shape.lang
        return found

    def _filled(self, template: str) -> str:
        return " ".join(INSERT.sub(lambda found: self._named(found[1]), template).split())


def _plain(number: float) -> str:
    return f"{number:.6f}".rstrip("0").rstrip(".")


def _listed(items: Sequence[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""
