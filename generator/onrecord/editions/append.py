"""Appends an edition to a site that is about to be published.

It is written into the new site alone, and nothing is where something fails. Once the site is in place, `keep`
of `kept.py` takes the chain into the site's source.
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
    SHORTEST,
    Changes,
    Edition,
    Files,
    Listed,
    changes_path,
    edition_path,
    list_bytes,
    tree,
)
from onrecord.editions.entries import Published, published
from onrecord.editions.kept import Before, EditionError, newest
from onrecord.editions.keys import keyed
from onrecord.editions.proofs import ProofError, make
from onrecord.editions.site import ENTRIES, FILES, FOLDER, LIST, SiteError, files_below, read_bytes

__all__ = ["Appended", "EditionError", "Options", "append"]


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

    def __str__(self) -> str:
        """In a line, for the terminal: with as many digits of the sum as a reader has to keep."""
        counts = f"{self.added:,} added, {self.changed:,} changed, {self.withdrawn:,} withdrawn"
        return f"Edition {self.number} ({self.sha256[:SHORTEST]}); entries {counts}."


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
    except SiteError as error:
        hint = " (an edition is made of data files: `exports` has to be on)" if error.absent else ""
        raise EditionError(f"{error}{hint}; no edition was made") from None
    try:
        before = newest(old_site, options.kept)
        return _append(new_site, found, before, options, time, salt)
    except (SiteError, ProofError) as error:
        raise EditionError(f"{error}; no edition was made") from None
    except ValueError as error:  # what canonical JSON cannot hold
        raise EditionError(f"{new_site}: {error}; no edition was made") from None


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


def _write(site: Path, files: Mapping[str, bytes]) -> None:
    """Writes the chain into the site, in the place of one that may be there."""
    try:
        shutil.rmtree(site / FOLDER, ignore_errors=True)
        (site / FOLDER).mkdir(parents=True)
        # It may be one file with that of the site before, by a link.
        (site / LIST).unlink(missing_ok=True)
        for path, data in files.items():
            (site / path).write_bytes(data)
    except OSError as error:
        shutil.rmtree(site / FOLDER, ignore_errors=True)
        (site / LIST).unlink(missing_ok=True)
        raise EditionError(f"the edition cannot be written into {site}: {error.strerror}") from None
