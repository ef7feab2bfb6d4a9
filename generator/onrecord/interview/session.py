"""One run of an interview: answers are kept as they were typed, so that one can go back, stop, and go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from onrecord.interview.choices import AnswerError
from onrecord.interview.question import Answer, Ask, Question

T = TypeVar("T")

BACK, EXPLAIN = "<", "?"
"""Answers to any question: back to the one before, and what is meant."""
Typed = tuple[str, str]
"""The key of a question and what was typed."""


class Asker(Protocol):
    """Where questions are put: a terminal, or lines of a file."""

    def ask(self, question: Question, typed: str) -> str:
        """What somebody typed; ``typed`` stands there already. Raises EOFError and KeyboardInterrupt."""

    def wrong(self, error: AnswerError) -> None:
        """Says what is wrong with the answer just given."""

    def show(self, text: str) -> None:
        """Says something that is no question."""


class _BackError(Exception):
    """Somebody wants to answer the question before once more."""


class Session:
    """The answers so far, and the questions that are still to be put.

    An interview is run from its start whenever somebody goes back: the answers that are there are given
    without asking, as far as they still hold.
    """

    def __init__(self, asker: Asker, typed: Iterable[Typed] = ()) -> None:
        self._asker = asker
        self.typed: list[Typed] = list(typed)
        """Everything that was answered, in order."""
        self._next = 0
        self._before = ""

    def run(self, interview: Callable[[Ask], T]) -> T:
        """What the interview comes to."""
        while True:
            self._next = 0
            try:
                return interview(self._ask)
            except _BackError:
                self._before = self.typed.pop()[1]

    @property
    def live(self) -> bool:
        """Whether all kept answers have been given, so that the next question is put to somebody."""
        return self._next >= len(self.typed)

    def _ask(self, question: Question) -> Answer:
        if not self.live:
            key, text = self.typed[self._next]
            try:
                if key == question.key:
                    answer = question.answer(text)
                    self._next += 1
                    return answer
            except AnswerError:
                self._before = text
            # The registries are others now: from here on it is asked again.
            del self.typed[self._next :]
        return self._put(question)

    def _put(self, question: Question) -> Answer:
        while True:
            text = self._asker.ask(question, self._before).strip()
            self._before = ""
            if text == BACK:
                if self.typed:
                    raise _BackError
                self._asker.show("This is the first question.")
            elif text == EXPLAIN:
                self._asker.show(_explained(question))
            else:
                try:
                    answer = question.answer(text)
                except AnswerError as error:
                    self._asker.wrong(error)
                    self._before = text
                    continue
                self.typed.append((question.key, text))
                self._next += 1
                return answer


def _explained(question: Question) -> str:
    lines = [question.meant or question.asks]
    if question.choices is not None and question.choices.all:
        width = max(len(choice.id) for choice in question.choices.all)
        lines += [f"  {choice.id:{width}}  {choice.name}" for choice in question.choices.all]
    return "\n".join(lines)
