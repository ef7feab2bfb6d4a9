"""Whoever waits longer than two seconds sees how far the work has come; whoever does not sees nothing."""

from __future__ import annotations

import io

from onrecord.build.progress import Progress


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """What it shows."""
        return self.now


def work(progress: Progress, clock: Clock, seconds: float, number: int = 5000, step: int = 100) -> None:
    """Pages that take so many seconds, of which every ``step`` are told."""
    progress("pages", 0, number)
    for done in range(step, number + 1, step):
        clock.now += seconds * step / number
        progress("pages", done, number)


def test_quick_work_prints_nothing() -> None:
    """Neither on a terminal nor in a log, however many pieces it has."""
    for terminal in (None, io.StringIO()):
        lines: list[str] = []
        clock = Clock()
        work(Progress(lines.append, terminal, clock), clock, 1.9)
        assert not lines
        assert not (terminal and terminal.getvalue())


def test_a_log_has_a_line_after_two_seconds_and_then_every_five() -> None:
    """So that nobody takes a long build for one that hangs, and no log is full of it."""
    lines: list[str] = []
    clock = Clock()
    work(Progress(lines.append, None, clock), clock, 16)
    assert lines == ["pages: 700 of 5000", "pages: 2300 of 5000", "pages: 3900 of 5000"]


def test_a_terminal_has_one_line_that_is_written_over() -> None:
    """It ends with all pages, and what is printed next stands on a line of its own."""
    terminal = io.StringIO()
    clock = Clock()
    work(Progress(print, terminal, clock), clock, 4, step=500)
    assert terminal.getvalue() == (
        "\rpages: 2500 of 5000\rpages: 3000 of 5000\rpages: 3500 of 5000\rpages: 4000 of 5000"
        "\rpages: 4500 of 5000\rpages: 5000 of 5000\n"
    )


def test_the_line_is_left_alone_where_work_stops() -> None:
    """An error is printed below it; and each kind of work counts its own two seconds."""
    terminal = io.StringIO()
    clock = Clock()
    progress = Progress(print, terminal, clock)
    progress("pages", 0, 10)
    clock.now += 3
    progress("pages", 4, 10)
    progress.end()
    progress("files", 0, 10)
    clock.now += 1
    progress("files", 10, 10)
    assert terminal.getvalue() == "\rpages: 4 of 10\n"


def test_nothing_to_do_prints_nothing() -> None:
    """An unchanged build says nothing of its pages."""
    lines: list[str] = []
    clock = Clock()
    progress = Progress(lines.append, None, clock)
    progress("pages", 0, 0)
    clock.now += 10
    progress("files", 0, 0)
    assert not lines
