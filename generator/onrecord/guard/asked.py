"""What a page asks of a browser: scripts and styles within it, and what it loads.

    list(asked('<p onclick="x()">'))   # [Asked("script-src", "'unsafe-inline'", '<p onclick="x()">')]

Links that a reader follows are not among it, unless they are scripts.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlsplit

INLINE, SELF = "'unsafe-inline'", "'self'"

#: Types of a script that browsers run; others are data.
_RUN = frozenset(
    {"", "module", "text/javascript", "application/javascript", "application/ecmascript", "importmap"}
)
#: What an element loads from an attribute.
_LOADS = {
    ("script", "src"): "script-src",
    ("img", "src"): "img-src",
    ("image", "href"): "img-src",
    ("image", "xlink:href"): "img-src",
    ("input", "src"): "img-src",
    ("video", "poster"): "img-src",
    ("video", "src"): "media-src",
    ("audio", "src"): "media-src",
    ("source", "src"): "media-src",
    ("track", "src"): "media-src",
    ("iframe", "src"): "frame-src",
    ("frame", "src"): "frame-src",
    ("object", "data"): "object-src",
    ("embed", "src"): "object-src",
    ("form", "action"): "form-action",
    ("button", "formaction"): "form-action",
    ("input", "formaction"): "form-action",
    ("base", "href"): "base-uri",
}
_LINKS = {
    "stylesheet": "style-src",
    "icon": "img-src",
    "apple-touch-icon": "img-src",
    "manifest": "manifest-src",
}
_ADDRESSES = frozenset({"href", "xlink:href", "src", "action", "formaction", "data"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# What browsers drop from an address before they look at it.
_DROPPED = re.compile(r"[\x00-\x20]")


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that a policy allows or not."""

    directive: str
    source: str
    """An address elsewhere, ``'self'``, the quoted hash of a text, or ``'unsafe-inline'``: an attribute."""
    element: str
    """How it begins in the page."""
    text: str = ""
    """The script or the style sheet itself, where it stands in the page."""

    @property
    def inline(self) -> bool:
        """Whether it is a script or a style sheet in the page, which a hash can name."""
        return self.source.startswith("'sha256-")


def hash_of(text: str) -> str:
    """The source that names a script or style sheet by its text: ``'sha256-…'``."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def asked(page: str, own: str = "") -> tuple[Asked, ...]:
    """What a page asks for, each once, in its order; ``own`` is the site's whole address.

    A page that leads to another by itself, as those of redirects do, needs none of its scripts: they are not
    among it.
    """
    reader = _Reader(urlsplit(own)[:2] if own else ("", ""))
    reader.feed(page)
    reader.close()
    found = dict.fromkeys(reader.found)
    return tuple(one for one in found if not (reader.leads and one.inline and one.directive == "script-src"))


class _Reader(HTMLParser):
    def __init__(self, own: tuple[str, str]) -> None:
        super().__init__(convert_charrefs=True)
        self.own = own
        self.found: list[Asked] = []
        self.leads = False
        self._within: tuple[str, str] | None = None
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pairs = [(name, value or "") for name, value in attrs]
        given = dict(pairs)
        element = (self.get_starttag_text() or "")[:120]
        for name, value in pairs:
            self._attribute(tag, name, value, element)
        self.leads |= tag == "meta" and given.get("http-equiv", "").lower() == "refresh"
        if tag == "link":
            for rel in given.get("rel", "").lower().split():
                self._load(_LINKS.get(rel), given.get("href", ""), element)
        elif (tag == "script" and "src" not in given and _runs(given.get("type", ""))) or tag == "style":
            self._within, self._text = ("style-src" if tag == "style" else "script-src", element), []

    def _attribute(self, tag: str, name: str, value: str, element: str) -> None:
        if name == "style":
            self.found.append(Asked("style-src", INLINE, element))
        elif name.startswith("on") or (name in _ADDRESSES and _is_script(value)):
            self.found.append(Asked("script-src", INLINE, element))
        elif name == "srcset":
            for one in value.split(","):
                self._load("img-src", one.strip().partition(" ")[0], element)
        elif name == "srcdoc":
            self.found.append(Asked("frame-src", INLINE, element))
        else:
            self._load(_LOADS.get((tag, name)), value, element)

    def _load(self, directive: str | None, address: str, element: str) -> None:
        if directive:
            self.found.append(Asked(directive, self._source(_DROPPED.sub("", address)), element))

    def _source(self, address: str) -> str:
        if address.startswith("//"):
            address = f"https:{address}"
        if not _SCHEME.match(address):
            return SELF
        try:
            parts = urlsplit(address)
        except ValueError:
            return address
        return SELF if parts[:2] == self.own else address if parts.netloc else f"{parts.scheme}:"

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._within and tag in ("script", "style"):
            (directive, element), text = self._within, "".join(self._text)
            self.found.append(Asked(directive, hash_of(text), element, text))
            self._within = None


def _is_script(address: str) -> bool:
    return _DROPPED.sub("", address).lower().startswith("javascript:")


def _runs(kind: str) -> bool:
    return kind.strip().lower() in _RUN
