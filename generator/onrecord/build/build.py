"""One build of a site: pages and files, in a cache beside the records, and from there in the site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from onrecord.assemble import Assembly
from onrecord.build.executors import Workers
from onrecord.build.fingerprint import Fingerprints
from onrecord.build.ledger import Ledger
from onrecord.build.records import RECORDS, KeptRecords
from onrecord.build.site import Part, Synced, sync
from onrecord.build.work import Builder, Done, Job
from onrecord.library.keeper import Told, silent
from onrecord.library.library import Library
from onrecord.library.memory import adopt

FILES = "files"
"""The folder of a cache with the files of a site besides its pages."""


@dataclass
class Build:
    """What one build does, from the assembly of a site on.

    build = Build(assembly, cache, pages, ledger, workers, records)
    build.render()
    build.finish(inputs, job)
    build.sync(site_folder, parts)
    build.close()
    """

    assembly: Assembly
    cache: Path
    """The folder of the cache, which only we write."""
    folder: Path
    """Where the Markdown of the pages lies."""
    ledger: Ledger
    workers: Workers
    records: KeptRecords
    """What is known of the records since former builds."""
    before: Assembly | None = None
    """The site as this process made it last: what was remembered of it is used again."""
    told: Told = silent

    def __post_init__(self) -> None:
        found = libraries(self.assembly)
        values = self.records.values
        prints = values.prints = Fingerprints(found, self.assembly.edition, values.prints.known)
        changed = frozenset(self.ledger.changed(prints.of_read, lambda label: label != RECORDS))
        self.builder = Builder(self.ledger, prints, changed, self.workers, values, self.told)
        if self.before is not None:
            differ = self.ledger.known(changed)
            old = libraries(self.before)
            for label, library in found.items():
                if label in old:
                    adopt(library, old[label], differ)
        self.pages: Done = Done()
        self.files: Done = Done()
        self.kept: set[str] = set(self.records.kept)

    def render(self) -> None:
        """Makes the Markdown of all pages, and all files besides."""
        try:
            self.pages = self.builder.pages(self.assembly, self.folder)
            self.files = self.builder.files(self.assembly, self.cache, FILES)
        finally:
            # What follows needs the theme, which stays here.
            self.workers.close()
        self.kept |= {f"page {address}" for address in self.pages.made}
        self.kept |= {f"files {name}" for name in self.files.made}

    def finish(self, inputs: Mapping[str, bytes], job: Job) -> Done:
        """Makes the finished pages, by their addresses; the job writes below the cache."""
        done = self.builder.do("html", "HTML", inputs, job, self.cache, self.workers.here)
        self.kept |= {f"html {address}" for address in done.made}
        return done

    def parts(self, done: Done, folder: str) -> dict[str, Part]:
        """The files of work in a folder of the cache, by their paths in it."""
        return {
            path.removeprefix(f"{folder}/"): Part(written.sum, f"{self.cache}/{path}")
            for made in done.made.values()
            for path, written in made.files.items()
            if path.startswith(f"{folder}/")
        }

    def sync(self, site: Path, parts: Mapping[str, Part], kept: tuple[str, ...] = ()) -> Synced:
        """Makes a site's folder hold exactly ``parts``, and what lies below ``kept``."""
        return sync(site, parts, self.ledger, kept)

    def close(self) -> None:
        """Keeps what was done. After an error the ledger is closed without it."""
        self.records.values.save(self.assembly.library.by_id)
        self.ledger.save(self.kept)
        self.ledger.close()


def libraries(assembly: Assembly) -> dict[str, Library]:
    """The libraries of a build, by the labels under which reads of them are noted."""
    edition = assembly.edition
    found = [assembly.library, edition.today]
    if edition.exports:
        found.append(edition.exports.library)
    if assembly.cards.names:
        found.append(assembly.cards.names.library)
    return {one.label: one for one in found if one is not None}
