"""`onrecord remove`: the lock and the copies of sources, and records that are written in unusual ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.sites import run
from tests.helpers import ID, RECORD, REGISTRY, read_files, record, write_site
from tests.proof.sites import ARTICLE, LOCK, OTHER, ProofSite

WHY = "Canary of a reason"
AT = f"{ID}#s-"


@pytest.fixture
def verified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ProofSite:
    """A site whose quotations, excerpts and figures are in the lock."""
    site = ProofSite(tmp_path, monkeypatch)
    site.keep(article=ARTICLE, other=OTHER)
    assert site.run("verify")[0] == 0
    return site


def test_results_of_a_removed_statement_leave_the_lock(verified: ProofSite) -> None:
    """With the records, so that no check complains; the results of everything else stay as they are."""
    before = verified.lock
    assert run("remove", AT + "command", "--reason", WHY).exit_code == 0
    assert "anchor=s-command" not in verified.lock
    assert set(verified.lock.splitlines()) <= set(before.splitlines())
    assert "anchor=s-army" in verified.lock
    code, output = verified.run("check", "--strict")
    assert (code, "lock-" in output) == (0, False), output


def test_results_of_a_removed_quotation_leave_the_lock(verified: ProofSite) -> None:
    """A source on which no result rests any more goes with them."""
    assert run("remove", AT + "army", "--quote", "--reason", WHY).exit_code == 0
    assert "army" not in verified.lock
    assert f"{ID}/other" not in verified.lock
    assert verified.run("check")[0] == 0


def test_results_whose_words_held_a_name_leave_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So do those of renamed statements and sources, and addresses that hold the name."""
    text = record(
        "  - id: adam-blue-said\n    by: blue-spokesman\n    source: article\n    quote: We do not accept\n"
        "  - id: told\n    source: other\n    paraphrase: It was quiet.\n"
        "    excerpt: Nobody, said Adam Blue, crossed the line on that night\n"
        "  - id: kept\n    source: other\n    quote: crossed the line on that night\n",
        sources="  other:\n    title: Other\n    url: https://news.example/Adam_Blue/1\n",
    )
    site = ProofSite(tmp_path, monkeypatch, text)
    site.keep(article=ARTICLE, other=OTHER.replace("Nobody", "Nobody, said Adam Blue,"))
    assert site.run("verify")[0] == 0, site.run("verify")[1]
    assert site.lock.count("\ncheck ") == 3
    assert run("remove", "--name", "Adam Blue", "--reason", WHY).exit_code == 0
    assert site.lock.count("\ncheck ") == 1
    assert "anchor=s-kept" in site.lock
    assert "adam" not in site.lock.lower()
    assert site.run("check")[0] == 0


def test_a_stale_result_is_not_hidden_by_a_removal_beside_it(verified: ProofSite) -> None:
    """Somebody edited a verified quotation: that stays a problem."""
    verified.edit({"quote: Nobody crossed": "quote: Somebody crossed"})
    assert "lock-stale" in verified.run("check")[1]
    assert run("remove", AT + "command", "--reason", WHY).exit_code == 0
    assert "lock-stale" in verified.run("check")[1]


def test_a_lock_that_cannot_be_read_stops_a_removal(verified: ProofSite) -> None:
    """Nothing could be taken out of it; no file is changed, and the way out is told."""
    (verified.root / LOCK).write_text("<<<<<<< ours\n" + verified.lock, "utf-8")
    before = read_files(verified.root)
    result = run("remove", AT + "command", "--reason", WHY)
    assert (result.exit_code, "run `onrecord verify`" in result.output) == (2, True)
    assert read_files(verified.root) == before


def test_copies_that_hold_the_words_are_listed_for_a_person(verified: ProofSite) -> None:
    """In the folder that the settings name; they themselves are not touched."""
    (verified.root / "snapshots").rename(verified.root / "private")
    verified.edit({"- onrecord": "- onrecord:\n      snapshots: private"}, "mkdocs.yml")
    result = run("remove", AT + "army", "--reason", WHY)
    assert f"of {ID}/other" in result.output
    assert f"of {ID}/article" not in result.output
    assert "private/" in result.output
    assert "snapshots/" not in result.output
    result = run("remove", "--name", "Adam Blue", "--reason", WHY)
    assert f"of {ID}/article" in result.output
    assert "Adam Blue" in "".join(path.read_text() for path in (verified.root / "private").rglob("*.txt"))


def changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: bytes | str, *arguments: str) -> bytes:
    """The record after a removal that works."""
    root = write_site(tmp_path, REGISTRY)
    path = root / RECORD
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    monkeypatch.chdir(root)
    assert run("check").exit_code == 0, run("check").output
    result = run("remove", *arguments, "--reason", WHY)
    assert result.exit_code == 0, result.output
    assert run("check").exit_code == 0
    return path.read_bytes()


SPOKEN = "  - id: spoken\n    by: red-wing\n    source: article\n    quote: Canary one\n"
OTHERS = "  - id: kept\n    source: article\n    damage: a gate\n"


