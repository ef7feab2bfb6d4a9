"""The plugin in somebody's MkDocs site: options, files, drafts, links and leaks, in real builds."""

from __future__ import annotations

import logging
import os
import re
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

from tests.helpers import (
    CONFIG,
    ID,
    REGISTRY,
    UnexpectedWarningError,
    build_site,
    minimal_record,
    read_files,
    record,
    write_site,
)

STATEMENT = "  - source: article\n    paraphrase: A post was attacked.\n"
RECORD = f"briefings/{ID}.yml"
SITE = {**REGISTRY, RECORD: record(STATEMENT)}
PAGE = f"briefings/{ID}/index.html"
MATERIAL = "site_name: Test\ntheme:\n  name: material\n  font: false\nplugins:\n  - search\n  - onrecord\n"
CANARY = "ZQCANARYQZ"


def options(**values: str) -> str:
    """The fast settings with options of ours."""
    lines = "".join(f"      {key}: {value}\n" for key, value in values.items())
    return CONFIG.replace("  - onrecord\n", f"  - onrecord:\n{lines}")


def test_all_wrong_options_are_told_at_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Each mistake in our options is named, with what was meant or what can be written."""
    config = options(coverge="sample", coverage="some", time_zone="Asia/Bagdad", report_errors="nobody")
    write_site(tmp_path, {**SITE, "mkdocs.yml": config})
    with caplog.at_level(logging.ERROR, "mkdocs"), pytest.raises((Abort, ConfigurationError)):
        load_config(str(tmp_path / "mkdocs.yml"))
    said = caplog.text
    assert "there is no option `coverge`; did you mean `coverage`?" in said
    assert "option `coverage`" in said
    assert "`Asia/Bagdad` is not a time zone; write an IANA name such as Asia/Baghdad" in said
    assert "write an e-mail address, or an address that starts with https://" in said


def test_a_page_of_ours_never_takes_the_place_of_a_file(tmp_path: Path) -> None:
    """A hand-written page at an address of ours stops the build; neither is overwritten."""
    mine = {"docs/codebook.md": "# My codebook\n"}
    with pytest.raises(Abort):
        build_site(tmp_path, {**SITE, **mine}, expect=r"docs/codebook\.md would be overwritten")
    assert (tmp_path / "docs/codebook.md").read_text() == "# My codebook\n"
    assert not (tmp_path / "build").exists()


def test_a_home_page_of_one_s_own_stays(tmp_path: Path) -> None:
    """Where the site has an index.md, that is the home page."""
    site = build_site(tmp_path, {**SITE, "docs/index.md": "# My home\n"})
    assert "My home" in site.text("index.html")


def test_a_folder_that_is_not_ours_is_not_emptied(tmp_path: Path) -> None:
    """`pages:` must name a folder of its own: files of others are never deleted."""
    files = {**SITE, "mkdocs.yml": options(pages="notes"), "notes/mine.md": "Keep me."}
    with pytest.raises(Abort):
        build_site(tmp_path, files, expect="was not written by onrecord")
    assert (tmp_path / "notes/mine.md").read_text() == "Keep me."


def test_a_strict_build_fails_on_a_warning_of_ours(tmp_path: Path) -> None:
    """`mkdocs build --strict` counts our warnings as its own."""
    unused = record(STATEMENT, sources="  other:\n    title: Another")
    with pytest.raises(Abort, match="in strict mode"):
        build_site(tmp_path, {**SITE, RECORD: unused}, expect="nothing cites the source `other`")
    assert build_site(tmp_path, strict=False, expect="nothing cites").warnings


def test_the_helper_fails_on_a_warning_nobody_announced(tmp_path: Path) -> None:
    """A warning that a test does not expect is a failure of that test."""
    unused = record(STATEMENT, sources="  other:\n    title: Another")
    with pytest.raises(UnexpectedWarningError, match="nothing cites"):
        build_site(tmp_path, {**SITE, RECORD: unused}, strict=False)


def test_drafts_are_in_the_preview_and_never_in_a_build(tmp_path: Path) -> None:
    """The preview shows a draft, marked; a build after it holds nothing of it."""
    write_site(tmp_path, {**SITE, "briefings/draft.yml": minimal_record(title=CANARY)})
    preview = build_site(tmp_path, command="serve")
    assert CANARY in preview.text("briefings/draft/index.html")
    assert "Not published: draft" in preview.text("briefings/draft/index.html")
    built = build_site(tmp_path)
    assert not [address for address, data in built.files.items() if CANARY.encode() in data]
    assert not [
        path for path, data in read_files(tmp_path / "build/pages").items() if CANARY.encode() in data
    ]


def test_the_preview_goes_on_where_a_record_is_wrong(tmp_path: Path) -> None:
    """A mistake in one record leaves the others to be seen, and stands on its page."""
    files = {**SITE, "briefings/wrong.yml": minimal_record(event="shelling")}
    site = build_site(tmp_path, files, strict=False, command="serve", expect="is not a term of")
    assert "A post was attacked" in site.text(PAGE)
    assert "is not a term of" in site.text("briefings/wrong/index.html")


def test_what_is_internal_is_in_no_file_of_the_site(tmp_path: Path) -> None:
    """Notes, desk, excerpts, confidential sources, drafts, reviews and embargoes leave the record on no
    path.
    """
    statements = (
        f"  - source: {CANARY.lower()}\n    by: red-front\n    excerpt: {CANARY}-excerpt\n"
        f"    note_internal: {CANARY}-statement\n"
        "    damage: a gate\n"
    )
    secret = (
        f"  {CANARY.lower()}:\n    title: {CANARY}-title\n    origin: herald\n"
        f"    publisher: {CANARY}-publisher\n    author: {CANARY}-author\n"
        f"    url: https://{CANARY}.example/\n    archive: https://{CANARY}.example/archive\n"
        f"    origin_note: {CANARY}-origin\n"
        f"    interest_note: {CANARY}-interest\n    seen: {CANARY}-seen\n    rights: {CANARY}-rights\n"
        f"    warn: {CANARY}-warn\n"
        f"    note_internal: {CANARY}-note\n    confidential: yes\n    published_basis: {CANARY}-basis\n"
    )
    full = record(STATEMENT + statements, sources=secret, header=f"note_internal: {CANARY}-record")
    full = full.replace("A. Editor", f"{CANARY}-writer").replace("B. Editor", f"{CANARY}-reader")
    hidden = record(STATEMENT).replace("Attack", CANARY)
    files = {
        **SITE,
        "mkdocs.yml": MATERIAL,
        RECORD: full,
        "briefings/a-draft.yml": hidden.replace("publish: published", "publish: draft"),
        "briefings/a-review.yml": hidden.replace("publish: published", "publish: in-review"),
        "briefings/an-embargo.yml": hidden.replace("sources:", "embargo: 2199-01-01T00:00Z\nsources:"),
    }
    site = build_site(tmp_path, files)
    assert "search/search_index.json" in site
    leaks = {
        address: data
        for address, data in site.files.items()
        if CANARY.lower() in data.decode("utf-8", "replace").lower()
    }
    assert not leaks
    assert "The Herald" not in site.text(PAGE)
    assert "Confidential source, known to the desk. Nothing about it is published." in site.text(PAGE)
    assert not [
        address
        for address in site.files
        if "a-draft" in address or "a-review" in address or "an-embargo" in address
    ]
    assert not [
        path for path, data in read_files(tmp_path / "build/pages").items() if CANARY.encode() in data
    ]


def test_a_confidential_source_in_its_own_voice_is_not_named(tmp_path: Path) -> None:
    """Where a confidential source reports or counts without a speaker, its publisher is not named either."""
    secret = f"  secret:\n    title: {CANARY} title\n    publisher: {CANARY}\n    confidential: yes"
    tally = (
        "  - source: secret\n    tally:\n      measure: attacks\n      as_of: 2024-01-20\n      count: 3\n"
    )
    text = record(STATEMENT + "  - source: secret\n    damage: a gate\n", sources=secret, context=tally)
    site = build_site(tmp_path, {**SITE, RECORD: text})
    assert not [address for address, data in site.files.items() if CANARY.encode() in data]


def test_briefings_and_months_are_no_part_of_the_navigation(tmp_path: Path) -> None:
    """The navigation holds home, archive and codebook, however many incidents there are; nothing is
    reported missing.
    """
    site = build_site(tmp_path, SITE)
    before_text = site.html("index.html").partition('role="main"')[0]
    links = re.findall(r'<a\b[^>]*href="([^"#][^"]*)"', before_text)
    assert {"archive/", "codebook/"} <= set(links)
    assert not [link for link in links if "briefings" in link or "2024" in link]


def test_a_hand_written_page_links_to_a_briefing_by_its_file(tmp_path: Path) -> None:
    """MkDocs turns the link to the file into the page's address."""
    mine = {"docs/about.md": f"# About\n\nOur [first](briefings/{ID}.md).\n"}
    assert f'href="../briefings/{ID}/"' in build_site(tmp_path, {**SITE, **mine}).html("about/index.html")


