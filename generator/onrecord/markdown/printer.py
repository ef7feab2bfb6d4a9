"""Phrases as Markdown: each span by the rule of its type, all text through the one escape."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from onrecord.markdown.direction import direction
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
    once: bool = False
    """Whether a name is a link only where it stands first, as on a page that names the same people often."""
    _told: set[str] = field(default_factory=set)
    _linked: set[str] = field(default_factory=set)

    def __call__(self, value: Sayable, *, inside: bool = False) -> Markdown:
        """A phrase on one line; ``inside`` a longer one, which goes on before and behind it."""
        out: list[str] = []
        text = ""
        before: Span | None = None
        started = inside
        for span in phrase(value).spans:
            if (words := self._words(span)) is not None:
                text += words
                continue
            if text:
                out.append(_spaced(text, before, started=started, ended=False))
            self._add(span, out)
            text, before, started = "", span, True
        if text:
            out.append(_spaced(text, before, started=started, ended=not inside))
        line = re.sub(" {2,}", " ", "".join(out)).strip()
        return Markdown(_MARKED.sub(_with_stars, line) if "</" in line and not inside else line)

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
            case Link(text, target, follow=True):
                to = target if target.startswith("#") else url(target)
                out.append(f"[{escape(text)}]({to})")
            case Link(text, target):
                out.append(f'<a href="{url(target)}" rel="noopener nofollow">{escape(text)}</a>')
            case Unbroken(text):
                out.append(escape(text).replace(" ", "&nbsp;"))
            case Strong(part):
                out.append(_marked(self(part, inside=True), "strong"))
            case Emphasis(part):
                out.append(_marked(self(part, inside=True), "em"))
            case Quoted(text, language):
                way = direction(language)
                out.append(f'<bdi lang="{escape(language)}" dir="{way}">{escape(quoted(text))}</bdi>')
            case Foreign(text, language):
                out.append(f'<bdi lang="{escape(language)}">{escape(text)}</bdi>')
            case Code(text):
                out.append(f"<code>{escape(text)}</code>")
            case _:
                raise AssertionError(span)

    def _words(self, span: Span) -> str | None:
        """A span that is nothing but text, so that it is escaped together with its neighbours."""
        match span:
            case Text(text) | Number(text=text):
                return text
            case Name(kind, _, text, address):
                if address and not (self.once and kind != "incident" and address in self._linked):
                    self._linked.add(address)
                    return None
                return text
            case Quoted(text, ""):
                return quoted(text)
            case _:
                return None

    def _marker(self, marker: Marker) -> str:
        name = self.note(marker)
        interest = self.interests.get(name)
        if interest is None or name in self._told:
            return f"[^{name}]"
        self._told.add(name)
        return f'[^{name}] <small class="or-interest">({escape(interest)})</small>'


def _marked(words: str, tag: str) -> str:
    """Words in an element, which may become stars; nothing where there are none."""
    return f"<{tag}>{words}</{tag}>" if words else ""


_MARKED = re.compile(r"<(em|strong)>(.*?)</\1>")
_STARS = {"em": "*", "strong": "**"}
#: What may stand beside stars whatever is between them.
_APART = frozenset(" !\"#$%&'(),-./:;<=>?@[]^{|}~")


def _with_stars(found: re.Match[str]) -> str:
    """Stars in the place of an element, for people, where they are stars to every renderer.

    CommonMark takes them for text between a letter and a sign, and several in a row for each other's.
    """
    text, (start, end), words = found.string, found.span(), found[2]
    beside = (text[start - 1 : start], text[end : end + 1])
    if f"<{found[1]}>" in words or text.endswith(("</em>", "</strong>"), 0, start):
        return found[0]
    if text.startswith(("<em>", "<strong>"), end) or "*" in (*beside, words[0], words[-1]):
        return found[0]
    letters = words[0].isalnum() and words[-1].isalnum()
    if letters or all(not sign or sign in _APART for sign in beside):
        return f"{_STARS[found[1]]}{words}{_STARS[found[1]]}"
    return found[0]


#: Stands for what a run of text follows, or what follows it: signs between words are plain to the escape.
_WORD = "ww"


def _spaced(text: str, before: Span | None, *, started: bool, ended: bool) -> str:
    """A run of text between other spans, with one blank at each end that has any."""
    if text.isspace():
        return " "
    # A comma before a blank is one everywhere; a colon behind a marker would make it a note, `[^x]: `.
    led = text.startswith(", ") or (started and not (isinstance(before, Marker) and text.startswith(":")))
    if not led and not started:
        text = text.lstrip()
    # A bracket is plain behind a blank.
    lead = _WORD + " " * text.startswith("(") if led else ""
    # A colon is plain before a blank or nothing; no emphasis, link or marker makes another sign of it.
    trail = "" if ended else f" {_WORD}" if text.endswith(":") else _WORD
    words: str = escape(f"{lead}{text}{trail}")
    return words[len(lead) : len(words) - len(trail)]


def inline(value: Phrase) -> Markdown:
    """A phrase as Markdown where no page is known: without links, with markers by the ids of sources."""
    return Printer()(value)
