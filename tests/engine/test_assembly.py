"""`mkdocs build` and `onrecord generate` make one site: the same pages, files and refusals."""

from __future__ import annotations

import pickle
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import pytest
from click.testing import CliRunner
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils.meta import get_data

from onrecord.assemble import assemble, read
from onrecord.cli import main
from onrecord.pages import explore, plan, quote_pages
from onrecord.pages.changes import change_pages
from onrecord.pages.entities import entity, index_pages
from onrecord.pages.environment import environment
from onrecord.settings import PLUGIN, read_site
from tests.helpers import (
    CONFIG,
    RECORD,
    REGISTRY,
    SITES,
    build_site,
    minimal_record,
    read_files,
    record,
    write_site,
)

ROOT = Path(__file__).parents[2]
NOW = "1795348800"
"""22 November 2026, 12:00 UTC, as SOURCE_DATE_EPOCH has it."""
GOOD = record(
    "  - id: first\n    source: article\n    paraphrase: The post was attacked at night.\n"
    "  - id: later\n    by: red-front\n    in: telegram\n    said: 2024-01-28\n    source: article\n"
    "    responsibility: claims\n"
)
Texts = Mapping[str, str | bytes]
Content = str | bytes | tuple[str, dict[str, Any]]


@dataclass(eq=False)
class Probe(BasePlugin):  # type: ignore[no-untyped-call, type-arg]  # MkDocs does not annotate it
    """Sees what MkDocs was given, and ends the build before it writes anything."""

    given: dict[str, Content] = field(default_factory=dict)

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Gathers pages (text and front matter) and files (bytes), but not those of the theme."""
        for file in files:
            ours = file.generated_by == PLUGIN or file.src_dir == config.docs_dir
            if ours and file.inclusion.is_included():  # type: ignore[no-untyped-call]  # the same
                page = file.page
                self.given[file.src_uri] = (
                    ((page.markdown or "").lstrip("\n"), dict(page.meta)) if page else file.content_bytes
                )
        raise _SeenError


class _SeenError(Exception):
    pass


@pytest.fixture(autouse=True)
def _compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Templates are compiled once for all tests here: it takes ten times as long as to make a small site."""
    monkeypatch.setattr(plan, "environment", _environment)


_environment = cache(environment)


def by_mkdocs(root: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Content]:
    """What `mkdocs build` gives MkDocs, by path."""
    monkeypatch.setattr(Page, "render", lambda page, *_: setattr(page, "content", ""))
    probe = Probe()
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"))
    config.plugins["probe"] = probe
    config.plugins.on_startup(command="build", dirty=False)
    with pytest.raises(_SeenError):
        build(config)
    return probe.given


def by_command(root: Path, out: Path) -> dict[str, Content]:
    """What `onrecord generate` writes, by path; pages are read as MkDocs reads them."""
    result = CliRunner().invoke(main, ["generate", str(out), "-f", str(root / "mkdocs.yml")])
    assert result.exit_code == 0, result.output
    files = read_files(out)
    del files[".onrecord"]
    return {
        path: get_data(data.decode()) if path.endswith((".md", ".markdown")) else data
        for path, data in files.items()
    }