@pytest.mark.parametrize(
    "written",
    [
        "quote: |\n      Canary one",
        "quote:\n      - text: >-\n          Canary\n          one\n        about: it",
        'quote: "Canary\\u0020one"',
        "quote: {text: Canary one, about: it}\n    note: Ours.",
    ],
)
def test_a_quotation_goes_however_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    """In a block, as a list, in escapes, in braces of its own."""
    text = record(SPOKEN.replace("quote: Canary one", written + "\n    damage: a door") + OTHERS)
    left = changed(tmp_path, monkeypatch, text, f"{ID}#spoken", "--quote").decode()
    assert "Canary" not in left.replace(WHY, "")
    assert "a door" in left


def test_the_one_context_that_is_no_list_goes_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A single statement may stand without a hyphen."""
    text = record(OTHERS, context="  id: spoken\n  source: article\n  quote: Canary one\n")
    left = changed(tmp_path, monkeypatch, text, f"{ID}#spoken").decode()
    assert "Canary one" not in left
    assert "context:" not in left


def test_ends_of_lines_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file with CRLF keeps it, and one without an end of its last line is cut in the right place."""
    text = record(OTHERS + SPOKEN).rstrip("\n").replace("\n", "\r\n").encode()
    left = changed(tmp_path, monkeypatch, text, f"{ID}#spoken")
    assert b"Canary one" not in left
    assert left.count(b"\n") == left.count(b"\r\n") > 5


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Tim O'Brien", "'So Tim O''Brien said'"),
        ("Tim O'Brien", "Tim O’Brien said so"),
        ("Adam Example", '"So Adam\\u0020Example said"'),
        ("Adam Example", '"Adam\\\n      \\ Example"'),
        ("Adam Example", '"So Adam\\_Example said"'),
        ("Adam Example", "|\n      So Adam\n      Example said"),
        ("آدم مثال", "قال آدم مثال ذلك"),
        ("مینا مثال", "قال می\u200cنا مثال ذلك"),
    ],
)
def test_a_name_goes_however_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, written: str
) -> None:
    """With apostrophes, in escapes, with signs that print nothing, broken over lines, from right to left."""
    text = record(SPOKEN.replace("Canary one", written) + OTHERS)
    left = changed(tmp_path, monkeypatch, text, "--name", name).decode()
    assert "[name removed]" in left
    for part in name.split():
        assert part not in left
        assert part.replace("'", "’") not in left
        assert part.replace("'", "''") not in left


def test_a_name_in_brackets_leaves_a_file_that_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands for it has brackets itself, which mean something there."""
    text = record(OTHERS + "  - source: article\n    quote: [We saw Adam Example, He ran]\n")
    assert b"Adam" not in changed(tmp_path, monkeypatch, text, "--name", "Adam Example")


def test_names_in_other_scripts_go_with_a_person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And an address that is written over two lines, or in capitals."""
    actors = REGISTRY["briefings/registry/actors.yml"]
    named = actors.replace("name: Adam Blue\n", "name: Adam Blue\n  names:\n    ar: آدم أزرق\n")
    assert named != actors
    monkeypatch.setitem(REGISTRY, "briefings/registry/actors.yml", named)
    text = record(
        OTHERS + "  - source: page\n    quote: قال آدم أزرق\n",
        sources="  page:\n    title: A page\n    url: >-\n      https://paper.example/ADAM_BLUE/1\n",
    )
    left = changed(tmp_path, monkeypatch, text, "--name", "adam  blue").decode()
    assert "آدم" not in left
    assert "paper.example/ADAM" not in left
    assert "آدم" not in (tmp_path / "briefings/registry/actors.yml").read_text("utf-8")


def test_an_id_with_a_part_of_the_name_goes_where_the_statement_is_that_persons(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The id is an address; a like word in the id of somebody else's statement stays."""
    text = record(
        "  - id: blue-on-the-gate\n    by: blue-spokesman\n    source: article\n    damage: a gate\n"
        "  - id: blue-land-said\n    by: red-wing\n    source: article\n    damage: a door\n"
    )
    left = changed(tmp_path, monkeypatch, text, "--name", "Adam Blue").decode()
    assert "blue-on-the-gate" not in left
    assert "id: passage-1\n" in left
    assert "id: blue-land-said" in left


def test_what_cannot_be_edited_is_told_with_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record that is no YAML stops the removal of a name: nobody knows what it holds."""
    root = write_site(
        tmp_path, {**REGISTRY, RECORD: record(SPOKEN), "briefings/2024-01-21-x.yml": 'a: "Canary one\n'}
    )
    monkeypatch.chdir(root)
    before = read_files(root)
    result = run("remove", "--name", "Canary one", "--reason", WHY)
    assert (result.exit_code, "2024-01-21-x.yml" in result.output) == (2, True), result.output
    text = record("  [{source: article, id: spoken, quote: Canary one}]\n")
    (root / "briefings/2024-01-21-x.yml").unlink()
    (root / RECORD).write_text(text, "utf-8")
    before = read_files(root)
    result = run("remove", f"{ID}#spoken", "--reason", WHY)
    assert (result.exit_code, "write it one key a line" in result.output) == (2, True), result.output
    assert read_files(root) == before
