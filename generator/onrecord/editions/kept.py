"""The chain between two publications: in the site that readers have, and where the source keeps it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from onrecord.editions.chain import Chain, Names, model
from onrecord.editions.site import ENTRIES, FOLDER, LIST, read_bytes
from onrecord.editions.whole import read_chain

KEPT_LIST = "editions.json"


class EditionError(Exception):
    """No edition can be appended; the message says why, and nothing was written."""


@dataclass(frozen=True)
class Before:
    """The chain that an edition is appended to, and the names of its last entries."""

    chain: Chain = field(default_factory=Chain)
    names: Names = field(default_factory=Names)


def newest(old_site: Path | None, kept: Path | None) -> Before:
    """The longer of two chains, of which one has to go on from the other. Raises EditionError, SiteError."""
    places = []
    if old_site is not None and (old_site / LIST).exists():
        places.append((old_site, LIST, FOLDER))
    if kept is not None and (kept / KEPT_LIST).exists():
        places.append((kept, KEPT_LIST, "."))
    found = [_before(root, list_path, folder) for root, list_path, folder in places]
    if len(found) == 2:
        number = parting(found[0].chain, found[1].chain)
        if number:
            raise EditionError(
                f"{old_site} and {kept} have different editions {number}: somebody published from another "
                f"copy; keep the one that readers have, and delete {kept} or put the right one in its place"
            )
    return max(found, key=lambda one: len(one.chain), default=Before())


def parting(one: Chain, other: Chain) -> int:
    """The number of the first edition in which two chains differ; 0 where one goes on from the other."""
    pairs = enumerate(zip(one.sums, other.sums, strict=False), 1)
    return next((number for number, (first, second) in pairs if first != second), 0)


def _before(root: Path, list_path: str, folder: str) -> Before:
    chain, faults = read_chain(root, list_path=list_path, folder=folder)
    if faults:
        more = f", and {len(faults) - 1} more" if len(faults) > 1 else ""
        raise EditionError(
            f"the chain of editions in {root} is not whole: {faults[0]}{more}; `onrecord audit` tells all, "
            "and git or a copy may have it whole"
        )
    if not chain.listed:
        return Before()
    path = ENTRIES if list_path == LIST else kept_entries(len(chain))
    return Before(chain, model(Names, path, read_bytes(root, path)))


def kept_entries(number: int) -> str:
    """What the file with the names of an edition's entries is called where the source keeps it.

    With its number, so that a stop between two files leaves the chain with the names that belong to it.
    """
    return f"entries-{number}.json"


def keep(site: Path, folder: Path) -> None:
    """Takes the chain of a published site into ``folder`` of its source.

    The list, which names the rest, is written last; what an earlier edition alone needed goes after it.
    """
    chain, _ = read_chain(site)
    contents = {path.rpartition("/")[2]: data for path, data in chain.files.items()}
    contents[kept_entries(len(chain))] = read_bytes(site, ENTRIES)
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in {**contents, KEPT_LIST: read_bytes(site, LIST)}.items():
        path = folder / name
        if not path.exists() or path.read_bytes() != data:
            beside = path.with_name(f"{name}.new")
            beside.write_bytes(data)
            beside.replace(path)
    for path in folder.glob("entries-*.json"):
        if path.name not in contents:
            path.unlink()
