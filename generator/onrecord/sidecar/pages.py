"""Pages of the tree: what plugin and theme do for a page in MkDocs stands in its Markdown.

The id of a heading is an attribute of it, notes are HTML, since extensions number and place them otherwise,
and what the head of the page says lies in its front matter, from where a template prints it.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from onrecord.markdown.html import without_machines
from onrecord.markdown.notes import with_notes
from onrecord.pages.own_pages import front_matter_of

HEAD = "onrecord_head"
"""The key in front matter of what is printed in the head."""
STUB = "onrecord_stub"
"""The key of a page that only keeps an address, which stands on no map for search engines."""
_ANCHOR = re.compile(r'^(#{1,6} )<a id="([^"]*)"([^>]*)></a>(.*)$', re.MULTILINE)
#: What Python-Markdown needs to see Markdown in HTML.
_BLOCK = ' markdown="block"'
_PAIR = re.compile(r" {0,3}(?P<key>[A-Za-z0-9_-]+):\s*(?P<value>.*)")


def text_of(page: str, head: str, back: str, *, stub: bool = False) -> str:
    """The Markdown of a page of ours as the tree has it.

    ``"## <a id="account"></a>How it moved"`` becomes ``"## How it moved {#account}"``. ``back`` is what a
    screen reader says of the way back from a note.
    """
    front, text = front_matter_of(page)
    text, _ = without_machines(text)
    text = _ANCHOR.sub(r"\1\4 {#\2\3}", text)
    text = with_notes(text, back, _BLOCK)
    return f"{with_head(front, head, stub=stub)}\n{text}"


def own_text(page: str, head: str) -> str:
    """The Markdown of a page written by hand: only its head is added."""
    front, text = front_matter_of(page)
    return f"{with_head(front, head)}\n{text}"


def with_head(front: str, head: str, *, stub: bool = False) -> str:
    """Front matter with what the head of the page says."""
    more: dict[str, Any] = {HEAD: head} if head else {}
    if stub:
        more[STUB] = True
    if not front.startswith("---"):
        # Pairs of names and values, which MkDocs reads too.
        more = pairs_of(front) | more
        front = "---\n---\n" if more else ""
    if not more:
        return front
    added = yaml.safe_dump(more, allow_unicode=True, sort_keys=False, width=1_000_000)
    body = front.rstrip()[: -len("---")].rstrip("\n")
    return f"{body}\n{added}---\n"


def pairs_of(front: str) -> dict[str, Any]:
    """Front matter in pairs of names and values, ``title: A page``, as what it says."""
    found: dict[str, Any] = {}
    key = ""
    for line in front.splitlines():
        if match := _PAIR.match(line):
            key = match["key"].lower()
            found[key] = match["value"].strip()
        elif key and line.strip():
            found[key] = f"{found[key]}\n{line.strip()}"
    return found
