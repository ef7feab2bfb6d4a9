"""An archive that is built again and again, and edits of it, in chains."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from onrecord.engine.plugin import OnRecordPlugin
from tests.helpers import new_process, read_files, write_site

ROOT = Path(__file__).parents[2]
#: Records of the demonstration that refer to each other and to no others.
RECORDS = (
    "2023/2023-11-21-abu-ghraib",
    "2023/2023-11-21-ain-al-asad",
    "2024/2024-01-20-ain-al-asad",
    "2024/2024-01-23-ain-al-asad",
    "2024/2024-01-24-al-qaim-jurf-al-nasr",
    "2024/2024-02-05-al-omar",
)
SETTINGS = """\
site_name: Watch
site_url: https://watch.example/
theme:
  name: material
  font: false
  custom_dir: theirs
plugins:
  - search
  - onrecord:
      search: material
      table_formats: [sqlite]
      short_forms: [flash]
"""
NEW = """\
title: Attack on a convoy
date: 2024-02-08
event: attack
place: al-omar
publish: published
cutoff: 2024-03-01
desk:
  written_by: A. Editor
  reviewed_by: B. Editor
sources:
  article:
    title: Convoy attacked
    publisher: The Daily
    published: 2024-02-09
statements:
  - by: us-central-command
    source: article
    killed:
      - who: us-forces
        count: 2
