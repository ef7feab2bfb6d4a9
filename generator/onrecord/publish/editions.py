"""Where an edition is added to the chain of editions, once a new site lies ready and before it is checked."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Protocol

from onrecord.settings import Site


class Append(Protocol):
    """Writes an edition into a new site."""

    def __call__(self, new_site: Path, old_site: Path | None, site: Site, time: datetime) -> str:
        """Adds to ``new_site`` what tells of this edition, and gives a line that names it, or nothing.

        ``old_site`` is the published folder, of which the chain goes on; None where there is none. It may
        write and replace files in ``new_site`` alone, and raise PublishError.
        """


def append(new_site: Path, old_site: Path | None, site: Site, time: datetime) -> str:
    """Adds nothing: a site has no chain of editions yet."""
    return ""
