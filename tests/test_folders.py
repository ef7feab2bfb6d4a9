"""Folders that lie in each other: what is private never comes into a published folder, by no way."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from onrecord.folders import overlaps
from onrecord.settings import read_site
from tests.cli.sites import run
from tests.helpers import ID, REGISTRY, build_site, minimal_record, write_site

SECRET = "never-published"
OPTIONS = ("briefings", "pages", "snapshots", "lock", "templates", "wording", "editions")


def config(**settings: str) -> str:
    """Settings: `docs_dir`, `site_dir` and `custom_dir` in MkDocs' places, all others as options of ours."""
    top = [f"{key}: {settings[key]}" for key in ("docs_dir", "site_dir") if key in settings]
    theme = ["theme:", "  name: mkdocs"]
    theme += [f"  custom_dir: {settings['custom_dir']}"] if "custom_dir" in settings else []
    options = [f"      {key}: {settings[key]}" for key in OPTIONS if key in settings]
    plugin = ["plugins:", "  - search", "  - onrecord" + (":" if options else ""), *options]
    return "\n".join(["site_name: Test", *top, *theme, *plugin, ""])


def told(root: Path, **settings: str) -> list[tuple[str, str]]:
    """What is said of a site with these settings: the line of the settings, and the sentence."""
    (root / "mkdocs.yml").write_text(config(**settings), "utf-8")
    lines = (root / "mkdocs.yml").read_text("utf-8").splitlines()
    return [
        (lines[one.place.line - 1].strip() if one.place.line else "", one.what)
        for one in overlaps(read_site(root / "mkdocs.yml"))
    ]


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ({"briefings": "docs/records"}, "briefings: docs/records"),
        ({"briefings": "docs"}, "briefings: docs"),
        ({"briefings": "./docs/../docs/x"}, "briefings: ./docs/../docs/x"),
        ({"briefings": "Docs/records"}, "briefings: Docs/records"),
        ({"briefings": "site/records"}, "briefings: site/records"),
        ({"briefings": "overrides", "custom_dir": "overrides"}, "briefings: overrides"),
        ({"pages": "docs/generated"}, "pages: docs/generated"),
        ({"pages": "site"}, "pages: site"),
        ({"pages": "briefings/pages"}, "pages: briefings/pages"),
        ({"pages": "private", "snapshots": "private/copies"}, "snapshots: private/copies"),
        ({"snapshots": "build/pages-preview/x"}, "snapshots: build/pages-preview/x"),
        ({"snapshots": "docs/copies"}, "snapshots: docs/copies"),
        ({"snapshots": "briefings/copies"}, "snapshots: briefings/copies"),
        ({"lock": "docs/onrecord.lock"}, "lock: docs/onrecord.lock"),
        ({"templates": "docs/templates"}, "templates: docs/templates"),
        ({"wording": "docs/words.yml"}, "wording: docs/words.yml"),
        ({"editions": "docs/editions"}, "editions: docs/editions"),
        ({"editions": "site"}, "editions: site"),
        ({"docs_dir": "briefings/pages"}, "docs_dir: briefings/pages"),
        ({"site_dir": "briefings/out"}, "site_dir: briefings/out"),
        ({"site_dir": "snapshots"}, "site_dir: snapshots"),
    ],
    ids=lambda value: " ".join(f"{k}={v}" for k, v in value.items()) if isinstance(value, dict) else "",
)
def test_folders_that_lie_in_each_other_are_told_at_the_line_of_the_setting(
    tmp_path: Path, settings: dict[str, str], line: str
) -> None:
    """Whatever is private in what is published or emptied is a problem, where the setting stands."""
    found = told(tmp_path, **settings)
    assert [where for where, _ in found][:1] == [line]


def test_the_whole_folder_of_the_site_is_no_records_folder(tmp_path: Path) -> None:
    """`briefings: .` holds all other folders, and each of them is named."""
    found = told(tmp_path, briefings=".")
    assert {what.split("`")[1] for _, what in found} >= {"docs_dir", "site_dir", "snapshots", "pages"}


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"lock": "briefings/locks/onrecord.lock"},
        {"templates": "overrides/onrecord", "wording": "house/words.yml"},
        {"site_dir": "public", "docs_dir": "content", "custom_dir": "theme"},
        {"pages": "build/md", "site_dir": "build/site", "snapshots": "build/private"},
    ],
    ids=str,
)
def test_folders_beside_each_other_are_left_alone(tmp_path: Path, settings: dict[str, str]) -> None:
    """The defaults, and whatever keeps the folders apart, are no problem."""
    assert told(tmp_path, **settings) == []


