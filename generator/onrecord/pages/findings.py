"""What the checks say, for the preview: on the page they concern, and in an overview. No build has it."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from posixpath import dirname, normpath

from onrecord.problems import Problem
from onrecord.reads import Watched

#: Around what the preview adds to a page, so that it can be taken out of a page that is kept.
BEGIN, END = "<!-- findings -->", "<!-- /findings -->"
_ADDED = re.compile(rf"{re.escape(BEGIN)}.*?{re.escape(END)}\n*", re.DOTALL)
_LINK = re.compile(r"\[(?P<text>[^\]\n]*)\]\((?P<target>[^):\s]+\.(?:md|txt|xml)(?:#[^)\s]*)?)\)")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem with the line of the record that it is about."""

    code: str
    severity: str
    file: str
    at: str
    """``12:3``, or empty where it concerns the whole file."""
    what: str
    hint: str
    line: str


def findings(
    problems: Iterable[Problem], line_of: Callable[[str, int], str | None]
) -> Mapping[str, tuple[Finding, ...]]:
    """Findings by file, in the order of the problems."""
    found: dict[str, list[Finding]] = {}
    for problem in problems:
        place = problem.place
        line = (line_of(place.file, place.line) or "").strip() if place.line else ""
        at = f"{place.line}:{place.column}" if place.line else ""
        found.setdefault(place.file, []).append(
            Finding(problem.code, str(problem.severity), place.file, at, problem.what, problem.hint, line)
        )
    return Watched({file: tuple(items) for file, items in found.items()}, "edition", "findings")


def body(page: str, address: str, addresses: Container[str]) -> str:
    """A page as it was kept, without front matter and without what the preview had added to it.

    Links to pages that are not there any more become text: what is wrong with the record is said already.
    """

    def linked(found: re.Match[str]) -> str:
        target = normpath(f"{dirname(address)}/{found['target'].partition('#')[0]}")
        return found[0] if target in addresses else found["text"]

    return _LINK.sub(linked, _ADDED.sub("", _FRONT_MATTER.sub("", page)))
