"""What else a sentence tells: which words are direct speech, the channel, the days, who did it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.draft import arabic, english
from onrecord.draft.attribution import Attribution
from onrecord.draft.dates import Dated, dated
from onrecord.draft.people import Names
from onrecord.draft.proposal import Stance
from onrecord.draft.quotations import Quotation
from onrecord.values.when import Clock, Said, WhenError

#: Fewer words in marks may be a name, or a word that the writer keeps at a distance.
_LEAST_WORDS = 3

#: In front of the name of something, however long it is.
_TITLED = re.compile(
    r"\b(?:titled|entitled|headlined|known as|dubbed|nicknamed|codenamed)\W*$", re.IGNORECASE
)
_NAMING = re.compile(
    r"\b(?:itself|themselves|himself|herself|called|named|dubbed|nicknamed|known as|titled|entitled"
    r"|codenamed|operation|so-called"
    r"|headlined|termed|of the|by the|the|an?)\W*$",
    re.IGNORECASE,
)


def sorted_quotations(
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
        naming = _TITLED.search(before) or (_NAMING.search(before) and len(words) < 6)
        behind_colon = re.search(r"[:：]\s*$", before) is not None
        least = _LEAST_WORDS if lang == "en" or behind_colon else 2 * _LEAST_WORDS
        plain = len(words) >= least and one.sure and not (title and cased) and not naming
        (sure if plain and _spoken(one, raw, start, attribution) else doubtful).append(one)
    return sure, doubtful


def is_name(words: str, names: Names) -> bool:
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


def sure_channel(text: str, attribution: Attribution, lang: str) -> bool:
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


def days(
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


def stances(text: str, attribution: Attribution, names: Names, lang: str) -> Iterator[Stance]:
    """Claims, denials and accusations of the one speaker of a sentence."""
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


def launched_from(text: str) -> str:
    """Where a sentence says that it was fired from: "inside Iraq"; empty where it does not."""
    found = english.LAUNCHED.search(text)
    return found["where"].strip() if found else ""


_PART_OF_DAY = re.compile(
    rf"\b(?:{english._DAYS}|on the) (?P<part>morning|afternoon|evening|night)\b|\b(?:late|early) on\b"
    rf"|\b(?P<dawn>at dawn|before dawn|overnight)\b"
)


def time_of_day(text: str) -> str:
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


def remarks(text: str, attribution: Attribution) -> Iterator[str]:
    """What an editor has to look at, and no rule decides."""
    if english.NOBODY_CLAIMED.search(text):
        yield "It says that nobody has claimed it. Whether that is `unclaimed`, you decide."
    if english.NOBODY_HARMED.search(text):
        yield (
            "It speaks of nobody harmed, or nothing damaged. Whether that is `none`, and for whom, "
            "you decide."
        )
    if attribution.unclear and not attribution.others and attribution.voice is not None:
        yield "Somebody else may speak in it, too."
    if attribution.others:
        who = "; ".join(f"“{one.words}”" for one in (attribution.voice, *attribution.others) if one)
        yield f"Several speak in it: {who}. Make one statement of what each says."
