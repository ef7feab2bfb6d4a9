"""The short forms as files: one text for each form of each incident."""

from __future__ import annotations

from functools import partial

from onrecord.export.about import About
from onrecord.export.batch import Batch, Files
from onrecord.library.library import Incident, Library
from onrecord.short.common import with_origin
from onrecord.short.flash import flash
from onrecord.short.salute import salute_text

#: What makes each short form, by the name under which a site asks for it.
FORMS = {"flash": flash, "salute": salute_text}


def short_address(form: str, incident_id: str) -> str:
    """Where a short form of an incident lies."""
    return f"data/{form}/{incident_id}.txt"


def short_batches(library: Library, about: About) -> dict[str, Batch]:
    """The short forms that a site asks for, of a library that readers may see."""
    if not about.short_forms:
        return {}
    return {
        f"short {incident.id}": Batch(
            tuple(short_address(form, incident.id) for form in about.short_forms),
            partial(_texts, library, about, incident),
        )
        for incident in library.incidents
    }


def _texts(library: Library, about: About, incident: Incident) -> Files:
    return {
        short_address(form, incident.id): with_origin(FORMS[form](library, incident), about, incident).encode(
            "utf-8", "replace"
        )
        for form in about.short_forms
    }
