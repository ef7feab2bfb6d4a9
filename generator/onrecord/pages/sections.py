"""What a menu calls the folders of our pages where a site names no menu: the folders are English."""

from __future__ import annotations

import html

from onrecord.language import N_, gettext

#: The folders of our pages, by what MkDocs makes of their names.
_SECTIONS = (
    N_("Actors"),
    N_("Archive"),
    N_("Briefings"),
    N_("Events"),
    N_("People"),
    N_("Places"),
    N_("Quotes"),
    N_("Sources"),
    N_("Tallies"),
    N_("Weapons"),
)


def section_name(title: str) -> str:
    """A section's name by MkDocs as HTML, in the language of the site where the section is one of ours."""
    # The theme prints it as it is.
    return html.escape(gettext(title)) if title in _SECTIONS else title
