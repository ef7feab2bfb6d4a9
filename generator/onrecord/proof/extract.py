"""The text of a file that a source was kept as: HTML, PDF with a text layer, plain text.

The libraries come with the extra ``onrecord[proof]``. Text is what a reader of the page would see, in the
order of the file: nothing is left out because it repeats, so that a running header between two pages stays
between them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.proof.charset import decode
from onrecord.proof.direction import has_visual_order
from onrecord.proof.text import STROKE

MOST_BYTES = 50_000_000
HTML, PDF, TEXT = "text/html", "application/pdf", "text/plain"
SUFFIXES = {
    **dict.fromkeys((".html", ".htm", ".xhtml"), HTML),
    ".pdf": PDF,
    **dict.fromkeys((".txt", ".text", ".md"), TEXT),
}
#: What people try, by suffix or first bytes, and what to do instead.
_PRINT = "open it and print it to a PDF file, or save its text as .txt"
_PICTURE = "a picture has no text to compare with; keep the page or a PDF with a text layer"
_UNSUPPORTED = {
    **dict.fromkeys((".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx", ".ppt", ".pptx", ".epub"), _PRINT),
    **dict.fromkeys((".mhtml", ".mht", ".webarchive"), "save the page as HTML only"),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff", ".heic"), _PICTURE),
    **dict.fromkeys((".mp4", ".mov", ".mp3", ".wav", ".webm"), "keep a transcript as .txt"),
    **dict.fromkeys((".zip", ".gz", ".warc", ".wacz", ".7z"), "take the page out of it first"),
}
_FIRST_BYTES = (
    (b"\x89PNG", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF8", ".gif"),
    (b"PK\x03\x04", ".zip"),
    (b"\xd0\xcf\x11\xe0", ".doc"),
    (b"{\\rtf", ".rtf"),
    (b"\x1f\x8b", ".gz"),
)
_LOOKS_LIKE_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.I | re.S
)
#: What to do with a copy that holds its letters in the order in which they are seen.
REVERSED = (
    "keep the page as HTML, or copy its text from a program that shows and copies it right into a .txt file, "
    "and take that: `onrecord snapshot --replace`"
)
_EXTRA = 'install it: pip install "onrecord[proof]"'
#: Neither text nor white space; half a character could not even be written to a file.
_MOST_CONTROLS = 5
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


class ExtractError(Exception):
    """No text can be had from a file: `what` is wrong, and `hint` says what to do."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(f"{what}; {hint}")
        self.what = what
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Extracted:
    """A file's text; `extractor`: name and version of what made it; `note`: what an editor should know."""

    text: str
    media_type: str
    extractor: str
    note: str = ""


def extract(data: bytes, name: str = "", media_type: str = "") -> Extracted:
    """The text of ``data``.

    Args:
        data: the file.
        name: its name, of which only the suffix is looked at.
        media_type: what it was served as, where that is known. What the first bytes say goes before both.

    Raises:
        ExtractError: it is empty, too large, of another type, broken, encrypted, without text, or the extra
            is not installed.
    """
    if not data.strip():
        raise ExtractError("the file is empty", "save the page again")
    if len(data) > MOST_BYTES:
        raise ExtractError(
            f"the file has {len(data) // 1_000_000} MB; the limit is {MOST_BYTES // 1_000_000} MB",
            "keep the part that is cited",
        )
    kind = _kind(data, name, media_type)
    found = _EXTRACTORS[kind](data)
    text = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", found.text)
    if not re.search(r"\w", text):
        raise ExtractError(*_WITHOUT_TEXT[kind])
    return Extracted(text, kind, found.extractor, "; ".join(filter(None, [found.note, *_notes(text)])))


def _notes(text: str) -> Iterator[str]:
    """What cannot be seen in the first words of a text and stands in the way of comparing it."""
    if has_visual_order(text):
        yield f"Arabic or Hebrew letters stand in reverse order, and nothing can be compared; {REVERSED}"
    if STROKE in text:
        yield "parts of it are struck out; a quotation from there is a warning"


