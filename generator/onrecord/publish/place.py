"""Where a site may be published: in no folder of which another program makes use."""

from __future__ import annotations

import os
from pathlib import Path

from onrecord.folders import overlaps
from onrecord.library.load import lines_of
from onrecord.problems import as_text
from onrecord.publish.beside import Beside
from onrecord.publish.errors import PublishError
from onrecord.settings import Site


def checked_place(folder: Path, site: Site) -> Path:
    """The folder to publish into: what a link leads to, and absolute. Raises PublishError."""
    path = Path(os.path.realpath(folder))
    if path == path.parent:
        raise PublishError(f"{folder} has nothing beside it; name a folder below it")
    if path.exists() and not path.is_dir():
        raise PublishError(f"{folder} is a file; name a folder")
    # The build goes into a folder of its own, so that `site_dir` is free to be published into.
    aside = site.model_copy(update={"site_dir": str(Beside(path).build)})
    found = [one for one in overlaps(aside, path) if "`site_dir`" not in one.what]
    if found:
        raise PublishError(
            f"{folder} cannot be published into; nothing was written.\n\n"
            + as_text(found, lines_of(site.root.__truediv__))
        )
    if os.path.ismount(path):
        raise PublishError(
            f"something is mounted at {folder}, so that it cannot be exchanged; publish into a folder below "
            "it, and have the server look there"
        )
    return path
