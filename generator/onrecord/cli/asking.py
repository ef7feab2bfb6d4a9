"""Where the questions of `onrecord add` are put: a terminal with completion, or lines of standard input."""

from __future__ import annotations

import sys

import click

from onrecord.cli.sites import Stop
from onrecord.interview.choices import AnswerError
from onrecord.interview.question import Question
from onrecord.interview.session import Asker


def asker() -> Asker:
    """A terminal where there is one; else lines of standard input, for scripts."""
    if not on_terminal():
        return Lines()
    # Here, because only somebody who is asked needs it: its import takes longer than most commands.
    from onrecord.cli.terminal import Terminal

    return Terminal()


def on_terminal() -> bool:
    """Whether somebody sits there to answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


class Lines:
    """Answers are lines of standard input, one each; the first wrong one ends it, and nothing is written."""

    def __init__(self) -> None:
        self._number = 0

    def ask(self, question: Question, typed: str) -> str:
        """Prints the question, and the answer that the next line gives."""
        click.echo(question.asks)
        line = sys.stdin.readline()
        if not line:
            raise Stop(
                f"the answers end where `{question.key}` is asked: {question.asks} Nothing was written"
            )
        self._number += 1
        click.echo(f"{question.key}: {line.strip()}".rstrip())
        return line

    def wrong(self, error: AnswerError) -> None:
        """Ends the run: the lines that follow were meant for other questions."""
        raise Stop(f"line {self._number} of the answers: {error}. Nothing was written")

    def show(self, text: str) -> None:
        """Prints a text."""
        click.echo(text)
