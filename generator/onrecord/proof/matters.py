"""To what a passage ties a number: killed, injured, released, fled; children, houses; all or a part.

Read clause by clause, with closed lists of words. A number is tied to the nearest word for a matter in its
clause; without one, to that of the clause with which it is listed ("three soldiers and two policemen were
killed"). What the lists do not know is tied to nothing, so that a figure may be missed and is never invented.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from onrecord.proof.numbers import numbers
from onrecord.terms.facts import counted
from onrecord.terms.facts import people as counts_of_people

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure of a record is about."""

    fact: str = ""
    """The field of the statement: ``killed``, ``projectiles``; empty: the number alone is asked."""
    whose: frozenset[str] = frozenset()
    """Whose figure it is: ids of `WHOSE`; empty where anybody may be meant."""
    part: bool = False
    """Whether it is named as a part of another figure."""
    named: bool = False
    """Whether it is the figure of an actor, which a passage may call by any name."""
    measure: str = ""
    """What a running count counts, in words."""
    things: str = ""
    """What is counted where it is not people one by one: an id of `COUNTED`, such as households."""


ANYTHING = Subject()
"""The subject of which nothing is asked but the number."""

#: Words for each matter. Those of facts of a record come first; the rest are other things that numbers count.
_MATTERS = {
    **{fact.id: fact.words for fact in counts_of_people() if fact.words},
    "intercepted": (
        r"(?:intercept(?:ed|s|ing|ions?)|shot down|shooting down|shoots down|downed|brought down|thwarted"
        r"|repelled|neutrali[sz]ed|destroyed|knocked out|stopped|shootdowns?)"
    ),
    "projectiles": r"(?:launch(?:ed|es|ing)|fired|fires|firing|lobbed|rained|salvos?|barrages?|volleys?)",
    "hostages": r"(?:hostages?|captives?)",
    "captured": r"(?:captured|capturing|seized|rounded up)",
    "freed": r"(?:freed|freeing|frees)",
    "fled": r"(?:fled|flee|flees|fleeing)",
    "survived": r"(?:survived|survivors?|surviving|unhurt|unharmed)",
    "tried": r"(?:imprisoned|jailed|sentenced|convicted|charged|indicted|prosecuted)",
    "hospitalised": (
        r"(?:hospitali[sz]ed|discharged|recovered|returned to duty|back on duty|infected"
        r"|vaccinated)"
    ),
    "deployed": (
        r"(?:deploy(?:ed|s|ing|ments?)|stationed|recruit(?:ed|s|ing)|trained|enlisted|withdr[ae]w\w*|arrived"
        r"|returned|pulled out)"
    ),
    "damaged": r"(?:damag(?:ed|es|ing)|burn(?:ed|t)|razed|flattened|collapsed|demolished|looted)",
    "gathered": (
        r"(?:attended|gathered|protest(?:ed|ers?)|demonstrat\w+|marched|rallied|voted"
        r"|signed|applied|born|hired"
        r"|employs?|employed|trapped|stranded|besieged|starving|searched|targeted in|affected|buried alive)"
    ),
}
_THINGS_FACTS = ("projectiles", "intercepted")
#: Words that may tell of several facts of a record.
_SHARED = {
    "hostages": ("abducted", "held"),
    "captured": ("abducted", "detained"),
    "held": ("detained",),
    "freed": ("released", "rescued"),
    "fled": ("displaced", "escaped"),
}
#: In which other words a fact of a record may be told: "no casualties" says that nobody was killed.
_NOBODY = {
    "killed": ("killed", "casualties", "rescued", "survived"),
    "injured": ("injured", "casualties", "rescued", "survived"),
    "casualties": ("casualties", "rescued", "survived"),
}
#: How many items of a list are read on from the word that says what is listed.
_LONGEST = 12
#: Verb forms that speak of what stands behind them: "wounding 34".
_FORWARD = re.compile(
    r"(?!missing|dying|surviving|starving)\w+ing|kills|injures|fires|launches|intercepts"
    r"|downs|rescues|frees|detains|releases"
)
#: Verb forms with an object behind them, or as a participle without one: "killed three", "three were killed".
_ACTIVE = re.compile(
    r"killed|wounded|injured|hurt|murdered|maimed|executed|beheaded|massacred|fired"
    r"|launched|intercepted|downed"
    r"|destroyed|freed|released|captured|detained|arrested|rescued|saved|abducted|kidnapped|seized"
    r"|snatched|held|damaged|displaced|evacuated"
)
_IS = (
    r"(?:was|were|is|are|be|been|being|got|get|had been|has been|have been|left|feared"
    r"|reported|confirmed|presumed)"
)
_PASSIVE = re.compile(rf"(?:^|[ (\"']){_IS} (?:[a-z]+ly |also |then |since |still |all |both )*$")
_OBJECT = re.compile(
    r" (?!(?:was|were|is|are|has|have|had|may|will|would|could|said|who|that|which|in|at"
    r"|on|by|and|or|when|while|during|near|as|after|before|since|over|outside|inside"
    r"|across|along"
    r"|from|with|around|amid|under|throughout|there|here|so|this|last|early|late|earlier"
    r"|later|today|yesterday"
    r"|overnight|within|between|for|of|off|to|instantly|immediately|alone|too|during|following|outright"
    r"|seriously|slightly|lightly|in|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b)[\w\"']"
)
_CHILDREN = (
    r"(?:child(?:ren)?|boys?|girls?|bab(?:y|ies)|infants?|toddlers?|minors?|teenagers?|kids?|schoolchildren"
    r"|schoolboys?|schoolgirls?|newborns?|adolescents?|sons?|daughters?|pupils?)"
)
#: Who was harmed, by the words for them. Of the first group a figure of others never stands for theirs.
_WHOSE = {
    "children": _CHILDREN,
    "women": r"(?:wom[ae]n|mothers?|wives|wife|grandmothers?)",
    "journalists": (
        r"(?:journalists?|reporters?|photographers?|camera(?:m[ae]n|men)|correspondents?"
        r"|media workers?)"
    ),
    "aid-workers": r"(?:(?:aid|relief|humanitarian|unrwa|un) (?:workers?|staff)|humanitarians)",
    "medical-staff": (
        r"(?:(?:health ?care|health|medical) (?:workers?|staff|personnel)|doctors?|nurses?"
        r"|medics?|paramedics?)"
    ),
    "detainees": r"(?:detainees?|prisoners?|inmates?)",
    "civilians": (
        r"(?:civilians?|non-combatants?|bystanders?|villagers?|farmers?|shepherds?"
        r"|worshippers?|pilgrims?)"
    ),
    "armed": (
        r"(?:soldiers?|troops?|service ?(?:members?|m[ae]n|wom[ae]n|people)|servicemembers?|marines?|sailors?"
        r"|airm[ae]n|policem[ae]n|police(?: officers?)?|officers?|fighters?|militants?|militiam[ae]n"
        r"|gunm[ae]n|attackers?|assailants?|raiders?|bandits?|kidnappers?|pirates?|terrorists?|combatants?|rebels?|insurgents?|reservists?"
        r"|conscripts?|commandos?"
        r"|security personnel|peacekeepers?|commanders?|operatives?)"
    ),
}
STRICT = frozenset(("children", "women", "journalists", "aid-workers", "medical-staff", "detainees"))
WHOSE = frozenset(_WHOSE)
_ANYBODY = (
    r"(?:people|persons?|individuals|personnel|guards?|others?|men|man|males?|residents?"
    r"|passengers?|workers?|staff|employees?"
    r"|students?|teachers?|drivers?|pilots?|contractors?|refugees?|migrants?|members?|victims?|nationals?"
    r"|citizens?|patients?|americans?|israelis?|iraqis?|syrians?|iranians?|palestinians?|lebanese|ukrainians?"
    r"|russians?|foreigners?|friends?|relatives?|brothers?|sisters?|crew|engineers?"
    r"|technicians?|more|them|whom"
    r"|family members?|translators?|interpreters?|mourners?|protesters?"
    r"|hostages?|captives?|abductees?|suspects?)"
)
_PROJECTILE = (
    r"(?:rockets?|missiles?|drones?|projectiles?|uavs?|shells?|mortars?|(?:mortar"
    r"|artillery|tank) rounds?|bombs?"
    r"|munitions?|warheads?|unmanned (?:aerial|aircraft)|quadcopters?)"
)
_THINGS = (
    r"(?:houses|homes|buildings?|apartments|flats|schools?|hospitals?|clinics?|mosques?"
    r"|churches|shops?|vehicles?"
    r"|cars?|trucks?|lorries|tanks?|buses|ambulances?|ships?|boats?|vessels?|tankers?|aircraft|planes?"
    r"|helicopters?|jets?|launchers?|sites?|targets?|positions?|bases?|posts?|outposts?"
    r"|camps?|villages?|towns?"
    r"|cities|provinces?|districts?|countries|locations?|places?|areas?|neighbou?rhoods?|times?|attacks?"
    r"|strikes?|air ?strikes?|raids?|incidents?|sorties|operations?|explosions?|blasts?|families|households?"
    r"|pairs?|couples?|teams?|units?|brigades?|battalions?|squads?|platoons?|companies|groups?|cases?|weapons"
    r"|rifles?|guns|animals?|sheep|cows?|goats?|cattle|camels?|horses?|dogs?|livestock"
    r"|tents?|tunnels?|flights?"
    r"|events?|reports?|statements?|votes?|seats?|tracks|pieces?|separate|waves?|rounds?|barrages?|salvos?"
    r"|fronts?|fires|clashes|battles|crashes|accidents|hours|days|months|years|centres|centers|shelters?"
    r"|graves?|hangars?|warehouses?|depots?|bridges?|roads?|shots?|bullets?|storeys?|floors?)"
)
#: What a figure of households or of things counts, by the words for it.
COUNTED = {
    "households": r"(?:households?|families|family)",
    "families": r"(?:families|family|households?)",
    "buildings": r"(?:buildings?|structures?|apartments|flats|houses|homes|shops?|schools?|warehouses?)",
    "houses": r"(?:houses?|homes?|huts?|dwellings?|residences?|compounds?)",
    "shops": r"(?:shops?|stalls?|stores?|kiosks?|businesses)",
    "schools": r"(?:schools?|classrooms?)",
    "health-facilities": r"(?:hospitals?|clinics?|health (?:centres?|centers?|facilit(?:y|ies)|posts?))",
    "places-of-worship": r"(?:church(?:es)?|mosques?|temples?|synagogues?|shrines?)",
    "shelters": r"(?:tents?|huts?|shelters?|makeshift homes)",
    "vehicles": (
        r"(?:vehicles?|cars?|trucks?|lorries|lorry|buses|bus|ambulances?|motorcycles?|motorbikes?|tankers?"
        r"|tanks?)"
    ),
    "vessels": r"(?:vessels?|ships?|boats?|tankers?|skiffs?|dhows?|trawlers?)",
    "aircraft": r"(?:aircraft|planes?|helicopters?|jets?|drones?)",
    "animals": r"(?:animals?|cattle|cows?|sheep|goats?|camels?|livestock|head of cattle)",
}
#: Units of time and length: a number before one of them is no count of anything else.
MEASURES = {
    "seconds": r"(?:seconds?|secs?)",
    "minutes": r"(?:minutes?|mins?)",
    "hours": r"(?:hours?|hrs?)",
    "days": r"days?",
    "nights": r"nights?",
    "weeks": r"weeks?",
    "months": r"months?",
    "nautical miles": r"(?:nautical[ -]miles?|nmi?|sea miles?)",
    "miles": r"(?:miles?|mi)",
    "kilometres": r"(?:kilomet(?:re|er)s?|kms?)",
    "metres": r"(?:met(?:re|er)s?|m)",
}
COUNTED |= MEASURES
_COUNTED = {
    one: re.compile(
        rf"(?:[ -]{words}|(?: [a-z-]+){{0,3}}? {words})(?![\w-])"
        if one not in MEASURES
        else rf" ?-?{words}(?![\w-])"
    )
    for one, words in COUNTED.items()
}
_NOUN = re.compile(
    "(?:"
    + "|".join(
        [f"(?P<{name.replace('-', '_')}>{words})" for name, words in _WHOSE.items()]
        + [f"(?P<projectile>{_PROJECTILE})", f"(?P<thing>{_THINGS})", f"(?P<anybody>{_ANYBODY})"]
    )
    + r")(?![\w-])",
)
#: With what the phrase of a number ends, before a noun is found.
_ENDS = re.compile(
    rf"(?:{_IS}|in|at|on|by|and|or|when|while|during|near|as|after|before|since|from|with"
    rf"|to|for|had|has|have|who"
    r"|that|which|according|were|of(?! (?:them|whom|the|those|these|our|its|his|their|which)))\b"
)
_WORD = re.compile(r"[a-z][\w'.]*(?:-[\w']+)*")

