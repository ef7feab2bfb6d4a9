"""Behind the escape: a page of ours that holds what none of our templates writes is not published.

A value that reaches a page round the escape, through one mistake in a template, brings elements, attributes
or ends of elements that are not there otherwise. A parser that reads HTML as browsers do leaves out what is
not in :data:`ELEMENTS`, and mends what does not end: where it does either, the page is wrong.

    fault('<p id="a">x</p>')                    # None
    fault('<p>x<img src=x onerror="y()"></p>')  # '`<img src=x onerror="y()">`, after “<p>x”'

It does not see an element that our templates have too, such as `<em>`, where text alone should stand: that
runs nothing and asks nobody.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, zip_longest

import nh3

from onrecord.guard.elements import ELEMENTS

#: The only scripts of our pages: files of ours, on the site itself.
SCRIPT = re.compile(r'<script src="(?:\.\./)*assets/onrecord/[a-z-]+\.js" defer></script>')

# What the preview writes around what it adds to a page, as `pages/findings.py` has it.
_ADDED = re.compile("<!-- /?findings -->")
_VOID = frozenset({"br", "hr", "input"})
_TAG = re.compile(r'<[a-zA-Z/!?](?:[^<>"]|"[^"]*")*>?')
_NAME = re.compile(r"</?([^\s/>]*)")
_ATTRIBUTE = re.compile(r"""[\s/]([^\s=/>"]+)(?:\s*=\s*(?:"[^"]*"|[^\s>]*))?""")
#: What ends an attribute or begins an element, in what a theme prints into a head as it is.
_OPEN = re.compile(r'[<>"]')

Tag = tuple[str, tuple[str, ...]]

_cleaner = nh3.Cleaner(
    tags=set(ELEMENTS),
    clean_content_tags=set(),
    attributes={name: set(attributes) for name, attributes in ELEMENTS.items()},
    generic_attribute_prefixes={"data-say-"},
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


def fault(content: str) -> str | None:
    """The first place of a page that none of our templates writes, in words; None where there is none."""
    content = _ADDED.sub("", SCRIPT.sub("", content))
    read = _all_tags(_cleaner.clean(content))
    if _all_tags(content) == read:
        return None
    ours = [(tag, found.start()) for found in _TAG.finditer(content) for tag in _tags(found[0])]
    for tag, other in zip_longest(ours, read):
        if tag is None:
            return f"`<{other[0]}>`, which ends nowhere"
        if tag[0] != other:
            return _told(content, tag[1])
    return None


def head_fault(title: str, description: str) -> str | None:
    """What of a page's title and description, which are HTML already, would leave its place in the head."""
    for name, value in (("title", title), ("description", description)):
        if found := _OPEN.search(value):
            return f"`{found[0]}` in the {name} “{value[:80]}”"
    return None


def _all_tags(content: str) -> list[Tag]:
    return list(chain.from_iterable(map(_tags, _TAG.findall(content))))


@lru_cache(maxsize=10_000)
def _tags(text: str) -> tuple[Tag, ...]:
    """A tag as a browser has it: its name and the names of its attributes.

    An element that ends in itself, as those of SVG may, has an end, too.
    """
    found = _NAME.match(text)
    name = found[1] if found else ""
    if text.startswith("</"):
        return ((f"/{name}", ()),)
    start = (name, tuple(sorted(_ATTRIBUTE.findall(text))))
    return (start, (f"/{name}", ())) if text.endswith("/>") and name not in _VOID else (start,)


def _told(content: str, at: int) -> str:
    found = _TAG.match(content, at)
    before = " ".join(content[max(at - 60, 0) : at].split())
    return f"`{found[0][:120] if found else ''}`, after “{before}”"
