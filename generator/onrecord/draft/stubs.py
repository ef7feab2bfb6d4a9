"""Entries of the registry of actors for speakers whom no registry has, with the lines that mention them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.draft import english
from onrecord.draft.people import folded, tokens
from onrecord.draft.proposal import Passage
from onrecord.draft.voices import NEW, Voice
from onrecord.draft.words import plain
from onrecord.record.scalars import ID_MOST, RESERVED_IDS
from onrecord.record.slugs import slug
from onrecord.yamltext.writing import scalar

_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Stub:
    """A new entry: its id, what is certain of it, and the sentences that mention it."""

    id: str
    name: str
    kind: str
    lines: tuple[str, ...]
    sure: bool = False
    """Whether an office or a rank beside the name says that it is a person."""

    def text(self, record: str) -> str:
        """The entry as YAML, behind a comment with the lines that mention it."""
        said = "".join(f"#   {plain(one)}\n" for one in self.lines[:_MOST_LINES])
        kind = "" if self.sure else "  # ? by its name; see the codebook for the others"
        return (
            f"\n# From the draft {record}, which mentions it so:\n{said}"
            f"{self.id}:\n  name: {scalar(self.name)}\n  kind: {self.kind}{kind}\n"
        )


def stubs(passages: Iterable[Passage], taken: Iterable[str]) -> dict[str, Stub]:
    """The new entries by the key of their voice; none has an id that is ``taken``."""
    used = set(taken)
    found: dict[str, Stub] = {}
    by_name: dict[str, str] = {}
    for passage in passages:
        for voice in (passage.attribution.voice, *passage.attribution.others):
            if voice is None or voice.kind != NEW:
                continue
            same = " ".join(word for word, _ in tokens(voice.name)) or folded(voice.name)
            line = " ".join(one.text for one in passage.sentences)
            if (key := by_name.get(same)) is not None:
                old = found[key]
                found[key] = Stub(old.id, old.name, old.kind, (*old.lines, line), old.sure or _sure(voice))
                found.setdefault(voice.key, found[key])
                continue
            by_name[same] = voice.key
            found[voice.key] = Stub(_id(voice, used), voice.name, voice.new_kind, (line,), _sure(voice))
    return found


def _sure(voice: Voice) -> bool:
    return voice.new_kind == "person" and english.HUMAN.search(voice.office) is not None


def _id(voice: Voice, used: set[str]) -> str:
    wanted = (slug(voice.name) or "speaker")[: ID_MOST - 3].rstrip("-")
    made, number = wanted, 1
    while made in used or made in RESERVED_IDS:
        number += 1
        made = f"{wanted}-{number}"
    used.add(made)
    return made


def actor_of(voice: Voice, made: Mapping[str, Stub]) -> str:
    """The id of a named speaker, registered or new; empty for any other."""
    if voice.actor:
        return voice.actor
    stub = made.get(voice.key) if voice.kind == NEW else None
    return stub.id if stub else ""
