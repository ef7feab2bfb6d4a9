"""When the article was published, and how that is known: by the editor, the registry or the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.draft.metadata import Metadata
from onrecord.values.when import Said, WhenError, parse_said


@dataclass(frozen=True, slots=True)
class Published:
    """A time of publication, and how it is known, as a sentence."""

    when: Said | None
    basis: str


def published(metadata: Metadata, given: Said | None, registered: Said | None) -> Published:
    """What is known of when the article was published."""
    if given is not None:
        told = next(iter(metadata.published), None)
        page = f" {told.where} has {told.value}." if told else " The copy has no date in its metadata."
        return Published(given, f"The editor's, from the page or from elsewhere.{page}")
    if registered is not None:
        return Published(registered, "As registered for the source.")
    for told in metadata.published:
        for text in _readings(told.value):
            try:
                when = parse_said(text)
            except WhenError:
                continue
            return Published(when, f"The page's own metadata: {told.where} has {told.value}.")
    return Published(None, "No date was found in the copy.")


def _readings(value: str) -> Iterator[str]:
    """What a value of the page may say in our form: to the minute with its zone, else its day."""
    value = value.strip()
    if found := re.fullmatch(
        r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2})(?::[0-9]{2}(?:[.][0-9]+)?)? ?(Z"
        r"|[+-][0-9]{2}:?[0-9]{2})",
        value,
    ):
        zone = found[3] if found[3] == "Z" or ":" in found[3] else f"{found[3][:3]}:{found[3][3:]}"
        yield f"{found[1]}T{found[2]}{'Z' if zone in ('+00:00', '-00:00') else zone}"
    if found := re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        yield found[0]
    if found := re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})", value):
        yield "-".join(found.groups())


def language_tag(metadata: Metadata, read_as: str) -> str:
    """The language that the page names, as a BCP 47 tag, where it is the one that was read; else that one."""
    for told in metadata.lang:
        tag = told.value.replace("_", "-")
        if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", tag) and (
            not read_as or tag.lower().split("-")[0] == read_as
        ):
            return tag
    return read_as
