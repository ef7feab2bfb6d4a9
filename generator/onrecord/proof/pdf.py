"""The text layer of a PDF file, by pypdf. A scan has none."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pypdf
from pypdf.errors import DependencyError

EXTRACTOR = f"pypdf {pypdf.__version__}"
MOST_PAGES = 2_000
_UNLOCK = "save a copy without protection, or print it to a PDF file"


class UnreadablePdfError(Exception):
    """The text cannot be had: `what` is wrong, and `hint` says what to do."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(f"{what}; {hint}")
        self.what = what
        self.hint = hint


def text_layer(data: bytes) -> tuple[str, str]:
    """The text of all pages, a form feed between two; and a note where some of them have none.

    A file that opens without a password is read though it is encrypted. Raises UnreadablePdfError.
    """
    with _quiet():
        try:
            reader = pypdf.PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise UnreadablePdfError("the PDF opens with a password only", _UNLOCK)
            number = len(reader.pages)
            if number > MOST_PAGES:
                raise UnreadablePdfError(
                    f"the PDF has {number} pages; the limit is {MOST_PAGES}", "keep the pages that are cited"
                )
            pages = [page.extract_text() for page in reader.pages]
        except (UnreadablePdfError, MemoryError, KeyboardInterrupt):
            raise
        except DependencyError:
            raise UnreadablePdfError("the PDF is encrypted", _UNLOCK) from None
        except Exception as error:
            # A broken file makes the library fail in any way.
            why = " ".join(str(error).split())[:100] or type(error).__name__
            raise UnreadablePdfError(
                f"the PDF is broken: {why}", "download it again, or print it to a new PDF file"
            ) from None
    empty = sum(not page.strip() for page in pages)
    note = f"{empty} of {number} pages have no text layer" if 0 < empty < number else ""
    return "\f".join(pages), note


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the library's warnings about what it could mend in the file."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