"""
OMAR, ASAD = "briefings/2024/2024-02-05-al-omar.yml", "briefings/2024/2024-01-20-ain-al-asad.yml"
ACTORS, PLACES = "briefings/registry/actors.yml", "briefings/registry/places.yml"
ADDED = "briefings/2024/2024-02-08-convoy.yml"
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@dataclass
class Archive:
    """A small archive on disk, and the time of its next build."""

    root: Path
    now: datetime = NOON

    def write(self, **files: str) -> None:
        """Writes whole files, by their paths."""
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")

    def edit(self, file: str, old: str, new: str) -> None:
        """Puts ``new`` in the place of what a file has once."""
        path = self.root / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1, (file, old, text.count(old))
        path.write_text(text.replace(old, new), "utf-8")

    def build(self, root: Path | None = None) -> Built:
        """Builds the archive as ``mkdocs build`` does, here or in a copy."""
        root = root or self.root
        new_process()
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"))
        plugin = next(one for one in config.plugins.values() if isinstance(one, OnRecordPlugin))
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SOURCE_DATE_EPOCH", str(int(self.now.timestamp())))
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            config.plugins.on_shutdown()
        files = read_files(root / "site"), read_files(root / "build/pages"), _states(root / "site")
        if not hasattr(plugin, "_run"):
            # Nothing had changed: no record was even read.
            return Built(*files, [], [], [], True)  # as below
        run = plugin._run
        return Built(*files, run._build.pages.again, run._html.again, run._build.files.again, run.whole)

    def anew(self, folder: Path) -> Built:
        """Builds a copy of the archive for the first time."""
        folder.mkdir()
        for name in ("mkdocs.yml", "docs", "briefings", "theirs", "mine"):
            path = self.root / name
            if path.is_dir():
                shutil.copytree(path, folder / name)
            elif path.exists():
                shutil.copy(path, folder / name)
        return self.build(folder)


@dataclass
class Built:
    """A site, and what was done for it in its last build."""

    files: dict[str, bytes]
    markdown: dict[str, bytes]
    states: dict[str, tuple[int, int]]
    rendered: list[str]
    """The pages of which Markdown was made."""
    finished: list[str]
    """The pages of which HTML was made."""
    batches: list[str]
    """The files that were made besides, by the names of what is made together."""
    ours: bool
    """Whether our pages were finished files; MkDocs writes every file each time."""

    def written_since(self, before: Built) -> list[str]:
        """The files of the site that are others than before on disk, whatever is in them; and those gone."""
        names = {*self.states, *before.states}
        return sorted(name for name in names if self.states.get(name) != before.states.get(name))


def _states(folder: Path) -> dict[str, tuple[int, int]]:
    found = ((path, path.stat()) for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): (stat.st_ino, stat.st_mtime_ns) for path, stat in found}


def differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """The files that two sites do not have alike."""
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def begun(tmp_path: Path) -> Archive:
    """The archive before any edit, which was not built yet."""
    root = write_site(tmp_path / "kept", {"mkdocs.yml": SETTINGS, "theirs/404.html": "Nothing."})
    for name in RECORDS:
        (root / f"briefings/{name}.yml").parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / f"briefings/{name}.yml", root / f"briefings/{name}.yml")
    shutil.copytree(ROOT / "briefings/registry", root / "briefings/registry")
    lock = (ROOT / "briefings/onrecord.lock").read_text("utf-8").splitlines(keepends=True)
    ids = [name.rpartition("/")[2] for name in RECORDS]
    ours = [line for line in lock if not (of := re.search(r" record=(\S+)", line)) or of[1] in ids]
    (root / "briefings/onrecord.lock").write_text("".join(ours), "utf-8")
    write_site(
        root,
        {
            "mkdocs.yml": SETTINGS,
            "docs/method.md": "# Method\n\nWe read. See [it](briefings/2024-02-05-al-omar.md#sources).\n",
            "docs/more/index.md": "# More\n\nText.\n",
        },
    )
    return Archive(root)


Edit = Callable[[Archive], object]


def put(file: str, old: str, new: str) -> Edit:
    """An edit that puts a text in the place of another."""
    return lambda archive: archive.edit(file, old, new)


def file(path: str, text: str) -> Edit:
    """One that writes a file."""
    return lambda archive: archive.write(**{path: text})


def moved(old: str, new: str, more: str = "") -> Edit:
    """One that gives a file another name."""

    def edit(archive: Archive) -> None:
        text = (archive.root / old).read_text("utf-8")
        (archive.root / old).unlink()
        archive.write(**{new: more + text})

    return edit


def gone(path: str) -> Edit:
    """One that deletes a file."""
    return lambda archive: (archive.root / path).unlink()


def at(hour: int, day: int = 25) -> Edit:
    """The next build is at another time."""

    def edit(archive: Archive) -> None:
        archive.now = NOON.replace(hour=hour, day=day)

    return edit


def both(*edits: Edit) -> Edit:
    """Several edits before one build."""

    def edit(archive: Archive) -> None:
        for one in edits:
            one(archive)

    return edit


ONE = "      short_forms: [flash]\n"
HAND = "docs/method.md"
TWO = "briefings/2024/2024-02-08-two-lorries.yml"
NEWS = '{% extends "base.html" %}{% block announce %}News{% endblock %}'
WEST = "us-centcom-west:\n  name: West\n  kind: armed-forces\n  part_of: us-central-command\n\n"
EDITS: dict[str, list[tuple[str, Edit]]] = {
    "records": [
        ("a word", put(OMAR, "says after midnight", "says past midnight")),
        ("a figure", put(OMAR, "        count: 6\n", "        count: 7\n")),
        ("a title", put(OMAR, "title: Attack on the base at", "title: Drone attack on the base at")),
        ("a day", put(OMAR, "date: 2024-02-05~", "date: 2024-02-04~")),
        (
            "what nobody sees",
            both(
                put(OMAR, "statements:\n", "# To be asked again.\nstatements:\n"),
                put(OMAR, "publish: published\n", "publish: published\nnote_internal: Ask.\n"),
            ),
        ),
        ("the addresses of statements", put(OMAR, "  - id: sdf-on-the-launch\n", "  - id: on-the-launch\n")),
    ],
    "files": [
        ("a new record", file(ADDED, NEW)),
        ("another name", moved(ADDED, TWO, "formerly: 2024-02-08-convoy\n")),
        ("the name of before", both(gone(TWO), file(ADDED, NEW))),
        ("a draft", put(ADDED, "publish: published", "publish: draft")),
        ("withdrawn", put(ADDED, "publish: draft", "publish: withdrawn")),
        ("a deletion", gone(ADDED)),
        ("another folder", moved(OMAR, "briefings/later/2024-02-05-al-omar.yml")),
        ("no lock", gone("briefings/onrecord.lock")),
    ],
    "registries": [
        ("an actor's name", put(ACTORS, "  short: CENTCOM\n", "  short: Central Command\n")),
        ("a place's name", put(PLACES, "  name: al-Omar oil field\n", "  name: Omar oil field\n")),
        (
            "a point, and a comment",
            both(
                put(PLACES, "  lat: 35.07\n", "  lat: 35.17\n"),
                put(PLACES, "al-omar:\n", "# There.\nal-omar:\n"),
            ),
        ),
        (
            "a source's title",
            put(
                "briefings/registry/sources.yml",
                "  title: 7 Kurdish-led fighters killed in attack on US base in Syria - monitor\n",
                "  title: Seven Kurdish-led fighters killed\n",
            ),
        ),
        (
            "a measure and a count",
            both(
                put("briefings/registry/measures.yml", "US personnel injured", "US personnel hurt"),
                put("briefings/registry/tallies.yml", "      IQ: 12\n", "      IQ: 13\n"),
            ),
        ),
        ("a member of a house", put(ACTORS, "us-central-command:\n", f"{WEST}us-central-command:\n")),
    ],
    "time": [
        ("an embargo", file(ADDED, NEW.replace("cutoff:", "embargo: 2026-11-25T14:00Z\ncutoff:"))),
        ("its end", at(14)),
        ("the next day", at(12, day=26)),
        ("a clock that goes back", at(12)),
        ("one that goes on", at(15)),
        ("as of a day", put("mkdocs.yml", ONE, ONE + "      as_of: 2024-02-04\n")),
        ("as of another", put("mkdocs.yml", "as_of: 2024-02-04", "as_of: 2024-02-06")),
        ("as of today", put("mkdocs.yml", "      as_of: 2024-02-06\n", "")),
    ],
    "settings": [
        ("the site's name", put("mkdocs.yml", "site_name: Watch", "site_name: The Watch")),
        ("a footer", put("mkdocs.yml", "theme:\n", "copyright: Ours\ntheme:\n")),
        ("a template of the theme", file("theirs/main.html", NEWS)),
        ("another", file("theirs/main.html", NEWS.replace("News", "No news"))),
        (
            "templates of one's own",
            both(put("mkdocs.yml", ONE, ONE + "      templates: mine\n"), file("mine/foot.md.j2", "Ours.\n")),
        ),
        ("other words in one", file("mine/foot.md.j2", "Mine.\n")),
        ("none of one's own", put("mkdocs.yml", "      templates: mine\n", "")),
    ],
    "pages by hand": [
        ("a text", put(HAND, "We read.", "We read all.")),
        ("a title", put(HAND, "# Method", "# How we work")),
        ("a page", file("docs/more/people.md", "# People\n\n[Method](../method.md)\n")),
        ("a page less", gone("docs/more/people.md")),
        ("a menu", put("mkdocs.yml", "theme:\n", "nav: [index.md, method.md, places/index.md]\ntheme:\n")),
        ("Pagefind's search", put("mkdocs.yml", "      search: material\n", "")),
        ("files instead of folders", put("mkdocs.yml", "theme:\n", "use_directory_urls: false\ntheme:\n")),
    ],
}


def hold(archive: Archive, folder: Path, edits: list[tuple[str, Edit]]) -> None:
    """After each edit the site is that of a first build, byte for byte, and so is the Markdown.

    No file is written that stayed as it was.
    """
    before = archive.build()
    for number, (what, edit) in enumerate(edits):
        edit(archive)
        now, clean = archive.build(), archive.anew(folder / str(number))
        assert differing(now.files, clean.files) == [], what
        assert differing(now.markdown, clean.markdown) == [], what
        if now.ours and before.ours:
            assert now.written_since(before) == differing(now.files, before.files), what
        before = now
        shutil.rmtree(folder / str(number))