# Where clauses part. What stands inside a number parts nothing.
_ABBREVIATED = "".join(
    rf"(?<!\b{one})"
    for one in (
        "lt",
        "col",
        "gen",
        "sgt",
        "maj",
        "capt",
        "mr",
        "mrs",
        "dr",
        "st",
        "no",
        "u.s",
        "u.k",
        "brig",
        "cmdr",
        "approx",
    )
)
_PARTS = re.compile(
    rf"(?P<end>{_ABBREVIATED}[.!?][\"')\]]*(?= |$)|;|\n)"
    r"|(?P<comma>,(?![0-9]{3})|[()\[\]\"]| - | / |(?<=[a-z])-(?=[0-9]))"
    r"|(?P<with>(?<!-)\b(?:and|or|nor|plus|as well as|along with|together with|besides|&)(?= ))"
    r"|(?P<sub>\b(?:but|while|whereas|although|though|after|before|when|because|since"
    r"|following|amid|if|unless"
    r"|(?:said|says)(?! to)|told|announced|added|(?:confirmed|reported)(?= that)|claimed(?! (?:the )?lives)"
    r"|(?<!of )which|who|that|where|until|whose"
    r"|(?<!many )(?<!few )(?<!much )(?<!such )as(?! (?:many|few|well|high)))(?= ))"
)
_BOTH = re.compile(_MATTERS["casualties"])
_PART_BEFORE = re.compile(
    r"(?:includ(?:ing|ed|es|e)|among (?:them|those|these|whom|the [a-z]+)(?: (?:were|was|are|is))?"
    r"|of (?:whom|which|them)|comprising|counting)(?: at least| some| about| up to| more than| nearly)?"
    r"(?: an?| the)? ?$"
)
_PART_AFTER = re.compile(
    r" ?(?:of (?:them|whom|which|these|those|the (?:dead|victims|wounded|injured|killed"
    r"|casualties|fatalities))\b"
    r"|(?:[a-z-]+ ){0,4}?among (?:them|those|these|the (?:dead|victims|wounded|injured|killed)))"
)
_DENIED = re.compile(
    r"(?:\bnot(?! (?:only|just|(?:more|fewer|less|greater|higher) than))|n't|\bnever"
    r"|\bdenie[sd]|\bdeny(?:ing)?"
    r"|\bdenial|\brejected|\brefuted|\bdismissed|\bfalse(?:ly)?|\buntrue|\bno evidence"
    r"|\bno truth|\brather than"
    r"|\binstead of|\bcontrary to|\bwithout|\bcould(?: have)?|\bwould(?: have)?|\bmight(?: have)? "
    r"(?=kill|injur|wound)|\bthreat\w*|\bplan(?:s|ned|ning)?|\bplot\w*|\battempt(?:s|ed"
    r"|ing)?|\btried|\bwants?"
    r"|\bintend\w*|\bvowed|\bfailed|\bif)\b"
)
#: Verbs that take back what follows them, to the end of the sentence: "denied that 12 were killed".
_DENIES = re.compile(
    r"\b(?:denie[sd]|deny(?:ing)?|denials?|rejected|refuted|dismissed|falsely|no evidence|no truth|untrue"
    r"|no indication|disputed|doubted)\b"
)
_FORMER = re.compile(
    r"(?:earlier|previous|previously|initial|initially|old|compared (?:with|to)|up from|down from|from)"
    r"(?: [a-z]+){0,3}? $"
)
_COUNTER = re.compile(r"\b(?:toll|count|figure|estimate|number|tally|reports?|total)\b")


