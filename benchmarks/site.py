"""What the pages around the briefings add to the time of a build: two builds of the same records.

Builds a synthetic archive of N records with Material twice, in turns: with everything on, and with the
briefings, the date archive and the home page alone.

    python -m benchmarks.site [N] [TURNS]
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.archive import write

CONFIG = """\
site_name: Benchmark
site_url: https://benchmark.example/
theme:
  name: material
  font: false
plugins:
  - search
  - onrecord:
      licence: CC BY 4.0
      namespace: benchmark.example,2026
"""
#: Settings that switch off what stands around the briefings.
OFF = "".join(
    f"      {name}: {value}\n"
    for name, value in {
        "entities": "false",
        "tallies": "false",
        "exports": "false",
    }.items()
)


def build(root: Path) -> float:
    """Seconds of a strict build, in a process of its own."""
    shutil.rmtree(root / "build", ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", "site"]
    start = time.perf_counter()
    subprocess.run(command, cwd=root, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    return time.perf_counter() - start


def main(number: int, turns: int) -> None:
    """Prints the times of both builds and the ratio of their medians."""
    with tempfile.TemporaryDirectory() as folder:
        roots = {name: Path(folder) / name for name in ("whole", "briefings")}
        for name, root in roots.items():
            root.mkdir()
            write(root, number)
            (root / "docs").mkdir()
            (root / "mkdocs.yml").write_text(CONFIG + (OFF if name == "briefings" else ""), "utf-8")
        times: dict[str, list[float]] = {name: [] for name in roots}
        for _ in range(turns):
            for name, root in roots.items():
                times[name].append(build(root))
        pages = {name: sum(1 for _ in (root / "site").rglob("*.html")) for name, root in roots.items()}
    for name, found in times.items():
        print(f"{name:10} {pages[name]:6} pages  " + " ".join(f"{one:6.1f} s" for one in found))
    whole, alone = (statistics.median(times[name]) for name in ("whole", "briefings"))
    print(f"{number} records: the whole archive takes {whole / alone:.2f} times as long as its briefings")


if __name__ == "__main__":
    numbers = [int(one) for one in sys.argv[1:3]]
    main(*numbers, *(1000, 3)[len(numbers) :])
