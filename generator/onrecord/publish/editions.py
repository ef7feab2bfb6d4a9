"""Where the chain of editions gets one more: when a new site lies ready, before it is checked and swapped.

`NoEditions` is what a publish does without; whatever else has the same two methods may take its place.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Protocol

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


class NoEditions:
    """A site without a chain."""

    def append(self, new_site: Path, old_site: Path | None, site: Site, time: datetime) -> str:
        """Adds nothing."""
        return ""

    def keep(self, published: Path, site: Site) -> None:
        """Keeps nothing."""
