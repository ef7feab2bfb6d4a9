"""A site from its records: the one way in which plugin, command and preview make pages and files.

In two steps, because MkDocs says which files a site has of its own only after it has emptied the site's
folder, and a build that stops leaves that as it was: `read`, then `assemble`. Nothing is written here.
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError

from onrecord.editions.history import PastEdition, history
from onrecord.editions.kept import EditionError
from onrecord.export.about import About
from onrecord.export.attribution import shown as open_records
from onrecord.export.batch import Batch, Files, made, planned
from onrecord.export.files import Exports
from onrecord.export.verification import ADDRESS as REPORT_FILE
from onrecord.export.verification import report_files
from onrecord.folders import overlaps
from onrecord.language import Language, use
from onrecord.language.check import checked as checked_catalogue
from onrecord.library.keeper import Keeper
from onrecord.library.library import Library, Registries
from onrecord.library.load import Loaded, lines_of, publishable
from onrecord.markdown.addresses import built
from onrecord.pages.assets import assets
from onrecord.pages.briefing.cards import NONE, Cards, card_fonts, cards
from onrecord.pages.findings import findings
from onrecord.pages.map.locator import locator_batches
from onrecord.pages.map.zoom import map_batch
from onrecord.pages.page import Edition, Kept, Page
from onrecord.pages.plan import Renderer, plan
from onrecord.problems import Place, Problem, Severity, as_text, in_order
from onrecord.proof.checked import checked
from onrecord.proof.load import load
from onrecord.proof.lock import Lock
from onrecord.proof.report import report
from onrecord.search.choice import Choice, choose
from onrecord.search.pagefind import PagefindError
from onrecord.settings import SettingsError, Site, place_of
from onrecord.short.files import short_batches

Own = Mapping[str, Path | None]
"""A site's own files: by the path below its documentation folder, where each lies, if it is a file at all."""


class RefusedError(Exception):
    """The site cannot be made; the message says why, and the problems where."""

    def __init__(self, message: str, problems: str = "") -> None:
        super().__init__(message)
        self.problems = problems


@dataclass(frozen=True)
class Records:
    """The records of a site, checked, at the time of a build."""

    site: Site
    now: datetime
    preview: bool
    loaded: Loaded
    lock: Lock
    language: Language
    search: Choice
    keeper: Keeper
    """What was kept of former builds."""

    @property
    def problems(self) -> str:
        """Every problem with its line, as people read it; empty where there is none."""
        return as_text(self.loaded.problems, lines_of(self.site.root.__truediv__))

    @property
    def folder(self) -> Path:
        """Where the plugin keeps the pages. The preview's have drafts: no build could find them there."""
        settings = self.site.settings
        return self.site.root / (settings.preview_pages if self.preview else settings.pages)


def read(
    site: Site,
    now: datetime,
    *,
    preview: bool = False,
    output: Path | None = None,
    keeper: Keeper | None = None,
) -> Records:
    """Reads and checks the records of ``site``; ``output`` is a folder that a command is about to fill.

    ``keeper`` has what was read and checked before.

    Raises RefusedError where the settings do not fit the time or the folders. What is wrong with the records
    stands in the result: it stops a build, and the preview shows it.
    """
    search = ready(site, now, output)
    keeper = keeper or Keeper()
    loaded, lock = checked(load(site.root, site.settings, now, keeper=keeper), site.root, site.settings)
    language, found = language_of(site)
    if found:
        loaded = replace(loaded, problems=tuple(in_order([*loaded.problems, *found])))
    return Records(site, now, preview, loaded, lock, language, search, keeper)


def ready(site: Site, now: datetime, output: Path | None = None) -> Choice:
    """Sees that a site can be made, before anything is written; gives what answers its search.

    Raises RefusedError.
    """
    try:
        site.settings.past(now)
        card_fonts(site)
        # Another engine makes its own search of a tree of Markdown.
        search = choose(site) if output is None else Choice(False, "another engine builds the site")
    except (SettingsError, PagefindError) as error:
        raise RefusedError(str(error)) from None
    if found := overlaps(site, output):
        raise RefusedError(
            "what is private would be published, or deleted; nothing was written",
            as_text(found, lines_of(site.root.__truediv__)),
        )
    return search


