"""Footnotes of a page: references in its text, and the list of notes at their place.

The Markdown of a page has ``[^id]`` and ``[^id]: text``, which every dialect with footnotes knows, and an
empty ``<div class="or-notes"></div>`` where our pages have the list. Other renderers put it at the page's
end.
"""

from __future__ import annotations

import html
import re

PLACE = '<div class="or-notes"></div>'
"""Where the list of notes stands in the Markdown of a page."""
_DEFINITION = re.compile(r"^\[\^([^\]\n]+)\]: *(.*)\n?", re.MULTILINE)
_REFERENCE = re.compile(r"\[\^([^\]\n]+)\]")


def with_notes(text: str, back: str, attribute: str = "") -> str:
    """Markdown with its footnotes as HTML, numbered in the order in which they are defined.

    ``back`` is what a screen reader says of the way back from a note, with ``{}`` for its number. What stands
    in brackets and names no note is left as it is. ``attribute`` is what elements with Markdown in them need:
    `` markdown="block"`` for Python-Markdown, nothing for CommonMark.
    """
    definitions = {match[1]: match[2].rstrip() for match in _DEFINITION.finditer(text)}
    if not definitions:
        return text
    numbers = {name: number for number, name in enumerate(definitions, 1)}
    cited = dict.fromkeys(definitions, 0)

    def reference(match: re.Match[str]) -> str:
        name = match[1]
        if name not in cited:
            return match[0]
        cited[name] += 1
        nth = cited[name] if cited[name] > 1 else ""
        return (
            f'<sup id="fnref{nth}:{name}"><a class="footnote-ref" href="#fn:{name}">{numbers[name]}</a></sup>'
        )

    before, _, after = _DEFINITION.sub("", text).partition(PLACE)
    before = _REFERENCE.sub(reference, before)
    notes = {name: _REFERENCE.sub(reference, told) for name, told in definitions.items()}
    after = _REFERENCE.sub(reference, after)
    ways = {name: _ways_back(name, cited[name], back.format(number)) for name, number in numbers.items()}
    items = [
        f'<li id="fn:{name}"{attribute}>\n\n{told}&#160;{ways[name]}\n\n</li>\n'
        for name, told in notes.items()
    ]
    listed = f"<ol{attribute}>\n{''.join(items)}</ol>"
    return f'{before}\n<div class="footnote"{attribute}>\n<hr />\n{listed}\n</div>\n{after}'


def moved(content: str) -> str:
    """HTML of Python-Markdown's with the list of notes, which it puts at the end, in its place."""
    at = content.rfind('<div class="footnote">')
    if at < 0 or PLACE not in content[:at]:
        return content
    return content[:at].replace(PLACE, content[at:].rstrip(), 1).rstrip() + "\n"


def _ways_back(name: str, times: int, title: str) -> str:
    """Links from a note to each place that refers to it; to the first even where none does."""
    title = html.escape(title)
    places = ("", *range(2, times + 1))
    return "".join(
        f'<a class="footnote-backref" href="#fnref{nth}:{name}" title="{title}">&#8617;</a>' for nth in places
    )
