"""The facts and details that a statement may have besides its words, each with its questions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from onrecord.interview.choices import Choice, Choices, terms
from onrecord.interview.known import ADDS, Known
from onrecord.interview.question import UNNAMED, Ask, Question, kind
from onrecord.record.shapes import ClockText, CountText, DayText, DurationText, Line, SaidText
from onrecord.record.statement import Statement
from onrecord.terms import CHANNELS, LOSSES, STANCES, THINGS, WEAPONS
from onrecord.terms.facts import FACTS, people
from onrecord.values.count import WORDS
from onrecord.yamltext.writing import Data

COUNTS = (
    "A number or words, as it was said: 3, at least 58, more than 40, 3 to 14, some, none, under evaluation."
)
_CLOCK = "18:30, about 18:30, evening, overnight, 20:45-05:00, 18:30 zone not stated."
_SAID = "A day, 2024-01-20, or a time with its zone, 2024-01-20T18:00Z."
_DAY = "2024-01-20, 2024-01-20~ about that day, 2024-01 some day of that month."

#: Details that are one value: what is asked, what is meant, and how it is read.
_VALUES: dict[str, tuple[str, str, Any]] = {
    "as": ("Which office did the speaker hold that day?", "spokesman, minister of the interior.", Line),
    "said": ("When was it said?", _SAID, SaidText),
    "excerpt": (
        "Which passage do the facts rest on?",
        "Word for word, copied from the source; it is never published.",
        Line,
    ),
    "date": ("On which day, according to this statement, if not on the record's?", _DAY, DayText),
    "time": ("At what time of day, at the place?", _CLOCK, ClockText),
    "duration": ("How long did it last?", "6 hours, about 20 minutes, more than 3 days.", DurationText),
    "projectiles": ("How many missiles, rockets or drones?", COUNTS, CountText),
    "attackers": ("How many attacked?", COUNTS, CountText),
    "intercepted": ("How many of them were stopped?", COUNTS, CountText),
    "launched_from": ("Where was it fired from?", "In our words: inside the country.", Line),
    "damage": ("What was damaged?", "In our words; `none` is a statement too.", Line),
    "units": ("Which unit is named?", "As the source names it: 1st Battalion.", Line),
}
#: Those of which a statement may have several, so that a second one is added to the first.
_LISTED = frozenset(("damage", "units", "targets", "losses", "responsibility", *(one.id for one in people())))

IN_AN_EDITOR: dict[str, str] = {
    "id": "an interview gives it where two statements would share an address",
    "source": "asked before the speaker",
    "by": "asked of every statement",
    "quote": "asked of every statement",
    "paraphrase": "asked of every statement",
    "said_basis": "prose with markers",
    "corrects": "refers to another statement by its id",
    "note": "prose with markers",
    "note_internal": "of the desk, and about a text that is there",
    "position": "rare, and of four parts",
    "verification": "refers to other statements by their ids",
    "tally": "of the surroundings, which stand in `context`",
    "force": "of the surroundings, which stand in `context`",
}
"""Keys of a statement that no detail asks for, each with the reason."""


def details() -> Choices:
    """Every detail that may be asked for, with what it holds."""
    keys = [field.alias or name for name, field in Statement.model_fields.items()]
    asked = [key for key in keys if key not in IN_AN_EDITOR]
    # Figures of people first, then the time: that is what most statements have.
    first = [*(one.id for one in people()), "time", "weapons", "responsibility"]
    asked.sort(key=lambda key: first.index(key) if key in first else len(first))
    return Choices("detail", tuple(Choice(key, _title(key)) for key in asked))


def _title(key: str) -> str:
    titles = {
        "as": "the office of the speaker",
        "in": "the channel",
        "via": "who relayed it",
        "said": "when it was said",
        "excerpt": "the passage, word for word",
    }
    return titles.get(key) or str(FACTS[key].title)


def detail(key: str, ask: Ask, known: Known, before: Data | None) -> Data:
    """What the questions about one detail came to, added to what the statement has of it ``before``."""
    made = _detail(key, ask, known)
    if key not in _LISTED or before is None:
        return made
    items = list(before) if isinstance(before, list) else [before]
    return [*items, made]


def _detail(key: str, ask: Ask, known: Known) -> Data:
    if key in _VALUES:
        asks, meant, annotation = _VALUES[key]
        return ask(Question(key, asks, meant, read=kind(annotation)))[0]
    if any(key == one.id for one in people()):
        return _figure(key, ask, known)
    return _SHAPED[key](ask, known)


def _figure(key: str, ask: Ask, known: Known) -> Data:
    title = str(FACTS[key].title)
    who = ask(
        Question(
            "who",
            f"{title}: who were they?",
            f"A party such as civilians, children or unspecified, or an actor. {ADDS}",
            choices=known.party_choices(),
            several=True,
            new=True,
        )
    )
    ids = [known.actor(ask, one) for one in who]
    count = ask(
        Question("count", f"{title}: how many?", COUNTS, read=kind(CountText), choices=_counts(), free=True)
    )
    return {"who": ids[0] if len(ids) == 1 else ids, "count": count[0]}


def _counts() -> Choices:
    return Choices("count", tuple(Choice(word, word) for word in WORDS))


def _one_or_list(ids: list[str]) -> Data:
    return ids[0] if len(ids) == 1 else ids


def _channel(ask: Ask, known: Known) -> Data:
    asks = "Through which channel was it said?"
    return ask(Question("in", asks, "press-statement, telegram …", choices=terms("channel", CHANNELS)))[0]


def _via(ask: Ask, known: Known) -> Data:
    asks, meant = "Who relayed it, nearest to the speaker first?", f"An actor, or several with commas. {ADDS}"
    choices = known.actor_choices()
    told = ask(Question("via", asks, meant, choices=choices, several=True, new=True))
    return _one_or_list([known.actor(ask, one) for one in told])


def _place(ask: Ask, known: Known) -> Data:
    asks = "Where, according to this statement, if not at the record's place?"
    told = ask(Question("place", asks, f"A place. {ADDS}", choices=known.place_choices(), new=True))
    return known.place(ask, told[0])


def _weapons(ask: Ask, known: Known) -> Data:
    asks, meant = "Which weapons were used?", "Terms of the codebook, several with commas: rocket, drone."
    return _one_or_list(
        [*ask(Question("weapons", asks, meant, choices=terms("weapon", WEAPONS), several=True))]
    )


def _vessels(ask: Ask, known: Known) -> Data:
    asks, meant = "Which vessels?", "Vessels of registry/vessels.yml, several with commas."
    return _one_or_list(
        [*ask(Question("vessels", asks, meant, choices=known.vessel_choices(), several=True))]
    )


def _in_response_to(ask: Ask, known: Known) -> Data:
    asks, meant = "To which incident does the speaker call it a response?", "The id of a record."
    return ask(Question("in_response_to", asks, meant, choices=known.incident_choices()))[0]


def _target(ask: Ask, known: Known) -> Data:
    what = ask(Question("what", "What was aimed at or hit?", "In our words: an air base."))[0]
    asks = "Whose is it, according to this statement?"
    meant = f"An actor, or several with commas; empty where it does not say. {ADDS}"
    choices = known.actor_choices()
    whose = ask(Question("whose", asks, meant, choices=choices, several=True, needed=False, new=True))
    ids = [known.actor(ask, one) for one in whose]
    return {"what": what, "whose": _one_or_list(ids)} if ids else what


def _loss(ask: Ask, known: Known) -> Data:
    what = ask(
        Question("what", "What was damaged or lost?", "vehicles, houses …", choices=terms("thing", THINGS))
    )
    count = ask(Question("count", "How many?", COUNTS, read=kind(CountText), choices=_counts(), free=True))
    states = terms("state", LOSSES)
    state = ask(Question("state", "What became of them?", "destroyed, damaged, burnt …", choices=states))
    return {"what": what[0], "count": count[0], "state": state[0]}


def _responsibility(ask: Ask, known: Known) -> Data:
    asks = "What does the speaker say about who did it?"
    meant = f"One of: {', '.join(STANCES.ids)}."
    stance = ask(Question("responsibility", asks, meant, choices=terms("stance", STANCES)))[0]
    if stance not in ("blames", "suspects"):
        return stance
    whom = ask(
        Question(
            "whom",
            f"Whom does the speaker {'blame' if stance == 'blames' else 'suspect'}?",
            f'An actor, or words in quotation marks where nobody is named: "gunmen". {ADDS}',
            choices=known.actor_choices(),
            new=True,
            unnamed=True,
        )
    )[0]
    if whom.startswith(UNNAMED):
        return {"stance": stance, "described": whom.removeprefix(UNNAMED)}
    return {stance: known.actor(ask, whom)}


_SHAPED: dict[str, Callable[[Ask, Known], Data]] = {
    "in": _channel,
    "via": _via,
    "place": _place,
    "weapons": _weapons,
    "vessels": _vessels,
    "in_response_to": _in_response_to,
    "targets": _target,
    "losses": _loss,
    "responsibility": _responsibility,
}
