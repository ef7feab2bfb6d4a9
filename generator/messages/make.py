"""Gathers the messages of the program for translators: ``make messages`` writes ``onrecord.pot``.

They come from the calls in modules and templates, from the vocabulary and the table of facts, and from the
grammar of counts. The file has no dates and no line numbers and is in the order of the messages, so that it
changes only where a message does.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po

from onrecord.export import rows
from onrecord.export.columns import columns
from onrecord.language.message import english, fields_of
from onrecord.problems import CODES
from onrecord.terms import ALL
from onrecord.terms.facts import FACTS
from onrecord.values.count import NEED_OF, WORDS, Form
from onrecord.values.quantity import Distance, Duration

PACKAGE = Path(__file__).parents[1] / "onrecord"
OUTPUT = PACKAGE / "language/onrecord.pot"
_WITH_CONTEXT = ((1, "c"), 2)
#: Which arguments of our functions are messages: one, one with its plural, or one behind its context.
KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("_", "gettext", "N_", "say"), (1,)),
    **dict.fromkeys(("ngettext", "say_many", "spelled_many", "plural_forms"), (1, 2)),
    **dict.fromkeys(("pgettext", "say_as"), _WITH_CONTEXT),
}
#: The fields of a table whose words have a plural in another field.
_PLURALS = {"label": "plural", "one": "many"}
_HEADER = """\
# Messages of On Record, in English. Made by `make messages`; not to be edited.
#
# Named parts such as {number} stay as they are; each may move, and each has to be there.
msgid ""
msgstr ""
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def messages() -> str:
    """The text of the output."""
    catalogue = Catalog(charset="utf-8")
    for message, context in _called():
        catalogue.add(message, context=context)
    for message, comment in (*_tabled(), *_counted(), *_columns()):
        catalogue.add(message, auto_comments=[comment])
    out = io.BytesIO()
    write_po(out, catalogue, width=110, no_location=True, omit_header=True, sort_output=True)
    return _HEADER + out.getvalue().decode("utf-8").strip("\n") + "\n"


def _called() -> Iterator[tuple[Any, str | None]]:
    """The messages in calls, with their contexts."""
    for path in sorted((*PACKAGE.rglob("*.j2"), *PACKAGE.rglob("*.html"))):
        with path.open("rb") as file:
            options = {"silent": "false", "encoding": "utf-8"}
            found = extract("jinja2.ext:babel_extract", file, KEYWORDS, (), options)
            for _line, message, _comments, context in found:
                yield message, context
    # Babel's own reader of Python looks into no f-string before Python 3.12.
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
                if parts := KEYWORDS.get(name):
                    yield from _arguments(f"{path.relative_to(PACKAGE)}:{node.lineno}", node.args, parts)


def _arguments(
    where: str, arguments: list[ast.expr], parts: Sequence[Any]
) -> Iterator[tuple[Any, str | None]]:
    """The message of one call, as `KEYWORDS` has it; nothing where it is made elsewhere."""
    texts = []
    for argument in arguments[: len(parts)]:
        if isinstance(argument, ast.JoinedStr):
            raise ValueError(f"{where}: a message is no f-string, because nobody could translate it")
        texts.append(argument.value if isinstance(argument, ast.Constant) else None)
    if len(texts) == len(parts) and all(isinstance(text, str) for text in texts):
        if parts == _WITH_CONTEXT:
            yield texts[1], str(texts[0])
        else:
            yield (tuple(texts) if len(texts) > 1 else texts[0]), None


def _tabled() -> Iterator[tuple[Any, str]]:
    """The words of the vocabulary and of the table of facts, each with where it stands."""
    for vocabulary in ALL:
        for entry in (vocabulary, *vocabulary):
            where = entry.name if entry is vocabulary else f"{vocabulary.name}: {entry.id}"
            yield from _fields(entry, where)
    for fact in FACTS.values():
        yield from _fields(fact, f"fact: {fact.id}")
    for code, meaning in CODES.items():
        yield meaning, f"problem: {code}"


def _fields(entry: object, where: str) -> Iterator[tuple[Any, str]]:
    for field in fields_of(type(entry)):
        if words := english(entry, field):
            plural = english(entry, _PLURALS[field]) if field in _PLURALS else ""
            yield (words, plural) if plural else words, f"{where}, {field}"


def _counted() -> Iterator[tuple[Any, str]]:
    """The words of counts, with and without what they bound, alone and before what is counted."""
    for form in Form:
        if form not in (Form.EXACT, Form.RANGE, Form.WORD):
            yield f"{form} {{number}}", "a count"
    for word in WORDS:
        yield word, "a count"
        if word in NEED_OF:
            yield f"{word} of", "a count before what is counted"
    for units in (Duration.singular, Distance.singular):
        for plural, singular in units.items():
            yield (f"{{count}} {singular}", f"{{count}} {plural}"), "a quantity"


def _columns() -> Iterator[tuple[Any, str]]:
    """What the columns of the tables hold."""
    for name, shape in vars(rows).items():
        if name.endswith("Row"):
            for column in columns(shape):
                yield english(column, "about"), f"column: {column.name}"


def main() -> None:
    """Writes the file anew."""
    OUTPUT.write_text(messages(), "utf-8")


if __name__ == "__main__":
    main()
