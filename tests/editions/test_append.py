"""Appending: what an edition holds, what it follows, and what may not be appended."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

import pytest

from onrecord.editions.append import Options, append
from onrecord.editions.audit import audit
from onrecord.editions.canonical import sha256_of
from onrecord.editions.kept import EditionError, keep
from onrecord.editions.site import FOLDER, LIST
from tests.editions.archives import CANARY, FIRST, HARBOUR, POST, Editions, at, copy, salts
from tests.helpers import read_files


def bare(site: Path) -> Path:
    """The site without its chain, as a build makes it."""
    for path in (site / FOLDER).iterdir():
        path.unlink()
    (site / FOLDER).rmdir()
    (site / LIST).unlink()
    return site


def test_each_edition_names_the_sum_of_the_one_before(editions: Editions) -> None:
    """The list has number, time, root and the sum before; the sum is that of the edition's own file."""
    rows = json.loads((editions.newest / LIST).read_bytes())["editions"]
    assert [row["edition"]["number"] for row in rows] == [1, 2, 3, 4]
    assert [row["edition"]["time"] for row in rows] == [f"2026-11-{22 + day}T12:00:00Z" for day in range(4)]
    assert [row["edition"]["previous"] for row in rows] == [None, *(row["sha256"] for row in rows[:3])]
    for row in rows:
        path = editions.newest / FOLDER / f"{row['edition']['number']}.json"
        assert sha256_of(path.read_bytes()) == row["sha256"]
        assert json.loads(path.read_bytes()) == row["edition"]


def test_the_same_site_with_the_same_salts_gives_the_same_bytes(editions: Editions, tmp_path: Path) -> None:
    """Nothing but the salts is left to chance: neither the clock nor the order of files."""
    found = []
    for name in ("one", "two"):
        site = bare(copy(editions.site(1), tmp_path / name))
        append(site, None, Options(), FIRST, salt=salts())
        found.append(read_files(site))
    assert found[0] == found[1]


def test_an_edition_is_told_in_a_line(editions: Editions, tmp_path: Path) -> None:
    """With as many digits of its sum as a reader has to keep."""
    appended = append(bare(copy(editions.newest, tmp_path / "site")), editions.site(3), Options(), at(4))
    assert str(appended) == f"Edition 4 ({appended.sha256[:16]}); entries 0 added, 0 changed, 2 withdrawn."


def test_what_was_removed_stands_nowhere_in_the_chain(editions: Editions) -> None:
    """The chain has no name, no anchor and no salt of what is gone: nobody can try out its old sum."""
    assert CANARY.encode() in (editions.site(2) / "data/statements.json").read_bytes()
    before = json.loads((editions.site(2) / FOLDER / "entries.json").read_bytes())["entries"]
    [salt] = [entry["salt"] for entry in before.values() if entry["name"] == "s-named"]
    for path, data in read_files(editions.newest).items():
        assert CANARY.encode() not in data, path
        if path.startswith(FOLDER):
            assert salt.encode() not in data, path
            assert b"s-named" not in data, path


def test_a_changed_entry_gets_a_new_salt_and_keeps_its_key(editions: Editions) -> None:
    """So nobody can try out from the old sum which figure stood there before."""

    def entry(number: int) -> tuple[str, str]:
        entries = json.loads((editions.site(number) / FOLDER / "entries.json").read_bytes())["entries"]
        [found] = [(key, one["salt"]) for key, one in entries.items() if one["name"] == "s-figure"]
        return found

    assert entry(1)[0] == entry(2)[0] == entry(3)[0]
    assert entry(1)[1] != entry(2)[1] == entry(3)[1]


def test_columns_that_are_new_and_blank_change_no_entry(editions: Editions, tmp_path: Path) -> None:
    """Another version of the program may add columns, and what it derives may change: nobody said else."""
    site = bare(copy(editions.newest, tmp_path / "site"))
    path = site / "data/statements.json"
    table = json.loads(path.read_bytes())
    for row in table["rows"]:
        row |= {"colour": "", "colours": [], "shade": None, "dark": False, "house": "another", "gtd_new": "7"}
    path.write_text(json.dumps(table))
    appended = append(site, editions.newest, Options(), at(5), salt=salts())
    assert (appended.number, appended.added, appended.changed, appended.withdrawn) == (5, 0, 0, 0)


def test_an_incident_that_moves_keeps_its_statements(editions: Editions, tmp_path: Path) -> None:
    """With `formerly` the incident's own entry changes, and no statement is withdrawn or new."""
    site = bare(copy(editions.newest, tmp_path / "site"))
    for path in (site / "data").glob("*.json"):
        table = json.loads(path.read_bytes())
        for row in table.get("rows", ()):
            for column in ("id", "incident_id"):
                if row.get(column) == POST:
                    row[column] = "2024-01-20-moved"
                    row |= {"formerly": [POST]} if column == "id" else {}
        path.write_text(json.dumps(table))
    appended = append(site, editions.newest, Options(), at(5), salt=salts())
    assert (appended.added, appended.changed, appended.withdrawn) == (0, 1, 0)
    [one] = audit(site).differences
    assert (one.what, one.kind, one.incident) == ("changed", "incident", "2024-01-20-moved")


