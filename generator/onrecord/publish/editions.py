"""Where an edition is added to the chain of editions, once a new site lies ready and before it is checked."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Protocol

from onrecord.editions import append as editions
from onrecord.editions import kept
from onrecord.publish.errors import PublishError
from onrecord.settings import Site


class Append(Protocol):
    """Writes an edition into a new site."""

    def __call__(self, new_site: Path, old_site: Path | None, site: Site, time: datetime) -> str:
        """Adds to ``new_site`` what tells of this edition, and gives a line that names it, or nothing.

        ``old_site`` is the published folder, of which the chain goes on; None where there is none. It may
        write and replace files in ``new_site`` alone, and raise PublishError.
        """


def append(new_site: Path, old_site: Path | None, site: Site, time: datetime) -> str:
    """Appends an edition to the chain; nothing where the site has no data files to make one of."""
    if not site.settings.exports:
        return ""
    options = editions.Options(_folder(site), site.settings.edition_proofs)
    try:
        return str(editions.append(new_site, old_site, options, time))
    except editions.EditionError as error:
        raise PublishError(str(error)) from None


def keep(published: Path, site: Site) -> None:
    """Takes the chain of the published folder into the site's source.

    Where this is stopped, the next publish goes on from the folder, which has the longer chain.
    """
    folder = _folder(site)
    if folder is not None and site.settings.exports:
        kept.keep(published, folder)


def _folder(site: Site) -> Path | None:
    return site.root / site.settings.editions if site.settings.editions else None
