"""The preview by Zensical: it serves the tree and reloads pages; we write into the tree what was saved.

The page of a record that was saved is written first, and all else follows as soon as nothing is saved for a
moment. While a record has errors its last good page stays, with what the checks say of it.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from onrecord.assemble import Records, RefusedError
from onrecord.build.early import early_page
from onrecord.build.ledger import InUseError
from onrecord.build.site import Stat, stat_of
from onrecord.library.files import record_files
from onrecord.output import ForeignFolderError
from onrecord.search.pagefind import PagefindError
from onrecord.search.store import CacheError
from onrecord.settings import SettingsError, Site, read_site
from onrecord.sidecar.program import command
from onrecord.sidecar.tree import CONFIG, Tree

#: What keeps a tree from being made, and leaves it as it was.
REFUSALS = (RefusedError, SettingsError, InUseError, ForeignFolderError, PagefindError, CacheError, OSError)
#: Seconds between two looks at the files, and without a change after which all pages are made.
_LOOK, _QUIET = 0.1, 1.0
#: More records at once are no editor who saves one.
_FEW = 3
#: How long Zensical may take to end when it is asked to.
_PATIENCE = 5.0

Tell = Callable[[str], object]


class Preview:
    """Keeps a tree as its site is.

    preview = Preview(site, os.environ, print)
    preview.make()
    preview.look()    # again and again
    """

    def __init__(self, site: Site, environment: Mapping[str, str], tell: Tell) -> None:
        self.site, self._environment, self._tell_user = site, environment, tell
        self.tree = Tree(site, environment, preview=True)
        self._stats = self._now()
        self._changed = 0.0
        self._waits = False
        self._said = ""

    def make(self) -> None:
        """Makes all pages. Raises what `Tree.make` does."""
        self._waits = False
        self.tree.make(self._tell)

    def look(self, now: float) -> None:
        """Looks for changes at a time in seconds; writes the pages of saved records, and later all others."""
        stats = self._now()
        if stats != self._stats:
            paths = [
                path for path in stats.keys() | self._stats.keys() if stats.get(path) != self._stats.get(path)
            ]
            self._stats, self._changed, self._waits = stats, now, True
            if self._early(paths):
                return
            # What is nobody's page alone is not kept waiting.
            self._changed = now - _QUIET
        if self._waits and now - self._changed >= _QUIET:
            self._again()

    def _early(self, paths: list[Path]) -> bool:
        """Writes the pages of records; says whether these are all that changed."""
        folder = self.site.root / self.site.settings.briefings
        records = [path for path in paths if path.is_relative_to(folder) and path.parent.name != "registry"]
        if len(records) != len(paths) or len(paths) > _FEW or not hasattr(self.tree, "assembly"):
            return False
        start = time.monotonic()
        tree, made = self.tree, []
        try:
            for path in records:
                page = early_page(tree.records, tree.assembly, path)
                if page is None:
                    return False
                tree.put(page.address, tree.assembly.text(page))
                made.append(page.address)
        except Exception:  # whatever it is, making all pages says it properly
            return False
        self._tell_user(f"made again in {time.monotonic() - start:.2f} seconds: {', '.join(made)}")
        return True

    def _again(self) -> None:
        """Makes all pages; what keeps them from being made is said, and the former ones stay."""
        start = time.monotonic()
        try:
            self._settings()
            self.make()
        except REFUSALS as error:
            self._waits = False
            self._tell_user(f"{error}\nThe pages are as they were.")
        else:
            self._tell_user(f"all pages are as the records are, after {time.monotonic() - start:.1f} seconds")

    def _settings(self) -> None:
        """Begins anew with other settings where these changed."""
        file = self.site.config_file
        assert file is not None
        site = read_site(file)
        if site != self.site:
            self.tree.close()
            self.site, self.tree = site, Tree(site, self._environment, preview=True)

    def _tell(self, records: Records) -> None:
        """Says what the checks say, once."""
        if records.problems != self._said:
            self._tell_user(records.problems or "the records have no problems any more")
        self._said = records.problems

    def _now(self) -> dict[Path, Stat]:
        return {path: stat_of(path) for path in self._files()}

    def _files(self) -> Iterator[Path]:
        """All that a site is made of."""
        root, settings = self.site.root, self.site.settings
        yield from record_files(root / settings.briefings)
        yield from (root / settings.briefings / "registry").rglob("*")
        named = (
            settings.templates,
            settings.wording,
            settings.catalogue,
            self.site.custom_dir,
            settings.lock_file,
        )
        for path in (root / self.site.docs_dir, *(root / name for name in named if name)):
            yield from path.rglob("*") if path.is_dir() else (path,)
        if self.site.config_file is not None:
            yield self.site.config_file


def serve(site: Site, address: str, environment: Mapping[str, str], tell: Tell) -> int:
    """Serves a site at an ``address`` such as 127.0.0.1:8000 until Ctrl-C; gives Zensical's exit status.

    Raises what `Tree.make` does where there is nothing to serve yet.
    """
    preview = Preview(site, environment, tell)
    server: subprocess.Popen[bytes] | None = None
    try:
        preview.make()
        run = command("serve", preview.tree.project / CONFIG, "--dev-addr", address)
        server = subprocess.Popen(run, cwd=site.root, env=dict(environment))
        while server.poll() is None:
            time.sleep(_LOOK)
            preview.look(time.monotonic())
        return server.returncode
    except KeyboardInterrupt:
        return 0
    finally:
        if server is not None:
            _end(server)
        preview.tree.close()


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
