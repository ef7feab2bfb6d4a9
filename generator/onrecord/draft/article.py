"""An article as its copy has it: the text with offsets, its paragraphs, and what the page says of itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from onrecord.draft import arabic, english
from onrecord.draft.metadata import Metadata, Told
from onrecord.proof.charset import decode
from onrecord.proof.extract import HTML, Extracted
from onrecord.values.sentences import spans

Span = tuple[int, int]
#: Characters of a line from which on it may be broken by its program and not by its author.
_WIDE = 50
_LONG = 600


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its place in the copy's text, its words on one line, and its paragraph."""

    start: int
    end: int
    text: str
    paragraph: int
    lang: str
    """``en``, ``ar``, or empty where no rules of ours read it."""


@dataclass(frozen=True)
class Article:
    """What was read of a copy."""

    text: str
    sentences: tuple[Sentence, ...]
    rest: tuple[Span, ...] = ()
    """Lines that are no sentences: a menu, a byline, a caption of a link."""
    headline: str = ""
    metadata: Metadata = field(default_factory=Metadata)
    lang: str = ""
    notes: tuple[str, ...] = ()
    """What the draft could not do with it, each a sentence."""
    entries: tuple[tuple[int, str], ...] = ()
    """Where the entries of a live blog begin, each with its time as printed."""
    interview: bool = False

    @property
    def paid(self) -> bool:
        """Whether the copy seems to end at a note of a paywall."""
        return self.metadata.paid or english.PAYWALL.search(self.text) is not None


def article(extracted: Extracted, page: str = "") -> Article:
    """The article in a copy; ``page`` is its HTML, where it is a page."""
    text, meta = extracted.text, Metadata()
    if extracted.media_type == HTML and page:
        from onrecord.draft.metadata import metadata
        from onrecord.proof.html import visible_text

        meta = metadata(page, visible_text)
    paragraphs: list[Span] = []
    rest: list[Span] = []
    marked = _marked(text, meta.body)
    for start, end in marked or _lines(text):
        (paragraphs if _is_prose(text[start:end]) else rest).append((start, end))
    if marked:
        rest += [span for span in _lines(text) if not any(a < span[1] and span[0] < b for a, b in marked)]
    headline, heading = _headline(text, meta, [*paragraphs, *rest])
    rest = [span for span in rest if span != heading]
    paragraphs = [span for span in paragraphs if span != heading]
    found, langs = [], Counter[str]()
    for number, (start, end) in enumerate(paragraphs):
        lang = language(text[start:end])
        langs[lang] += end - start
        found += [
            Sentence(start + a, start + b, " ".join(text[start + a : start + b].split()), number, lang)
            for a, b in _sentences(text[start:end], lang)
        ]
    main = langs.most_common(1)[0][0] if langs else ""
    entries = tuple(_entries(text, sorted([*paragraphs, *rest])))
    labels = [text[a:b] for a, b in paragraphs if _LABEL.match(text[a:b])]
    interview = len(labels) >= 3 and len(labels) * 3 >= len(paragraphs)
    if not meta.title and headline:
        meta = replace(meta, title=(Told(headline, "the copy's first line"),))
    made = Article(text, tuple(found), tuple(sorted(rest)), headline, meta, main, (), entries, interview)
    return replace(made, notes=tuple(_notes(made, langs)))


def page_of(data: bytes, media_type: str) -> str:
    """The HTML of a copy that is a page; empty for any other."""
    if media_type != HTML:
        return ""
    from onrecord.proof.html import declared_charset

    return decode(data, declared_charset(data))[0]


def _lines(text: str) -> list[Span]:
    """The paragraphs of a text: its lines, joined where a program has broken them."""
    found: list[Span] = []
    for line in re.finditer(r"[^\n\f]*[^\s][^\n\f]*", text):
        start = line.start() + len(line[0]) - len(line[0].lstrip())
        end = line.start() + len(line[0].rstrip())
        if found and _goes_on(text, found[-1], start):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _goes_on(text: str, before: Span, start: int) -> bool:
    """Whether a line goes on with the sentence of the one before: wide, without an end, and no gap."""
    gap = text[before[1] : start]
    last = text[before[0] : before[1]].rpartition("\n")[2]
    open_end = not re.search(r"[.!?…؟:”\"»’)]$", last)
    # A page of a PDF file ends in the middle of a sentence, too.
    near = gap.count("\n") == 1 or ("\f" in gap and gap.count("\n") < 2)
    return near and len(last) >= _WIDE and len(last) < 120 and open_end


