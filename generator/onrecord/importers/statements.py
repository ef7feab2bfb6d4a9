"""What a row says, as a statement; and the source of the row, where rows have their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.importers import cells
from onrecord.importers.checking import INSERT
from onrecord.importers.figures import figure
from onrecord.importers.mapping import Column, Mapping
from onrecord.importers.parties import Parties
from onrecord.importers.rowcells import RowCells
from onrecord.terms import WEAPONS
from onrecord.terms.facts import FACTS, people
from onrecord.yamltext.writing import Data

TODO = "TODO"
"""How a text begins that is still to be written; a record with one cannot be published."""
LONGEST_INSERT = 160
"""Characters of a cell that a sentence of ours may hold; a longer one is somebody's text."""
_QUOTATION_MARKS = re.compile('["“”„«»‹›]')


class Statements:
    """Words the rows of a table."""

    def __init__(self, mapping: Mapping, row: RowCells, parties: Parties, source: str) -> None:
        """``source`` is the id of the data set's own source."""
        self._mapping, self._row, self._parties, self._source = mapping, row, parties, source

    def statement(self, *, own_source: bool, also: str = "") -> dict[str, Data]:
        """The statement of the row; with ``own_source`` it cites the row's own source, `row`.

        ``also`` is a further sentence of it, if not empty.
        """
        shape, data_set, row = self._mapping.statement, self._mapping.data_set, self._row
        found: dict[str, Data] = {"id": data_set.id}
        if data_set.speaker:
            found["by"] = data_set.speaker.id
        if data_set.channel:
            found["in"] = data_set.channel
        found["source"] = "row" if own_source else self._source
        if said := self._day(shape.said):
            found["said"] = said
        if excerpt := row.cell(shape.excerpt):
            found["excerpt"] = " ".join(excerpt.split())
        if weapon := row.term(shape.weapons, WEAPONS):
            found["weapons"] = weapon
        for actors in self._mapping.actors:
            self._parties.party(actors.column)  # also those of whom no figure speaks
        for fact in people():
            figures = (figure(one, row.cell, self._parties.party) for one in getattr(shape, fact.id))
            _put(found, fact.id, [one for one in figures if one is not None])
        accused = (
            (one.stance, self._parties.party(one.column))
            for one in shape.responsibility
            if row.holds(one.when)
        )
        _put(found, "responsibility", [{stance: who} for stance, who in accused if who])
        sentences = (self._sentence(one.text) for one in shape.paraphrase if row.holds(one.when))
        _put(found, "paraphrase", [text for text in (*sentences, also) if text])
        if not any(name in FACTS for name in found):
            # A statement says something; what the row's own source says, only an editor can read there.
            found["paraphrase"] = f"{TODO} what the source says" if own_source else "Lists the incident."
        kept = [f"{name}: {' '.join(text.split())}" for name in shape.keep if (text := row.named(name))]
        if kept:
            found["note_internal"] = " · ".join(kept)
        return found

    def source(self) -> dict[str, Data]:
        """The row's own source; nothing where rows have none, or this row names none."""
        shape = self._mapping.source
        if shape is None or not (title := self._row.filled(shape.title)):
            return {}
        found: dict[str, Data] = {"title": title}
        for key, template in (("publisher", shape.publisher), ("author", shape.author)):
            if template and (text := self._row.filled(template)):
                found[key] = text
        if url := self._row.cell(shape.url):
            found["url"] = url
        if published := self._day(shape.published):
            found["published"] = published
        if shape.lang:
            found["lang"] = shape.lang
        return found

    def _day(self, column: Column | None) -> str:
        text = self._row.cell(column)
        return str(cells.day(text, self._row.column(column) or "", self._mapping.file.dates)) if text else ""

    def _sentence(self, template: str) -> str:
        """The sentence with what the cells hold; none where one is empty, or holds somebody's own words."""
        values: dict[str, str] = {}
        for found in INSERT.finditer(template):
            text = self._row.named(found[1])
            if separator := self._mapping.file.lists.get(found[1]):
                text = _listed(
                    [*dict.fromkeys(item for part in text.split(separator) if (item := part.strip()))]
                )
            if not text or len(text) > LONGEST_INSERT or "\n" in text or _QUOTATION_MARKS.search(text):
                return ""
            values[found[1]] = text
        return INSERT.sub(lambda found: values[found[1]], template)


def _put(statement: dict[str, Data], key: str, items: Sequence[Data]) -> None:
    if items:
        statement[key] = items[0] if len(items) == 1 else list(items)


def _listed(items: Sequence[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""
