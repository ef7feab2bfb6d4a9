"""A terminal for the tests: the command in a process of its own on a pseudo-terminal, and what it shows."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import pyte

from tests.cli.sites import environment

ROWS, COLUMNS = 40, 100
#: The child takes the terminal as its own, so that a closed one ends it.
_PROGRAM = (
    "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "from onrecord.cli import main; main(prog_name='onrecord')"
)
CTRL_C, CTRL_D, TAB, ENTER = "\x03", "\x04", "\t", "\r"


class Terminal:
    """The command on a terminal: type into it, wait for words, look at the screen.

    For example ``with Terminal(site, "add") as terminal: terminal.wait_for("When")``.
    """

    def __init__(self, cwd: Path, *args: str, rows: int = ROWS, columns: int = COLUMNS, **env: str) -> None:
        self.screen = _Screen(columns, rows, self.type)
        self._stream = pyte.ByteStream(self.screen)
        self._master, child = pty.openpty()
        fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, *args],
            cwd=cwd,
            env={**_environment(), **env},
            stdin=child,
            stdout=child,
            stderr=child,
            start_new_session=True,
        )
        os.close(child)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    def show(self, line: str) -> None:
        """Puts a line on the screen that the command has not printed: the one that called it."""
        self._stream.feed(f"{line}\r\n".encode())

    def type(self, text: str) -> None:
        """Types keys."""
        os.write(self._master, text.encode())

    def answer(self, question: str, text: str) -> None:
        """Types an answer once its question stands before the cursor: ``answer("date:", "2024-01-20")``.

        Keys that are typed between two questions may be lost, as on any terminal.
        """
        self.wait_for(question, last=True)
        self.type(text + ENTER)

    def wait_for(self, words: str, *, last: bool = False, seconds: float = 60) -> None:
        """Reads until the screen shows the words; with ``last`` in the line of the cursor."""
        end = time.monotonic() + seconds
        while words not in (self.line if last else self.text):
            if not self._read(max(0.0, end - time.monotonic())):
                raise AssertionError(f"{words!r} is not on the screen:\n{self.text}")

    def settle(self) -> None:
        """Reads until nothing comes any more: what a question begins with is there before all of it is."""
        while self._read(1):
            pass

    def wait(self) -> int:
        """Reads until the command ends; its exit status."""
        while self._read(60):
            pass
        return self.process.wait(60)

    def close(self) -> None:
        """Closes the terminal, as somebody closes its window."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    @property
    def text(self) -> str:
        """What the screen shows, without blanks at the ends of lines."""
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip()

    @property
    def line(self) -> str:
        """The line of the cursor."""
        return str(self.screen.display[self.screen.cursor.y]).rstrip()

    def _read(self, seconds: float) -> bool:
        """Takes in what the command has printed; false where nothing more comes."""
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:  # the command has ended, and with it the terminal
            return False
        self._stream.feed(data)
        return bool(data)


class _Screen(pyte.Screen):
    """A screen that answers: programs ask where the cursor is, and wait."""

    def __init__(self, columns: int, rows: int, answer: Callable[[str], None]) -> None:
        super().__init__(columns, rows)
        self._answer = answer

    def write_process_input(self, data: str) -> None:
        """Types what the terminal itself answers."""
        self._answer(data)


def _environment() -> dict[str, str]:
    """Variables that say nothing of another terminal."""
    kept = {name: value for name, value in environment().items() if name not in ("COLUMNS", "LINES")}
    return {**kept, "TERM": "xterm-256color"}
