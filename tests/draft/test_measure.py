"""How much of the seed and of twenty texts their drafts have; `tests.draft.table` prints it."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from tests.draft.measure import DOUBTED, KINDS, RIGHT, TEXTS, WRONG, drafted, expected, score
from tests.draft.seed import SEED, SEED_SITE
from tests.draft.table import table

TABLE = Path(__file__).parent / "table.txt"
RENEW = bool(os.environ.get("ONRECORD_RENEW"))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_what_is_wrong_is_asked(path: Path, tmp_path: Path) -> None:
    """Nothing that is in force in a draft is wrong: speaker, channel, relay, quotation, figure, date."""
    one = expected(path)
    found = score(one, drafted(tmp_path / "site", one))
    assert {kind: found[kind][WRONG] for kind in KINDS} == dict.fromkeys(KINDS, 0)


def test_the_seed_has_its_quotations_and_all_its_figures(tmp_path: Path) -> None:
    """Both quotations are written, all figures proposed as the finished record has them."""
    found = score(SEED, drafted(tmp_path / "site", SEED, SEED_SITE))
    assert found["quotations"] == Counter({RIGHT: 2})
    assert found["figures"][RIGHT] == sum(len(one.get("figures", ())) for one in SEED.statements) == 9
    assert all(found[kind][WRONG] == found[kind][DOUBTED] == 0 for kind in KINDS)


def test_two_thirds_are_right(tmp_path: Path) -> None:
    """Over the seed and the twenty texts, of each kind at least two in three are right at once."""
    total = {kind: Counter[str]() for kind in KINDS}
    for one in (SEED, *map(expected, TEXTS)):
        found = score(one, drafted(tmp_path / one.name, one, *([SEED_SITE] if one is SEED else [])))
        for kind in KINDS:
            total[kind].update(found[kind])
    assert len(TEXTS) == 20
    for kind in KINDS:
        assert total[kind][RIGHT] * 3 >= sum(total[kind].values()) * 2, (kind, total[kind])


def test_the_table_is_the_one_that_is_kept(tmp_path: Path) -> None:
    """A rule that changes any count shows in the table. `ONRECORD_RENEW=1` writes it: read the difference."""
    made = table(tmp_path) + "\n"
    if RENEW:
        TABLE.write_text(made, "utf-8")
    assert made == TABLE.read_text("utf-8")