@pytest.mark.parametrize("old", ["none", "behind"])
def test_the_source_keeps_the_chain_where_the_old_site_is_not_at_hand(
    editions: Editions, tmp_path: Path, old: str
) -> None:
    """CI has the source alone; of a chain in both places the longer is taken."""
    site = bare(copy(editions.newest, tmp_path / "site"))
    options = Options(editions.kept)
    assert append(site, None if old == "none" else editions.site(2), options, at(5)).number == 5
    assert audit(site).whole


def test_a_publication_that_the_source_missed_is_taken_from_the_site(
    editions: Editions, tmp_path: Path
) -> None:
    """Between the site and the source a run may have been stopped: the next one takes the longer chain."""
    kept = tmp_path / "kept"
    keep(editions.site(2), kept)
    site = bare(copy(editions.newest, tmp_path / "site"))
    assert append(site, editions.site(3), Options(kept), at(5)).number == 4
    keep(site, kept)
    assert sorted(path.name for path in kept.iterdir()) == [
        *(f"{number}{ending}" for number in range(1, 5) for ending in (".changes.json", ".json")),
        "editions.json",
        "entries-4.json",
    ]


def test_keeping_that_stops_half_way_leaves_the_chain_before(
    editions: Editions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After whichever file it stops, the kept chain is the old or the new one, with its own entries."""
    replace, counted = Path.replace, 0

    def stops(path: Path, target: Path) -> Path:
        nonlocal counted
        counted += 1
        if counted > last:
            raise KeyboardInterrupt
        return replace(path, target)

    numbers = set()
    for last in range(5):
        kept = tmp_path / str(last)
        keep(editions.site(2), kept)
        counted = 0
        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", stops)
            with contextlib.suppress(KeyboardInterrupt):
                keep(editions.site(3), kept)
        site = bare(copy(editions.site(3), tmp_path / f"site{last}"))
        appended = append(site, None, Options(kept), at(5), salt=salts())
        numbers.add((appended.number, appended.added, appended.changed))
    # Edition 3 added two incidents' entries and a removal to edition 2; to itself it adds nothing.
    assert numbers == {(3, 3, 0), (4, 0, 0)}


def test_two_chains_that_part_are_refused(editions: Editions, tmp_path: Path) -> None:
    """Who published from another copy has to choose: no edition is lost by itself."""
    site = bare(copy(editions.site(3), tmp_path / "other"))
    append(site, editions.site(2), Options(), at(3), salt=lambda: "f" * 32)
    new = bare(copy(editions.newest, tmp_path / "site"))
    with pytest.raises(EditionError, match="have different editions 3"):
        append(new, site, Options(editions.kept), at(5))
    assert not (new / LIST).exists()


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (
            lambda site: (site / FOLDER / "2.json").unlink(),
            r"is not whole: data/editions/2\.json is not there",
        ),
        (lambda site: (site / LIST).write_text("{}"), "is not as onrecord writes it"),
        (lambda site: (site / FOLDER / "entries.json").unlink(), "entries.json is not there"),
    ],
)
def test_nothing_is_appended_to_a_broken_chain(
    editions: Editions, tmp_path: Path, damage: object, expected: str
) -> None:
    """The message names the file; the new site stays without an edition."""
    assert callable(damage)
    old = copy(editions.site(3), tmp_path / "old")
    damage(old)
    new = bare(copy(editions.newest, tmp_path / "new"))
    before = read_files(new)
    with pytest.raises(EditionError, match=expected):
        append(new, old, Options(), at(5))
    assert read_files(new) == before


def test_a_clock_that_went_back_is_told(editions: Editions, tmp_path: Path) -> None:
    """Editions follow one another in time."""
    new = bare(copy(editions.newest, tmp_path / "new"))
    with pytest.raises(EditionError, match="edition 3 was published at 2026-11-24T12:00:00Z"):
        append(new, editions.site(3), Options(), at(2))


def test_a_site_without_data_files_has_no_editions(tmp_path: Path) -> None:
    """An edition is made of what readers can download."""
    (tmp_path / "index.html").write_text("A page.")
    with pytest.raises(EditionError, match=r"data/incidents\.json is not there \(.*`exports` has to be on"):
        append(tmp_path, None, Options(), FIRST)


def test_an_edition_writes_into_no_file_of_the_site_before(editions: Editions, tmp_path: Path) -> None:
    """A build links files that did not change: the new list is a file of its own, and the old stays."""
    old = copy(editions.site(3), tmp_path / "old")
    new = bare(copy(editions.newest, tmp_path / "new"))
    os.link(old / LIST, new / LIST)
    before = read_files(old)
    append(new, old, Options(), at(5))
    assert read_files(old) == before


def test_hidden_files_at_the_top_are_no_part_of_an_edition(editions: Editions, tmp_path: Path) -> None:
    """A repository or a certificate's challenge beside the site may change without anybody's word."""
    site = bare(copy(editions.newest, tmp_path / "site"))
    for name in (".git/HEAD", ".well-known/x", ".nojekyll"):
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text("x")
    append(site, None, Options(), FIRST)
    (site / ".git/HEAD").write_text("y")
    found = audit(site)
    assert (found.whole, found.others) == (True, ())


def test_a_withdrawn_incident_keeps_its_address_alone(editions: Editions) -> None:
    """Its id stays in the chain's names, because its page says that it was withdrawn; no entry does."""
    names = json.loads((editions.newest / FOLDER / "entries.json").read_bytes())
    [number] = [number for number, one in names["incidents"].items() if one == HARBOUR]
    assert not [key for key in names["entries"] if key.startswith(f"{number}/")]
