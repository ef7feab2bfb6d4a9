"""The site's own pages, written by hand: they too say that a demonstration is one, and as of when it is."""

from __future__ import annotations

import re

from onrecord.render.escape import Markdown
from onrecord.render.plan import Renderer
from onrecord.settings import Settings

_NOTICES = ("as-of.md.j2", "demonstration.md.j2")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_TITLE = re.compile(r"^#[^#\n].*\n", re.MULTILINE)


def with_notice(renderer: Renderer, text: str, settings: Settings) -> str:
    """The page's Markdown with the notices below its title; at its top where it does not begin with one."""
    if not settings.demonstration and settings.moment is None:
        return text
    context = {
        "demonstration": settings.demonstration,
        "as_of": settings.moment.words() if settings.moment else "",
        "by_hand": True,
    }
    notices = (renderer.env.get_template(name).render(context).strip() for name in _NOTICES)
    notice = Markdown("\n\n".join(filter(None, notices)))
    head = _FRONT_MATTER.match(text)
    start = head.end() if head else 0
    title = _TITLE.match(text[start:].lstrip("\n"))
    if title:
        start = text.index(title[0], start) + len(title[0])
    return f"{text[:start]}\n{notice}\n\n{text[start:].lstrip(chr(10))}"
