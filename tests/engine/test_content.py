"""The content of our pages: our renderer makes the document that MkDocs makes with Python-Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.pages import Page

from onrecord.engine import content, plugin
from onrecord.markdown.headings import Heading, Named, named
from onrecord.markdown.html import Html, for_search, html, searched, without_machines
from onrecord.markdown.notes import moved
from onrecord.yamltext.characters import refused
from tests.helpers import CONFIG, SITES, build_site, read_files
from tests.hostile.archive import files
from tests.hostile.test_pages import OURS, turned
from tests.trees import difference, tree

ROOT = Path(__file__).parents[2]
BACK = "Jump back to footnote {} in the text"
_HOSTILE = """\
site_name: Hostile
theme: {name: mkdocs}
plugins:
  - onrecord:
      demonstration: Selected.
      report_errors: errors@onrecord.example
      short_forms: [salute]
      cards: false
      rules:
        figure-in-title: off
        loaded-term: off
        paraphrase-quoted: off
        unsourced-sentence: off
"""


@dataclass(frozen=True)
class Made:
    """A page as MkDocs made it, before it became ours."""

    address: str
    text: str
    html: str
    title: str
    titled: bool
    """Whether the title is the heading that the page begins with: no menu gives it another."""
    directory_urls: bool


def by_mkdocs(site: Mapping[str, str | bytes]) -> dict[str, str | bytes]:
    """The site with a hook that sees pages, so that MkDocs builds all of them and none is a finished file."""
    config = site.get("mkdocs.yml", CONFIG)
    text = config if isinstance(config, str) else config.decode()
    hook = "def on_page_content(html, **_):\n    return html\n"
    return {**site, "mkdocs.yml": f"{text}\nhooks: [hook.py]\n", "hook.py": hook}


def build(root: Path, site: Mapping[str, str | bytes]) -> list[Made]:
    """Builds a site by MkDocs, and gives its pages of records as Python-Markdown made them."""
    made: list[Made] = []
    shown = content.content

    def spied(page: Page, html: str, back: str, config: MkDocsConfig, *, ours: bool) -> content.Content:
        assert ours
        made.append(
            Made(
                page.file.src_uri,
                page.markdown or "",
                html,
                str(page.title),
                page.title == page._title_from_render,
                config.use_directory_urls,
            )
        )
        return shown(page, html, back, config, ours=ours)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plugin, "content", spied)
        build_site(root, by_mkdocs(site))
    return made


def demonstration() -> dict[str, str | bytes]:
    """The demonstration with its hand-written pages."""
    found: dict[str, str | bytes] = {"mkdocs.yml": (ROOT / "mkdocs.yml").read_text("utf-8")}
    for folder in ("briefings", "docs"):
        found |= {f"{folder}/{path}": text for path, text in read_files(ROOT / folder).items()}
    return found


def hostile() -> dict[str, str | bytes]:
    """A site with hostile text in every field."""
    texts = files(turned(tuple(text for one in OURS if not refused(text := one.replace("\r", "\n"))), 7))
    return {
        "mkdocs.yml": _HOSTILE,
        **{f"briefings/{path}": json.dumps(data, ensure_ascii=False) for path, data in texts.items()},
    }


#: The small sites; of the others in their folder none has another kind of page.
SMALL = ("arabic", "kidnapping", "vessel", "without-directory-urls", "sub-path", "uncertain-date")
LARGE: dict[str, Callable[[], dict[str, str | bytes]]] = {"demonstration": demonstration, "hostile": hostile}


@pytest.fixture(scope="module", params=(*LARGE, *SMALL))
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Made]:
    """The pages of one of several sites."""
    name = str(request.param)
    site = LARGE[name]() if name in LARGE else read_files(SITES / "valid" / name)
    made = build(tmp_path_factory.mktemp(name), site)
    assert len(made) > 10
    return made


def ours(made: Made) -> Html:
    """The page as our renderer makes it."""
    return html(made.text, made.address, back=BACK, directory_urls=made.directory_urls)


def theirs(made: Made) -> Named:
    """The page as Python-Markdown made it, with our ids, and the notes in their place."""
    return named(moved(without_machines(made.html)[0]))


def test_the_document_is_that_of_python_markdown(pages: list[Made]) -> None:
    """Elements, attributes, ids, addresses and texts; what is for a search index alone is not shown."""
    for made in pages:
        wanted = re.sub(r' data-search-exclude(?:="[^"]*")?', "", theirs(made).content)
        assert not difference(tree(wanted, names=True), tree(ours(made).content, names=True)), made.address


def test_a_search_index_reads_the_same_document(pages: list[Made]) -> None:
    """It has no labels of cells, and what is to be left out is marked; addresses do not matter to it."""
    for made in pages:
        wanted = tree(without_addresses(for_search(theirs(made).content)), names=True)
        assert not difference(wanted, tree(without_addresses(searched(made.text, back=BACK)), names=True))


def test_contents_ids_and_machines_are_the_same(pages: list[Made]) -> None:
    """The table of contents, all ids, what is for machines, and the title if the page begins with it."""
    for made in pages:
        page = ours(made)
        assert shown(page.contents) == shown(theirs(made).contents), made.address
        assert page.ids == theirs(made).ids
        assert page.machines == without_machines(made.html)[1]
        if made.titled:
            assert unescape(page.title) == unescape(made.title)


def test_links_of_a_page_are_told(pages: list[Made]) -> None:
    """Those to pages of records lead to pages that there are, and to elements that these have."""
    made_ours = {made.address: ours(made) for made in pages}
    for address, page in made_ours.items():
        for link in page.links:
            if link.target in made_ours and link.fragment:
                assert link.fragment in made_ours[link.target].ids, f"{address}: {link.written}"
            elif link.target.partition("/")[0] in ("actors", "places", "people", "briefings"):
                assert link.target in made_ours, f"{address}: {link.written}"


def test_mkdocs_knows_the_anchors_of_our_pages(tmp_path: Path) -> None:
    """A link of a hand-written page to a heading or statement of a briefing holds; one to nothing is told."""
    config = CONFIG + "validation:\n  anchors: warn\n"
    briefing = "briefings/2024-01-20-border-post.md"
    files: dict[str, str | bytes] = dict(read_files(SITES / "valid" / "one-statement"))
    files |= {"mkdocs.yml": config, "docs/a.md": f"[b]({briefing}#key-facts) [c]({briefing}#title)\n"}
    build_site(tmp_path, files)
    (tmp_path / "docs" / "a.md").write_text(f"[b]({briefing}#attack-on-the-border-post)\n", "utf-8")
    with pytest.raises(Abort):
        build_site(tmp_path, expect="does not contain an anchor '#attack-on-the-border-post'")


def test_a_site_that_asks_for_more_goes_through_python_markdown(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Permalinks lead to our ids, the notes stand below their heading, and the log says why it is slow."""
    config = (
        CONFIG.replace("name: mkdocs", "name: material")
        + "markdown_extensions:\n  - toc:\n      permalink: true\n"
    )
    with caplog.at_level("INFO"):
        built = build_site(tmp_path, {**read_files(SITES / "valid" / "vessel"), "mkdocs.yml": config})
    assert (
        "pages of records are made by Python-Markdown, which is slower: "
        "the Markdown extension `toc` is set to change pages (`permalink`)\n"
    ) in caplog.text
    page = built.html("briefings/2024-03-06-true-confidence/index.html")
    assert re.search(r'<h2 id="key-facts">[^<]*<a class="headerlink" href="#key-facts"', page)
    places = [page.index(one) for one in ('<h2 id="sources">', '<div class="footnote">', '<h2 id="about">')]
    assert places == sorted(places)
    assert 'href="#key-facts"' in page.partition("<h1")[0] + page.partition("</article>")[0]


def test_templates_of_a_site_s_own_go_through_python_markdown(tmp_path: Path) -> None:
    """They may be written in its dialect: attributes of headings still name these."""
    text = '# {{ _("Codebook") }} { #terms }\n\n## A b\n\n## <a id="x"></a>A b\n\n## A b\n'
    config = CONFIG.replace("- onrecord", "- onrecord:\n      templates: mine")
    files: dict[str, str | bytes] = dict(read_files(SITES / "valid" / "one-statement"))
    files |= {"mkdocs.yml": config, "mine/codebook.md.j2": text}
    page = build_site(tmp_path, files).html("codebook/index.html")
    assert re.findall(r'<h[12] id="([^"]*)"', page) == ["terms", "a-b", "x", "a-b_1"]


def without_addresses(content: str) -> str:
    """HTML without where its links lead."""
    return re.sub(r'(<a\b[^>]*? href)="[^"]*"', r"\1", content)


def shown(contents: tuple[Heading, ...]) -> list[Any]:
    """A table of contents as a reader sees it."""
    return [(one.level, one.id, unescape(one.title), shown(one.children)) for one in contents]
