"""The site's own pages, written by hand: they too say that a demonstration is one, and as of when it is."""

from __future__ import annotations

import re

import yaml

from onrecord.language import use
from onrecord.markdown.escape import Markdown
from onrecord.pages.plan import Renderer
from onrecord.settings import Settings

_NOTICES = ("as-of.md.j2", "demonstration.md.j2")
_YAML = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
_PAIRS = re.compile(r"(?: {0,3}[A-Za-z0-9_-]+:.*(?:\n|\Z)(?:(?: {4}|\t).*(?:\n|\Z))*)*")
_TITLE = re.compile(r"^#[^#\n].*\n", re.MULTILINE)


def front_matter_of(text: str) -> tuple[str, str]:
    """A page's front matter and the rest of it, as MkDocs tells them apart: YAML between lines, or pairs."""
    if found := _YAML.match(text):
        try:
            is_front_matter = isinstance(yaml.safe_load(found[1]), dict)
        except (yaml.YAMLError, ValueError):
            is_front_matter = False
    else:
        found, is_front_matter = _PAIRS.match(text), True
    head = found[0] if found and is_front_matter else ""
    return head, text.removeprefix(head)


def with_notice(renderer: Renderer, text: str, settings: Settings) -> str:
    """A page's Markdown, without front matter, with the notices below its title, or else at its top."""
    if not settings.demonstration and settings.moment is None:
        return text
    with use(renderer.language):
        context = {
            "demonstration": settings.demonstration,
            "as_of": settings.moment.words() if settings.moment else "",
            "by_hand": True,
        }
        notices = [renderer.env.get_template(name).render(context).strip() for name in _NOTICES]
    notice = Markdown("\n\n".join(filter(None, notices)))
    start = 0
    title = _TITLE.match(text.lstrip("\n"))
    if title:
        start = text.index(title[0]) + len(title[0])
    return f"{text[:start]}\n{notice}\n\n{text[start:].lstrip(chr(10))}"
