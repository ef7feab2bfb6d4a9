"""Installs what `make dist` built into empty environments, and makes a site: ``python tests/dist.py dist``.

The wheel, then the source archive. Each has to install without a warning, and the command has to write a
site, check, build and publish it, with nothing of this folder on its way. It needs the package index.

Exit status: 0 both work, 1 one does not, 2 wrong usage.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

#: What a user does first. A warning of Python is an error there; MkDocs and others may warn of themselves.
STEPS = (
    ("onrecord", "--version"),
    ("onrecord", "init", "site"),
    ("onrecord", "check", "--strict"),
    ("onrecord", "new", "A first record", "--date", "2026-01-31", "--place", "example-town"),
    ("onrecord", "check"),
    ("onrecord", "build", "--strict"),
    ("onrecord", "publish", "public"),
    ("onrecord", "audit", "public"),
)
NEEDED = ("site/index.html", "site/briefings/2026-01-05-example-town/index.html", "public/data/editions.json")


def main(arguments: list[str]) -> int:
    """Tries the wheel and the source archive of a folder."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(arguments[0]).resolve()
    found = [*folder.glob("*.whl"), *folder.glob("*.tar.gz")]
    if len(found) != 2:
        print(f"{folder} holds no wheel and source archive; run `make dist`", file=sys.stderr)
        return 2
    return 1 if [path.name for path in found if not _works(path)] else 0


def _works(path: Path) -> bool:
    """Whether a distribution installs in silence and makes a site."""
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        venv.create(root / "environment", with_pip=True)
        programs = root / "environment" / ("Scripts" if os.name == "nt" else "bin")
        install = [str(programs / "python"), "-m", "pip", "install", "--quiet", str(path)]
        said = _run(install, root, programs)
        # Where the index is a folder, pip tells what is not in it; that is no matter of the package.
        lines = [
            line
            for line in (said or "").splitlines()
            if not re.match(r"WARNING: Location .* is ignored", line)
        ]
        if said is None or lines:
            print(f"{path.name}: the installation says:\n{said or 'nothing, and failed'}")
            return False
        for step in STEPS:
            at = root if "init" in step or "--version" in step else root / "site"
            if _run([str(programs / step[0]), *step[1:]], at, programs) is None:
                return False
        lacking = [name for name in NEEDED if not (root / "site" / name).is_file()]
        if lacking:
            print(f"{path.name}: there is no {', '.join(lacking)}")
        else:
            print(f"{path.name}: installs without a word; {len(STEPS)} commands work")
        return not lacking


def _run(command: list[str], at: Path, programs: Path) -> str | None:
    """What a command wrote to standard error; None where it failed, which is told."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "ONRECORD"))}
    environment = {
        **kept,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_ROOT_USER_ACTION": "ignore",
        "NO_MKDOCS_2_WARNING": "1",
    }
    done = subprocess.run(command, cwd=at, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return None
    return done.stderr


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