def test_a_wrong_link_to_a_briefing_is_a_warning(tmp_path: Path) -> None:
    """MkDocs checks links to our pages as it checks those to any other."""
    mine = {"docs/about.md": "# About\n\nOur [first](briefings/none.md).\n"}
    with pytest.raises(Abort, match="in strict mode"):
        build_site(tmp_path, {**SITE, **mine}, expect=r"contains a link 'briefings/none\.md'")


def test_no_page_asks_another_host_for_anything(tmp_path: Path) -> None:
    """Scripts, styles, images, fonts and frames are the site's own; other hosts stand in links alone."""
    cited = record(STATEMENT).replace("    publisher", "    url: https://daily.example/a\n    publisher")
    site = build_site(tmp_path, {**SITE, "mkdocs.yml": MATERIAL, RECORD: cited})
    asked = re.compile(
        r"<(?:script|img|iframe|source|video|audio|embed|object|form)\b[^>]*\b(?:src|data|action)=\"(?:https?:)?//"
    )
    styles = re.compile(
        r"<link\b(?=[^>]*rel=\"(?:stylesheet|preconnect|preload|dns-prefetch|icon)\")[^>]*href=\"(?:https?:)?//"
    )
    for address, data in site.files.items():
        text = data.decode("utf-8", "replace")
        if address.endswith(".html"):
            assert not asked.search(text), address
            assert not styles.search(text), address
        elif address.endswith(".css"):
            assert not re.search(r"(?:@import|url\()\s*[\"']?(?:https?:)?//", text), address
    assert "https://daily.example/a" in site.html(PAGE)


