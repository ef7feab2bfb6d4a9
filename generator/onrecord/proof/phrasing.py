"""How things are told: claims as facts, quoted paraphrases, figures in titles, markers used as words.

Each rule looks for words and understands nothing. It says less than it could, so that what it says can be
mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.library.derive import Account, account
from onrecord.library.library import Incident, Library, Registries
from onrecord.proof.voice import names
from onrecord.record.statement import Statement
from onrecord.terms import CONFIDENCES, LIKELIHOODS
from onrecord.terms.facts import covering, people
from onrecord.values.sentences import Sentence

ATTRIBUTION = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|according to|by (?:(?:the|this|that|its|his|her|their|one) )?accounts?"
    r"|claim(?:s|ed|ing)?|blam(?:e|es|ed|ing)|den(?:y|ies|ied|ying)|suspect(?:s|ed)?|accus(?:e|es|ed|ing)"
    r"|ascrib(?:e|es|ed|ing)|attribut(?:es?|ed)|report(?:s|ed|edly|ing)?|told|wr(?:ite|ites|ote)|count(?:s|ed)"
    r"|counters?|sp(?:eaks?|oke)|g(?:ives?|ave)|puts? it|call(?:s|ed|ing)|describ(?:e|es|ed|ing)"
    # The United States has a capital and says nothing.
    r"|announc(?:e|es|ed)|confirm(?:s|ed)|stated|(?-i:states)|lists|record(?:s|ed)|acknowledg(?:es|ed)|speaking"
    r"|add(?:s|ed)|estimat(?:es?|ed)|assess(?:es|ed|ment)|alleg(?:es?|ed|edly)|assert(?:s|ed)|insist(?:s|ed)"
    r"|not(?:es|ed)|in (?:a|its|his|her|their) statements?)\b",
    re.IGNORECASE,
)
_SAID = re.compile("said|claimed|according to")
_KILLED = re.compile(r"\b(?:kill(?:s|ed|ing)|dead|deaths?|died)\b", re.IGNORECASE)
_HURT = re.compile(r"\b(?:injur(?:ed|es|ing|ies)|wound(?:ed|s|ing)|hurt)\b", re.IGNORECASE)
#: The figures of people besides, with the words of the table of facts.
_OTHERS = tuple(
    (re.compile(rf"(?<![\w-])(?:{fact.words})(?![\w-])", re.IGNORECASE), fact.id)
    for fact in people()
    if fact.words and fact.id not in ("killed", "injured", "casualties")
)
_RUINED = re.compile(r"\b(?:destroy(?:s|ed|ing)|damag(?:ed|es|ing))\b", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:carri(?:ed|es) out|carrying out|fired|launched|attacked|struck|shelled|bombed|shot down|downed"
    r"|intercepted)\b",
    re.IGNORECASE,
)
#: Facts whose words tell of nothing else.
_TOLD = frozenset(("killed", "injured", "abducted", "damage"))
_EFFECTS = ((_KILLED, "killed"), (_HURT, "injured"), (_RUINED, "damage"))


def as_fact(sentence: Sentence, library: Library, incident: Incident) -> str:
    """The words that tell as a fact what one side alone says, in a sentence that names nobody who says it.

    Empty where there are none, where two houses say it, or where the desk says that the sentence is its own.
    """
    if sentence.ours or _SAID.search(sentence.text):
        return ""
    patterns = (*_EFFECTS, *_OTHERS, (_DONE, "responsibility"))
    found = [(match[0], fact) for pattern, fact in patterns if (match := pattern.search(sentence.text))]
    if not found or ATTRIBUTION.search(sentence.text):
        return ""
    derived = account(library, incident)
    for words, fact in found:
        if fact == "responsibility":
            if derived.stance("claims", "blames", "suspects", "denies"):
                return words
        # "Held" and "released" tell of many things: of people where somebody gives such a figure.
        elif (fact in _TOLD or derived.of(fact)) and _one_side(derived, fact):
            return words
    return ""


def _one_side(account: Account, fact: str) -> bool:
    names = (fact, *(one.id for one in covering(fact)), *(("losses",) if fact == "damage" else ()))
    rows = [row for name in names for row in account.of(name)]
    return len({row.voice.house for row in rows}) < 2


_LIKELY = re.compile(
    rf"\b(?:{'|'.join(sorted((term.label for term in LIKELIHOODS), key=len, reverse=True))}|probably)\b",
    re.IGNORECASE,
)
_CONFIDENT = re.compile(
    rf"\b(?:{'|'.join(term.id for term in CONFIDENCES)})(?:[ -]to[ -]\w+)?[ -]confidence\b", re.IGNORECASE
)


def mixed(text: str) -> tuple[str, str] | None:
    """A word of likelihood and a level of confidence that stand in one sentence."""
    sure = _CONFIDENT.search(text) if "confidence" in text else None
    likely = _LIKELY.search(text) if sure else None
    return (likely[0], sure[0]) if likely and sure else None


_MARKS = re.compile('[“”«»„"]|‘(?=[^’]*’)')
_WORD = re.compile(r"\w+")
MOST_ALIKE = 4
"""How many words in a row a paraphrase may share with the quotation beside it."""


def quotation_mark(paraphrase: str) -> re.Match[str] | None:
    """The first quotation mark of a paraphrase; an apostrophe is none."""
    return _MARKS.search(paraphrase)


def repeated(paraphrase: str, statement: Statement) -> tuple[int, int] | None:
    """(offset, length) of the first words, more than `MOST_ALIKE`, that the statement's quotation has too."""
    size = MOST_ALIKE + 1
    quoted = [_WORD.findall(quote.text.lower()) for quote in statement.quote or ()]
    runs = {tuple(words[i : i + size]) for words in quoted for i in range(len(words) - size + 1)}
    if not runs:
        return None
    words = list(_WORD.finditer(paraphrase))
    for i in range(len(words) - size + 1):
        if tuple(word[0].lower() for word in words[i : i + size]) in runs:
            return words[i].start(), words[i + size - 1].end() - words[i].start()
    return None


