"""A small archive in which every text field holds a text of its own choosing."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from onrecord.library.library import Incident, Library, Registries
from onrecord.pages.page import Edition
from onrecord.pages.plan import Renderer, plan
from onrecord.record.reader import Located
from onrecord.record.record import Record
from onrecord.record.registry import Actors, Measures, Places, SharedSources, Tallies, Vessels
from onrecord.settings import Settings
from onrecord.values import prose
from tests.hostile.oracle import spaced

SETTINGS = Settings(
    # A flash gives way by words, and hostile strings have more of them than harmless ones.
    short_forms=("salute",),
    demonstration="Selected incidents.",
    report_errors="errors@onrecord.example",
    selection="Those of January.",
)
MAIN, OLDER, GONE = "2024-01-20-main", "2024-01-10-older", "2023-12-30-gone"

Fill = Callable[[str], str]
"""The text of a field, by the field's name."""


def files(text: Fill) -> dict[str, Any]:
    """The archive's files as plain data, by path below ``briefings``, with ``text(name)`` in each text field.

    Fields of prose hold the text with what could be our own markup escaped.
    """

    def said(name: str) -> str:
        return prose.escape(spaced(text(name)))

    actors = {
        one: {
            "name": text(f"{one} name"),
            "kind": "armed-group",
            "aliases": [text(f"{one} alias")],
            "names": {"ar": text(f"{one} script")},
        }
        for one in ("speaker", "relay", "target", "accused", "owner")
    }
    actors["speaker"]["described"] = said("actor described") + " [@shared]"
    actors["speaker"]["short"] = text("actor short")
    place = {
        "precision": "district",
        "origin": text("place origin"),
        "aliases": text("place alias"),
        "zone": "Asia/Baghdad",
        "country": "IQ",
    }
    places = {
        "here": {**place, "name": text("place name"), "lat": "33.5", "lon": "42.5"},
        "there": {**place, "name": text("other place"), "country": "XA"},
        # A place leaves its country out where its own name holds the country's.
        "land": {"name": f"Land {text('country name')}", "country": "IQ", "precision": "country"},
    }
    measures = {
        "attacks": {"name": text("measure name"), "unit": text("measure unit"), "note": said("measure note")}
    }
    tallies = [
        {
            "by": "target",
            "source": "shared",
            "tally": {
                "measure": "attacks",
                "count": "66",
                "scope": text("registry tally scope"),
                "checked": text("tally checked"),
            },
        }
    ]
    shared = {
        "title": text("shared title"),
        "published": "2024-01-20",
        "published_basis": said("shared published_basis"),
    }
    article = {
        "title": text("source title"),
        "publisher": text("publisher"),
        "author": text("author"),
        "url": "https://www.example.org/a_b/c*d*e?x=1&y=~z~",
        "archive": "https://archive.example/x_y_z",
        "published": "2024-01-20/2024-01-26",
        "published_basis": said("published_basis"),
        "lang": "en",
        "origin": "relay",
        "origin_note": text("origin_note"),
        "interest": "party",
        "interest_note": text("interest_note"),
        "warn": text("warn"),
        "seen": text("seen"),
        "rights": text("rights"),
        "admiralty": {"reliability": "C", "credibility": "3", "reason": text("admiralty reason")},
        "note_internal": text("source note_internal"),
    }
    unlinked = {
        "title": text("unlinked title"),
        "url": "https://t.example/a_b_c",
        "link": "no",
        "interest_note": text("interest_note alone"),
    }
    facts = {
        "id": "facts",
        "by": "speaker",
        "as": text("office"),
        "in": "press-statement",
        "source": ["article", "unlinked"],
        "said": "2024-01-21",
        "said_basis": said("said_basis"),
        "excerpt": text("excerpt"),
        "note": said("statement note"),
        "note_internal": text("statement note_internal"),
        "time": "about 18:30",
        "place": "there",
        "weapons": "rocket",
        "projectiles": "3",
        "duration": "6 hours",
        "position": {
            "distance": "15 miles",
            "direction": "east",
            "of": "there",
            "note": text("position note"),
        },
        "attackers": {"count": "40", "described": text("attackers"), "note": text("attackers note")},
        "vessels": "ship",
        "losses": {
            "what": "vehicles",
            "count": "24",
            "state": "burnt",
            "described": text("loss"),
            "note": text("loss note"),
            "whose": "target",
        },
        "launched_from": text("launched_from"),
        "intercepted": {"count": "2", "note": text("intercepted note")},
        "targets": [{"what": text("target what"), "whose": "target"}, {"what": text("target alone")}],
        "units": text("unit"),
        "damage": text("damage"),
        "killed": {"who": "target", "count": "at least 1500", "where": "here", "note": text("killed note")},
        "injured": {
            "who": ["target", "owner"],
            "count": "some",
            "nature": "minor",
            "note": text("injured note"),
        },
        "responsibility": [
            {
                "blames": "accused",
                "described": text("described"),
                "hedge": text("hedge"),
                "evidence": text("evidence"),
            },
            {"suspects": "accused"},
        ],
        "in_response_to": OLDER,
        "quote": {
            "text": text("quote text"),
            "about": text("quote about"),
            "original_lang": "ar",
            "original": text("quote original"),
            "translator": text("translator"),
            "note": said("quote note"),
        },
        "paraphrase": [text("paraphrase"), text("paraphrase two")],
    }
    later = {
        "id": "later",
        "by": "speaker",
        "source": "shared",
        "said": "2024-01-22",
        "killed": {"who": "target", "count": "3", "note": text("later killed note")},
    }
    unnamed = {
        "id": "unnamed",
        "by": {"role": text("role"), "of": "owner", "anonymous": text("anonymous")},
        "via": "relay",
        "source": "shared",
        "injured": {"who": "civilians", "count": "4", "note": text("civilians note")},
        "responsibility": {"stance": "claims", "described": text("claims described")},
        "damage": text("second damage"),
        "quote": text("short quote"),
    }
    paper = {
        "id": "paper",
        "source": "unlinked",
        "verification": {
            "result": "not-independently-confirmed",
            "of": ["facts"],
            "what": text("verified what"),
            "note": text("verified note"),
        },
        "launched_from": text("second launched_from"),
        "responsibility": {"denies": "accused"},
    }
    context = [
        {
            "id": "tally",
            "by": "speaker",
            "source": "shared",
            "note": said("tally note"),
            "tally": {
                "measure": "attacks",
                "since": "2023-10",
                "count": {"IQ": "58", "there": "8"},
                "scope": text("tally scope"),
            },
        },
        {
            "id": "force",
            "source": "shared",
            "note": said("force note"),
            "force": {"who": "target", "count": {"IQ": "2500"}, "mission": text("mission")},
            "paraphrase": text("context paraphrase"),
        },
    ]
    desk = {"written_by": text("written_by"), "reviewed_by": text("reviewed_by")}
    main = {
        "title": text("title"),
        "date": "2024-01-20",
        "date_basis": said("date_basis") + " [@article]",
        "place": "here",
        "other_places": ["there"],
        "event": "shelling-artillery-missile-attack",
        "publish": "published",
        "cutoff": "2024-01-24",
        "formerly": "2024-01-20-old",
        "sources": {"article": article, "unlinked": unlinked},
        "statements": [facts, later, unnamed, paper],
        "context": context,
        "summary": "\n\n".join(said(f"summary {n}") + " [@article]" for n in (1, 2)),
        "background": said("background")
        + " [@article]\n\n"
        + said("background two")
        + f" *{said('emphasis')}* [to {said('link text')}](https://example.org/)",
        "note": said("note"),
        "related": [{"incident": OLDER, "why": text("related why")}],
        "updates": [{"on": "2024-02-01", "text": said("update")}],
        "corrections": [
            {"on": "2024-02-02", "was": text("was"), "now": text("now"), "note": said("correction note")}
        ],
        "asked": [{"whom": "owner", "on": "2024-02-03", "outcome": text("outcome")}],
        "desk": desk,
        "note_internal": text("note_internal"),
    }
    head = {"event": "air-drone-strike", "cutoff": "2024-01-24", "desk": desk}
    older = {
        **head,
        "title": text("older title"),
        "date": "2024-01-10",
        "place": "there",
        "publish": "published",
        "sources": {"own": {"title": text("older source")}},
        "statements": [{"source": "own", "paraphrase": text("older paraphrase")}],
    }
    gone = {**head, "title": text("gone title"), "date": "2023-12-30", "publish": "withdrawn"}
    return {
        f"2024/{MAIN}.yml": main,
        f"2024/{OLDER}.yml": older,
        f"2023/{GONE}.yml": gone,
        "registry/actors.yml": actors,
        "registry/places.yml": places,
        "registry/vessels.yml": {
            "ship": {
                "name": text("vessel name"),
                "kind": text("vessel kind"),
                "flag": "XB",
                "owner": "owner",
                "crew": said("vessel crew") + " [@shared]",
                "described": said("vessel described") + " [@shared]",
                "aliases": text("vessel alias"),
                "ids": {"scheme": "imo", "id": "9074729"},
            }
        },
        "registry/measures.yml": measures,
        "registry/sources.yml": {"shared": shared},
        "registry/tallies.yml": tallies,
    }