def _marked(text: str, body: tuple[str, ...]) -> list[Span]:
    """The places of the lines that the page marks as its article; none where they are not all found."""
    found, at = [], 0
    for line in body:
        words = line.strip()
        start = text.find(words, at)
        if start < 0:
            return []
        found.append((start, start + len(words)))
        at = start + len(words)
    return found if any(_is_prose(text[a:b]) for a, b in found) else []


def _is_prose(line: str) -> bool:
    """Whether a line has a sentence: an end, and enough words, or somebody's words in marks."""
    ends = re.search(r"[.!?…؟。][\"”’»)\]]*(?:\s|$)", line)
    if _LABEL.match(line) and len(line.split()) > 2:
        return True
    opened = re.match(r"[“\"«„‘]", line) and len(line.split()) > 3
    return bool((ends and len(line.split()) > 3) or opened or len(line) > 140)


#: "Q:", "A:", "REPORTER:", "Anna Gruber:": who speaks in a line of an interview.
_LABEL = re.compile(r"(?:Q|A|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}|[A-Z]{3,}(?: [A-Z]+){0,3})\s?[:：]\s")
_CLOCK = re.compile(r"(?:[01]?[0-9]|2[0-3])[:.][0-5][0-9](?: ?(?:[ap]\.?m\.?|GMT|UTC|[A-Z]{2,4}T?))?\b")


def _entries(text: str, lines: list[Span]) -> Iterator[tuple[int, str]]:
    """Where lines begin with a time of day, as entries of a live blog do; none where fewer than three do."""
    found = [(start, time[0]) for start, _ in lines if (time := _CLOCK.match(text, start))]
    if len(found) >= 3:
        yield from found


def _headline(text: str, meta: Metadata, lines: list[Span]) -> tuple[str, Span | None]:
    """The headline and its line in the copy: the page's title where it stands there, else the first line."""
    for told in meta.title:
        for start, end in sorted(lines):
            if " ".join(text[start:end].split()) == told.value:
                return told.value, (start, end)
    if not lines:
        return (meta.title[0].value if meta.title else ""), None
    start, end = min(lines)
    first = " ".join(text[start:end].split())
    plain = not re.search(r"[.…]$", first) and len(first) < 200 and not _LABEL.match(first)
    if meta.title:
        return meta.title[0].value, None
    return (first, (start, end)) if plain and len(lines) > 1 and not _CLOCK.match(first) else ("", None)


def _sentences(paragraph: str, lang: str) -> Iterator[Span]:
    plain = paragraph.replace("\n", " ")
    yield from spans(plain)
    if not plain.strip():
        return
    last = spans(plain)[-1][1] if spans(plain) else 0
    if rest := plain[last:].strip():
        start = plain.index(rest, last)
        yield start, start + len(rest)


def language(text: str) -> str:
    """``en`` or ``ar`` by script and small words; empty for any other language."""
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return ""
    arab = sum("\u0600" <= c <= "\u06ff" or "\ufb50" <= c <= "\ufefc" for c in letters)
    if arab * 2 > len(letters):
        return "ar" if arabic.reads(text) else ""
    return "en" if english.reads(text) else ""


def _notes(made: Article, langs: Counter[str]) -> Iterator[str]:
    if not made.sentences:
        yield (
            "The copy has no sentence that could be read: a menu, a caption, or a page filled in by a script."
        )
    if len([one for one, size in langs.items() if size > 200]) > 1:
        said = ", ".join(f"{one or 'another language'}" for one, _ in langs.most_common())
        yield f"The copy is in several languages ({said}); each paragraph was read by the rules of its own."
    elif langs and not made.lang:
        yield (
            "The copy is in a language that no rules read: words in quotation marks are written, without "
            "their "
            "speakers, and every sentence is listed at the end."
        )
    if wall := english.PAYWALL.search(made.text):
        yield (
            f"The copy has a note of a paywall (“{' '.join(wall[0].split())}”): the article may go "
            f"on behind it."
        )
    elif made.metadata.paid:
        yield "The page says of itself that it is not free to read: the copy may hold only its beginning."
    if made.entries:
        times = f"{made.entries[0][1]} … {made.entries[-1][1]}"
        yield (
            f"This reads as a live blog of {len(made.entries)} entries ({times}): later entries may take "
            f"back "
            "earlier ones, and several incidents may stand in it."
        )
    if made.interview:
        yield "This reads as an interview: who speaks in a line stands before it, and is asked, not written."
    if english.CORRECTION.search(made.text):
        yield "The article corrects itself: see that no statement below rests on what it takes back."


def entry_of(made: Article, at: int) -> str:
    """The time of the live-blog entry in which a place of the text lies; empty outside."""
    index = bisect_right([start for start, _ in made.entries], at) - 1
    return made.entries[index][1] if index >= 0 else ""
