"""Ways to make a true quotation false, and ways to set it differently without changing a word."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping

Change = Callable[[str, random.Random], str | None]

_NUMBERS = "one two three five seven eight fifteen".split()  # noqa: SIM905
_TENSES = {
    "said": "says",
    "was": "is",
    "were": "are",
    "had": "has",
    "would": "will",
    "told": "tells",
    "struck": "strikes",
    "denied": "denies",
    "did": "does",
    "killed": "kills",
    "is": "was",
    "have": "had",
    "are": "were",
    "ends": "ended",
}
_NAMES = {
    "Arif": "Aref",
    "Denn": "Dann",
    "Mira": "Mara",
    "Solane": "Solana",
    "Halvar": "Halva",
    "Karesh": "Kares",
    "Tomas": "Thomas",
    "Leth": "Lett",
    "Petrov": "Petrova",
    "Dawn": "Dusk",
    "ministry": "army",
    "opposition": "government",
    "people": "soldiers",
    "الدفاع": "الداخلية",
    "المجلس": "الجيش",
    "الجيش": "الشرطة",
    "הביטחון": "הפנים",
    "המועצה": "המשטרה",
    "دفاع": "کشور",
    "شورا": "ارتش",
    "ارتش": "پلیس",
}
_NOT = "not no never none neither n't nothing without لم ולא לא نه هیچ".split()  # noqa: SIM905


def _swap(words: Mapping[str, str]) -> Change:
    def change(quote: str, chance: random.Random) -> str | None:
        there = [one for one in words if re.search(rf"(?<!\w){one}(?!\w)", quote)]
        if not there:
            return None
        one = chance.choice(there)
        return re.sub(rf"(?<!\w){one}(?!\w)", words[one], quote, count=1)

    return change


def _at(pattern: str, new: Callable[[str, random.Random], str]) -> Change:
    def change(quote: str, chance: random.Random) -> str | None:
        places = list(re.finditer(pattern, quote))
        if not places:
            return None
        place = chance.choice(places)
        return quote[: place.start()] + new(place[0], chance) + quote[place.end() :]

    return change


def _digit(old: str, chance: random.Random) -> str:
    zero = ord(old) - unicodedata.decimal(old)
    return chance.choice([chr(zero + value) for value in range(10) if chr(zero + value) != old])


def _letter(old: str, chance: random.Random) -> str:
    alphabet = next(
        letters
        for letters in ("abcdefghijklmnopqrstuvwxyz", "ابتثجحخدذرزسشصض", "אבגדהוזחטיכלמנסעפצקרשת")
        if unicodedata.name(old).split()[0] == unicodedata.name(letters[0]).split()[0]
    )
    return chance.choice([one for one in alphabet if one != old.lower()])


def _accent(old: str, chance: random.Random) -> str:
    plain = unicodedata.normalize("NFD", old)[0]
    return plain if plain != old else unicodedata.normalize("NFC", old + chance.choice("\u0301\u0308\u0302"))


def _add_not(quote: str, chance: random.Random) -> str | None:
    words = quote.split()
    words.insert(chance.randrange(1, len(words)), "not" if words[0].isascii() else "لا")
    return " ".join(words)


def _drop_not(quote: str, chance: random.Random) -> str | None:
    words = quote.split()
    there = [at for at in range(1, len(words) - 1) if words[at].lower() in _NOT]
    if there:
        del words[chance.choice(there)]
        return " ".join(words)
    shorter = re.sub(r"n[’']t(?!\w)", "", quote, count=1)
    return shorter if shorter != quote else None


def _drop_word(quote: str, chance: random.Random) -> str | None:
    words = quote.split()
    if len(words) < 4:
        return None
    del words[chance.randrange(1, len(words) - 1)]
    return " ".join(words)


def _reorder(quote: str, chance: random.Random) -> str | None:
    words = quote.split()
    at = chance.randrange(len(words) - 1)
    words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


def _halves(quote: str, chance: random.Random) -> str | None:
    words = quote.split()
    at = chance.randrange(1, len(words))
    return " ".join(words[at:] + words[:at])


def _shorten_number(quote: str, chance: random.Random) -> str | None:
    """Begins or ends the quotation inside a number or a word."""
    first, *_, last = quote.split()
    if chance.random() < 0.5 and len(first) > 2 and first[0].isalnum() and first[1].isalnum():
        return quote[1:]
    core = last.rstrip(".,;:”»״")
    if len(core) > 2 and core[-1].isalnum() and core[-2].isalnum():
        return quote[: len(quote) - len(last) + len(core) - 1]
    return None


def _elide_across(quote: str, chance: random.Random) -> str | None:
    """Leaves words out and says so, with too few words on one side."""
    words = quote.split()
    if len(words) < 7:
        return None
    at = chance.randrange(1, 4)
    return " ".join((*words[:at], "[…]", *words[at + 1 :]))


def _replace_not(quote: str, chance: random.Random) -> str | None:
    """Puts words in brackets in place of a negation or a number."""
    words = quote.split()
    there = [
        at
        for at in range(1, len(words) - 1)
        if words[at].lower() in _NOT or words[at].isdecimal() or words[at] in _NUMBERS
    ]
    if not there:
        return None
    words[chance.choice(there)] = chance.choice(["[then]", "[some]", "[the]"])
    return " ".join(words)


FALSE: Mapping[str, Change] = {
    "a digit": _at(r"\d", _digit),
    "a number made longer": _at(r"(?<![\w.,:])\d+", lambda old, chance: f"{chance.randint(1, 9)}{old}"),
    "a number made longer at its end": _at(r"\d+(?![\w.,:]\w|\w)", lambda old, chance: f"{old},000"),
    "a number word": _at(
        r"(?<!\w)(?:one|two|three|five|seven|eight|fifteen)(?!\w)",
        lambda old, chance: chance.choice([word for word in _NUMBERS if word != old]),
    ),
    "a negation added": _add_not,
    "a negation dropped": _drop_not,
    "a name": _swap(_NAMES),
    "a tense": _swap(_TENSES),
    "a word dropped": _drop_word,
    "two words exchanged": _reorder,
    "the halves exchanged": _halves,
    "a letter": _at(r"[^\W\d_]", lambda old, chance: _letter(old, chance) if _has_alphabet(old) else old * 2),
    "an accent": _at(r"[aeiouéúíñøåöüżł]", _accent),
    "a case": _at(r"[A-Za-z]", lambda old, chance: old.swapcase()),
    "a sign": _at(r"(?<=\w)[.,;](?= )", lambda old, chance: chance.choice(["?", "!", ";", ":", ""])),
    "a sign added": _at(r"(?<=\w) (?=\w)", lambda old, chance: chance.choice([", ", ". ", "? ", "; "])),
    "a sign at the end": _at(r"(?:(?<=\w)|[.,])\Z", lambda old, chance: chance.choice("?!")),
    "an end within a word": _shorten_number,
    "too few words beside […]": _elide_across,
    "brackets over a negation or number": _replace_not,
}


def _has_alphabet(letter: str) -> bool:
    return unicodedata.name(letter).split()[0] in ("LATIN", "ARABIC", "HEBREW")


def _everywhere(old: str, new: str) -> Change:
    return lambda quote, chance: quote.replace(old, new)


def _hyphenated(quote: str, chance: random.Random) -> str:
    return re.sub(r"(?<=[a-zé]{3})(?=[a-z]{3})", "\xad", quote)


def _wrapped(quote: str, chance: random.Random) -> str:
    return re.sub(" ", lambda found: chance.choice([" ", "\n", "\r\n    ", "  ", "\t", " \u200b"]), quote)


_LIGATURES = {"ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ", "ffi": "ﬃ", "st": "ﬆ"}
# Of each letter the shape that it has by itself, or else another one.
_ARABIC = {
    unicodedata.normalize("NFKC", chr(code)): chr(code)
    for code in (*range(0xFB50, 0xFBB2), *range(0xFE80, 0xFEFD))
    if len(unicodedata.normalize("NFKC", chr(code))) == 1
}


SAME: Mapping[str, Change] = {
    "straight quotes": lambda quote, chance: quote.translate(str.maketrans("“”‘’", "\"\"''")),
    "low quotes": _everywhere("“", "„"),
    "line wraps": _wrapped,
    "soft hyphens": _hyphenated,
    "soft hyphens at line ends": lambda quote, chance: _hyphenated(quote, chance).replace("\xad", "\xad\n"),
    "NFD": lambda quote, chance: unicodedata.normalize("NFD", quote),
    "no-break spaces": _everywhere(" ", "\xa0"),
    "thin spaces": _everywhere(" ", "\u2009"),
    "zero-width spaces": lambda quote, chance: "\u200b".join(quote),
    "marks of direction": lambda quote, chance: f"\u200f\u202b{quote}\u202c\u200e",
    "joiners left out": _everywhere("\u200c", ""),
    "hyphens for dashes": lambda quote, chance: quote.replace("—", "-"),
    "dashes for hyphens": lambda quote, chance: quote.replace("-", "\u2011"),
    "ligatures": lambda quote, chance: re.sub("ffi|ff|fi|fl|st", lambda found: _LIGATURES[found[0]], quote),
    "shapes of Arabic letters": lambda quote, chance: "".join(_ARABIC.get(one, one) for one in quote),
    "stretched Arabic words": lambda quote, chance: re.sub("(?<=[بتلمنه])(?=[بتلمنهيی])", "ـ", quote),
    "modifier apostrophes": _everywhere("’", "ʼ"),
    "guillemets": lambda quote, chance: quote.translate(str.maketrans("“”«»", "«»“”")),
    "a byte-order mark": lambda quote, chance: f"\ufeff{quote}",
}


def mutants(quote: str, seed: int) -> Iterator[tuple[str, str]]:
    """(what was changed, false quotation) for each way that the quotation offers; the same for a seed."""
    for name, change in FALSE.items():
        found = change(quote, random.Random(f"{name} {seed}"))
        if found is not None and found != quote:
            yield name, found
