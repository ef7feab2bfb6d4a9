"""The files that pages need beside their Markdown: one style sheet, and the scripts that a page asks for."""

from __future__ import annotations

from pathlib import Path

#: Where they lie in a site.
ADDRESS = "assets/onrecord"
STYLES = f"{ADDRESS}/onrecord.css"
_HERE = Path(__file__).parent
#: The sheet that comes first: what the others build on.
_FIRST = "onrecord.css"


def assets() -> dict[str, bytes]:
    """Each asset's content, by its address in the site."""
    scripts = sorted((_HERE / "scripts").glob("*.js"))
    return {STYLES: _styles(), **{f"{ADDRESS}/{path.name}": path.read_bytes() for path in scripts}}


def _styles() -> bytes:
    """All style sheets as one, so that a reader's browser asks once."""
    sheets = sorted((_HERE / "styles").glob("*.css"), key=lambda path: (path.name != _FIRST, path.name))
    return b"\n".join(path.read_bytes() for path in sheets)
