"""Pages of a built site as readers have them: the text of the article, its ids, and where its links lead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

from bs4 import BeautifulSoup

SITE = "https://site.example/"
#: What themes put into an article besides the page: Zensical's target of "skip to content".
_THEIRS = ["script", "#__skip"]
_ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
_BLOCKS = (
    *("p", "div", "section", "figure", "figcaption", "blockquote", "pre", "hr", "br", "details", "summary"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
)


@dataclass(frozen=True)
class Article:
    """What a page says."""

    text: str
    """A line for each block; spaces as a browser shows them."""
    ids: tuple[str, ...]
    headings: tuple[tuple[str, str], ...]
    """Level and id."""
    links: tuple[str, ...]
    """Whole addresses, of links and pictures."""

    def differs(self, other: Article) -> int:
        """How many characters of the text are others."""
        if self.text == other.text:
            return 0
        blocks = SequenceMatcher(None, self.text, other.text, autojunk=False).get_matching_blocks()
        return max(len(self.text), len(other.text)) - sum(block.size for block in blocks)


def articles(site: Path) -> dict[str, Article]:
    """Every page of a built site, by its path in it."""
    return {
        path.relative_to(site).as_posix(): article(path.read_text("utf-8"), path.relative_to(site).as_posix())
        for path in sorted(site.rglob("*.html"))
    }


def menu_of(page: str, path: str) -> list[tuple[str, str]]:
    """Tabs and menu of a page: what each entry is called, and where it leads."""
    soup = BeautifulSoup(page, "html.parser")
    for contents in soup.select("nav.md-nav--secondary"):
        contents.decompose()
    address = urljoin(SITE, path.removesuffix("index.html"))
    entries = soup.select("nav.md-tabs a, nav.md-nav--primary a")
    return [(" ".join(one.get_text().split()), urljoin(address, str(one["href"]))) for one in entries]


def article(page: str, path: str) -> Article:
    """The article of one page, which lies at ``path``."""
    found = _ARTICLE.search(page)
    assert found, f"{path} has no article"
    return _read(found[0], path)


@cache
def _read(written: str, path: str) -> Article:
    """The same as HTML; two engines may have written the same."""
    soup = BeautifulSoup(written, "html.parser")
    for theirs in soup.select(", ".join(_THEIRS)):
        theirs.decompose()
    address = urljoin(SITE, path.removesuffix("index.html"))
    links = [str(one.get("href") or one.get("src") or "") for one in soup.find_all(["a", "img"])]
    headings = [(one.name, str(one.get("id"))) for one in soup.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])]
    ids = tuple(str(one["id"]) for one in soup.find_all(id=True))
    for block in soup.find_all(_BLOCKS):
        block.insert(0, "\n")
        block.append("\n")
    lines = (" ".join(line.split()) for line in soup.get_text().split("\n"))
    return Article(
        "\n".join(filter(None, lines)),
        ids,
        tuple(headings),
        tuple(urljoin(address, link) for link in links if link),
    )
