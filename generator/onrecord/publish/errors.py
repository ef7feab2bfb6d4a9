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
