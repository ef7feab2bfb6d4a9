"""How fast the demonstration's pages become HTML: ours against Python-Markdown, on the same pages in one run.

``python benchmarks/pages.py [ROUNDS]`` prints the processor time of a page and the ratio.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import markdown

from onrecord.assemble import assemble, own_files, read
from onrecord.markdown.html import html
from onrecord.settings import read_site

ROOT = Path(__file__).parents[1]
EXTENSIONS = ("toc", "attr_list", "md_in_html", "footnotes", "tables", "admonition")


def ours(address: str, text: str) -> None:
    """A page with addresses, notes, ids and contents."""
    html(text, address, back="Back to {}")


def theirs(_: str, text: str) -> None:
    """The same with Python-Markdown, which leaves front matter and addresses to MkDocs."""
    markdown.Markdown(extensions=list(EXTENSIONS)).convert(text.partition("\n---\n")[2])


def milliseconds(render: Callable[[str, str], None], pages: Mapping[str, str], rounds: int) -> float:
    """The least processor time of a page in several rounds."""
    best = float("inf")
    for _ in range(rounds):
        began = time.process_time()
        for address, text in pages.items():
            render(address, text)
        best = min(best, time.process_time() - began)
    return 1000 * best / len(pages)


def main(rounds: int = 5) -> None:
    """Prints both times for briefings, and for all pages of records."""
    site = read_site(ROOT / "mkdocs.yml")
    assembly = assemble(read(site, datetime.now(UTC)), own_files(site))
    briefings = {
        address: text for address, text in assembly.markdown.items() if address.startswith("briefings/")
    }
    for name, pages in (("briefings", briefings), ("all pages", assembly.markdown)):
        size = sum(map(len, pages.values())) / len(pages) / 1000
        fast, slow = milliseconds(ours, pages, rounds), milliseconds(theirs, pages, 1)
        print(
            f"{len(pages)} {name}, {size:.1f} kB each: ours {fast:.2f} ms, Python-Markdown {slow:.2f} ms "
            f"({slow / fast:.1f} times); ours for 28 kB: {fast * 28 / size:.2f} ms"
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
