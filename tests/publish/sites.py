"""Small sites to publish, with builds that write given files: what a build makes is tested elsewhere."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

from onrecord.assemble import read
from onrecord.publish.manifest import NAME
from onrecord.publish.publish import Build, Published, Request, publish
from onrecord.settings import read_site
from tests.helpers import CONFIG, NOW, RECORD, REGISTRY, record, write_site

STATEMENT = "  - source: article\n    paraphrase: The post was attacked at night."
# Builds of these tests make no tables, so that there is nothing of which an edition could be made.
SETTINGS = CONFIG.removesuffix("\n") + ":\n      exports: false\n"
FILES = {"mkdocs.yml": SETTINGS, **REGISTRY, RECORD: record(STATEMENT)}


def pages(word: str, **more: str) -> dict[str, str]:
    """The files of a small built site, each with a word; of further pages the names are given."""
    page = f'<!doctype html><title>T</title><a href="briefings/a/">a</a><p id="x">{word}</p>'
    names = {name.replace("_", "/"): text for name, text in more.items()}
    return {
        "index.html": page,
        "briefings/a/index.html": f'<p>{word}</p><a href="../../#x">home</a>',
        "data/incidents.json": json.dumps({"rows": [], "note": word}),
        "feeds/all.xml": f"<feed>{escape(word)}</feed>",
        **{f"{name}/index.html": text for name, text in names.items()},
    }


def building(files: Mapping[str, str]) -> Build:
    """A build that makes these files, and no others."""

    def build(folder: Path, lock: int | None) -> None:
        if folder.exists():
            for path in sorted(folder.rglob("*"), reverse=True):
                path.rmdir() if path.is_dir() else path.unlink()
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")

    return build


def site_at(root: Path, files: Mapping[str, str] | None = None) -> Path:
    """A site's folder with records."""
    return write_site(root, {**FILES, **(files or {})})


def request(root: Path, *, now: datetime = NOW, **options: bool) -> Request:
    """What is asked for: to publish the site in ``root`` into its folder ``public``."""
    site = read_site(root / "mkdocs.yml")
    return replace(Request(read(site, now), root / "public", jobs=1), **options)  # type: ignore[arg-type]  # all are flags


def published(root: Path, files: Mapping[str, str], *, now: datetime = NOW, **options: bool) -> Published:
    """Publishes these files."""
    return publish(request(root, now=now, **options), building(files))


def tree(folder: Path) -> dict[str, str]:
    """The files of a folder, without our manifest."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != NAME
    }
