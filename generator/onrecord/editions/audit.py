"""Audits a copy of a site: whether it is whole, and what its editions changed. It needs no records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.editions.canonical import sha256_of
from onrecord.editions.chain import SHORTEST, Chain, Files, Names, changes_path, edition_path, model
from onrecord.editions.differences import Difference, differences
from onrecord.editions.entries import published
from onrecord.editions.kept import parting
from onrecord.editions.keys import has_page, sum_of
from onrecord.editions.proofs import Checks, ProgramError, ProofError, check
from onrecord.editions.site import ENTRIES, FILES, LIST, SiteError, files_below, read_bytes, within
from onrecord.editions.whole import Fault, read_chain


@dataclass(frozen=True)
class Trusted:
    """What a reader knows besides: sums of editions by number, another copy, how proofs are checked."""

    sums: Mapping[int, str]
    """Each whole, or its first `SHORTEST` digits or more."""
    other: Path | None = None
    checks: Checks = field(default_factory=Checks)


NOTHING = Trusted({})


@dataclass(frozen=True)
class Audit:
    """What was found."""

    chain: Chain
    faults: tuple[Fault, ...]
    """Why the site is not as it was published; none where it is whole."""
    missing: tuple[str, ...] = ()
    """Files of the newest edition that the copy lacks."""
    others: tuple[str, ...] = ()
    """Files that are no part of the newest edition: nothing is known of them."""
    files: int = 0
    """How many files are as they were published."""
    checked: tuple[str, ...] = ()
    """What the reader's own knowledge confirms, in sentences."""
    since: int = 0
    differences: tuple[Difference, ...] = ()
    """What the editions after edition ``since`` changed."""

    @property
    def whole(self) -> bool:
        """Whether the chain and every file that is there is as it was published."""
        return not self.faults

    @property
    def silent(self) -> tuple[Difference, ...]:
        """What was changed or withdrawn without an update, a correction or a note of its removal."""
        return tuple(one for one in self.differences if one.silent)


def audit(site: Path, *, since: int | None = None, trusted: Trusted = NOTHING) -> Audit:
    """Audits the copy of a site in the folder ``site``.

    ``since`` is the last edition of which the reader knows; without it, the one before the newest. Raises
    SiteError where the site has no editions, or not this one, ProgramError where a proof cannot be checked.
    """
    try:
        chain, faults = read_chain(site)
    except SiteError as error:
        if error.absent:
            raise
        return Audit(Chain(), (Fault(error.path, error.what),))
    if not chain.listed:
        raise SiteError(LIST, "names no edition")
    newest = len(chain)
    since = max(newest - 1, 0) if since is None else since
    if not 0 <= since <= newest:
        raise SiteError(LIST, f"has no edition {since}: the newest is {newest}")
    files, missing, others, good = _files(site, chain)
    faults += files
    names, found = _names(site, chain, spoilt=bool(files or missing))
    faults += found
    copies = [names] if names else []
    checked: list[str] = []
    if trusted.other is not None:
        faults += _against(chain, trusted.other, copies, checked)
    faults += _trusted(chain, trusted.sums, checked)
    faults += _proofs(chain, trusted.checks, checked)
    # Without the changes of an edition nobody can tell what it holds.
    able = len(chain.changes) == newest
    return Audit(
        chain,
        tuple(dict.fromkeys(faults)),
        tuple(missing),
        tuple(others),
        good,
        tuple(checked),
        since,
        differences(chain, since, *copies) if able else (),
    )


def _files(site: Path, chain: Chain) -> tuple[list[Fault], list[str], list[str], int]:
    """Faults, missing files, files that are no part of the edition, and how many are as they were."""
    edition = chain.listed[-1].edition
    try:
        data = read_bytes(site, FILES)
        if sha256_of(data) != edition.files:
            raise SiteError(FILES, f"is not the list of files of edition {edition.number}")
        listed = model(Files, FILES, data).files
    except SiteError as error:
        return [Fault(FILES, error.what, error.absent)], [], [], 0
    faults, missing, good = [], [], 0
    if len(listed) != edition.file_count:
        faults.append(
            Fault(FILES, f"names {len(listed)} files, and edition {edition.number} has another number")
        )
    for path, expected in listed.items():
        if not within(path):
            faults.append(Fault(FILES, f"names a file outside of the site: {path}"))
            continue
        try:
            if sha256_of(read_bytes(site, path)) == expected:
                good += 1
            else:
                faults.append(Fault(path, f"is not the file of edition {edition.number}"))
        except SiteError as error:
            if error.absent:
                missing.append(path)
            else:
                faults.append(Fault(path, error.what))
    own = {LIST, FILES, *chain.files, *map(changes_path, range(1, len(chain) + 1))}
    own |= {edition_path(number) for number in range(1, len(chain) + 1)}
    there = (*files_below(site), *_chain_files(site))
    return faults, missing, [path for path in there if path not in listed and path not in own], good


