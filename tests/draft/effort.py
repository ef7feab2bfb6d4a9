"""What an editor types for the seed's record: answering its draft, or writing it. Counts, not minutes.

`python -m tests.draft.effort` prints them.
"""

from __future__ import annotations

import re
import sys
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher

from tests.draft.seed import SEED_SITE

DRAFT = SEED_SITE / "draft.yml"
ANSWERED = SEED_SITE / "answered.yml"
"""The draft of the seed's article, answered by hand: all its figures, dates and speakers are in force."""


@dataclass(frozen=True)
class Effort:
    """Counts of lines and characters."""

    questions: int
    """Marks `# ?` that were taken away because what stands behind them is right."""
    deleted: int
    """Lines of the draft that are gone."""
    typed: int
    """Characters of the record that its draft does not have."""
    lines: int
    """Lines of the record, without comments and empty ones: what somebody types who has no draft."""
    characters: int
    """Characters of these, without their indentation."""
    copied: int
    """Those of them that are excerpts and quotations, which one copies from the article."""


def effort() -> Effort:
    """What stands between the draft and the record, and what the record is alone."""
    draft, record = DRAFT.read_text("utf-8"), ANSWERED.read_text("utf-8")
    before, after = draft.splitlines(), record.splitlines()
    kept = set(after)
    accepted = sum(line.replace("# ? ", "", 1) in kept for line in before if re.match(r"\s*# \? ", line))
    written = [line.strip() for line in re.sub(r"  # .*", "", record).splitlines()]
    written = [line for line in written if line and not line.startswith("#")]
    copied = [line for line in written if re.match(r"(?:- )?(?:excerpt|quote): ", line)]
    typed, deleted = _difference(before, after)
    return Effort(accepted, deleted, typed, len(written), sum(map(len, written)), sum(map(len, copied)))


def _difference(before: list[str], after: list[str]) -> tuple[int, int]:
    """Characters that are new, and lines that are gone."""
    typed = deleted = 0
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        old, new = "\n".join(before[a:b]), "\n".join(after[c:d])
        deleted += max(0, (b - a) - (d - c))
        for part, *_, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            typed += last - first if part in ("insert", "replace") else 0
    return typed, deleted


if __name__ == "__main__":
    sys.stdout.write("".join(f"{name:12}{number:>6,}\n" for name, number in asdict(effort()).items()))
