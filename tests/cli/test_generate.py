"""``onrecord generate`` and ``onrecord init``."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli import main
from tests.helpers import ID, RECORD, REGISTRY, build_site, minimal_record, read_files, record, write_site

GOOD = record("  - source: article\n    paraphrase: The post was attacked at night.")
SITE: dict[str, str | bytes] = {
    **REGISTRY,
    RECORD: GOOD,
    "docs/method.md": f"# Method\n\nSee [the attack](briefings/{ID}.md).\n",
    "docs/images/dot.gif": b"GIF89a",
    "briefings/2024-03-01-draft.yml": minimal_record(title="Canary of a draft"),
}


def run(root: Path, *arguments: str) -> tuple[int, str]:
    """Exit status and output of ``onrecord`` with the site's settings."""
    result = CliRunner().invoke(main, [*arguments, "-f", str(root / "mkdocs.yml")])
    return result.exit_code, result.output


def test_it_writes_the_pages_a_build_makes_and_the_site_s_own(tmp_path: Path) -> None:
    """The tree holds generated and hand-written pages, pictures and the style sheet, and no drafts."""
    site = build_site(tmp_path / "site", SITE)
    status, output = run(site.root, "generate", str(tmp_path / "out"))
    assert status == 0, output
    tree = read_files(tmp_path / "out")
    built = read_files(site.root / "build/pages")
    assert {name: data for name, data in built.items() if name in tree} == built
    assert tree["docs/images/dot.gif".removeprefix("docs/")] == b"GIF89a"
    assert tree["method.md"].decode() == SITE["docs/method.md"]
    assert "assets/onrecord/onrecord.css" in tree
    assert b"Canary" not in b"".join(tree.values())


def test_a_second_run_writes_nothing(tmp_path: Path) -> None:
    """A file whose content did not change is left alone, so that other tools see no change."""
    root = write_site(tmp_path / "site", SITE)
    run(root, "generate", str(tmp_path / "out"))
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.md")}
    status, output = run(root, "generate", str(tmp_path / "out"))
    assert (status, "; 0 written" in output) == (0, True)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.md")} == before


def test_a_page_that_no_record_stands_for_is_deleted(tmp_path: Path) -> None:
    """The tree is that of the records as they are now."""
    root = write_site(tmp_path / "site", SITE)
    run(root, "generate", str(tmp_path / "out"))
    (root / RECORD).unlink()
    (root / "docs/method.md").write_text("# Method\n", "utf-8")
    run(root, "generate", str(tmp_path / "out"))
    assert not (tmp_path / "out/briefings").exists()


def test_nothing_is_written_where_a_record_is_wrong(tmp_path: Path) -> None:
    """The problems are printed, exit status 1, and the folder is not even made."""
    root = write_site(tmp_path / "site", {**SITE, RECORD: GOOD.replace("event:", "evnt:")})
    status, output = run(root, "generate", str(tmp_path / "out"))
    assert status == 1
    assert "did you mean `event`?" in output
    assert not (tmp_path / "out").exists()


def test_warnings_are_told_and_stop_nothing(tmp_path: Path) -> None:
    """What `mkdocs build` warns of, with its line, the command tells too."""
    spare = GOOD.replace("sources:\n", "sources:\n  spare:\n    title: Never cited\n", 1)
    root = write_site(tmp_path / "site", {**SITE, RECORD: spare})
    status, output = run(root, "generate", str(tmp_path / "out"))
    assert status == 0
    assert "warning[unused]: nothing cites the source `spare`" in output
    assert (tmp_path / "out" / f"briefings/{ID}.md").exists()


def test_a_folder_of_somebody_else_s_is_refused(tmp_path: Path) -> None:
    """A folder with files that we did not write is neither emptied nor mixed with ours."""
    root = write_site(tmp_path / "site", SITE)
    (tmp_path / "out").mkdir()
    (tmp_path / "out/letter.md").write_text("Dear editor\n", "utf-8")
    status, output = run(root, "generate", str(tmp_path / "out"))
    assert status == 2
    assert "is not empty" in output
    assert list(read_files(tmp_path / "out")) == ["letter.md"]


def test_a_demonstration_marks_the_site_s_own_pages_too(tmp_path: Path) -> None:
    """The notice stands below the title of a hand-written page, in the tree and in a build."""
    config = "site_name: T\ntheme:\n  name: mkdocs\nplugins:\n  - onrecord:\n      demonstration: Not news.\n"
    site = build_site(tmp_path / "site", {**SITE, "mkdocs.yml": config})
    run(site.root, "generate", str(tmp_path / "out"))
    method = (tmp_path / "out/method.md").read_text("utf-8")
    assert method.index("# Method") < method.index("Not news.") < method.index("See [the attack]")
    assert "Demonstration. Not news." in site.text("method/index.html")
    assert '<meta name="robots" content="noindex">' in site.html("method/index.html")


