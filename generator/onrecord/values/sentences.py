"""Prose taken apart into sentences, each with the source markers that belong to it.

* A marker belongs to the sentence it stands in, and behind a full stop to the sentence before: ``text [@a].``
  and ``text. [@a]`` are one. It covers that sentence alone, at the end of a paragraph too.
* What stands in double quotation marks or in brackets belongs to the sentence around it, however many full
  stops it holds.
* A full stop ends no sentence behind a title (Gen.), an initial, or a number's word (No. 7). Behind what can
  end one (U.S., p.m., Inc.) the next word decides.

No library: those that split well need a model or are no longer kept, and none knows the markers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from onrecord.values.prose import Cite, Ours, Paragraph, Prose, Words


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of prose."""

    text: str
    """The words alone, without markup and markers."""
    cited: tuple[str, ...]
    """Ids of the sources whose markers belong to it, each once."""
    ours: bool
    """Whether ``[@ours]`` belongs to it."""
    paragraph: int
    """Its paragraph, counted from 0."""
    offset: int
    """Where it begins in the text that was parsed, in characters from 0."""
    length: int
    """Characters of that text up to its last one; markers behind a full stop are left out."""


def sentences(prose: Prose) -> tuple[Sentence, ...]:
    """Every sentence of ``prose`` in its order; a paragraph of markers alone has none."""
    return tuple(
        one
        for number, paragraph in enumerate(prose.paragraphs)
        for one in _of_paragraph(prose.source, number, paragraph)
    )


def without(prose: Prose, gone: Callable[[Sentence], bool]) -> Prose | None:
    """What is left without the sentences that are ``gone``, each with its markers; None where nothing is.

    Of sentences that one emphasis or link joins, all go where one does. Markers that belong to none go.
    """
    found: list[list[Sentence]] = [[] for _ in prose.paragraphs]
    for one in sentences(prose):
        found[one.paragraph].append(one)
    ends = [*(paragraph[0].at for paragraph in prose.paragraphs[1:]), len(prose.source)]
    left = []
    for paragraph, mine, end in zip(prose.paragraphs, found, ends, strict=True):
        pieces = list(_pieces(prose.source, paragraph, mine, gone))
        stops = [start for start, _ in pieces[1:]] + [end] * bool(pieces)
        kept = (
            prose.source[at:stop].strip() for (at, out), stop in zip(pieces, stops, strict=True) if not out
        )
        left.append(" ".join(kept))
    text = "\n\n".join(filter(None, left))
    return Prose.parse(text) if text else None


def _pieces(
    source: str, paragraph: Paragraph, mine: list[Sentence], gone: Callable[[Sentence], bool]
) -> Iterator[tuple[int, bool]]:
    """(where it begins as typed, whether it goes) of the sentences of a paragraph, joined ones as one."""
    start, out, end = -1, False, 0
    for one in mine:
        opening = _opening(source, paragraph, one.offset)
        if start >= 0 and opening >= end:
            yield start, out
            start, out = opening, gone(one)
        else:
            start, out = opening if start < 0 else start, gone(one) or out
        end = one.offset + one.length
    if start >= 0:
        yield start, out


