"""The preview for Zensical: what was saved is in the tree at once; a mistake leaves the last good pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from onrecord.settings import read_site
from onrecord.sidecar.preview import Preview
from tests.engines.test_tree import CONFIG, FILES, GOOD
from tests.helpers import ID, RECORD, record, write_site

PAGE = f"briefings/{ID}.md"


@dataclass
class Served:
    """A preview with a clock of its own."""

    root: Path
    said: list[str] = field(default_factory=list)
    now: float = 0.0

    def __post_init__(self) -> None:
        write_site(self.root, FILES)
        self.preview = Preview(read_site(self.root / "mkdocs.yml"), {}, self.said.append)
        self.preview.make()

    def look(self, seconds: float = 0.1) -> str:
        """Lets time pass and the preview look; gives what it said."""
        self.said.clear()
        self.now += seconds
        self.preview.look(self.now)
        return "\n".join(self.said)

    def save(self, text: str, path: str = RECORD) -> None:
        """Saves a file, as an editor does."""
        at = self.root / path
        at.parent.mkdir(parents=True, exist_ok=True)
        at.write_text(text, "utf-8")

    def page(self, path: str = PAGE) -> str:
        """The Markdown of a page in the tree."""
        return (self.preview.tree.docs / path).read_text("utf-8")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A site of one record."""
    made = Served(tmp_path)
    yield made
    made.preview.tree.close()


def test_the_page_of_a_saved_record_is_there_at_once(served: Served) -> None:
    """All others follow when nothing was saved for a second."""
    served.save(GOOD.replace("at night", "at dawn").replace("on the border post", "on the old post"))
    assert "made again in" in served.look()
    assert "at dawn" in served.page()
    assert "old post" not in served.page("index.md")
    assert served.look(0.5) == ""
    assert "all pages are as the records are" in served.look(0.6)
    assert "old post" in served.page("index.md")
    assert served.look(5) == ""


def test_errors_are_shown_and_the_last_good_page_stays(served: Served) -> None:
    """On the page, and in the terminal; once, and until they are mended."""
    served.save(GOOD.replace("place: border-post", "place: nowhere"))
    assert "there is no place `nowhere`" in served.look()
    assert "nowhere" in served.page()
    assert "at night" in served.page()
    served.save("# a comment\n", "docs/method.md")
    assert "nowhere" not in served.look()
    served.save(GOOD)
    assert "the records have no problems any more" in served.look()
    assert "nowhere" not in served.page()


def test_the_last_good_page_is_that_of_the_last_good_record(served: Served) -> None:
    """Even if a mistake follows before all other pages are made."""
    served.save(GOOD.replace("at night", "at dawn"))
    served.look()
    served.save("title: [\n")
    served.look()
    assert "at dawn" in served.page()


def test_broken_yaml_is_shown_too(served: Served) -> None:
    """The record cannot even be read."""
    served.save("title: [\n")
    assert "error" in served.look()
    assert "at night" in served.page()


def test_pages_written_by_hand_follow_at_once(served: Served) -> None:
    """Nothing is waited for: no page of a record comes first."""
    served.save("# By hand\n", "docs/method.md")
    served.look()
    assert "# By hand" in served.page("method.md")


def test_a_new_record_gets_its_page(served: Served) -> None:
    """It is listed too."""
    other = RECORD.replace("01-20-border", "01-21-other")
    served.save(record("  - source: article\n    paraphrase: Another.", header="related: []"), other)
    served.look()
    served.save(record("  - source: article\n    paraphrase: Another."), other)
    served.look()
    assert "Another" in served.page(f"briefings/{Path(other).stem}.md")


def test_settings_take_hold_at_once_and_wrong_ones_are_told(served: Served) -> None:
    """Wrong ones leave the pages as they are."""
    served.save(CONFIG.replace("search: material", "serach: material"), "mkdocs.yml")
    assert "there is no option `serach`" in served.look()
    assert "at night" in served.page()
    served.save(CONFIG.replace("site_name: Test", "site_name: Other name"), "mkdocs.yml")
    served.look()
    assert "Other name" in (served.preview.tree.project / "mkdocs.yml").read_text("utf-8")


def test_many_records_at_once_are_made_with_all_others(served: Served) -> None:
    """As after a change of branch."""
    for day in range(10, 15):
        served.save(GOOD, RECORD.replace("01-20", f"01-{day}"))
    assert "all pages are as the records are" in served.look()
