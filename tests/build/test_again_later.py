"""After edits of registries, settings and pages by hand, and as time passes: a site as if built first."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.build.edits import EDITS, Archive, hold

#: The other chains stand in a file of their own: each file is one process's work.
CHAINS = ("registries", "time", "settings", "pages by hand")


@pytest.mark.parametrize("chain", CHAINS)
def test_after_each_edit_the_site_is_that_of_a_first_build(
    archive: Archive, tmp_path: Path, chain: str
) -> None:
    """Byte for byte, and so is the Markdown; no file is written that stayed as it was."""
    hold(archive, tmp_path, EDITS[chain])
