"""The short forms as files: one text for each form of each incident."""

from __future__ import annotations

from onrecord.export.about import About
from onrecord.library.library import Library
from onrecord.short.common import with_origin
from onrecord.short.flash import flash
from onrecord.short.salute import salute_text

#: What makes each short form, by the name under which a site asks for it.
FORMS = {"flash": flash, "salute": salute_text}


def short_address(form: str, incident_id: str) -> str:
    """Where a short form of an incident lies."""
    return f"data/{form}/{incident_id}.txt"


def short_files(library: Library, about: About) -> dict[str, bytes]:
    """The short forms that a site asks for, of a library that readers may see, by address."""
    return {
        short_address(form, incident.id): with_origin(FORMS[form](library, incident), about, incident).encode(
            "utf-8", "replace"
        )
        for incident in library.incidents
        for form in about.short_forms
    }