def differences(root: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths at which the two sites are not the same."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)
    one, other = by_mkdocs(root, monkeypatch), by_command(root, out)
    assert one
    # It asks an index that the plugin makes of finished pages; another engine has a search of its own.
    if one.pop("search.md", None) and isinstance(exploring := one.get("explore.md"), tuple):
        one["explore.md"] = (re.sub(r" · \[[^]]*\]\(search\.md\)", "", exploring[0]), exploring[1])
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def options(*lines: str, top: str = "") -> dict[str, str]:
    """The fast settings with options of ours, and other settings of MkDocs."""
    own = "".join(f"      {line}\n" for line in lines)
    return {
        "mkdocs.yml": CONFIG.replace("  - onrecord\n", f"  - onrecord:\n{own}") + top if own else CONFIG + top
    }


HOME = "# My home\n\nHello.\n"
CASES: dict[str, Texts] = {
    "plain": {"docs/method.md": "# Method\n", "docs/images/dot.gif": b"GIF89a"},
    "own index": {"docs/index.md": HOME},
    "own README": {"docs/README.md": HOME},
    "own index and README": {"docs/index.md": HOME, "docs/README.md": "# For developers\n"},
    "own index.html": {"docs/index.html": "<h1>Mine</h1>"},
    "README that is not published": {"docs/README.md": HOME, **options(top="exclude_docs: README.md\n")},
    "page that is not published": {
        "docs/x/notes.md": HOME,
        **options(top="exclude_docs: |\n  x/\n  !x/a.md\n"),
    },
    "draft page": {"docs/notes.md": HOME, **options(top="draft_docs: notes.md\n")},
    "draft home": {"docs/index.md": HOME, **options(top="draft_docs: index.md\n")},
    "theme's templates": {"docs/templates/a.html": "x", "docs/x/templates/a.html": "x", "docs/.b/a.md": "x"},
    "another ending": {"docs/method.markdown": "# Method\n", **options("demonstration: Not news.")},
    "two endings": {"docs/method.markdown": "# Method\n", "docs/method.md": "# Other\n"},
    "readme in a folder": {"docs/x/README.md": "# X\n", "docs/x/index.md": "# Y\n"},
    "hidden page that is published": {
        "docs/.well-known/a.txt": "x",
        **options(top="exclude_docs: '!.well-known'\n"),
    },
    "unpublished page at our address": {
        "docs/codebook.md": HOME,
        **options(top="exclude_docs: codebook.md\n"),
    },
    "excluded pages of ours": options(top="exclude_docs: |\n  /map.md\n  /data/\n"),
    "flat addresses": options(top="use_directory_urls: false\nsite_url: https://example.org/a\n"),
    "nothing but briefings": options(
        *(f"{one}: false" for one in ("home", "archive", "explore", "entities", "tallies", "map")),
        *(f"{one}: false" for one in ("codebook", "exports", "verification")),
        "short_forms: []",
    ),
    "MkDocs' own option": options("enabled: true"),
    "as of": {"docs/method.md": "# Method\n\nHow.\n", **options("as_of: 2024-01-27")},
    "notices": {
        "docs/a.md": "---\ntitle: A\n---\n# A\n\nText.\n",
        "docs/b.md": "---\r\ntitle: B\r\n---\r\n# B\r\n\r\nText.\r\n",
        "docs/c.md": "Title: C\nDate: today\n\n# C\n\nText.\n",
        "docs/d.md": "--- \ntitle: D\n...\n\nText.\n",
        "docs/e.md": "\ufeff# E\n\nText.\n".encode(),
        "docs/f.md": "---\ntitle: [\n---\n# F\n\nText.\n",
        "docs/g.md": "",
        "docs/h.md": "---\n---\n# H\n\nText.\n",
        "docs/i.md": "# I",
        "docs/j.md": "Note: this is text\n",
        "docs/k.md": "\n\n# K\n\nText.\n",
        **options("demonstration: Not news."),
    },
    "drafts and embargoes": {
        "briefings/2024-03-01-draft.yml": minimal_record(title="A draft"),
        "briefings/2024-03-02-later.yml": GOOD.replace(
            "publish: published", "publish: published\nembargo: 2199-01-01T00:00Z"
        ),
        "briefings/2024-03-03-gone.yml": GOOD.replace(
            "publish: published", "publish: withdrawn\nformerly: old"
        ),
    },
    "another folder": {"pages/method.md": "# M\n", **options(top="docs_dir: pages\n")},
    "warnings": {RECORD: GOOD.replace("sources:\n", "sources:\n  spare:\n    title: Never cited\n", 1)},
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_both_give_the_same_pages_and_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: Texts
) -> None:
    """Whatever a site has of its own, and whatever it switches off."""
    root = write_site(tmp_path / "site", {**REGISTRY, RECORD: GOOD, **case})
    assert differences(root, tmp_path / "out", monkeypatch) == []


@pytest.mark.parametrize("name", [path.name for path in sorted((SITES / "valid").iterdir())])
def test_they_do_for_every_valid_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """The small sites of the tests."""
    root = shutil.copytree(SITES / "valid" / name, tmp_path / "site")
    (root / "docs").mkdir(exist_ok=True)
    if not (root / "mkdocs.yml").exists():
        (root / "mkdocs.yml").write_text(CONFIG, "utf-8")
    assert differences(root, tmp_path / "out", monkeypatch) == []


def test_they_do_for_the_demonstration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Our own site, with its hand-written pages."""
    for name in ("mkdocs.yml", "docs", "briefings"):
        (tmp_path / name).symlink_to(ROOT / name)
    assert differences(tmp_path, tmp_path / "out", monkeypatch) == []


@pytest.mark.parametrize(
    ("own", "ours"),
    [
        ({}, True),
        ({"docs/index.md": HOME}, False),
        ({"docs/README.md": HOME}, False),
        ({"docs/index.html": "<h1>Mine</h1>"}, False),
        ({"docs/README.md": HOME, **options(top="exclude_docs: README.md\n")}, True),
        ({"docs/x/index.md": HOME}, True),
    ],
    ids=str,
)
def test_a_home_of_one_s_own_takes_the_place_of_ours(tmp_path: Path, own: Texts, ours: bool) -> None:
    """Whatever becomes `index.html` is a home; what is not published is none."""
    root = write_site(tmp_path / "site", {**REGISTRY, RECORD: GOOD, **own})
    given = by_command(root, tmp_path / "out")
    assert ("index.md" in given and "My home" not in str(given["index.md"])) is ours


def test_exclude_docs_is_about_pages_of_one_s_own(tmp_path: Path) -> None:
    """Ours have settings of their own; `not_in_nav` may name them."""
    patterns = "exclude_docs: |\n  /map.md\n  /data/\n  /x/\nnot_in_nav: /codebook.md\n"
    files = {**REGISTRY, RECORD: GOOD, "docs/x/a.md": "# A\n", **options(top=patterns)}
    site = build_site(tmp_path, files)
    assert {"map/index.html", "data/incidents.csv", "codebook/index.html"} <= site.files.keys()
    assert "x/a/index.html" not in site
    navigation = site.html("index.html").partition('role="main"')[0]
    assert 'href="map/"' in navigation
    assert 'href="codebook/"' not in navigation


def test_linked_folders_are_followed_by_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of pages may lie elsewhere."""
    root = write_site(tmp_path / "site", {**REGISTRY, RECORD: GOOD, "elsewhere/deep/a.md": "# A\n"})
    (root / "docs/linked").symlink_to(root / "elsewhere")
    assert differences(root, tmp_path / "out", monkeypatch) == []
    assert (tmp_path / "out/linked/deep/a.md").is_file()


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ({"docs/codebook.md": HOME}, "docs/codebook.md would be overwritten by the page of"),
        ({"docs/codebook/index.md": HOME}, "docs/codebook/index.md would be overwritten by the page of"),
        ({"docs/archive/README.md": HOME}, "docs/archive/README.md would be overwritten by the page of"),
        ({"docs/map.markdown": HOME}, "docs/map.markdown would be overwritten by the page of"),
        ({"docs/codebook/index.html": "x"}, "docs/codebook/index.html would be overwritten by the page of"),
        ({"docs/data/incidents.csv": "a,b\n"}, "docs/data/incidents.csv would be overwritten by the file of"),
        ({"docs/assets/onrecord/onrecord.css": "a {}"}, "onrecord.css would be overwritten by the file of"),
        (
            {"pages/map.md": HOME, **options(top="docs_dir: pages\n")},
            "pages/map.md would be overwritten by the page of",
        ),
        ({RECORD: GOOD.replace("event:", "evnt:")}, "there is no key `evnt` in a record"),
        (options("as_of: 2199-01-01"), "2199-01-01 ends in the future"),
        (options("briefings: docs/records"), "`briefings` (docs/records) lies in `docs_dir` (docs)"),
        (options("coverge: sample"), "there is no option `coverge`; did you mean `coverage`?"),
        (options(top="docs_dir: nowhere\n"), "nowhere"),
        (options(top="site_dir: docs/out\n"), "should not be within the 'docs_dir'"),
        ({"docs/method.md": "# Méthode".encode("latin-1")}, "method.md"),
        (
            {"mine/about.md.j2": "{% if %}", **options("templates: mine")},
            "a template in mine does not fit: about.md.j2:1: Expected an expression",
        ),
        (
            {"mine/home.md.j2": "{{ h.gone }}", **options("templates: mine")},
            "a template in mine does not fit: home.md.j2: ",
        ),
        (
            {"mine/entity.md.j2": "{{ e.described }}", **options("templates: mine")},
            "a template in mine does not fit: entity.md.j2: a tuple cannot be printed; print its parts",
        ),
        (
            {
                "mine/entity.md.j2": "{% for one in e.sources %}{{ one }}{% endfor %}",
                **options("templates: mine"),
            },
            "a template in mine does not fit: entity.md.j2: ",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_both_refuse_the_same(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, case: Texts, told: str
) -> None:
    """With the same words, and neither writes a page."""
    root = write_site(tmp_path / "site", {**REGISTRY, RECORD: GOOD, **case})
    with pytest.raises((Abort, ConfigurationError, UnicodeDecodeError)):
        build(load_config(str(root / "mkdocs.yml")))
    result = CliRunner().invoke(main, ["generate", str(tmp_path / "out"), "-f", str(root / "mkdocs.yml")])
    assert isinstance(result.exception, SystemExit)
    assert result.exit_code
    assert told in caplog.text
    assert told in result.output
    assert not list(root.glob("site/**/*.html"))
    assert not (tmp_path / "out").exists()


def test_pages_can_be_sent_to_another_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every kind of page is made by functions of modules: pickled, it still gives the same text."""
    for module in (change_pages, entity, explore, index_pages, quote_pages):
        monkeypatch.setattr(module, "MOST", 0)
    root = shutil.copytree(SITES / "seed", tmp_path / "site")
    write_site(
        root,
        {
            "briefings/2024-03-01-draft.yml": minimal_record(title="A draft"),
            "briefings/2023-03-02-moved.yml": minimal_record(formerly="old"),
            "briefings/2024-03-03-gone.yml": minimal_record(publish="withdrawn"),
            "briefings/2024-03-04-broken.yml": minimal_record(event="atack"),
        },
    )
    site = read_site(root / "mkdocs.yml")
    assembly = assemble(read(site, datetime.now(UTC), preview=True), {})
    templates = {page.template for page in assembly.pages}
    assert {f"{one}.md.j2" for one in ("findings", "moved", "unread", "withdrawn")} <= templates
    pages = pickle.loads(pickle.dumps(assembly.pages))
    assert {page.address: assembly.renderer(page) for page in pages} == assembly.markdown
