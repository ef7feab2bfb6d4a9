"""The questions in their order: the incident, a source, and who says what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as date_type

from onrecord.interview.choices import AnswerError, Choices, terms
from onrecord.interview.details import detail, details
from onrecord.interview.known import ADDS, Known
from onrecord.interview.question import UNNAMED, Ask, Question, kind, line
from onrecord.interview.told import Block, Told, source_in_order, with_ids
from onrecord.record.shapes import LangTag, SaidText, Url
from onrecord.terms import EVENTS
from onrecord.values.when import Day, WhenError
from onrecord.yamltext.writing import Data

_YES, _NO = "yes", "no"
FIRST_SOURCE = "article"
"""What a record calls its first source, as `onrecord new` does."""


def interview(ask: Ask, known: Known) -> Told:
    """All that is asked for a record; nothing is remembered but by ``ask``, so that it can be begun again."""
    date = Day.parse(ask(_date(known.today))[0])
    lasted = True
    if "/" in str(date):
        lasted = yes(
            ask,
            "lasted",
            "Did it go on over all of these days?",
            "no: it was on one of them, and nobody knows on which.",
        )
    place = known.place(ask, ask(_place(known.place_choices()))[0])
    title = ask(_title(known, date, place))[0]
    event = ask(_event())[0]
    sources: dict[str, Block] = {}
    statements: list[Block] = []
    last = ""
    while True:
        last = _source(ask, known, sources, last)
        statements.append(_statement(ask, known, last))
        if not yes(ask, "another", "Is there another statement to add?", "", default=_NO):
            break
    return Told(
        title,
        date,
        place,
        event,
        lasted=lasted,
        sources=sources,
        statements=with_ids(statements),
        places=known.places,
        actors=known.actors,
    )


def yes(ask: Ask, key: str, asks: str, meant: str, default: str = _YES) -> bool:
    """The answer to a question that takes yes or no."""
    marked = f"{asks} [{'Y/n' if default == _YES else 'y/N'}]"
    return ask(Question(key, marked, meant, read=_yes_or_no, default=default))[0] == _YES


def _yes_or_no(text: str) -> str:
    word = text.casefold()
    if word in ("y", _YES):
        return _YES
    if word in ("n", _NO):
        return _NO
    raise AnswerError(f"`{text[:40]}` is neither yes nor no", "write y or n")


def _date(today: date_type) -> Question:
    return Question(
        "date",
        "When did it happen?",
        "The local date at the place: 2024-01-20; 2024-01-20~ about that day; 2024-01 some day of that "
        "month; 2024-01-20/2024-01-22 over several days.",
        read=_past(today),
    )


def _past(today: date_type) -> Callable[[str], str]:
    def read(text: str) -> str:
        try:
            day = Day.parse(text)
        except WhenError as error:
            raise AnswerError(error.what, error.hint or "for example 2024-01-20") from None
        if day.earliest > today:
            raise AnswerError(f"{day.words()} is in the future", "an incident has happened when it is filed")
        return str(day)

    return read


def _place(choices: Choices) -> Question:
    return Question("place", "Where?", f"A place of the registry. {ADDS}", choices=choices, new=True)


def _title(known: Known, date: Day, place: str) -> Question:
    def read(text: str) -> str:
        if filed := known.filed(line(text), date, place):
            raise AnswerError(filed)
        return line(text)

    return Question("title", "What do we call it?", "No figure, no side: Attack on an air base.", read)


def _event() -> Question:
    return Question(
        "event",
        "What kind of event was it?",
        "A term of the codebook; empty: other.",
        choices=terms("kind of event", EVENTS),
        default="other",
    )


def _source(ask: Ask, known: Known, sources: dict[str, Block], last: str) -> str:
    """The id of the source of the next statement; a new one goes into ``sources``."""
    told = ask(
        Question(
            "source",
            "Where did you read it?",
            "The title of the article, as published, or a source of the registry."
            + (f" Empty: `{last}` again." if last else ""),
            choices=known.source_choices(sources),
            free=True,
            default=last,
        )
    )[0]
    if told in sources or told in known.registries.sources:
        return told
    source: dict[str, Data] = {"title": told}
    for question in (
        Question("publisher", "Who published it?", "Empty where it is not known.", needed=False),
        Question("url", "What is its address?", "https://…; empty for print.", kind(Url), needed=False),
        Question(
            "published",
            "When was it published?",
            "A day, 2024-01-20; a time with its zone, 2024-01-20T18:00Z; limits, 2024-01-20/2024-01-26; "
            "empty where it is not known.",
            kind(SaidText),
            needed=False,
        ),
        Question(
            "lang", "In which language is it?", "en, ar, pt-BR; may be empty.", kind(LangTag), needed=False
        ),
    ):
        if answer := ask(question):
            source[question.key] = answer[0]
    taken = {*sources, *known.registries.sources}
    id, number = FIRST_SOURCE, 1
    while id in taken:
        number += 1
        id = f"{FIRST_SOURCE}-{number}"
    sources[id] = source_in_order(source)
    return id


def _statement(ask: Ask, known: Known, source: str) -> Block:
    statement: dict[str, Data] = {"source": source}
    speaker = _speaker(ask, known)
    if speaker:
        statement["by"] = speaker
    for question in (
        Question(
            "paraphrase",
            "What do they say?",
            "In our words; empty where a quotation or figures say it all.",
            needed=False,
        ),
        Question(
            "quote",
            "Which words are quoted?",
            "Word for word as printed, without the quotation marks; empty: none.",
            _unquoted,
            needed=False,
        ),
    ):
        if answer := ask(question):
            statement[question.key] = answer[0]
    choices = details()
    meant = (
        "Figures and other details, one at a time: killed, injured, time, weapons, responsibility, said …; "
        "empty: nothing more."
    )
    while more := ask(Question("more", "What else does it give?", meant, choices=choices, needed=False)):
        statement[more[0]] = detail(more[0], ask, known, statement.get(more[0]))
    if not _says_something(statement):
        question = Question(
            "paraphrase", "The statement says nothing yet. What do they say?", "In our words."
        )
        statement["paraphrase"] = ask(question)[0]
    return statement


def _speaker(ask: Ask, known: Known) -> Data:
    told = ask(
        Question(
            "by",
            "Who says so?",
            'An actor of the registry; "a US official" in quotation marks for somebody unnamed; empty: the '
            f"publication itself. {ADDS}",
            choices=known.actor_choices(),
            needed=False,
            new=True,
            unnamed=True,
        )
    )
    if not told:
        return ""
    if not told[0].startswith(UNNAMED):
        return known.actor(ask, told[0])
    speaker: dict[str, Data] = {"role": told[0].removeprefix(UNNAMED)}
    asks, meant = "For whom do they speak?", f"An actor; empty where the source does not say. {ADDS}"
    choices = known.actor_choices()
    if of := ask(Question("of", asks, meant, choices=choices, needed=False, new=True)):
        speaker["of"] = known.actor(ask, of[0])
    return speaker


def _says_something(statement: Block) -> bool:
    return bool(statement.keys() - {"source", "by", "as", "in", "via", "said", "excerpt"})


def _unquoted(text: str) -> str:
    words = line(text)
    if words[0] in '"“„«' and words[-1] in '"”“»':
        raise AnswerError("the page prints the quotation marks itself", f"write {words[1:-1].strip()}")
    return words
