"""What the tests of hostile text share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from onrecord.pages import cells, entry, headlines
from onrecord.phrases import lists


@pytest.fixture(scope="package", autouse=True)
def order_of_ids() -> Iterator[None]:
    """Lists stand in the order of ids, so that the order of a page does not hang on the text in it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lists, "order", lambda _, one: ("", one))
        yield


@pytest.fixture(scope="module", autouse=True)
def whole_leads() -> Iterator[None]:
    """A headline has its whole summary: where a sentence ends hangs on the text."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(headlines, "lead", lambda summary: summary.plain() if summary else "")
        yield


@pytest.fixture(scope="module", autouse=True)
def room_in_cells() -> Iterator[None]:
    """Cells of lists hold every text, so that what stands in them does not hang on its number of words."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cells, "MOST_WORDS", 1_000_000)
        patch.setattr(entry, "_MOST_OF_OWNER", 1_000_000)
        yield
