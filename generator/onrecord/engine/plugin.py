"""The MkDocs plugin: it adapts, and knows nothing of records. ``plugins: [search, onrecord]`` is enough."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Literal

import jinja2
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from onrecord.assemble import Records, RefusedError, assemble, read
from onrecord.engine.content import EXTENSIONS, Content, content, obstacle
from onrecord.engine.head import feed_link, incident_feed_link, with_machines
from onrecord.engine.nav import name_sections
from onrecord.engine.search import INDEX, Found, improved
from onrecord.engine.sitemap import without_pages
from onrecord.engine.theme import add_words, escape_titles, mend_templates, prepare_theme, set_language
from onrecord.export.files import Exports
from onrecord.language import Language, gettext, use
from onrecord.library.load import build_time
from onrecord.output import ForeignFolderError, write_pages
from onrecord.pages.assets import STYLES
from onrecord.pages.briefing.cards import NONE, Cards
from onrecord.pages.own_pages import with_notice
from onrecord.pages.page import Page as Planned
from onrecord.pages.plan import Renderer
from onrecord.settings import PLUGIN, Settings, SettingsError, Site, parse_settings

log = get_plugin_logger(__name__)


class _Options(Config):  # type: ignore[no-untyped-call]  # MkDocs does not annotate its class hooks
    """Empty: our options are validated by :class:`Settings`, which works without MkDocs."""


class OnRecordPlugin(BasePlugin[_Options]):  # type: ignore[no-untyped-call]  # the same
    """Turns records into pages. The options are those of :class:`onrecord.settings.Settings`."""

    def __init__(self) -> None:
        self.settings = Settings()
        self.preview = False
        self._records: Records
        self._renderer: Renderer
        self._exports: Exports | None = None
        self._contents: dict[str, Content] = {}
        self._back = self._shown = ""
        self._ours = True
        self._stubs: set[str] = set()
        self._cards: Cards = NONE
        self._found: dict[str, Found] = {}

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
        try:
            # One time for the whole build, so that an embargo cannot end in the middle of it.
            self._records = read(self._site(config), build_time(), preview=self.preview)
        except RefusedError as error:
            raise PluginError(f"{error}.\n\n{error.problems}" if error.problems else str(error)) from None
        self._report()
        # What a screen reader says of the way back from a note; the extension puts the number at `{}`.
        with use(self._records.language):
            back = gettext("Jump back to footnote {number} in the text").replace("{number}", "{}")
        self._back = config.mdx_configs.setdefault("footnotes", {}).setdefault("BACKLINK_TITLE", back)
        found = obstacle(config, self.settings, self._root(config))
        self._ours = not found
        if found:
            log.info("pages of records are made by Python-Markdown, which is slower: %s", found)

    # Before all others, wherever it stands in the list: plugins for redirects look there for pages.
    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Writes the pages beside the site, and hands them to MkDocs, with the data files and feeds."""
        paths = {
            file.src_uri: Path(file.abs_src_path) if file.abs_src_path else None
            for file in files
            if self._published(file)
        }
        folder = self._records.folder
        try:
            site = assemble(self._records, paths)
            write_pages(folder, site.markdown)
        except RefusedError as error:
            raise PluginError(f"onrecord: {error}") from None
        except ForeignFolderError as error:
            raise PluginError(f"onrecord: {error}: `pages:` in mkdocs.yml") from None
        except OSError as error:
            raise PluginError(
                f"onrecord: {error.filename or folder}: {error.strerror or error}. The pages that are made "
                "of the records are kept there; `pages:` in mkdocs.yml names another folder"
            ) from None
        self._renderer, self._exports, self._cards = site.renderer, site.edition.exports, site.cards
        if site.cards.note:
            log.info(site.cards.note)
        generated = [self._file(page, folder, config) for page in site.pages]
        self._stubs = {file.url for file, page in zip(generated, site.pages, strict=True) if page.stub}
        included = InclusionLevel.INCLUDED
        for address, data in site.files.items():
            generated.append(File.generated(config, address, content=data, inclusion=included))
        for file in generated:
            # A file of the site's own at an address of ours is there only where it is not published.
            if own := files.src_uris.get(file.src_uri):
                files.remove(own)
            files.append(file)
        return files

    def _published(self, file: File) -> bool:
        """Whether the site has a file of its own: none that is excluded, and drafts in the preview only."""
        left_out = (
            (InclusionLevel.EXCLUDED,) if self.preview else (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)
        )
        return file.inclusion not in left_out

    def _file(self, page: Planned, folder: Path, config: MkDocsConfig) -> File:
        """A page of ours for MkDocs. `exclude_docs` says nothing about it: it has settings of its own."""
        hidden = not page.listed or (config.not_in_nav and config.not_in_nav.match_file(page.address))
        inclusion = InclusionLevel.NOT_IN_NAV if hidden else InclusionLevel.INCLUDED
        path = str(folder / page.address)
        file = File.generated(config, page.address, abs_src_path=path, inclusion=inclusion)
        if page.record:
            # The edit button leads to the record, seen from the folder that `edit_uri` names.
            record = self._root(config) / page.record
            file.edit_uri = Path(os.path.relpath(record, config.docs_dir)).as_posix()
        return file

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Names the sections of our pages in the language of the site, where MkDocs makes the menu."""
        if config.nav is None:
            with use(self._records.language):
                name_sections(nav)
        return nav

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Makes the theme's page titles safe, mends its HTML, and gives it our words."""
        return add_words(mend_templates(escape_titles(env)), config, self._records.language)

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Says on the site's own pages too that a demonstration is one, and as of when an edition is."""
        if page.file.generated_by == PLUGIN:
            return markdown
        return with_notice(self._renderer, markdown, self.settings)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Keeps pages that only hold an address out of the map for search engines."""
        return (
            without_pages(output_content, self._stubs) if template_name == "sitemap.xml" else output_content
        )

    # Before others, which then see what the page will show.
    @event_priority(100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Makes the content of our pages, without what is for machines."""
        if page.file.generated_by == PLUGIN:
            made = content(page, html, self._back, config, ours=self._ours)
            self._contents[page.url] = made
            self._found[page.url] = Found.of(page.meta, made.shown)
            html = made.shown
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
        machines = made.machines if made else ""
        if self._exports:
            machines += incident_feed_link(page, self._exports)
        output = with_machines(output, page, config, machines, self._cards)
        if self._exports:
            output = output.replace("<head>", f"<head>{feed_link(page.url, self._exports)}", 1)
        hidden = self.settings.demonstration or self.settings.as_of
        robots = "noindex" if hidden else page.meta.get("robots")
        if robots != "noindex":
            return output
        return output.replace("<head>", '<head><meta name="robots" content="noindex">', 1)

    # After the search wrote its index, wherever it stands in the list, and before a plugin that copies it.
    @event_priority(-50)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Makes the search fit for what readers of an archive look for, where the site has it."""
        index = Path(config.site_dir, INDEX)
        if index.is_file():
            text = index.read_text("utf-8")
            if (better := improved(text, self._found)) != text:
                index.write_text(better, "utf-8")

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
