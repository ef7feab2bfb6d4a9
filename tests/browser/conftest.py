"""The demonstration site, and a server for it: made once for all tests of this folder."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

from onrecord.editions.append import Options, append
from onrecord.editions.kept import keep
from onrecord.search.pagefind import installed
from tests.chromium import SCREENS
from tests.editions.archives import at

ROOT = Path(__file__).parents[2]

#: One address for each kind of page; a test holds that no template is left out.
KINDS = {
    "home": "",
    "archive": "archive/",
    "year": "archive/2024/",
    "month": "archive/2024/01/",
    "briefing": "briefings/2024-01-28-tower-22/",
    "explore": "explore/",
    "map": "map/",
    "tallies": "tallies/",
    "measure": "tallies/attacks-on-us-forces/",
    "forces": "tallies/forces/",
    "updates": "updates/",
    "corrections": "corrections/",
    "actors": "actors/",
    "actor": "actors/kataib-hezbollah/",
    "people": "people/",
    "person": "people/yahya-rasool/",
    "places": "places/",
    "place": "places/tower-22/",
    "weapons": "weapons/",
    "weapon": "weapons/one-way-attack-drone/",
    "kinds of event": "events/",
    "kind of event": "events/air-drone-strike/",
    "sources": "sources/",
    "source": "sources/nyt-spokesman-0120/",
    "quotes": "quotes/",
    "quotes of a year": "quotes/2024/",
    "data": "data/",
    "verification": "verification/",
    # Where Pagefind is installed, the extra `search`.
    **({"search": "search/"} if installed() else {}),
    "codebook": "codebook/",
    "not found": "404.html",
    "editions": "editions/",
    "written by hand": "by-hand/",
    "section": "guide/",
}
BY_HAND = """# A page written by hand

Some prose with a [link](archive/index.md), `code` and a note.[^1]

!!! note "A note"
    With text.

- one
- two

| Left | Right |
|---|---|
| a | 1 |

## A second heading

    code

[^1]: The note's text.
"""


@dataclass
class Opened:
    """A page with what it complained of and where else it turned to."""

    page: Page
    host: str
    complaints: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)


Open = Callable[..., Opened]


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files with the headers that the site's own `_headers` names, and says nothing of it."""

    def end_headers(self) -> None:
        """Sends what Netlify and Cloudflare would."""
        for name, value in _headers(self.directory):
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing on the terminal."""


@cache
def _headers(site: str) -> tuple[tuple[str, str], ...]:
    """The headers of every file of a site, or of one in a folder of a site's own, as `_headers` has them."""
    path = next(path for path in (Path(site), *sorted(Path(site).iterdir())) if (path / "_headers").is_file())
    comment, everything, *lines = (path / "_headers").read_text("utf-8").splitlines()
    assert comment.startswith("#") and everything == "/*"
    pairs = (line.strip().partition(": ") for line in lines)
    return tuple((name, value) for name, _, value in pairs)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, built from its own settings, after two editions, with a page written by hand."""
    folder = tmp_path_factory.mktemp("demonstration")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "briefings", folder / "briefings")
    (folder / "docs").mkdir()
    if (ROOT / "docs").is_dir():
        shutil.copytree(ROOT / "docs", folder / "docs", dirs_exist_ok=True)
    (folder / "docs" / "by-hand.md").write_text(BY_HAND, "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder / "site")]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT / "generator")}
    record = folder / "briefings/2024/2024-01-28-tower-22.yml"
    text = record.read_text("utf-8")
    for number, count in enumerate(("more than 30", "dozens", "dozens"), 1):
        record.write_text(text.replace("count: dozens", f"count: {count}"), "utf-8")
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        if number < 3:
            append(folder / "site", None, Options(folder / "editions"), at(number))
            keep(folder / "site", folder / "editions")
    assert record.read_text("utf-8") == text
    return folder / "site"


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served, with a slash at its end."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@contextmanager
def opener(contexts: Callable[[str, bool], BrowserContext], address: str) -> Iterator[Open]:
    """Opens pages, and closes them in the end."""
    pages: list[Page] = []

    def opened(path: str, screen: str = "wide", *, width: int = 0, script: bool = True) -> Opened:
        page = contexts(screen, script).new_page()
        pages.append(page)
        if width:
            page.set_viewport_size({"width": width, "height": SCREENS[screen][1]})
        result = Opened(page, address)

        def hear(said: ConsoleMessage) -> None:
            if said.type in ("error", "warning"):
                result.complaints.append(said.text)

        def watch(sent: Request) -> None:
            if not sent.url.startswith((address, "data:", "blob:")):
                result.elsewhere.append(sent.url)

        page.on("console", hear)
        page.on("pageerror", lambda error: result.complaints.append(str(error)))
        page.on("request", watch)
        page.goto(address + path, wait_until="load")
        if script:
            # Material's script has run when it has put this class in the place of `no-js`.
            page.wait_for_selector("html.js", state="attached")
        return result

    yield opened
    for page in pages:
        # What a page remembers, the palette for one, is not for the next test.
        if not page.is_closed():
            page.evaluate("localStorage.clear()")
            page.close()


@pytest.fixture
def open_page(contexts: Callable[[str, bool], BrowserContext], address: str) -> Iterator[Open]:
    """Opens a page of the site: ``open_page("codebook/", "phone")``; ``script=False``: no JavaScript."""
    with opener(contexts, address) as opened:
        yield opened


@pytest.fixture(scope="module", params=list(KINDS.values()), ids=list(KINDS))
def kind(
    request: pytest.FixtureRequest, contexts: Callable[[str, bool], BrowserContext], address: str
) -> Iterator[Opened]:
    """A page of each kind in turn, opened once for all tests of a file, wide and light."""
    with opener(contexts, address) as opened:
        yield opened(request.param)