#: With what a remark between a number and its verb begins: "100 people, many of them women, were killed".
_ASIDE = re.compile(
    r"(?:including|among|of|many|most|some|several|half|all|mostly|mainly|nearly all|almost all|aged|[0-9]+$"
    rf"|{_CHILDREN}|{_WHOSE['women']})\b"
)
#: Words for a matter that are no verbs: they speak of a number before them where no other thing parts them.
_NAMED_MATTER = re.compile(
    r"dead|deaths?|fatalit\w+|lives|bod(?:y|ies)|corpses?|(?:death )?toll|killings?"
    r"|injur(?:y|ies)|wounds|missing"
    r"|casualt\w+|victims?|concussions?|.*brain injur\w+|tbis?|wounded|injured|killed"
    r"|hostages?|captives?|captivity|custody"
)
_LINK = re.compile(
    r"\b(?:among (?:the|those|them)|of (?:the|those)|to (?:be|have)|treated for"
    r"|suffer\w* (?:from )?(?:an? )?|with)\b"
)
#: What stands between a part and the word for all: "of the 70", "of those".
_BASE = re.compile(r" (?:out )?of (?:the|those|these|its|their|some|about|at least|[0-9])(?: [\w,]+){0,3} ")
_PARTED = re.compile(r"\b(?:the|for|of|an?|to|from|about|against|over)\b")


