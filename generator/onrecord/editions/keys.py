"""What entries are called from edition to edition, and their sums in the tree."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from onrecord.editions.canonical import canonical
from onrecord.editions.chain import EntryName, Leaves, Names
from onrecord.editions.entries import Entry, Published
from onrecord.editions.merkle import leaf


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
