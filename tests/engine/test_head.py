"""What a page says in its head: canonical address, Open Graph, JSON-LD; of a mere address nothing."""

from __future__ import annotations

import html
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import ID, REGISTRY, Built, build_site, record

STATEMENT = "  - by: red-wing\n    source: article\n    quote: Words.\n    responsibility: claims\n"
PAGE = f"briefings/{ID}/index.html"
CONFIG = """\
site_name: A & B <watch>
site_url: https://watch.example/sub/
site_description: What we do.
theme:
  name: {theme}
  {font}
plugins:
  - search
  - onrecord:
      namespace: watch.example,2026
      # Pictures have tests of their own, and are there where Pillow is.
      cards: false
"""
HOSTILE = "</script><script>alert(x)</script> <!-- x --> \" ' & <b>y</b>"


class _Head(HTMLParser):
    """Elements `meta` and `link` of the head, and scripts by type with their text."""

    def __init__(self) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.canonical = ""
        self.scripts: list[tuple[str, str]] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "meta" and found.get("property"):
            self.meta[found["property"] or ""] = found.get("content") or ""
        if tag == "link" and found.get("rel") == "canonical":
            self.canonical = found.get("href") or ""
        if tag == "script":
            self.inside = found.get("type") or "text/javascript"
            self.scripts.append((self.inside, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside:
            kind, text = self.scripts.pop()
            self.scripts.append((kind, text + data))


def head(text: str) -> _Head:
    """A page read."""
    parser = _Head()
    parser.feed(text)
    return parser


def machines(text: str) -> list[dict[str, Any]]:
    """The JSON-LD of a page."""
    return [json.loads(data) for kind, data in head(text).scripts if kind == "application/ld+json"]


def site(root: Path, theme: str = "mkdocs", **records: str) -> Built:
    """A built site of these records."""
    files = {f"briefings/{name}.yml": text for name, text in records.items()}
    config = CONFIG.format(theme=theme, font="font: false" if theme == "material" else "locale: en")
    return build_site(
        root, {**REGISTRY, **files, "docs/own.md": "# Own page\n\nText.\n", "mkdocs.yml": config}
    )


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_a_briefing_is_an_article_elsewhere(tmp_path: Path, theme: str) -> None:
    """Title, description, kind, address and site stand in its head as typed; so does its own address."""
    text = record(STATEMENT, header="created: 2024-02-01\nsummary: A *post* & more. [@article]")
    built = site(tmp_path, theme, **{ID: text})
    found = head(built.html(PAGE))
    address = f"https://watch.example/sub/briefings/{ID}/"
    assert found.canonical == address
    assert found.meta == {
        "og:title": "Attack on the border post",
        "og:description": "A post & more.",
        "og:type": "article",
        "og:url": address,
        "og:site_name": "A & B <watch>",
        "article:published_time": "2024-02-01",
    }
    own = head(built.html("own/index.html")).meta
    assert (own["og:type"], own["og:title"], own["og:description"]) == ("website", "Own page", "What we do.")


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_a_hostile_title_stays_text_in_the_head(tmp_path: Path, theme: str) -> None:
    """A title full of markup is the title to Open Graph and the headline to machines, and runs nowhere."""
    text = record(STATEMENT).replace("title: Attack on the border post", f"title: {json.dumps(HOSTILE)}")
    built = site(tmp_path, theme, **{ID: text})
    found = head(built.html(PAGE))
    assert found.meta["og:title"] == HOSTILE
    [article] = machines(built.html(PAGE))
    assert article["headline"] == HOSTILE
    [month] = machines(built.html("archive/2024/01/index.html"))
    assert month["hasPart"][0]["headline"] == HOSTILE
    assert not [data for _, data in found.scripts if data.strip() == "alert(x)"]


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_each_kind_of_page_says_what_it_is(tmp_path: Path, theme: str) -> None:
    """A briefing is an article of the site, a month a collection of articles; the home page is the site."""
    built = site(tmp_path, theme, **{ID: record(STATEMENT)})
    [article], [month], [home] = (
        machines(built.html(address)) for address in (PAGE, "archive/2024/01/index.html", "index.html")
    )
    assert (article["@type"], month["@type"], home["@type"]) == (
        "BackgroundNewsArticle",
        "CollectionPage",
        "WebSite",
    )
    assert article["isPartOf"]["@id"] == month["isPartOf"]["@id"] == home["@id"]
    assert month["hasPart"][0]["@id"] == article["@id"]
    assert (article["url"], home["url"]) == (
        f"https://watch.example/sub/briefings/{ID}/",
        "https://watch.example/sub/",
    )


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_no_search_finds_what_is_for_machines(tmp_path: Path, theme: str) -> None:
    """JSON-LD is in no search index."""
    built = site(tmp_path, theme, **{ID: record(STATEMENT)})
    index = built.files["search/search_index.json"].decode()
    assert "tag:watch.example,2026:" not in index and "@context" not in index


def test_material_does_not_find_a_short_form(tmp_path: Path) -> None:
    """The flash says again what the page says; a search finds the page once."""
    built = site(tmp_path, "material", **{ID: record(STATEMENT)})
    assert "Flash version" in built.text(PAGE)
    index = json.loads(built.files["search/search_index.json"])["docs"]
    assert not [one for one in index if "Filed as" in one["text"] or "Cite this page" in one["text"]]


def test_what_only_keeps_an_address_says_nothing(tmp_path: Path) -> None:
    """A withdrawn briefing and an old address have neither Open Graph nor JSON-LD."""
    gone = record(STATEMENT).replace("publish: published", "publish: withdrawn")
    moved = record(STATEMENT, header="formerly: old-post")
    built = site(tmp_path, gone=gone, **{ID: moved})
    for address in ("briefings/gone/index.html", "briefings/old-post/index.html"):
        text = built.html(address)
        assert not head(text).meta and not machines(text)


def test_the_encoding_is_named_among_the_first_bytes(tmp_path: Path) -> None:
    """However long title and description are, the head names its encoding within its first 1,024 bytes."""
    text = record(STATEMENT, header=f"summary: {'Word ' * 600} [@article]")
    built = site(tmp_path, "material", **{ID: text})
    assert 'charset="utf-8"' in built.html(PAGE)[:1024]


def test_the_markdown_has_it_without_our_plugin(tmp_path: Path) -> None:
    """The page's own Markdown has the JSON-LD on a line of its own."""
    built = site(tmp_path, **{ID: record(STATEMENT)})
    lines = [line for line in built.markdown(f"briefings/{ID}.md").splitlines() if "ld+json" in line]
    assert len(lines) == 1
    assert re.fullmatch(r'<script type="application/ld\+json">[^<]*</script>', lines[0])


def test_the_head_says_the_same_in_fewer_signs(tmp_path: Path) -> None:
    """What is escaped for Markdown's sake alone is plain in the head: in texts, names and fragments.

    What would end the element, and a backslash that was typed, stay as they are.
    """
    title = "Attack at *#_ \\u005f </script>"
    text = record(STATEMENT).replace("title: Attack on the border post", f"title: {json.dumps(title)}")
    built = site(tmp_path, **{ID: text})
    [line] = [line for line in built.markdown(f"briefings/{ID}.md").splitlines() if "ld+json" in line]
    [written] = re.findall(r'<script type="application/ld\+json">([^<]*)</script>', built.html(PAGE))
    assert json.loads(line.partition(">")[2].removesuffix("</script>")) == json.loads(written)
    assert json.loads(written)["headline"] == title
    assert "Attack at *#_ \\\\u005f \\u003c/script\\u003e" in written
    assert "_:article" in written and "#s-red-wing" in written


def test_the_citation_can_be_read_and_copied(tmp_path: Path) -> None:
    """Below "Cite this page" stand the citation and its BibTeX, line by line as in the file of all."""
    built = site(tmp_path, **{ID: record(STATEMENT)})
    page = built.html(PAGE)
    [block] = re.findall(r"<pre><code>(.*?)</code></pre>", page, re.DOTALL)
    assert html.unescape(block) + "\n" == built.files["data/incidents.bib"].decode()
    assert "<summary>Cite this page</summary>" in page
    assert "A & B <watch>: “Attack on the border post, 20 January 2024.”" in built.text(PAGE)


def test_the_name_of_a_window_has_the_date(tmp_path: Path) -> None:
    """Incidents of one title are told apart by their date in windows, tabs and bookmarks."""
    texts = {
        f"briefings/2024-01-{day}-post.yml": record(STATEMENT).replace(
            "date: 2024-01-20", f"date: 2024-01-{day}"
        )
        for day in (20, 21)
    }
    config = CONFIG.format(theme="material", font="font: false")
    site = build_site(tmp_path, {**REGISTRY, **texts, "mkdocs.yml": config}).root / "site"
    for day in (20, 21):
        text = (site / f"briefings/2024-01-{day}-post/index.html").read_text("utf-8")
        assert f"<title>Attack on the border post, {day} January 2024 - " in text