_AS_NOUN = re.compile(
    r"(?:(?<![\w-])(?:from|in|by|of|to|with|than|per|see|like|for|at)\s+|\A|(?<=\n\n)|(?<=[.;:]\s))"
    r"(?P<marker>\[@[^\]\s]+(?:; @[^\]\s]+)*\])(?P<verb>(?=\s[a-z]))?"
)


def marker_as_noun(text: str) -> re.Match[str] | None:
    """The first marker that the sentence needs as a word: "comes from [@daily]", "[@daily] reports it".

    On the page it is a small number, and the sentence has a hole there.
    """
    found = (
        one for one in _AS_NOUN.finditer(text) if one["verb"] is not None or one.start("marker") > one.start()
    )
    return next(found, None)


_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:[-–]\d{{1,2}})? (?:{_MONTH})(?: \d{{4}})?"
    rf"|(?:{_MONTH})(?: \d{{1,2}},)? \d{{4}}|(?:19|20)\d\d)\b"
)
_FIGURE = re.compile(
    r"(?<![\w-])(?:\d[\d,.]*(?!\w)|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens?|hundreds?"
    r"|thousands?)\b",
    re.IGNORECASE,
)


class Figures:
    """Looks for figures in titles; a date is none, nor is one in a registered name (Tower 22)."""

    def __init__(self, registries: Registries) -> None:
        # A title may have a name's first part alone: Border post for Border post, Northland.
        parts = {part for name in names(registries) for part in (name, name.partition(",")[0])}
        held = sorted((name for name in parts if _FIGURE.search(name)), key=len, reverse=True)
        self._names = re.compile("|".join(map(re.escape, held))) if held else None

    def of(self, title: str) -> Iterator[re.Match[str]]:
        """The figures of a title."""
        if _FIGURE.search(title) is None:
            return
        text = _DATE.sub(_blank, title)
        yield from _FIGURE.finditer(self._names.sub(_blank, text) if self._names else text)


def _blank(found: re.Match[str]) -> str:
    return "_" * len(found[0])
