"""What is wrong with the wording of a library: findings, each with a reason and a way out.

Withdrawn records are left alone: nothing of them is printed.
"""

from __future__ import annotations

from functools import cached_property, partial
from itertools import islice

from onrecord.library.files import Read
from onrecord.library.keeper import Keeper
from onrecord.library.library import Incident, Library
from onrecord.problems import Place, Problem
from onrecord.proof import phrasing, voice
from onrecord.proof.coverage import Coverage, of_sentences
from onrecord.proof.loaded import Names, loaded
from onrecord.proof.phrasing import Figures
from onrecord.proof.voice import Own
from onrecord.proof.wordlist import Wordlist
from onrecord.record.reader import Located
from onrecord.record.statement import Statement
from onrecord.rulebook import Rulebook
from onrecord.settings import Settings
from onrecord.values.prose import Ours
from onrecord.values.sentences import Sentence, sentences

_MOST_FIGURES = 20
"""Figures of one title that are told: whoever mends these sees the others."""


def check(
    read: Read, library: Library, settings: Settings, words: Wordlist, keeper: Keeper | None = None
) -> list[Problem]:
    """Every finding about the wording of records and registries."""
    keeper = keeper or Keeper()
    run = _Run(library, settings.rulebook, words)
    covered = Coverage()
    # What it finds rests on the names in the registries, too.
    rest = keeper.print(words, library.registries)
    for incident in library.incidents:
        if incident.record.publish != "withdrawn":
            found, counted = keeper.keep("wording", incident, partial(run.incident, incident), rest)
            run.problems += found
            if incident.record.publish == "published":
                covered += counted
    registries: dict[str, list[Own]] = {}
    for name, own in voice.of_registries(library.registries):
        registries.setdefault(name, []).append(own)
    for name, texts in registries.items():
        covered += run.file(read.located[name], texts)
    severity = settings.rulebook.severity("sentence-coverage")
    told = covered.sourced + covered.ours
    if severity and 100 * told < settings.sentence_coverage * covered.sentences:
        what = (
            f"{told} of {covered.sentences} sentences have a source or are marked as ours, which is "
            f"{covered.percent} in a hundred; the site asks for {settings.sentence_coverage}"
        )
        hint = "each sentence without one is listed as `unsourced-sentence`, unless that rule is off"
        run.problems.append(Problem("sentence-coverage", Place(settings.briefings), what, hint, severity))
    return run.problems


class _Run:
    """One pass over all texts of ours."""

    def __init__(self, library: Library, book: Rulebook, words: Wordlist) -> None:
        self.library, self.book, self.words = library, book, words
        self.problems: list[Problem] = []

    @cached_property
    def names(self) -> Names:
        """Registered names that hold a loaded word; of thousands they take a while."""
        return Names(self.library.registries, self.words)

    @cached_property
    def figures(self) -> Figures:
        """What looks for figures in titles."""
        return Figures(self.library.registries)

    def incident(self, incident: Incident) -> tuple[list[Problem], Coverage]:
        """What is found in one record, and how many of its sentences are covered."""
        before, self.problems = self.problems, []
        try:
            covered = self.file(incident.located, list(voice.of_record(incident.record)), incident)
            return self.problems, covered
        finally:
            self.problems = before

    def file(self, located: Located, texts: list[Own], incident: Incident | None = None) -> Coverage:
        """Looks at the texts of one file; returns how many of its sentences are covered."""
        words = self.words.within(own.text for own in texts)
        covered = Coverage()
        for own in texts:
            if own.text.startswith("TODO"):
                continue
            at = _Text(self, located, own)
            if words.stems:
                at.loaded(words)
            if own.prose is not None:
                at.markers()
            match own.kind:
                case "title":
                    at.title()
                case "paraphrase":
                    at.paraphrase(_statement(self.library, incident, own))
                case "told" if own.prose is not None:
                    found = sentences(own.prose)
                    at.told(found, incident)
                    covered += of_sentences(found)
                case "remark" if own.prose is not None and "confidence" in own.text:
                    for one in sentences(own.prose):
                        at.likelihood(one)
        return covered


def _statement(library: Library, incident: Incident | None, own: Own) -> Statement:
    """The statement in which a text stands."""
    if incident is None:
        return library.registries.tallies[int(own.path[0])]
    statements = incident.record.statements if own.path[0] == "statements" else incident.record.context
    return statements[int(own.path[1])]


class _Text:
    """One text, and what the rules say of it."""

    def __init__(self, run: _Run, located: Located, own: Own) -> None:
        self.run, self.located, self.own = run, located, own

    def _add(self, rule: str, offset: int, length: int, what: str, hint: str) -> None:
        if severity := self.run.book.severity(rule):
            place = self.located.span(self.own.path, self.own.text, offset, length)
            self.run.problems.append(Problem(rule, place, what, hint, severity))

    def loaded(self, words: Wordlist) -> None:
        for one in loaded(self.own, words, self.run.names):
            said = _lower(one.term.definition)
            what = f"“{one.words}” stands in our own voice: it {said}"
            self._add("loaded-term", one.offset, len(one.words), what, f"write: {one.term.instead}")

    def markers(self) -> None:
        if found := phrasing.marker_as_noun(self.own.text):
            start, end = found.span("marker")
            what = "the sentence needs this marker as a word, and the page shows a small number there"
            hint = "name the source in words, and put the marker behind what it supports"
            self._add("marker-as-noun", start, end - start, what, hint)

    def title(self) -> None:
        for found in islice(self.run.figures.of(self.own.text), _MOST_FIGURES):
            what = f"“{found[0]}” is a figure in a title: somebody gave it, and it may change"
            hint = "put it into a statement; a number in a name is fine where the registry has the name"
            self._add("figure-in-title", found.start(), len(found[0]), what, hint)

    def paraphrase(self, statement: Statement) -> None:
        text = self.own.text
        if found := phrasing.quotation_mark(text):
            what = "a paraphrase is in our words, and quotation marks say that these are the speaker's"
            hint = "put the speaker's words into `quote:`, or say it without the marks"
            self._add("paraphrase-quoted", found.start(), 1, what, hint)
        elif span := phrasing.repeated(text, statement):
            what = f"these words are the quotation's too: “{text[span[0] : sum(span)]}”"
            hint = "say it in other words, or leave it to the quotation"
            self._add("paraphrase-quoted", *span, what, hint)

    def told(self, found: tuple[Sentence, ...], incident: Incident | None) -> None:
        for one in found:
            if not one.cited and not one.ours:
                sources = incident.record.sources if incident else self.run.library.registries.sources
                marker = f"[@{next(iter(sources), 'article')}]"
                what = f"this sentence has no source: “{_short(one.text)}”"
                hint = f"put its source behind it, for example {marker}, or {Ours()} where it is your own"
                self._add("unsourced-sentence", one.offset, one.length, what, hint)
            self.likelihood(one)
            if incident and (words := phrasing.as_fact(one, self.run.library, incident)):
                what = f"“{words}” is told as a fact; the record has it from one side at most, or in dispute"
                hint = "say in the sentence who says so: according to …, … said, … claimed"
                offset = max(self.own.text.find(words, one.offset), one.offset)
                self._add("claim-as-fact", offset, len(words), what, hint)

    def likelihood(self, one: Sentence) -> None:
        if found := phrasing.mixed(one.text):
            what = f"“{found[0]}” is a likelihood and “{found[1]}” a confidence; a sentence takes one of them"
            hint = "make two sentences: how likely it is, and how good the ground is"
            self._add("likelihood-confidence", one.offset, one.length, what, hint)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:].removesuffix(".")


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57].rstrip()}…"
