"""What the tests of hostile text share."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from onrecord.pages import cells, entry, headlines
from onrecord.pages.map import incident_map, zoom
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


class _Names:
    """In the place of the module that `zoom` writes JSON with."""

    @staticmethod
    def dumps(value: object, **options: Any) -> str:
        """Of a name in lines with their widths the lines alone; other things as ever."""
        if isinstance(value, list) and value and all(isinstance(way, list) for way in value):
            return "; ".join(line for way, _width in value for line in way)
        return json.dumps(value, **options)


@pytest.fixture(scope="module", autouse=True)
def names_of_marks() -> Iterator[None]:
    """What a script gets of a mark's name is the name: its parting into lines and its width hang on the text,
    and JSON has an escape of its own before that of the page.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(incident_map, "ways", lambda text: ((text,),))
        patch.setattr(zoom, "text_width", lambda *_, **__: 1.0)
        patch.setattr(zoom, "json", _Names)
        yield
