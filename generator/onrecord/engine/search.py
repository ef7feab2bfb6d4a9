"""The search of a site: Pagefind's index behind the theme's box, or the theme's own search, made better."""

from __future__ import annotations

import html
import json
import re
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.pages import Page

from onrecord.engine.facts import Facts
from onrecord.language import Language, use
from onrecord.language import gettext as _
from onrecord.pages import assets
from onrecord.search.choice import Choice
from onrecord.search.entries import entry
from onrecord.search.material import INDEX, Found, improved
from onrecord.search.pagefind import PagefindError
from onrecord.search.shards import Index, prepare, publish
from onrecord.search.store import CacheError, Entries, Stored, store
from onrecord.search.words import SEPARATOR
from onrecord.settings import no_search_box

log = get_plugin_logger(__name__)

FOLDER = "search"
"""Where the index lies in a site, beside the theme's."""
#: What takes the place of the theme's worker in its templates.
_WORKER = re.compile(r'"assets/javascripts/workers/search\.\w+\.min\.js"')
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Taker:
    """Takes up finished pages for Pagefind, whose entries lie in a cache; without one it takes none."""

    cache: Path | None

    def __call__(self, facts: Facts) -> Stored | None:
        """What the index of all pages needs to know of this one; None for one that it leaves out."""
        if self.cache is None:
            return None
        made = entry(facts.url, _text(facts.title), facts.searched, facts.meta)
        return store(made, self.cache) if made else None


class Search:
    """What answers the search box of one build. The preview has one for all its builds."""

    def __init__(self) -> None:
        self.choice = Choice(False, "")
        self._cache = Path()
        self._entries: Entries | None = None
        self._found: dict[str, Found] = {}
        self._language: Language
        # The preview indexes beside its server; only the newest build may write into the site.
        self._build = 0
        self._ended = False
        self._writing = threading.Lock()

    def begin(self, choice: Choice, config: MkDocsConfig, cache: Path, language: Language) -> None:
        """Before pages are read. Where it is Pagefind, the theme's own search gathers none."""
        if choice != self.choice:
            who = "Pagefind" if choice.pagefind else "the theme's own search"
            log.info("search: %s answers (%s)", who, choice.reason)
        with self._writing:
            self._build += 1
        self.choice, self._cache, self._language, self._found = choice, cache, language, {}
        self._entries = Entries(cache) if choice.pagefind else None
        if choice.pagefind and (plugin := _plugin(config)):
            # It still takes its marks out of the pages, and writes its settings, which the box reads.
            plugin.search_index.add_entry_from_context = lambda page: None

    def worker(self, env: jinja2.Environment) -> jinja2.Environment:
        """Has the box ask our worker, where it is Pagefind that answers."""
        if self.choice.pagefind and env.loader is not None:
            with use(self._language):
                env.globals["best_matches"] = _("Best matching pages")
            env.loader = _With(env.loader)
        return env

    def page(self, page: Page, content: str, *, ours: bool) -> None:
        """Takes up a page that MkDocs builds, with its content as a search index reads it."""
        if self._entries is not None:
            try:
                self._entries.add(page.url, _text(page.title), content, page.meta)
            except OSError as error:
                raise self._refused(error) from None
        elif ours:
            self._found[page.url] = Found.of(page.meta, content)

    @property
    def taker(self) -> Taker:
        """What takes up finished pages, in any process."""
        return Taker(self._cache if self.choice.pagefind else None)

    def finished(
        self, pages: Iterable[tuple[str, object]], facts: Callable[[str], Facts], config: MkDocsConfig
    ) -> None:
        """Takes up finished pages: their addresses, each with what a `Taker` gave for it."""
        plugin = _plugin(config)
        for address, taken in pages:
            if self._entries is not None:
                if isinstance(taken, Stored):
                    self._entries.stored[taken.address] = taken
            elif plugin is not None:
                known = facts(address)
                self._found[known.url] = Found.of(known.meta, known.searched)
                plugin.search_index.add_entry_from_context(
                    SimpleNamespace(
                        meta=known.meta, content=known.searched, toc=[], url=known.url, title=known.title
                    )
                )

    def finish(self, config: MkDocsConfig, site: Path, *, preview: bool) -> None:
        """After all pages are there: writes the index. The preview does it beside its server, in ``site``."""
        index = Path(config.site_dir, INDEX)
        if self._entries is None:
            if index.is_file():
                text = index.read_text("utf-8")
                if (better := improved(text, self._found)) != text:
                    index.write_text(better, "utf-8")
            return
        try:
            entries = self._entries.finished()
            self._settings(config, index)
            if preview:
                given = (entries, site, self._build)
                threading.Thread(target=self._beside, args=given, daemon=True).start()
            else:
                made = prepare(entries, self._cache)
                publish(made, Path(config.site_dir, FOLDER), self._cache)
                _tell(made)
        except (PagefindError, CacheError) as error:
            raise PluginError(f"onrecord: {error}. {_WAY_OUT}") from None
        except OSError as error:
            raise self._refused(error) from None

    def _refused(self, error: OSError) -> PluginError:
        where = error.filename or self._cache
        return PluginError(
            f"onrecord: {where}: {error.strerror or error}. The search index is made there. {_WAY_OUT}"
        )

    def _beside(self, entries: list[Stored], site: Path, build: int) -> None:
        with _one_at_a_time:
            if build != self._build:
                return
            try:
                made = prepare(entries, self._cache)
                with self._writing:
                    # Since then the next build may have begun, and is emptying the folder.
                    if build == self._build:
                        publish(made, site / FOLDER, self._cache, linked=True)
                        _tell(made)
            except (PagefindError, CacheError, OSError) as error:
                # At the end of the preview its indexer ends too.
                if not self._ended:
                    log.warning("search: the index was not made: %s", error)

    def end(self) -> None:
        """What is still indexed beside the preview is wanted no more."""
        self._ended = True

    def _settings(self, config: MkDocsConfig, index: Path) -> None:
        """The theme's settings of its search, to which come ours; there are no pages among them."""
        found = json.loads(index.read_text("utf-8")) if index.is_file() else {"config": {}}
        with use(self._language):
            more = _("All {number} pages found, with filters")
        address = "search/" if config.use_directory_urls else "search.html"
        found["config"] |= {
            "separator": SEPARATOR,
            "index": f"{'../' * (assets.ADDRESS.count('/') + 1)}{FOLDER}/",
            "page": address,
            "more": more,
            "language": self._language.tag,
        }
        found["docs"] = []
        index.parent.mkdir(parents=True, exist_ok=True)
        index.write_text(json.dumps(found, ensure_ascii=False, separators=(",", ":")), "utf-8")


