"""An HTML document as a tree, so that documents of several renderers can be compared.

What is normalised away, because each renderer writes it in its own way and a reader sees no difference:
white space outside `pre`; the attribute `markdown`, which only Python-Markdown takes away; an attribute
without a value, which it repeats as its value; ids of headings, which some make of the words (ours are
anchors in the heading); and how references and notes are numbered and laid out. A tree has a reference as
`note` with the number of its note in the order of first references, and the notes that are referred to at
its end.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

Tree = tuple[object, ...]
"""A tag, its attributes by name, and its children: texts and trees."""

_VOID = frozenset(
    "area base br col embed hr img input link meta source track wbr path circle rect line".split()  # noqa: SIM905
)
_INLINE = frozenset(
    "a abbr b bdi button code em i input kbd label mark q s select small span strong sub sup time u".split()  # noqa: SIM905
)
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_NOTE = re.compile(r"\bfootnotes?\b")


@dataclass
class Element:
    """An element while its document is read."""

    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> str:
        """Its classes as written."""
        return self.attributes.get("class", "")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: "" if value in (None, name) else value for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        # A tag too many or in the wrong place stays in the tree, so that it is a difference.
        if self.open[-1].tag == tag:
            self.open.pop()
        else:
            self.open[-1].children.append(f"\x00</{tag}>")

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        self.open[-1].children.append(Element("!--", {"": data.strip()}))


def read(html: str) -> Element:
    """The document as it stands."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root


def tree(html: str, *, names: bool = False) -> Tree:
    """The document as a tree that equals that of another renderer, if both mean the same.

    With ``names`` it has the ids of headings, too.
    """
    root = read(html)
    notes = _taken_out(root)
    order: dict[str, int] = {}

    def number(name: str) -> int:
        return order.setdefault(name, len(order) + 1)

    main = _normal(root, number, names)
    told: list[object] = []
    while len(told) < len(order):
        name = next(name for name, at in order.items() if at == len(told) + 1)
        told.append(_normal(notes[name], number, names) if name in notes else f"no note {name}")
    return (main, tuple(told))


def _taken_out(element: Element) -> dict[str, Element]:
    """The notes by their ids, which are no part of the document any more, without the ways back."""
    found: dict[str, Element] = {}
    kept: list[Element | str] = []
    for child in element.children:
        if isinstance(child, Element):
            if child.tag in ("div", "section") and _NOTE.search(child.classes):
                for item in _items(child):
                    _without_ways_back(item)
                    found[item.attributes["id"]] = Element("li", {}, item.children)
                continue
            if child.tag == "hr" and _NOTE.search(child.classes):
                continue
            if child.classes == "or-notes":
                continue
            found |= _taken_out(child)
        kept.append(child)
    element.children = kept
    return found


def _items(element: Element) -> list[Element]:
    out = []
    for child in element.children:
        if isinstance(child, Element):
            if child.tag == "li" and re.match(r"fn\W?", child.attributes.get("id", "")):
                out.append(child)
            else:
                out += _items(child)
    return out


def _without_ways_back(element: Element) -> None:
    element.children = _joined(
        [
            child
            for child in element.children
            if not (isinstance(child, Element) and "footnote-backref" in child.classes)
        ]
    )
    for child in element.children:
        if isinstance(child, Element):
            _without_ways_back(child)
    if element.children and isinstance(last := element.children[-1], str):
        # The blanks that stood before the ways back.
        element.children[-1] = last.rstrip()


def _reference(element: Element) -> str | None:
    """The id of the note to which an element leads, if it is a reference."""
    if element.tag != "sup" or len(element.children) != 1 or isinstance(link := element.children[0], str):
        return None
    marked = "footnote-ref" in element.classes + link.classes
    return link.attributes["href"].removeprefix("#") if marked else None


def _normal(element: Element, number: Callable[[str], int], names: bool) -> Tree:
    attributes = {
        name: " ".join(value.split())
        for name, value in element.attributes.items()
        if name != "markdown" and (names or element.tag not in _HEADINGS or name != "id")
    }
    children: list[object] = []
    for child in _joined(element.children):
        if isinstance(child, Element):
            if (name := _reference(child)) is not None:
                children.append(("note", number(name)))
            else:
                children.append(_normal(child, number, names))
        else:
            children.append(child)
    if element.tag != "pre":
        children = _spaced(children, inline=element.tag in _INLINE)
    return (element.tag, tuple(sorted(attributes.items())), *children)


def _joined(children: list[Element | str]) -> list[Element | str]:
    out: list[Element | str] = []
    for child in children:
        if isinstance(child, str) and out and isinstance(out[-1], str):
            out[-1] += child
        else:
            out.append(child)
    return out


def _spaced(children: list[object], *, inline: bool) -> list[object]:
    """Texts with single blanks, and none beside a block or at its ends."""
    out: list[object] = []
    for at, child in enumerate(children):
        if isinstance(child, str):
            text = re.sub(r"[ \t\n\r\f]+", " ", child)
            if (at == 0 and not inline) or (at and _is_block(children[at - 1])):
                text = text.lstrip(" ")
            if (at == len(children) - 1 and not inline) or (
                at + 1 < len(children) and _is_block(children[at + 1])
            ):
                text = text.rstrip(" ")
            if not text:
                continue
            child = text
        out.append(child)
    return out


def _is_block(child: object) -> bool:
    return isinstance(child, tuple) and child[0] != "note" and child[0] not in _INLINE


def difference(one: object, other: object, at: str = "") -> str:
    """Where two trees differ first, in words; empty where they are equal."""
    if one == other:
        return ""
    if not (isinstance(one, tuple) and isinstance(other, tuple)):
        return f"{at}: {_short(one)} != {_short(other)}"
    name = f"{at}/{one[0]}" if one and isinstance(one[0], str) else at
    for index, (a, b) in enumerate(zip(one, other, strict=False)):
        if found := difference(a, b, f"{name}[{index}]"):
            return found
    return f"{name}: {len(one)} != {len(other)} parts: {_short(one[len(other) :] or other[len(one) :])}"


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) < 300 else f"{text[:300]}…"