def _chain_files(site: Path) -> Iterator[str]:
    folder = site / FILES.rpartition("/")[0]
    yield from sorted(path.relative_to(site).as_posix() for path in folder.rglob("*") if path.is_file())


def _names(site: Path, chain: Chain, *, spoilt: bool) -> tuple[Names | None, list[Fault]]:
    """The names of the newest entries; and whether the site's data are what the tree was made of.

    Where files are known to be wrong, the data are not compared: the faults are told already.
    """
    try:
        names = model(Names, ENTRIES, read_bytes(site, ENTRIES))
        if spoilt:
            return names, []
        return names, list(_entries(site, chain, names))
    except SiteError as error:
        return None, [] if error.absent else [Fault(error.path, error.what)]


def _entries(site: Path, chain: Chain, names: Names) -> Iterator[Fault]:
    """Entries of the data that are not those of the tree."""
    leaves = chain.leaves(len(chain))
    numbers = {incident: number for number, incident in names.incidents.items()}
    keys = {(*key.split("/")[:2], entry.name): key for key, entry in names.entries.items()}
    for entry in published(site).entries:
        number = numbers.get(entry.incident, "") if entry.incident else "0"
        key = keys.pop((number, entry.kind, entry.name), "")
        try:
            value = sum_of(key, entry, names.entries[key].salt) if key else ""
        except ValueError:
            value = ""
        if not key or leaves.pop(key, None) != value:
            where = " ".join(filter(None, (entry.incident, entry.kind, entry.name)))
            yield Fault("data/", f"has an entry that the edition has not: {where}")
    if leaves or keys:
        yield Fault("data/", f"lacks {len(leaves.keys() | set(keys.values()))} entries of the edition")
    for number, incident in names.incidents.items():
        alive = any(key.startswith(f"{number}/") for key in names.entries)
        if not alive and not has_page(site, incident):
            yield Fault(ENTRIES, f"names an incident that has no page: {incident}")


def _against(chain: Chain, other: Path, copies: list[Names], checked: list[str]) -> Iterator[Fault]:
    """Whether one of two copies goes on from the other."""
    try:
        held, faults = read_chain(other)
    except SiteError as error:
        raise SiteError(f"{other}/{error.path}", error.what, absent=error.absent) from None
    if faults:
        yield Fault(str(other), f"is not whole itself: {faults[0]}")
    if number := parting(chain, held):
        one, two = chain.sums[number - 1], held.sums[number - 1]
        yield Fault(
            edition_path(number),
            f"is not the edition {number} of {other}: {one[:SHORTEST]} here, {two[:SHORTEST]} there; "
            "one of them was written anew",
        )
    elif len(held) > len(chain):
        yield Fault(LIST, f"ends with edition {len(chain)}, and {other} has {len(held)}: the newest are gone")
    else:
        checked.append(f"Editions 1 to {len(held)} are those of {other}.")
    try:
        copies.append(model(Names, ENTRIES, read_bytes(other, ENTRIES)))
    except SiteError:
        return  # it only helps to name what is withdrawn


def _trusted(chain: Chain, sums: Mapping[int, str], checked: list[str]) -> Iterator[Fault]:
    """Whether the chain has the editions that a reader knows by their sums."""
    for number, expected in sorted(sums.items()):
        if number > len(chain):
            yield Fault(
                LIST, f"ends with edition {len(chain)}, and you know edition {number}: the newest are gone"
            )
        elif not chain.sums[number - 1].startswith(expected.lower()):
            yield Fault(
                edition_path(number), f"is not the edition {number} that you know: it was written anew"
            )
        else:
            checked.append(f"Edition {number} is the one that you know, and so is each before it.")


def _proofs(chain: Chain, checks: Checks, checked: list[str]) -> Iterator[Fault]:
    """Whether proofs hold. That of an edition holds for those before it too: so the newest needs one."""
    for ending in checks.endings:
        numbers = [one.edition.number for one in chain.listed if ending in one.proofs]
        good = []
        for number in numbers:
            path = edition_path(number, ending)
            if path not in chain.files:
                continue  # that it is not there is told already
            try:
                check(chain.listed[number - 1].edition, ending, chain.files[path], checks)
                good.append(number)
            except ProgramError:
                raise
            except ProofError as error:
                yield Fault(path, f"does not hold: {error}")
        if len(chain) not in numbers:
            yield Fault(edition_path(len(chain)), f"has no proof of the kind {ending}")
        if good:
            checked.append(f"{ending}: holds for edition{_s(good)} {_listed(good)}, and for each before.")


def _s(numbers: Sequence[int]) -> str:
    return "" if len(numbers) == 1 else "s"


def _listed(numbers: Sequence[int]) -> str:
    """Numbers in few signs: 1–3, 5."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and parts[-1][-1] == number - 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(f"{part[0]}–{part[-1]}" if len(part) > 1 else str(part[0]) for part in parts)
