"""Who says a sentence, through which channel and through whom: by verbs of saying and "according to"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from onrecord.draft import arabic, english
from onrecord.draft.people import Names
from onrecord.draft.voices import AGENCIES, ASKED, NAMED, NEW, UNNAMED, Voice, voice, with_office

Span = tuple[int, int]
#: In the place of a character between quotation marks: the words of others are no words of the sentence.
MASK = "·"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a sentence. No voice: the publication itself, or nobody whom our rules find."""

    voice: Voice | None = None
    others: tuple[Voice, ...] = ()
    """Further speakers of the same sentence; what is whose, an editor says."""
    via: tuple[str, ...] = ()
    """Actors who relayed it, nearest to the speaker first."""
    unknown_relay: str = ""
    """A relay that no registry has."""
    channel: str = ""
    verbs: tuple[Span, ...] = ()
    unclear: bool = False
    """Whether somebody else may speak in it, too: a verb of saying has no subject that is understood."""
    goes_on: bool = False
    """Whether it goes on with what the sentence before has said: "The statement added"."""


@dataclass
class _Found:
    voices: list[tuple[Voice, Span]] = field(default_factory=list)
    relays: list[Voice] = field(default_factory=list)


def masked(text: str, quoted: Iterable[Span]) -> str:
    """``text`` with a sign for each character between quotation marks and in brackets, in its place."""
    chars = list(text)
    for start, end in quoted:
        chars[start:end] = MASK * (end - start)
    plain = "".join(chars)
    return re.sub(r"\([^()]*\)", lambda found: " " * len(found[0]), plain)


def attributed(text: str, names: Names, lang: str = "en") -> Attribution:
    """The attribution of a sentence whose quotations are masked."""
    if lang == "ar":
        return _arabic(text, names)
    if lang != "en":
        return Attribution()
    if stamp := english.STAMP.match(text):
        text = " " * len(stamp[0]) + text[stamp.end() :]
    anonymity = english.ANONYMOUS.search(text)
    plain = _without(text, anonymity) if anonymity else text
    found = _Found()
    for pattern in (_QUOTED_BY, _QUOTES):
        plain = _quoting(plain, pattern, found, names)
    citing = english.CITING.search(plain)
    plain = _citing(plain, found, names)
    for match in english.SAYS.finditer(plain):
        if (one := _subject(plain, match, names)) is not None and _is_said(plain, match, one):
            found.voices.append((one, match.span()))
    for match in english.ACCORDING.finditer(plain):
        if one := _according(plain, match, names):
            found.voices.append((one, match.span()))
    voices, relays = _parted(found, names, cited=citing is not None)
    if told := english.TOLD.search(plain):
        whom = re.split(r" (?:that|on|in|at|by|it|he|she|they|as|the|two|there|his|its)\b", told["whom"])[0]
        relays += [one for one in [voice(whom, names)] if one is not None]
    first = voices[0] if voices else None
    if first is not None and anonymity:
        first = _anonymous(first, anonymity)
    relays = [one for one in relays if first is None or one.key != first.key]
    return Attribution(
        first,
        tuple(voices[1:]),
        tuple(dict.fromkeys(one.actor for one in relays if one.kind == NAMED)),
        next((one.name or one.words for one in relays if one.kind == NEW), ""),
        _channel(text),
        tuple(span for _, span in found.voices),
        _unclear(plain, found),
        english.GOES_ON.match(text) is not None,
    )


def _unclear(text: str, found: _Found) -> bool:
    known = [span for _, span in found.voices]
    strong = [one.span() for one in english.STRONG.finditer(text)]
    return any(not any(a < end and start < b for a, b in known) for start, end in strong)


def _without(text: str, found: re.Match[str]) -> str:
    """``text`` without a remark, and without the comma that closes it."""
    end = found.end()
    if found[0].startswith(",") and (rest := re.match(r"[^,.;“”]{0,70},", text[end:])):
        end += rest.end()
    return text[: found.start()] + " " * (end - found.start()) + text[end:]


def _anonymous(one: Voice, found: re.Match[str]) -> Voice:
    if one.kind not in (UNNAMED, ASKED):
        return one
    why = (found["why"] or "").strip(" ,.")
    why = re.sub(r"^(?:citing|due to) ", "", why)
    authorised = re.search(r"not (?:authori[sz]ed|allowed|permitted) to [^,.;]*", found[0])
    return replace(one, anonymous=why or (authorised[0].strip() if authorised else "reason not stated"))


