"""Auditing: a whole site is whole, and whatever is changed, cut off or written anew is found."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.editions.append import Options, append
from onrecord.editions.audit import Trusted, audit
from onrecord.editions.canonical import canonical, sha256_of
from onrecord.editions.site import FILES, FOLDER, LIST, SiteError
from onrecord.editions.whole import read_chain
from tests.editions.archives import (
    HARBOUR,
    LATER,
    POST,
    Editions,
    at,
    copy,
    faults,
    made,
    records,
    salts,
    told,
)
from tests.editions.test_append import bare

FLIPS = 1_000


def test_every_edition_is_whole_as_it_was_published(editions: Editions) -> None:
    """No fault, no file missing, none unknown."""
    for number in range(1, 5):
        found = audit(editions.site(number))
        assert (found.faults, found.missing, found.others) == ((), (), ())
        assert len(found.chain) == number


def test_what_changed_is_told_with_its_note(editions: Editions) -> None:
    """A change with a correction, one without a word, an embargo that ended, a removal, a withdrawal."""
    found = audit(editions.newest, since=1)
    assert list(told(found)) == [
        "2 changed statement s-figure: correction",
        "2 added correction 2026-11-23: correction",
        "2 changed statement : silent",
        "3 withdrawn statement : removal",
        "3 added removal 2026-11-24: removal",
        "3 added incident : ",
        "3 added statement s-held: ",
        "4 withdrawn incident : withdrawal",
        "4 withdrawn statement : withdrawal",
    ]
    assert {one.incident for one in found.differences} == {POST, HARBOUR, LATER}


def test_an_incident_that_vanishes_without_a_page_is_silent(editions: Editions, tmp_path: Path) -> None:
    """A record that goes back to draft leaves no address, and no word."""
    site = bare(copy(editions.newest, tmp_path / "site"))
    (site / f"briefings/{LATER}/index.html").unlink()
    for path in (site / "data").glob("*.json"):
        table = json.loads(path.read_bytes())
        if "rows" in table:
            table["rows"] = [
                row for row in table["rows"] if LATER not in (row.get("id"), row.get("incident_id"))
            ]
            path.write_text(json.dumps(table))
    append(site, editions.newest, Options(), at(5), salt=salts())
    found = audit(site)
    assert list(told(found)) == ["5 withdrawn incident : silent", "5 withdrawn statement : silent"]
    assert {one.incident for one in found.differences} == {""}


def test_an_older_copy_names_what_was_withdrawn(editions: Editions) -> None:
    """The chain tells that something is gone, and only who kept a copy knows what."""
    found = audit(editions.newest, since=2, trusted=Trusted({}, editions.site(2)))
    names = {one.name for one in found.differences if one.what == "withdrawn"}
    assert names == {"s-named", "s-closed", ""}
    assert found.whole


def test_a_thousand_flipped_bytes_are_found(editions: Editions, tmp_path: Path) -> None:
    """Whichever byte of whichever file of the site is another one, the audit finds it: 1,000 of 1,000."""
    site = copy(editions.newest, tmp_path / "site")
    places = [(path, path.stat().st_size) for path in sorted(site.rglob("*")) if path.is_file()]
    chosen = random.Random(14)
    passed = []
    for _ in range(FLIPS):
        # Each file as often as the others: the chain's own are small.
        path, size = chosen.choice([place for place in places if place[1]])
        data, at_ = path.read_bytes(), chosen.randrange(size)
        flipped = bytes([data[at_] ^ chosen.randrange(1, 256)])
        path.write_bytes(data[:at_] + flipped + data[at_ + 1 :])
        if not audit(site).faults:
            passed.append((path, at_, flipped))
        path.write_bytes(data)
    assert passed == []
    assert audit(site).whole


def chain_faults(site: Path) -> bool:
    """Whether something is wrong with the chain itself."""
    try:
        return bool(read_chain(site)[1])
    except SiteError:
        return True


def test_every_byte_of_the_list_and_of_an_edition_counts(editions: Editions, tmp_path: Path) -> None:
    """Blanks too: there is one text of the list."""
    site = copy(editions.newest, tmp_path / "site")
    for path in (site / LIST, site / FOLDER / "2.json"):
        data = path.read_bytes()
        for index in range(len(data)):
            path.write_bytes(data[:index] + bytes([data[index] ^ 1]) + data[index + 1 :])
            assert chain_faults(site), (path, index)
        path.write_bytes(data)


def test_files_that_are_missing_or_unknown_are_listed(editions: Editions, tmp_path: Path) -> None:
    """A mirror may lack what no page links to, and have files of its own."""
    site = copy(editions.newest, tmp_path / "site")
    (site / "404.html").unlink()
    (site / "index.html?C=N").write_text("A list of files.")
    (site / FOLDER / "9.json").write_text("{}")
    found = audit(site)
    assert (found.missing, found.others) == (("404.html",), ("index.html?C=N", f"{FOLDER}/9.json"))
    assert found.whole


@pytest.mark.parametrize("name", ["2.json", "2.changes.json", "files.json"])
def test_a_missing_part_of_the_chain_is_a_fault(editions: Editions, tmp_path: Path, name: str) -> None:
    """Without it nobody can tell."""
    site = copy(editions.newest, tmp_path / "site")
    (site / FOLDER / name).unlink()
    assert f"{FOLDER}/{name} is not there" in faults(site)


def rewritten(editions: Editions, tmp_path: Path) -> Path:
    """The site with a chain that its publisher wrote anew, from the start on, as if nothing had changed."""
    site = bare(copy(editions.newest, tmp_path / "anew"))
    append(site, None, Options(), at(1), salt=lambda: "e" * 32)
    for number in range(2, 5):
        append(site, copy(site, tmp_path / f"anew{number}"), Options(), at(number), salt=lambda: "e" * 32)
    return site


def test_an_old_edition_that_is_written_anew_breaks_the_chain(editions: Editions, tmp_path: Path) -> None:
    """Its sum is not the one that the next edition names, even where the list is made to agree."""
    site = copy(editions.newest, tmp_path / "site")
    path = site / FOLDER / "2.json"
    edition = {**json.loads(path.read_bytes()), "time": "2026-11-23T13:00:00Z"}
    data = canonical(edition)
    old = sha256_of(path.read_bytes())
    path.write_bytes(data)
    text = (site / LIST).read_text("utf-8")
    text = text.replace("2026-11-23T12:00:00Z", "2026-11-23T13:00:00Z")
    text = text.replace(f'"proofs":{{}},"sha256":"{old}"', f'"proofs":{{}},"sha256":"{sha256_of(data)}"')
    (site / LIST).write_text(text, "utf-8")
    assert faults(site) == [f"{FOLDER}/3.json does not follow the edition before it"]


def test_a_chain_that_is_written_anew_as_a_whole_is_found_by_who_kept_a_sum(
    editions: Editions, tmp_path: Path
) -> None:
    """It is whole in itself: that is why readers keep a sum, or a copy."""
    site = rewritten(editions, tmp_path)
    assert audit(site).whole
    kept = audit(editions.site(2)).chain.sums
    [fault] = audit(site, trusted=Trusted({2: kept[1][:16]})).faults
    assert str(fault) == f"{FOLDER}/2.json is not the edition 2 that you know: it was written anew"
    [fault] = audit(site, trusted=Trusted({}, editions.site(2))).faults
    assert "is not the edition 1 of" in str(fault)
    found = audit(editions.newest, trusted=Trusted({2: kept[1].upper()}, editions.site(2)))
    assert found.whole
    assert found.checked == (
        f"Editions 1 to 2 are those of {editions.site(2)}.",
        "Edition 2 is the one that you know, and so is each before it.",
    )


def test_a_chain_that_is_cut_off_is_found_by_who_knows_more(editions: Editions, tmp_path: Path) -> None:
    """An old site put back as a whole is whole; a list that is cut, without its files, is not."""
    known = Trusted({4: audit(editions.newest).chain.sums[3]}, editions.newest)
    assert [str(fault) for fault in audit(editions.site(3), trusted=known).faults] == [
        f"{LIST} ends with edition 3, and {editions.newest} has 4: the newest are gone",
        f"{LIST} ends with edition 3, and you know edition 4: the newest are gone",
    ]
    site = copy(editions.newest, tmp_path / "site")
    (site / LIST).write_bytes((editions.site(3) / LIST).read_bytes())
    assert f"{FILES} is not the list of files of edition 3" in faults(site)


def test_two_copies_that_part_are_told_with_the_edition(editions: Editions, tmp_path: Path) -> None:
    """Whoever shows different readers different editions has two chains."""
    site = bare(copy(editions.site(3), tmp_path / "site"))
    append(site, editions.site(2), Options(), at(3), salt=lambda: "f" * 32)
    assert audit(site).whole
    [fault] = audit(site, trusted=Trusted({}, editions.newest)).faults
    assert str(fault).startswith(f"{FOLDER}/3.json is not the edition 3 of {editions.newest}: ")


def test_a_copy_to_compare_with_needs_a_chain(editions: Editions, tmp_path: Path) -> None:
    """The message says which of the two has none."""
    with pytest.raises(SiteError, match=rf"^{re.escape(str(tmp_path))}/data/editions\.json is not there$"):
        audit(editions.newest, trusted=Trusted({}, tmp_path))


def test_data_that_are_not_those_of_the_tree_are_told(editions: Editions, tmp_path: Path) -> None:
    """Even where the list of files is made to agree: the tree is over what the data say."""
    site = bare(copy(editions.newest, tmp_path / "site"))
    path = site / "data/statements.json"
    said = path.read_bytes()
    path.write_bytes(said.replace(b"it had attacked", b"it had not attacked"))
    append(site, editions.site(3), Options(), at(4), salt=salts())
    # The tree and all sums are of a statement that nobody made; now the right one stands there.
    path.write_bytes(said)
    assert faults(site) == ["data/statements.json is not the file of edition 4"]
    listed = json.loads((site / FILES).read_bytes())
    listed["files"]["data/statements.json"] = sha256_of(said)
    (site / FILES).write_bytes(canonical(listed))
    row = json.loads((site / LIST).read_bytes())["editions"][-1]
    old, edition = row["sha256"], {**row["edition"], "files": sha256_of(canonical(listed))}
    (site / FOLDER / "4.json").write_bytes(canonical(edition))
    text = (site / LIST).read_text("utf-8").replace(row["edition"]["files"], edition["files"])
    (site / LIST).write_text(text.replace(old, sha256_of(canonical(edition))), "utf-8")
    assert faults(site) == [f"data/ has an entry that the edition has not: {POST} statement s-claim"]


def test_a_list_that_names_files_outside_of_the_site_is_not_followed(
    editions: Editions, tmp_path: Path
) -> None:
    """Whoever audits a stranger's site opens nothing but its files."""
    site = bare(copy(editions.newest, tmp_path / "site"))
    append(site, None, Options(), at(1), salt=salts())
    listed = json.loads((site / FILES).read_bytes())
    (tmp_path / "secret").write_text("x")
    listed["files"] |= {"../secret": sha256_of(b"x")}
    data = canonical(listed)
    (site / FILES).write_bytes(data)
    row = json.loads((site / LIST).read_bytes())["editions"][0]
    edition = {**row["edition"], "files": sha256_of(data), "file_count": len(listed["files"])}
    (site / FOLDER / "1.json").write_bytes(canonical(edition))
    text = (site / LIST).read_text("utf-8").replace(row["sha256"], sha256_of(canonical(edition)))
    text = text.replace(row["edition"]["files"], edition["files"])
    text = text.replace(
        f'"file_count":{row["edition"]["file_count"]}', f'"file_count":{edition["file_count"]}'
    )
    (site / LIST).write_text(text, "utf-8")
    assert faults(site) == [f"{FILES} names a file outside of the site: ../secret"]


