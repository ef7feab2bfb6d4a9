"""The menu of a site that names none: MkDocs calls sections by their folders, which are English."""

from __future__ import annotations

import html

from mkdocs.structure.nav import Navigation, Section

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


def name_sections(nav: Navigation) -> None:
    """Calls the sections of our pages by a message of the catalogue."""
    for item in nav.items:
        if isinstance(item, Section) and item.title in _SECTIONS:
            # The theme prints it as it is.
            item.title = html.escape(gettext(item.title))