_TITLED = r"(?:the )?[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,4}"
_QUOTED_BY = re.compile(
    rf"^(?P<who>[^,“”]{{3,90}}?) (?:was|were) (?:also )?quoted (?:as saying by (?P<via>{_TITLED})"
    rf"|by (?P<via2>{_TITLED}) as saying|as saying)(?= |[,.:])"
)
_QUOTES = re.compile(r"^(?P<via>[^,“”]{2,60}?) (?:quoted|cited) (?P<who>[^,“”]{3,90}?) as saying")


def _quoting(text: str, pattern: re.Pattern[str], found: _Found, names: Names) -> str:
    """Takes "X was quoted by Y as saying" out of ``text``, where both are understood."""
    match = pattern.search(text)
    if match is None:
        return text
    groups = match.groupdict()
    who, relay = voice(groups["who"], names), groups.get("via") or groups.get("via2")
    if who is None:
        return text
    found.voices.append((who, match.span()))
    found.relays += [one for one in [voice(relay, names) if relay else None] if one is not None]
    return text[: match.start()] + " " * len(match[0]) + text[match.end() :]


def _citing(text: str, found: _Found, names: Names) -> str:
    """Takes ", citing Y" out: whom somebody cites is the speaker, and who cites relays."""
    match = english.CITING.search(text)
    cited = voice(match["whom"], names) if match else None
    if match is None or cited is None:
        return text
    found.voices.append((cited, match.span()))
    return text[: match.start()] + " " * len(match[0]) + text[match.end() :]


def _parted(found: _Found, names: Names, *, cited: bool) -> tuple[list[Voice], list[Voice]]:
    """Speakers and relays: of several, an agency that reports what another one said relays it."""
    every: dict[str, Voice] = {}
    for one, _ in found.voices:
        every.setdefault(one.key, one)
    voices, relays = list(every.values()), list(found.relays)
    if len(voices) > 1:
        agencies = [one for one in voices if _relays(one, names)]
        others = [one for one in voices if one not in agencies]
        if others:
            voices, relays = others, [*relays, *agencies]
    return voices, relays


def _relays(one: Voice, names: Names) -> bool:
    actor = names.actor(one.actor) if one.actor else None
    return (actor is not None and actor.kind in AGENCIES) or one.new_kind in AGENCIES


def _is_said(text: str, match: re.Match[str], one: Voice) -> bool:
    """Whether a verb that has other senses is of saying here."""
    if not english.WEAK.match(match["verb"]) or MASK in text:
        return True
    follows = re.match(
        r"(?: (?:that|his|her|its|their|at least)\b| the (?:death )?toll| [0-9]|:| [“\"«])",
        text[match.end() :],
    )
    return bool(follows) or "on" in match["verb"].split() or "for" in match["verb"].split()


def _subject(text: str, match: re.Match[str], names: Names) -> Voice | None:
    """The subject of a verb of saying: before it, or behind it where a quotation or a comma stands before."""
    left = text[: match.start()].rstrip()
    if not left or left[-1] in '”"»’':
        return _inverse(text, match, names)
    ended = left.endswith(",")
    left = _stripped(left)
    if left.endswith(","):
        return _with_apposition(left[:-1], names) or _inverse(text, match, names)
    if ended and (one := _inverse(text, match, names)) is not None:
        return one
    if re.search(r"\b(?:but|and)$", left):
        return _first(text, names)
    pieces = re.split(r"[,;:—–]|(?<=[·.,?!])[”\"»’](?=\s)", left)
    last = re.sub(r"^(?:but|and|while|whereas|though|although) ", "", _behind_opening(pieces[-1]))
    one = voice(last, names)
    if one is not None and len(pieces) > 1 and one.kind in (NAMED, NEW):
        first = voice(_behind_opening(pieces[0]), names)
        if (first is not None and first.kind in (NAMED, NEW)) or _of_a_person(pieces[-2]):
            # "Ali Hassan, commissioner, Ministry of Defence, said": which of these names is the speaker's?
            return Voice(ASKED, last)
    if one is not None and len(pieces) == 2 and one.kind in (NAMED, NEW):
        # "The spokesman for the command, General Ali Hassan, said"
        one = with_office(one, pieces[0], names)
    return one


def _stripped(left: str) -> str:
    """What stands before a verb without channel, day and adverb."""
    while (found := english.ADJUNCT.search(left)) and found.start() > 0:
        left = left[: found.start()].rstrip()
        if found[0].lstrip().startswith(",") and not left.endswith(","):
            # The comma closed an apposition.
            before = left.rpartition(",")
            left = f"{left}," if before[1] and before[2].strip() else left
    return left


def _behind_opening(words: str) -> str:
    plain = words.strip()
    opening = english.LEADING.match(plain)
    return plain[opening.end() :] if opening else plain


