"""What a build says in MkDocs' log: kept for the next build, and put right."""

from __future__ import annotations

import logging

_MKDOCS = logging.getLogger("mkdocs")
_BUILD = logging.getLogger("mkdocs.commands.build")


class Said(logging.Handler):
    """Keeps what a build says, from its beginning to `end`."""

    def __init__(self, *of_work: str) -> None:
        super().__init__(logging.INFO)
        self.of_work = (_BUILD.name, *of_work)
        """The loggers that say what is done, which is not kept: only their warnings are."""
        self.found: list[tuple[str, int, str]] = []
        _MKDOCS.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps a message about the site."""
        if record.levelno >= logging.WARNING or record.name not in self.of_work:
            self.found.append((record.name, record.levelno, record.getMessage()))

    def end(self) -> list[tuple[str, int, str]]:
        """What was said."""
        _MKDOCS.removeHandler(self)
        return self.found


class Renamed(logging.Filter):
    """Has MkDocs name the site's folder, until `end`, and not that in which it builds."""

    def __init__(self, folder: str, name: str) -> None:
        super().__init__()
        self.folder, self.named = folder, name
        _BUILD.addFilter(self)

    def filter(self, record: logging.LogRecord) -> bool:
        """Lets everything pass."""
        record.msg = str(record.msg).replace(self.folder, self.named)
        return True

    def end(self) -> None:
        """MkDocs says what it does again."""
        _BUILD.removeFilter(self)