def _opening(source: str, paragraph: Paragraph, offset: int) -> int:
    """Where the escape or the markup begins in which the character at ``offset`` stands."""
    # Parts lie one after another.
    index = bisect_right(paragraph, offset, key=lambda part: part.at) - 1
    part = paragraph[max(index, 0)]
    if not isinstance(part, Words):
        return part.at
    escaped = source[offset] in "*[]\\" and source[offset - 1 : offset] == "\\"
    return offset - escaped


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A name follows, so that no sentence ends here.
_TITLES = _words("""
    mr mrs ms mx dr prof rev fr hon st gen maj col lt capt cpt sgt cpl pvt cmdr cdr adm brig spc amb sen rep
    gov pres sec supt insp vs cf ca approx
""")
# A figure follows.
_NUMBERED = _words("""
    no nos art arts fig figs p pp vol ch sect para paras ed
    jan feb mar apr jun jul aug sep sept oct nov dec
""")
# A sentence may end here: only a word that begins one tells.
_OPEN = _words("inc ltd co corp jr sr etc al ret dept govt est")
_STARTERS = _words("""
    a after all also although an and another as at before both but by during each earlier for from
    he her his how however i if in it its later many most neither no nobody none nor of on one only
    our several she since so some such that the their then there these they this those three to two
    under until we what when where whether which while who with you
""")
# Behind a time of day these go on with the sentence: 6 p.m. EST, 6 p.m. Baghdad time, 6 p.m. Monday.
_ZONES = re.compile(
    r"(?:[A-Z]{2,4}T|UTC|GMT|ET|Eastern|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?:day)?\b"
    r"|(?:[A-Z][a-z]+ )?(?:local )?time\b"
    r"|(?:Jan|Feb|March|April|May|June|July|Aug|Sep|Oct|Nov|Dec)[a-z]* \d"
)
_END = re.compile(r"(?:\.{2,}|[.!?…؟۔。！？])+[\"“”’»›)\]]*")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
_LAST_WORD = re.compile(r"[^\s(\[“\"«‘—–/-]+$")
_FIRST_WORD = re.compile(r"[\s\"“”‘’«»(\[—–]*(\w[\w'’-]*)?")
# “What for?” Smith asked.
_ASKED = re.compile(r"\s*(?:[A-Z]\w+ ){1,3}(?:said|asked|wrote|told|added|replied)\b")
_LOWER_NAME = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az)-[A-Z]")
_PAIRS = {"“": "”", "«": "»", "„": "“", '"': '"', "(": ")", "[": "]"}
_MARK = re.compile('[“”«»„"()\\[\\]]')
_LETTER = re.compile(r"[^\W_]")
_DEEPEST = 8
_BLANKS = ("\t", "\r", "\n", " ")


def _of_paragraph(source: str, number: int, paragraph: Paragraph) -> Iterator[Sentence]:
    text, markers = "", []
    starts: list[int] = []
    typed: list[Sequence[int]] = []

    def place(at: int) -> int:
        """Where the character ``at`` of the paragraph's words stands in ``source``."""
        index = bisect_right(starts, at) - 1
        return typed[index][at - starts[index]]

    for part in paragraph:
        if isinstance(part, Cite | Ours):
            markers.append((len(text), part))
        else:
            # A star or bracket opens emphasis and links.
            typed.append(_typed(source, part.text, part.at + (not isinstance(part, Words))))
            starts.append(len(text))
            text += part.text
    stops = {at for at, _ in markers}
    spans = list(_spans(text, stops))
    owned: list[list[Cite | Ours]] = [[] for _ in spans]
    index = 0
    for at, marker in markers:
        # The marker before a sentence's first word is that of the sentence before.
        while index + 1 < len(spans) and at > spans[index + 1][0]:
            index += 1
        if spans:
            owned[index].append(marker)
    for (start, end), own in zip(spans, owned, strict=True):
        cited = dict.fromkeys(one for marker in own if isinstance(marker, Cite) for one in marker.ids)
        ours = any(isinstance(marker, Ours) for marker in own)
        offset = place(start)
        length = place(end - 1) + 1 - offset
        yield Sentence(_shown(text, start, end, stops), tuple(cited), ours, number, offset, length)


def _typed(source: str, text: str, at: int) -> Sequence[int]:
    """Where each character of a part's ``text`` stands in ``source``, in which blanks and escapes count."""
    if source.startswith(text, at):
        return range(at, at + len(text))
    places = []
    for char in text:
        at += source[at : at + 1] == "\\" and source[at + 1 : at + 2] == char and char in "*[]\\"
        places.append(at)
        at += 1
        while char == " " and source[at : at + 1] in _BLANKS:
            at += 1
    return places