def language_of(site: Site) -> tuple[Language, list[Problem]]:
    """The language of a site, and what is wrong with its catalogue; English needs none."""
    settings = site.settings
    if settings.catalogue:
        return checked_catalogue(settings.language, site.root / settings.catalogue, settings.catalogue)
    language = Language.of(settings.language)
    if language.locale.language == "en":
        return language, []
    what = f"there is no catalogue for {settings.language}: words of ours stay English"
    hint = "`catalogue` names a .po file; dates, numbers and names of countries need none"
    place = site.config_file and place_of(site.config_file, "language", site.root)
    return language, [
        Problem("catalogue-incomplete", place or Place("mkdocs.yml"), what, hint, Severity.WARNING)
    ]


@dataclass(frozen=True)
class Assembly:
    """All that a site is made of besides its own files: what readers may see, or an editor in the preview."""

    site: Site
    library: Library
    edition: Edition
    pages: tuple[Page, ...]
    batches: Mapping[str, Batch]
    """All files besides the pages, by the name of what is made together."""
    language: Language
    """In which our words are printed."""
    cards: Cards = NONE
    """Pictures of briefings for links from elsewhere; none in the preview."""

    @cached_property
    def files(self) -> dict[str, bytes]:
        """The contents of all files besides the pages, by address."""
        with use(self.language):
            return made(self.batches)

    def notes(self, addresses: Container[str]) -> tuple[str, ...]:
        """What the site lacks, in sentences for its maker; ``addresses`` are those of the files it has."""
        exports = self.edition.exports
        undrawn = [
            address.removeprefix("cards/").removesuffix(".png")
            for batch in self.cards.batches.values()
            for address in batch.addresses
            if address not in addresses
        ]
        return tuple(filter(None, (self.cards.note(undrawn), exports.note if exports else "")))

    @cached_property
    def renderer(self) -> Renderer:
        """What makes Markdown of the pages, with the site's own templates before ours."""
        return Renderer(self.site.root, self.site.settings, self.language)

    @property
    def markdown(self) -> dict[str, str]:
        """The Markdown of every page, by address. Raises RefusedError for a template of the site's own."""
        return {page.address: self.text(page) for page in self.pages}

    def text(self, page: Page) -> str:
        """The Markdown of one page. Raises RefusedError for a template of the site's own."""
        try:
            return self.renderer(page)
        except TemplateError as error:
            folder = self.site.settings.templates
            if not folder:
                raise
            at = page.template
            if isinstance(error, TemplateSyntaxError):
                at = f"{error.name}:{error.lineno}"
            raise RefusedError(f"a template in {folder} does not fit: {at}: {error.message}") from error


def assemble(records: Records, own: Own) -> Assembly:
    """The site of ``records``, which have no errors except in the preview, beside its ``own`` files.

    Raises RefusedError where a page or file of ours would take the place of one of those.
    """
    with use(records.language):
        assembly = _assembled(records, own)
    _refuse_taken(assembly, own)
    return assembly


