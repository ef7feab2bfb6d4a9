"""Why nothing was published."""

from __future__ import annotations

from collections.abc import Sequence


class PublishError(Exception):
    """It cannot be published there; the message says why and what to do, in one line."""


class StoppedError(Exception):
    """What was built may not be published: a sentence, and a line for each reason."""

    def __init__(self, message: str, reasons: Sequence[str]) -> None:
        super().__init__(message)
        self.reasons = tuple(reasons)


def printable(text: str) -> str:
    """A text from a page or the name of a file, of which a terminal takes nothing for an order."""
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in text)
