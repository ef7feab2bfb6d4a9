"""How fast records are read and checked, and turned into Markdown, on one core.

Copies the seed incident's record N times, with its registries, and times both halves of the way. Figures of
one run on one machine mean little by themselves, so each half is set beside a peer that does a comparable
part of the work on the same records in the same run: libyaml's loader for reading, Python-Markdown (which a
site runs on every page afterwards) for writing.

    python benchmarks/records.py [N]
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import markdown
import yaml

from onrecord.pages.page import Edition
from onrecord.pages.plan import Renderer, plan
from onrecord.proof.load import load
from onrecord.settings import Settings

SEED = Path(__file__).parent.parent / "tests" / "sites" / "seed" / "briefings"
EXTENSIONS = ("attr_list", "md_in_html", "footnotes", "tables", "admonition")


def copies(root: Path, number: int) -> list[Path]:
    """``number`` records like the seed's, each of its own day, with the seed's registries."""
    shutil.copytree(SEED / "registry", root / "briefings" / "registry")
    text = next(SEED.glob("2*/*.yml")).read_text("utf-8")
    paths = []
    for index in range(number):
        day = date(2020, 1, 1) + timedelta(days=index % 1500)
        path = root / "briefings" / f"{day.year}" / f"{day}-copy-{index}.yml"
        path.parent.mkdir(exist_ok=True)
        # Every value differs from copy to copy where it would in real records: no cache answers.
        path.write_text(
            text.replace("date: 2024-01-20", f"date: {day}").replace("Ain al-Asad air base", f"base {index}"),
            "utf-8",
        )
        paths.append(path)
    return paths


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main(number: int) -> None:
    """Prints records and pages per second, and the ratios to the peers."""
    settings = Settings()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        paths = copies(root, number)
        size = paths[0].stat().st_size
        read = timed(lambda: load(root, settings))
        peer_read = timed(lambda: [yaml.load(path.read_bytes(), yaml.CSafeLoader) for path in paths])
        loaded = load(root, settings)
        if loaded.errors:
            sys.exit(f"the copies have problems: {loaded.errors[0]}")
        pages = [
            page for page in plan(loaded.library, Edition(settings)) if page.template == "briefing.md.j2"
        ]
        renderer = Renderer(root, settings)
        texts: list[str] = []
        write = timed(lambda: texts.extend(renderer(page) for page in pages))
        peer_write = timed(
            lambda: [markdown.markdown(text, extensions=list(EXTENSIONS)) for text in texts[: number // 10]]
        )
    peer_write *= 10
    print(f"{number} records of {size:,} bytes")
    print(
        f"read and checked  {number / read:7.0f} a second; "
        f"libyaml and PyYAML alone take {peer_read / read:.2f} of that time"
    )
    print(
        f"turned into pages {number / write:7.0f} a second; "
        f"Python-Markdown then takes {peer_write / write:.1f} times as long"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