_WITHOUT_TEXT = {
    HTML: (
        "the page shows no text",
        "it may be filled in by a script: save it from the browser after it has loaded",
    ),
    PDF: ("the PDF has no text layer; it is probably a scan", "run text recognition (OCR) on it first"),
    TEXT: ("the file holds no words", "save the page again"),
}


def _kind(data: bytes, name: str, media_type: str) -> str:
    suffix = re.search(r"\.[a-z0-9]+\Z", name.lower())
    ending = suffix[0] if suffix else ""
    by_bytes = PDF if data[:1024].lstrip().startswith(b"%PDF-") else ""
    if not by_bytes and _LOOKS_LIKE_HTML.match(data[:4096].removeprefix(b"\xef\xbb\xbf")):
        by_bytes = HTML
    claimed = SUFFIXES.get(ending, "") or _type_of(media_type)
    if by_bytes and claimed and by_bytes != claimed:
        raise ExtractError(
            f"the file is called {claimed} and holds {by_bytes}",
            "save the source again, under the right name",
        )
    if by_bytes:
        return by_bytes
    if claimed == PDF:
        raise ExtractError("the file is called a PDF and is none", "download it again")
    for start, ending_of_it in _FIRST_BYTES:
        if data.startswith(start):
            ending = ending if ending in _UNSUPPORTED else ending_of_it
    if ending in _UNSUPPORTED:
        raise ExtractError(f"{ending} files cannot be compared with", _UNSUPPORTED[ending])
    if not claimed:
        what = media_type or (f"{ending} files" if ending else "files without a suffix")
        raise ExtractError(f"{what} cannot be compared with", "supported are .html, .pdf and .txt")
    return claimed


def _type_of(media_type: str) -> str:
    plain = media_type.partition(";")[0].strip().lower()
    if plain == "application/xhtml+xml":
        return HTML
    return plain if plain in (HTML, PDF, TEXT) else ""


def _text(data: bytes) -> Extracted:
    text, note = _decoded(data)
    return Extracted(text, TEXT, "onrecord text 1", note)


def _html(data: bytes) -> Extracted:
    try:
        from onrecord.proof import html
    except ModuleNotFoundError:
        raise ExtractError("reading HTML needs Beautiful Soup", _EXTRA) from None
    text, note = _decoded(data, html.declared_charset(data))
    try:
        return Extracted(html.visible_text(text), HTML, html.EXTRACTOR, note)
    except (RecursionError, ValueError, AssertionError) as error:
        raise ExtractError(f"the page cannot be read: {_plain(error)}", "save its text as .txt") from None


def _pdf(data: bytes) -> Extracted:
    try:
        from onrecord.proof import pdf
    except ModuleNotFoundError:
        raise ExtractError("reading PDF files needs pypdf", _EXTRA) from None
    try:
        text, note = pdf.text_layer(data)
    except pdf.UnreadablePdfError as error:
        raise ExtractError(error.what, error.hint) from None
    return Extracted(text, PDF, pdf.EXTRACTOR, note)


def _decoded(data: bytes, declared: str = "") -> tuple[str, str]:
    text, note = decode(data, declared)
    # A picture or an archive under the name of a page has them of every kind; what a terminal printed, few.
    odd = _CONTROL.findall(text)
    if len(odd) > len(text) // 100 and ("\0" in odd or len(set(odd)) > _MOST_CONTROLS):
        raise ExtractError("the file holds binary data", "supported are .html, .pdf and .txt")
    return text, note


def _plain(error: Exception) -> str:
    return " ".join(str(error).split())[:100] or type(error).__name__


_EXTRACTORS: dict[str, Callable[[bytes], Extracted]] = {HTML: _html, PDF: _pdf, TEXT: _text}
