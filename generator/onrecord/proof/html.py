"""The text that a reader of an HTML page sees, by Beautiful Soup."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator

import bs4
from bs4 import BeautifulSoup
from bs4.dammit import EncodingDetector
from bs4.element import CData, NavigableString, PageElement, Tag

from onrecord.proof.text import STROKE

#: The parser is Python's own, and changes with it.
EXTRACTOR = f"beautifulsoup4 {bs4.__version__} (Python {platform.python_version()})"
_UNSEEN = re.compile(
    "head|title|script|style|template|noscript|iframe|object|audio|video|canvas|svg|math|select|datalist|"
    "input|textarea"
)
_BLOCK = re.compile(
    "address|article|aside|blockquote|body|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|"
    "figure|footer|form|h[1-6]|header|hgroup|hr|html|legend|li|main|menu|nav|ol|p|pre|search|section|summary|"
    "table|tbody|tfoot|thead|tr|ul"
)
_CELLS = frozenset(("td", "th"))
_STRUCK = re.compile("del|s|strike")
_STRUCK_STYLE = re.compile(r"text-decoration(?:-line)?\s*:[^;]*\bline-through\b", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_FIGURES = re.compile(r"[0-9+\-]+")


def declared_charset(data: bytes) -> str:
    """The charset that the page names in its first lines; empty where it names none."""
    return EncodingDetector.find_declared_encoding(data, is_html=True) or ""


def visible_text(page: str) -> str:
    """What the page shows, in its order: blocks on lines of their own, cells parted by tabs.

    Raised and lowered figures keep their height (10⁵ is not 105); a raised link is a note's mark, apart. What
    is struck out keeps the line through each character.
    """
    soup = BeautifulSoup(page, "html.parser")
    text = "".join(_texts(soup))
    text = re.sub(r"[^\S\n\t]+", _one_space, text)
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", re.sub(r" ?\t[ \t]*", "\t", text))
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _one_space(found: re.Match[str]) -> str:
    return found[0] if len(found[0]) == 1 else " "


def _texts(soup: BeautifulSoup) -> Iterator[str]:
    # Not recursive: a page may nest its elements thousands deep.
    has_lines = soup.find("pre") is not None
    stack: list[PageElement | str | None] = [soup]
    struck = 0
    while stack:
        one = stack.pop()
        if one is None:
            struck -= 1
        elif isinstance(one, Tag):
            if _UNSEEN.fullmatch(one.name) or _is_hidden(one):
                continue
            before, after = _around(one)
            if before is None:
                yield _lined(after) if struck else after
                continue
            if _is_struck(one):
                struck += 1
                stack.append(None)
            yield before
            stack.append(after)
            stack.extend(reversed(one.contents))
        elif type(one) is str:
            yield one
        elif isinstance(one, NavigableString) and type(one) in (NavigableString, CData):
            # A line's end in the source is a space on the page, except in <pre>.
            as_typed = has_lines and one.find_parent("pre") is not None
            text = str(one) if as_typed else re.sub(r"[ \t\r\n\f]+", " ", str(one))
            yield _lined(text) if struck else text


def _around(tag: Tag) -> tuple[str | None, str]:
    """What goes before and after the contents of ``tag``; or None and what stands for the whole of it."""
    name = tag.name
    if name == "br":
        return None, "\n"
    if _BLOCK.fullmatch(name):
        return "\n", "\n"
    if name in _CELLS:
        return "\t", "\t"
    if name == "q":
        return "\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"
    if name in ("sup", "sub"):
        text = tag.get_text().strip()
        if tag.find("a") or text.startswith("["):
            return " ", ""
        if _FIGURES.fullmatch(text):
            return None, text.translate(_RAISED if name == "sup" else _LOWERED)
    return "", ""


def _lined(text: str) -> str:
    """``text`` with a line through each character."""
    return re.sub(r"\S", rf"\g<0>{STROKE}", text)


def _is_struck(tag: Tag) -> bool:
    return bool(_STRUCK.fullmatch(tag.name) or _STRUCK_STYLE.search(str(tag.attrs.get("style", ""))))


def _is_hidden(tag: Tag) -> bool:
    return "hidden" in tag.attrs or bool(_HIDDEN_STYLE.search(str(tag.attrs.get("style", ""))))