def people(text: str) -> set[str]:
    """Who a few words of ours speak of, as ids of `WHOSE`: "two Iraqi soldiers" of armed people."""
    return {name for name, words in _WHOSE.items() if re.search(rf"\b{words}\b", text, re.IGNORECASE)}


def misfit(text: str, span: Span, subject: Subject, *, nobody: bool = False) -> str:
    """Why the number or word at ``span`` of a folded text is not the figure of ``subject``; empty if it is.

    A phrase without a full stop. ``nobody``: the word says that there were none.
    """
    if not subject.fact:
        return ""
    return _clauses(text).misfit(span, subject, nobody)


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number of a passage counts: "soldiers", of the kind ``armed``; ``part`` of another number."""

    noun: str
    kind: str
    """An id of `WHOSE`, or ``anybody``, ``projectile``, ``thing``; empty where no list knows it."""
    part: bool


def counted_by(text: str, span: Span) -> Counted:
    """What the number or word at ``span`` of a folded text counts."""
    clauses = _clauses(text)
    return Counted(*clauses.noun(span), clauses.part(span))


@dataclass(frozen=True, slots=True)
class _Tie:
    """A word for a matter, and where it stands."""

    matter: str
    word: str
    start: int
    end: int
    forward: bool


@dataclass(frozen=True, slots=True)
class _Clause:
    start: int
    end: int
    joined: str
    """How it is joined to the one before: ``end`` (a new sentence), ``comma``, ``with``, ``sub``."""


@lru_cache(maxsize=256)
def _clauses(text: str) -> _Clauses:
    return _Clauses(text)


class _Clauses:
    """The clauses of a text with the words for matters and the numbers in them."""

    def __init__(self, text: str) -> None:
        self.numbers = [(one.start, one.end) for one in numbers(text)]
        # In small letters, each in its place.
        self.text = text = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        inside = {at for span in self.numbers for at in range(*span)}
        inside |= {at for found in _BOTH.finditer(text) for at in range(*found.span())}
        self.clauses = tuple(_split(text, inside))
        self.starts = [clause.start for clause in self.clauses]
        self._ties = _by_clause(self, [(tie.start, tie) for tie in _ties(text)])
        self._numbers = _by_clause(self, [(span[0], span) for span in self.numbers])

    def at(self, offset: int) -> int:
        """The index of the clause in which a place lies."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def misfit(self, span: Span, subject: Subject, nobody: bool) -> str:
        """See `misfit`."""
        if nobody:
            return self._nobody(span, subject)
        noun, kind = self.noun(span)
        if subject.things:
            return self._of_things(span, subject, noun)
        if subject.fact == "attackers":
            return self._attackers(span, subject, noun, kind)
        if count := counted(subject.fact):
            return self._people(span, subject, noun, kind) if count.words else ""
        if subject.fact in _THINGS_FACTS:
            return self._things(span, subject, noun, kind)
        return self._counted(span, subject, noun, kind)

    def _nobody(self, span: Span, subject: Subject) -> str:
        wanted = _NOBODY.get(subject.fact) or ((subject.fact,) if counted(subject.fact) else None)
        ties = [tie for tie in self._in(self.at(span[0])) if tie.matter in _MATTERS]
        if wanted is None:
            return ""
        words = [tie.matter for tie in ties] + ["casualties"] * ("harm" in self.text[slice(*span)])
        if any(_tells(matter, *wanted) or (matter == "injured" and _hurt(ties)) for matter in words):
            return ""
        return self._tied(ties[0] if ties else None, span, subject)

    def _of_things(self, span: Span, subject: Subject, noun: str) -> str:
        """A figure of households, vehicles, houses: the passage must count these."""
        if subject.things not in MEASURES and (denied := self._denied(span)):
            return f"the passage says “{denied}” of “{self._said(span)}”"
        if not _COUNTED[subject.things].match(self.text, span[1]):
            counts = f"counts {noun} with" if noun else "does not say what it counts with"
            return f"the passage {counts} “{self._said(span)}”, not {subject.things.replace('-', ' ')}"
        if not counted(subject.fact):
            return ""
        tie = self.tie(span)
        return "" if tie and _tells(tie.matter, subject.fact) else self._tied(tie, span, subject)

    def _attackers(self, span: Span, subject: Subject, noun: str, kind: str) -> str:
        """How many attacked: people who do it, and nobody to whom it is done."""
        if kind in ("thing", "projectile"):
            return f"the passage counts {noun} with “{self._said(span)}”"
        if denied := self._denied(span):
            return f"the passage says “{denied}” of “{self._said(span)}”"
        if self.text.endswith("by ", 0, span[0]):
            return ""
        tie = self.tie(span)
        if (tie and counted(tie.matter)) or (kind not in ("armed", "anybody") and kind not in subject.whose):
            return self._tied(tie, span, subject)
        return ""

    def _people(self, span: Span, subject: Subject, noun: str, kind: str) -> str:
        if not noun and (units := _COUNTED["households"].match(self.text, span[1])):
            noun, kind = units[0].split()[-1], "thing"
        if kind in ("thing", "projectile"):
            return f"the passage counts {noun} with “{self._said(span)}”"
        if denied := self._denied(span):
            return f"the passage says “{denied}” of “{self._said(span)}”"
        if self.text.endswith("by ", 0, span[0]):
            return f"“{self._said(span)}” stands in the passage for who did it"
        tie = self.tie(span)
        if tie is None or not _tells(tie.matter, subject.fact):
            return self._tied(tie, span, subject)
        return self._whose(span, subject, noun, kind)

    def _things(self, span: Span, subject: Subject, noun: str, kind: str) -> str:
        tie = self.tie(span)
        if kind in WHOSE or kind == "anybody" or (kind == "thing" and subject.fact == "projectiles"):
            return f"the passage counts {noun} with “{self._said(span)}”"
        if denied := self._denied(span):
            return f"the passage says “{denied}” of “{self._said(span)}”"
        if subject.fact == "projectiles" and kind == "projectile":
            return (
                ""
                if tie is None or tie.matter != "intercepted" or self._base(span)
                else self._tied(tie, span, subject)
            )
        if tie is None or tie.matter != subject.fact:
            return self._tied(tie, span, subject)
        return ""

    def _counted(self, span: Span, subject: Subject, noun: str, kind: str) -> str:
        wanted = {tie.matter for tie in _ties(subject.measure.lower())}
        tie = self.tie(span)
        if denied := self._denied(span):
            return f"the passage says “{denied}” of “{self._said(span)}”"
        if tie is not None and tie.matter not in wanted:
            harmless = subject.fact == "force" and tie.matter in ("deployed", "gathered")
            apart = (
                tie.matter in ("projectiles", "intercepted", "damaged", "gathered")
                and subject.fact == "tally"
            )
            return "" if harmless or apart else self._tied(tie, span, subject)
        if subject.fact == "force" and kind in ("thing", "projectile"):
            return f"the passage counts {noun} with “{self._said(span)}”"
        return self._tied(None, span, subject) if wanted and tie is None else ""

    def _tied(self, tie: _Tie | None, span: Span, subject: Subject) -> str:
        said = self._said(span)
        count = counted(subject.fact)
        fact = (
            subject.measure
            or subject.things
            or (count.topic if count else _SAID.get(subject.fact, subject.fact))
        )
        if tie is None or tie.matter == subject.fact:
            return f"the passage does not say that “{said}” is the number of {fact}"
        return f"the passage ties “{said}” to “{tie.word}”, not to {fact}"

    def _said(self, span: Span) -> str:
        return self.text[slice(*span)]

    def _denied(self, span: Span) -> str:
        """The words before a number in its clause that take it back, or say that it used to be so."""
        index = self.at(span[0])
        before = self.text[self.clauses[index].start : span[0]]
        if found := _DENIED.search(before):
            return found[0].strip()
        while index and self.clauses[index].joined in ("with", "sub"):
            index -= 1
            clause = self.clauses[index]
            if found := _DENIES.search(self.text, clause.start, clause.end):
                return found[0]
        former = _FORMER.search(before)
        return former[0].strip() if former and _COUNTER.search(former[0]) else ""

    def _base(self, span: Span) -> bool:
        """Whether it is the number of which another one is a part: 20 in "15 of 20 rockets"."""
        return bool(re.search(r"(?:of|out of) (?:the |its |some |about |at least )?$", self._before(span[0])))

    def _whose(self, span: Span, subject: Subject, noun: str, kind: str) -> str:
        """Why the number is that of other people, of a part or of the whole."""
        other = f"the passage gives “{self._said(span)}” for {noun or 'others'}"
        tie = self.tie(span)
        named = tie is not None and tie.start >= span[1] and not self._passive(tie)
        if self._base(span) and not named and any(0 < span[0] - end < 20 for _, end in self.numbers):
            return f"“{self._said(span)}” stands in the passage for all, of whom others were a part"
        if subject.whose & STRICT and not subject.whose - STRICT:
            return "" if kind in subject.whose else f"{other or 'others'}, not for {_listed(subject.whose)}"
        if kind in STRICT and kind not in subject.whose:
            armed = subject.whose == {"armed"}
            civil = kind in ("journalists", "aid-workers", "medical-staff") and not armed
            return "" if (kind == "detainees" or civil) and not self.part(span) else f"{other} alone"
        if kind in ("civilians", "armed") and subject.whose and kind not in subject.whose:
            return f"{other}, not for {_listed(subject.whose)}"
        meant = kind in subject.whose or subject.named or subject.part
        if self.part(span) and not (meant or self._of_others(span, subject)):
            return f"“{self._said(span)}” is only a part of the figure in the passage"
        return ""

    def _of_others(self, span: Span, subject: Subject) -> bool:
        """Whether the whole is of another matter: "70 were abducted; 30 of them were released"."""
        before = [one for one in self.numbers if one[1] <= span[0]]
        tie = self.tie(before[-1]) if before else None
        return tie is not None and not _tells(tie.matter, subject.fact)

    def part(self, span: Span) -> bool:
        """Whether a number is named as a part of another one: "including 6", "6 of them"."""
        index = self.at(span[0])
        if _PART_BEFORE.search(self._before(span[0])) or _PART_AFTER.match(self.text, span[1]):
            return True
        clause = self.clauses[index]
        while index and clause.joined in ("with", "comma"):
            index -= 1
            earlier = self.clauses[index]
            if self._in(self.at(span[0])):
                return False
            inside = self._counts(index)
            if inside:
                return bool(_PART_BEFORE.search(self._before(inside[0][0])))
            clause = earlier
        return False

    def noun(self, span: Span) -> tuple[str, str]:
        """What a number counts, as the passage has it, and of which kind that is; else empty."""
        clause = self.clauses[self.at(span[0])]
        at, end, left = span[0], clause.end, 6
        words = _WORD.finditer(self.text, at, end)
        for word in words:
            if word.end() <= span[1] and not _NOUN.match(word[0]):
                continue
            if word[0] == "of" and word.start() == span[1] + 1 and _WORD.fullmatch(self._said(span)[-2:]):
                continue  # "a large number of rockets"
            if _ENDS.match(self.text, word.start()) and word.end() > span[1]:
                follows = re.match(rf" ?(?:of (?:them|whom)|{_IS})", self.text[span[1] : clause.end])
                if follows and (
                    more := re.match(rf" ?(?:of (?:them|whom) )?(?:{_IS} )?", self.text[span[1] : clause.end])
                ):
                    found = _NOUN.match(self.text, span[1] + more.end())
                    if found and found.end() <= end and (found.lastgroup or "") in _GROUPS:
                        return found[0], _kind(found)
                return "", ""
            found = _NOUN.match(self.text, word.start())
            if found and found.end() <= end:
                after = _NOUN.match(self.text, found.end() + 1)
                compound = not found[0].endswith("s")  # "police officers", not "attacks drones"
                if (
                    compound
                    and after
                    and self.text[found.end() : found.end() + 1] == " "
                    and after.end() <= end
                ):
                    found = after
                if found.lastgroup == "anybody" and found[0] in ("them", "whom", "more"):
                    rest = re.compile(rf" (?:{_IS} )?(?:[a-z]+ )?").match(self.text, found.end())
                    behind = _NOUN.match(self.text, rest.end()) if rest else None
                    if behind and behind.end() <= end and (behind.lastgroup or "") in _GROUPS:
                        found = behind
                return found[0], _kind(found)
            if any(tie.start <= word.start() < tie.end for tie in self._in(self.at(span[0]))):
                return "", ""
            left -= 1
            if not left:
                break
        return "", ""

    def _before(self, at: int) -> str:
        """What stands right before a place."""
        return self.text[max(0, at - 80) : at]

    def _passive(self, tie: _Tie) -> bool:
        """Whether a word is said of what stands before it: "were killed", "have been seriously wounded"."""
        return _PASSIVE.search(self._before(tie.start)) is not None

    def _in(self, index: int) -> list[_Tie]:
        """The words for matters in a clause."""
        return self._ties.get(index, [])

    def _counts(self, index: int) -> list[Span]:
        """The numbers in a clause."""
        return self._numbers.get(index, [])

    def tie(self, span: Span, left: int = _LONGEST) -> _Tie | None:
        """The word for a matter to which a number is tied: in its clause, or in one that it is listed with.

        ``left`` is how many more items of a list are read.
        """
        index = self.at(span[0])
        if self._in(index):
            return self._nearest(index, span)
        return self._from_next(index, span) or self._from_before(index, span, left)

    def _nearest(self, index: int, span: Span) -> _Tie | None:
        governing = [tie for tie in self._in(index) if self._governs(tie, span)]
        others = [tie for tie in governing if not self._names_base(tie, span)]
        near = sorted((self._gap(tie, span), tie.start, tie) for tie in others or governing)
        if not near:
            return None
        if len(near) > 1 and near[0][2].matter != near[1][2].matter and near[1][0] - near[0][0] < 2:
            return None
        return near[0][2]

    def _names_base(self, tie: _Tie, span: Span) -> bool:
        """Whether a word names the people of whom some are counted: "30 of the 70 abducted were released"."""
        first = next((one for one in self._in(self.at(span[0])) if one.start >= span[1]), None)
        between = self.text[span[1] : tie.start]
        return tie.matter == "hostages" or (tie is first and bool(_BASE.fullmatch(between)))

    def _gap(self, tie: _Tie, span: Span) -> int:
        return tie.start - span[1] if tie.start >= span[1] else span[0] - tie.end

    def _governs(self, tie: _Tie, span: Span) -> bool:
        """Whether a word can speak of a number: "wounding" of none before it, "killed" not of its subject."""
        if tie.start < span[1]:
            passive = self._passive(tie)
            return not (passive and self.text[tie.end : span[0]].startswith(" by "))
        if tie.forward:
            return False
        if _NAMED_MATTER.fullmatch(tie.word) and not self._passive(tie):
            between = self.text[self._noun_end(span, self.noun(span)[0]) : tie.start]
            counted = any(span[1] <= one[0] < tie.start for one in self._counts(self.at(span[0])))
            if counted or _PARTED.search(_LINK.sub("", between)):
                return False
        if not _ACTIVE.fullmatch(tie.word) or self._passive(tie):
            return True
        if self.text[span[1] : tie.start] == " " and _NAMED_MATTER.fullmatch(tie.word):
            # "Five wounded people": a participle before its noun.
            person = _NOUN.match(self.text, tie.end + 1)
            if person is not None and person.lastgroup not in ("thing", "projectile"):
                return True
        return not _OBJECT.match(self.text, tie.end)

    def _from_next(self, index: int, span: Span) -> _Tie | None:
        """From "three soldiers and two policemen were killed": the numbers before are subjects too."""
        clause = self.clauses[index]
        if not self._bare(span, clause):
            return None
        for later in range(index + 1, min(index + 1 + _LONGEST, len(self.clauses))):
            following = self.clauses[later]
            if following.joined not in ("with", "comma"):
                return None
            ties = self._in(later)
            inside = self._counts(later)
            text = self.text[following.start : following.end].strip()
            if not ties:
                aside = not text or _ASIDE.match(text)
                if not (aside or (inside and self._bare(inside[0], following))):
                    return None
                continue
            first = ties[0]
            if re.match(r"(?:including|among|of whom|of them)", text):
                continue
            if inside and inside[0][0] < first.start:
                nearest = self._nearest(later, inside[0])
                return nearest if nearest and self._passive(nearest) else None
            passive = self._passive(first) or first.word in ("died", "dead", "perished")
            return (
                first
                if passive or not text.startswith(first.word) or not _OBJECT.match(self.text, first.end)
                else None
            )
        return None

    def _bare(self, span: Span, clause: _Clause) -> bool:
        """Whether a clause is nothing but a number with its noun: "at least two Iraqi policemen"."""
        noun, kind = self.noun(span)
        rest = self.text[span[1] : clause.end].strip()
        if not rest:
            return True
        return (
            bool(kind)
            and kind not in ("thing", "projectile")
            and rest.endswith(noun)
            and len(rest.split()) < 7
        )

    def _from_before(self, index: int, span: Span, left: int) -> _Tie | None:
        """From "killed three soldiers, two policemen and a child": what was counted before is counted on."""
        clause = self.clauses[index]
        noun, kind = self.noun(span)
        listed = clause.joined in ("with", "comma") and index > 0 and left > 0
        if not listed or kind in ("thing", "projectile"):
            return None
        after = self.text[self._noun_end(span, noun) : clause.end].strip()
        partly = self.part(span)
        if (
            after
            and not partly
            and not re.match(r"(?:in|at|near|on|of|during|across|outside|inside|from)\b", after)
        ):
            return None
        earlier = self.clauses[index - 1]
        inside = self._counts(index - 1)
        if not inside:
            implied = self._in(index - 1)
            counted = re.search(
                r"\b(?:an?|several|some|many|dozens|scores|hundreds|thousands|both) ",
                self.text[earlier.start : earlier.end],
            )
            if implied and counted:
                return implied[-1]
            blank = not self.text[earlier.start : earlier.end].strip() or not implied
            return self._from_earlier(index - 1, partly, left) if blank and earlier.joined != "end" else None
        return self.tie(inside[-1], left - 1)

    def _from_earlier(self, index: int, partly: bool, left: int) -> _Tie | None:
        """What was counted before a clause without a number: empty, or the noun of a list."""
        while index > 0 and self.clauses[index].joined in ("with", "comma"):
            index -= 1
            inside = self._counts(index)
            if inside:
                return self.tie(inside[-1], left - 1)
            if ties := self._in(index):
                return ties[-1] if partly else None
        return None

    def _noun_end(self, span: Span, noun: str) -> int:
        found = self.text.find(noun, span[0]) if noun else -1
        return max(span[1], found + len(noun)) if found >= 0 else span[1]


