"""Front matter: a fixed set of keys, written by a YAML dumper, each value safe for the theme."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence

import yaml

from onrecord.markdown.escape import Markdown

#: The one in C where PyYAML has it, as its wheels do: it writes the same five times as fast.
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def front_matter(
    *,
    title: str = "",
    description: str = "",
    search: bool = True,
    boost: int = 0,
    date: str = "",
    words: Iterable[str] = (),
    filters: Mapping[str, Sequence[str]] | None = None,
    robots: str = "",
    contents: bool = True,
    article: bool = False,
    published: str = "",
) -> Markdown:
    """The block at the top of a page.

    ``title`` is for pages that do not begin with their heading: MkDocs would name them after their file.
    Themes print it and ``description`` as they are, so both are escaped for HTML here. Without ``contents``
    Material leaves out the table of contents, whose room the page then has. ``article`` and ``published``
    (ISO 8601) are for those to whom a link to the page is shown elsewhere.

    The site's search leaves the page out without ``search``. It puts a page with a ``boost`` before others,
    shows the ``date``, and finds the page by these ``words`` too, which nobody sees: names, those of one
    thing on one line. Its ``filters`` narrow results: by name, the values that the page has.
    """
    values: dict[str, object] = {}
    for key, said in (("title", title), ("description", description)):
        # Only here is a text of blanks seen to be empty: a key without a value would undo MkDocs' own title.
        if line := " ".join(said.split()):
            values[key] = html.escape(line)
    narrowed = {name: list(values) for name, values in (filters or {}).items() if values}
    found = {"boost": boost, "date": date, "words": list(dict.fromkeys(words)), "filters": narrowed}
    if found := {key: value for key, value in found.items() if value} if search else {"exclude": True}:
        values["search"] = found
    if not contents:
        values["hide"] = ["toc"]
    if robots:
        values["robots"] = robots
    if article:
        values["og_type"] = "article"
    if published:
        values["published"] = published
    if not values:
        return Markdown()
    text = yaml.dump(values, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000)
    return Markdown(f"---\n{text}---")
