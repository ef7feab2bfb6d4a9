"""The pages of a site as Markdown on disk: rendered only where what they show has changed."""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.assemble import Assembly
from onrecord.build.executors import Workers
from onrecord.build.fingerprint import Fingerprints, digest
from onrecord.build.ledger import Ledger
from onrecord.build.site import Stat, stat_of
from onrecord.output import write_file
from onrecord.reads import Read, recorded


@dataclass(frozen=True, slots=True)
class Written:
    """A page as it lies on disk."""

    sum: bytes
    """The fingerprint of its text."""
    stat: Stat
    """A file that somebody else changed has another."""


@dataclass(frozen=True, slots=True)
class _Made:
    address: str
    reads: set[Read]
    written: Written
    new: bool
    """Whether the file was another before."""


class _Render:
    """Renders pages of an assembly into a folder; a job for any process."""

    def __init__(self, assembly: Assembly, folder: Path) -> None:
        self.assembly, self.folder = assembly, folder
        self._pages = {page.address: page for page in assembly.pages}

    def __call__(self, address: str) -> _Made:
        with recorded() as reads:
            text = self.assembly.text(self._pages[address])
        path = self.folder / address
        data = text.encode()
        new = write_file(path, data)
        return _Made(address, reads, Written(digest(data), stat_of(path)), new)


@dataclass(frozen=True, slots=True)
class Pages:
    """What a build did with the pages."""

    written: Mapping[str, Written]
    """Every page, by address."""
    rendered: tuple[str, ...]
    """Those that were made again."""
    changed: tuple[str, ...]
    """Those whose text is another now."""


def write_pages(
    assembly: Assembly, folder: Path, ledger: Ledger, prints: Fingerprints, workers: Workers
) -> Pages:
    """Writes the Markdown of the pages below ``folder``: what has to be rendered, and no more."""
    changed = ledger.changed(prints.of_read)
    inputs = {page.address: prints.of((page.template, page.context)) for page in assembly.pages}
    written: dict[str, Written] = {}
    for address, print_ in inputs.items():
        result = ledger.fresh(_name(address), print_, changed)
        if result is not None:
            known: Written = pickle.loads(result)
            if known.stat == stat_of(folder / address):
                written[address] = known
    left: Sequence[str] = [address for address in inputs if address not in written]
    new = []
    for made in workers.run(_Render(assembly, folder), left):
        written[made.address] = made.written
        packed = pickle.dumps(made.written)
        ledger.put(_name(made.address), inputs[made.address], made.reads, packed, prints.of_read)
        if made.new:
            new.append(made.address)
    return Pages(written, tuple(left), tuple(new))


def _name(address: str) -> str:
    return f"page {address}"
