"""Work that is done again only where it must be: pages as Markdown, files, and whatever is made of these.

Each kind of work has a job, which does one piece in any process, and gives for it what it read and what it
made. The ledger knows both from former builds.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from onrecord.assemble import Assembly
from onrecord.build.executors import Workers
from onrecord.build.fingerprint import Fingerprints, digest
from onrecord.build.ledger import Ledger
from onrecord.build.packing import Portable
from onrecord.build.site import Stat, stat_of
from onrecord.build.values import Packed, Values
from onrecord.export.batch import Batch
from onrecord.language import use
from onrecord.library.keeper import Told, silent
from onrecord.output import write_file
from onrecord.pages.briefing.cards import NONE
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
    contents: Mapping[str, bytes] = field(default_factory=dict)
    """What is still to be written, of work that was done on another machine."""
    values: Sequence[Packed] = ()
    """What was worked out of incidents meanwhile."""


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


def made(folder: Path | None, contents: Mapping[str, bytes]) -> Made:
    """A piece of work that gave the contents of files, which are written where there is a folder."""
    if folder is None:
        return Made({}, contents=contents)
    files = {}
    changed = []
    for path, content in contents.items():
        files[path], new = write(folder, path, content)
        if new:
            changed.append(path)
    return Made(files, None, tuple(changed))


@contextmanager
def _named(what: str) -> Iterator[None]:
    """Has an error say what was made, in whatever process."""
    try:
        yield
    except Exception as error:
        error.add_note(f"This happened while {what} was made.")
        raise


class RenderPages(Portable):
    """Renders pages of a site as Markdown, by their addresses: into a folder, where it has one."""

    def __init__(self, assembly: Assembly, folder: Path | None) -> None:
        self.assembly, self.folder = replace(assembly, batches={}, cards=NONE), folder
        self._pages: Mapping[str, Page] = {page.address: page for page in assembly.pages}

    def __call__(self, address: str) -> tuple[str, set[Read], Made]:
        """Renders one page."""
        with _named(f"the page {address}"), recorded() as reads:
            text = self.assembly.text(self._pages[address])
        return address, reads, made(self.folder, {address: text.encode()})


class MakeFiles(Portable):
    """Makes the files of batches, by the batches' names: below a folder of the cache, where it has one."""

    def __init__(self, assembly: Assembly, cache: Path | None, folder: str) -> None:
        self.batches, self.language, self.cache, self.folder = (
            assembly.batches,
            assembly.language,
            cache,
            folder,
        )

    def __call__(self, name: str) -> tuple[str, set[Read], Made]:
        """Makes the files of one batch."""
        with _named(f"the files {name}"), use(self.language), recorded() as reads:
            contents = self.batches[name].make()
        return (
            name,
            reads,
            made(self.cache, {f"{self.folder}/{address}": content for address, content in contents.items()}),
        )


Job = Callable[[str], tuple[str, set[Read], Made]]


@dataclass(frozen=True)
class Keeping:
    """A job that hands over the values which it worked out; as bytes it is the job alone, which has none."""

    job: Job
    kept: Values

    def __call__(self, name: str) -> tuple[str, set[Read], Made]:
        """Does one piece."""
        name, reads, given = self.job(name)
        new = self.kept.drain()
        return name, reads, replace(given, values=new) if new else given

    def __reduce__(self) -> tuple[Callable[[Job], Job], tuple[Job]]:
        return _itself, (self.job,)


def _itself(job: Job) -> Job:
    return job


@dataclass(frozen=True)
class Builder:
    """Does what a build needs to have done, and leaves what is as it was."""

    ledger: Ledger
    prints: Fingerprints
    changed: frozenset[int]
    """What was read by former builds and is another now."""
    workers: Workers
    values: Values
    told: Told = silent
    """Is told what is done, how much of it and of how much."""

    def do(
        self,
        kind: str,
        what: str,
        inputs: Mapping[str, bytes],
        job: Job,
        folder: Path,
        workers: Workers | None = None,
    ) -> Done:
        """All pieces of one ``kind``: ``inputs`` are their fingerprints by name.

        A piece is done where its inputs or something that it read changed, or where its files below
        ``folder`` are not as it left them.
        """
        done: Done = Done()
        for name, print_ in inputs.items():
            packed = self.ledger.fresh(f"{kind} {name}", print_, self.changed)
            known: Made | None = pickle.loads(packed) if packed is not None else None
            if known and all(stat_of(f"{folder}/{path}") == one.stat for path, one in known.files.items()):
                done.made[name] = known
            else:
                done.again.append(name)
                if known:
                    # What lies there is of a build that was not finished: it cannot say what is gone.
                    done.gone.append(name)
        number = len(done.again)
        self.told(what, 0, number)
        work = (workers or self.workers).run(
            Keeping(job, self.values), done.again, lambda ready: self.told(what, ready, number)
        )
        for name, reads, given in work:
            self.values.take(given.values)
            result = made(folder, given.contents) if given.contents else given
            done.made[name] = Made(result.files, result.note)
            done.changed += result.changed
            if result.gone:
                done.gone.append(name)
            packed = pickle.dumps(done.made[name])
            self.ledger.put(f"{kind} {name}", inputs[name], reads, packed, self.prints.of_read)
        # In the order of the names, as if all were done in this build: lists are made of it.
        done.made = {name: done.made[name] for name in inputs}
        return done

    def pages(self, assembly: Assembly, folder: Path) -> Done:
        """The Markdown of the pages below ``folder``."""
        inputs = {page.address: self.prints.of((page.template, page.context)) for page in assembly.pages}
        return self.do("page", "pages", inputs, RenderPages(assembly, self._written(folder)), folder)

    def files(self, assembly: Assembly, cache: Path, folder: str) -> Done:
        """The files of a site besides its pages, in a ``folder`` of the cache."""
        inputs = {name: self._of(batch) for name, batch in assembly.batches.items()}
        job = MakeFiles(assembly, self._written(cache), folder)
        return self.do("files", "files", inputs, job, cache)

    def _written(self, folder: Path) -> Path | None:
        """The folder in which workers write, as far as it is theirs too."""
        return folder if self.workers.near else None

    def _of(self, batch: Batch) -> bytes:
        return self.prints.of((batch.addresses, batch.make))
