"""Where the chain of editions gets one more: when a new site lies ready, before it is checked and swapped.

Whatever else has the two methods of `SiteEditions` may take its place.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Protocol

from onrecord.editions import append as editions
from onrecord.editions import kept
from onrecord.publish.errors import PublishError
from onrecord.settings import Site


class Editions(Protocol):
    """The chain of a site's editions."""

    def append(self, new_site: Path, old_site: Path | None, site: Site, time: datetime) -> str:
        """Adds this edition to ``new_site``, and gives a line that names it, or nothing.

        ``old_site`` is the published folder, of which the chain goes on; None where nothing was published. It
        writes into ``new_site`` alone, where nothing but what the build made lies yet, and raises
        PublishError: then nothing is published.
        """

    def keep(self, published: Path, site: Site) -> None:
        """Takes the chain into the site's source, once ``published`` has the new edition.

        Raises PublishError where that cannot be done: it is told, and the edition stays published.
        """


class SiteEditions:
    """The chain that a site's settings ask for; none where it has no data files to make one of."""

    def append(self, new_site: Path, old_site: Path | None, site: Site, time: datetime) -> str:
        """Adds this edition, signed and time-stamped as the settings say."""
        if not site.settings.exports:
            return ""
        options = editions.Options(_folder(site), site.settings.edition_proofs)
        try:
            return str(editions.append(new_site, old_site, options, time))
        except editions.EditionError as error:
            raise PublishError(str(error)) from None

    def keep(self, published: Path, site: Site) -> None:
        """Takes the chain over. The next publish goes on from the longer one, if this is interrupted."""
        folder = _folder(site)
        if folder is None or not site.settings.exports:
            return
        try:
            kept.keep(published, folder)
        except OSError as error:
            raise PublishError(f"{error.filename or folder}: {error.strerror or error}") from None


def _folder(site: Site) -> Path | None:
    return site.root / site.settings.editions if site.settings.editions else None
