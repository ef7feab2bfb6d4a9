"""The place of a row: an entry of the registry, within the larger places that the row names."""

from __future__ import annotations

from collections.abc import Mapping as Lookup
from collections.abc import Sequence

from onrecord.importers import cells
from onrecord.importers.mapping import Mapping, PlaceOf
from onrecord.importers.refusals import RowRefusedError
from onrecord.importers.registers import Entry, Register, folded
from onrecord.importers.rowcells import RowCells
from onrecord.importers.territory import swapped
from onrecord.terms import PLACE_PRECISIONS

NEAR = "Surroundings of "
"""The name of a place that is somewhere close round another one begins so."""


class Places:
    """Gathers the places of a table."""

    def __init__(self, mapping: Mapping, shape: PlaceOf, row: RowCells, register: Register) -> None:
        self._shape, self._row, self._register = shape, row, register
        self._decimal = mapping.file.decimal
        self._origin = shape.origin or mapping.data_set.name
        self._same: Lookup[str, str] = {folded(name): one for name, one in mapping.same.places.items()}

    def place(self) -> Entry:
        """The place of the row. Raises RowRefusedError where it names none, or its coordinates cannot be."""
        shape, row = self._shape, self._row
        name = row.cell(shape.name)
        if not name:
            raise RowRefusedError("no-place", f"`{row.column(shape.name)}` is empty")
        country = self._country()
        lat, lon = self._coordinates(country)
        precision = next(iter(row.terms(shape.precision, PLACE_PRECISIONS)), "exact")
        if same := self._same.get(folded(name)):
            return Entry(same, {"name": name, "precision": precision})
        # The widest first; the place may be one of them itself: a province, with its own coordinates.
        around = [(larger, one.precision) for one in reversed(shape.within) if (larger := row.cell(one.name))]
        if (name, precision) in around:
            around = around[: around.index((name, precision))]
        above, path = "", [country or ""]
        for larger, its_precision in around:
            above = self._entry(path, larger, its_precision, above, country).id
            path.append(larger)
        return self._entry(path, name, precision, above, country, lat, lon)

    def _entry(
        self,
        path: Sequence[str],
        name: str,
        precision: str,
        above: str,
        country: str | None,
        lat: str = "",
        lon: str = "",
    ) -> Entry:
        """The entry of a place; another one where an equal name has other coordinates."""
        key = (*path, name, precision)
        known = self._register.entries.get(key)
        there = (known.data.get("lat"), known.data.get("lon")) if known else (None, None)
        if lat and there[0] is not None and there != (lat, lon):
            key = (*key, lat, lon)
        shown = f"{NEAR}{name}" if precision == "near" else name
        names = [shown, *([f"{shown} {path[-1]}"] if len(path) > 1 else [])]
        entry = self._register.entry_of(key, names)
        if not entry.data or (lat and "lat" not in entry.data):
            entry.data = {
                "name": shown,
                **({"country": country} if country else {}),
                **({"within": above} if above else {}),
                **({"lat": lat, "lon": lon} if lat else {}),
                "precision": precision,
                **({"origin": self._origin} if lat else {}),
            }
        return entry

    def _country(self) -> str | None:
        shape = self._shape.country
        if shape is None:
            return None
        text = self._row.cell(shape.column)
        return (cells.country(text) if text else None) or shape.is_

    def _coordinates(self, country: str | None) -> tuple[str, str]:
        shape = self._shape
        texts = self._row.cell(shape.lat), self._row.cell(shape.lon)
        if shape.lat is None or shape.lon is None or not any(texts):
            return "", ""
        if not all(texts):
            raise RowRefusedError("bad-coordinates", "of latitude and longitude only one is there")
        lat = cells.degrees(texts[0], shape.lat[0], self._decimal, 90)
        lon = cells.degrees(texts[1], shape.lon[0], self._decimal, 180)
        if lat == lon == 0:
            what = (
                "latitude and longitude are both 0, a point in the sea; leave both empty where nobody knows"
            )
            raise RowRefusedError("zero-coordinates", what)
        if country and swapped(country, lat, lon):
            what = f"latitude {lat:g} and longitude {lon:g} lie outside the country; swapped, they lie in it"
            raise RowRefusedError("swapped-coordinates", what)
        return _plain(lat), _plain(lon)


def _plain(number: float) -> str:
    return f"{number:.6f}".rstrip("0").rstrip(".")
