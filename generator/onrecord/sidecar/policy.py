"""The content security policy of a site that Zensical built, as the plugin has it in MkDocs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

from onrecord.assemble import RefusedError
from onrecord.guard.asked import Asked, asked
from onrecord.guard.known import known
from onrecord.guard.look import FONTS, FONTS_TOLD, looked, refusal, without_styles, write_headers
from onrecord.guard.policy import strict
from onrecord.settings import Site

#: The style sheet of the search box, which the theme's script writes into each page: that of our version.
_OF_SCRIPTS = {"style-src": ("'sha256-NwSx/R2V/U4jnW0Tq5pQ53Y/rzPVJ4dqE7D6UTA/J1k='",)}


def hold(made: Path, site: Site, tell: Callable[[str], object], *, fonts: bool) -> None:
    """Writes the files with the policy into a built site; ``fonts``: whether the theme has Google's.

    Raises RefusedError where the policy would block something.
    """
    if site.settings.content_policy == "off":
        return
    policy = strict(site.settings.content_policy_sources).adding(_OF_SCRIPTS)
    if fonts:
        policy = policy.adding(FONTS)
        tell(FONTS_TOLD)
    found = looked(policy, known(theme_folder()), _pages(made, site.site_url))
    if found.faults:
        raise RefusedError(refusal(found.faults, written=False))
    write_headers(made, found.policy, tell)


def _pages(made: Path, url: str) -> Iterator[tuple[str, tuple[Asked, ...]]]:
    """What each page asks for; tables of pages written by hand get classes in the place of styles."""
    for path in sorted(made.rglob("*.html")):
        text = path.read_text("utf-8", "replace")
        if (better := without_styles(text)) != text:
            path.write_text(better, "utf-8")
        yield path.relative_to(made).as_posix(), asked(better, url)


def theme_folder() -> Path:
    """The templates of Zensical's theme; a folder that is not there where Zensical is not installed."""
    spec = find_spec("zensical")
    return Path(spec.origin).parent / "templates" if spec and spec.origin else Path("templates-of-zensical")
