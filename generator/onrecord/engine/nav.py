"""The menu of a site that names none: MkDocs calls sections by their folders, which are English."""

from __future__ import annotations

from mkdocs.structure.nav import Navigation, Section

from onrecord.pages.sections import section_name


def name_sections(nav: Navigation) -> None:
    """Calls the sections of our pages by a message of the catalogue."""
    for item in nav.items:
        if isinstance(item, Section):
            item.title = section_name(item.title)
