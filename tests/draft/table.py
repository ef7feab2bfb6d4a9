"""Prints how much of the seed and of twenty texts their drafts have: `python -m tests.draft.table`."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.draft.measure import KINDS, RESULTS, TEXTS, drafted, expected, score
from tests.draft.seed import SEED, SEED_SITE


def table(root: Path) -> str:
    """A row for each text, with counts: right / asked / wrong, asked / wrong, not asked."""
    rows, total = [], {kind: Counter[str]() for kind in KINDS}
    for one in (SEED, *map(expected, TEXTS)):
        found = score(one, drafted(root / one.name, one, *([SEED_SITE] if one is SEED else [])))
        rows.append((one.name, found))
        for kind in KINDS:
            total[kind].update(found[kind])
    rows.append(("all", total))
    lines = [f"{'':28}" + "".join(f"{kind:>18}" for kind in KINDS)]
    for name, found in rows:
        cells = (" / ".join(str(found[kind][result]) for result in RESULTS) for kind in KINDS)
        lines.append(f"{name:28}" + "".join(f"{cell:>18}" for cell in cells))
    lines.append(f"Each: {' / '.join(RESULTS)}.")
    return "\n".join(lines)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write(table(Path(folder)) + "\n")
