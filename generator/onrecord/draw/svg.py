"""SVG as text: elements whose attributes and texts are escaped, and words where they were placed."""

from __future__ import annotations

import re

from onrecord.draw.labels import LEADING, Placed
from onrecord.markdown.escape import Markdown, escape

_PLAIN = re.compile(r"[A-Za-z0-9 .,_-]*")


def element(name: str, *children: Markdown, **attributes: object) -> Markdown:
    """``<name attribute="value">children</name>``; ``class_`` is ``class``, and other ``_`` become ``-``.

    An attribute that is None is left out. Names are ours; values and texts go through the escape of
    Markdown, whose numeric entities mean the same to HTML.
    """
    pairs = (
        (key.rstrip("_").replace("_", "-") if key != "viewBox" else key, value)
        for key, value in attributes.items()
        if value is not None
    )
    said = "".join(f' {key}="{_value(value)}"' for key, value in pairs)
    inner = "".join(children)
    return Markdown(f"<{name}{said}>{inner}</{name}>" if inner else f"<{name}{said}/>")


def _value(value: object) -> str:
    # Our own numbers, names and paths stay readable in the page's Markdown.
    if isinstance(value, (int, float)):
        return number(value)
    text = str(value)
    return text if _PLAIN.fullmatch(text) else escape(text)


def number(value: float) -> str:
    """A coordinate, to a tenth."""
    return f"{value:.1f}".removesuffix(".0")


def text(words: object, x: float, y: float, class_: str, anchor: str = "start") -> Markdown:
    """A line of text at its baseline, escaped."""
    return element("text", escape(words), x=x, y=y, class_=class_, text_anchor=anchor)


def _count(count: str) -> Markdown:
    return element("tspan", escape(count), class_="or-label__count")


def label(placed: Placed, size: float, count: str = "", **attributes: object) -> Markdown:
    """Placed words as one text, a line below the other, with the line that leads to their mark before it.

    Lines after the first have the class ``or-label--more``: they say who and when. A ``count`` at the end of
    the words has the class ``or-label__count``, by which a script finds it.
    """
    *lines, last = placed.lines
    texts = [escape(line) for line in lines]
    texts.append(Markdown(escape(last.removesuffix(count)) + _count(count)) if count else escape(last))
    x, inner = placed.x, texts[0]
    for line in texts[1:]:
        inner = Markdown(inner + element("tspan", line, x=x, dy=size * LEADING, class_="or-label--more"))
    anchor = None if placed.anchor == "start" else placed.anchor
    said = element("text", inner, x=x, y=placed.y, text_anchor=anchor, **attributes)
    if placed.leader is None:
        return said
    (x1, y1), (x2, y2) = placed.leader
    path = f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}"
    return Markdown(element("path", d=path, class_="or-leader", fill="none") + said)
