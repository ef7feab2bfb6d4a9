"""The row that is being read: its cells by the names of a mapping."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from onrecord.importers.checking import INSERT, resolved
from onrecord.importers.conditions import holds
from onrecord.importers.mapping import Coded, Column, Mapping, When
from onrecord.importers.refusals import RowRefusedError
from onrecord.importers.tables import Row
from onrecord.terms import Vocabulary
from onrecord.yamltext import characters


@dataclass
class RowCells:
    """The cells of one row after another; a cell that says nothing, as the mapping has it, is empty."""

    mapping: Mapping
    header: Sequence[str]
    cleaned: int = 0
    """Cells from which characters that nobody sees were taken."""
    _index: dict[str, int] = field(init=False, repr=False)
    _columns: dict[Column, str | None] = field(init=False, repr=False, default_factory=dict)
    _row: tuple[str, ...] = field(init=False, repr=False, default=())

    def __post_init__(self) -> None:
        """Look up the columns once."""
        self._index = {name: at for at, name in enumerate(self.header)}
        self._nothing = frozenset(self.mapping.file.nothing)

    def take(self, row: Row) -> None:
        """Turn to ``row``. Raises RowRefusedError where it has not a cell for each column."""
        if len(row.cells) != len(self.header):
            what = f"the row has {len(row.cells)} cells, and the table {len(self.header)} columns"
            raise RowRefusedError("cells", what)
        self._row = tuple(self._text(cell) for cell in row.cells)

    def column(self, column: Column | None) -> str | None:
        """The name of ``column`` in this table."""
        if column is None:
            return None
        if column not in self._columns:
            self._columns[column] = resolved(column, self._index)
        return self._columns[column]

    def cell(self, column: Column | None) -> str:
        """What the row has in ``column``; empty where the table has no such column."""
        name = self.column(column)
        return "" if name is None else self._row[self._index[name]]

    def named(self, name: str) -> str:
        """What the row has in the column of that name."""
        return self._row[self._index[name]]

    def holds(self, when: When) -> bool:
        """Whether this row is one of which ``when`` speaks."""
        return holds(when, self.named)

    def filled(self, template: str) -> str:
        """``template`` with what the cells hold: ``{publisher}, {title}``."""
        return " ".join(INSERT.sub(lambda found: self.named(found[1]), template).split())

    def terms(self, coded: Coded | None, vocabulary: Vocabulary[Any]) -> list[str]:
        """The terms that the row's code may mean; several where our vocabulary is finer than the standard."""
        if coded is None:
            return []
        if coded.is_ is not None:
            return [coded.is_]
        text = self.cell(coded.column)
        if not text:
            return []
        code = text.removesuffix(".0")  # as spreadsheets write whole numbers
        for one in (text, code):
            if one in coded.terms:
                return [coded.terms[one]]
        found = [term.id for term in vocabulary.coded(coded.codes, code)] if coded.codes else []
        if not found:
            what = f"`{self.column(coded.column)}` holds “{text[:60]}”, a code that no term is given for"
            raise RowRefusedError("bad-code", what)
        return found

    def term(self, coded: Coded | None, vocabulary: Vocabulary[Any]) -> str:
        """The one term that the row's code means; none where it may mean several."""
        found = self.terms(coded, vocabulary)
        return found[0] if len(found) == 1 else ""

    def _text(self, cell: str) -> str:
        # Lines of a cell are kept: a text of several lines is somebody's own.
        text = cell.strip() if "\n" in cell else " ".join(cell.split())
        if not text.isprintable() and (kept := characters.cleaned(text)) != text:
            self.cleaned += 1
            text = kept
        return "" if text in self._nothing else text
