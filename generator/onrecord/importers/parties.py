"""Who a column names: a party of the vocabulary, an actor of your own registry, or one of the data set's."""

from __future__ import annotations

from collections.abc import Mapping as Lookup

from onrecord.importers.conditions import holds
from onrecord.importers.mapping import ActorsOf, Column, Mapping
from onrecord.importers.registers import Register, folded
from onrecord.importers.rowcells import RowCells
from onrecord.terms.identifiers import fits
from onrecord.yamltext.writing import Data


def external(mapping: Mapping, id: str) -> dict[str, Data]:
    """The id of the data set as `ids` of a record or an actor; nothing where its scheme has no such ids."""
    scheme = mapping.data_set.scheme
    return {"ids": {"scheme": scheme, "id": id}} if scheme and id and fits(scheme, id) else {}


class Parties:
    """Gathers the actors of a table."""

    def __init__(self, mapping: Mapping, row: RowCells, register: Register, own: Lookup[str, str]) -> None:
        """``own`` are the actors of people's own registry, by each of their names and ids of others."""
        self._mapping = mapping
        self._row, self._register, self._own = row, register, own
        self._columns: dict[str, ActorsOf] = {}
        for shape in mapping.actors:
            if (name := row.column(shape.column)) is not None:
                self._columns[name] = shape
        self._same = {folded(name): one for name, one in mapping.same.actors.items()}
        self._names = {folded(name): party for name, party in mapping.parties.items()}
        self._known: dict[str, str] = {}
        self.used_own: set[str] = set()
        """Ids of actors of people's own registry that the table names."""

    def party(self, column: Column) -> str:
        """The id of whom the row names in ``column``; empty where it names nobody."""
        name = self._row.cell(column)
        if not name:
            return ""
        one = folded(name)
        if found := self._same.get(one) or self._party(one):
            return found
        shape = self._columns[self._row.column(column) or ""]
        code = self._row.cell(shape.code).removesuffix(".0")
        scheme = self._mapping.data_set.scheme
        if own := self._own.get(f"{scheme}:{code}") or self._own.get(one):
            self.used_own.add(own)
            return own
        entry = self._register.entry_of(("code", code) if code else ("name", name), [name])
        if not entry.data:
            kind = next((one.kind for one in shape.kinds if self._row.holds(one.when)), shape.kind)
            entry.data = {"name": name, "kind": kind, **external(self._mapping, code)}
            entry.code = "" if "ids" in entry.data else code
        return entry.id

    def _party(self, name: str) -> str:
        """The party that a name stands for; the mapping may write a star: `Civilians (*)`."""
        if name not in self._known:
            found = (party for text, party in self._names.items() if holds({"": (text,)}, lambda _: name))
            self._known[name] = next(found, "")
        return self._known[name]
