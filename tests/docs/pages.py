"""The documentation's files, and what stands in them: tables made from the code, and YAML examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

TABLE = re.compile(r"(?P<begin><!-- table: (?P<name>[^>]+?) -->\n).*?(?P<end><!-- /table -->)", re.DOTALL)
_EXAMPLE = re.compile(
    r"^<!-- yaml: (?P<kind>[a-z-]+) -->\n+```yaml\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE
)
_FENCE = re.compile(r"^```yaml$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Example:
    """A fenced YAML example; ``kind`` is what the comment above it says it is."""

    page: str
    line: int
    kind: str
    text: str

    def __str__(self) -> str:
        """Where it stands, for the name of a test."""
        return f"{self.page}:{self.line}"


def hand_written() -> list[Path]:
    """Every page of the documentation, and the pages at the top of the repository."""
    return [*sorted(DOCS.rglob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]


def examples() -> list[Example]:
    """Every YAML example whose kind is told, in the order of the pages."""
    return [example for page in hand_written() for example in _examples(page)]


def _examples(page: Path) -> Iterator[Example]:
    text = page.read_text("utf-8")
    for found in _EXAMPLE.finditer(text):
        line = text.count("\n", 0, found.start("text")) + 1
        yield Example(page.relative_to(ROOT).as_posix(), line, found["kind"], found["text"])


def fences(page: Path) -> int:
    """How many YAML examples the page has, their kind told or not."""
    return len(_FENCE.findall(page.read_text("utf-8")))