def test_a_linked_folder_counts_as_where_it_leads(tmp_path: Path) -> None:
    """A records folder that is a link into the documentation lies in the documentation."""
    (tmp_path / "docs" / "records").mkdir(parents=True)
    (tmp_path / "briefings").symlink_to("docs/records")
    [(_, what)] = told(tmp_path)
    assert what.startswith("`briefings` (briefings) lies in `docs_dir` (docs)")


@pytest.mark.parametrize("target", ["briefings", "briefings/2024", "snapshots/files/x.txt", "."])
def test_a_link_in_the_documentation_to_something_private_is_told(tmp_path: Path, target: str) -> None:
    """MkDocs follows links in `docs_dir`: a link at any depth to records or copies publishes them."""
    for name in ("briefings/2024", "snapshots/files", "docs/deep/er", "plain/inner"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "snapshots/files/x.txt").write_text(SECRET)
    (tmp_path / "docs/deep/er/link").symlink_to(tmp_path / target)
    (tmp_path / "docs/loop").symlink_to("loop")
    (tmp_path / "docs/round").symlink_to("../docs")
    (tmp_path / "docs/fine").symlink_to(tmp_path / "plain")
    found = told(tmp_path)
    assert [what.split(" leads to ")[0] for _, what in found] == ["the link docs/deep/er/link"]


def test_a_link_behind_a_link_is_told(tmp_path: Path) -> None:
    """A linked folder outside the documentation is published too, with the links that lie in it."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "briefings").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "docs/more").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere/records").symlink_to(tmp_path / "briefings")
    assert len(told(tmp_path)) == 1


def test_the_line_may_stand_in_a_parent_of_the_settings(tmp_path: Path) -> None:
    """Settings that are inherited are told where they are set."""
    (tmp_path / "base.yml").write_text(config(briefings="docs/records"), "utf-8")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base.yml\nsite_name: Child\n", "utf-8")
    [problem] = overlaps(read_site(tmp_path / "mkdocs.yml"))
    assert (problem.place.file, problem.place.line) == ("base.yml", 7)


def site(root: Path, **settings: str) -> Path:
    """A site with one draft among its records."""
    folder = settings.get("briefings", "briefings")
    files = {name.replace("briefings/", f"{folder}/", 1): text for name, text in REGISTRY.items()}
    files[f"{folder}/{ID}.yml"] = minimal_record(publish="draft", note_internal=SECRET)
    files["docs/index.md"] = "# Test\n"
    return write_site(root, {**files, "mkdocs.yml": config(**settings)})


@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_build_that_would_publish_records_stops_and_writes_nothing(
    tmp_path: Path, command: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Build and preview refuse, and say at which line of the settings; the site's folder stays as it was."""
    root = site(tmp_path, briefings="docs/records")
    with pytest.raises(Abort):
        build_site(root, command="serve" if command == "serve" else "build")
    assert "mkdocs.yml:7:7: error[overlap]" in caplog.text
    assert not (root / "site").exists() and not (root / "build").exists()


def test_check_refuses_what_would_leak_also_for_one_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`onrecord check` finds it, also where it was asked about one record only."""
    monkeypatch.chdir(site(tmp_path, briefings="docs/records"))
    for args in ((), (f"docs/records/{ID}.yml",)):
        result = run("check", *args)
        assert result.exit_code == 1
        assert "mkdocs.yml:7:7: error[overlap]" in result.output


@pytest.mark.parametrize(
    "folder", ["docs/out", "briefings/out", "snapshots", "build/pages", "site/x", "build", "."]
)
def test_generate_writes_into_no_folder_of_the_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    """The folder that `generate` fills lies in none of the site's own folders and holds none of them."""
    monkeypatch.chdir(site(tmp_path))
    result = run("generate", folder)
    assert result.exit_code == 2
    assert "error[overlap]" in result.output
    assert run("generate", "out/markdown").exit_code == 0


def test_generate_refuses_what_would_leak(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`generate` copies the documentation folder, and with it the records that lie there: it refuses."""
    monkeypatch.chdir(site(tmp_path, briefings="docs/records"))
    result = run("generate", "out")
    assert result.exit_code == 2 and not Path("out").exists()
