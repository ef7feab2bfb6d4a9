"""The elements and attributes of our pages: what our templates and drawings write, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping

_NONE: frozenset[str] = frozenset()


def _of(attributes: str) -> frozenset[str]:
    return frozenset(attributes.split())


#: By element its attributes, as HTML has them; those of SVG with their capital letters. Scripts are not in
#: it: see :data:`onrecord.guard.gate.SCRIPT`. A test holds it against pages of every kind.
ELEMENTS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("br", "code", "defs", "em", "figcaption", "hr", "pre", "strong"), _NONE),
    **dict.fromkeys(("summary", "table", "tbody", "td", "thead"), _NONE),
    **dict.fromkeys(("desc", "h1", "h2", "h3", "li", "sup", "title"), _of("id")),
    "a": _of(
        "aria-label class href rel title data-incidents data-km data-lat data-lon data-name data-place "
        "data-ways"
    ),
    "b": _of("hidden"),
    "bdi": _of("dir lang"),
    "blockquote": _of("class dir lang"),
    "button": _of("class hidden type value"),
    "circle": _of("class cx cy r"),
    "details": _of("class id open"),
    # Of the pages Explore, Quotes and Search: what their scripts read. What they say is in `data-say-*`.
    "div": _of("class id role data-csv data-geojson data-language data-top data-worker"),
    "figure": _of("class id"),
    "form": _of("aria-label autocomplete class hidden role"),
    "g": _of("aria-hidden class"),
    "input": _of("maxlength name type"),
    "label": _of("class"),
    "nav": _of("aria-label class"),
    "ol": _of("class"),
    "option": _of("value"),
    "p": _of("class role"),
    "path": _of("class d fill fill-rule stroke"),
    "pattern": _of("height id patternUnits width"),
    "rect": _of("class fill height rx width x y"),
    "select": _of("name"),
    "small": _of("class"),
    "span": _of("class dir id lang role data-incident data-say data-speaker data-year"),
    "svg": _of(
        "aria-label aria-labelledby class height role viewBox width data-language data-lat data-lon "
        "data-outlines data-scale data-squeeze"
    ),
    "text": _of("aria-hidden class fill font-size stroke text-anchor x y"),
    "th": _of("data-sort"),
    "time": _of("datetime"),
    # Of the table of the page Explore: what an incident can be found by, as `pages/facets.py` has it.
    "tr": _of(
        "data-id data-from data-to data-place data-country data-claimant data-blamed data-speaker "
        "data-target data-harmed data-counted data-weapon data-kind data-story"
    ),
    "tspan": _of("class dy x"),
    "ul": _of("aria-label class hidden"),
    "use": _of("href"),
}