def _tells(matter: str, *facts: str) -> bool:
    """Whether words for a matter tell of one of the facts of a record: "hostages" of those abducted."""
    return matter in facts or not set(facts).isdisjoint(_SHARED.get(matter, ()))


#: What is missing in a passage, in words.
_SAID = {
    "projectiles": "the missiles, rockets and drones",
    "intercepted": "those that were stopped",
    "force": "the force",
    "tally": "what is counted",
    "attackers": "the attackers",
    "losses": "what was lost",
}
_GROUPS = frozenset(name.replace("-", "_") for name in _WHOSE)


def _kind(found: re.Match[str]) -> str:
    return (found.lastgroup or "").replace("_", "-")


def _listed(whose: frozenset[str]) -> str:
    return " and ".join(sorted("armed people" if one == "armed" else one.replace("-", " ") for one in whose))


def _hurt(ties: Sequence[_Tie]) -> bool:
    """ "Nobody was hurt" says that nobody was killed, too; "nobody was injured" does not."""
    return any(tie.word == "hurt" for tie in ties)


_EVERY = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(
        f"(?P<{name}>{_MATTERS[name]})"
        for name in ("casualties", *(name for name in _MATTERS if name != "casualties"))
    )
    + r")(?![\w-])"
)


_Item = TypeVar("_Item")


def _by_clause(clauses: _Clauses, items: Iterable[tuple[int, _Item]]) -> dict[int, list[_Item]]:
    """Items with their places, by the clause in which they lie."""
    found: dict[int, list[_Item]] = {}
    for start, item in items:
        found.setdefault(clauses.at(start), []).append(item)
    return found


def _ties(text: str) -> Iterator[_Tie]:
    for found in _EVERY.finditer(text):
        word = found[0]
        yield _Tie(found.lastgroup or "", word, *found.span(), bool(_FORWARD.fullmatch(word)))


def _split(text: str, inside: set[int]) -> Iterator[_Clause]:
    start, joined = 0, "end"
    for found in _PARTS.finditer(text):
        if found.start() in inside:
            continue
        yield _Clause(start, found.start(), joined)
        start, joined = found.end(), found.lastgroup or ""
    yield _Clause(start, len(text), joined)