def test_a_template_of_the_site_takes_the_place_of_ours(tmp_path: Path) -> None:
    """`templates:` overrides file by file, and what it prints is escaped as ours is."""
    mine = {
        "mkdocs.yml": options(templates="mine"),
        "mine/about.md.j2": "Printed by the site: {{ b.title }} {{ '<b>*bold*</b>' }}\n",
    }
    text = build_site(tmp_path, {**SITE, **mine}).text(PAGE)
    assert "Printed by the site: Attack on the border post <b>*bold*</b>" in text
    assert "Not reported Deaths and injuries, which does not say that there were none" in text


def test_a_change_rewrites_only_the_pages_that_changed(tmp_path: Path) -> None:
    """A file whose text is the same keeps its time; a page that is gone is deleted."""
    other = (
        record(STATEMENT).replace("date: 2024-01-20", "date: 2022-05-01").replace("the border post", "a mill")
    )
    build_site(tmp_path, {**SITE, "briefings/mill.yml": other})
    pages = tmp_path / "build/pages"
    for path in pages.rglob("*.md"):
        os.utime(path, (1, 1))
    build_site(tmp_path, {RECORD: record(STATEMENT.replace("A post", "One post"))})
    changed = {
        path.relative_to(pages).as_posix() for path in pages.rglob("*.md") if path.stat().st_mtime != 1
    }
    # The report gives the hash of each record.
    assert changed == {f"briefings/{ID}.md", "verification.md"}
    (tmp_path / "briefings/mill.yml").unlink()
    site = build_site(tmp_path)
    assert "briefings/mill/index.html" not in site
    assert not (pages / "briefings/mill.md").exists()