def test_init_writes_a_site_that_checks_and_builds_at_once(tmp_path: Path) -> None:
    """A stranger's first two commands succeed, without a warning, and the example has its page."""
    result = CliRunner().invoke(main, ["init", str(tmp_path / "mine")])
    assert result.exit_code == 0, result.output
    root = tmp_path / "mine"
    status, output = run(root, "check", "--strict")
    assert (status, "no problems" in output) == (0, True)
    site = build_site(root)
    assert "Example Group" in site.text("briefings/2026-01-05-example-town/index.html")
    assert "Method" in site.text("index.html")


def test_init_brings_schemas_and_hidden_files(tmp_path: Path) -> None:
    """Files whose names begin with a dot arrive under their names."""
    CliRunner().invoke(main, ["init", str(tmp_path / "mine")])
    assert {
        ".gitignore",
        ".vscode/settings.json",
        "schema/record.schema.json",
        "briefings/registry/actors.yml",
    } <= set(read_files(tmp_path / "mine"))


@pytest.mark.parametrize("name", ["letter.txt", ".hidden"])
def test_init_refuses_a_folder_that_is_not_empty(tmp_path: Path, name: str) -> None:
    """Nothing of anybody's is overwritten."""
    (tmp_path / name).write_text("mine\n", "utf-8")
    result = CliRunner().invoke(main, ["init", str(tmp_path)])
    assert result.exit_code == 2
    assert "is not empty" in result.output
    assert list(read_files(tmp_path)) == [name]


def test_the_time_of_the_build_can_be_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With SOURCE_DATE_EPOCH an embargo ends at that time and not today's, as in a build."""
    text = GOOD.replace("publish: published", "publish: published\nembargo: 2024-03-01T00:00Z")
    root = write_site(tmp_path / "site", {**SITE, RECORD: text})
    for epoch, there in (("1709200000", False), ("1709300000", True)):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        (root / "docs/method.md").write_text("# Method\n", "utf-8")
        run(root, "generate", str(tmp_path / "out"))
        assert (tmp_path / "out" / f"briefings/{ID}.md").exists() is there


LATER = (
    "  - id: later\n    by: red-front\n    in: telegram\n    said: 2024-01-28\n    source: article\n"
    "    responsibility: claims\n"
)


def as_of(root: Path, *options: str, setting: str = "") -> tuple[int, str, Path]:
    """Exit status, output and tree of ``onrecord generate`` with a statement of 28 January in the records."""
    config = (
        "site_name: Test\nplugins:\n  - onrecord:\n      " + (f"as_of: {setting}" if setting else "{}") + "\n"
    )
    first = "  - id: first\n    source: article\n    paraphrase: The post was attacked at night.\n"
    write_site(root / "site", {**SITE, RECORD: record(first + LATER), "mkdocs.yml": config})
    status, output = run(root / "site", "generate", str(root / "out"), *options)
    return status, output, root / "out"


def test_an_edition_as_of_a_day_can_be_written(tmp_path: Path) -> None:
    """The tree holds what had been said by then, and its pages say so, hand-written ones too."""
    status, output, out = as_of(tmp_path, "--as-of", "2024-01-27")
    assert status == 0, output
    text = (out / f"briefings/{ID}.md").read_text("utf-8")
    assert "As of 27 January 2024." in text
    assert "attacked at night" in text
    assert "Red Front" not in text
    assert "is of today" in (out / "method.md").read_text("utf-8")


def test_the_option_takes_the_place_of_the_setting(tmp_path: Path) -> None:
    """A later day brings the later statement; an empty one is the latest edition, without a banner."""
    page = f"briefings/{ID}.md"
    _, _, out = as_of(tmp_path, setting="2024-01-27")
    assert "Red Front" not in (out / page).read_text("utf-8")
    _, _, out = as_of(tmp_path, "--as-of", "2024-01-28", setting="2024-01-27")
    assert "Red Front" in (out / page).read_text("utf-8")
    _, _, out = as_of(tmp_path, "--as-of", "", setting="2024-01-27")
    assert "As of" not in (out / page).read_text("utf-8")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("last week", "write a day such as 2024-01-29"),
        ("2199-01-01", "2199-01-01 ends in the future"),
        ("2199-01-01T00:00Z", "lies in the future"),
    ],
)
def test_a_day_that_cannot_be_is_refused(tmp_path: Path, wrong: str, told: str) -> None:
    """The message says what to write instead, and nothing is written."""
    status, output, out = as_of(tmp_path, "--as-of", wrong)
    assert status == 2
    assert told in " ".join(output.split())
    assert not out.exists()
