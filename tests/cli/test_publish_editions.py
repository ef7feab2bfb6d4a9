"""`onrecord publish` and `onrecord audit` together: what is published is whole, and tells of its changes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.cli.sites import run
from tests.cli.test_publish import SITE, TEXT, publish
from tests.helpers import CONFIG, ID, RECORD, write_site

CORRECTION = (
    "corrections:\n  - on: 2026-11-22\n    was: We wrote that it was at night.\n    now: By day.\ndesk:"
)


def test_what_is_published_is_an_edition_of_the_chain(tmp_path: Path) -> None:
    """From the published folder, or from the source alone, where a server starts from that."""
    root = write_site(tmp_path, SITE)
    site = root / "public"
    status, told, errors = publish(root)
    assert (status, errors) == (0, "")
    assert "Edition 1 (" in told
    sum_ = json.loads((site / "data/editions.json").read_bytes())["editions"][0]["sha256"]

    (root / RECORD).write_text(TEXT.replace("at night", "by day").replace("desk:", CORRECTION), "utf-8")
    shutil.rmtree(site)
    status, told, errors = publish(root)
    assert (status, errors) == (0, "")
    assert "; entries 1 added, 1 changed, 0 withdrawn.\n" in told
    result = run("audit", str(site), "--trust", f"1:{sum_}", "--strict")
    assert result.exit_code == 0, result.output
    assert f"Changed in edition 2:\n  {ID}\n    changed    statement " in result.output
    assert "(correction)" in result.output


def test_a_key_that_is_not_at_hand_stops_the_publish(tmp_path: Path) -> None:
    """Readers have the site before, and the source its chain."""
    sign = "ssh-keygen -Y sign -f /nowhere/key -n onrecord {edition}"
    config = f"{CONFIG.strip()}:\n      edition_proofs:\n        sig: {sign}\n"
    root = write_site(tmp_path, {**SITE, "mkdocs.yml": config})
    status, _, errors = publish(root)
    assert status == 2
    assert "the sig of edition 1: ssh-keygen " in errors
    assert not (root / "public").exists()
    assert not (root / "editions").exists()
