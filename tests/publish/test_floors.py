"""A table that shrinks or leaps stops a publish, until somebody says that it is meant."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.publish.errors import StoppedError
from onrecord.publish.floors import changes, rows
from onrecord.settings import Settings
from tests.publish.sites import pages, published, site_at, tree


def site(*, statements: int, incidents: int = 0, more: dict[str, str] | None = None) -> dict[str, str]:
    """The files of a built site with tables of so many rows."""
    tables = {"incidents": incidents, "statements": statements}
    package = {"resources": [{"path": f"{name}.csv", "dialect": {"commentRows": [2]}} for name in tables]}
    return {
        **pages("word"),
        **{
            f"data/{name}.csv": "id,text\n#id,#text\n" + '1,"a\nb"\n' * number
            for name, number in tables.items()
        },
        "data/datapackage.json": json.dumps(package),
        **{f"briefings/{number}/index.html": "<p>x</p>" for number in range(incidents - 1)},
        **(more or {}),
    }


def limits(folder: Path, before: int, incidents: int, **settings: int) -> tuple[int, int]:
    """From how many to how many statements the next edition may have."""
    for name, number in (("old", before), ("new", before)):
        for file, text in site(statements=number, incidents=incidents).items():
            (folder / name / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / name / file).write_text(text, "utf-8")
    found = changes(folder / "old", folder / "new", Settings(**settings))  # type: ignore[arg-type]  # numbers
    [change] = [one for one in found if one.table == "statements"]
    return change.least, change.most


def test_rows_are_counted_and_not_lines(tmp_path: Path) -> None:
    """A cell may have several lines, and the second row is one of tags; pages count without data too."""
    root = site_at(tmp_path)
    published(root, site(statements=3, incidents=2))
    assert rows(root / "public") == {"pages of incidents": 2, "incidents": 2, "statements": 3}
    assert rows(tmp_path / "nowhere") == {"pages of incidents": 0}


@pytest.mark.parametrize(
    ("before", "incidents", "least", "most"),
    [
        (10_000, 1_000, 9_500, 10_500),
        (200, 18, 188, 260),
        (3, 1, 0, 18),
        (0, 5, 0, 5),
    ],
    ids=["a large archive", "a small one", "a first record", "a table that was empty"],
)
def test_five_per_cent_or_what_a_few_incidents_have(
    tmp_path: Path, before: int, incidents: int, least: int, most: int
) -> None:
    """Whichever is more: what one incident has may go, and what five have may come."""
    assert limits(tmp_path, before, incidents) == (least, most)


def test_the_settings_say_how_much(tmp_path: Path) -> None:
    """As percentage, and as incidents."""
    assert limits(tmp_path, 10_000, 1_000, change_limit=20) == (8_000, 12_000)
    assert limits(tmp_path / "2", 200, 20, change_limit=0, change_allowance=0) == (190, 200)


def test_a_table_that_shrinks_stops_a_publish(tmp_path: Path) -> None:
    """Each such table has its reason; what is published stays."""
    root = site_at(tmp_path)
    published(root, site(statements=200, incidents=20))
    with pytest.raises(StoppedError, match="if it is meant, publish with --expect") as error:
        published(root, site(statements=100, incidents=15))
    assert error.value.reasons == (
        "pages of incidents: 15 instead of 20 (-25 %); 19 to 25 are expected",
        "incidents: 15 instead of 20 (-25 %); 19 to 25 are expected",
        "statements: 100 instead of 200 (-50 %); 190 to 250 are expected",
    )
    assert tree(root / "public") == site(statements=200, incidents=20)


def test_a_table_that_leaps_stops_a_publish(tmp_path: Path) -> None:
    """The same statements twice are as wrong as none."""
    root = site_at(tmp_path)
    published(root, site(statements=200, incidents=20))
    with pytest.raises(StoppedError) as error:
        published(root, site(statements=400, incidents=20))
    assert error.value.reasons == ("statements: 400 instead of 200 (+100 %); 190 to 250 are expected",)


def test_expect_says_that_it_is_meant(tmp_path: Path) -> None:
    """What was exceeded is told all the same, and is the floor from then on."""
    root = site_at(tmp_path)
    published(root, site(statements=200, incidents=20))
    done = published(root, site(statements=400, incidents=20), expect=True)
    assert done.exceeded == ["statements: 400 instead of 200 (+100 %); 190 to 250 are expected"]
    with pytest.raises(StoppedError):
        published(root, site(statements=200, incidents=20))


def test_a_table_that_is_gone_stops_a_publish(tmp_path: Path) -> None:
    """As where somebody switches the exports off: whoever reads it finds nothing."""
    root = site_at(tmp_path)
    published(root, site(statements=2, incidents=1))
    with pytest.raises(StoppedError) as error:
        published(root, pages("word"))
    assert error.value.reasons == (
        "incidents: the table is not there any more; it had 1",
        "statements: the table is not there any more; it had 2",
    )


def test_a_new_table_and_a_new_archive_stop_nothing(tmp_path: Path) -> None:
    """There is nothing to compare them with."""
    root = site_at(tmp_path)
    published(root, {"index.html": "<p>x</p>"})
    published(root, site(statements=900, incidents=90))


def test_going_back_is_meant(tmp_path: Path) -> None:
    """Whoever goes back wants what was there."""
    root = site_at(tmp_path)
    published(root, site(statements=200, incidents=20))
    published(root, site(statements=400, incidents=20), expect=True)
    published(root, {}, back=True)
    assert tree(root / "public") == site(statements=200, incidents=20)
