"""One statement on a page: what is said, who says it, through whom, where it was read."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.library.anchors import anchor
from onrecord.library.library import Incident, Library
from onrecord.markdown import words
from onrecord.markdown.escape import Markdown, escape
from onrecord.markdown.prose import footnote, prose_line
from onrecord.record.statement import Statement
from onrecord.terms import Term, Vocabulary

_NOTHING = Markdown()


@dataclass(frozen=True, slots=True)
class Line:
    """A statement as it stands in a list, a table row or below a quotation."""

    what: Markdown
    who: Markdown
    office: Markdown
    """", prime minister of Iraq", or empty."""
    chain: Markdown
    """", in a statement, via Reuters", or empty."""
    marks: Markdown
    anchor: str = ""
    """The statement's address, at its first line on the page; empty at the others."""
    note: Markdown = _NOTHING


@dataclass(frozen=True, slots=True)
class Group:
    """Statements about one fact, side by side."""

    title: str
    lines: tuple[Line, ...]
    standing: Markdown = _NOTHING
    """Behind how many publications and speakers they stand; empty where it is one of each."""


class Lines:
    """Makes the lines of one page, in the order of the page.

    A statement's address stands at the first of its lines.
    """

    def __init__(self, library: Library, incident: Incident, codebook: str = "") -> None:
        """``codebook`` is the way to the codebook's page, where there is one."""
        self.library, self.incident, self.codebook = library, incident, codebook
        self._anchored: set[str] = set()

    def line(self, what: str, statement: Statement) -> Line:
        """The line that says ``what``, which is Markdown, for ``statement``."""
        address = anchor(statement)
        first = address not in self._anchored
        self._anchored.add(address)
        return Line(
            Markdown(what),
            words.speaker(self.library, self.incident, statement, full=True),
            words.office(statement),
            words.chain(self.library, self.incident, statement),
            self.marks(statement),
            address if first else "",
            prose_line(statement.note) if statement.note and first else Markdown(),
        )

    def term(self, vocabulary: Vocabulary[Term], term_id: str) -> Markdown:
        """A term's label, which leads to the codebook: that names the standard."""
        label = words.capital(escape(vocabulary[term_id].label))
        return Markdown(f"[{label}]({self.codebook}#{vocabulary.name})" if self.codebook else label)

    def marks(self, statement: Statement) -> Markdown:
        """The source markers of a statement."""
        return Markdown("".join(footnote(source) for source in statement.source))

    def link(self, incident_id: str) -> Markdown:
        """A link to another incident's page, with its date; no name where it is not published."""
        other = self.library.by_id.get(incident_id)
        if other is None:
            return Markdown("an incident that is not published here")
        return Markdown(f"[{escape(other.record.title)}]({other.id}.md), {escape(other.record.date.words())}")
