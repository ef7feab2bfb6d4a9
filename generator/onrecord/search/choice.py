"""What answers the search of a site: Pagefind's index, or what the theme has of its own."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.search.pagefind import PagefindError, program
from onrecord.settings import Site

_UNSPACED = {"bo", "dz", "ja", "km", "lo", "my", "th", "yue", "zh"}


@dataclass(frozen=True, slots=True)
class Choice:
    """Whether it is Pagefind, and why."""

    pagefind: bool
    reason: str


def choose(site: Site) -> Choice:
    """For a site with these settings, on this computer.

    Raises PagefindError where the site asks for Pagefind and cannot have it.
    """
    asked = site.settings.search
    if asked == "material":
        return Choice(False, "`search: material` says so")
    if reason := site.no_search_box:
        if asked == "pagefind":
            raise PagefindError(f"`search: pagefind` needs the search of Material: {reason}")
        return Choice(False, reason)
    if asked == "auto" and site.settings.language.split("-")[0] in _UNSPACED:
        return Choice(False, "its language has no spaces between words, by which the index parts them")
    try:
        program()
    except PagefindError as error:
        if asked == "pagefind":
            raise
        return Choice(False, str(error))
    return Choice(True, "it is installed")
