"""A phrase: a short sequence of typed spans that knows no format. Each output has a printer for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from string import Formatter
from typing import Literal, TypeAlias

from onrecord.language import N_, decimal, gettext, ngettext, pgettext
from onrecord.values.count import Count

Kind = Literal["actor", "place", "weapon", "event", "measure", "incident", "source", "term", "page"]


@dataclass(frozen=True, slots=True)
class Text:
    """Words: ours, or as a record has them."""

    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """What something with an id is called: an actor, a place, a term of the vocabulary, a page."""

    kind: Kind
    id: str
    text: str
    address: str = ""
    """Its page, from the top of the site's sources: ``places/tower-22.md``; empty where it has none."""


@dataclass(frozen=True, slots=True)
class Number:
    """A count of somebody's, with the words that say it."""

    count: Count
    text: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that somebody said, as the source has them; the printer sets the quotation marks."""

    text: str
    language: str = ""
    """BCP 47; empty for that of the page."""


@dataclass(frozen=True, slots=True)
class Marker:
    """The marker of a source that stands behind what comes before it."""

    source: str
    """Its published id."""
    incident: str = ""
    """The record by which the id is known: that of an own source, or that cites a confidential one."""


@dataclass(frozen=True, slots=True)
class Strong:
    """A part that stands out."""

    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Emphasis:
    """A part in italics."""

    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address outside the site, or to a place of the same page (``#sources``)."""

    text: str
    target: str
    follow: bool = True
    """Whether search engines and the page there may know that we link to it; not to sources."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in a language and a script of their own, set apart from the direction of those around them."""

    text: str
    language: str
    """BCP 47."""


@dataclass(frozen=True, slots=True)
class Unbroken:
    """Words that stay on one line, as a number with its unit: "33.5° N"."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """An identifier, as it is typed: ``tower-22``."""

    text: str


@dataclass(frozen=True, slots=True)
class Ours:
    """The mark of a sentence that is ours, where others have their source."""


Span: TypeAlias = (
    Text | Name | Number | Quoted | Foreign | Unbroken | Code | Marker | Strong | Emphasis | Link | Ours
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Spans in their order. Phrases are added with ``+``; an empty one is false.

    It has no text of its own: `plain` gives it as plain text, `onrecord.markdown` as Markdown. To print it
    without a printer is an error, because its words would reach an output without that output's escape.
    """

    spans: tuple[Span, ...] = ()

    def __add__(self, other: Sayable) -> Phrase:
        return Phrase(_merged((*self.spans, *phrase(other).spans)))

    def __radd__(self, other: str) -> Phrase:
        return phrase(other) + self

    def __bool__(self) -> bool:
        return bool(self.spans)

    def __str__(self) -> str:
        raise TypeError("a phrase is printed by the printer of a format: plain(phrase), or a template")

    def __format__(self, _: str) -> str:
        return str(self)


Sayable: TypeAlias = Phrase | str | int | Span
NOTHING = Phrase()


def phrase(value: Sayable) -> Phrase:
    """A text, a number or a span as a phrase."""
    if isinstance(value, Phrase):
        return value
    if isinstance(value, str):
        return Phrase((Text(value),)) if value else NOTHING
    if isinstance(value, int):
        return Phrase((Text(decimal(value)),))
    return Phrase((value,))


def to_page(text: str, address: str) -> Phrase:
    """Words that lead to a page or a file of the site: ``to_page("Actors", "actors/index.md")``."""
    return phrase(Name("page", address, text, address))


def strong(value: Sayable) -> Phrase:
    """A phrase that stands out."""
    return phrase(Strong(phrase(value)))


def emphasis(value: Sayable) -> Phrase:
    """A phrase in italics."""
    return phrase(Emphasis(phrase(value)))


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans with neighbouring texts as one, so that phrases of the same words are equal."""
    out: list[Span] = []
    before: Span | None = None
    for span in spans:
        if type(span) is Text and type(before) is Text:
            span = out[-1] = Text(before.text + span.text)
        else:
            out.append(span)
        before = span
    return tuple(out)


def plain(value: Sayable) -> str:
    """A phrase as plain text, as feeds, data files and charts have it; markers of sources are no text."""
    return "".join(map(_plain, phrase(value).spans))


def _plain(span: Span) -> str:
    match span:
        case Marker() | Ours():
            return ""
        case Strong(part) | Emphasis(part):
            return plain(part)
        case Quoted(text):
            return quoted(text)
        case _:
            return span.text


def quoted(text: str) -> str:
    """Words of somebody's between quotation marks: “directly hit their targets”."""
    return gettext("“{words}”").format(words=text)


def say(message: str, /, **parts: Sayable) -> Phrase:
    """A message of the catalogue with its named parts filled in.

    ``say("denied that {whom} was responsible", whom=names.actor("iran"))``.
    """
    return filled(gettext(message), parts)


def say_many(one: str, many: str, number: int, /, **parts: Sayable) -> Phrase:
    """The message for ``number`` of something; ``{number}`` stands for it."""
    return filled(ngettext(one, many, number), {"number": number, **parts})


def say_as(context: str, message: str, /, **parts: Sayable) -> Phrase:
    """A message whose English has several meanings, told apart by ``context``."""
    return filled(pgettext(context, message), parts)


def filled(message: str, parts: dict[str, Sayable]) -> Phrase:
    """A message with its named parts; a part that it does not name is left out."""
    spans: list[Span] = []
    for text, name in _pieces(message):
        if text:
            spans.append(text)
        if name is not None:
            spans.extend(phrase(parts[name]).spans)
    return Phrase(_merged(spans))


@lru_cache(maxsize=10_000)
def _pieces(message: str) -> tuple[tuple[Text | None, str | None], ...]:
    """The texts of a message, each with the name of the part behind it."""
    return tuple((Text(text) if text else None, name) for text, name, _, _ in Formatter().parse(message))


#: What stands between parts that make no sentence; other scripts have other marks, and other arrows.
SEPARATORS = (N_(", "), N_("; "), N_(". "), N_(" · "), N_(" → "))


def joined(parts: Iterable[Sayable], separator: str = ", ") -> Phrase:
    """The parts with ``separator`` between them, as the language has it; empty ones are left out."""
    between = gettext(separator)
    spans: list[Span] = []
    for part in map(phrase, parts):
        if part:
            if spans:
                spans.append(Text(between))
            spans.extend(part.spans)
    return Phrase(_merged(spans))


def first_text(value: Phrase, change: Callable[[str], str]) -> Phrase:
    """The phrase with the text of its first span changed."""
    if not value:
        return value
    head, *rest = value.spans
    match head:
        case Strong(part) | Emphasis(part):
            head = replace(head, phrase=first_text(part, change))
        case Text() | Name() | Number() | Link():
            head = replace(head, text=change(head.text))
        case _:
            pass
    return Phrase((head, *rest))


def last_text(value: Phrase) -> str:
    """The last words of a phrase that are text, behind which a marker may stand."""
    for span in reversed(value.spans):
        if text := _plain(span):
            return text
    return ""


def markers(value: Phrase) -> Iterator[Marker]:
    """The source markers of a phrase, in their order."""
    for span in value.spans:
        if isinstance(span, Marker):
            yield span
        elif isinstance(span, Strong | Emphasis):
            yield from markers(span.phrase)
