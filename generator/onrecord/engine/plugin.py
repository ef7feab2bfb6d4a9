"""The MkDocs plugin: it adapts, and knows nothing of records. ``plugins: [search, onrecord]`` is enough."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import jinja2
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from onrecord.assemble import Records, RefusedError, language_of, read, ready
from onrecord.build.cache import Cache
from onrecord.build.ledger import Ledger
from onrecord.build.program import program
from onrecord.build.progress import Progress
from onrecord.build.records import KeptRecords, Memory
from onrecord.build.site import Synced, holds, put_again
from onrecord.engine.content import EXTENSIONS, Content, content, obstacle
from onrecord.engine.guarded import guard
from onrecord.engine.known import known
from onrecord.engine.nav import name_sections
from onrecord.engine.policy import look
from onrecord.engine.preview import Preview, at_once, serve_from
from onrecord.engine.run import SOURCES, Run, settings_of
from onrecord.engine.said import Renamed, Said
from onrecord.engine.search import FOLDER as SEARCH
from onrecord.engine.search import Search, no_box
from onrecord.engine.search import log as search_log
from onrecord.engine.sitemap import without_pages
from onrecord.engine.theme import add_words, escape_titles, mend_templates, prepare_theme, set_language
from onrecord.engine.unchanged import LastBuild, Nothing, inputs, until
from onrecord.engine.unwritten import told
from onrecord.guard.look import refusal, without_styles, write_headers
from onrecord.guard.policy import Policy
from onrecord.language import Language, gettext, use
from onrecord.library.load import build_time, collector_paused
from onrecord.pages.assets import STYLES
from onrecord.pages.own_pages import with_notice
from onrecord.settings import PLUGIN, Settings, SettingsError, Site, parse_settings

log = get_plugin_logger(__name__)
#: What a cache has, and the setting that says where it lies.
_KEPT = ("what is kept from build to build", "cache")
_DONE = "%s of %s pages made again; %s files written to %s, %s deleted"
_PROGRESS = f"{__name__}.progress"
#: Where the preview's site lies, below its cache.
_SERVED = "site"
#: The name under which the policy of a site is noted for the next build.
_POLICY = "content policy"
#: New objects after which Python looks among them for those that nobody can reach; else 700.
_NEW = 50_000


class _Options(Config):  # type: ignore[no-untyped-call]  # MkDocs does not annotate its class hooks
    """Empty: our options are validated by :class:`Settings`, which works without MkDocs."""


class OnRecordPlugin(BasePlugin[_Options]):  # type: ignore[no-untyped-call]  # the same
    """Turns records into pages. The options are those of :class:`onrecord.settings.Settings`."""

    def __init__(self) -> None:
        self.settings = Settings()
        self.preview = False
        self._records: Records
        self._run: Run
        self._preview: Preview | None = None
        self._contents: dict[str, Content] = {}
        self._back = self._shown = ""
        self._ours = True
        self._stubs: set[str] = set()
        self._search = Search()
        self._cache: Cache
        self._ledger: Ledger | None = None
        self._memory: Memory = {}
        self._policy: Policy | None = None
        self._progress = Progress.of(get_plugin_logger(_PROGRESS).info)
        self._first = True
        self._nothing: Nothing | None = None
        self._said: Said | None = None
        self._renamed: Renamed | None = None
        self._inputs = ""

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[list[tuple[str, Exception]], list[tuple[str, str]]]:
        """Reads the options through the class that the command uses too."""
        self.config = _Options()
        try:
            self.settings = parse_settings(dict(options))
        except SettingsError as error:
            return [
                (line.partition("`")[2].partition("`")[0] or "onrecord", Exception(line))
                for line in str(error).splitlines()
            ], []
        return [], []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Drafts and findings appear in the preview and never in a build."""
        self.preview = command == "serve"
        if not self.preview:
            # Nearly all that a build makes stays until its process ends, and goes with it: looking through it
            # for what nobody can reach takes a third of the time after one edit.
            gc.set_threshold(_NEW)
            atexit.register(gc.freeze)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Has the page of a saved record made before all else, and keeps other sites from reading it."""
        guard(server, config.dev_addr.host, self.settings.preview_hosts, lambda: self._policy)
        serve_from(server, Path(config.site_dir))
        server.builder = at_once(server, server.builder, lambda: self._preview)
        if self._preview is None:
            log.info("the site is that of the last preview; the records are read beside it")
            server._want_rebuild = True
        return server

    # Before the search, which takes the language of the theme for its own.
    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Adds what the pages need: Markdown extensions, the style sheet, and folders to watch."""
        root = self._root(config)
        for extension in EXTENSIONS:
            if extension not in config.markdown_extensions:
                config.markdown_extensions.append(extension)
        config.extra_css.insert(0, STYLES)
        settings = self.settings
        for path in (settings.briefings, settings.templates, settings.wording, settings.catalogue):
            if path and (root / path).exists():
                config.watch.append(str(root / path))
        prepare_theme(config)
        set_language(config, Language.of(settings.language))
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Reads the records before MkDocs empties the site's folder: one that stops leaves it as it was."""
        # A build that was interrupted, as by Ctrl-C, has told nobody.
        self._leave(KeyboardInterrupt())
        site, now = self._site(config), build_time()
        language, _ = language_of(site)
        # What a screen reader says of the way back from a note; the extension puts the number at `{}`.
        with use(language):
            back = gettext("Jump back to footnote {number} in the text").replace("{number}", "{}")
        self._back = config.mdx_configs.setdefault("footnotes", {}).setdefault("BACKLINK_TITLE", back)
        found = obstacle(config, self.settings, site.root)
        self._ours = not found
        if found:
            log.info("pages of records are made by Python-Markdown, which is slower: %s", found)
        reason = known(config, _env(config.theme.get_env(), config, language))
        if self._ours and reason:
            log.info("%s", reason)
        try:
            choice = ready(site, now)
        except RefusedError as error:
            raise PluginError(f"{error}.\n\n{error.problems}" if error.problems else str(error)) from None
        self._cache = self._opened(config)
        if self.preview and not self._cache.temporary:
            # MkDocs' own is a new one each time, into which a site of thousands of pages would have to go.
            config.site_dir = str(self._cache.folder / _SERVED)
        self._search.begin(choice, config, self._cache.folder / SEARCH, language)
        whole = self._ours and not reason
        self._ledger = self._began(
            program(site, language.tag, *settings_of(config), choice, back, whole, preview=self.preview)
        )
        self._inputs = inputs(site, config) if whole else ""
        site_dir = config.site_dir
        # The preview needs the records in memory from the second build on.
        first, self._first = self._first, False
        if first and self._inputs and self._unchanged(site, config, now):
            self._renamed = Renamed(config.site_dir, site_dir)
            return
        self._ledger.load()
        if self._ledger.note:
            log.info("%s", self._ledger.note)
        self._said = Said(f"mkdocs.plugins.{_PROGRESS}", search_log.name)
        keeper = KeptRecords(self._ledger, now, self._memory, self._progress)
        # One time for the whole build, so that an embargo cannot end in the middle of it.
        with collector_paused():
            self._records = read(site, now, preview=self.preview, keeper=keeper)
            # What was read stays until the end, and need not be looked through for what may go.
            gc.freeze()
        self._report()
        before = self._run.assembly if self.preview and hasattr(self, "_run") else None
        self._run = Run(
            self._records,
            config,
            self._search,
            self._cache.folder,
            self._ledger,
            keeper,
            back,
            before,
            whole=whole,
        )
        self._renamed = Renamed(config.site_dir, site_dir)

    def _unchanged(self, site: Site, config: MkDocsConfig, now: datetime) -> bool:
        """Whether the last build's site is what this one would make; then MkDocs gets nothing to do."""
        ledger, cache, folder = self._ledger, self._cache.folder, Path(config.site_dir)
        assert ledger is not None
        last = LastBuild.of(ledger)
        pages = site.root / (site.settings.preview_pages if self.preview else site.settings.pages)
        if last is None or not last.holds(self._inputs, now) or not pages.is_dir():
            return False
        done: Synced | None = Synced()
        if not holds(folder, ledger, self._others):
            # A job of CI has an empty folder.
            with told(*_KEPT):
                done = put_again(folder, ledger, [cache / one for one in SOURCES])
        if done is None:
            return False
        self._nothing = Nothing(config, cache / "nothing", last, done)
        self._policy = next((Policy.read(header) for header in ledger.noted(_POLICY, [])), None)
        return True

    @property
    def _others(self) -> tuple[str, ...]:
        """What of a site is not put there with the rest: the preview's search is made beside its server."""
        return (f"{SEARCH}/",) if self.preview else ()

    def _opened(self, config: MkDocsConfig) -> Cache:
        with told(*_KEPT):
            return Cache.of(self._root(config), self.settings.cache_of(preview=self.preview))

    def _began(self, made_by: bytes) -> Ledger:
        with told(*_KEPT):
            return Ledger(self._cache.folder, made_by)

    # Before all others, wherever it stands in the list: plugins for redirects look there for pages.
    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Writes the pages beside the site, and hands them to MkDocs, with the data files and feeds."""
        self._say_no_other()
        if self._nothing:
            return self._nothing.files
        with told("the pages that are made of the records", "pages"):
            files = self._run.add_files(files)
        site = self._run.assembly
        for note in site.notes(self._run.addresses):
            log.info(note)
        self._stubs = {files.src_uris[page.address].url for page in site.pages if page.stub}
        return files

    # After others, which may put pages into the menu.
    @event_priority(-100)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Names the sections of our pages in the language of the site, where MkDocs makes the menu."""
        if self._nothing:
            return nav
        if config.nav is None:
            with use(self._records.language):
                name_sections(nav)
        self._run.menu_made(nav, files)
        return nav

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Makes the theme's page titles safe, mends its HTML, and gives it our words; finishes our pages."""
        if self._nothing:
            return env
        env = self._search.worker(_env(env, config, self._records.language))
        if self._run.whole:
            with told(*_KEPT):
                self._run.finish(env, files)
        return env

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Says on the site's own pages too that a demonstration is one, and as of when an edition is."""
        if page.file.generated_by == PLUGIN:
            return markdown
        return with_notice(self._run.assembly.renderer, markdown, self.settings)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Keeps pages that only hold an address out of the map for search engines."""
        if template_name != "sitemap.xml":
            return output_content
        return without_pages(self._run.with_pages(output_content), self._stubs)

    # Before others, which then see what the page will show.
    @event_priority(100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Makes the content of our pages, without what is for machines."""
        if page.file.generated_by == PLUGIN:
            with told(*_KEPT):
                made = content(page, html, self._back, config, ours=self._ours)
            self._contents[page.url] = made
            self._search.page(page, made.searched, ours=True)
            return made.shown
        html = without_styles(html)
        self._search.page(page, html, ours=False)
        return html

    # A search index reads another content than the page shows: before it and after it.
    @event_priority(100)
    def _before_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        if (made := self._contents.get(page.url)) and made.searched:
            self._shown, page.content = page.content or "", made.searched
        return context

    @event_priority(-100)
    def _after_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        if (made := self._contents.get(page.url)) and made.searched:
            page.content = self._shown
        return context

    on_page_context = CombinedEvent(_before_search, _after_search)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Fills the head: for machines, for links from elsewhere, the feeds, and what keeps robots out."""
        made = self._contents.pop(page.url, None)
        return self._run.with_head(output, page, made.machines if made else "")

    # Before the search writes its index.
    @event_priority(100)
    def _take_up(self, *, config: MkDocsConfig) -> None:
        if not self._nothing and self._run.whole:
            with told(*_KEPT):
                self._run.take_up()

    # After the search wrote its index, wherever it stands in the list, and before a plugin that copies it.
    @event_priority(-50)
    def _improve_search(self, *, config: MkDocsConfig) -> None:
        """Makes the search fit for what readers of an archive look for, where the site has it."""
        if not self._nothing:
            self._search.finish(config, self._run.site_dir, preview=self.preview)

    # After all others: what they wrote is put into the site's folder with the rest.
    @event_priority(-1000)
    def _put(self, *, config: MkDocsConfig) -> None:
        """Sees what browsers are to run of it, and puts what changed into the site."""
        if self._nothing:
            self._leave_alone(self._nothing, config)
            self._nothing = None
            return
        self._hold(config)
        with told("the site", "site_dir"):
            done = self._run.put(self._others)
        self._note_down()
        with told(*_KEPT):
            self._run.close()
        if self._ledger is not None and self._ledger.damage:
            log.info(
                "what was kept from build to build is damaged (%s): the next build makes it anew",
                self._ledger.damage,
            )
        self._ledger = None
        self._cache.close()
        if self.preview:
            self._preview = Preview(self._run)
        if self._run.whole:
            log.info(
                _DONE,
                *(len(self._run.again), len(self._run.assembly.pages)),
                *(len(done.written), self._run.site_dir, len(done.deleted)),
            )

    def _hold(self, config: MkDocsConfig) -> None:
        """Tells servers what browsers may run of the site; the preview tells browsers itself."""
        run = self._run
        shells = run.job.shells.made.values() if run.whole else ()
        looked = look(config, self.settings, shells, run.sources)
        self._policy = looked.policy if looked else None
        if self._ledger is not None:
            # A preview that begins with the site of the last one has its policy, too.
            self._ledger.note_down(_POLICY, [self._policy.header] if self._policy else [])
        if not looked:
            return
        if self.preview:
            for one in looked.faults:
                log.warning("the content policy blocks something: %s", one)
        elif looked.faults:
            raise PluginError(f"onrecord: {refusal(looked.faults, written=not run.staged)}")
        else:
            with told("the site", "site_dir"):
                write_headers(Path(config.site_dir), looked.policy, log.info)

    def _note_down(self) -> None:
        """Notes for the next build what this one was made of."""
        said = self._said.end() if self._said else []
        self._said = None
        if self._ledger is not None and self._inputs and self._run.whole:
            records = self._records
            ends = until(records.now, records.site, records.loaded)
            pages = len(self._run.assembly.pages)
            LastBuild(self._inputs, records.now, ends, pages, said).note_down(self._ledger)

    def _leave_alone(self, nothing: Nothing, config: MkDocsConfig) -> None:
        """Ends a build that had nothing to do."""
        nothing.end()
        nothing.last.say()
        if self._ledger is not None:
            self._ledger.close()
            self._ledger = None
        self._cache.close()
        done = nothing.done
        log.info(_DONE, 0, nothing.last.pages, len(done.written), config.site_dir, len(done.deleted))

    on_post_build = CombinedEvent(_take_up, _improve_search, _put)

    def on_build_error(self, *, error: Exception) -> None:
        """Leaves what is kept from build to build as it was."""
        self._progress.end()
        self._leave(error)

    def _leave(self, error: BaseException) -> None:
        gc.unfreeze()
        self._say_no_other()
        if self._said:
            self._said.end()
            self._said = None
        if self._nothing:
            self._nothing.end()
            self._nothing = None
        if self._ledger is not None:
            self._ledger.close(error)
            self._ledger = None
            self._cache.close(error)

    def _say_no_other(self) -> None:
        if self._renamed:
            self._renamed.end()
            self._renamed = None

    def on_shutdown(self) -> None:
        """Does the same after Ctrl-C, which is no error to MkDocs."""
        self._search.end()
        self._leave(KeyboardInterrupt())

    def _root(self, config: MkDocsConfig) -> Path:
        return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()

    def _site(self, config: MkDocsConfig) -> Site:
        return Site(
            root=self._root(config),
            settings=self.settings,
            docs_dir=config.docs_dir,
            site_dir=config.site_dir,
            name=config.site_name,
            site_url=config.site_url or "",
            use_directory_urls=config.use_directory_urls,
            custom_dir=config.theme.custom_dir or "",
            config_file=Path(config.config_file_path) if config.config_file_path else None,
            no_search_box=no_box(config),
        )

    def _report(self) -> None:
        """Prints every problem; an error stops a build before anything is written."""
        loaded = self._records.loaded
        if loaded.errors and not self.preview:
            raise PluginError(f"the records have problems; nothing was written.\n\n{self._records.problems}")
        for problem in loaded.problems:
            if problem.code == "open-question" and not self.preview:
                continue  # those of drafts: a draft is in no build, and must not stop a strict one
            at = f"{problem.place.file}:{problem.place.line}:{problem.place.column}"
            log.warning("%s: %s: %s", at, problem.severity, problem.what)
        if loaded.errors:
            log.info(
                "`onrecord check` shows each problem with its line and a hint; "
                "so does findings/ in the preview"
            )


def _env(env: jinja2.Environment, config: MkDocsConfig, language: Language) -> jinja2.Environment:
    return add_words(mend_templates(escape_titles(env)), config, language)
