"""What tests share: small sites, real builds of them, and their records read and checked in memory."""

from __future__ import annotations

import gzip
import json
import logging
import re
import signal
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.config_options import Plugins
from mkdocs.config.defaults import MkDocsConfig

from onrecord.engine.plugin import OnRecordPlugin
from onrecord.language import Language, current
from onrecord.library.library import Incident, Library
from onrecord.library.load import Loaded, publishable
from onrecord.pages.page import Edition, Page
from onrecord.pages.plan import Renderer, plan
from onrecord.problems import as_text
from onrecord.proof.load import load
from onrecord.proof.lock import Lock
from onrecord.proof.report import of_library
from onrecord.settings import Settings, read_site

SITES = Path(__file__).parent / "sites"
"""Whole small sites, valid and invalid."""
CONFIG = "site_name: Test\ntheme:\n  name: mkdocs\nplugins:\n  - onrecord\n"
"""Settings with a theme that renders fast, for tests that do not look at Material."""
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ID = "2024-01-20-border-post"
RECORD = f"briefings/{ID}.yml"
REGISTRY: dict[str, str] = {
    "briefings/registry/places.yml": """\
harbour:
  name: Harbour
  country: IQ
  precision: exact
border-post:
  name: Border post
  country: IQ
  precision: exact
""",
    "briefings/registry/actors.yml": """\
blue-land:
  name: Blue Land
  kind: state
  country: XB
blue-ministry:
  name: Blue Ministry of Defence
  kind: state-organ
  part_of: blue-land
blue-command:
  name: Blue Command
  kind: armed-forces
  part_of: blue-ministry
blue-spokesman:
  name: Adam Blue
  kind: person
  part_of: blue-ministry
red-front:
  name: Red Front
  kind: armed-group
red-wing:
  name: Red Wing
  kind: armed-group
  part_of: red-front
green-land:
  name: Green Land
  kind: state
  country: IQ
green-army:
  name: Green Army
  kind: armed-forces
  part_of: green-land
wire:
  name: The Wire
  kind: news-agency
herald:
  name: The Herald
  kind: publisher
""",
    "briefings/registry/vessels.yml": """\
grey-gull:
  name: Grey Gull
  kind: tanker
  flag: XB
  ids:
    scheme: imo
    id: 9074729
""",
    "briefings/registry/measures.yml": """\
attacks:
  name: Attacks on border posts
  unit: attacks
""",
}


def minimal_record(**changes: str) -> str:
    """The least that is a record: five header lines with the sources' key, one source, one statement.

    Keyword arguments replace the text of a header line, or add one: ``publish="published"``; an empty text
    deletes it.
    """
    header = {"title": "Attack on a border post", "date": "2024-01-20", "event": "attack", **changes}
    lines = [f"{key}: {value}" for key, value in header.items() if value]
    return "\n".join([*lines, SOURCES, STATEMENTS])


SOURCES = "sources:\n  article:\n    title: Post attacked"
STATEMENTS = "statements:\n  source: article\n  paraphrase: A post was attacked.\n"
PUBLISHED = (
    "publish: published\ncutoff: 2024-02-01\ndesk:\n  written_by: A. Editor\n  reviewed_by: B. Editor\n"
)


