"""What the tests of hostile text share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from onrecord.phrases import lists


@pytest.fixture(scope="package", autouse=True)
def order_of_ids() -> Iterator[None]:
    """Lists stand in the order of ids, so that the order of a page does not hang on the text in it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lists, "order", lambda _, one: ("", one))
        yield