#: Fields whose text is on no page: internal ones, which never leave the record, and others.
INTERNAL = frozenset(
    {
        "excerpt",
        "written_by",
        "reviewed_by",
        "note_internal",
        "source note_internal",
        "statement note_internal",
    }
)
UNPRINTED = INTERNAL | {
    "measure unit",
    "rights",
}


@cache
def names() -> tuple[str, ...]:
    """The names of all text fields, in the order in which the archive is filled."""
    found: dict[str, None] = {}

    def note(name: str) -> str:
        found[name] = None
        return name

    files(note)
    return tuple(found)


_ADAPTERS: dict[str, TypeAdapter[Any]] = {
    "actors": TypeAdapter(Actors),
    "places": TypeAdapter(Places),
    "vessels": TypeAdapter(Vessels),
    "measures": TypeAdapter(Measures),
    "sources": TypeAdapter(SharedSources),
    "tallies": TypeAdapter(Tallies),
}


def library(text: Fill) -> Library:
    """The archive as a library, as the reader makes it from checked files."""
    incidents, registries = [], {}
    for path, data in files(text).items():
        folder, _, name = path.removesuffix(".yml").partition("/")
        if folder == "registry":
            registries[name] = _ADAPTERS[name].validate_python(data)
        else:
            incidents.append(Incident(name, Record.model_validate(data), Located(path, None)))
    tallies = tuple(registries.pop("tallies"))
    frozen = {name: MappingProxyType(entries) for name, entries in registries.items()}
    ordered = tuple(sorted(incidents, key=lambda one: one.sort_key))
    return Library(ordered, Registries(**frozen, tallies=tallies), ZoneInfo("UTC"))


@cache
def _renderer() -> Renderer:
    return Renderer(Path(), SETTINGS)


def pages(text: Fill, only: str = "") -> dict[str, str]:
    """The Markdown of every page whose address holds ``only``, by address; without the codebook."""
    planned = plan(library(text), Edition(SETTINGS))
    return {
        page.address: _renderer()(page)
        for page in planned
        if only in page.address and page.address != "codebook.md"
    }
