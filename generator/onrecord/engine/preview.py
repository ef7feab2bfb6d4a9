"""The preview: after a record was saved its page is there at once, and all else follows.

MkDocs builds a site whole. Of thousands of records that takes seconds, of which an editor who looks at one
page should not wait for any. So the page of a record that changed is made first, with what is known of all
others, and the browser reloads it; as soon as nothing is saved for a moment, the site is built as always,
which puts right whatever else shows the record.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger

from onrecord.build.early import early_page
from onrecord.build.site import Part, Stat, put_file, stat_of
from onrecord.library.files import record_files

if TYPE_CHECKING:
    from onrecord.engine.run import Run

log = get_plugin_logger(__name__)

#: More records at once are no editor who saves one: the whole site is built.
_FEW = 3
#: Seconds without a change after which the whole site is built.
_QUIET = 1.0


def serve_from(server: LiveReloadServer, folder: Path) -> None:
    """Has a server serve a folder, its page for errors too."""
    server.root = str(folder.absolute())

    def error_page(code: int) -> bytes | None:
        path = folder / f"{code}.html"
        return path.read_bytes() if path.is_file() else None

    server.error_handler = error_page


class Preview:
    """Serves a site whose last whole build was ``run``."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.folder = run.records.site.root / run.records.site.settings.briefings
        self.stats = self._stats()

    def _stats(self) -> dict[Path, Stat]:
        files = sorted({*record_files(self.folder), *self.folder.glob("registry/**/*")})
        return {path: stat_of(path) for path in files}

    def refresh(self) -> list[str]:
        """Makes the pages of records that were saved since; gives their addresses.

        It makes no page where anything else changed, or more than a few records, or one that cannot be used.
        """
        now = self._stats()
        changed = [path for path, stat in now.items() if self.stats.get(path) != stat]
        if now.keys() != self.stats.keys() or not 0 < len(changed) <= _FEW or not self.run.whole:
            return []
        made = [self._page(path) for path in changed if path.parent.name != "registry"]
        if len(made) != len(changed) or None in made:
            return []
        self.stats = now
        return [address for address in made if address is not None]

    def _page(self, path: Path) -> str | None:
        """Makes the page of the record in a file; None where it has none now."""
        run = self.run
        page = early_page(run.records, run.assembly, path)
        if page is None:
            return None
        output, _ = run.job.finished(page.address, run.assembly.text(page))
        put_file(run.site_dir / run.job.pages[page.address].path, Part.of(output))
        return page.address


def at_once(
    server: LiveReloadServer, build: Callable[[], None], preview: Callable[[], Preview | None]
) -> Callable[[], None]:
    """What a server calls after a change, instead of ``build``: the pages of saved records come first.

    Without a ``preview`` the site is that of a former process: it is served while the records are read.
    """

    def rebuild() -> None:
        early = False
        found = preview()
        if found is None:
            server._wanted_epoch = server._visible_epoch
        else:
            for _ in _saved(server, found):
                _reload(server)
                early = True
        build()
        if early:
            # Browsers have reloaded for this change already: with this they do once more.
            server._wanted_epoch = _now()

    return rebuild


def _saved(server: LiveReloadServer, preview: Preview) -> Iterator[list[str]]:
    """The pages of records that were saved, as long as there are more within a moment."""
    while True:
        start = time.monotonic()
        try:
            pages = preview.refresh()
        except Exception as error:  # whatever it is, the whole build says it properly
            log.debug("a page could not be made alone: %s", error)
            return
        if not pages:
            return
        log.info("made again in %.2f seconds: %s", time.monotonic() - start, ", ".join(pages))
        yield pages
        with server._rebuild_cond:
            if not server._rebuild_cond.wait_for(lambda: server._want_rebuild, timeout=_QUIET):
                return
            server._want_rebuild = False


def _reload(server: LiveReloadServer) -> None:
    """Has browsers load what is there now; they need not wait for the whole build."""
    with server._epoch_cond:
        server._wanted_epoch = server._visible_epoch = _now()
        server._epoch_cond.notify_all()


def _now() -> int:
    """A number for a state of the site, as the server has them: milliseconds."""
    return int(time.monotonic() * 1000)
