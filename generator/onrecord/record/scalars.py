"""Text as it was typed becomes a value, or a fault that says in plain words what is wrong with it.

Every scalar of a record arrives as text. A fault's type is one of ``problems.CODES``, and it comes with a
hint.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from pydantic_core import PydanticCustomError

from onrecord.values.prose import OURS

ID_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
_ID = re.compile(ID_PATTERN)
ID_MOST = 80
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
#: File names that Windows keeps for devices; `index` would take the place of a folder's own page.
RESERVED_IDS = frozenset(
    [OURS, "con", "prn", "aux", "nul", "index", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)


def fault(code: str, what: str, hint: str = "", offset: int | None = None) -> PydanticCustomError:
    """An error a shape raises: ``code`` is one of ``problems.CODES``.

    ``what`` is a sentence about the value, or what is said of its key: ``is empty``. ``offset`` is the
    character of the text at which it is wrong, where that is known.
    """
    # The message goes in as a value, so that braces in it are never taken for a template.
    return PydanticCustomError(code, "{what}", {"what": what, "hint": hint, "offset": offset})


def as_text(value: object) -> str:
    """The text as typed; a list or a mapping is a fault."""
    if isinstance(value, str):
        return value
    kind = "a list" if isinstance(value, list) else "a mapping" if isinstance(value, dict) else "a structure"
    raise fault(
        "wrong-shape", f"text is expected here, and this is {kind}", "write it as one text behind the colon"
    )


def as_line(value: object) -> str:
    """The text on one line, where runs of white space count as one space; an empty one is a fault."""
    line = " ".join(as_text(value).split())
    if not line:
        raise fault("empty-value", "is empty", "fill it in, or delete the key")
    return line


def check_id(value: object) -> str:
    """The id as typed; raises a ``bad-id`` fault with the nearest id that would do."""
    text = as_text(value)
    shown = text if len(text) <= 40 else text[:37] + "…"
    if len(text) > ID_MOST:
        hint = f"{ID_MOST} characters are the most, and it has {len(text)}"
        raise fault("bad-id", f"`{shown}` is too long for an id", hint)
    if not _ID.fullmatch(text):
        slug = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
        hint = f"for example `{slug}`" if slug else "for example `a-name-2`"
        raise fault(
            "bad-id", f"`{shown}` is no id: small letters a to z, digits, single hyphens between them", hint
        )
    if text == OURS:
        raise fault(
            "bad-id", f"`{OURS}` marks a sentence of ours, `[@{OURS}]`, and is no id", "choose another"
        )
    if text in RESERVED_IDS:
        raise fault(
            "bad-id",
            f"`{text}` is a name that file systems or web servers keep for themselves",
            "choose another",
        )
    return text


#: `www.example.org/a`, as people write addresses.
_BARE_HOST = re.compile(r"(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,24}(?:/[^\s@]*)?$")


def as_url(value: object) -> str:
    """An http or https address that we can link to."""
    text = as_text(value).strip()
    problem, hint = "", "copy it from the browser's address bar"
    try:
        parts = urlsplit(text)
        if parts.scheme not in ("http", "https") or not text.lower().startswith(("http://", "https://")):
            problem = "only http and https addresses are taken"
            if _BARE_HOST.match(text):
                problem, hint = "it does not begin with https://", f"write https://{text}"
        elif parts.username is not None or parts.password is not None:
            problem = "an address with a user name or password is not published"
        elif not parts.hostname or parts.port == 0:
            problem = "there is no host name in it"
        elif re.search(r"[\s<>\"`\\^{}|\x00-\x20\x7f]", text):
            problem = "it holds a character that must be percent-encoded"
    except ValueError:
        problem = "it is malformed"
    if problem:
        raise fault(
            "bad-url",
            f"this is not an address we can link to: {problem}",
            hint,
        )
    return text


YES = ("yes", "Yes", "YES", "true", "True")
NO = ("no", "No", "NO", "false", "False")


def as_flag(value: object) -> bool:
    """Yes or no."""
    word = as_text(value)
    if word in YES or word in NO:
        return word in YES
    raise fault("wrong-shape", f"`{word[:40]}` is neither yes nor no", "write yes or no")


DEGREES = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{1,12})?")


def degrees(low: float, high: float, what: str) -> Callable[[object], float]:
    """A validator of decimal degrees between ``low`` and ``high``; ``what`` names them."""

    def parse(value: object) -> float:
        if isinstance(value, float):
            return value
        text = as_text(value)
        if not DEGREES.fullmatch(text):
            point = text.replace(",", ".")
            hint = (
                f"write {point}"
                if DEGREES.fullmatch(point)
                else "for example 33.795527; minus for south and west"
            )
            raise fault("wrong-shape", f"`{text[:40]}` is not a {what} in decimal degrees", hint)
        number = float(text)
        if not low <= number <= high:
            hint = "are latitude and longitude swapped?" if abs(number) <= 180 else "for example 33.795527"
            raise fault("out-of-range", f"a {what} lies between {low:g} and {high:g}", hint)
        return number

    return parse


def parsed(
    parse: Callable[[str], Any],
    cls: type | tuple[type, ...],
    errors: type[Exception],
    code: str,
    example: str = "",
) -> Callable[[object], Any]:
    """A validator that turns text into one of our values and its error into a fault with ``code``.

    ``example`` is the hint where the error gives none.
    """

    def validate(value: object) -> Any:
        if isinstance(value, cls):
            return value
        try:
            return parse(as_text(value).strip())
        except errors as error:
            what, hint = getattr(error, "what", str(error)), getattr(error, "hint", "") or example
            raise fault(code, what, hint, getattr(error, "offset", None)) from None

    return validate


def not_blank(value: object) -> object:
    """The value as it is, unless it is text that holds nothing."""
    if isinstance(value, str) and not value.strip():
        raise fault("empty-value", "is empty", "fill it in, or delete the key")
    return value


def as_language(value: object) -> str:
    """The tag of a language, as BCP 47 has them."""
    text = as_line(value)
    if LANGUAGE.fullmatch(text):
        return text
    raise fault("wrong-shape", f"`{text[:40]}` is no language tag", "write its BCP 47 tag: en, ar, pt-BR")
