"""The table of facts: what a statement may give, and all that follows from a fact being there.

A fact is an entry here. Record, check, pages, tables, feeds, files, short forms, reference and schema read
the table; one of a new form needs a phrase besides.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.language.message import Message


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One fact, under the key that it has in a statement."""

    id: str
    title: Message = Message()
    """Its name where it stands by itself: "Killed", "Time of day"."""
    topic: Message = Message()
    """What a statement is about, behind "spoke of": "the dead"."""
    heading: Message = Message("")
    """The question below *Who says what* that it answers, with others of the same heading; empty where it has
    a section of its own.
    """
    lead: Message = Message("")
    """What stands before its value among others: "Fired from"; empty where the value says it."""
    rank: int = 0
    """Where its group stands among the groups: the lowest first, equal ones in the order of the table."""
    question: Message = Message("")
    """What is open where nobody gives it, and disputed where speakers differ: "how many were killed"."""
    series: bool = False
    """Whether a speaker gives one value at a time, so that a later one takes the place of an earlier one."""
    context: bool = False
    """Whether it may stand in ``context``, which never dates, places or counts the incident."""


@dataclass(frozen=True, kw_only=True)
class People(Fact):
    """A count of people by party. Counts of two such facts are never added to each other, nor subtracted."""

    description: Message = Message()
    """What the key holds, for the reference and the schema."""
    whether: Message = Message()
    """What is disputed where a speaker says that there were none: "whether any were killed"."""
    words: str = ""
    """How texts speak of it, as a regular expression in small letters; empty: only the number is asked."""
    silence: Message = Message("")
    """What is "not reported" where nobody gives it: "deaths"; empty where silence tells a reader nothing."""
    zero: bool = False
    """Whether readers easily take silence about it for a zero."""
    pending: Message = Message("assessment")
    """Whose result is open where a count is under evaluation."""
    covers: tuple[str, ...] = ()
    """The facts that one figure of this one gives together."""
    casualty: bool = False
    """Whether it counts casualties: they have columns of their own on a page; other figures share one.

    A casualty is one person: only other figures may count households.
    """


def _people(
    id: str,
    title: str,
    topic: str,
    verb: str,
    words: str,
    *,
    description: str = "",
    silence: str = "",
    zero: bool = False,
    pending: str = "assessment",
    covers: tuple[str, ...] = (),
    casualty: bool = False,
) -> People:
    """``verb`` is what is said of the people: "were killed"."""
    return People(
        id=id,
        title=title,
        topic=topic,
        question=f"how many {verb}",
        whether=f"whether any {verb}",
        series=True,
        description=description or f"{title}, by party.",
        words=words,
        silence=silence,
        zero=zero,
        pending=pending,
        covers=covers,
        casualty=casualty,
    )


#: Those by which texts speak of a fact. In passages that have words of two facts, the nearest one counts.
_KILLED = (
    r"(?:(?<!to )(?<!could )(?<!would )(?<!might )kill|killed|kills|killing|killings"
    r"|dead(?! sea)|died|dies"
    r"|dying|(?<!to )deaths?(?! (?:penalt|sentence|threat|row|squad|certificate|camp|trap))"
    r"|(?:burn(?:ed|t)|beaten|stabbed|crushed|hacked|tortured|starved|frozen"
    r"|shot) to death|fatalit(?:y|ies)|lives|slain|murdered|murders|massacred"
    r"|perished|bod(?:y|ies)|corpses?"
    r"|assassinated|executed|executions|beheaded|lynched|martyr(?:ed|s)|(?:death )?toll|shot dead)"
)
_INJURED = (
    r"(?:injured|injur(?:y|ies)|injuring|injures|wounded|wounds|wounding|hurt|maimed|maiming|concussions?"
    r"|(?:traumatic )?brain injur(?:y|ies)|tbis?)"
)
_CASUALTIES = (
    r"(?:casualt(?:y|ies)|victims?|(?:killed|dead|deaths?|killing) (?:and/or|and|or) "
    r"(?:wounded|injured|injuries|wounding|injuring|hurt)(?! (?:[a-z]+ ){0,2}[0-9]))"
)

_ABDUCTED = r"(?:abduct(?:ed|s|ing|ions?)|kidnapp(?:ed|ing|ings)|snatched|carried off|(?:taken|took) captive)"
_RELEASED = (
    r"(?:releas(?:e|ed|es|ing)|let go|set free|go free|handed over|swapped|exchanged|pardoned"
    r"|regained (?:their )?freedom)"
)
_ESCAPED = (
    r"(?:escap(?:e|ed|es|ing)(?! (?:unhurt|unharmed|injur|death|with|without|alive|serious))|got away"
    r"|br(?:oke|oken) free|slipped away|ran away)"
)
_RESCUED = (
    r"(?:rescu(?:ed|es|ing)|rescue(?! (?:workers?|teams?|crews?|services?|efforts?|operations?))|saved"
    r"|pulled (?:alive|out)|brought to safety)"
)
_SURRENDERED = (
    r"(?:surrender(?:ed|s|ing)?|gave (?:themselves|himself|herself) up"
    r"|turned (?:themselves|himself|herself) in"
    r"|laid down (?:their )?(?:arms|weapons))"
)

#: The questions under which statements stand on a page.
_HOW = "How it was done"
_WHEN = "When it happened"
_WHERE = "Where, and what was hit"
_WHO = "Who did it, and who denies it"

