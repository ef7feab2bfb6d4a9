"""What Zensical builds: a folder with a configuration, the Markdown of all pages, files and templates.

tree = Tree(site, os.environ, preview=False)
tree.make()      # writes what changed since it was made last
tree.project     # the folder with mkdocs.yml in it
tree.close()
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from onrecord.assemble import Assembly, Records, RefusedError, assemble, language_of, own_files, read, ready
from onrecord.build.build import FILES, Build
from onrecord.build.cache import Cache
from onrecord.build.cluster import workers
from onrecord.build.ledger import Ledger
from onrecord.build.program import program
from onrecord.build.records import KeptRecords, Memory
from onrecord.build.site import Part, Synced, put_file, sync
from onrecord.export.all_feeds import feed_address
from onrecord.guard.look import unlike
from onrecord.language import Language, gettext, use
from onrecord.library.keeper import Told, silent
from onrecord.library.load import build_time
from onrecord.markdown.addresses import built, is_page
from onrecord.markdown.html import Html, html, searched
from onrecord.output import prepare_folder, remove_others, write_file
from onrecord.pages.head import PageHead, SiteHead, with_head
from onrecord.pages.own_pages import front_matter_of, with_notice
from onrecord.pages.search_page import ADDRESS as SEARCH_PAGE
from onrecord.search.store import Stored
from onrecord.settings import Settings, Site
from onrecord.sidecar.configuration import adapted, menu_titles
from onrecord.sidecar.navigation import automatic
from onrecord.sidecar.pages import own_text, text_of
from onrecord.sidecar.policy import theme_folder
from onrecord.sidecar.search import FOLDER as SEARCH
from onrecord.sidecar.search import index, taken
from onrecord.sidecar.theme import templates

CONFIG = "mkdocs.yml"
NAME = "zensical"


class Tree:
    """The folder of one site; the preview's has drafts and lies elsewhere."""

    def __init__(
        self, site: Site, environment: Mapping[str, str], *, preview: bool, told: Told = silent
    ) -> None:
        self._environment = environment
        settings = own_settings(site.settings)
        if environment.get("ONRECORD_NO_CACHE"):
            settings = settings.model_copy(update={"cache": ""})
        self.site = site.model_copy(update={"settings": settings})
        self.preview, self._told = preview, told
        self._cache = Cache.of(site.root, self.site.settings.cache_of(preview=preview))
        self.project = self._cache.folder / "project"
        self.docs = self.project / "docs"
        self.records: Records
        self.assembly: Assembly
        self._head: SiteHead
        self._titles: dict[str, str] = {}
        self.fonts = True
        """Whether the theme has fonts from Google."""
        self._memory: Memory = {}
        self._before: Assembly | None = None
        self._parts: dict[str, Part] = {}
        self._entries: dict[str, Stored | None] = {}
        self._settled = ""
        """What every page of the last time was made with."""

    def make(self, problems: Callable[[Records], None] = lambda records: None) -> Synced:
        """Writes what changed; says what was. ``problems`` is told the records before anything is written.

        Raises RefusedError, SettingsError and InUseError, OSError and the errors of folders and search.
        """
        site, now = self.site, build_time()
        choice, (language, _) = ready(site, now), language_of(site)
        with use(language):
            back = gettext("Jump back to footnote {number} in the text").replace("{number}", "{}")
        made_by = program(site, language.tag, NAME, choice, back, preview=self.preview)
        ledger = Ledger(self._cache.folder, made_by)
        try:
            ledger.load()
            keeper = KeptRecords(ledger, now, self._memory, self._told)
            records = read(site, now, preview=self.preview, keeper=keeper)
            problems(records)
            if records.loaded.errors and not self.preview:
                raise RefusedError("the records have problems; nothing was written", records.problems)
            own = own_files(site)
            assembly = assemble(records, own)
            prepare_folder(records.folder)
            several, folder = workers(self._environment), self._cache.folder
            before = self._before
            build = Build(
                assembly, folder, records.folder, ledger, several, keeper, before=before, told=keeper.told
            )
            build.render()
            remove_others(records.folder, build.pages.made)
            self.records, self.assembly = records, assembly
            self._configure(language, back, own)
            parts = self._pages(build, own)
            parts |= build.parts(build.files, FILES)
            done = sync(self.docs, parts, ledger, (f"{SEARCH}/",))
            ledger.save(build.kept)
        except BaseException as error:
            ledger.close(error)
            raise
        ledger.close()
        self._before = assembly if self.preview else None
        if choice.pagefind:
            self.index()
        return done

    def close(self, error: BaseException | None = None) -> None:
        """Lets go of the folder, which is gone where the site keeps nothing."""
        self._cache.close(error)

    def index(self) -> None:
        """Makes the index of the page Search."""
        page = _url(SEARCH_PAGE, self.site)
        found = (one for one in self._entries.values() if one is not None)
        index(found, self.docs / SEARCH, self._cache.folder / SEARCH, self.records.language, page)

    def put(self, address: str, text: str) -> None:
        """Writes the Markdown of one page, before all others are made."""
        page = next(one for one in self.assembly.pages if one.address == address)
        part = self._page(address, text, stub=page.stub)
        # It is the last good one from now on.
        write_file(self.records.folder / address, text.encode())
        self._parts[address] = part
        put_file(self.docs / address, part)

    def _configure(self, language: Language, back: str, own: Mapping[str, Path]) -> None:
        """Writes configuration and templates, where they are others."""
        site, file = self.site, self.site.config_file
        assert file is not None
        self._back = back
        listed = [page.address for page in self.assembly.pages if page.listed]
        with use(language):
            menu = automatic([*own, *listed])
        search = _url(SEARCH_PAGE, site) if self.records.search.pagefind else ""
        found = adapted(
            file, language, back=back, navigation=menu, search=search, languages=_theme_languages()
        )
        self._titles = menu_titles(found.get("nav"))
        self.fonts = found.get("font", found.part("theme")) != "false"
        exports, settings = self.assembly.edition.exports, site.settings
        self._head = SiteHead(
            name=site.name,
            description=str(found.get("site_description") or ""),
            url=site.site_url,
            feeds=exports.tables.about.name if exports else "",
            robots="noindex" if settings.demonstration or settings.as_of else "",
        )
        custom = site.root / site.custom_dir if site.custom_dir else None
        theme = templates(custom, language)
        prepare_folder(self.project / "theme")
        for name, content in theme.items():
            write_file(self.project / "theme" / name, content)
        remove_others(self.project / "theme", theme)
        write_file(self.project / CONFIG, found.text.encode())

    def _pages(self, build: Build, own: Mapping[str, Path]) -> dict[str, Part]:
        """All pages and the site's own files as the tree has them; those that did not change as before."""
        settled = repr((self._titles, self._head, self._back))
        again = set(build.pages.made) if settled != self._settled else set(build.pages.again)
        self._settled = settled
        found: dict[str, Part] = {}
        for page in self.assembly.pages:
            address = page.address
            if address in again or address not in self._parts:
                text = (self.records.folder / address).read_text("utf-8")
                self._parts[address] = self._page(address, text, stub=page.stub)
            found[address] = self._parts[address]
        for address, path in own.items():
            found[address] = self._own(address, path)
        for gone in self._entries.keys() - found.keys():
            del self._entries[gone]
        self._parts = found
        return dict(found)

    def _page(self, address: str, text: str, *, stub: bool) -> Part:
        made = html(text, address, back=self._back, directory_urls=self.site.use_directory_urls)
        if found := unlike(address, made.content, made.title, str(made.meta.get("description") or "")):
            raise RefusedError(found)
        self._take_up(address, text, made)
        return Part.of(text_of(text, self._machines(address, made), self._back, stub=stub).encode())

    def _own(self, address: str, path: Path) -> Part:
        if not is_page(address):
            return Part.of(path.read_bytes())
        try:
            front, text = front_matter_of(path.read_text("utf-8-sig"))
        except UnicodeDecodeError:
            raise RefusedError(f"{path} is not UTF-8; save it as UTF-8") from None
        text = front + with_notice(self.assembly.renderer, text, self.site.settings)
        made = html(text, address, back=self._back, directory_urls=self.site.use_directory_urls)
        self._take_up(address, text, made)
        return Part.of(own_text(text, self._machines(address, made)).encode())

    def _take_up(self, address: str, text: str, made: Html) -> None:
        """Takes a page up for the index of the search."""
        if self.records.search.pagefind:
            content = searched(text, back=self._back)
            cache = self._cache.folder / SEARCH
            title = self._titles.get(address) or made.title
            self._entries[address] = taken(_url(address, self.site), made, title, content, cache)

    def _machines(self, address: str, made: Html) -> str:
        """What stands in the head of a page besides what the theme has."""
        incident = _incident_of(address)
        exports, url = self.assembly.edition.exports, _url(address, self.site)
        with use(self.records.language):
            card = self.assembly.cards.text(incident) if incident else ""
        head = PageHead(
            address=address,
            url=url,
            title=self._titles.get(address) or made.title,
            meta=made.meta,
            canonical=f"{self.site.site_url}{url}" if self.site.site_url else "",
            machines=made.machines,
            card=card or None,
            feed=exports is not None and f"{feed_address(incident)}.xml" in exports.addresses.data,
        )
        output = with_head("<head></head>", head, self._head)
        return output.removeprefix("<head>").removesuffix("</head>")


def own_settings(settings: Settings) -> Settings:
    """The settings with folders of its own: MkDocs may be at work in those that are set."""
    own = {"pages": f"{settings.pages.rstrip('/')}-{NAME}"}
    own["cache"] = f"{settings.cache.rstrip('/')}/{NAME}" if settings.cache else ""
    return settings.model_copy(update=own)


def _url(address: str, site: Site) -> str:
    """The address of a page below that of the site: ``briefings/x/``."""
    url = built(address, directory_urls=site.use_directory_urls)
    return url.removesuffix("index.html") if site.use_directory_urls else url


def _incident_of(address: str) -> str:
    folder, _, name = address.rpartition("/")
    return name.removesuffix(".md") if folder == "briefings" else ""


def _theme_languages() -> list[str]:
    """The languages that Zensical's theme has words for."""
    return sorted(path.stem for path in (theme_folder() / "partials/languages").glob("*.html"))
