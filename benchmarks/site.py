"""What the pages around the briefings add to the cost of a build: builds of the same records, in turns.

Builds a synthetic archive of N records with Material: with everything on, with the briefings, the date
archive, the home page and the codebook alone, and, with ``--against``, by another checkout of the generator,
with the options that it knows. Some of what was added stands on the briefings themselves and has no option
(how to cite, JSON-LD, checks): only the comparison with a checkout of before counts it.

Times are the processor time of the build's process (user and system, by the kernel), since a shared machine's
clock says little. Each turn's builds follow each other, and the ratio is the median of the turns' ratios.

    python -m benchmarks.site [N] [TURNS] [--against CHECKOUT]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.archive import write

HERE = Path(__file__).parent.parent
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
OFF = {
    "entities": False,
    "explore": False,
    "exports": False,
    "map": False,
    "short_forms": [],
    "tallies": False,
}


def build(root: Path, checkout: Path) -> float:
    """Seconds of processor time of a strict build by ``checkout``, in a process of its own."""
    for folder in ("build", "site"):
        shutil.rmtree(root / folder, ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", "site"]
    paths = {"PYTHONPATH": str(checkout / "generator"), "NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen(command, cwd=root, env={**os.environ, **paths})
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"the build of {root.name} failed")
    return used.ru_utime + used.ru_stime


def options(values: dict[str, object]) -> str:
    """Lines for the plugin's options in mkdocs.yml; JSON is YAML."""
    return "".join(f"      {name}: {json.dumps(value)}\n" for name, value in values.items())


def kinds(site: Path) -> Counter[str]:
    """How many pages lie below each of the site's folders."""
    return Counter(path.relative_to(site).parts[0] for path in site.rglob("index.html"))


def main(number: int, turns: int, against: Path | None) -> None:
    """Prints the processor time of each build, the pages of each kind, and the ratios."""
    builds: dict[str, tuple[Path, dict[str, object]]] = {"whole": (HERE, {}), "alone": (HERE, OFF)}
    if against:
        builds["before"] = (against.resolve(), {})
    times: dict[str, list[float]] = {name: [] for name in builds}
    with tempfile.TemporaryDirectory() as folder:
        roots = {name: Path(folder) / name for name in builds}
        for name, root in roots.items():
            root.mkdir()
            write(root, number)
            (root / "docs").mkdir()
            (root / "mkdocs.yml").write_text(CONFIG + options(builds[name][1]), "utf-8")
        for _ in range(turns):
            for name, root in roots.items():
                times[name].append(build(root, builds[name][0]))
        pages = {name: kinds(root / "site") for name, root in roots.items()}
    print(f"{number} records; seconds of processor time, not of the clock")
    for name, found in times.items():
        print(f"{name:6} {pages[name].total():6} pages  " + " ".join(f"{one:6.1f} s" for one in found))
    print("pages: " + ", ".join(f"{kind} {many}" for kind, many in pages["whole"].most_common()))
    for name in list(builds)[1:]:
        ratio = statistics.median(
            whole / other for whole, other in zip(times["whole"], times[name], strict=True)
        )
        print(f"whole / {name}: {ratio:.2f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("number", type=int, nargs="?", default=1000)
    parser.add_argument("turns", type=int, nargs="?", default=3)
    parser.add_argument("--against", type=Path, metavar="CHECKOUT")
    given = parser.parse_args()
    main(given.number, given.turns, given.against)