def test_nothing_is_generated_into_the_site_s_own_folders(tmp_path: Path) -> None:
    """A build writes below `site`, `build/pages` and `.cache/onrecord` alone."""
    root = write_site(tmp_path, SITE)
    before = read_files(root)
    build_site(root)
    left = {
        path: data
        for path, data in read_files(root).items()
        if not path.startswith(("site/", "build/pages/", ".cache/onrecord/"))
    }
    assert left == before


def test_the_same_records_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two builds at one time, in different folders, are the same to the byte."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795348800")
    sites = [build_site(tmp_path / name, SITE).files for name in ("one", "two")]
    assert sites[0] == sites[1]


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_titles_name_the_page_and_execute_nothing(tmp_path: Path, theme: str) -> None:
    """A page is called by its title, not by its file; a title with markup shows it and runs none of it."""
    title = "</title><script>alert(x)</script> & <b>x</b>"
    text = record(STATEMENT).replace("title: Attack on the border post", f"title: {title}")
    config = MATERIAL if theme == "material" else CONFIG
    site = build_site(tmp_path, {**SITE, "mkdocs.yml": config, RECORD: text})
    for address in (PAGE, "archive/2024/01/index.html"):
        assert "<script>alert" not in site.html(address)
        assert "<b>x</b>" not in site.html(address)
    assert re.search(
        r"<title>&lt;/title&gt;&lt;script&gt;alert\(x\)&lt;/script&gt; &amp; &lt;b&gt;x", site.html(PAGE)
    )
    assert "<title>January 2024 - Test</title>" in site.html("archive/2024/01/index.html")
    assert "<title>2024 - Test</title>" in site.html("archive/2024/index.html")


class _Redirects(BasePlugin):  # type: ignore[no-untyped-call, type-arg]  # MkDocs does not annotate it
    """Behaves as mkdocs-redirects: it looks for targets when it is given the files."""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
        """Remembers the pages that are there."""
        self.pages = {file.src_uri for file in files.documentation_pages()}

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Warns of a target that was not there."""
        if f"briefings/{ID}.md" not in self.pages:
            logging.getLogger("mkdocs.plugin.redirects").warning("Redirect target does not exist!")


@pytest.mark.parametrize("order", [("redirects", "onrecord"), ("onrecord", "redirects")])
def test_plugins_before_us_find_our_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, order: tuple[str, ...]
) -> None:
    """A plugin that looks for pages when it is given the files finds ours, wherever it stands in the list."""
    entry = EntryPoint("redirects", f"{__name__}:_Redirects", "mkdocs.plugins")
    installed = dict(MkDocsConfig._schema)["plugins"].installed_plugins  # type: ignore[attr-defined]
    monkeypatch.setitem(installed, "redirects", entry)
    config = "site_name: Test\ntheme:\n  name: mkdocs\nplugins:\n" + "".join(f"  - {one}\n" for one in order)
    body = record("  - source: article\n    damage: none\n")
    site = build_site(tmp_path, {**REGISTRY, "mkdocs.yml": config, RECORD: body})
    assert f"briefings/{ID}/index.html" in site and not site.warnings
