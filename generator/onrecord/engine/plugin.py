"""The MkDocs plugin: it adapts, and knows nothing of records. ``plugins: [search, onrecord]`` is enough."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import jinja2
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from onrecord.engine.exports import about_of, exports_of, feed_link
from onrecord.engine.head import with_machines, without_machines
from onrecord.engine.search import INDEX, Found, improved, spaced
from onrecord.engine.sitemap import without_pages
from onrecord.engine.theme import escape_titles, mend_templates, prepare_theme
from onrecord.export.files import Exports
from onrecord.export.verification import report_files
from onrecord.folders import overlaps
from onrecord.library.library import Library
from onrecord.library.load import Loaded, Publication, build_time, lines_of, publishable
from onrecord.pages import ForeignFolderError, write_pages
from onrecord.problems import as_text
from onrecord.proof.checked import checked
from onrecord.proof.load import load
from onrecord.proof.lock import Lock
from onrecord.proof.report import report
from onrecord.render.assets import STYLES, assets
from onrecord.render.findings import findings
from onrecord.render.maps import locator_files
from onrecord.render.own_pages import with_notice
from onrecord.render.page import Edition, Kept
from onrecord.render.plan import Renderer, plan
from onrecord.settings import PLUGIN, Settings, SettingsError, Site, parse_settings

log = get_plugin_logger(__name__)

#: What the pages are written in; added where the site does not list it.
EXTENSIONS = ("attr_list", "md_in_html", "footnotes", "tables", "admonition")


class _Options(Config):  # type: ignore[no-untyped-call]  # MkDocs does not annotate its class hooks
    """Empty: our options are validated by :class:`Settings`, which works without MkDocs."""


class OnRecordPlugin(BasePlugin[_Options]):  # type: ignore[no-untyped-call]  # the same
    """Turns records into pages. The options are those of :class:`onrecord.settings.Settings`."""

    def __init__(self) -> None:
        self.settings = Settings()
        self.preview = False
        self._now: datetime
        self._loaded: Loaded
        self._lock: Lock
        self._renderer: Renderer
        self._exports: Exports | None = None
        self._machines: dict[str, str] = {}
        self._stubs: set[str] = set()
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

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Adds what the pages need: Markdown extensions, the style sheet, and folders to watch."""
        root = self._root(config)
        for extension in EXTENSIONS:
            if extension not in config.markdown_extensions:
                config.markdown_extensions.append(extension)
        config.extra_css.insert(0, STYLES)
        for path in (self.settings.briefings, self.settings.templates, self.settings.wording):
            if path and (root / path).exists():
                config.watch.append(str(root / path))
        prepare_theme(config)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Reads the records before MkDocs empties the site's folder: one that stops leaves it as it was."""
        root = self._root(config)
        # One time for the whole build, so that an embargo cannot end in the middle of it.
        self._now = build_time()
        try:
            self.settings.past(self._now)
        except SettingsError as error:
            raise PluginError(str(error)) from None
        if found := overlaps(self._site(config)):
            text = as_text(found, lines_of(root.__truediv__))
            raise PluginError(
                f"what is private would be published, or deleted; nothing was written.\n\n{text}"
            )
        self._loaded, self._lock = checked(load(root, self.settings, self._now), root, self.settings)
        self._report(self._loaded, root)

    # Before all others, wherever it stands in the list: plugins for redirects look there for pages.
    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Writes the pages beside the site, and hands them to MkDocs, with the data files and feeds."""
        root = self._root(config)
        # The preview has drafts in it: its pages never lie where a build could find them.
        folder = root / (self.settings.preview_pages if self.preview else self.settings.pages)
        own_home = any(file.src_uri in ("index.md", "README.md") for file in files)
        library, edition = self._edition(
            self._loaded, root, folder, own_home, directory_urls=config.use_directory_urls
        )
        # The preview's library has drafts in it: no file is made of that.
        built = None if self.preview else Publication(library, edition.withheld, edition.withdrawn)
        self._exports = exports_of(self._loaded, config, self.settings, self._now, built)
        about = about_of(config, self.settings, edition.withheld, self._now)
        pages = plan(library, replace(edition, about=about, exports=self._exports))
        self._renderer = Renderer(root, self.settings)
        data: dict[str, bytes] = {}
        if self._exports:
            data = {**self._exports.files, **report_files(edition.report, about)}
        taken = {file.dest_uri: file.src_uri for file in files}
        for address in (*(page.address for page in pages), *data):
            # `data.md` and `data/index.md` become one file.
            if own := taken.get(File.generated(config, address, content="").dest_uri):
                what = "file" if address in data else "page"
                raise PluginError(
                    f"onrecord: docs/{own} would be overwritten by the {what} of the same address; rename it"
                )
        try:
            write_pages(folder, {page.address: self._renderer(page) for page in pages})
        except ForeignFolderError as error:
            raise PluginError(f"onrecord: {error}: `pages:` in mkdocs.yml") from None
        except OSError as error:
            raise PluginError(
                f"onrecord: {error.filename or folder}: {error.strerror or error}. The pages that are made "
                "of the records are kept there; `pages:` in mkdocs.yml names another folder"
            ) from None
        self._stubs = {File.generated(config, page.address, content="").url for page in pages if page.stub}
        for page in pages:
            file = File.generated(config, page.address, abs_src_path=str(folder / page.address))
            if not page.listed:
                file.inclusion = InclusionLevel.NOT_IN_NAV
            if page.record:
                # The edit button leads to the record, seen from the folder that `edit_uri` names.
                file.edit_uri = Path(os.path.relpath(root / page.record, config.docs_dir)).as_posix()
            files.append(file)
        for address, content in data.items():
            files.append(File.generated(config, address, content=content))
        for address, asset in {**assets(), **locator_files(library, edition)}.items():
            files.append(File.generated(config, address, content=asset))
        return files

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Makes the theme's page titles safe, and mends its HTML."""
        return mend_templates(escape_titles(env))

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

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Takes what is for machines out of the text before a search index reads it."""
        if page.file.generated_by == PLUGIN:
            html, self._machines[page.url] = without_machines(html)
            self._found[page.url] = Found.of(page.meta, html)
            html = spaced(html)
        return html

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Fills the head: for machines, for links from elsewhere, the feed, and what keeps robots out."""
        output = with_machines(output, page, config, self._machines.pop(page.url, ""))
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
            custom_dir=config.theme.custom_dir or "",
            config_file=Path(config.config_file_path) if config.config_file_path else None,
        )

    def _edition(
        self, loaded: Loaded, root: Path, folder: Path, own_home: bool, *, directory_urls: bool
    ) -> tuple[Library, Edition]:
        """What readers may see; in the preview, all that can be shown, with the findings."""
        publication = publishable(
            loaded.sound if self.preview else loaded.library,
            self._now,
            preview=self.preview,
            moment=self.settings.moment,
        )
        edition = Edition(
            self.settings,
            preview=self.preview,
            withheld=publication.withheld,
            withdrawn=publication.withdrawn,
            directory_urls=directory_urls,
            own_home=own_home,
            lock=self._lock,
            report=report(loaded, self._lock, root, self.settings, self._now),
            today=publication.today,
        )
        if not self.preview:
            return publication.library, edition
        kept = {
            incident_id: Kept(file, _text(folder / "briefings" / f"{incident_id}.md"))
            for incident_id, file in loaded.broken.items()
        }
        found = findings(loaded.problems, lines_of(root.__truediv__))
        return publication.library, replace(edition, findings=found, broken=kept)

    def _report(self, loaded: Loaded, root: Path) -> None:
        """Prints every problem; an error stops a build before anything is written."""
        if loaded.errors and not self.preview:
            text = as_text(loaded.problems, lines_of(root.__truediv__))
            raise PluginError(f"the records have problems; nothing was written.\n\n{text}")
        for problem in loaded.problems:
            at = f"{problem.place.file}:{problem.place.line}:{problem.place.column}"
            log.warning("%s: %s: %s", at, problem.severity, problem.what)
        if loaded.errors:
            log.info(
                "`onrecord check` shows each problem with its line and a hint; "
                "so does findings/ in the preview"
            )


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError:
        return ""
