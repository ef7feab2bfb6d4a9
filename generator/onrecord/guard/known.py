"""Scripts and style sheets within pages that are the theme's own: those of its templates.

A theme's script has parts that differ from site to site or from page to page, such as the way to the site's
first page. Its template says where: the text of a known script is that of a template, with words in these
places that cannot leave the string in which they stand.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

_INLINE = re.compile(r"<(script|style)\b[^>]*>(.+?)</\1>", re.DOTALL)
_HOLE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
# What a value may hold in a string of a script: an address, a name, the id of somebody's statistics.
_VALUE = r"[\w ./:@?=,+%-]*"


@lru_cache
def known(folder: Path) -> re.Pattern[str]:
    """What the scripts and style sheets look like that stand in a theme's templates."""
    found = {""}
    for path in sorted(folder.rglob("*.html")):
        for match in _INLINE.finditer(path.read_text("utf-8")):
            # What depends on conditions within it is nothing that one text could stand for.
            if "{%" not in match[2]:
                found.add(_VALUE.join(map(re.escape, _HOLE.split(match[2]))))
    return re.compile("|".join(sorted(found)))
