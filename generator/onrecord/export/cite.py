"""How to cite a page: as a sentence and as BibTeX."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.export.about import About, slug
from onrecord.export.attribution import first_and_last
from onrecord.library.library import Incident
from onrecord.phrases import joined_date, phrase, plain, say, sentence

# Braces are balanced by BibTeX even behind a backslash, so they must not stand in the text at all.
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    **{sign: f"\\{sign}" for sign in "#$%&_"},
}
_SIGNS = re.compile(r"[\\{}~^<>#$%&_]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


@dataclass(frozen=True, slots=True)
class Citation:
    """A page's citation in two forms."""

    text: str
    bibtex: str


def cite(about: About, incident: Incident) -> Citation:
    """The citation of an incident's page, with the state of information it is cited in."""
    record, url = incident.record, about.incident(incident.id) if about.site_url else ""
    title = plain(joined_date(phrase(record.title), incident))
    until = ""
    if record.cutoff:
        until = plain(sentence(say("Information up to {time}", time=record.cutoff.words())))
    text = " ".join(filter(None, (_cited(about, title), until, url)))
    dated = first_and_last(record.changed or record.created or record.cutoff)[1]
    fields = {
        "author": f"{{{tex(about.rights_holder or about.name)}}}",
        "title": f"{{{tex(title)}}}",
        "howpublished": tex(about.name),
        "year": dated[:4],
        "note": tex(until),
        # A reader of BibTeX prints this field as it stands.
        "url": re.sub(r"[\s{}\\]", lambda found: f"%{ord(found[0]):02X}", url),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    key = f"{slug(about.name)}-{incident.id}"
    return Citation(text, "\n".join([f"@misc{{{key},", *lines, "}"]) + "\n")


def cite_page(about: About, path: str, title: str) -> str:
    """The citation of another page of the site, as a sentence."""
    return " ".join(filter(None, (_cited(about, title), about.page(path) if about.site_url else "")))


def _cited(about: About, title: str) -> str:
    return plain(say("{archive}: “{title}.”", archive=about.name, title=title))


def to_bibtex(citations: Iterable[str]) -> bytes:
    """The citations of all pages, as one BibTeX file."""
    return "\n".join(citations).encode("utf-8", "replace")


def tex(text: str) -> str:
    """The text as TeX prints it, on one line."""
    return _SIGNS.sub(lambda found: _TEX[found[0]], _CONTROL.sub(" ", text))
