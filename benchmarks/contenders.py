"""Who is measured: our build, and other generators on the Markdown that we generate.

Each has a folder of its own with all it needs, so that no build finds what another has left.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path

import yaml

from benchmarks.archive import CONFIG, site
from benchmarks.measure import Cost, FailedError, run
from benchmarks.variation import made_up

HERE = Path(__file__).parent.parent
ZENSICAL = "0.0.73"
_ENV = {"PYTHONPATH": str(HERE / "generator"), "NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0"}
#: What our plugin sets, and nothing else of it.
_PLAIN = """\
docs_dir: docs
not_in_nav: "*"
markdown_extensions:
  - attr_list
  - md_in_html
  - footnotes
  - tables
  - admonition
"""
#: A theme that prints nothing but the page's content.
_HUGO = """\
baseURL = "https://archive.example/"
title = "Synthetic archive"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser.attribute]
block = true
"""
_ONE_LINE = "<!doctype html><title>{{ .Title }}</title>{{ .Content }}\n"


class Contender(ABC):
    """A generator with a site to build; ``name`` is how tables call it."""

    name: str
    limit: float = 0
    """Seconds after which a build is given up; 0 for none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def site(self) -> Path:
        """Where its pages lie."""
        return self.folder / "site"

    @abstractmethod
    def build(self) -> Cost:
        """Builds the site with what is there."""

    def clean(self) -> None:
        """Takes away what a build leaves, so that the next is a cold one."""
        for name in ("site", ".cache", "build", "public", "resources"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def pages(self) -> int:
        """How many pages the site has."""
        return sum(1 for _ in self.site.rglob("*.html"))


class Ours(Contender):
    """On Record, from the records: data files, feeds and search too."""

    name = "On Record"

    def __init__(self, folder: Path, number: int) -> None:
        """Writes ``number`` records."""
        super().__init__(folder)
        site(folder, number)

    def build(self) -> Cost:
        """As people build it."""
        return run([sys.executable, "-m", "mkdocs", "build", "-q"], self.folder, _ENV, self.limit)

    def markdown(self) -> Path:
        """Writes the Markdown of all pages, and the files beside them, for the others."""
        target = self.folder.parent / "markdown"
        command = [sys.executable, "-c", "from onrecord.cli import main; main()", "generate", str(target)]
        run(command, self.folder, _ENV)
        (target / ".onrecord").unlink()
        return target

    def edit(self, turn: int) -> str:
        """Changes a word in the summary of a record in the middle; gives the word that is new there."""
        records = sorted(self.folder.glob("briefings/[12]*/*.yml"))
        path = records[len(records) // 2]
        word = made_up(100_000 + turn)
        text, done = re.subn(
            r"(^summary: \|\n.*? )[a-z]{5,}(?=[ ,.])",
            rf"\1{word}",
            path.read_text("utf-8"),
            count=1,
            flags=re.M,
        )
        if not done:
            raise FailedError(f"{path.name} has no summary with a word to change")
        path.write_text(text, "utf-8")
        self.edited = self.site / "briefings" / path.stem / "index.html"
        return word


class Peer(Contender):
    """Another generator, on our Markdown."""

    def __init__(self, folder: Path, markdown: Path) -> None:
        super().__init__(folder)
        folder.mkdir(parents=True)
        self.prepare(markdown)

    @abstractmethod
    def prepare(self, markdown: Path) -> None:
        """Writes the site that is to be built. Raises FailedError where the generator is not there."""


class Material(Peer):
    """MkDocs with Material and its search, and no plugin of ours."""

    name = "MkDocs + Material"

    def prepare(self, markdown: Path) -> None:
        """With the same theme, navigation and extensions."""
        shutil.copytree(markdown, self.folder / "docs")
        (self.folder / "mkdocs.yml").write_text(plain_config(), "utf-8")

    def build(self) -> Cost:
        """All of it: there is no other way."""
        return run([sys.executable, "-m", "mkdocs", "build", "-q"], self.folder, _ENV, self.limit)


class Zensical(Material):
    """Zensical, which reads the settings of MkDocs, in an environment made for it."""

    name = "Zensical"

    def prepare(self, markdown: Path) -> None:
        """Installs it, once for all runs; its search has briefings alone.

        Of an archive of thousands its index has no room for a long section, as lists have, and it builds
        nothing then.
        """
        super().prepare(markdown)
        for path in (self.folder / "docs").rglob("*.md"):
            if path.parent.name != "briefings":
                path.write_text(unsearched(path.read_text("utf-8")), "utf-8")
        self._command = self.folder.parent.parent / f"zensical-{ZENSICAL}" / "bin" / "zensical"
        if not self._command.exists():
            place = self._command.parent.parent
            try:
                subprocess.run([sys.executable, "-m", "venv", "--clear", str(place)], check=True)
                pip = [str(place / "bin" / "pip"), "install", "--quiet", f"zensical=={ZENSICAL}"]
                subprocess.run(pip, check=True, capture_output=True, text=True)
            except (OSError, subprocess.CalledProcessError):
                shutil.rmtree(place, ignore_errors=True)
                raise FailedError(f"version {ZENSICAL} could not be installed from PyPI") from None

    def build(self) -> Cost:
        """With the cache that it has."""
        return run([str(self._command), "build"], self.folder, limit=self.limit)

    def edit(self, turn: int) -> str:
        """Changes a word of a briefing's Markdown; gives the word that is new there."""
        briefings = sorted((self.folder / "docs" / "briefings").glob("*.md"))
        path = briefings[len(briefings) // 2]
        word = made_up(200_000 + turn)
        head, mark, rest = path.read_text("utf-8").partition('<div class="or-lead"')
        rest, done = re.subn(r"(?<= )[a-z]{5,}(?=[ ,.])", word, rest, count=1)
        if not (mark and done):
            raise FailedError(f"{path.name} has no word to change")
        path.write_text(head + mark + rest, "utf-8")
        self.edited = self.site / "briefings" / path.stem / "index.html"
        return word


class Hugo(Peer):
    """Hugo with a theme of one line, which has neither navigation nor search."""

    name = "Hugo, one-line theme"

    def prepare(self, markdown: Path) -> None:
        """With pages named as Hugo has them, and all other files beside them."""
        if not shutil.which("hugo"):
            raise FailedError("it is not installed")
        for path in markdown.rglob("*"):
            if path.is_file():
                below = path.relative_to(markdown)
                if path.suffix == ".md":
                    name = "_index.md" if path.name == "index.md" else path.name
                    target = self.folder / "content" / below.with_name(name)
                else:
                    target = self.folder / "static" / below
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
        layouts = self.folder / "layouts"
        (layouts / "_default").mkdir(parents=True)
        for name in ("_default/single.html", "_default/list.html", "index.html"):
            (layouts / name).write_text(_ONE_LINE, "utf-8")
        (self.folder / "config.toml").write_text(_HUGO, "utf-8")

    def build(self) -> Cost:
        """Hugo keeps nothing of its pages from one build to the next."""
        command = ["hugo", "--quiet", "--destination", str(self.site)]
        return run(command, self.folder, limit=self.limit)


class Copy(Contender):
    """Copying the files of our finished site: nothing that writes them all can be faster."""

    name = "Copying our site"

    def __init__(self, folder: Path, ours: Path) -> None:
        """Copies the folder ``ours`` whenever it builds."""
        super().__init__(folder)
        folder.mkdir(parents=True)
        self._ours = ours

    def build(self) -> Cost:
        """As ``cp`` does."""
        return run(["cp", "-r", str(self._ours), str(self.site)], self.folder)


def unsearched(page: str) -> str:
    """A page that the search leaves out."""
    head, body = "{}", page
    if page.startswith("---\n"):
        head, _, body = page.removeprefix("---\n").partition("\n---\n")
    meta = {**yaml.safe_load(head), "search": {"exclude": True}}
    return f"---\n{yaml.safe_dump(meta, allow_unicode=True, sort_keys=False)}---\n{body}"


def plain_config() -> str:
    """The archive's settings without our plugin."""
    lines: Iterator[str] = iter(CONFIG.splitlines(keepends=True))
    kept: list[str] = []
    ours = False
    for line in lines:
        ours = line.startswith("  - onrecord") or (ours and line.startswith("      "))
        if not ours:
            kept.append(line)
    return "".join(kept) + _PLAIN
