"""`onrecord remove`: one command, and no file of the site has it any more."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.sites import run
from tests.helpers import REGISTRY, build_site, read_files, record, write_site

FILE = "briefings/2024-01-20-border-post.yml"
PERSON = "blue-spokesman:\n  name: Adam Blue\n  kind: person\n"
PUBLIC = """\
blue-spokesman:
  name: Adam Blue
  kind: person
  aliases: Adam B. Canaryson
  page: yes
  role: spokesman
"""
STATEMENTS = """\
  - id: kept
    by: red-front
    source: article
    damage: a gate
  # Canary of a comment.
  - id: spoken
    by: blue-spokesman
    source: article
    excerpt: Canary one, said the spokesman.
    responsibility: denies
    quote: Canary one
  - id: words
    by: red-wing
    source: article
    quote: >-
      Canary two, said
      Adam Blue.
    paraphrase: It saw adam   BLUE there.
"""
SITE = {
    **REGISTRY,
    "briefings/registry/actors.yml": REGISTRY["briefings/registry/actors.yml"].replace(PERSON, PUBLIC),
    FILE: record(
        STATEMENTS,
        header="summary: Adam\n  Blue spoke. [@article]",
        sources="  page:\n    title: Adam Blue speaks\n    url: https://paper.example/adam-blue-speaks",
        context="  - source: page\n    paraphrase: More.\n",
    ),
}
WHY = "Canary of a reason"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with a spokesman, three statements and a context, which is the current folder."""
    root = write_site(tmp_path, SITE)
    monkeypatch.chdir(root)
    return root


def everything(root: Path) -> str:
    """All that a site built of the records holds."""
    built = build_site(root)
    return "\n".join(content.decode("utf-8", "replace") for content in built.files.values())


def test_what_may_still_tell_of_a_statement_is_listed(site: Path) -> None:
    """The sentence that sums it up, a page that names its speaker, and pictures: somebody has to look."""
    docs = site / "docs"
    (docs / "about.md").write_text("# About\n\nWe asked Adam Blue.\n", "utf-8")
    (docs / "shot.png").write_bytes(b"picture")
    printed = run("remove", "2024-01-20-border-post#s-spoken", "--reason", WHY).output
    assert "docs/about.md:3: We asked Adam Blue." in printed
    assert "Blue spoke. [@article]" in printed
    assert "docs/shot.png" in printed


def test_a_statement_goes_from_everything_that_is_built(site: Path) -> None:
    """Record, page, search, data and feeds have neither it nor the reason; the page says that it went."""
    assert "Canary one" in everything(site)
    result = run("remove", "2024-01-20-border-post#s-spoken", "--reason", WHY)
    assert result.exit_code == 0, result.output
    text = (site / FILE).read_text("utf-8")
    assert "Canary one" not in text
    assert "Canary of a comment" not in text
    assert "Canary two" in text
    whole = everything(site)
    assert "Canary one" not in whole
    assert WHY not in whole
    assert "A passage was removed for legal reasons" in whole
    assert run("check").exit_code == 0


def test_a_quotation_goes_and_the_rest_of_its_statement_stays(site: Path) -> None:
    """With it goes the excerpt, which has the same words."""
    assert run("remove", "2024-01-20-border-post#spoken", "--quote", "--reason", WHY).exit_code == 0
    text = (site / FILE).read_text("utf-8")
    assert "Canary one" not in text
    assert "responsibility: denies" in text
    assert "Canary one" not in everything(site)


def test_a_name_goes_with_its_aliases_its_page_and_its_addresses(site: Path) -> None:
    """However it is spaced, broken or capitalised, in records and registries, and in ids made of it."""
    assert run("remove", "--name", "adam blue", "--reason", WHY).exit_code == 0
    left = {name: text for name, text in read_files(site).items() if name.startswith("briefings")}
    for name, content in left.items():
        text = " ".join(content.decode().lower().split())
        assert "adam blue" not in text, name
        assert "adam-blue" not in text, name
        assert "canaryson" not in text, name
    assert run("check").exit_code == 0
    whole = " ".join(everything(site).lower().split())
    assert "adam blue" not in whole
    assert "canaryson" not in whole
    assert "page: yes" not in left["briefings/registry/actors.yml"].decode()


def test_lines_that_hold_a_part_of_a_name_are_listed(site: Path) -> None:
    """A first name alone may be somebody else: a person has to look, and in the site's own pages too."""
    (site / "docs" / "method.md").write_text("# Method\n\nAsk Adam.\n", "utf-8")
    result = run("remove", "--name", "Adam Blue", "--reason", WHY)
    assert "docs/method.md:3: Ask Adam." in result.output


def test_all_records_change_or_none(site: Path) -> None:
    """Where the records would have a problem without it, the problem is shown and nothing is written."""
    before = read_files(site)
    result = run("remove", "--name", "attack", "--reason", WHY)
    assert result.exit_code == 1
    assert "error[unknown-term]" in result.output
    assert read_files(site) == before


def test_a_record_with_the_name_in_its_address_is_named_first(site: Path) -> None:
    """An address that holds the name would keep it: somebody has to give the record another file name."""
    (site / "briefings" / "2024-01-21-adam-blue.yml").write_text(SITE[FILE], "utf-8")
    before = read_files(site)
    result = run("remove", "--name", "Adam Blue", "--reason", WHY)
    assert (result.exit_code, "2024-01-21-adam-blue.yml" in result.output) == (2, True)
    assert read_files(site) == before


def test_a_dry_run_writes_nothing(site: Path) -> None:
    """It names the files that would change."""
    before = read_files(site)
    result = run("remove", "--name", "Adam Blue", "--reason", WHY, "--dry-run")
    assert f"would change: {FILE}" in result.output
    assert read_files(site) == before


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["2024-01-20-border-pots#kept"], "did you mean `2024-01-20-border-post`?"),
        (["2024-01-20-border-post#nothing"], "has no statement #nothing"),
        (["2024-01-20-border-post#kept", "--quote"], "has no quotation"),
        (["--name", "Nobody Here"], "no record and no registry has the name"),
        (["--name", "Al"], "less than three letters"),
        ([], "name one thing"),
        (["2024-01-20-border-post#kept", "--name", "Adam Blue"], "name one thing"),
    ],
)
def test_what_cannot_be_removed_is_told_and_nothing_is_written(
    site: Path, args: list[str], message: str
) -> None:
    """Exit status 2, one line, no file changed."""
    before = read_files(site)
    result = run("remove", *args, "--reason", WHY)
    assert (result.exit_code, message in result.output) == (2, True), result.output
    assert read_files(site) == before