def _with_apposition(left: str, names: Names) -> Voice | None:
    """ "Ali Hassan, a police officer," and the like: the head, with the apposition as its office."""
    head, comma, apposition = left.rpartition(",")
    if not comma:
        return None
    pieces = re.split(r"[,;:—–]|(?<=[·.,?!])[”\"»’](?=\s)", head)
    start = pieces[-1]
    one, other = voice(_behind_opening(start), names), voice(apposition, names)
    if other is not None and other.kind in (NAMED, NEW) and (one is None or one.kind in (UNNAMED, ASKED)):
        # "Its director, Vera Holm, said"; but who is it in "Ali, spokesman of the governor, Hassan, said"?
        named = [voice(_behind_opening(piece), names) for piece in pieces[:-1][-1:]]
        if any(piece is not None and piece.kind in (NAMED, NEW) for piece in named) or _of_a_person(start):
            return Voice(ASKED, apposition.strip())
        return with_office(other, start, names)
    if one is not None:
        return with_office(one, apposition, names)
    return None


def _of_a_person(words: str) -> bool:
    """Whether words describe somebody by a person: "a spokesman for the governor"."""
    found = english.OF_A_PERSON.search(words)
    return found is not None and english.HUMAN.search(re.split(r" (?:of|to|for)\b", found[0])[-1]) is not None


def _inverse(text: str, match: re.Match[str], names: Names) -> Voice | None:
    """ "…, said Ali Hassan, a police officer": the subject behind its verb."""
    rest = text[match.end() :]
    words = re.split(r"[.;:“”\"—]", rest)[0]
    head, _, apposition = words.partition(",")
    head = re.split(
        rf" (?:on (?:{english._DAYS})|in an? |at an? |when |after |while |by |as |late |early )", head
    )[0]
    one = voice(head, names)
    if one is not None and one.kind == ASKED and not one.candidates and " " in one.words:
        one = one if english.PRONOUN.fullmatch(one.words) else None
    return with_office(one, apposition.split(",")[0], names) if one is not None else None


def _first(text: str, names: Names) -> Voice | None:
    """The subject with which a sentence begins, for the second verb of the same sentence."""
    start = _behind_opening(text)
    if found := english.GOES_ON.match(start) or re.match(
        rf"{english.PRONOUN.pattern}\b", start, re.IGNORECASE
    ):
        return Voice(ASKED, found[0])
    for match in english.SAYS.finditer(text):
        if (one := voice(_behind_opening(_stripped(text[: match.start()].rstrip())), names)) is not None:
            return one
    return None


#: "A statement by the ministry": whose words they are stands behind it.
_BY = re.compile(
    r"(?:an?|the) (?:[\w-]+ ){0,3}?(?:statement|report|post|message|release"
    r"|letter)\b[^,.;“”]{0,40}? (?:by|from|of)\s+(?:the )?(?=[A-Za-z])"
)


def _according(text: str, match: re.Match[str], names: Names) -> Voice | None:
    rest = text[match.end() :]
    if document := _BY.match(rest):
        rest = rest[document.end() :]
    words = re.split(r"[,.;:“”\"—]| (?:that|which|who|and (?:two|three|several))\b", rest)
    one = voice(words[0], names)
    if one is not None and len(words) > 1:
        one = with_office(one, words[1], names)
    return one


def _channel(text: str) -> str:
    return next((term for term, pattern in english.CHANNELS if pattern.search(text)), "")


def _arabic(text: str, names: Names) -> Attribution:
    """Verb, speaker, then what is said: only names that the registry has are written."""
    voices: dict[str, Voice] = {}
    spans = []
    for pattern in (arabic.SAYS, arabic.ACCORDING):
        for match in pattern.finditer(text):
            rest = text[match.end() : match.end() + 160]
            end = arabic.UNTIL.search(rest)
            words = (rest[: end.start()] if end else rest[:80]).strip()
            spans.append(match.span())
            found = [one for one in names.find(words) if not one.place]
            persons = [one for one in found if (actor := names.actor(one.id)) and actor.kind == "person"]
            chosen = persons or found
            if len(chosen) == 1:
                one = Voice(NAMED, words, chosen[0].id)
            else:
                one = Voice(ASKED, words, candidates=tuple(name.id for name in chosen))
            voices.setdefault(one.key, one)
    listed = list(voices.values())
    channel = "telegram" if arabic.TELEGRAM.search(text) else ""
    channel = channel or ("press-statement" if arabic.STATEMENT.search(text) else "")
    return Attribution(listed[0] if listed else None, tuple(listed[1:]), channel=channel, verbs=tuple(spans))
