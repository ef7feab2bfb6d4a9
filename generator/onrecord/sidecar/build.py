"""A build by Zensical: the tree is written, Zensical builds beside, and the site gets what changed."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from onrecord.assemble import Records
from onrecord.build.fingerprint import digest
from onrecord.build.ledger import Ledger
from onrecord.build.site import Part, Synced, sync
from onrecord.library.keeper import Told, silent
from onrecord.settings import Settings, Site
from onrecord.sidecar.policy import hold
from onrecord.sidecar.program import VERSION, command
from onrecord.sidecar.tree import CONFIG, Tree, own_settings

#: The folder of the cache with the ledger of the site's files.
_PUT = "put"


def notes_of(settings: Settings) -> str:
    """Where a build notes down what it put into the site, seen from the folder of ``mkdocs.yml``."""
    return f"{own_settings(settings).cache_of(preview=False)}/{_PUT}"


class FailedError(Exception):
    """Zensical stopped; it has said why."""


def build(
    site: Site,
    target: Path,
    problems: Callable[[Records], None],
    environment: Mapping[str, str],
    tell: Callable[[str], object],
    *,
    strict: bool = False,
    told: Told = silent,
) -> Synced:
    """Builds a site into the folder ``target``, which keeps its former one where the build stops.

    ``environment`` may ask for a number of processes, a cluster or a build without what was kept; ``tell`` is
    told what else is to be known. Raises what `Tree.make` does, and FailedError.
    """
    tree = Tree(site, environment, preview=False, told=told)
    failed: BaseException | None = None
    ledger: Ledger | None = None
    try:
        # It is held to the end: of two builds at once one would put the other's half into the site.
        ledger = Ledger(tree.project.parent / _PUT, VERSION.encode())
        tree.make(problems)
        options = ["--strict"] if strict else []
        made = tree.project / "site"
        # Zensical leaves pages that are gone.
        shutil.rmtree(made, ignore_errors=True)
        run = command("build", tree.project / CONFIG, *options)
        if status := subprocess.run(run, cwd=site.root, check=False).returncode:
            raise FailedError(f"Zensical stopped with exit status {status}; the site is as it was")
        hold(made, site, tell, fonts=tree.fonts)
        return sync(target, dict(_parts(made)), ledger)
    except BaseException as error:
        failed = error
        raise
    finally:
        if ledger is not None:
            ledger.close(failed)
        tree.close(failed)


def _parts(made: Path) -> Iterator[tuple[str, Part]]:
    """The files that Zensical built, by their paths in the site."""
    for parent, _, names in os.walk(made):
        for name in names:
            path = Path(parent, name)
            yield path.relative_to(made).as_posix(), Part(digest(path.read_bytes()), str(path))