def record(statements: str, *, header: str = "", sources: str = "", context: str = "") -> str:
    """A published record with these ``statements`` (YAML list items, indented as they like) and the source
    ``article``.
    """
    parts = [
        "title: Attack on the border post\ndate: 2024-01-20\nevent: attack\nplace: border-post",
        PUBLISHED.strip(),
        header.strip("\n"),
        "sources:\n  article:\n    title: Post attacked\n    publisher: The Daily\n    published: 2024-01-21",
        sources.strip("\n"),
        f"statements:\n{statements.strip(chr(10))}" if statements else "",
        f"context:\n{context.strip(chr(10))}" if context else "",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def write_site(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Writes a site of these files below ``root``, with the fast settings where it brings none of its own."""
    for name, text in {"mkdocs.yml": CONFIG, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    (root / "docs").mkdir(exist_ok=True)
    return root


def new_process() -> None:
    """Forgets the plugins of former builds, which MkDocs keeps for the next one of its preview.

    Of a build that was interrupted nothing is open any more.
    """
    plugins = dict(MkDocsConfig._schema)["plugins"]
    assert isinstance(plugins, Plugins)
    while plugins.plugin_cache:
        _, plugin = plugins.plugin_cache.popitem()
        if isinstance(plugin, OnRecordPlugin):
            plugin.on_shutdown()


def heed_ctrl_c() -> None:
    """Has a process that is about to begin heed Ctrl-C, which one in the background does not by itself."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def read_files(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder``, by its path from there."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


class UnexpectedWarningError(AssertionError):
    """A build logged a warning that the test did not announce."""


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """Gathers what is logged as a warning or worse by MkDocs and its plugins, ours among them."""
    found: list[str] = []

    class Gather(logging.Handler):
        def emit(self, entry: logging.LogRecord) -> None:
            found.append(entry.getMessage())

    handler = Gather(logging.WARNING)
    loggers = [logging.getLogger(name) for name in ("mkdocs", "onrecord")]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        yield found
    finally:
        for logger in loggers:
            logger.removeHandler(handler)


PREVIEWED = ".cache/onrecord/preview/site"
"""Where the preview's site lies."""


@dataclass
class Built:
    """A site that was built: its root, and what a visitor and a search box get of it."""

    root: Path
    warnings: list[str] = field(default_factory=list)
    preview: bool = False

    @property
    def site(self) -> Path:
        """The folder of what a visitor gets."""
        return self.root / (PREVIEWED if self.preview else "site")

    @property
    def files(self) -> dict[str, bytes]:
        """Every file of the site, by address."""
        return read_files(self.site)

    def html(self, address: str) -> str:
        """The HTML at an address of the site: ``briefings/x/index.html``."""
        return (self.site / address).read_text("utf-8")

    def text(self, address: str) -> str:
        """The visible text of a page, on one line."""
        return visible(self.html(address))

    def markdown(self, address: str) -> str:
        """The Markdown that was generated for a page: ``briefings/x.md``."""
        return (self.root / "build/pages" / address).read_text("utf-8")

    def searched(self) -> dict[str, str]:
        """What the search has of each page, by address, whoever answers."""
        found: dict[str, str] = {}
        for path in (self.site / "search").glob("*/*.page"):
            address, title, _, parts = json.loads(gzip.decompress(path.read_bytes()))
            found[address] = " ".join((title, *(text for _, _, text in parts)))
        for entry in json.loads((self.site / "search/search_index.json").read_bytes())["docs"]:
            address = entry["location"].partition("#")[0]
            found[address] = f"{found.get(address, '')} {entry['title']} {entry['text']}"
        return found

    def __contains__(self, address: str) -> bool:
        return (self.site / address).is_file()


def build_site(
    root: Path,
    files: Mapping[str, str | bytes] | None = None,
    *,
    strict: bool = True,
    command: Literal["build", "serve"] = "build",
    expect: str = "",
) -> Built:
    """Builds the site below ``root`` as ``mkdocs build --strict`` does, after writing ``files`` there, if
    given.

    Args:
        root: the site's folder.
        files: text or bytes by path; ``mkdocs.yml`` has a default.
        strict: whether MkDocs stops at a warning.
        command: ``serve`` builds what the preview shows.
        expect: a regular expression; warnings that it finds are expected.

    Raises:
        UnexpectedWarningError: anything else was logged as a warning.
        mkdocs.exceptions.Abort: the build stopped.
    """
    if files is not None:
        write_site(root, files)
    with _warnings() as warnings:
        config = load_config(str(root / "mkdocs.yml"), strict=strict, site_dir=str(root / "site"))
        config.plugins.on_startup(command=command, dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    unexpected = [text for text in warnings if not expect or not re.search(expect, text)]
    if unexpected:
        raise UnexpectedWarningError("\n".join(unexpected))
    return Built(root, warnings, preview=command == "serve")


def load_site(root: Path, files: Mapping[str, str] | None = None) -> Loaded:
    """The records below ``root``, read and checked; nothing is rendered."""
    if files is not None:
        write_site(root, files)
    site = read_site(root / "mkdocs.yml")
    return load(root, site.settings, NOW)


def library(root: Path, *records: str, **named: str) -> Library:
    """The library of these records, which have no problems; ``named`` by file name with ``_`` for ``-``."""
    files = {
        f"briefings/2024-01-20-border-post{f'-{i}' if i else ''}.yml": text for i, text in enumerate(records)
    }
    files |= {f"briefings/{name.replace('_', '-')}.yml": text for name, text in named.items()}
    loaded = load_site(root, {**REGISTRY, **files})
    assert not loaded.errors, as_text(loaded.problems, lambda *_: None)
    return loaded.library


def incident(root: Path, text: str) -> tuple[Library, Incident]:
    """The library of one record, and that record."""
    found = library(root, text)
    return found, found.incidents[0]


class Pages(Mapping[str, str]):
    """The Markdown of pages by address; each is rendered when somebody looks at it."""

    def __init__(self, planned: Iterable[Page], renderer: Renderer) -> None:
        self.planned = {page.address: page for page in planned}
        self.renderer = renderer
        self.done: dict[str, str] = {}

    def __getitem__(self, address: str) -> str:
        if address not in self.done:
            self.done[address] = str(self.renderer(self.planned[address]))
        return self.done[address]

    def __iter__(self) -> Iterator[str]:
        return iter(self.planned)

    def __len__(self) -> int:
        return len(self.planned)

    def __contains__(self, address: object) -> bool:
        return address in self.planned


def rendered(found: Library, settings: Settings | None = None, *, preview: bool = False) -> Pages:
    """The Markdown of every page of a build (or the preview), by address."""
    chosen = settings or Settings()
    shown = publishable(found, NOW, preview=preview)
    published = publishable(found, NOW, preview=False).library
    report = of_library(published, Lock(), chosen, NOW) if chosen.verification else None
    edition = Edition(
        chosen, preview=preview, withheld=shown.withheld, withdrawn=shown.withdrawn, report=report
    )
    return Pages(plan(shown.library, edition), _renderer(chosen.templates, current()))


@cache
def _renderer(templates: str | None, language: Language) -> Renderer:
    # Jinja reads and compiles our templates once for all tests of a process.
    return Renderer(Path(), Settings(templates=templates), language)


class _Visible(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0
        self.label = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in ("script", "style", "title", "template")
        # The name of a column, which a phone shows in each cell.
        self.label = tag == "b" and ("hidden", None) in attrs

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("script", "style", "title", "template")
        self.label = False

    def handle_data(self, data: str) -> None:
        if not self.hidden and not self.label:
            self.parts.append(data)


def visible(html: str) -> str:
    """The text of an HTML page without its markup, scripts and styles, on one line."""
    parser = _Visible()
    parser.feed(html)
    return " ".join("".join(parser.parts).split())


def section(markdown: str, heading: str) -> str:
    """What stands below a second-level heading of generated Markdown, whatever its anchor."""
    found = re.search(rf"\n## (?:<a id=[^>]*></a>)?{re.escape(heading)}\n", markdown)
    assert found, f"there is no section {heading!r}"
    return markdown[found.end() :].split("\n## ", 1)[0]


def unlabelled(markdown: str) -> str:
    """Generated Markdown without the names of columns that stand in the cells of tables, for phones."""
    return re.sub(r"<b hidden>[^<]*</b> ", "", markdown)


def folded(markdown: str, summary: str) -> str:
    """What is folded away below a summary of generated Markdown."""
    _, found, rest = markdown.partition(f"\n<summary>{summary}</summary>\n")
    assert found, f"nothing is folded below {summary!r}"
    return rest.split("\n</details>", 1)[0]


def plain(markdown: str) -> str:
    """Generated Markdown with links as their words, and without the elements that only hold an address."""
    return re.sub(r"\[([^]^]+)\]\([^)]+\)", r"\1", re.sub(r'<(span|a) id="[^"]*"></\1>', "", markdown))
