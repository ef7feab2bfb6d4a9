"""Who says a sentence: by verb of saying, "according to", agencies, anonymity."""

from __future__ import annotations

import re
from functools import cache

import pytest

from onrecord.draft.attribution import attributed, masked
from onrecord.draft.people import Names
from onrecord.draft.voices import Voice
from onrecord.library.files import read_folder
from tests.draft.measure import SITE


@cache
def names() -> Names:
    """The names of the invented region."""
    return Names(read_folder(SITE / "briefings").registries)


def told(text: str, lang: str = "en"):  # type: ignore[no-untyped-def]  # Attribution, which no test needs by name
    """The attribution of a sentence, its quotations masked."""
    return attributed(masked(text, [one.span(1) for one in re.finditer("“([^”]*)”", text)]), names(), lang)


def speaker(text: str) -> tuple[str, str]:
    """The kind of the one speaker of a sentence, and the id, name or words."""
    voice: Voice | None = told(text).voice
    return ("", "") if voice is None else (voice.kind, voice.actor or voice.name or voice.words)


@pytest.mark.parametrize(
    "text",
    [
        "Ana Keller said the bridge was closed.",
        "The bridge was closed, Ana Keller said.",
        "“The bridge is closed,” said Ana Keller, the interior minister.",
        "“The bridge,” Ana Keller told reporters on Monday, “is closed.”",
        "According to Interior Minister Ana Keller, the bridge was closed.",
        "The bridge was closed, according to Ana Keller.",
        "Interior Minister Ana Keller on Tuesday repeated her call for calm.",
        "Ana Keller, the interior minister, in a statement on Monday said the bridge was closed.",
        "The interior minister, Ana Keller, has said that the bridge is closed.",
        "On Monday, Ana Keller denied that the bridge was closed.",
        "Ána Kéller said the bridge was closed.",
    ],
)
def test_a_registered_speaker_is_named(text: str) -> None:
    """Before the verb, behind it, with an office, a day, a channel or other accents."""
    assert speaker(text) == ("named", "ana-keller")


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("Two police sources said so.", "unnamed", "two police sources"),
        ("Doctors at Harbour Hospital said so.", "unnamed", "doctors at Harbour Hospital"),
        ("A shopkeeper told the Port Herald so.", "unnamed", "a shopkeeper"),
        ("Police spokesman Jon Reed said so.", "new", "Jon Reed"),
        ("The Valley Relief Committee said so.", "new", "Valley Relief Committee"),
        ("Last week the Valley Council said so.", "new", "Valley Council"),
        ("He said so.", "asked", "He"),
        ("Keller said so.", "asked", "Keller"),
        ("The group said so.", "asked", "The group"),
        ("The report said so.", "asked", "The report"),
        ("The office of Minister Ana Keller said so.", "asked", "The office of Minister Ana Keller"),
        ("Jon Reed, the spokesperson to the governor, Leo Marsh, said so.", "asked", "Leo Marsh"),
        ("Jon Reed, Commissioner, Office of Works, Stone Valley said so.", "", ""),
        ("Governor Jon Reed of Stone State said so.", "", ""),
        ("No group said so.", "", ""),
        ("The bridge, which the army said was open, was closed.", "", ""),
    ],
)
def test_other_speakers(text: str, kind: str, who: str) -> None:
    """Unnamed ones keep their words, new names are new, and what may be several is asked."""
    assert speaker(text) == (kind, who)


@pytest.mark.parametrize(
    ("text", "via", "who"),
    [
        (
            "Seven died, Meridian Wire reported, citing two police sources.",
            ("meridian-wire",),
            "two police sources",
        ),
        ("The Norland Army told Meridian that it had left.", ("meridian-wire",), "norland-army"),
        (
            "Ana Keller was quoted as saying by the Port Herald that it was closed.",
            ("port-herald",),
            "ana-keller",
        ),
        ("Meridian quoted a doctor as saying that seven died.", ("meridian-wire",), "a doctor"),
        ("The army said it had left, Meridian reported.", ("meridian-wire",), "The army"),
        ("Meridian reported that seven died.", (), "meridian-wire"),
    ],
)
def test_who_relays_is_not_who_says(text: str, via: tuple[str, ...], who: str) -> None:
    """An agency that cites somebody relays; one that reports by itself speaks."""
    found = told(text)
    assert found.via == via
    assert found.voice is not None
    assert who in (found.voice.actor, found.voice.words)


@pytest.mark.parametrize(
    ("remark", "reason"),
    [
        (", speaking on condition of anonymity", "reason not stated"),
        (", who asked not to be named", "reason not stated"),
        (", who was not authorised to speak to the press", "not authorised to speak to the press"),
        (", speaking on condition of anonymity because talks went on", "because talks went on"),
    ],
)
def test_anonymity_is_what_the_source_says(remark: str, reason: str) -> None:
    """With its reason, where it gives one; otherwise nobody is called anonymous."""
    voice = told(f"A security official{remark}, said the bridge was closed.").voice
    assert voice is not None
    assert (voice.words, voice.anonymous) == ("a security official", reason)
    plain = told("A security official said the bridge was closed.").voice
    assert plain is not None
    assert plain.anonymous == ""


def test_two_speakers_are_two() -> None:
    """Neither has the words of the other."""
    found = told("The Norland Army said it had left, but residents said it had not.")
    assert found.voice is not None
    assert [one.words for one in found.others] == ["residents"]


def test_a_verb_without_a_subject_leaves_the_speaker_open() -> None:
    """Somebody else may speak in the sentence."""
    assert told("Ana Keller said that those who fled had said nothing.").unclear


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("قال توماس براندت إن الجسر مغلق", "tomas-brandt"),
        ("وأعلنت جبهة المصباح أن الجسر مغلق", "lantern-front"),
    ],
)
def test_arabic_verbs_stand_before_their_speaker(text: str, who: str) -> None:
    """Who is registered in Arabic script is named; anybody else is asked."""
    found = told(text, "ar")
    assert found.voice is not None
    assert found.voice.actor == who
    other = told("قال المتحدث إن الجسر مغلق", "ar").voice
    assert other is not None
    assert other.kind == "asked"
