"""Questions on a terminal: a line that can be edited, with what may be named offered while one types."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import click
from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.styles import Style

from onrecord.interview.choices import AnswerError
from onrecord.interview.question import Question

_KEYS = " Tab completes · ? explains · < goes back · Ctrl-C keeps the answers for later "
#: Dark on light and light on dark, whatever the terminal's own colours are.
_STYLE = Style.from_dict(
    {
        "bottom-toolbar": "noreverse",
        "completion-menu": "bg:#dddddd #000000",
        "completion-menu.completion.current": "noreverse bg:#005f87 #ffffff",
        "completion-menu.meta.completion": "bg:#eeeeee #000000",
        "completion-menu.meta.completion.current": "bg:#005f87 #ffffff",
    }
)


class Terminal:
    """A line editor with completion, for people."""

    def __init__(self) -> None:
        self._session: PromptSession[str] = PromptSession(style=_STYLE, bottom_toolbar=_KEYS)

    def ask(self, question: Question, typed: str) -> str:
        """Puts the question, with what is meant below it and what was typed before behind it."""
        click.echo()
        click.secho(_wrapped(question.asks), bold=True)
        if question.meant:
            click.echo(_wrapped(question.meant))
        default = f" [{question.default}]" if question.default and question.choices else ""
        message = f"{question.key}{default}: "
        completer = Candidates(question) if question.choices is not None else None
        return self._session.prompt(message, default=typed, completer=completer)

    def wrong(self, error: AnswerError) -> None:
        """Prints what is wrong; the question follows again with the answer still in it."""
        click.secho(_wrapped(str(error)), fg="red")

    def show(self, text: str) -> None:
        """Prints a text."""
        click.echo(text)


def _wrapped(text: str) -> str:
    """The text in lines that fit the terminal, broken between words."""
    return click.wrap_text(text, max(20, shutil.get_terminal_size().columns - 1))


class Candidates(Completer):
    """Offers the choices of a question while somebody types: by id, name and other spellings."""

    def __init__(self, question: Question) -> None:
        self._question = question

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        """The candidates for what stands before the cursor, behind the last comma where several may stand."""
        text = document.text_before_cursor
        typed = text.rpartition(",")[2].lstrip() if self._question.several else text
        if self._question.choices is None:
            return
        for choice in self._question.choices.near(typed):
            name = "" if choice.name == choice.id else choice.name
            yield Completion(choice.id, start_position=-len(typed), display_meta=name)
