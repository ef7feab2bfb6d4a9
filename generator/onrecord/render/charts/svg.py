"""SVG as text: elements whose attributes and texts are escaped, and how wide a text is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.render.escape import Markdown, escape

#: How wide a character is, in parts of the size of the type: wide enough for the fonts of every system.
_WIDTH = 0.58
_PLAIN = re.compile(r"[A-Za-z0-9 .,_-]*")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in the units of the drawing, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether both cover a common point; touching is not overlapping."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def inside(self, other: Box) -> bool:
        """Whether ``other`` covers all of it."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )


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


def text_width(text: str, size: float) -> float:
    """How wide a text is at most, in the units of ``size``."""
    return _WIDTH * size * len(text)


def text(words: object, x: float, y: float, class_: str, anchor: str = "start") -> Markdown:
    """A line of text at its baseline, escaped."""
    return element("text", escape(words), x=x, y=y, class_=class_, text_anchor=anchor)
