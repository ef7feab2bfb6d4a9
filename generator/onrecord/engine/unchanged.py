"""A site of which nothing changed since its last build: nothing of it is read, made or written.

A build notes down the fingerprint of all files that it was made of, what it said in the log, and how long
its result holds, since an embargo ends by itself. The next one compares, looks whether the site's files are
as they were left, says the same, and gives MkDocs nothing to do.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path

import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from onrecord.build.fingerprint import digest
from onrecord.build.ledger import Ledger
from onrecord.build.records import TIMED
from onrecord.build.site import Synced
from onrecord.engine.theme import MATERIAL, TEMPLATES
from onrecord.library.load import Loaded
from onrecord.settings import Site

_NOTE = "last build"
#: Settings that name folders which we write. Whatever another names, if it is there, is read.
_MADE = frozenset({"pages", "cache"})
#: An extension that reads files from anywhere.
_READS_MORE = "pymdownx.snippets"


@dataclass
class LastBuild:
    """What the last build of a site was made of, and what it said."""

    inputs: str
    made: datetime
    until: datetime
    """From when on its result may be another, though no file is."""
    pages: int
    said: list[tuple[str, int, str]] = field(default_factory=list)
    """(logger, level, message) of what stood in the log besides how far the build had come."""

    @classmethod
    def of(cls, ledger: Ledger) -> LastBuild | None:
        """The last build, as far as it is known."""
        noted = ledger.noted(_NOTE, [])
        if not noted:
            return None
        inputs, made, until, pages, *said = noted
        return cls(
            inputs,
            datetime.fromisoformat(made),
            datetime.fromisoformat(until),
            int(pages),
            [tuple(json.loads(one)) for one in said],
        )

    def note_down(self, ledger: Ledger) -> None:
        """Keeps it for the next build."""
        times = self.made.isoformat(), self.until.isoformat()
        said = (json.dumps(one, ensure_ascii=False) for one in self.said)
        ledger.note_down(_NOTE, [self.inputs, *times, str(self.pages), *said])

    def holds(self, inputs: str, now: datetime) -> bool:
        """Whether a build of ``inputs`` at a time gives what this one gave."""
        return self.inputs == inputs and self.made <= now < self.until

    def say(self) -> None:
        """Says again what it said: a warning fails a strict build each time."""
        for name, level, message in self.said:
            logging.getLogger(name).log(level, "%s", message)


def inputs(site: Site, config: MkDocsConfig) -> str:
    """The fingerprint of all files that a site is made of; empty where they are not known.

    What the settings say belongs to the program's own fingerprint.
    """
    if _READS_MORE in config.markdown_extensions:
        return ""
    root, settings = site.root, site.settings
    theirs = (TEMPLATES, MATERIAL, Path(mkdocs.__file__).parent / "templates")
    folders = {
        **{name: root / named for name, named in settings if isinstance(named, str) and name not in _MADE},
        "docs": Path(config.docs_dir),
        "lock": root / settings.lock_file,
        "settings": Path(config.config_file_path or root),
        **{f"theme {n}": Path(one) for n, one in enumerate(config.theme.dirs) if Path(one) not in theirs},
    }
    found = ((name, path) for name, path in folders.items() if path != root and _is_there(path))
    return digest(*(part for name, path in found for part in _contents(name, path))).hex()


def _is_there(path: Path) -> bool:
    """Whether there is a file or folder; what a setting says may be too long to name one."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _contents(name: str, path: Path) -> Iterator[bytes]:
    """The names and contents of the files in a folder, or of one file."""
    yield name.encode()
    if path.is_file():
        yield path.read_bytes()
        return
    for parent, folders, names in os.walk(path, followlinks=True):
        folders.sort()
        below = os.path.relpath(parent, path)
        for one in sorted(names):
            yield f"{below}/{one}".encode("utf-8", "surrogateescape")
            try:
                yield digest(Path(parent, one).read_bytes())
            except OSError as error:
                yield str(error.errno).encode()


def until(now: datetime, site: Site, loaded: Loaded) -> datetime:
    """From when on a build may give something else: an embargo ends, or a day, of which feeds tell."""
    if any(problem.code in TIMED for problem in loaded.problems):
        return now
    zone = site.settings.zone
    midnight = datetime.combine(now.astimezone(zone).date() + timedelta(days=1), time(), zone)
    ends = (one.record.embargo.utc for one in loaded.library.incidents if one.record.embargo is not None)
    return min((midnight, *(end for end in ends if end > now)))


@dataclass
class Nothing:
    """Gives MkDocs nothing to do, in a folder that is no site's."""

    config: MkDocsConfig
    folder: Path
    last: LastBuild
    done: Synced
    """What was done to the site all the same: somebody else had been there."""

    def __post_init__(self) -> None:
        config = self.config
        self._before = config.site_dir, config.nav, config.extra_templates, config.theme.static_templates
        config.site_dir, config.nav, config.extra_templates = str(self.folder), None, []
        config.theme.static_templates = set()

    @property
    def files(self) -> Files:
        """No files."""
        return Files([])

    def end(self) -> None:
        """Gives the settings back to whoever looks at them after a build."""
        config = self.config
        config.site_dir, config.nav, config.extra_templates, config.theme.static_templates = self._before
        shutil.rmtree(self.folder, ignore_errors=True)
