"""The content security policy of a site: what browsers may run, load and show of it.

policy = strict({"img-src": ("https://tiles.example",)})
policy.allows("img-src", "https://tiles.example/1.png")   # True
policy.header                                             # "default-src 'none'; script-src 'self'; …"
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

#: Nothing but the site's own, and pictures within style sheets. Nobody may show the site in a frame.
STRICT: Mapping[str, tuple[str, ...]] = {
    "default-src": ("'none'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    "img-src": ("'self'", "data:"),
    "font-src": ("'self'",),
    "connect-src": ("'self'",),
    "worker-src": ("'self'",),
    "base-uri": ("'none'",),
    "form-action": ("'none'",),
    "frame-ancestors": ("'none'",),
}
#: Directives to which a site may add: these, and others for what it has none of else.
DIRECTIVES = (*STRICT, "frame-src", "manifest-src", "media-src", "object-src")
_WORD = re.compile(
    r"'?((?:sha(?:256|384|512)|nonce)-[\w+/=-]+|self|none|wasm-unsafe-eval|[a-z-]*unsafe-[a-z-]+)'?"
)
_SOURCE = re.compile(r"[!#%&()*+\-./:=?@\[\]_~\w]+", re.ASCII)
_HASH = re.compile(r"'sha\d+-")


class SourceError(ValueError):
    """A site may not add that to its policy; the message says what to write."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What browsers are told: the sources of each directive."""

    directives: Mapping[str, tuple[str, ...]]

    @classmethod
    def read(cls, header: str) -> Policy:
        """The policy that a `header` gives."""
        parts = (part.split() for part in header.split(";"))
        return cls({name: tuple(sources) for name, *sources in filter(None, parts)})

    @property
    def header(self) -> str:
        """The value of the header ``Content-Security-Policy``."""
        return "; ".join(f"{name} {' '.join(sources)}" for name, sources in self.directives.items())

    def allows(self, directive: str, source: str) -> bool:
        """Whether a page may have this: an address, ``'self'``, a quoted hash, or ``'unsafe-inline'``."""
        sources = self.directives.get(directive, self.directives["default-src"])
        return any(_meets(one, source) for one in sources)

    def adding(self, sources: Mapping[str, Iterable[str]]) -> Policy:
        """The policy with more sources; ``'none'`` gives way to the first.

        Beside a hash browsers ignore ``'unsafe-inline'``: where a site allows that, hashes are left out.
        """
        made = dict(self.directives)
        for directive, more in sources.items():
            every = dict.fromkeys((*made.get(directive, ()), *more))
            if "'unsafe-inline'" in every:
                every = {one: None for one in every if not _HASH.match(one)}
            made[directive] = tuple(one for one in every if one != "'none'") or ("'none'",)
        return Policy(made)


def strict(sources: Mapping[str, Iterable[str]] | None = None) -> Policy:
    """The strict policy, with what a site adds to it."""
    return Policy(STRICT).adding(sources or {})


def source(directive: str, text: str) -> str:
    """A source as a policy has it: ``sha256-…`` is quoted. Raises SourceError."""
    if directive not in DIRECTIVES:
        raise SourceError(f"there is no `{directive}`; write one of {', '.join(DIRECTIVES)}")
    if found := _WORD.fullmatch(text):
        if found[1].endswith("unsafe-inline") and directive in ("script-src", "default-src"):
            raise SourceError(
                f"`{directive}` with `unsafe-inline` would run what a page's text brings; name the hash of "
                "each script, sha256-…, which the build tells"
            )
        return f"'{found[1]}'"
    if not _SOURCE.fullmatch(text):
        raise SourceError(
            f"`{text[:60]}` is no source; write an address such as https://tiles.example.org, or a hash, "
            "sha256-…"
        )
    return text


def _meets(allowed: str, asked: str) -> bool:
    if allowed == asked:
        return True
    if asked.startswith("'") or allowed.startswith("'"):
        return False
    to = urlsplit(asked)
    if allowed == "*":
        return to.scheme in ("http", "https")
    if allowed.endswith(":"):
        return to.scheme == allowed[:-1].lower()
    by = urlsplit(allowed if "://" in allowed else f"{to.scheme}://{allowed}")
    host, wanted = (to.hostname or "", by.hostname or "")
    same = host.endswith(wanted[1:]) if wanted.startswith("*.") else host == wanted
    return (
        same
        and to.scheme == by.scheme
        and to.port == by.port
        and (by.path in ("", "/") or to.path.startswith(by.path))
    )
