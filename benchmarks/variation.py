"""Texts of the demonstration with everything in them changed that differs from one archive to another.

A text is cut once into a `Template`, and written as often as needed: days are moved, figures and ordinary
words varied by dice, ids and names turned into made-up ones. What grammar and vocabulary ask for stays.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SYLLABLES = tuple(consonant + vowel for consonant in "bdfhklmnprstv" for vowel in "aeiou")
#: Letters that take each other's place: words stay pronounceable, and as long as they were.
GROUPS = ("aeiou", "bdgkpt", "lmnr", "fhsvzcjqwxy", "بتثجحخدذرزسشصضطظعغفقكلمنهوي")
#: Values of these keys are names, titles, offices and terms, whose words are no prose.
NOT_PROSE = frozenset(("as", "name", "of", "origin", "publisher", "role", "rights", "short", "title", "unit"))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Words that say who speaks stay where they are: without them what is said would be said in our own voice.
ATTRIBUTING = _words(
    """account accounts accused according blamed called claimed condemned counted denied described denounced
    describes expressed named quoted regarded rejected reported retelling spokesman suspected without"""
)
#: Words that are somebody's, and words that tell what happened: neither comes to stand where it did not.
SPOKEN = ATTRIBUTING | _words(
    """aggression attacked damaged destroyed injured injuries intercepted killed launched mercenaries
    resistance struck targeted terrorism terrorist wounded"""
)
COUNTRIES = sorted(
    _words(
        """AU BD BR CA CL CN DE EG ES FI FR GB GH GR ID IN IT JP KE KR LK MA MX MY NG NL NO NP NZ PE PH PL PT
        RO SE SN TH TN TR TZ UG UY VN ZA"""
    )
)


def made_up(number: int) -> str:
    """A word for a number below 274,625; no two numbers have the same one."""
    number = (number * 86_353 + 123_457) % len(SYLLABLES) ** 3
    first, rest = divmod(number, len(SYLLABLES) ** 2)
    return SYLLABLES[first] + "".join(SYLLABLES[part] for part in divmod(rest, len(SYLLABLES)))


@dataclass(frozen=True)
class Names:
    """What of the demonstration is called differently elsewhere."""

    records: frozenset[str]
    sources: frozenset[str]
    """Ids of the sources that stand in the registry."""
    others: frozenset[str]
    """Ids of actors, places and measures."""
    proper: frozenset[str]
    """Words of names that are no ordinary words, with their capitals."""
    ordinary: tuple[str, ...]
    """Long words of the prose, each as often as it stands there."""


class Scene:
    """Where, when and with what words a template is written."""

    def __init__(self, names: Names, theatre: int, weeks: int, word: str, seed: str) -> None:
        """With ``word`` in the ids of the scene; the same ``seed`` gives the same text."""
        self.names, self.theatre, self.word = names, theatre, word
        self._days = timedelta(weeks=weeks)
        self._dice = random.Random(seed)
        turned = {}
        for group in GROUPS:
            for letters in (group, group.upper()):
                for place, letter in enumerate(letters):
                    turned[letter] = letters[(place + theatre + 1) % len(letters)]
        self._letters = str.maketrans(turned)

    def turned(self, text: str) -> str:
        """A name or an id with other letters."""
        return text.translate(self._letters)

    def day(self, text: str) -> str:
        """A day, or the month in which its first day would then lie: ``2024-01-20``, ``2024-01``."""
        day = date.fromisoformat(text if len(text) > 7 else f"{text}-01") - self._days
        return day.isoformat()[: len(text)]

    def written_day(self, text: str) -> str:
        """A day in words: ``20 January 2024``, or without its year, which is then the demonstration's."""
        number, month, *year = text.split(" ")
        index = MONTHS.index(month) + 1
        day = date(int(year[0]) if year else 2023 if index > 8 else 2024, index, int(number)) - self._days
        return f"{day.day} {MONTHS[day.month - 1]}" + (f" {day.year}" if year else "")

    def written_month(self, text: str) -> str:
        """A month in words: ``January 2024``."""
        month, year = text.split(" ")
        day = date(int(year), MONTHS.index(month) + 1, 1) - self._days
        return f"{MONTHS[day.month - 1]} {day.year}"

    def record(self, text: str) -> str:
        """The id of an incident."""
        return f"{self.day(text[:10])}{self.turned(text[10:])}-{self.word}"

    def source(self, text: str) -> str:
        """The id of a source: a shared one is another in each scene."""
        return f"{text}-{self.word}" if text in self.names.sources else text

    def value(self, text: str) -> str:
        """A value that is an id, or a country."""
        if text in self.names.others:
            return self.turned(text)
        return self.country(text) if re.fullmatch("[A-Z]{2}", text) else self.source(text)

    def country(self, code: str) -> str:
        """Another country, the same one all over a theatre."""
        places = ("IQ", "SY", "JO", "US", "IR")
        if code not in places:
            return code
        return COUNTRIES[(self.theatre * len(places) + places.index(code)) % len(COUNTRIES)]

    def address(self, text: str) -> str:
        """A web address of nobody, as long as the one that it stands for."""
        host, _, path = text.split("//", 1)[1].partition("/")
        host = self.turned(host.rsplit(".", 1)[0])
        path = re.sub("[A-Za-z]{3,}", lambda found: self.turned(found[0]), path)
        return f"https://{host}.example/{path}{'&' if '?' in path else '?'}{self.word}"

    def figure(self, text: str) -> str:
        """Another number of about the same size."""
        number = int(text)
        return str(max(1, number + self._dice.randint(-min(number, 2), 3 + number // 4)))

    def prose(self, text: str) -> str:
        """An ordinary word, one in six exchanged; of these one in ten is a new word."""
        throw = self._dice.random()
        if throw > 1 / 6 or text in ATTRIBUTING:
            return text
        return (
            made_up(self._dice.randrange(30_000))
            if throw < 1 / 60
            else self._dice.choice(self.names.ordinary)
        )

    def proper(self, text: str) -> str:
        """A word of somebody's name."""
        return self.turned(text) if text in self.names.proper else text

    def degrees(self, text: str) -> str:
        """A latitude or longitude, on another part of the map."""
        key, number = text.split(": ")
        theatre, least, most = self.theatre, (-50, -170)[key == "lon"], (60, 340)[key == "lon"]
        moved = (float(number) - least + theatre * (17 if key == "lat" else 71)) % (
            most if key == "lon" else 110
        )
        return f"{key}: {moved + least:.4f}"


_MONTH = "|".join(MONTHS)
#: What is changed, in the order in which it is looked for; each group is a method of `Scene`.
_COMMON = rf"""
    (?P<address>https?://[^\s"']+)
  | (?P<record>(?<![\w-])20\d\d-\d\d-\d\d-[a-z][a-z0-9-]+)
  | (?P<day>(?<!\d)20\d\d-\d\d(?:-\d\d)?(?!\d))
  | (?P<written_day>\b\d\d?[ ](?:{_MONTH})(?:[ ]20\d\d)?\b)
  | (?P<written_month>\b(?:{_MONTH})[ ]20\d\d\b)
  | (?<=@)(?P<source>[a-z0-9-]+)
"""
_PROPER = r"| (?P<proper>\b[A-Z][A-Za-z]+)"
_PROSE = re.compile(_COMMON + _PROPER + r"| (?<=[ ])(?P<prose>[a-z]{6,})(?=[ ,.;])", re.VERBOSE)
_PLAIN = re.compile(
    _COMMON
    + r"""
  | ^(?P<degrees>(?:lat|lon):[ ]-?[\d.]+)$
  | (?<=count:[ ])(?:at[ ]least[ ]|about[ ]|more[ ]than[ ]|up[ ]to[ ])?(?P<figure>\d+)$
  | ^(?:-[ ])?(?P<key>[a-z0-9-]+|[A-Z]{2})(?=:)
  | (?:(?<=:[ ])|(?<=^-[ ]))(?P<value>[a-z0-9-]+|[A-Z]{2})$
    """
    + _PROPER,
    re.VERBOSE,
)
_LINE = re.compile(r"(?P<indent> *)(?P<rest>.*)")
#: Lines of which nothing is changed.
_FIXED = re.compile("zone: ")
_KEY = re.compile(r"(?:- )?([a-z_]+): (?![|>])")


class Template:
    """A text, cut into what stays and what a `Scene` changes.

    Template("said: 2024-01-20\\n", names).written(scene)   → "said: 2019-02-02\\n"
    """

    def __init__(self, text: str, names: Names) -> None:
        """Looks up once what each part of the text is."""
        self._parts: list[tuple[str, str]] = []
        for line in text.split("\n"):
            found = _LINE.match(line)
            assert found
            self._parts.append(("", found["indent"]))
            self._cut(found["rest"], names)
            self._parts.append(("", "\n"))
        self._parts.pop()

    def _cut(self, line: str, names: Names) -> None:
        if _FIXED.match(line):
            self._parts.append(("", line))
            return
        key = _KEY.match(line)
        prose = line.count(" ") > 4 and (key is None or key[1] not in NOT_PROSE)
        start = 0
        for found in (_PROSE if prose else _PLAIN).finditer(line):
            kind = found.lastgroup or ""
            word = found[kind]
            if kind == "proper" and word not in names.proper:
                continue
            if kind == "record" and word not in names.records:
                # A tally's or a report's id begins in the same way; it keeps its end.
                kind, word = "day", word[:10]
            if kind == "key":
                if word not in names.others and word not in names.sources and not word.isupper():
                    continue
                kind = "value"
            self._parts.append(("", line[start : found.start(found.lastgroup or 0)]))
            self._parts.append((kind, word))
            start = found.start(found.lastgroup or 0) + len(word)
        self._parts.append(("", line[start:]))

    def written(self, scene: Scene) -> str:
        """The text of a scene."""
        kinds: dict[str, Callable[[str], str]] = {
            kind: getattr(scene, kind) for kind in {kind for kind, _ in self._parts if kind}
        }
        return "".join(kinds[kind](text) if kind else text for kind, text in self._parts)


def proper_words(named: str, prose: str) -> frozenset[str]:
    """Words of names that stand in ``prose`` in capitals only."""
    ordinary = set(re.findall("(?<= )[a-z]+(?=[ ,.;])", prose))
    found = set(re.findall(r"\b[A-Z][A-Za-z]+", named))
    return frozenset(word for word in found if word.lower() not in ordinary) - {*MONTHS, *DAYS}


def ordinary_words(prose: str) -> tuple[str, ...]:
    """The long words of a prose, in order and with repetition, without those that only a speaker may use."""
    return tuple(word for word in re.findall(r"(?<= )[a-z]{6,}(?=[ ,.;])", prose) if word not in SPOKEN)
