"""A passage as a statement in YAML: what is certain as it is, what is supposed behind the mark ``# ?``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from onrecord.draft import english
from onrecord.draft.article import entry_of
from onrecord.draft.figures import Figure, Scoped
from onrecord.draft.proposal import Draft, Passage
from onrecord.draft.stubs import Stub, actor_of
from onrecord.draft.voices import ASKED, NAMED, NEW, UNNAMED, Voice, first_heard
from onrecord.draft.words import plain, spoken
from onrecord.library.library import Registries
from onrecord.proof.wordlist import Wordlist
from onrecord.yamltext.writing import scalar

#: The mark of a question. In a record none may stand once readers are to see it.
ASK = "# ? "
_INDENT = "    "


@dataclass(frozen=True)
class Writer:
    """What statements are written with."""

    draft: Draft
    source: str
    stubs: Mapping[str, Stub]
    registries: Registries
    words: Wordlist

    def statement(self, passage: Passage, id: str = "") -> str:
        """The list item of a passage, indented by two."""
        start, end = passage.span
        lines = [f"  # Characters {start} to {end} of the copy."]
        lines += [f"  # {note}" for note in (*passage.notes, *self._remarks(passage))]
        lines.append(f"  - source: {self.source}")
        rest = [f"id: {id}"] if id else []
        rest.append(f"excerpt: {scalar(plain(self.draft.article.text[start:end]))}")
        rest += self._attribution(passage)
        rest += self._facts(passage)
        rest += self._words(passage)
        return "\n".join([*lines, *(_INDENT + line for line in rest)]) + "\n"

    def _remarks(self, passage: Passage) -> Iterator[str]:
        start, end = passage.span
        if time := entry_of(self.draft.article, start):
            yield f"The entry of {time}."
        text = plain(self.draft.article.text[start:end])
        quoted = re.sub(r"“[^”]*”|\"[^\"]*\"|«[^»]*»", lambda found: "·" * len(found[0]), text)
        pattern = self.words.pattern(quoted)
        loaded = dict.fromkeys(pattern.findall(quoted)) if pattern else {}
        names = " ".join(name for one in self.registries.actors.values() for name in one.every_name)
        for word in loaded:
            term = self.words.term(word)
            if not re.search(rf"\b{re.escape(word)}\b", names):
                yield f"Loaded where we write it: “{word}”. Instead: {term.instead}."
        if not passage.context and not passage.of_the_incident:
            yield (
                "No fact of the incident was found in it: if it is about the surroundings, move it "
                "to `context`."
            )

    # Attribution

    def _attribution(self, passage: Passage) -> Iterator[str]:
        told = passage.attribution
        voice = told.voice
        if told.others:
            yield from self._asked_voices(
                [one for one in (voice, *told.others) if one], "several speak in it"
            )
        elif voice is not None and told.unclear:
            yield from self._asked_voices([voice, *passage.before[:1]], "another may speak in it, too")
        elif voice is None and not passage.context:
            yield from self._asked_voices(
                list(passage.before[:2]), "nobody in it is named as speaking", own=True
            )
        elif voice is not None and voice.kind == ASKED:
            yield from self._asked(voice, passage)
        elif voice is not None:
            yield from self._voice(voice)
            if voice.office:
                yield f"as: {scalar(plain(voice.office))}"
        if told.channel:
            yield f"{'' if passage.sure_channel else ASK}in: {told.channel}"
        if len(told.via) == 1:
            yield f"via: {told.via[0]}"
        elif told.via:
            yield "via:"
            yield from (f"  - {one}" for one in told.via)
        if told.unknown_relay:
            yield f"{ASK}via:  # “{plain(told.unknown_relay)}”, which no registry has"
        if passage.said is not None:
            yield from self._said(passage)

    def _voice(self, voice: Voice) -> Iterator[str]:
        if voice.kind in (NAMED, NEW):
            yield f"by: {actor_of(voice, self.stubs)}"
            return
        yield "by:"
        yield f"  role: {scalar(plain(voice.words))}"
        if voice.candidates:
            yield f"  {ASK}of: {voice.candidates[0]}{_or(voice.candidates[1:])}"
        if voice.anonymous:
            yield f"  anonymous: {scalar(plain(voice.anonymous))}"

    def _asked(self, voice: Voice, passage: Passage) -> Iterator[str]:
        """A pronoun or a description: those whom it may mean."""
        words = f"“{plain(voice.words)}”"
        if voice.candidates and not voice.role:
            yield f"{ASK}by: {voice.candidates[0]}  # {words}{_more(voice.candidates[1:])}"
            return
        heard = first_heard(voice, passage.before)
        if voice.role:
            own = replace(voice, kind=UNNAMED)
            noun = voice.words.split()[-1].lower()
            known = heard and noun in f"{heard[0].words} {heard[0].office}".lower().split()
            heard = [heard[0], own] if known else [own, *heard]
        yield from self._asked_voices(heard, words)

    def _asked_voices(self, voices: list[Voice], why: str, *, own: bool = False) -> Iterator[str]:
        why = f"{why}; delete the line where the publication itself says it" if own else why
        first = voices[0] if voices else None
        by_role = first is not None and (first.kind == UNNAMED or first.role)
        rest = voices[1:] if by_role else voices
        named = [id for one in rest if (id := self._called(one))]
        if first is not None and by_role:
            also = f"; or {', or '.join(named)}" if named else ""
            yield f"{ASK}by:  # {why}{also}"
            yield f"{ASK}  role: {scalar(plain(first.words))}"
            if first.candidates:
                yield f"{ASK}  of: {first.candidates[0]}{_or(first.candidates[1:])}"
        elif named:
            yield f"{ASK}by: {named[0]}  # {why}{_more(named[1:])}"
        elif first is not None and first.candidates:
            yield f"{ASK}by: {first.candidates[0]}  # {why}{_more(first.candidates[1:])}"
        else:
            yield f"{ASK}by:  # {why}"

    def _called(self, voice: Voice) -> str:
        """What a speaker is called as an alternative: an id, or the role in quotation marks."""
        if voice.kind == UNNAMED or voice.role:
            return f"“{plain(voice.words)}”"
        return actor_of(voice, self.stubs) or "".join(voice.candidates[:1])

    def _said(self, passage: Passage) -> Iterator[str]:
        said = passage.said
        assert said is not None
        if said.days:
            yield f"{ASK}said: {said.days[0]}{_or([str(one) for one in said.days[1:]])}"
            yield f"{ASK}said_basis: {scalar(plain(said.why))}"
        else:
            yield f"{ASK}said:  # {plain(said.why)}"

    # Facts

    def _facts(self, passage: Passage) -> Iterator[str]:
        header = self.draft.date
        for one in passage.dates:
            if one.days and header is not None and header.days and one.days[0] != header.days[0]:
                yield f"{ASK}date: {one.days[0]}  # {plain(one.why)} Only if the incident is of that day."
        if passage.context:
            yield from self._context(passage)
            return
        if passage.time:
            yield f"{ASK}time: {passage.time}"
        yield from _list("weapons", passage.weapons)
        for name in ("projectiles", "intercepted"):
            given = dict.fromkeys(getattr(one, name) for one in passage.counts if getattr(one, name))
            for count in list(given)[:1]:
                yield f"{ASK}{name}: {count}{_or(list(given)[1:])}"
        if passage.launched_from:
            yield f"{ASK}launched_from: {scalar(plain(passage.launched_from))}"
        yield from _list("targets", passage.things.targets, words=True)
        yield from _list("units", passage.things.units, words=True)
        by_fact: dict[str, list[Figure]] = {}
        for figure in passage.figures:
            by_fact.setdefault(figure.fact, []).append(figure)
        for fact, figures in by_fact.items():
            yield from _people(fact, figures)
        yield from _list("damage", passage.things.damage, words=True)
        yield from self._stances(passage)
        if passage.things.response:
            yield f"{ASK}in_response_to:  # the id of a record, for “{plain(passage.things.response)}”"

    @staticmethod
    def _stances(passage: Passage) -> Iterator[str]:
        own = [one for one in passage.stances if not one.actors and not one.described]
        about = [one for one in passage.stances if one not in own]
        if own and not about:
            yield f"{ASK}responsibility: {own[0].stance}"
        elif about:
            yield f"{ASK}responsibility:"
            yield from (f"{ASK}  - stance: {one.stance}" for one in own)
            for one in about:
                if one.actors:
                    yield f"{ASK}  - {one.stance}: {one.actors[0]}{_or(one.actors[1:])}"
                else:
                    yield f"{ASK}  - stance: {one.stance}"
                    yield f"{ASK}    described: {scalar(plain(one.described))}"

    def _context(self, passage: Passage) -> Iterator[str]:
        for counts in passage.counts:
            if counts.tally:
                measures = list(self.registries.measures)
                yield f"{ASK}tally:"
                yield (
                    f"{ASK}  measure: {measures[0]}{_or(measures[1:6])}"
                    if measures
                    else f"{ASK}  measure:  # what is counted; registry/measures.yml has none yet"
                )
                if passage.since[0]:
                    yield f"{ASK}  since: {passage.since[0]}  # {passage.since[1]}".rstrip(" #")
                yield from _scoped(counts.tally)
            if counts.force:
                yield f"{ASK}force:"
                who = counts.force.who
                yield f"{ASK}  who: {who}" if who else f"{ASK}  who:  # whose force"
                yield from _scoped(counts.force)

    # Words

    def _words(self, passage: Passage) -> Iterator[str]:
        text = self.draft.article.text
        for one in passage.doubtful:
            yield (
                f"{ASK}quote: {scalar(spoken(one.words(text)))}  # direct speech, or a name, or "
                f"another's words"
            )
        if not passage.quotations:
            yield "paraphrase: TODO in our words; or accept a fact, and delete this line"
            return
        # A quotation over several paragraphs begins each of them with a mark, and is quoted paragraph by one.
        said = [spoken(text[a:b]) for one in passage.quotations for a, b in one.pieces]
        if len(said) == 1:
            yield f"quote: {scalar(said[0])}"
            return
        yield "quote:"
        yield from (f"  - {scalar(one)}" for one in said)


def _people(fact: str, figures: list[Figure]) -> Iterator[str]:
    others = list(dict.fromkeys(one for figure in figures for one in figure.other_facts))
    yield f"{ASK}{fact}:{_or(others)}"
    for one in figures:
        yield f"{ASK}  - who: {one.who}{_or(one.other_who)}"
        yield f"{ASK}    count: {one.count}"
        if one.nature:
            yield f"{ASK}    nature: {one.nature}"
        if one.of_which:
            yield f"{ASK}    of_which:"
            for who, count in one.of_which:
                yield f"{ASK}      - who: {who}"
                yield f"{ASK}        count: {count}"


def _scoped(counts: Scoped) -> Iterator[str]:
    yield f"{ASK}  count:"
    yield from (f"{ASK}    {scope}: {count}" for scope, count in counts.counts)


def _list(name: str, values: tuple[str, ...], *, words: bool = False) -> Iterator[str]:
    """A value or a list of them; ``words`` are those of the article, and no terms."""
    why = ""
    if words:
        values, why = tuple(scalar(plain(one)) for one in values), "  # the article's words"
    if len(values) == 1:
        yield f"{ASK}{name}: {values[0]}{why}"
    elif values:
        yield f"{ASK}{name}:{why}"
        yield from (f"{ASK}  - {one}" for one in values)


def _or(others: object) -> str:
    listed = [str(one) for one in others] if isinstance(others, list | tuple) else []
    return f"  # or {', or '.join(listed)}" if listed else ""


def _more(others: object) -> str:
    return _or(others).replace("  # or", "; or", 1)


def in_force_key(passage: Passage, stubs: Mapping[str, Stub]) -> str:
    """What tells a statement's address apart while its questions are open: speaker, way, facts."""
    told = passage.attribution
    voice = told.voice if not (told.others or told.unclear) else None
    by = "" if voice is None or voice.kind == ASKED else actor_of(voice, stubs) or voice.words
    channel = told.channel if passage.sure_channel else ""
    return "\n".join([by, channel, *told.via, "quote" if passage.quotations else "paraphrase"])


def speaker_key(passage: Passage, stubs: Mapping[str, Stub]) -> str:
    """What the speaker of a passage is called where statements are told apart: an id, or ``report``."""
    voice = passage.attribution.voice
    if voice is None:
        return "report"
    return actor_of(voice, stubs) or "".join(voice.candidates[:1]) or english.slugged(voice.words)
