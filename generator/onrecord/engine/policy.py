"""What the built site may have: the gate for each of our pages, and the content security policy for all.

The hashes of scripts within pages come from what was built. Our own pages have those of their shells, which
are looked at once for all pages alike; pages that MkDocs or others made are looked at one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

from onrecord.assemble import RefusedError
from onrecord.engine.shell import Shell, UnknownShellError
from onrecord.engine.theme import MATERIAL
from onrecord.guard.asked import INLINE, Asked, asked
from onrecord.guard.gate import fault, head_fault
from onrecord.guard.headers import header_files
from onrecord.guard.known import known
from onrecord.guard.policy import Policy, strict
from onrecord.markdown.html import Html
from onrecord.settings import Settings

log = get_plugin_logger(__name__)
#: Where the theme has fonts from, unless it is told `font: false`.
FONTS = {"style-src": ("https://fonts.googleapis.com",), "font-src": ("https://fonts.gstatic.com",)}
_MOST = 20
#: Of 2,000 characters that a line of `_headers` may have at Cloudflare.
_LONGEST = 1950
THEME = "every page of the theme"


def held(address: str, page: Html) -> None:
    """Raises RefusedError where a page of ours holds what none of our templates writes."""
    meta = page.meta
    found = fault(page.content) or head_fault(page.title, str(meta.get("description") or ""))
    if found:
        raise RefusedError(
            f"{address} would show what none of our templates writes: {found}. Text of a record has come "
            "into the page round the escape, which is a mistake of the program: please report it with this "
            "message. No page was written; with other text in that record the site can be built"
        )


def same_scripts(address: str, shell: Shell, bare: Shell) -> None:
    """Raises UnknownShellError where a page has scripts that its policy would not hold."""
    if shell is not bare and shell.key != bare.key and _inline(shell) != _inline(bare):
        raise UnknownShellError(f"the theme gives {address} scripts of its own")


def _inline(shell: Shell) -> list[str]:
    return [one.source for one in shell.asked if one.inline]


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


def look(
    config: MkDocsConfig, settings: Settings, shells: Iterable[Shell], sources: Mapping[str, str]
) -> Looked | None:
    """The policy of a site that lies in ``site_dir`` but for our own pages, whose ``shells`` are given.

    ``sources`` are the files in the documentation by those in the site. None where the site has no policy.
    """
    if settings.content_policy == "off":
        return None
    if why := _without(config):
        log.info("the site has no content policy: %s", why)
        return None
    policy = strict(settings.content_policy_sources)
    if config.theme.get("font") is not False:
        policy = policy.adding(FONTS)
        log.info("readers get the theme's fonts from Google: `font: false` below `theme:` spares them that")
    scripts = known(MATERIAL)
    hashes: dict[str, set[str]] = {}
    faults: dict[str, list[str]] = {}
    for page, parts in _pages(config, shells, sources):
        for one in parts:
            if one.inline and scripts.fullmatch(one.text):
                hashes.setdefault(one.directive, set()).add(one.source)
            elif not policy.allows(one.directive, one.source):
                faults.setdefault(told(one), []).append(page)
    policy = policy.adding({name: sorted(found) for name, found in hashes.items()})
    return Looked(policy, tuple(f"{_places(pages)}: {said}" for said, pages in faults.items()))


def _places(pages: list[str]) -> str:
    pages = list(dict.fromkeys(pages))
    return pages[0] if len(pages) == 1 else f"{pages[0]} and {len(pages) - 1} more"


def _without(config: MkDocsConfig) -> str:
    """Why a site has none; empty where it has one."""
    if config.theme.name != "material":
        return "which scripts the theme has is known of Material only"
    if any(
        name.rpartition("/")[2] == "offline" and one.config.enabled for name, one in config.plugins.items()
    ):
        return "the plugin `offline` makes a site that is read without a server"
    return ""


def _pages(
    config: MkDocsConfig, shells: Iterable[Shell], sources: Mapping[str, str]
) -> Iterator[tuple[str, tuple[Asked, ...]]]:
    own = config.site_url or ""
    for shell in shells:
        yield THEME, shell.asked
    root = Path(config.site_dir)
    for path in sorted(root.rglob("*.html")):
        address = path.relative_to(root).as_posix()
        yield sources.get(address, address), asked(path.read_text("utf-8", "replace"), own)


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


def write_headers(site: Path, policy: Policy) -> None:
    """Writes the files that tell servers the policy, where the site has none of its own there."""
    if len(policy.header) > _LONGEST:
        log.info(
            "the content policy has %d characters: Cloudflare takes no line that long", len(policy.header)
        )
    for address, text in header_files(policy).items():
        path = site / address
        if path.exists() and not path.read_text("utf-8", "replace").startswith(text.partition("\n")[0]):
            log.info("%s is the site's own: take what it needs from headers/ in the site", address)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
