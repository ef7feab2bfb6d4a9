"""What an editor sees while writing, and no reader ever does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import ID, PUBLISHED, RECORD, REGISTRY, build_site, minimal_record, record, visible

PAGE = f"briefings/{ID}/index.html"
GOOD = record("  - source: article\n    paraphrase: The post was attacked at night.")
BROKEN = GOOD.replace("paraphrase:", "paraphrse:")
SITE = {**REGISTRY, RECORD: GOOD}


def preview(root: Path, record_text: str, expect: str = "") -> str:
    """The page of the one record, as the preview shows it."""
    site = build_site(root, {**SITE, RECORD: record_text}, command="serve", strict=False, expect=expect)
    return site.html(PAGE)


def test_a_finding_stands_on_its_page_with_the_line_of_the_record(tmp_path: Path) -> None:
    """A warning about a record is shown at the top of its page: code, line, text of the line and hint."""
    text = GOOD.replace("sources:\n", "sources:\n  spare:\n    title: Never cited\n")
    page = visible(preview(tmp_path, text, expect="nothing cites"))
    assert "nothing cites the source spare" in page.replace("`", "")
    assert "(unused)" in page
    assert "line 11:3" in page
    assert "Cite it, or delete it" in page
    assert "The post was attacked at night." in page


def test_a_record_that_cannot_be_read_keeps_its_last_good_page(tmp_path: Path) -> None:
    """The page stays as it was, says that the record cannot be used, and why."""
    preview(tmp_path, GOOD)
    page = visible(preview(tmp_path, BROKEN, expect="paraphrse"))
    assert "This record cannot be used" in page
    assert "This is the last page that could be made of it." in page
    assert "did you mean paraphrase" in page.replace("`", "").lower()
    assert "paraphrse: The post was attacked at night." in page
    assert page.count("The post was attacked at night.") > 1


def test_mending_the_record_takes_the_findings_off_its_page(tmp_path: Path) -> None:
    """Nothing of a finding is left once it is mended, however often the record was broken before."""
    good = preview(tmp_path, GOOD)
    preview(tmp_path, BROKEN, expect="paraphrse")
    again = preview(tmp_path, BROKEN, expect="paraphrse")
    assert visible(again).count("This record cannot be used") == 1
    assert visible(preview(tmp_path, GOOD)) == visible(good)


def test_a_record_that_was_never_good_has_a_page_too(tmp_path: Path) -> None:
    """Its page names the record and its problems, so that its address leads somewhere."""
    page = visible(preview(tmp_path, BROKEN, expect="paraphrse"))
    assert "No page was made of it yet." in page
    assert ID in page


def test_a_broken_registry_keeps_every_page(tmp_path: Path) -> None:
    """While a registry cannot be read, nothing can be looked up: all pages stay as they were, marked."""
    preview(tmp_path, GOOD)
    actors = {"briefings/registry/actors.yml": REGISTRY["briefings/registry/actors.yml"] + "  kind: state\n"}
    site = build_site(tmp_path, {**SITE, **actors}, command="serve", strict=False, expect="kind")
    assert "The post was attacked at night." in site.text(PAGE)
    assert "This record cannot be used" in site.text(PAGE)
    assert "registry/actors.yml" in site.text("findings/index.html")


def test_the_overview_lists_every_finding_of_every_file(tmp_path: Path) -> None:
    """One page of the preview has them all, and each marked page links to it."""
    other = "briefings/2024-02-01-border-post.yml"
    files = {**SITE, RECORD: BROKEN, other: GOOD.replace("event: attack", "event: atack")}
    site = build_site(tmp_path, files, command="serve", strict=False, expect="paraphrse|atack")
    overview = site.text("findings/index.html")
    assert RECORD in overview
    assert other in overview
    assert "unknown-key" in overview
    assert "unknown-term" in overview
    assert "../../findings/" in site.html(PAGE)


def test_a_build_has_none_of_it(tmp_path: Path) -> None:
    """Neither findings nor drafts nor the overview reach a build, even right after a preview."""
    draft = "briefings/2024-03-01-draft.yml"
    files = {**SITE, draft: minimal_record(title="Canary of the preview")}
    warned = {**files, RECORD: GOOD.replace("sources:\n", "sources:\n  spare:\n    title: Never cited\n")}
    shown = build_site(tmp_path, warned, command="serve", strict=False, expect="nothing cites")
    assert "Canary of the preview" in shown.text("briefings/2024-03-01-draft/index.html")
    assert "Not published" in shown.text("briefings/2024-03-01-draft/index.html")
    built = build_site(tmp_path, files)
    everything = b"".join(built.files.values())
    assert "findings/index.html" not in built
    for word in (b"Canary of the preview", b"All findings", b"Not published", b"nothing cites"):
        assert word not in everything


def test_a_record_under_embargo_is_marked_in_the_preview(tmp_path: Path) -> None:
    """It says until when no build contains it."""
    text = GOOD.replace(PUBLISHED.splitlines()[0], "publish: published\nembargo: 2100-01-01T00:00Z")
    assert "No build before 1 January 2100, 00:00 UTC contains this page." in visible(preview(tmp_path, text))


def test_a_draft_is_marked_in_the_lists_too(tmp_path: Path) -> None:
    """On the home page, in the year and in the month it says that it is not published."""
    text = GOOD.replace(PUBLISHED.splitlines()[0], "publish: draft")
    site = build_site(tmp_path, {**SITE, RECORD: text}, command="serve", strict=False)
    for address in ("index.html", "archive/2024/index.html", "archive/2024/01/index.html"):
        assert "Attack on the border post (not published: draft)" in site.text(address)


@pytest.mark.parametrize("suffix", ["yml", "yaml"])
def test_a_misspelt_source_in_the_registry_of_tallies_does_not_end_the_preview(
    tmp_path: Path, suffix: str
) -> None:
    """However the file ends: the preview leaves the counts out, shows the rest, and says what is wrong."""
    tally = "- source: articel\n  tally:\n    measure: attacks\n    as_of: 2024-01-09\n    count: 5\n"
    body = record("  - source: article\n    damage: none\n")
    files = {**REGISTRY, f"briefings/{ID}.yml": body, f"briefings/registry/tallies.{suffix}": tally}
    built = build_site(tmp_path, files, command="serve", strict=False, expect="articel")
    assert f"briefings/{ID}/index.html" in built
    assert "articel" in built.text("findings/index.html")
