"""Phrases as Markdown: each span by the rule of its type, all text through the one escape."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from onrecord.markdown.escape import Markdown, escape, url
from onrecord.phrases import (
    Code,
    Emphasis,
    Foreign,
    Link,
    Marker,
    Name,
    Number,
    Ours,
    Phrase,
    Quoted,
    Sayable,
    Strong,
    Text,
    Unbroken,
    phrase,
    quoted,
    say,
)
from onrecord.phrases.spans import Span

_STOPS = (",", ";", ".", "?")
#: What no extension takes for a sign such as (c).
_REMARK = re.compile(r"(\s*)\((?!\s|(?:c|r|tm|p)\))", re.IGNORECASE)
_OURS = '<small class="or-ours">({})</small>'


def own_note(marker: Marker) -> str:
    """The footnote of a source on the page of one record: its published id."""
    return marker.source


@dataclass
class Printer:
    """Prints the phrases of one page, in their order there."""

    up: str = ""
    """The way from the page to the top of the site's sources: ``../``, or empty."""
    note: Callable[[Marker], str] = own_note
    """The name of the footnote to which a source's marker leads."""
    interests: Mapping[str, str] = field(default_factory=dict)
    """What is told beside the first marker of a source, by the name of its footnote: "party"."""
    _told: set[str] = field(default_factory=set)

    def __call__(self, value: Sayable, *, inside: bool = False) -> Markdown:
        """A phrase on one line; ``inside`` the stars of another one."""
        out: list[str] = []
        text = ""
        for span in phrase(value).spans:
            if (words := _words(span)) is not None:
                text += words
                continue
            if text:
                out.append(_spaced(text, out[-1] if out else None, inside=inside))
                text = ""
            self._add(span, out)
        if text:
            out.append(_spaced(text, out[-1] if out else None, inside=inside))
        return Markdown(re.sub(" {2,}", " ", "".join(out)).strip())

    def _add(self, span: Span, out: list[str]) -> None:
        match span:
            case Marker():
                # The marker stands at the word, as a printer sets it.
                if out:
                    out[-1] = out[-1].rstrip(" ")
                out.append(self._marker(span))
            case Ours():
                # A word in brackets keeps its blank; what follows the marker has one already, or a stop.
                before = f"{out.pop().rstrip(' ')} " if out else ""
                out.append(f"{before}{_OURS.format(self(say('ours')))}")
            case Name(text=text, address=address):
                out.append(f"[{escape(text)}]({self.up}{address})")
            case Link(text, target):
                to = target if target.startswith("#") else url(target)
                out.append(f"[{escape(text)}]({to})")
            case Strong(part):
                out.append(f"**{words}**" if (words := self(part, inside=True)) else "")
            case Emphasis(part):
                # Two stars with nothing between them would be read with what follows.
                out.append(f"*{words}*" if (words := self(part, inside=True)) else "")
            case Quoted(text, language):
                out.append(f'<span lang="{escape(language)}">{escape(quoted(text))}</span>')
            case Foreign(text, language, direction):
                out.append(
                    f"<bdi{_attribute('lang', language)}{_attribute('dir', direction)}>{escape(text)}</bdi>"
                )
            case Unbroken(text):
                out.append("&nbsp;".join(map(escape, text.split())))
            case Code(text):
                out.append(f"<code>{escape(text)}</code>")
            case _:
                raise AssertionError(span)

    def _marker(self, marker: Marker) -> str:
        name = self.note(marker)
        interest = self.interests.get(name)
        if interest is None or name in self._told:
            return f"[^{name}]"
        self._told.add(name)
        return f'[^{name}] <small class="or-interest">({escape(interest)})</small>'


def _attribute(name: str, value: str) -> str:
    return f' {name}="{escape(value)}"' if value else ""


def _words(span: Span) -> str | None:
    """A span that is nothing but text, so that it is escaped together with its neighbours."""
    match span:
        case Text(text) | Number(text=text) | Name(text=text, address=""):
            return text
        case Quoted(text, ""):
            return quoted(text)
        case _:
            return None


def _spaced(text: str, before: str | None = None, *, inside: bool = False) -> str:
    """Text behind what stands ``before`` it, with one blank at each end that has any; ``inside`` stars."""
    stop = text[0] if text.startswith(_stops(before)) and text[1:2] in ("", " ") else ""
    text = text.removeprefix(stop)
    inner = before is not None or bool(stop)
    if (remark := _REMARK.match(text)) and (inner if remark[1] else inside and not inner):
        # Behind words a bracket opens a remark, as in any sentence.
        return f"{stop}{' ' * bool(remark[1])}({_spaced(text[remark.end() :])}"
    # What follows a blank begins a word: a colon before it is one, as in any sentence.
    words = escape(f"{text}x")[:-1].rstrip() if text[-1:].isspace() else escape(text)
    if not words:
        return f"{stop} " if before is not None and text else stop
    return f"{stop}{' ' if inner and text[0].isspace() else ''}{words}{' ' if text[-1].isspace() else ''}"


def _stops(before: str | None) -> tuple[str, ...]:
    """What is a stop behind a span, as in any sentence; a comma before a blank is one everywhere."""
    if before is None:
        return (", ",)
    # `[^x]: ` is a note.
    return _STOPS if before.startswith("[^") else (*_STOPS, ":")


def inline(value: Phrase) -> Markdown:
    """A phrase as Markdown where no page is known: without links, with markers by the ids of sources."""
    return Printer()(value)
