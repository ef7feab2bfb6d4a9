"""Updates and corrections as lines: of one page, of a month, of the whole site."""

from __future__ import annotations

from onrecord.markdown import words
from onrecord.markdown.escape import Markdown, escape
from onrecord.markdown.prose import prose_line
from onrecord.record.record import Correction, Update
from onrecord.terms import CORRECTION_KINDS

_HERE = Markdown()


def update_line(one: Update, link: Markdown = _HERE) -> dict[str, Markdown]:
    """News: ``day``, ``text``, and the ``link`` to its page, empty on that page itself."""
    # Source markers are footnotes, and footnotes are of one page.
    text = words.stop(escape(" ".join(one.text.plain().split()))) if link else prose_line(one.text)
    return {"day": escape(one.on.words()), "text": text, "link": link}


def correction_line(one: Correction, link: Markdown = _HERE) -> dict[str, Markdown]:
    """An error of ours: ``day``, ``kind``, what ``was`` and is ``now``, a ``note`` and the ``link``."""
    note = Markdown()
    if one.note:
        note = words.stop(escape(" ".join(one.note.plain().split()))) if link else prose_line(one.note)
    return {
        "day": escape(one.on.words()),
        "kind": words.capital(escape(CORRECTION_KINDS[one.kind].label)),
        "was": words.stop(escape(one.was)),
        "now": words.stop(escape(one.now)),
        "note": note,
        "link": link,
    }