@pytest.mark.parametrize("data", [b"", b"{}", b"[" * 100_000, b"\xff", b'{"editions": [1]}', b"NaN"])
@pytest.mark.parametrize(
    "path", [LIST, f"{FOLDER}/1.json", f"{FOLDER}/2.changes.json", FILES, "data/quotes.json"]
)
def test_no_file_of_a_site_breaks_the_audit(
    editions: Editions, tmp_path: Path, path: str, data: bytes
) -> None:
    """Whatever stands in a file of the chain, it is told as a fault."""
    site = copy(editions.site(2), tmp_path / "site")
    (site / path).write_bytes(data)
    assert faults(site)


def test_a_folder_without_a_chain_is_no_site_to_audit(tmp_path: Path) -> None:
    """It says which file it looked for."""
    with pytest.raises(SiteError, match=r"data/editions\.json is not there"):
        audit(tmp_path)


def test_the_audit_needs_neither_records_nor_mkdocs() -> None:
    """A reader's computer may have nothing of the rest."""
    code = (
        "import sys, onrecord.editions.audit; "
        "print([name for name in sys.modules if name.split('.')[0] in ('mkdocs', 'yaml', 'jinja2') "
        "or name.startswith('onrecord.') and not name.startswith('onrecord.editions')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_note_that_is_taken_back_is_a_change_too(tmp_path: Path) -> None:
    """A correction that vanishes is told, and is silent where nothing says so."""
    found = made(tmp_path, last=3, texts=lambda number: records((1, 2, 1)[number - 1]))
    assert list(told(audit(found.site(3)))) == [
        "3 changed statement s-figure: silent",
        "3 withdrawn correction : silent",
        "3 changed statement s-closed: silent",
        "3 added incident : ",
        "3 added statement s-held: ",
    ]
