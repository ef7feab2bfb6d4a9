"""Bytes to text: by byte-order mark, as declared, as UTF-8, and last as Windows-1252, which is then said."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Charsets of documents; Python knows codecs of other kinds too, such as "rot13".
_CHARSETS = re.compile(r"utf-?8|iso8859-|cp\d|windows|koi8|gb|big5|euc|shift_jis|johab|mac-|tis|hz|iso2022")
#: What browsers read these as: bytes 80 to 9F are quotation marks and dashes.
_AS_WINDOWS_1252 = frozenset(("ascii", "iso8859-1"))


def decode(data: bytes, declared: str = "") -> tuple[str, str]:
    """The text of ``data``, and a note for the editor where the charset had to be assumed.

    Args:
        data: a text file.
        declared: the charset that the file names, if it does.
    """
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(charset, "replace"), ""
    note = ""
    if charset := _known(declared):
        try:
            return data.decode(charset), ""
        except UnicodeDecodeError:
            note = f"the file says it is {declared} and is not; "
    try:
        return data.decode("utf-8"), note and f"{note}read as UTF-8"
    except UnicodeDecodeError:
        return _windows_1252(data), f"{note}not UTF-8: read as Windows-1252"


def _known(name: str) -> str:
    try:
        found = codecs.lookup(name.strip()).name if name.strip() else ""
    except (LookupError, ValueError):
        return ""
    if found in _AS_WINDOWS_1252:
        return "cp1252"
    return found if _CHARSETS.match(found) else ""


def _windows_1252(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        # Five bytes have no meaning there.
        return data.decode("cp1252", "replace")