def spans(text: str) -> tuple[tuple[int, int], ...]:
    """(first character, character behind the last) of every sentence of a plain text, without markers.

    For example ``((0, 10), (11, 18))`` for "It is hit. We know."
    """
    return tuple(_spans(text, set()))


def _spans(text: str, stops: set[int]) -> Iterator[tuple[int, int]]:
    """(first character, character behind the last) of every sentence; ``stops`` are where markers stand."""
    start, inside = 0, _inside(text)
    # Looked for once a sentence: a text of stops alone has thousands, and no letter.
    letter = _letter(text, start)
    for found in _END.finditer(text):
        if inside[found.end() - 1]:
            continue
        if letter < found.end() and _ends(text, found, stops):
            yield _stripped(text, start, found.end())
            start = found.end()
            letter = _letter(text, start)
    if letter < len(text):
        yield _stripped(text, start, len(text))


def _ends(text: str, found: re.Match[str], stops: set[int]) -> bool:
    """Whether a sentence ends at these stops."""
    rest = text[found.end() : found.end() + 60]
    if not rest.strip():
        return True
    marked = not stops.isdisjoint(range(found.start() + 1, found.end() + 2))
    if not (rest[0].isspace() or found.end() in stops):
        return False
    match = _FIRST_WORD.match(rest)
    following = match[1] if match and match[1] else ""
    if following[:1].islower() and not _LOWER_NAME.match(rest.lstrip('"“‘( ')):
        return False
    if text.startswith("[", found.start() - 1):
        return False
    if found[0][0] in "!?" and len(found[0]) > 1 and _ASKED.match(rest):
        return False
    return (
        found[0] != "."
        or marked
        or not _abbreviates(text[max(found.start() - 40, 0) : found.start()], following, rest.lstrip())
    )


def _abbreviates(before: str, following: str, rest: str) -> bool:
    """Whether the full stop behind ``before`` belongs to an abbreviation."""
    match = _LAST_WORD.search(before)
    word = match[0] if match else ""
    name = word.lower()
    if _DOTTED.fullmatch(word):
        if name in ("p.m", "a.m"):
            return bool(_ZONES.match(rest))
        return name in ("i.e", "e.g") or following.lower() not in _STARTERS
    if (len(word) == 1 and word.isupper()) or name in _OPEN:
        return following.lower() not in _STARTERS
    return name in _TITLES or (name in _NUMBERED and following[:1].isdigit())


def _inside(text: str) -> Sequence[int]:
    """For each character, in how many quotations and brackets it stands; those never closed do not count."""
    steps = [0] * len(text)
    if _MARK.search(text) is None:
        return steps
    waiting: list[tuple[str, int]] = []
    for mark in _MARK.finditer(text):
        char, closers = mark[0], [closer for closer, _ in waiting[-_DEEPEST:]]
        if char in closers:
            while waiting[-1][0] != char:
                waiting.pop()
            steps[waiting.pop()[1]] += 1
            steps[mark.start()] -= 1
        elif char in _PAIRS:
            waiting.append((_PAIRS[char], mark.start()))
    return list(accumulate(steps))


def _letter(text: str, start: int) -> int:
    """Where the first letter is, from ``start`` on; the length of the text where there is none."""
    found = _LETTER.search(text, start)
    return found.start() if found else len(text)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    taken = text[start:end]
    return start + len(taken) - len(taken.lstrip()), start + len(taken.rstrip())


def _shown(text: str, start: int, end: int, stops: set[int]) -> str:
    """The sentence without the blank that stood before a marker, unless it is all that parts two words."""
    shown, begin = "", start
    for at in sorted(stops):
        if start < at <= end and text[at - 1] == " " and not text[at : at + 1].isalnum():
            shown, begin = shown + text[begin : at - 1], at
    return shown + text[begin:end]