#: An entry never moves: the addresses of statements rest on the order.
_ALL: tuple[Fact, ...] = (
    Fact(
        id="date",
        title="Date",
        topic="the date",
        heading=_WHEN,
        question="the date",
        series=True,
        rank=1,
    ),
    Fact(
        id="time",
        title="Time of day",
        topic="the time",
        heading=_WHEN,
        question="the time of day",
        series=True,
        rank=1,
    ),
    Fact(
        id="duration",
        title="Duration",
        topic="how long it lasted",
        heading=_WHEN,
        lead="Lasted",
        question="how long it lasted",
        series=True,
        rank=1,
    ),
    Fact(
        id="place",
        title="Place",
        topic="the place",
        heading=_WHERE,
        question="where it happened",
        series=True,
        rank=1,
    ),
    Fact(
        id="position",
        title="Position",
        topic="the position",
        heading=_WHERE,
        lead="Position",
        question="how far from there it happened",
        series=True,
        rank=1,
    ),
    Fact(
        id="attackers",
        title="Attackers",
        topic="the number of attackers",
        heading=_HOW,
        question="how many attackers there were",
        series=True,
    ),
    Fact(
        id="weapons",
        title="Weapons",
        topic="weapons",
        heading=_HOW,
        question="which weapons were used",
    ),
    Fact(
        id="projectiles",
        title="Projectiles",
        topic="how many projectiles",
        heading=_HOW,
        question="how many projectiles were used",
        series=True,
    ),
    Fact(
        id="intercepted",
        title="Intercepted",
        topic="interceptions",
        heading=_HOW,
        lead="Intercepted",
        question="how many were intercepted",
        series=True,
    ),
    Fact(
        id="launched_from",
        title="Fired from",
        topic="where it was fired from",
        heading=_HOW,
        lead="Fired from",
    ),
    Fact(
        id="targets",
        title="Targets",
        topic="targets",
        heading=_WHERE,
        lead="Aimed at or hit",
        rank=1,
    ),
    Fact(id="vessels", title="Vessels", topic="vessels", heading=_WHERE, lead="Vessels", rank=1),
    Fact(id="units", title="Units", topic="units", heading=_HOW, lead="Units named"),
    _people(
        "killed", "Killed", "the dead", "were killed", _KILLED, silence="deaths", zero=True, casualty=True
    ),
    _people(
        "injured",
        "Injured",
        "the injured",
        "were injured",
        _INJURED,
        silence="injuries",
        pending="examinations",
        casualty=True,
    ),
    _people(
        "missing",
        "Missing",
        "the missing",
        "are missing",
        r"(?:missing|unaccounted|disappeared|vanished|whereabouts)",
        casualty=True,
    ),
    _people(
        "casualties",
        "Killed or injured",
        "the dead and injured",
        "were killed or injured",
        _CASUALTIES,
        description="Killed or injured, where the statement does not tell them apart.",
        covers=("killed", "injured"),
        casualty=True,
    ),
    _people("abducted", "Abducted", "the abducted", "were abducted", _ABDUCTED),
    _people(
        "held",
        "Held",
        "those held",
        "are held",
        r"(?:held|holding|captivity)",
        description="Still held by those who took them, by party; never worked out from the abducted.",
    ),
    _people("released", "Released", "those released", "were released", _RELEASED),
    _people("escaped", "Escaped", "those who escaped", "escaped", _ESCAPED),
    _people("rescued", "Rescued", "those rescued", "were rescued", _RESCUED),
    _people(
        "detained",
        "Detained",
        "the detained",
        "were detained",
        r"(?:arrest(?:ed|s|ing)?|detain(?:ed|s|ing)|custody)",
        description="Detained or arrested by a force or an authority, by party.",
    ),
    _people("surrendered", "Surrendered", "those who surrendered", "surrendered", _SURRENDERED),
    _people(
        "displaced",
        "Displaced",
        "the displaced",
        "were displaced",
        r"(?:displac\w+|evacuat\w+|homeless|uprooted|relocated|sheltering|refuge|took shelter"
        r"|(?:forced|driven) (?:from|out))",
        description="Driven from their homes, by party.",
    ),
    Fact(id="damage", title="Damage", topic="damage", heading="Damage", question="what was damaged", rank=2),
    Fact(
        id="losses",
        title="Things damaged or lost",
        heading="Damage",
        topic="what was damaged or lost",
        question="how much was damaged or lost",
        series=True,
        rank=2,
    ),
    Fact(
        id="responsibility",
        title="Responsibility",
        topic="responsibility",
        heading=_WHO,
        question="who did it",
        series=True,
        rank=2,
    ),
    Fact(
        id="in_response_to",
        title="In response to",
        topic="what it responded to",
        heading=_WHO,
        lead="In response to",
        rank=2,
    ),
    Fact(
        id="verification",
        title="Independent confirmation",
        topic="what could be confirmed",
        heading="What could be confirmed independently",
        rank=2,
    ),
    Fact(id="quote", title="Quotation", topic="a quotation", context=True),
    Fact(id="paraphrase", title="Other statements", topic="other statements", context=True),
    Fact(id="tally", title="Running count", topic="a running count", context=True),
    Fact(id="force", title="Force level", topic="force levels", context=True),
)
FACTS: dict[str, Fact] = {fact.id: fact for fact in _ALL}
"""Every fact by its key in a statement, in the order of the table."""


def people() -> tuple[People, ...]:
    """The counts of people by party, in the order of the table, which is that of the page."""
    return tuple(fact for fact in FACTS.values() if isinstance(fact, People))


def counted(fact: str) -> People | None:
    """The entry of a count of people; None for another fact."""
    found = FACTS.get(fact)
    return found if isinstance(found, People) else None


def covers(fact: str) -> tuple[str, ...]:
    """The facts that one figure of ``fact`` gives together; none of most."""
    found = counted(fact)
    return found.covers if found else ()


def covering(fact: str) -> tuple[People, ...]:
    """The facts of which one figure gives ``fact`` with another one: *killed or injured* of the killed."""
    return tuple(one for one in people() if fact in one.covers)
