"""The site's own pages, written by hand: they too say that a demonstration is one."""

from __future__ import annotations

import re

from onrecord.render.escape import Markdown
from onrecord.render.plan import Renderer

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_TITLE = re.compile(r"^#[^#\n].*\n", re.MULTILINE)


def with_notice(renderer: Renderer, text: str, demonstration: str | None) -> str:
    """The page's Markdown with the notice below its title; at its top where it does not begin with one."""
    if not demonstration:
        return text
    template = renderer.env.get_template("demonstration.md.j2")
    notice = Markdown(template.render(demonstration=demonstration).strip())
    head = _FRONT_MATTER.match(text)
    start = head.end() if head else 0
    title = _TITLE.match(text[start:].lstrip("\n"))
    if title:
        start = text.index(title[0], start) + len(title[0])
    return f"{text[:start]}\n{notice}\n\n{text[start:].lstrip(chr(10))}"
