"""Work that is done again only where it must be: pages as Markdown, files, and whatever is made of these.

Each kind of work has a job, which does one piece in any process, and gives for it what it read and what it
made. The ledger knows both from former builds.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.assemble import Assembly
from onrecord.build.executors import Workers
from onrecord.build.fingerprint import Fingerprints, digest
from onrecord.build.ledger import Ledger
from onrecord.build.site import Stat, stat_of
from onrecord.export.batch import Batch
from onrecord.language import use
from onrecord.output import write_file
from onrecord.pages.page import Page
from onrecord.reads import Read, recorded


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it lies on disk."""

    sum: bytes
    """The fingerprint of its content."""
    stat: Stat
    """A file that somebody else changed has another."""


@dataclass(frozen=True, slots=True)
class Made:
    """What one piece of work gave."""

    files: Mapping[str, Written]
    """By their paths below the folder of its kind."""
    note: object = None
    """What else is to be known of it in a later build, which must be small."""
    changed: tuple[str, ...] = ()
    """Those of the files that were others before; of work of a former build none."""
    gone: frozenset[str] = frozenset()
    """What a page had before, and others may lead to: ids."""


@dataclass(slots=True)
class Done:
    """What all pieces of one kind of work gave, in this build or before."""

    made: dict[str, Made] = field(default_factory=dict)
    again: list[str] = field(default_factory=list)
    """The pieces that were done in this build."""
    changed: list[str] = field(default_factory=list)
    """The files that are others now."""
    gone: list[str] = field(default_factory=list)
    """The pieces that lost something to which others may lead."""


def write(folder: Path, path: str, content: bytes) -> tuple[Written, bool]:
    """Writes a file of a piece of work where it is another than before; says whether it was."""
    at = folder / path
    new = write_file(at, content)
    return Written(digest(content), stat_of(at)), new


class RenderPages:
    """Renders pages of a site as Markdown into a folder, by their addresses."""

    def __init__(self, assembly: Assembly, folder: Path) -> None:
        self.assembly, self.folder = assembly, folder
        self._pages: Mapping[str, Page] = {page.address: page for page in assembly.pages}

    def __call__(self, address: str) -> tuple[str, set[Read], Made]:
        """Renders one page."""
        with recorded() as reads:
            text = self.assembly.text(self._pages[address])
        written, new = write(self.folder, address, text.encode())
        return address, reads, Made({address: written}, None, (address,) if new else ())


class MakeFiles:
    """Makes the files of batches in a folder, by the batches' names."""

    def __init__(self, assembly: Assembly, cache: Path, folder: str) -> None:
        self.assembly, self.cache, self.folder = assembly, cache, folder

    def __call__(self, name: str) -> tuple[str, set[Read], Made]:
        """Makes the files of one batch."""
        with use(self.assembly.language), recorded() as reads:
            contents = self.assembly.batches[name].make()
        files: dict[str, Written] = {}
        changed = []
        for address, content in contents.items():
            path = f"{self.folder}/{address}"
            files[path], new = write(self.cache, path, content)
            if new:
                changed.append(address)
        return name, reads, Made(files, None, tuple(changed))


Job = Callable[[str], tuple[str, set[Read], Made]]


@dataclass(frozen=True)
class Builder:
    """Does what a build needs to have done, and leaves what is as it was."""

    ledger: Ledger
    prints: Fingerprints
    changed: frozenset[int]
    """What was read by former builds and is another now."""
    workers: Workers
    told: Callable[[str, int, int], None] = lambda what, number, of: None
    """Is told what is done, how much of it and of how much."""

    def do(self, kind: str, what: str, inputs: Mapping[str, bytes], job: Job, folder: Path) -> Done:
        """All pieces of one ``kind``: ``inputs`` are their fingerprints by name.

        A piece is done where its inputs or something that it read changed, or where its files below
        ``folder`` are not as it left them.
        """
        done: Done = Done()
        for name, print_ in inputs.items():
            result = self.ledger.fresh(f"{kind} {name}", print_, self.changed)
            known: Made | None = pickle.loads(result) if result is not None else None
            if known and all(stat_of(f"{folder}/{path}") == one.stat for path, one in known.files.items()):
                done.made[name] = known
            else:
                done.again.append(name)
        number = len(done.again)
        for name, reads, made in self.workers.run(
            job, done.again, lambda finished: self.told(what, finished, number)
        ):
            done.made[name] = Made(made.files, made.note)
            done.changed += made.changed
            if made.gone:
                done.gone.append(name)
            packed = pickle.dumps(done.made[name])
            self.ledger.put(f"{kind} {name}", inputs[name], reads, packed, self.prints.of_read)
        # In the order of the names, as if all were done in this build: lists are made of it.
        done.made = {name: done.made[name] for name in inputs}
        return done

    def pages(self, assembly: Assembly, folder: Path) -> Done:
        """The Markdown of the pages below ``folder``."""
        inputs = {page.address: self.prints.of((page.template, page.context)) for page in assembly.pages}
        return self.do("page", "pages", inputs, RenderPages(assembly, folder), folder)

    def files(self, assembly: Assembly, cache: Path, folder: str) -> Done:
        """The files of a site besides its pages, in a ``folder`` of the cache."""
        inputs = {name: self._of(batch) for name, batch in assembly.batches.items()}
        return self.do("files", "files", inputs, MakeFiles(assembly, cache, folder), cache)

    def _of(self, batch: Batch) -> bytes:
        return self.prints.of((batch.addresses, batch.make))
