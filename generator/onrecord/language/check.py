"""A site's catalogue against the messages of the program: what is missing, and what does not fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import TypeAlias

from babel.messages import Catalog
from babel.messages.catalog import Message
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

from onrecord.language.catalogue import CatalogueError, Language, compiled, locale_of, read
from onrecord.problems import Place, Problem, Severity

#: The messages of the program, as translators get them.
TEMPLATE = Path(__file__).with_name("onrecord.pot")
_Key: TypeAlias = tuple[str | None, str]
"""Context and first form of a message: what the program asks for."""
#: How many of the missing messages are named.
MOST_NAMED = 3


def checked(tag: str, catalogue: Path, file: str) -> tuple[Language, list[Problem]]:
    """The language with the messages of ``catalogue``, which problems call ``file``.

    Where the catalogue has an error, the language comes without it: then words of ours are English.
    """
    try:
        entries = read(tag, catalogue)
        compiled(entries)
    except CatalogueError as error:
        place = Place(file, error.line, 1 if error.line else 0)
        hint = "`catalogue` names a .po file, made of the onrecord.pot that comes with the program"
        return Language.of(tag), [Problem("catalogue-broken", place, str(error), hint)]
    with TEMPLATE.open("rb") as template:
        ours = {_key(message): message for message in read_po(template) if message.id}
    wrong = [
        problem
        for message in _translated(entries)
        for problem in (*_other_forms(message, ours, file), *_wrong(tag, entries, message, file))
    ]
    if wrong:
        return Language.of(tag), wrong
    return Language.of(tag, catalogue), [*_few_forms(tag, entries, file), *_missing(entries, ours, file)]


def _translated(entries: Catalog) -> Iterator[Message]:
    """The messages that the catalogue has something for; a fuzzy one counts as not translated yet."""
    return (message for message in entries if message.id and not message.fuzzy and any(_texts(message)))


def _texts(message: Message) -> tuple[str, ...]:
    """What stands for a message: a text, or one for each plural form."""
    return (message.string or "",) if isinstance(message.string, str | None) else tuple(message.string)


def _other_forms(message: Message, ours: Mapping[_Key, Message], file: str) -> Iterator[Problem]:
    """A message with plural forms that ours lacks, or the other way round: the program asks otherwise."""
    wanted = ours.get(_key(message))
    if wanted is not None and isinstance(wanted.id, str) != isinstance(message.id, str):
        place = Place(file, message.lineno or 0, 1 if message.lineno else 0)
        here, there = ("no plural", "one") if isinstance(message.id, str) else ("a plural", "none")
        what = f"“{_shown(_first(message))}” has {here} here, and {there} in onrecord.pot"
        yield Problem(
            "catalogue-plurals", place, what, "write msgid and msgid_plural as onrecord.pot has them"
        )


def _wrong(tag: str, entries: Catalog, message: Message, file: str) -> Iterator[Problem]:
    """What is wrong with one message: a plural form that is not there, named parts that do not fit."""
    texts, ids = _texts(message), (message.id,) if isinstance(message.id, str) else tuple(message.id)
    place = Place(file, message.lineno or 0, 1 if message.lineno else 0)
    shown = _shown(ids[0])
    if len(ids) > 1 and not all(texts):
        absent = ", ".join(f"msgstr[{number}]" for number, text in enumerate(texts) if not text)
        what = f"“{shown}” lacks a plural form: {tag} has {entries.num_plurals}"
        yield Problem("catalogue-plurals", place, what, f"write {absent}")
    parts = [_parts(text) or set() for text in ids]
    allowed = set().union(*parts)
    # "a report" may stand beside "{number} reports": what only one form has, a form may leave out.
    needed = set.intersection(*parts) - ({"number"} if len(ids) > 1 else set())
    for text in filter(None, texts):
        named = _parts(text)
        if named is None:
            what = f"the braces of “{_shown(text)}” do not pair"
            yield Problem("catalogue-parts", place, what, "write named parts as in the English: {number}")
            continue
        for part in sorted(named - allowed):
            hint = f"parts of it: {', '.join(sorted(f'{{{name}}}' for name in allowed))}" if allowed else ""
            what = f"“{shown}” has no part {{{part}}}"
            yield Problem("catalogue-parts", place, what, hint or "the English has no named part")
        for part in sorted(needed - named):
            what = f"the part {{{part}}} of “{shown}” is missing: what it stands for would not be printed"
            yield Problem("catalogue-parts", place, what, f"put {{{part}}} where it belongs in the sentence")


def _parts(text: str) -> set[str] | None:
    """The named parts of a message; None where it cannot be read."""
    try:
        return {
            name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")
            for _, name, form, conversion in Formatter().parse(text)
            if name is not None
        }
    except ValueError:
        return None


def _few_forms(tag: str, entries: Catalog, file: str) -> Iterator[Problem]:
    """A header that has fewer plural forms than CLDR has for the language."""
    needed = get_plural(locale_of(tag))
    if entries.num_plurals < needed.num_plurals:
        what = f"the catalogue has {entries.num_plurals} plural forms; {tag} has {needed.num_plurals}"
        hint = f'its header for them: "Plural-Forms: {needed}\\n"'
        yield Problem("catalogue-plurals", Place(file, 1, 1), what, hint, Severity.WARNING)


def _missing(entries: Catalog, ours: Mapping[_Key, Message], file: str) -> Iterator[Problem]:
    """One problem that counts the messages without a translation, and names the first."""
    there = {_key(message) for message in _translated(entries)}
    missing = [_shown(_first(message)) for key, message in ours.items() if key not in there]
    if missing:
        number = "1 message" if len(missing) == 1 else f"{len(missing):,} messages"
        named = ", ".join(f"“{text}”" for text in missing[:MOST_NAMED])
        more = " …" if len(missing) > MOST_NAMED else ""
        what = f"the catalogue lacks {number}, which will be English: {named}{more}"
        hint = "`msgmerge` or `pybabel update` adds them from onrecord.pot"
        yield Problem("catalogue-incomplete", Place(file, 1, 1), what, hint, Severity.WARNING)


def _key(message: Message) -> _Key:
    return message.context, _first(message)


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _shown(text: str) -> str:
    """A message, cut short for an error."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
