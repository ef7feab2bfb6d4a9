"""What the built site may have: the gate for each of our pages, and the content security policy for all.

The hashes of scripts within pages come from what was built. Our own pages have those of their shells, which
are looked at once for all pages alike; pages that MkDocs or others made are looked at one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

from onrecord.assemble import RefusedError
from onrecord.engine.shell import Shell, UnknownShellError
from onrecord.engine.theme import MATERIAL
from onrecord.guard.asked import Asked, asked
from onrecord.guard.known import known
from onrecord.guard.look import FONTS, FONTS_TOLD, Looked, looked, unlike
from onrecord.guard.policy import strict
from onrecord.markdown.html import Html
from onrecord.settings import Settings

log = get_plugin_logger(__name__)
THEME = "every page of the theme"


def held(address: str, page: Html) -> None:
    """Raises RefusedError where a page of ours holds what none of our templates writes."""
    if found := unlike(address, page.content, page.title, str(page.meta.get("description") or "")):
        raise RefusedError(found)


def same_scripts(address: str, shell: Shell, bare: Shell) -> None:
    """Raises UnknownShellError where a page has scripts that its policy would not hold."""
    if shell is not bare and shell.key != bare.key and _inline(shell) != _inline(bare):
        raise UnknownShellError(f"the theme gives {address} scripts of its own")


def _inline(shell: Shell) -> list[str]:
    return [one.source for one in shell.asked if one.inline]


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
        log.info("%s", FONTS_TOLD)
    return looked(policy, known(MATERIAL), _pages(config, shells, sources))


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
