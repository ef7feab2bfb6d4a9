"""Text of a copy as it may stand in a record: on one line, without what nobody sees."""

from __future__ import annotations

import re

#: Soft hyphens, zero-width spaces, bidirectional controls: the check refuses them, comparing leaves them out.
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


def plain(text: str) -> str:
    """``text`` on one line, without characters that nobody sees."""
    return " ".join(_UNSEEN.sub("", text).split())


def spoken(text: str) -> str:
    """The words of a quotation, without the comma or full stop with which the sentence around it goes on."""
    return re.sub(r"(?<![.…])[.,،]$", "", plain(text)).strip()
