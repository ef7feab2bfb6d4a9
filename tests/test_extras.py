"""The program without its extras: only what needs one asks for it."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.cli.sites import SITE, process, write

ROOT = Path(__file__).parents[1]
#: What the libraries of the extras are imported as.
MODULES = ("bs4", "pypdf", "openpyxl", "pyarrow", "PIL", "pagefind_bin", "distributed", "zensical")
WITHOUT = f"import sys\nsys.modules.update(dict.fromkeys({MODULES}))\n"
NAMES = {
    "beautifulsoup4": "bs4",
    "pillow": "PIL",
}


def test_every_extra_is_here() -> None:
    """A new extra is left out below, too."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    names = [re.split(r"[^\w-]", line, maxsplit=1)[0] for line in extras]
    assert {NAMES.get(name, name) for name in names} <= set(MODULES)


def test_the_command_starts_and_checks_without_any_extra(tmp_path: Path) -> None:
    """Whoever installs the program and nothing else can work with it."""
    write(tmp_path, SITE)
    done = process(tmp_path, "check", code=f"{WITHOUT}from onrecord.cli import main\nmain()")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"no problems" in done.stdout


def test_a_site_is_built_without_any_extra(tmp_path: Path) -> None:
    """By MkDocs, with the plugin."""
    files = {
        **SITE,
        "mkdocs.yml": "site_name: T\ntheme:\n  name: mkdocs\nplugins:\n  - onrecord\n",
        "docs/a.md": "# A\n",
    }
    write(tmp_path, files)
    code = f"{WITHOUT}from mkdocs.__main__ import cli\ncli(['build', '-q'])"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site/index.html").is_file()
