"""Appends an edition to a site that is about to be published.

`append` writes into the new site alone, and nothing where something fails. `keep` takes the chain from the
published site into the site's source, once it is in place.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

from onrecord.editions.canonical import canonical, sha256_of
from onrecord.editions.chain import (
    Chain,
    Changes,
    Edition,
    EntryName,
    Files,
    Leaves,
    Listed,
    Names,
    changes_path,
    edition_path,
    list_bytes,
    model,
    tree,
)
from onrecord.editions.entries import Entry, Published, published
from onrecord.editions.merkle import leaf
from onrecord.editions.proofs import ProofError, make
from onrecord.editions.site import ENTRIES, FILES, FOLDER, LIST, SiteError, files_below, read_bytes
from onrecord.editions.whole import read_chain

KEPT_LIST = "editions.json"


class EditionError(Exception):
    """No edition can be appended; the message says why, and nothing was written."""


@dataclass(frozen=True)
class Options:
    """Where the source keeps the chain, and the commands that make proofs, by their endings."""

    kept: Path | None = None
    proofs: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Appended:
    """The edition that was appended, and how many entries it added, changed and withdrew."""

    number: int
    sha256: str
    added: int
    changed: int
    withdrawn: int


@dataclass(frozen=True)
class Before:
    """The chain that an edition is appended to, and the names of its last entries."""

    chain: Chain = field(default_factory=Chain)
    names: Names = field(default_factory=Names)


def append(
    new_site: Path,
    old_site: Path | None,
    options: Options,
    time: datetime,
    *,
    salt: Callable[[], str] = lambda: token_hex(16),
) -> Appended:
    """Appends an edition to ``new_site``, which nobody reads yet; ``old_site`` is what readers have now.

    It follows the last edition of ``old_site`` or of the folder in which the source keeps the chain,
    whichever has more. ``salt`` gives 32 random hexadecimal digits. Raises EditionError.
    """
    try:
        found = published(new_site)
        before = newest(old_site, options.kept)
        return _append(new_site, found, before, options, time, salt)
    except SiteError as error:
        hint = " (an edition is made of data files: `exports` has to be on)" if error.absent else ""
        raise EditionError(f"{error}{hint}; no edition was made") from None
    except ProofError as error:
        raise EditionError(f"{error}; no edition was made") from None
    except ValueError as error:  # what canonical JSON cannot hold
        raise EditionError(f"{new_site}: {error}; no edition was made") from None


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


def _append(
    site: Path,
    found: Published,
    before: Before,
    options: Options,
    time: datetime,
    salt: Callable[[], str],
) -> Appended:
    last = before.chain.listed[-1].edition if before.chain.listed else None
    at = time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if last and at < last.time:
        raise EditionError(
            f"the clock says {at}, and edition {last.number} was published at {last.time}; set it right"
        )
    old = before.chain.leaves(len(before.chain))
    names, leaves = keyed(found, before.names, old, site, salt)
    number = len(before.chain) + 1
    changed: dict[str, str | None] = {key: sum_ for key, sum_ in leaves.items() if old.get(key) != sum_}
    changed |= dict.fromkeys(old.keys() - leaves.keys())
    changes = canonical(Changes(number=number, entries=changed).model_dump())
    entries = canonical(names.model_dump())
    # Files of an earlier chain would be taken for this one's.
    sums = {path: sha256_of(read_bytes(site, path)) for path in files_below(site) if path != ENTRIES}
    sums[ENTRIES] = sha256_of(entries)
    files = canonical(Files(salt=salt(), files=sums).model_dump())
    edition = Edition(
        number=number,
        time=at,
        previous=last.sha256 if last else None,
        root=tree(leaves),
        entries=len(leaves),
        changes=sha256_of(changes),
        files=sha256_of(files),
        file_count=len(sums),
        archive=found.archive,
        schema_version=found.schema_version,
        generator=found.generator,
    )
    proofs = make(edition, options.proofs)
    listed = Listed(
        edition=edition,
        sha256=edition.sha256,
        proofs={ending: sha256_of(proof) for ending, proof in proofs.items()},
    )
    written = {
        **before.chain.files,
        ENTRIES: entries,
        FILES: files,
        changes_path(number): changes,
        edition_path(number): edition.canonical,
        **{edition_path(number, ending): proof for ending, proof in proofs.items()},
        LIST: list_bytes((*before.chain.listed, listed)),
    }
    _write(site, written)
    gone = sum(value is None for value in changed.values())
    added = len(leaves.keys() - old.keys())
    return Appended(number, edition.sha256, added, len(changed) - gone - added, gone)


def keyed(
    found: Published, before: Names, old: Leaves, site: Path, salt: Callable[[], str]
) -> tuple[Names, Leaves]:
    """The entries by their keys, with names and sums: what was there before keeps its key.

    And its salt where it did not change. What is withdrawn loses both, so that nobody can tell from the
    chain what it said by trying what it may have said.
    """
    numbers = {incident: number for number, incident in before.incidents.items()}
    known = {
        (key.split("/")[0], key.split("/")[1], entry.name): (key, entry.salt)
        for key, entry in before.entries.items()
    }
    next_incident, next_entry = before.next_incident, before.next_entry
    incidents: dict[str, str] = {}
    entries: dict[str, EntryName] = {}
    leaves: Leaves = {}
    for entry in found.entries:
        number = "0"
        if entry.incident:
            former = (numbers.get(one) for one in found.former.get(entry.incident, ()))
            number = numbers.get(entry.incident) or next(filter(None, former), "")
            if not number:
                number, next_incident = str(next_incident), next_incident + 1
            numbers[entry.incident] = number
            incidents[number] = entry.incident
        key, kept = known.get((number, entry.kind, entry.name), ("", ""))
        if not key:
            key, next_entry = f"{number}/{entry.kind}/{next_entry}", next_entry + 1
        chosen = kept or salt()
        value = sum_of(key, entry, chosen)
        if kept and old.get(key) != value:
            value = sum_of(key, entry, chosen := salt())
        entries[key], leaves[key] = EntryName(name=entry.name, salt=chosen), value
    for number, incident in before.incidents.items():
        if number not in incidents and has_page(site, incident):
            incidents[number] = incident
    return (
        Names(next_incident=next_incident, next_entry=next_entry, incidents=incidents, entries=entries),
        leaves,
    )


def sum_of(key: str, entry: Entry, salt: str) -> str:
    """The sum of an entry in the tree. The id of its incident is the incident's own affair: it may move."""
    said = {
        "key": key,
        "kind": entry.kind,
        "name": entry.name,
        "salt": salt,
        "content": entry.content,
    }
    return leaf(canonical(said)).hex()


def has_page(site: Path, incident: str) -> bool:
    """Whether an incident has a page, which is but a note where it has no entries: it is withdrawn."""
    pages = (f"briefings/{incident}/index.html", f"briefings/{incident}.html")
    return any((site / page).is_file() for page in pages)


def _write(site: Path, files: Mapping[str, bytes]) -> None:
    """Writes the chain into the site, in the place of one that may be there."""
    try:
        shutil.rmtree(site / FOLDER, ignore_errors=True)
        (site / FOLDER).mkdir(parents=True)
        for path, data in files.items():
            (site / path).write_bytes(data)
    except OSError as error:
        shutil.rmtree(site / FOLDER, ignore_errors=True)
        (site / LIST).unlink(missing_ok=True)
        raise EditionError(f"the edition cannot be written into {site}: {error.strerror}") from None


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
