"""Sources as footnotes of a page that cites those of several records: numbered, so that no ids collide."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from onrecord.library.library import Incident, Library
from onrecord.markdown.escape import Markdown
from onrecord.pages.briefing.notes import SourceNote, source_text


class Footnotes:
    """The footnotes of one page, in order of first citation. A number tells nothing of a source's id."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._numbers: dict[tuple[str, str], int] = {}
        self._cited: list[tuple[Incident | None, str]] = []

    def mark(self, incident: Incident | None, source_id: str) -> Markdown:
        """The marker of a source, as ``incident`` (or the registry) means the id."""
        own = incident is not None and source_id in incident.record.sources
        key = (incident.id if incident and own else "", source_id)
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self._cited.append((incident, source_id))
        return Markdown(f"[^n{self._numbers[key]}]")

    def marker(self, incident: Incident | None) -> Callable[[str], Markdown]:
        """What turns the ids in a text of ``incident`` (or of the registry) into markers."""
        return lambda source_id: self.mark(incident, source_id)

    def notes(self) -> Iterator[SourceNote]:
        """Every source that was marked; ask when everything else of the page has been made."""
        for number, (incident, source_id) in enumerate(self._cited, start=1):
            # A note may cite another source, which then gets the next number.
            source = self.library.source(incident, source_id)
            yield SourceNote(f"n{number}", source_text(self.library, source, self.marker(incident)))
