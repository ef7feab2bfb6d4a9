"""A question and what its answer may be; a wrong answer is told at once, by the parsers of the format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from onrecord.interview.choices import AnswerError, Choices
from onrecord.record.scalars import ID_MOST, RESERVED_IDS
from onrecord.record.shapes import Line
from onrecord.record.slugs import shortened, slug
from onrecord.yamltext.characters import described, refused

Answer = tuple[str, ...]
"""What a question came to: one value, several, or none where it was left empty."""
Ask = Callable[["Question"], Answer]

NEW = "+"
"""In front of a name that is to be added to the registry: ``+ Harn bridge``."""
UNNAMED = '"'
"""In front of the description of somebody whom the source does not name, once it is read."""
_MARKS = ('"', "“", "”", "„", "'", "‘", "’")


def kind(annotation: Any) -> Callable[[str], str]:
    """A reader of what a field of the format takes: ``kind(CountText)("at least 3")``."""
    adapter: TypeAdapter[Any] = TypeAdapter(annotation)

    def read(text: str) -> str:
        try:
            return str(adapter.validate_python(text))
        except ValidationError as error:
            context = error.errors()[0].get("ctx", {})
            raise AnswerError(str(context.get("what", error)), str(context.get("hint", ""))) from None

    return read


line = kind(Line)


@dataclass(frozen=True)
class Question:
    """One question: a short name, the question itself, what is meant, and how an answer is read.

    Attributes:
        key: its name, before the cursor and in a kept draft: ``date``.
        asks: the question.
        meant: what an answer may be, with examples.
        read: the text as the record has it; raises AnswerError. Where there are choices, of other text only.
        choices: what may be named; ``free`` takes other text too.
        several: whether several answers may stand behind one another, with commas.
        default: what an empty answer stands for; without one, ``needed`` says whether it may be empty.
        new: whether a name behind ``+`` may be added to the registry.
        unnamed: whether somebody may be described whom the source does not name.
    """

    key: str
    asks: str
    meant: str = ""
    read: Callable[[str], str] = line
    choices: Choices | None = None
    free: bool = False
    several: bool = False
    default: str = ""
    needed: bool = True
    new: bool = False
    unnamed: bool = False

    def answer(self, text: str) -> Answer:
        """What ``text`` comes to. Raises AnswerError with what is meant."""
        text = text.strip() or self.default
        if not text:
            if self.needed:
                raise AnswerError("an answer is needed here", self.meant)
            return ()
        if bad := refused(text):
            raise AnswerError(described(bad), "type the answer again without it")
        if not self.several:
            return (self._one(text),)
        parts = [part.strip() for part in text.split(",")]
        if not all(parts):
            raise AnswerError("there is a comma with nothing beside it", self.meant)
        return tuple(dict.fromkeys(self._one(part) for part in parts))

    def _one(self, text: str) -> str:
        if self.choices is None:
            return self.read(text)
        if self.new and text.startswith(NEW):
            return self._added(line(text.removeprefix(NEW)), self.choices)
        if self.unnamed and text.startswith(_MARKS):
            return UNNAMED + line(text.strip("".join(_MARKS)))
        found = self.choices.find(text)
        if found is not None:
            return found
        if self.unnamed and text.lower().startswith(("a ", "an ")):
            return UNNAMED + line(text)
        if self.free:
            return self.read(text)
        ways = []
        if self.new:
            ways.append(f"to add it to the registry, write `{NEW} {text}`")
        if self.unnamed:
            ways.append(f'if the source does not name them, write "{text}" in quotation marks')
        raise self.choices.unknown(text, "; ".join(ways))

    def _added(self, name: str, choices: Choices) -> str:
        id = new_id(name)
        if not id or id in RESERVED_IDS:
            raise AnswerError(f"no id can be made of `{name}`", "write its name in letters or digits")
        known = choices.find(name) or (id if id in choices else None)
        if known is not None:
            raise AnswerError(f"there is one of that name already, `{known}`", f"write `{known}`")
        return f"{NEW}{name}"


def new_id(name: str) -> str:
    """The id of a new entry: its name in ASCII."""
    return shortened(slug(name), ID_MOST)
