"""The list of loaded words of one site: ours, and what a file of the site adds, changes or takes away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import Field, TypeAdapter, model_validator

from onrecord.problems import Place, Problem, did_you_mean
from onrecord.record.reader import Located, read
from onrecord.record.scalars import NO, fault
from onrecord.record.shapes import Id, Line, Lines, Shape, YesNo
from onrecord.terms.wording import LOADED, LoadedTerm
from onrecord.yamltext import MAX_BYTES
from onrecord.yamltext import read as read_yaml

OFF = frozenset({"off", "Off", "OFF", *NO})
SITE = "Words that this site adds"


class Entry(Shape):
    """One entry of a site's file: a new word, a change of one of ours, or ``off``."""

    off: YesNo = Field(False, description="yes: the word is taken from the list; `off` alone says the same.")
    words: Lines | None = Field(
        None,
        description="Its forms: a blank is a blank or a hyphen, a star at the end any ending.",
    )
    whose: Line | None = Field(None, description="Whose word it is.")
    reason: Line | None = Field(None, description="Why it takes a side.")
    instead: Line | None = Field(None, description="What to write instead.")
    claim: YesNo | None = Field(
        None, description="yes: it is left alone where the sentence says who says so."
    )

    @model_validator(mode="before")
    @classmethod
    def _widen(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        if value in OFF:
            return {"off": "yes"}
        raise fault("wrong-shape", f"`{value[:40]}` is no entry", "write `off`, or words, reason and instead")


_KIND: Any = dict[Id, Entry]
_ADAPTER = TypeAdapter(_KIND)


@dataclass(frozen=True, slots=True)
class Wordlist:
    """Loaded words, ready to be looked for."""

    terms: tuple[LoadedTerm, ...]
    stems: Mapping[str, tuple[LoadedTerm, ...]]
    """Terms by a piece, in small letters, that every text with one of their forms holds.

    Looking for all pieces takes a tenth of the time that one pattern of all forms takes.
    """

    def within(self, texts: Iterable[str]) -> Wordlist:
        """The terms that these texts may hold."""
        small = "\n".join(texts).lower()
        return Wordlist(self.terms, {stem: terms for stem, terms in self.stems.items() if stem in small})

    def pattern(self, text: str) -> re.Pattern[str] | None:
        """A pattern that finds every form of the terms that ``text`` may hold; None where it holds none."""
        if not self.stems:
            return None
        small = text.lower()
        terms = [term for stem, terms in self.stems.items() if stem in small for term in terms]
        return (
            _pattern(tuple(dict.fromkeys(form for term in terms for form in term.forms))) if terms else None
        )

    def term(self, words: str) -> LoadedTerm:
        """The term of which ``words`` is a form. Raises StopIteration where there is none."""
        return next(term for term in self.terms if _pattern(term.forms).fullmatch(words))


@lru_cache(maxsize=500)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    # Of two that begin alike the longer one is meant.
    forms = sorted(words, key=len, reverse=True)
    return (
        re.compile(rf"\b(?:{'|'.join(map(_form, forms))})\b", re.IGNORECASE) if forms else re.compile("(?!)")
    )


def _form(words: str) -> str:
    parts = [re.escape(part) for part in re.split(r"[\s-]+", words.removesuffix("*"))]
    return r"[\s\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}-]+".join(parts) + (
        r"\w*" if words.endswith("*") else ""
    )


def wordlist(terms: Iterable[LoadedTerm] = LOADED) -> Wordlist:
    """The list of these terms."""
    listed = tuple(terms)
    stems: dict[str, dict[str, LoadedTerm]] = {}
    for term in listed:
        for form in term.forms:
            stem = max(re.split(r"[\s-]+", form.removesuffix("*").lower()), key=len)
            stems.setdefault(stem, {})[term.id] = term
    return Wordlist(listed, {stem: tuple(found.values()) for stem, found in stems.items()})


def site_wordlist(root: Path, file: str | None) -> tuple[Wordlist, list[Problem]]:
    """Our list with the changes of ``file``, relative to ``root``, and what is wrong with that file.

    An entry that is wrong changes nothing.
    """
    if not file:
        return wordlist(), []
    try:
        with (root / file).open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        what = f"the file cannot be read: {error.strerror}"
        return wordlist(), [Problem("unreadable", Place(file), what, "`wording:` in mkdocs.yml names it")]
    node, problems = read_yaml(data, file)
    if node is None:
        return wordlist(), problems
    located = Located(file, node)
    entries, more = read(_ADAPTER, located, _KIND)
    problems += more
    terms = {term.id: term for term in LOADED}
    for term_id, entry in (entries or {}).items():
        if missing := _missing(term_id, entry):
            problems.append(Problem(missing[0], located.place((term_id,), key=True), missing[1], missing[2]))
        elif entry.off:
            del terms[term_id]
        else:
            terms[term_id] = _changed(term_id, entry, terms.get(term_id))
    return wordlist(terms.values()), problems


def _missing(term_id: str, entry: Entry) -> tuple[str, str, str] | None:
    if term_id in LOADED:
        return None
    if entry.off:
        guess = did_you_mean(term_id, LOADED.ids) or "the guide's page on wording lists them"
        return "unknown-term", f"there is no loaded word `{term_id}` that could be off", guess
    for key in ("words", "reason", "instead"):
        if getattr(entry, key) is None:
            guess = did_you_mean(term_id, LOADED.ids)
            return "missing-key", f"a new loaded word needs `{key}`", guess or f"add `{key}:` below it"
    return None


def _changed(term_id: str, entry: Entry, old: LoadedTerm | None) -> LoadedTerm:
    if old is None:
        old = LoadedTerm(term_id, term_id, "–", group=SITE, forms=(), instead="")
    return replace(
        old,
        label=entry.words[0].rstrip("*") if entry.words else old.label,
        definition=entry.reason or old.definition,
        group=entry.whose or old.group,
        forms=entry.words or old.forms,
        instead=entry.instead or old.instead,
        claim=old.claim if entry.claim is None else entry.claim,
    )
