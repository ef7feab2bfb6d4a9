"""The one door through which text reaches Markdown.

Python-Markdown passes HTML through, so a value has to be harmless to two readers: as Markdown and as HTML.
Punctuation that could mean something to either is written as a numeric entity, which Markdown leaves alone
and a browser turns back into the character that was typed. Letters, digits and the punctuation of ordinary
prose stay, so that a person can read the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache


class Markdown(str):
    """Text that is Markdown already. Everything else is escaped when a template prints it."""

    __slots__ = ()


_SIGN = re.compile(r"[^\w ]|_")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x9f\ud800-\udfff]")
# What numbers a list in some dialect when a full stop or a bracket follows: 1, a, iv.
_NUMBERING = re.compile(r"\(?(?:\d+|[a-z]|[ivxlcdm]+)", re.IGNORECASE)
_SMART_SIGN = re.compile(r"\((?:c|r|tm|p)\)", re.IGNORECASE)
# Letters and digits that mean something to a widespread extension: c in brackets of ours, and what may be a
# commit.
_SMART_WORD = re.compile(r"\A(?:c|r|tm|p)\Z|\b[0-9a-f]{40}\b", re.IGNORECASE)
_CLOCK = re.compile(r"(?<![\w:])\d{1,2}(:)\d\d(?![\w:])")


def escape(value: object) -> Markdown:
    """``value`` as Markdown that shows exactly its text, on one line, with single spaces; None is empty.

    White space of any kind becomes one space: a line break could start a block. Control characters, which
    HTML does not allow, are dropped.
    """
    if isinstance(value, Markdown):
        return value
    return _escape("" if value is None else str(value))


@lru_cache(maxsize=20_000)
def _escape(text: str) -> Markdown:
    if not text.isprintable():
        # Controls first: a sign behind one would count as the inside of a line that it begins.
        text = _CONTROL.sub("", text.replace("\x85", " "))
    escaped = _SIGN.sub(_sign, " ".join(text.split()))
    if 2 < len(escaped) < 40:
        return Markdown(escaped)
    return Markdown(_SMART_WORD.sub(lambda found: f"&#{ord(found[0][0])};{found[0][1:]}", escaped))


def numbers_a_list(text: str, end: int | None = None) -> bool:
    """Whether ``text``, up to ``end``, numbers a list where a full stop or bracket and a space follow."""
    return _NUMBERING.fullmatch(text, 0, len(text) if end is None else end) is not None


def _sign(found: re.Match[str]) -> str:
    sign, text, at = found[0], found.string, found.start()
    code = ord(sign)
    # Signs beyond ASCII mean nothing to Markdown.
    return sign if code >= 128 or (at and _is_plain(sign, text, at)) else f"&#{code};"


def _is_plain(sign: str, text: str, at: int) -> bool:
    """Whether ``sign``, which does not begin the text, can stand as it is: ordinary prose, nothing else."""
    before, after = text[at - 1], text[at + 1 : at + 2]
    inner = before.isalnum() or before in ")”’"
    match sign:
        case "," | ";" | "%":
            return True
        case "?":
            # `?7` is a discussion to some extensions.
            return inner and not after.isalnum()
        case "-" | "'":
            return before.isalnum() and after.isalnum()
        case ".":
            # `1.` starts a list, `www.` is an automatic link and `...` an ellipsis to some extensions.
            if after in ("", " "):
                return inner and not numbers_a_list(text, at)
            return inner and after != "." and text[max(at - 3, 0) : at].lower() != "www"
        case ":":
            # `:name:` is an emoji to some extensions, `: ` a definition at the start of a line.
            if after in ("", " "):
                return inner and text.find(":", text.rfind(" ", 0, at) + 1) == at
            return any(clock.start(1) == at for clock in _CLOCK.finditer(text, max(at - 2, 0), at + 4))
        case "(":
            return before == " " and not _SMART_SIGN.match(text, at)
        case ")":
            # `1)` starts a list in some dialects.
            return (
                inner
                and not numbers_a_list(text, at)
                and not _SMART_SIGN.match(text, max(text.rfind("(", max(at - 3, 0), at), 0))
            )
    return False


def code_block(text: str) -> Markdown:
    """A text of several lines that shows exactly as it is, for copying: HTML on one line, breaks as entities.

    A line of its own could begin a block; an indented or fenced block would be read by rules of its dialect.
    """
    lines = (_SIGN.sub(lambda sign: f"&#{ord(sign[0])};", _CONTROL.sub("", one)) for one in text.splitlines())
    return Markdown(f"<pre><code>{'&#10;'.join(lines)}</code></pre>")


def join(parts: Iterable[object], separator: str = ", ") -> Markdown:
    """The parts, each escaped, with ``separator`` between them, escaped but for the spaces at its ends."""
    return Markdown(_separator(separator).join(escape(part) for part in parts))


def _separator(text: str) -> str:
    if isinstance(text, Markdown) or text in (", ", "; ", " "):
        return text
    return f"{' ' * text[:1].isspace()}{escape(text)}{' ' * (text[-1:].isspace() and not text.isspace())}"


# What stands for itself in an address and means nothing to Markdown, to any extension or to HTML.
_NOT_IN_ADDRESS = re.compile(r"(?![_=+@](?<=[^\W_].)(?=[^\W_]))[^A-Za-z0-9\-./:?#%;,]", re.DOTALL)
_SCHEMES = ("http://", "https://", "mailto:")


def url(address: str) -> Markdown:
    """An http(s) or mailto address for a link or an ``href``, character for character; `#` for others.

    White space, quotes and brackets that no address holds are percent-encoded; what could mean something to
    Markdown is a numeric entity, which a browser turns back into the character.
    """
    if not address.lower().startswith(_SCHEMES):
        return Markdown("#")
    return Markdown(_NOT_IN_ADDRESS.sub(_address_sign, address))


def _address_sign(found: re.Match[str]) -> str:
    sign = found[0]
    if sign == "&":
        return "&amp;"
    if sign in '<>"\\^`{|}' or sign.isspace() or _CONTROL.match(sign):
        return "".join(f"%{byte:02X}" for byte in sign.encode("utf-8", "replace"))
    return sign if ord(sign) >= 128 else f"&#{ord(sign)};"
