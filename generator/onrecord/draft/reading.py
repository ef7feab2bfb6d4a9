"""An article read with the names of the registries: which passages are statements, and what they may give."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from onrecord.draft import english
from onrecord.draft.article import Article, Sentence
from onrecord.draft.attribution import MASK, Attribution, attributed, masked
from onrecord.draft.dates import dated, since
from onrecord.draft.features import (
    days,
    is_name,
    launched_from,
    remarks,
    sorted_quotations,
    stances,
    sure_channel,
    time_of_day,
)
from onrecord.draft.figures import counts, weapons
from onrecord.draft.people import Names
from onrecord.draft.proposal import Draft, Passage
from onrecord.draft.quotations import Marks, marks
from onrecord.draft.things import Things, things
from onrecord.draft.voices import ASKED, Voice, heard_before
from onrecord.values.when import Said

_MOST_UNKNOWN = 40
#: Characters of a sentence, and of sentences that one quotation joins, from which on nothing is read in them.
_LONG, _LONGEST = 2_500, 6_000


def read(article: Article, names: Names, published: Said | None) -> Draft:
    """What is proposed for the record of an article."""
    reader = _Reader(article, names, published)
    passages = tuple(reader.passages())
    stated = {one.start for passage in passages for one in passage.sentences}
    left = tuple(one for one in article.sentences if one.start not in stated)
    places = _places(article, names)
    days = [one for passage in passages for one in passage.dates] + [
        one for sentence in left for one in dated(sentence.text, published)
    ]
    made = Draft(
        article,
        published,
        passages,
        left,
        reader.marks.unbalanced,
        places,
        _events(article),
        next((one for one in days if one.days), None),
        tuple(_unknown(article, names, passages)),
    )
    return replace(made, notes=(*article.notes, *_notes(made, names)))


@dataclass
class _Reader:
    article: Article
    names: Names
    published: Said | None
    marks: Marks = field(init=False)
    before: list[Voice] = field(default_factory=list)
    _starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        spans: dict[int, tuple[int, int]] = {}
        for one in self.article.sentences:
            first = spans.get(one.paragraph, (one.start, one.end))
            spans[one.paragraph] = (first[0], one.end)
        self.marks = marks(self.article.text, list(spans.values()))
        self._starts = [one.start for one in self.marks.quotations]

    def passages(self) -> Iterator[Passage]:
        """The passages that are statements, in the order of the article."""
        run: list[Passage] = []
        takes_back = -1
        for sentences in self._whole_quotations():
            if english.CORRECTION.search(sentences[0].text):
                takes_back = sentences[0].paragraph
            # What an article says of its own mistakes is no statement about the incident.
            one = None if sentences[0].paragraph == takes_back else self._passage(sentences)
            if run and one is not None and self._goes_on(run[-1], one):
                run[-1] = _joined(run[-1], one)
                continue
            yield from run
            run = []
            if one is not None:
                one = self._known(one)
                run = [one]
                self._heard(one.attribution)
        yield from run

    def _known(self, one: Passage) -> Passage:
        """A passage with those who spoke before, whom "the official" or "he" may mean."""
        before, voice = tuple(self.before[:3]), one.attribution.voice
        if voice is not None:
            one = replace(one, attribution=replace(one.attribution, voice=heard_before(voice, before)))
        return replace(one, before=before)

    def _whole_quotations(self) -> Iterator[tuple[Sentence, ...]]:
        """Sentences, those together over which one quotation goes on."""
        waiting: list[Sentence] = []
        for one in self.article.sentences:
            waiting.append(one)
            at = bisect_left(self._starts, one.end) - 1
            last = self.marks.quotations[at] if at >= 0 else None
            open_end = last is not None and one.end < last.end and last.end - last.start < _LONGEST
            if not open_end:
                yield tuple(waiting)
                waiting = []
        if waiting:
            yield tuple(waiting)

    def _passage(self, sentences: tuple[Sentence, ...]) -> Passage | None:
        start, end = sentences[0].start, sentences[-1].end
        raw = self.article.text[start:end].replace("\n", " ")
        if end - start > _LONGEST or any(one.end - one.start > _LONG for one in sentences):
            return None  # no sentence of anybody's: it is listed at the end
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        inside = [q for q in self.marks.quotations[first:last] if q.end <= end]
        hidden = masked(raw, [(a - start, b - start) for q in inside for a, b in q.pieces])
        lang = sentences[0].lang
        attribution = attributed(hidden, self.names, lang)
        sure, doubtful = sorted_quotations(inside, raw, start, attribution, lang)
        named = [one for one in sure if is_name(one.words(self.article.text), self.names)]
        sure, doubtful = [one for one in sure if one not in named], [*doubtful, *named]
        text = " ".join(raw.split())
        counted = counts(text, self.names, lang)
        speaks = attribution.voice is not None or attribution.goes_on
        if not (speaks or sure or counted):
            return None
        said, others = days(hidden, attribution, self.published) if lang == "en" else (None, ())
        return Passage(
            sentences,
            attribution,
            (),
            sure_channel(hidden, attribution, lang),
            tuple(sure),
            tuple(doubtful),
            (counted,) if counted else (),
            weapons(text) if lang == "en" and not (counted.tally or counted.force) else (),
            launched_from(hidden),
            tuple(stances(hidden, attribution, self.names, lang)),
            said,
            others,
            time_of_day(hidden) if lang == "en" else "",
            since(hidden, self.published) if counted.tally else ("", ""),
            things(hidden, self.names) if lang == "en" else Things(),
            tuple(remarks(hidden, attribution)),
        )

    def _goes_on(self, before: Passage, one: Passage) -> bool:
        """Whether a passage belongs to the statement before: "The statement added", or words alone."""
        near = self.article.text[before.span[1] : one.span[0]].count("\n") < 3
        if not near or before.context or one.context or before.attribution.voice is None:
            return False
        told = (before.attribution, one.attribution)
        if any(other.others or (other.unclear and other.voice is not None) for other in told):
            return False
        if one.attribution.goes_on and one.attribution.voice is not None:
            return bool(before.attribution.channel) and one.attribution.voice.kind == ASKED
        alone = one.attribution.voice is None and one.quotations and not one.counts
        same = before.sentences[-1].paragraph == one.sentences[0].paragraph
        return bool(alone and same and before.quotations and _only_quoted(self.article.text, one))

    def _heard(self, attribution: Attribution) -> None:
        for one in (*attribution.others, attribution.voice):
            if one is not None and (one.kind != ASKED or one.candidates or one.role):
                self.before = [one, *(other for other in self.before if other.key != one.key)]


def _joined(before: Passage, one: Passage) -> Passage:
    attribution = replace(
        before.attribution,
        via=tuple(dict.fromkeys([*before.attribution.via, *one.attribution.via])),
        unknown_relay=before.attribution.unknown_relay or one.attribution.unknown_relay,
    )
    return replace(
        before,
        sentences=(*before.sentences, *one.sentences),
        attribution=attribution,
        quotations=(*before.quotations, *one.quotations),
        doubtful=(*before.doubtful, *one.doubtful),
        counts=(*before.counts, *one.counts),
        weapons=tuple(dict.fromkeys([*before.weapons, *one.weapons])),
        launched_from=before.launched_from or one.launched_from,
        stances=(*before.stances, *(other for other in one.stances if other not in before.stances)),
        said=before.said or one.said,
        dates=(*before.dates, *one.dates),
        time=before.time or one.time,
        things=before.things.with_more(one.things),
        notes=(*before.notes, *one.notes),
    )


def _only_quoted(text: str, one: Passage) -> bool:
    start, end = one.span
    left = masked(text[start:end], [(q.start - start, q.end - start) for q in one.quotations])
    return re.search(r"\w", left.replace(MASK, "")) is None


def _places(article: Article, names: Names) -> tuple[str, ...]:
    """Registered places that the article names, the most often named first."""
    found: Counter[str] = Counter()
    for text in (article.headline, *(one.text for one in article.sentences)):
        found.update(one.id for one in names.find(text) if one.place)
    return tuple(id for id, _ in found.most_common())


def _events(article: Article) -> tuple[str, ...]:
    """Kinds of event by the words that tell of them in the headline and the first sentences."""
    found: Counter[str] = Counter()
    lead = " ".join([article.headline, *(one.text for one in article.sentences[:4])]).lower()
    for at, (event, words) in enumerate(english.EVENTS):
        if number := len(re.findall(rf"\b(?:{words})\b", lead)):
            # A general word tells less than a special one.
            found[event] = number * 20 - at
    return tuple(event for event, _ in found.most_common(3))


def _unknown(
    article: Article, names: Names, passages: Iterable[Passage]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Names of several words that no registry has, and where they stand; speakers have their entries."""
    spoken = {
        voice.name
        for one in passages
        for voice in (one.attribution.voice, *one.attribution.others)
        if voice is not None and voice.name
    }
    found: dict[str, list[int]] = {}
    for sentence in article.sentences:
        if sentence.lang != "en":
            continue
        known = [one.span for one in names.find(sentence.text)]
        for match in english.NAME.finditer(sentence.text):
            name = re.sub(rf"^(?:The|{english._DAYS}|On|In|At|Since|But|And|For|A|An) ", "", match[0])
            if any(a < match.end() and match.start() < b for a, b in known) or name in spoken:
                continue
            if " " in name:
                found.setdefault(name, []).append(sentence.start)
    for name, places in list(found.items())[:_MOST_UNKNOWN]:
        yield name, tuple(dict.fromkeys(places))


def _notes(draft: Draft, names: Names) -> Iterator[str]:
    days = {one.days[0].text for passage in draft.passages for one in passage.dates if one.days}
    if len(draft.places) > 2 or len(days) > 2:
        named = ", ".join(draft.places[:4] or sorted(days)[:4])
        yield f"It may tell of several incidents ({named}): one record holds one; delete what is of another."
    if draft.unbalanced:
        yield (
            f"{len(draft.unbalanced)} quotation mark{'s have' if len(draft.unbalanced) > 1 else ' has'} "
            f"no partner: "
            "the words there are no quotation below, and are listed at the end."
        )
    if draft.article.headline and re.match(r"[“\"«„‘'].*[”\"»“’']", draft.article.headline):
        yield "The headline is somebody's words: it is the source's title, and no statement was made of it."


def sentence_at(sentences: Sequence[Sentence], at: int) -> Sentence | None:
    """The sentence in which a place of the text lies."""
    return next((one for one in sentences if one.start <= at < one.end), None)
