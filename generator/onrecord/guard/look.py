"""What the pages of a built site ask of its policy: what of it is known, and what the policy would block.

A build stops for the latter, with each place and the way out; else the site gets files for servers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from onrecord.guard.asked import INLINE, Asked
from onrecord.guard.gate import fault, head_fault
from onrecord.guard.headers import header_files
from onrecord.guard.policy import Policy

FONTS = {"style-src": ("https://fonts.googleapis.com",), "font-src": ("https://fonts.gstatic.com",)}
"""Where the theme has fonts from, unless it is told `font: false`."""
FONTS_TOLD = "readers get the theme's fonts from Google: `font: false` below `theme:` spares them that"
_MOST = 20
#: Of 2,000 characters that a line of `_headers` may have at Cloudflare.
_LONGEST = 1950


def unlike(address: str, content: str, title: str, description: str) -> str:
    """What a page of ours holds that none of our templates writes, as a refusal; empty for nothing."""
    found = fault(content) or head_fault(title, description)
    if not found:
        return ""
    return (
        f"{address} would show what none of our templates writes: {found}. Text of a record has come "
        "into the page round the escape, which is a mistake of the program: please report it with this "
        "message. No page was written; with other text in that record the site can be built"
    )


# As Python-Markdown writes a table whose columns have a side.
_ALIGNED = re.compile(r'(<t[hd]) style="text-align: (left|center|right);"(?=>)')
_SIDES = {"left": "start", "center": "center", "right": "end"}


def without_styles(html: str) -> str:
    """The content of a page written by hand, with classes in the place of styles that Markdown writes.

    ``<td style="text-align: right;">`` becomes ``<td class="or-cell-end">``.
    """
    return _ALIGNED.sub(lambda found: f'{found[1]} class="or-cell-{_SIDES[found[2]]}"', html)


@dataclass(frozen=True, slots=True)
class Looked:
    """A site that was looked at."""

    policy: Policy
    faults: tuple[str, ...] = ()
    """What the policy would block, each with its page and the way out."""


def looked(policy: Policy, scripts: re.Pattern[str], pages: Iterable[tuple[str, Iterable[Asked]]]) -> Looked:
    """The policy with all scripts of the theme that ``pages`` have, by their names; ``scripts`` are known."""
    hashes: dict[str, set[str]] = {}
    faults: dict[str, list[str]] = {}
    for page, parts in pages:
        for one in parts:
            if one.inline and scripts.fullmatch(one.text):
                hashes.setdefault(one.directive, set()).add(one.source)
            elif not policy.allows(one.directive, one.source):
                faults.setdefault(told(one), []).append(page)
    policy = policy.adding({name: sorted(found) for name, found in hashes.items()})
    return Looked(policy, tuple(f"{_places(at)}: {said}" for said, at in faults.items()))


def _places(pages: list[str]) -> str:
    pages = list(dict.fromkeys(pages))
    return pages[0] if len(pages) == 1 else f"{pages[0]} and {len(pages) - 1} more"


def told(one: Asked) -> str:
    """What a policy blocks, and the way out."""
    what = " ".join(one.element.split())
    if one.inline:
        kind, place = (
            ("a script", "extra_javascript") if one.directive == "script-src" else ("a style", "extra_css")
        )
        way = f"move it to a file, and name that under `{place}:` in mkdocs.yml"
        said = " ".join(one.text.split())[:60]
        return f"{kind} within the page, `{what}{said}`: {way}, or allow it: {_allowing(one)}"
    if one.source == INLINE and one.directive == "script-src":
        way = "nothing can allow it; move it to a file under `extra_javascript:`"
        return f"a script in an attribute, `{what}`: {way}"
    if one.source == INLINE and one.directive == "style-src":
        way = "give the element a class, and that its style in a file under `extra_css:`"
        return f"a style in an attribute, `{what}`: {way}, or allow all such styles: {_allowing(one)}"
    return f"`{what}`: keep what it names on the site itself, or allow it: {_allowing(one)}"


def _allowing(one: Asked) -> str:
    scheme, mark, rest = one.source.partition("://")
    source = f"{scheme}{mark}{rest.partition('/')[0]}" if mark else one.source.strip("'")
    return f"`content_policy_sources: {{{one.directive}: {source!r}}}`"


def refusal(faults: tuple[str, ...], *, written: bool) -> str:
    """All faults as one text; of very many the first. ``written``: whether pages lie in the site already."""
    stands = "do not publish what was written" if written else "the site was not written"
    more = len(faults) - _MOST
    lines = [*faults[:_MOST], *([f"and {more} more"] if more > 0 else [])]
    return "\n".join(
        (
            f"the content policy would block what pages of the site have; {stands}.",
            "",
            *lines,
            "",
            "`content_policy: off` below `onrecord:` in mkdocs.yml does without a policy.",
        )
    )


def write_headers(site: Path, policy: Policy, tell: Callable[[str], object]) -> None:
    """Writes the files that tell servers the policy; ``tell`` is told where the site has its own."""
    if len(policy.header) > _LONGEST:
        tell(f"the content policy has {len(policy.header)} characters: Cloudflare takes no line that long")
    for address, text in header_files(policy).items():
        path = site / address
        if path.exists() and not path.read_text("utf-8", "replace").startswith(text.partition("\n")[0]):
            tell(f"{address} is the site's own: take what it needs from headers/ in the site")
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
