"""Our templates for Zensical, with our words in them, and those of the site before ours.

Zensical knows one folder for changes of its theme: ours and the site's become one.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

from onrecord.language import N_, Language, gettext, use

_HERE = Path(__file__).parent / "theme"
#: What stands in a template for a message of the catalogue.
_MESSAGE = re.compile(r"\[\[([^\]]+)\]\]")
_BASE = re.compile(r"""(\{%-?\s*extends\s+)(["'])base\.html\2""")
_OURS = "onrecord.html"

_WORDS = (
    N_("No page at this address"),
    N_(
        "The addresses of briefings do not change: one that was published stays, or says what became of it. "
        "The address may be mistyped."
    ),
    N_("{site}: first page"),
    N_("Made with {program}"),
    N_("Search"),
)


def templates(custom: Path | None, language: Language) -> dict[str, bytes]:
    """The files of the folder, by their paths in it; ``custom`` is that of the site."""
    found = dict(_ours(language))
    if custom is None:
        return found
    for path in sorted(custom.rglob("*")):
        if not path.is_file():
            continue
        name = path.relative_to(custom).as_posix()
        content = path.read_bytes()
        if name.endswith(".html"):
            # What ours adds to the head of each page stands between the site's templates and the theme's.
            content = _BASE.sub(rf"\1\2{_OURS}\2", content.decode("utf-8-sig")).encode()
        found[name] = content
    return found


def _ours(language: Language) -> Iterator[tuple[str, bytes]]:
    with use(language):
        for path in sorted(_HERE.rglob("*.*")):
            text = _MESSAGE.sub(lambda found: html.escape(gettext(found[1])), path.read_text("utf-8"))
            yield path.relative_to(_HERE).as_posix(), text.encode()
