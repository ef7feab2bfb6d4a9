"""How far long work has come: on a terminal one line that is written over, elsewhere a line now and then."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import TextIO

#: Nothing is said of work that takes no longer, in seconds.
_LONG = 2.0
#: Seconds between two lines in a log, and between two states of the line on a terminal.
_IN_A_LOG, _ON_A_TERMINAL = 5.0, 0.1


@dataclass
class Progress:
    """Tells how much of some work is done.

    told = Progress(log.info)
    told("pages", 0, 5000)     # now it begins
    told("pages", 1200, 5000)  # pages: 1200 of 5000
    """

    log: Callable[[str], object]
    """Prints a line where there is no terminal."""
    terminal: TextIO | None = None
    clock: Callable[[], float] = monotonic
    _next: float = field(default=0.0, init=False)
    _shown: bool = field(default=False, init=False)

    @classmethod
    def of(cls, log: Callable[[str], object]) -> Progress:
        """What fits where this process prints its messages."""
        return cls(log, sys.stderr if sys.stderr is not None and sys.stderr.isatty() else None)

    def __call__(self, what: str, number: int, of: int) -> None:
        """``number`` pieces ``of`` so many are done; 0 is where the work begins."""
        now = self.clock()
        if number == 0:
            self.end()
            self._next = now + _LONG
        elif now >= self._next:
            self._next = now + (_ON_A_TERMINAL if self.terminal else _IN_A_LOG)
            self._say(f"{what}: {number} of {of}")
        elif number == of and self._shown:
            self._say(f"{what}: {number} of {of}")
        if number == of:
            self.end()

    def _say(self, text: str) -> None:
        if self.terminal is None:
            self.log(text)
            return
        # The number grows, and so does the line: nothing of a former one is left at its end.
        self.terminal.write(f"\r{text}")
        self.terminal.flush()
        self._shown = True

    def end(self) -> None:
        """What is printed next begins a line of its own."""
        if self._shown and self.terminal is not None:
            self.terminal.write("\n")
            self.terminal.flush()
        self._shown = False
