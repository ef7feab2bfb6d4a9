"""The rules and word lists of Arabic: verbs of saying stand before their speaker, digits may be Arabic ones."""

from __future__ import annotations

import re

_SMALL = frozenset(
    [
        "في",
        "من",
        "على",
        "إلى",
        "عن",
        "أن",
        "إن",
        "التي",
        "الذي",
        "هذا",
        "هذه",
        "قال",
        "بعد",
        "قبل",
        "مع",
        "كان",
        "كما",
        "و",
        "ما",
        "لا",
        "قد",
    ]
)


def reads(text: str) -> bool:
    """Whether a text in Arabic script is in Arabic: Persian and Urdu have other small words and letters."""
    words: list[str] = re.findall(r"[^\W\d_]+", text)
    foreign = sum(any(c in "پچژگکیےںٹڈ" for c in word) for word in words)
    own = sum(word in _SMALL or word.startswith(("ال", "وال", "بال")) for word in words)
    return own > foreign and own * 8 >= len(words)


#: "قال": said; also announced, added, confirmed, stressed, denied, reported, declared, noted.
SAYS = re.compile(
    r"(?<!\w)[وف]?(?:قال|قالت|قالوا|أعلن|أعلنت|أضاف|أضافت|أكد|أكدت|شدد|شددت|نفى|نفت|ذكر|ذكرت|أفاد|أفادت|صرح|صرحت|أوضح|أوضحت"
    r"|أشار|أشارت|تبنى|تبنت|اتهم|اتهمت|حذر|حذرت)(?!\w)"
)
#: Where the speaker ends and the words begin.
UNTIL = re.compile(r"(?<!\w)(?:إن|أن|إنه|أنه|إنها|أنها|إلى|مسؤولية|مسؤوليتها|مسؤوليته)(?!\w)|[:،.«\"“]")
ACCORDING = re.compile(r"(?<!\w)(?:وفقا ل|وفقاً ل|بحسب |حسب |نقلا عن |نقلاً عن )")
CLAIMS = re.compile(r"(?<!\w)[و]?(?:تبنت?|تبنى|أعلنت? مسؤوليت\w+)(?!\w)")
DENIES = re.compile(r"(?<!\w)[و]?(?:نفى|نفت)(?!\w)")
_NUMBER = r"(?P<number>[0-9٠-٩]+)"
#: Digits with who was harmed: "3 قتلى", "إصابة 12".
FIGURES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "killed",
        re.compile(
            rf"{_NUMBER} (?:قتيلا?|قتلى|شهداء|شهيدا?)(?!\w)|(?:مقتل|استشهاد) {_NUMBER.replace('number', 'other')}"
        ),
    ),
    (
        "injured",
        re.compile(
            rf"{_NUMBER} (?:جريحا?|جرحى|مصابا?|مصابين)(?!\w)|(?:إصابة|جرح) {_NUMBER.replace('number', 'other')}"
        ),
    ),
)
TELEGRAM = re.compile("تلغرام|تيليغرام|تلجرام")
STATEMENT = re.compile(r"(?<!\w)في بيان(?!\w)")


def digits(text: str) -> int:
    """The number that Arabic or Latin digits write: 12 for "١٢"."""
    return int(text)
