"""An article read with the names of the registries: which passages are statements, and what they may give."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from onrecord.draft import arabic, english
from onrecord.draft.article import Article, Sentence
from onrecord.draft.attribution import MASK, Attribution, attributed, masked
from onrecord.draft.dates import Dated, dated, since
from onrecord.draft.figures import counts, weapons
from onrecord.draft.people import Names
from onrecord.draft.proposal import Draft, Passage, Stance
from onrecord.draft.quotations import Marks, Quotation, marks
from onrecord.draft.voices import ASKED, Voice, heard_before
from onrecord.values.when import Clock, Said, WhenError

#: Fewer words in marks may be a name, or a word that the writer keeps at a distance.
_LEAST_WORDS = 3
_MOST_UNKNOWN = 40


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

    def __post_init__(self) -> None:
        spans: dict[int, tuple[int, int]] = {}
        for one in self.article.sentences:
            first = spans.get(one.paragraph, (one.start, one.end))
            spans[one.paragraph] = (first[0], one.end)
        self.marks = marks(self.article.text, list(spans.values()))

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
            open_end = any(
                q.start < one.end < q.end and q.end - q.start < 6_000 for q in self.marks.quotations
            )
            if not open_end:
                yield tuple(waiting)
                waiting = []
        if waiting:
            yield tuple(waiting)

    def _passage(self, sentences: tuple[Sentence, ...]) -> Passage | None:
        start, end = sentences[0].start, sentences[-1].end
        raw = self.article.text[start:end].replace("\n", " ")
        inside = [q for q in self.marks.quotations if start <= q.start and q.end <= end]
        hidden = masked(raw, [(a - start, b - start) for q in inside for a, b in q.pieces])
        lang = sentences[0].lang
        attribution = attributed(hidden, self.names, lang)
        sure, doubtful = _sorted(inside, raw, start, attribution, lang)
        named = [one for one in sure if _is_name(one.words(self.article.text), self.names)]
        sure, doubtful = [one for one in sure if one not in named], [*doubtful, *named]
        text = " ".join(raw.split())
        counted = counts(text, self.names, lang)
        speaks = attribution.voice is not None or attribution.goes_on
        if not (speaks or sure or counted):
            return None
        said, others = _days(hidden, attribution, self.published) if lang == "en" else (None, ())
        return Passage(
            sentences,
            attribution,
            (),
            _sure_channel(hidden, attribution, lang),
            tuple(sure),
            tuple(doubtful),
            (counted,) if counted else (),
            weapons(text) if lang == "en" and not (counted.tally or counted.force) else (),
            _launched(hidden),
            tuple(_stances(hidden, attribution, self.names, lang)),
            said,
            others,
            _time(hidden) if lang == "en" else "",
            since(hidden, self.published) if counted.tally else ("", ""),
            tuple(_remarks(hidden, attribution)),
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
        notes=(*before.notes, *one.notes),
    )


def _only_quoted(text: str, one: Passage) -> bool:
    start, end = one.span
    left = masked(text[start:end], [(q.start - start, q.end - start) for q in one.quotations])
    return re.search(r"\w", left.replace(MASK, "")) is None


_NAMING = re.compile(
    r"\b(?:itself|themselves|himself|herself|called|named|dubbed|nicknamed|known as|titled|entitled|codenamed|operation|so-called"
    r"|headlined|termed|of the|by the|the|an?)\W*$",
    re.IGNORECASE,
)


def _sorted(
    inside: list[Quotation], raw: str, start: int, attribution: Attribution, lang: str
) -> tuple[list[Quotation], list[Quotation]]:
    """Quotations that are direct speech, and words in marks that may be something else."""
    sure: list[Quotation] = []
    doubtful: list[Quotation] = []
    for one in inside:
        words = re.findall(r"[^\W_]+", " ".join(raw[a - start : b - start] for a, b in one.pieces))
        title = all(word[0].isupper() or word in ("of", "the", "and", "in", "for") for word in words)
        cased = any(word[0].isupper() or word[0].islower() for word in words)
        before = raw[: one.start - start - 1]
        naming = _NAMING.search(before) and len(words) < 6
        behind_colon = re.search(r"[:：]\s*$", before) is not None
        least = _LEAST_WORDS if lang == "en" or behind_colon else 2 * _LEAST_WORDS
        plain = len(words) >= least and one.sure and not (title and cased) and not naming
        (sure if plain and _spoken(one, raw, start, attribution) else doubtful).append(one)
    return sure, doubtful


def _is_name(words: str, names: Names) -> bool:
    """Whether words in marks are a registered name: that of a group that the writer keeps at a distance."""
    return any(len(words) - (one.span[1] - one.span[0]) < 4 for one in names.find(words))


def _spoken(one: Quotation, raw: str, start: int, attribution: Attribution) -> bool:
    """Whether words in marks stand where speech does: behind a verb of saying, or before one and a comma."""
    if attribution.voice is None or not attribution.verbs:
        # Without a speaker they are direct speech where they are a sentence.
        words = raw[one.start - start : one.end - start]
        return bool(words[:1].isupper() or not words[:1].isascii()) or attribution.goes_on
    first, last = one.start - start, one.end - start
    if any(end <= first for _, end in attribution.verbs):
        return True
    ends = raw[last - 1 : last] in ",.?!—…" or raw[last + 1 : last + 2] == ","
    return first <= 2 or bool(ends)


def _sure_channel(text: str, attribution: Attribution, lang: str) -> bool:
    """Whether the words for a channel stand beside the verb of saying, or lead the sentence."""
    if not attribution.channel or attribution.voice is None:
        return False
    if lang == "ar":
        return False
    pattern = dict(english.CHANNELS)[attribution.channel]
    for found in pattern.finditer(text):
        for start, end in attribution.verbs:
            between = text[end : found.start()] if found.start() >= end else text[found.end() : start]
            near = len(between.strip()) <= 24 and not re.search(r"[,;“”]", between)
            if near or found.start() <= start < found.end():
                return True
        leading = found.start() <= 2 and re.match(r"[^,]{0,60},", text[found.end() :])
        if leading or re.match(r"[^,]{0,60}(?:,| (?:said|claimed|announced))", text[found.end() :]):
            return True
    return False


def _days(
    text: str, attribution: Attribution, published: Said | None
) -> tuple[Dated | None, tuple[Dated, ...]]:
    """The day of the saying, where it stands beside the verb, and the other days of a sentence."""
    said, others = None, []
    for one in dated(text, published):
        beside = False
        for start, end in attribution.verbs:
            between = text[end : one.start] if one.start >= end else text[one.end : start]
            beside = beside or (len(between) <= 22 and not re.search(r"[,;.“”]|\b(?:that|the)\b", between))
        if beside and attribution.voice is not None and said is None:
            said = one
        else:
            others.append(one)
    return said, tuple(others)


def _stances(text: str, attribution: Attribution, names: Names, lang: str) -> Iterator[Stance]:
    if attribution.voice is None or attribution.others or attribution.unclear:
        return
    if lang == "ar":
        for stance, pattern in (("denies", arabic.DENIES), ("claims", arabic.CLAIMS)):
            if pattern.search(text):
                yield Stance(stance)
                return
        return
    own = False
    for stance, pattern in english.STANCES:
        found = pattern.search(text)
        if found is None or (stance == "claims" and english.NOBODY_CLAIMED.search(text)):
            continue
        if stance in ("blames", "suspects"):
            whom = found["whom"].strip()
            actors = names.sides(whom)
            yield Stance(stance, actors[:1], "" if actors else whom)
        elif not own:
            own = True
            yield Stance(stance)


def _launched(text: str) -> str:
    found = english.LAUNCHED.search(text)
    return found["where"].strip() if found else ""


_PART_OF_DAY = re.compile(
    rf"\b(?:{english._DAYS}|on the) (?P<part>morning|afternoon|evening|night)\b|\b(?:late|early) on\b|\b(?P<dawn>at dawn|before dawn|overnight)\b"
)


def _time(text: str) -> str:
    """The time of day that a sentence gives, in the form of a record; empty without one that parses."""
    tried = []
    if found := english.TIME.search(text):
        clock = found["clock"].replace(".", ":")
        hour, _, minute = clock.partition(":")
        if found["half"]:
            hour = str(int(hour) % 12 + (12 if found["half"] == "p" else 0))
        about = "about " if re.match(r"(?:around|about)", found[0]) else ""
        if minute or found["half"]:
            tried.append(f"{about}{hour.zfill(2)}:{minute or '00'}")
    if found := _PART_OF_DAY.search(text):
        tried.append((found["part"] or found["dawn"] or "").removeprefix("at "))
    for one in tried:
        try:
            return str(Clock.parse(one))
        except WhenError:
            continue
    return ""


def _remarks(text: str, attribution: Attribution) -> Iterator[str]:
    if english.NOBODY_CLAIMED.search(text):
        yield "It says that nobody has claimed it. Whether that is `unclaimed`, you decide."
    if english.NOBODY_HARMED.search(text):
        yield "It speaks of nobody harmed, or nothing damaged. Whether that is `none`, and for whom, you decide."
    if attribution.unclear and not attribution.others and attribution.voice is not None:
        yield "Somebody else may speak in it, too."
    if attribution.others:
        who = "; ".join(f"“{one.words}”" for one in (attribution.voice, *attribution.others) if one)
        yield f"Several speak in it: {who}. Make one statement of what each says."


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
    """Names of several words that no registry has, and where they stand; speakers have entries of their own."""
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
            f"{len(draft.unbalanced)} quotation mark{'s have' if len(draft.unbalanced) > 1 else ' has'} no partner: "
            "the words there are no quotation below, and are listed at the end."
        )
    if draft.article.headline and re.match(r"[“\"«„‘'].*[”\"»“’']", draft.article.headline):
        yield "The headline is somebody's words: it is the source's title, and no statement was made of it."


def sentence_at(sentences: Sequence[Sentence], at: int) -> Sentence | None:
    """The sentence in which a place of the text lies."""
    return next((one for one in sentences if one.start <= at < one.end), None)
