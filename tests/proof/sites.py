"""Small sites with kept copies of their sources, for tests of what is verified."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.proof.snapshots import Store
from tests.helpers import ID, RECORD, REGISTRY, record, write_site

LOCK = "briefings/onrecord.lock"
ARTICLE = """\
Post attacked

Three soldiers were killed and at least 12 people were wounded at the post, Blue Command said.
“We do not accept this attack,” said its spokesman, Adam Blue. “The post will be rebuilt.”
"""
OTHER = "The Green Army said: “Nobody crossed the line on that night.”\n"
STATEMENT = """\
  - id: command
    by: blue-command
    source: article
    excerpt: Three soldiers were killed and at least 12 people were wounded at the post
    killed:
      who: blue-land
      count: 3
    injured:
      who: civilians
      count: at least 12
  - id: spokesman
    by: blue-spokesman
    source: article
    quote: We do not accept this attack
  - id: army
    by: green-army
    source: other
    quote: Nobody crossed the line on that night
  - id: report
    source: other
    paraphrase: The night was quiet.
"""
SOURCES = "  other:\n    title: Another report\n    url: https://news.example/other\n"


class ProofSite:
    """A site below a folder, with the commands that an editor runs there."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch, text: str = "") -> None:
        self.root = root
        write_site(root, {**REGISTRY, RECORD: text or record(STATEMENT, sources=SOURCES)})
        monkeypatch.chdir(root)

    @property
    def store(self) -> Store:
        """Its copies of sources."""
        return Store(self.root / "snapshots")

    def keep(self, **texts: str) -> None:
        """Takes snapshots of sources of the record, by their ids."""
        for source, text in texts.items():
            name = "a.html" if text.startswith("<") else "a.txt"
            self.store.add(
                text.encode(), f"{ID}/{source}", name=name, taken=datetime(2026, 11, 22, 10, tzinfo=UTC)
            )

    def keep_again(self, **texts: str) -> None:
        """Takes the snapshots anew."""
        for source, text in texts.items():
            self.store.add(
                text.encode(),
                f"{ID}/{source}",
                name="a.txt",
                taken=datetime(2026, 11, 23, 10, tzinfo=UTC),
                replace=True,
            )

    def run(self, *arguments: str) -> tuple[int, str]:
        """Exit status and output of the command."""
        result = CliRunner().invoke(main, arguments, prog_name="onrecord")
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.exit_code, result.output

    def edit(self, changes: Mapping[str, str], file: str = RECORD) -> None:
        """Replaces text in a file; what is replaced is there."""
        path = self.root / file
        text = path.read_text("utf-8")
        for old, new in changes.items():
            assert old in text
            text = text.replace(old, new)
        path.write_text(text, "utf-8")

    @property
    def lock(self) -> str:
        """The lock's text; empty where there is none."""
        path = self.root / LOCK
        return path.read_text("utf-8") if path.exists() else ""