def _assembled(records: Records, own: Own) -> Assembly:
    site, settings, loaded = records.site, records.site.settings, records.loaded
    # While a registry has errors, references do not resolve: then there is nothing to publish.
    sound = Library((), Registries(), settings.zone) if loaded.registry_broken else loaded.sound
    published = publishable(sound, records.now, preview=False, moment=settings.moment)
    # The preview shows drafts too: no data file and no report is made of what it shows.
    shown = published
    if records.preview:
        shown = publishable(loaded.sound, records.now, preview=True, moment=settings.moment)
    exports = None
    if settings.exports:
        about = About.of(site, withheld=published.withheld, built=records.now)
        exports = Exports.of(published.library, about, short_batches(published.library, about))
    libraries = [one for one in (shown.library, shown.today, exports and exports.library) if one]
    memos = [one.memo for one in libraries] + ([exports.memo] if exports else [])
    records.keeper.publish(libraries, memos)
    edition = Edition(
        settings,
        preview=records.preview,
        withheld=shown.withheld,
        withdrawn=shown.withdrawn,
        directory_urls=site.use_directory_urls,
        own_home="index.html" in {built(path) for path in own},
        about=About.of(site, withheld=shown.withheld, built=records.now),
        exports=exports,
        lock=records.lock,
        report=report(published.library, loaded, records.lock, site.root, settings, records.now),
        today=shown.today,
        history=past_editions(site),
        search=records.search.pagefind,
    )
    if records.preview:
        found = findings(loaded.problems, lines_of(site.root.__truediv__))
        edition = replace(edition, findings=found, broken=dict(_kept(records)))
    drawn = NONE if records.preview else cards(open_records(published.library), site)
    batches = {**exports.batches, **report_batch(edition)} if exports else {}
    batches |= {"assets": Batch(tuple(assets()), assets)}
    batches |= {**locator_batches(shown.library, edition), **map_batch(shown.library, edition)}
    batches |= drawn.batches
    return Assembly(
        site,
        shown.library,
        edition,
        plan(shown.library, edition),
        batches,
        records.language,
        drawn,
    )


def past_editions(site: Site) -> tuple[PastEdition, ...]:
    """The editions that the site's source keeps, newest first; none in a site as of an earlier day.

    Raises RefusedError where the chain is not whole.
    """
    if not site.settings.editions or site.settings.as_of:
        return ()
    try:
        return history(site.root / site.settings.editions)
    except EditionError as error:
        raise RefusedError(str(error)) from None


def report_batch(edition: Edition) -> dict[str, Batch]:
    """The verification report as a file; none where the site has no report."""
    return {"report": Batch((REPORT_FILE,), partial(_report, edition))} if edition.reports else {}


def _report(edition: Edition) -> Files:
    return report_files(edition.report, edition.about)


def _kept(records: Records) -> Iterator[tuple[str, Kept]]:
    """The incidents of the preview whose records cannot be used, with the last pages made of them."""
    for incident_id, file in records.loaded.broken.items():
        try:
            page = (records.folder / "briefings" / f"{incident_id}.md").read_text("utf-8")
        except OSError:
            page = ""
        yield incident_id, Kept(file, page)


def _refuse_taken(assembly: Assembly, own: Own) -> None:
    """Refuses to write over a file of the site's own: `data.md` and `data/index.md` become one file."""
    site = assembly.site
    taken = {built(path, directory_urls=site.use_directory_urls): path for path in own}
    pages = [page.address for page in assembly.pages]
    for address in (*pages, *planned(assembly.batches)):
        path = taken.get(built(address, directory_urls=site.use_directory_urls))
        if path is not None:
            at = own[path]
            named = Path(os.path.relpath(at, site.root)).as_posix() if at else path
            what = "page" if address in pages else "file"
            raise RefusedError(f"{named} would be overwritten by the {what} of the same address; rename it")


def own_files(site: Site) -> dict[str, Path]:
    """The files of the documentation folder that are published, by their paths in it, as MkDocs takes them.

    Links are followed; what the settings exclude, and drafts, are left out; of `README.md` and `index.md` in
    one folder the second is taken.
    """
    folder = site.root / site.docs_dir
    if site.config_file and not folder.is_dir():
        raise RefusedError(f"the documentation folder {site.docs_dir} is not there; `docs_dir` names another")
    if (site.root / site.site_dir).resolve().is_relative_to(folder.resolve()):
        raise RefusedError(
            f"the 'site_dir' ({site.site_dir}) should not be within the 'docs_dir' ({site.docs_dir}): "
            "a built site would be taken for pages of your own"
        )
    found: dict[str, Path] = {}
    for parent, _, names in os.walk(folder, followlinks=True):
        here: dict[str, str] = {}
        for name in sorted(names):
            path = Path(parent, name).relative_to(folder).as_posix()
            if site.publishes(path) and (folder / path).is_file():
                here[built(path, directory_urls=site.use_directory_urls)] = path
        found |= {path: folder / path for path in here.values()}
    return dict(sorted(found.items()))
