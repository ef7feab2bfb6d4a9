"""Our small prose language as Markdown: paragraphs, emphasis, links, and source markers as footnotes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from onrecord.markdown.escape import Markdown, escape, url
from onrecord.values.prose import Cite, Emphasis, Link, Ours, Paragraph, Prose, Words

_STOPS = (",", ";", ".", "?")
OURS = Markdown('<small class="or-ours">(ours)</small>')
"""What a sentence of ours carries where others carry their source."""
Marker = Callable[[str], Markdown]
"""Turns a source id into its marker on the page."""
# What stands in the front matter is no Markdown, and may look like a marker.
_MARKER = re.compile(r"\A---\n.*?\n---\n|\[\^([a-z0-9-]+)\]", re.DOTALL)


def footnote(source_id: str) -> Markdown:
    """The marker of a source: a reference to the footnote that ``sources.md.j2`` writes."""
    return Markdown(f"[^{source_id}]")


def with_aliases(page: Markdown, aliases: Mapping[str, str]) -> Markdown:
    """The page with other ids in its markers and notes; nothing else has their form: brackets are escaped."""
    if not aliases:
        return page
    return Markdown(
        _MARKER.sub(lambda found: f"[^{aliases[found[1]]}]" if found[1] in aliases else found[0], page)
    )


def with_interests(page: Markdown, interests: Mapping[str, str]) -> Markdown:
    """The page with a source's interest beside the first of its markers: "[^daily] (state-owned)".

    Notes at the end of the page begin with a marker, too, and say it themselves.
    """
    waiting = dict(interests)

    def told(found: re.Match[str]) -> str:
        note = found.start() == 0 or (page[found.start() - 1] == "\n" and page[found.end() :].startswith(":"))
        interest = None if note or not found[1] else waiting.pop(found[1], None)
        return f'{found[0]} <small class="or-interest">({escape(interest)})</small>' if interest else found[0]

    return Markdown(_MARKER.sub(told, page)) if waiting else page


def prose(text: Prose, marker: Marker = footnote) -> Markdown:
    """All paragraphs, separated by blank lines."""
    return Markdown("\n\n".join(paragraph(one, marker) for one in text.paragraphs))


def prose_line(text: Prose, marker: Marker = footnote) -> Markdown:
    """All paragraphs on one line, for table cells, list items and footnotes."""
    return Markdown(" ".join(paragraph(one, marker) for one in text.paragraphs))


def paragraph(parts: Paragraph, marker: Marker = footnote) -> Markdown:
    """One paragraph on one line."""
    out: list[str] = []
    for part in parts:
        match part:
            case Words(text):
                out.append(_spaced(text, started=bool(out)))
            case Emphasis(text):
                # Two stars with nothing between them would be read with what follows.
                out.append(f"*{words}*" if (words := escape(text)) else "")
            case Link(text, target):
                out.append(f"[{escape(text)}]({url(target)})")
            case Cite(ids):
                # The marker stands at the word, as a printer sets it.
                if out:
                    out[-1] = out[-1].rstrip(" ")
                out.append("".join(marker(one) for one in ids))
            case Ours():
                # A word in brackets keeps its blank; what follows the marker has one already, or a stop.
                before = out.pop().rstrip(" ") + " " if out else ""
                out.append(f"{before}{OURS}")
    return Markdown(re.sub(" {2,}", " ", "".join(out)).strip())


def _spaced(text: str, *, started: bool) -> str:
    # Behind a marker, emphasis or a link these are what they are in any sentence. A colon is not: `[^x]: `
    # is a note.
    stop = text[0] if started and text.startswith(_STOPS) and text[1:2] in ("", " ") else ""
    text = text.removeprefix(stop)
    words = escape(text)
    if not words:
        return f"{stop} " if started and text else stop
    return f"{stop}{' ' if started and text[0].isspace() else ''}{words}{' ' if text[-1].isspace() else ''}"
