"""A build within MkDocs: what our plugin does between MkDocs' events, once the records are read.

Where nothing else on a site changes pages, ours are finished files: MkDocs makes the menu with them, builds
the pages written by hand into a folder of its own, and at the end all of it is put into the site, file by
file where something changed. Where something else has to see our pages, MkDocs builds them.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import jinja2
from mkdocs.commands.build import _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from onrecord.assemble import Assembly, Records, RefusedError, assemble
from onrecord.build.build import FILES, Build
from onrecord.build.cluster import workers
from onrecord.build.fingerprint import digest
from onrecord.build.ledger import Ledger
from onrecord.build.records import KeptRecords
from onrecord.build.site import Part, Synced
from onrecord.build.work import Done
from onrecord.engine.facts import FACTS, HTML, Facts, facts_of
from onrecord.engine.finish import FinishPages, PlannedPage
from onrecord.engine.finished import FinishedFile
from onrecord.engine.known import THEN
from onrecord.engine.links import check_links
from onrecord.engine.search import Search
from onrecord.engine.shell import UnknownShellError
from onrecord.engine.shells import Shells
from onrecord.engine.sitemap import sitemap_with, zip_again
from onrecord.export.all_feeds import feed_address
from onrecord.language import use
from onrecord.markdown.html import html
from onrecord.output import prepare_folder, remove_others
from onrecord.pages.head import PageHead, SiteHead, with_head
from onrecord.pages.page import Page as Planned

#: Pages that a process makes by itself which has made the site before.
_FEW_LATER = 1000
log = get_plugin_logger(__name__)

#: Where MkDocs builds, below the cache.
_MKDOCS = "mkdocs"
SOURCES = (HTML, FILES, _MKDOCS)
"""The folders of a cache in which the files of a site lie."""


class Run:
    """One build of a site. ``whole`` is whether our pages are finished files."""

    def __init__(
        self,
        records: Records,
        config: MkDocsConfig,
        search: Search,
        cache: Path,
        ledger: Ledger,
        kept: KeptRecords,
        back: str,
        before: Assembly | None,
        *,
        whole: bool,
    ) -> None:
        self.records, self.config, self.search, self.cache = records, config, search, cache
        self.ledger, self.kept, self.back, self.whole = ledger, kept, back, whole
        self.before = before
        self.staged = whole
        """Whether MkDocs' part of the site lies in another folder until the end."""
        self.sources: dict[str, str] = {}
        """The files of the documentation by those of the site."""
        self.site_dir = Path(config.site_dir)
        """Where the site is to be; MkDocs gets another folder where our pages are finished files."""
        self.assembly: Assembly
        self._nav: Navigation
        self._build: Build
        self.job: FinishPages
        self._unnamed: set[str] = set()
        self._pages: dict[str, FinishedFile] = {}
        self._html = Done()
        self._facts: dict[str, Facts] = {}
        if whole:
            config.site_dir = str(self.cache / _MKDOCS)

    def add_files(self, files: Files) -> Files:
        """Writes pages and files beside the site, and tells MkDocs of them."""
        own = {
            file.src_uri: Path(file.abs_src_path) if file.abs_src_path else None
            for file in files
            if self._published(file)
        }
        self.sources = {file.dest_uri: file.src_uri for file in files}
        folder = self.records.folder
        self.assembly = site = assemble(self.records, own)
        prepare_folder(folder)
        gc.freeze()
        several = workers(os.environ)
        if self.before:
            # The preview remembers what it worked out: little is left to be shared out.
            several = replace(several, few=_FEW_LATER)
        self._build = Build(
            site,
            self.cache,
            folder,
            self.ledger,
            several,
            self.kept,
            before=self.before,
            told=self.kept.told,
        )
        self._build.render()
        remove_others(folder, self._build.pages.made)
        generated = [self._page(page, folder) for page in site.pages]
        for address, part in self._build.parts(self._build.files, FILES).items():
            generated.append(self._other(address, str(part.content)))
        for file in generated:
            # A file of the site's own at an address of ours is there only where it is not published.
            if theirs := files.src_uris.get(file.src_uri):
                files.remove(theirs)
            files.append(file)
        return files

    @property
    def addresses(self) -> set[str]:
        """The addresses of all files besides the pages."""
        return set(self._build.parts(self._build.files, FILES))

    def _published(self, file: File) -> bool:
        """Whether the site has a file of its own: none that is excluded, and drafts in the preview only."""
        drafts = () if self.records.preview else (InclusionLevel.DRAFT,)
        return file.inclusion not in (InclusionLevel.EXCLUDED, *drafts)

    def _page(self, page: Planned, folder: Path) -> File:
        """A page of ours for MkDocs. `exclude_docs` says nothing about it: it has settings of its own."""
        config = self.config
        hidden = not page.listed or (config.not_in_nav and config.not_in_nav.match_file(page.address))
        inclusion = InclusionLevel.NOT_IN_NAV if hidden else InclusionLevel.INCLUDED
        path = str(folder / page.address)
        file: File
        if self.whole:
            file = FinishedFile.at(config, page.address, path, inclusion, finished=False)
        else:
            file = File.generated(config, page.address, abs_src_path=path, inclusion=inclusion)
        if page.record:
            # The edit button leads to the record, seen from the folder that `edit_uri` names.
            record = self.records.site.root / page.record
            file.edit_uri = Path(os.path.relpath(record, config.docs_dir)).as_posix()
        return file

    def _other(self, address: str, path: str) -> File:
        if self.whole:
            return FinishedFile.at(self.config, address, path)
        return File.generated(self.config, address, abs_src_path=path, inclusion=InclusionLevel.INCLUDED)

    def menu_made(self, nav: Navigation, files: Files) -> None:
        """From now on our pages are files, and no pages that MkDocs builds."""
        self._nav = nav
        for file in files:
            if isinstance(file, FinishedFile):
                file.finished = True

    def finish(self, env: jinja2.Environment, files: Files) -> None:
        """Makes the finished pages, or has MkDocs build them where the theme's are not understood."""
        try:
            self._finish(env, files)
        except UnknownShellError as error:
            log.info("%s, %s", error, THEN)
            self._hand_over(files)

    def _hand_over(self, files: Files) -> None:
        """Makes our pages, which MkDocs has not read, pages that it builds."""
        self.whole, self._html = False, Done()
        for address, file in self._pages.items():
            page = file.page
            assert page is not None
            if address in self._unnamed:
                vars(page).pop("title")
            file.finished = False
            _populate_page(page, self.config, files)

    def _finish(self, env: jinja2.Environment, files: Files) -> None:
        """Makes the finished pages, which need the theme and the names of all pages in the menu."""
        pages = [file for file in files if isinstance(file, FinishedFile) and file.page is not None]
        self._pages = {file.src_uri: file for file in pages}
        for file in pages:
            if file.page in self._in_menu:
                self._name(file)
        shells = Shells(self.config, env, self._nav, files, self._head)
        self.job = job = FinishPages(
            {file.src_uri: self._planned(file) for file in pages},
            self.records.folder,
            self.cache,
            shells,
            self.assembly.cards,
            self.records.language,
            self.back,
            self.config.use_directory_urls,
            self.search.taker,
        )
        written = self._build.pages.made
        inputs = {
            address: digest(written[address].files[address].sum, job.key(address)) for address in job.pages
        }
        self._html = self._build.finish(inputs, job)
        self._tell_ids(files)
        self._check_links(files)

    @cached_property
    def _in_menu(self) -> list[Page]:
        return list(self._nav.pages)

    def _name(self, file: FinishedFile) -> None:
        """Gives a page in the menu its title and front matter, as MkDocs does when it reads one."""
        page = file.page
        assert page is not None and file.abs_src_path
        text = Path(file.abs_src_path).read_text("utf-8")
        made = html(text, file.src_uri, back=self.back, directory_urls=self.config.use_directory_urls)
        page.meta = dict(made.meta)
        if "title" not in vars(page):
            vars(page)["title"] = made.title
            self._unnamed.add(file.src_uri)

    def _planned(self, file: FinishedFile) -> PlannedPage:
        page = file.page
        assert page is not None
        incident = _incident_of(file.src_uri)
        return PlannedPage(
            address=file.src_uri,
            url=page.url,
            path=file.dest_uri,
            named="" if file.src_uri in self._unnamed else str(vars(page).get("title") or ""),
            edit=page.edit_url or "",
            incident=incident,
            feed=self._has_feed(incident),
        )

    def with_head(self, output: str, page: Page, machines: str) -> str:
        """A page that MkDocs built, with what we say in its head."""
        incident = _incident_of(page.file.src_uri)
        with use(self.records.language):
            card = self.assembly.cards.text(incident) if incident else ""
        head = PageHead(
            address=page.file.src_uri,
            url=page.url,
            title=page.title or "",
            meta=page.meta,
            canonical=page.canonical_url or "",
            machines=machines,
            card=card or None,
            feed=self._has_feed(incident),
        )
        return with_head(output, head, self._head)

    def _has_feed(self, incident: str) -> bool:
        exports = self.assembly.edition.exports
        return exports is not None and f"{feed_address(incident)}.xml" in exports.addresses.data

    def with_pages(self, sitemap: str) -> str:
        """The map for search engines with our pages, where MkDocs has not put them there."""
        if not self.whole:
            return sitemap
        pages = (page for address in self._html.made if (page := self._pages[address].page))
        return sitemap_with(sitemap, pages)

    @property
    def again(self) -> list[str]:
        """The pages that were made again."""
        return self._html.again

    @cached_property
    def _head(self) -> SiteHead:
        config, settings, exports = self.config, self.records.site.settings, self.assembly.edition.exports
        return SiteHead(
            name=config.site_name,
            description=config.site_description or "",
            url=config.site_url or "",
            feeds=exports.tables.about.name if exports else "",
            robots="noindex" if settings.demonstration or settings.as_of else "",
        )

    def facts(self, address: str) -> Facts:
        """What is known of a finished page."""
        if address not in self._facts:
            found = facts_of(self.cache, address)
            if found is None:
                raise RefusedError(f"{self.cache / FACTS / address} is damaged; delete {self.cache}")
            self._facts[address] = found
        return self._facts[address]

    def _tell_ids(self, files: Files) -> None:
        """Tells MkDocs the ids of those of our pages to which a page written by hand leads."""
        for file in files.documentation_pages():
            for target in (file.page.links_to_anchors or {}) if file.page else ():
                if isinstance(target, FinishedFile) and target.page is not None:
                    target.page.present_anchor_ids = set(self.facts(target.src_uri).ids)

    def _check_links(self, files: Files) -> None:
        """Checks the links of new pages; of all, where something is gone to which others may lead."""
        before = self.ledger.noted("pages", [])
        now = sorted({*self._html.made, *(file.src_uri for file in files.documentation_pages())})
        lost = self._html.gone or not set(before) <= set(now)
        again = set(self._html.made) if lost else {*self._html.again, *self.ledger.noted("broken links", [])}
        broken = check_links(sorted(again & set(self._html.made)), self.facts, files, self.config)
        self.ledger.note_down("pages", now)
        self.ledger.note_down("broken links", broken)

    def take_up(self) -> None:
        """Has the search take up the finished pages, as it has taken up those that MkDocs built."""
        zip_again(Path(self.config.site_dir), (page for file in self._pages.values() if (page := file.page)))
        pages = ((address, self._html.made[address].note) for address in self._html.made)
        self.search.finished(pages, self.facts, self.config)

    def put(self, kept: tuple[str, ...]) -> Synced:
        """Puts all into the site's folder, which MkDocs gets back; what lies below ``kept`` stays."""
        parts = {}
        if self.staged:
            theirs = Path(self.config.site_dir)
            for parent, _, names in os.walk(theirs):
                for name in names:
                    path = Path(parent, name)
                    parts[path.relative_to(theirs).as_posix()] = Part(digest(path.read_bytes()), str(path))
            parts |= self._build.parts(self._build.files, FILES) | self._build.parts(self._html, HTML)
            self.config.site_dir = str(self.site_dir)
        return self._build.sync(self.site_dir, parts, kept) if self.staged else Synced()

    def close(self) -> None:
        """Keeps what was done, and nothing else."""
        self._build.close()
        gc.unfreeze()
        for folder, work in ((FILES, self._build.files), (HTML, self._html), (FACTS, self._html)):
            remove_others(self.cache / folder, self._build.parts(work, folder))


def _incident_of(address: str) -> str:
    """The incident whose briefing has an address, if it is one's."""
    folder, _, name = address.rpartition("/")
    return name.removesuffix(".md") if folder == "briefings" else ""


def settings_of(config: MkDocsConfig) -> Iterator[object]:
    """The settings of MkDocs, of the theme and of plugins: pages may depend on any."""
    for name in sorted(config):
        if name not in ("plugins", "hooks", "theme", "site_dir", "dev_addr", "watch"):
            yield name, config[name]
    yield sorted((name, config.theme[name]) for name in config.theme)
    yield config.theme.name, config.theme.dirs
    yield [(name, dict(getattr(one, "config", {}))) for name, one in config.plugins.items()]