def no_box(config: MkDocsConfig) -> str:
    """Why the site has no search box that our index could answer; empty where it has one."""
    plugins = {name: getattr(one, "config", {}) for name, one in config.plugins.items()}  # hooks have none
    if why := no_search_box(config.theme.name or "", plugins):
        return why
    templates = (path for folder in config.theme.dirs if (path := Path(folder, "base.html")).is_file())
    if not any(_WORKER.search(path.read_text("utf-8", errors="replace")) for path in islice(templates, 1)):
        return "the theme's base.html names its search otherwise than we know"
    return ""


_WAY_OUT = "`search: material` below `onrecord:` in mkdocs.yml keeps the theme's own search"
_one_at_a_time = threading.Lock()


def _tell(made: Index) -> None:
    log.info("search: %d of %d parts of the index made anew", made.made, len(made.keys))


def _plugin(config: MkDocsConfig) -> Any:
    """Material's plugin for search, if it is on."""
    plugins = (config.plugins.get(name) for name in ("search", "material/search"))
    return next((one for one in plugins if one is not None and hasattr(one, "search_index")), None)


class _With(jinja2.BaseLoader):
    """Loads what another loader does, with our worker in the theme's outermost template.

    The box shows the best results and the way to all of them: it must not call that their number.
    """

    def __init__(self, loader: jinja2.BaseLoader) -> None:
        self.loader = loader

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        source, path, is_current = self.loader.get_source(environment, template)
        if template == "base.html":
            source = _WORKER.sub(f'"{assets.ADDRESS}/search-worker.js"', source)
            source = source.replace('lang.t("search.result.other")', "best_matches")
        return source, path, is_current

    def list_templates(self) -> list[str]:
        return self.loader.list_templates()


def _text(title: object) -> str:
    """A title as typed: MkDocs has it as HTML."""
    return html.unescape(_TAG.sub("", str(title or "")))
