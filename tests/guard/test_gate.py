"""The gate behind the escape: what none of our templates writes is found, whatever else is on the page."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from onrecord.guard.elements import ELEMENTS
from onrecord.guard.gate import SCRIPT, fault, head_fault
from onrecord.markdown.html import html
from tests.export.archives import demonstration
from tests.helpers import rendered
from tests.hostile.archive import pages
from tests.hostile.strings import HTML

_PAGE = '<ul>\n<li id="s-x">Before.</li>\n</ul>\n<div class="or-lead">\n<p>A {} B<br /></p>\n</div>\n<hr />'

#: On pages that neither the demonstration nor that archive has without more settings: Search, and in Explore
#: what a mark of several incidents is called, one of several days, and one whose people somebody counted.
_ELSEWHERE = frozenset(
    {
        "a data-name",
        *(f"button {name}" for name in ("class", "hidden")),
        *(f"div data-{name}" for name in ("top", "worker")),
        "form role",
        "input maxlength",
        "label class",
        "ol class",
        "p role",
        *(f"tr data-{name}" for name in ("counted", "to")),
    }
)


def content(text: str) -> str:
    """A page's Markdown as a reader has it."""
    return html(text, "briefings/x.md", back="Back to {}").content


@pytest.mark.parametrize(
    "text",
    [
        *(
            text
            for text in HTML
            if "<" in text and text not in ("<", "a < b > c & d") and "&lt;/" not in text
        ),
        "</div>",
        "</p></div>",
        "<p>",
        "<table><tr><td>x",
        "<b hidden",
        '<b onclick="alert(1)">x</b>',
        '<p style="position:fixed">x</p>',
        '<a href="javascript:alert(1)">x</a>',
        '<a href="JaVa&#x09;Script:alert(1)">x</a>',
        '<a href="data:text/html,x">x</a>',
        '<a href="https://evil.example" onmouseover="x">x</a>',
        '<form action="https://evil.example"><input type="password"></form>',
        '<button formaction="https://evil.example">x</button>',
        '<script src="https://evil.example/x.js" defer></script>',
        '<script src="../assets/onrecord/x.js" defer>alert(1)</script>',
        '<iframe src="https://evil.example"></iframe>',
        '<img src="https://evil.example/x.png">',
        '<span data-md-component="x">x</span>',
        '<svg><a xlink:href="javascript:alert(1)">x</a></svg>',
        "<math><mi>x</mi></math>",
        "<template><script>alert(1)</script></template>",
        "<!-- x -->",
        "<plaintext>",
        "<textarea>",
        "<title>x",
    ],
)
def test_text_that_came_round_the_escape(text: str) -> None:
    """Elements, attributes, addresses, comments and ends that no template writes are found and placed."""
    found = fault(_PAGE.format(text))
    assert found and "`<" in found


@pytest.mark.parametrize(
    "text", ["x", "a &lt; b", "&lt;script&gt;", "<em>x</em>", '<a href="../y/#z">x</a>', "1 < 2", "“x”"]
)
def test_what_templates_write(text: str) -> None:
    """What a template writes, and text that passed the escape, is no fault."""
    assert fault(_PAGE.format(text)) is None


def test_scripts_of_ours_are_files_of_the_site() -> None:
    """A script of ours is a file below `assets/onrecord/`, and has no text."""
    assert fault(_PAGE.format('<script src="../../assets/onrecord/folds.js" defer></script>')) is None
    assert not SCRIPT.search('<script src="//evil.example/assets/onrecord/folds.js" defer></script>')


def test_every_page_of_the_archive_passes() -> None:
    """Pages of every kind, with hostile text in each field, hold nothing that is not in the list."""
    for text in (lambda name: f"plain words of {name}", lambda name: " ".join(HTML)):
        found = {address: fault(content(page)) for address, page in pages(text).items()}
        assert len(found) > 30 and not {address: one for address, one in found.items() if one}


class _Attributes(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {f"{tag} {name}" for name, _ in attrs if not name.startswith("data-say-")}


def test_nothing_is_in_the_list_that_no_page_has() -> None:
    """An element or attribute that templates lost is taken off the list: what is not used is not allowed."""
    reader = _Attributes()
    shown = rendered(demonstration())
    for page in (
        *pages(lambda name: f"plain words of {name}").values(),
        *(shown[address] for address in shown),
    ):
        reader.feed(content(page))
    listed = {f"{tag} {name.lower()}" for tag, names in ELEMENTS.items() for name in names}
    assert listed - reader.found == _ELSEWHERE


@pytest.mark.parametrize("text", ['x" onload="y', "</title><script>", "a < b", "x>y"])
def test_the_head_has_text_alone(text: str) -> None:
    """A title or description that would leave its element or attribute in the head is found."""
    assert head_fault(text, "") and head_fault("x", text)
    assert head_fault("a &lt; b &quot;c&quot; 'd' &amp; é", "Words &quot;said&quot;.") is None
