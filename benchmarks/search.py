"""What the search of a built site costs: its index, and the first result in a browser whose cache is empty.

Takes the pages of a site as they were built, indexes them anew in a folder of its own, and prints the time
and the most memory of Pagefind; then asks Chromium for each query, and prints requests, bytes and
milliseconds. The server compresses texts, as hosts do. Pagefind has to answer the site's search.

    python -m benchmarks.search SITE [QUERY …]
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import resource
import shutil
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import sync_playwright

from onrecord.search.entries import entry
from onrecord.search.shards import index
from onrecord.search.store import Stored, store

QUERIES = ("kanaani", "rocket", "ballistic missile", "killed at tower 22", "عين الأسد")
_ARTICLE = re.compile(r"<article[^>]*>(.*?)</article>", re.S)
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
#: Asks the worker as the theme does: milliseconds to the answer, and how many results it has.
_ASK = """async ([site, config, query]) => {
  const worker = new Worker(`${site}assets/onrecord/search-worker.js`);
  const ask = (type, data, answer) => new Promise((done) => {
    worker.onmessage = (event) => event.data.type === answer && done(event.data.data);
    worker.postMessage({ type, data });
  });
  await ask(0, { config }, 1);
  const start = performance.now();
  const { items } = await ask(2, query, 3);
  return [performance.now() - start, items.length];
}"""


def stored(site: Path, cache: Path) -> Iterator[Stored]:
    """The entries of the site's pages; briefings count more than others, as in a build."""
    for path in sorted(site.rglob("*.html")):
        address = path.relative_to(site).as_posix().removesuffix("index.html")
        if found := _ARTICLE.search(path.read_text("utf-8")):
            boost = 20 if address.startswith("briefings/") else 1
            if made := entry(address, address, found[1], {"search": {"boost": boost}}):
                yield store(made, cache)


def indexed(site: Path) -> None:
    """Prints what the index costs."""
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        start = time.process_time()
        entries = list(stored(site, cache))
        print(f"{len(entries)} entries: {time.process_time() - start:.1f} s of processor time")
        made = index(entries, cache / "site", cache)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds, memory = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
        print(f"{made.made} shards: {seconds:.1f} s of Pagefind's processor time, at most {memory:.0f} MB")


class _Counting(SimpleHTTPRequestHandler):
    """Serves a site as a host does, and notes what it sent."""

    protocol_version = "HTTP/1.1"

    def __init__(self, sent: list[int], *given: Any, **named: Any) -> None:
        self.sent = sent
        super().__init__(*given, **named)

    def do_GET(self) -> None:
        """A file, compressed if it is text."""
        path = Path(self.translate_path(self.path))
        data = path.read_bytes() if path.is_file() else b"<html></html>"
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        if path.suffix in (".js", ".json"):
            data = gzip.compress(data)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
        self.sent.append(len(data))

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing on the terminal."""


def asked(site: Path, queries: tuple[str, ...]) -> None:
    """Prints what the first result of each query costs, in a browser that knows nothing of the site."""
    sent: list[int] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Counting, sent, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    config = json.loads((site / "search/search_index.json").read_text("utf-8"))["config"]
    program = next(path for name in _CHROMIUM if (path := shutil.which(name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for query in queries:
            page = browser.new_context().new_page()
            page.goto(f"{address}empty.html")
            sent.clear()
            milliseconds, found = page.evaluate(_ASK, [address, config, query])
            print(
                f"{query!r}: {milliseconds:.0f} ms, {len(sent)} requests, {sum(sent) / 1000:.0f} kB, "
                f"{found} results shown"
            )
            page.close()
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("site", type=Path, help="the folder of a built site")
    parser.add_argument("queries", nargs="*", default=QUERIES, metavar="QUERY")
    options = parser.parse_args()
    indexed(options.site)
    asked(options.site, tuple(options.queries))
