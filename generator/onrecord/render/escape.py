"""The one door through which text reaches Markdown.

Python-Markdown passes HTML through, so a value has to be harmless to two readers: as Markdown and as HTML. Punctuation that
could mean something to either is written as a numeric entity, which Markdown leaves alone and a browser turns back into the
character that was typed. Letters, digits and the punctuation of ordinary prose stay, so that a person can read the page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache


class Markdown(str):
    """Text that is Markdown already. Everything else is escaped when a template prints it."""

    __slots__ = ()


_SIGN = re.compile(r"[^\w ]|_")
_SMART_SIGN = re.compile(r"\((?:c|r|tm|p)\)", re.IGNORECASE)


def escape(value: object) -> Markdown:
    """``value`` as Markdown that shows exactly its text, on one line and with single spaces; None is the empty text.

    White space of any kind becomes one space: a line break could start a block. Control characters, which HTML does not allow,
    are dropped.
    """
    if isinstance(value, Markdown):
        return value
    return _escape("" if value is None else str(value))


@lru_cache(maxsize=20_000)
def _escape(text: str) -> Markdown:
    return Markdown(_SIGN.sub(_sign, " ".join(text.split())))


def _sign(found: re.Match[str]) -> str:
    sign, text, at = found[0], found.string, found.start()
    code = ord(sign)
    if code >= 128:
        # Surrogates and controls are no characters to HTML; all other non-ASCII signs mean nothing to Markdown.
        return "" if unicodedata.category(sign) in ("Cc", "Cs") else sign
    if code < 32 or code == 127:
        return ""
    return sign if at and _is_plain(sign, text, at) else f"&#{code};"


def _is_plain(sign: str, text: str, at: int) -> bool:
    """Whether ``sign``, which does not begin the text, can stand as it is: ordinary prose, and nothing else."""
    before, after = text[at - 1], text[at + 1 : at + 2]
    inner = before.isalnum() or before in ")”’"
    match sign:
        case "," | ";" | "%" | "?":
            return True
        case "-" | "'":
            return before.isalnum() and after.isalnum()
        case ".":
            # `1.` starts a list, `www.` is an automatic link and `...` an ellipsis to some extensions.
            return inner and after != "." and not text[:at].isdigit() and text[at - 3 : at].lower() != "www"
        case ":":
            # `:name:` is an emoji to some extensions, `: ` a definition at the start of a line.
            return (before.isdigit() and after.isdigit()) or (inner and after == " ")
        case "(":
            return before == " " and not _SMART_SIGN.match(text, at)
        case ")":
            # `1)` starts a list in some dialects.
            return (
                inner
                and not text[:at].isdigit()
                and not _SMART_SIGN.match(text, max(text.rfind("(", 0, at), 0))
            )
    return False


def join(parts: Iterable[object], separator: str = ", ") -> Markdown:
    """The parts, each escaped, with ``separator``, which is Markdown, between them."""
    return Markdown(separator.join(escape(part) for part in parts))


def url(address: str) -> Markdown:
    """An http(s) address for a link target or an ``href``: what could end either is percent-encoded."""
    encoded = re.sub(
        r"[\s<>\"'()\[\]\\^`{|}]", lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode()), address
    )
    return Markdown(encoded.replace("&", "&amp;"))
