"""The verification report: one count of what was checked, told by a page and by a file."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from onrecord.proof import lock as lock_file
from onrecord.terms import VERDICTS
from tests.helpers import (
    CONFIG,
    ID,
    RECORD,
    REGISTRY,
    Built,
    build_site,
    record,
    section,
    unlabelled,
    write_site,
)
from tests.proof.sites import ARTICLE, LOCK, SOURCES, STATEMENT, ProofSite

EPOCH = "1795348800"
CANARY = "canary"
SECRET = """\
  - id: tip
    by: red-front
    source: canary-tip
    quote: The canary-quote is theirs
    excerpt: A canary-excerpt of theirs
"""
TIP = "  canary-tip:\n    title: A canary-title\n    url: https://canary.example/\n    confidential: yes\n"
DRAFT = "briefings/2024-01-22-canary-draft.yml"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ProofSite:
    """A site in which one of two quotations is verified, at a fixed time."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    found = ProofSite(tmp_path, monkeypatch)
    found.keep(article=ARTICLE)
    assert found.run("verify")[0] == 0
    return found


def told(built: Built) -> Any:
    """What the file says."""
    return json.loads(built.files["data/verification.json"])


def numbers(counts: list[dict[str, Any]]) -> dict[str, int]:
    """The results that occurred."""
    return {one["result"]: one["number"] for one in counts if one["number"]}


def row(page: str, first: str) -> str:
    """The number beside a cell of the page."""
    found = re.search(rf"\| {re.escape(first)} \| (\d+) ", unlabelled(page))
    assert found, first
    return found[1]


def test_page_file_and_lock_agree(site: ProofSite) -> None:
    """The numbers of each result are those of the lock; what was not compared is counted too."""
    built = build_site(site.root)
    page, data = built.markdown("verification.md"), told(built)
    lock, _ = lock_file.read(site.lock, LOCK)
    assert numbers(data["quotations"]) == {"verbatim": 1, "snapshot-missing": 1}
    assert numbers(data["excerpts"]) == {"verbatim": 1}
    assert numbers(data["figures"]) == {"found": 2}
    compared = [check.field for check in lock.checks.values()]
    assert sorted(compared) == ["excerpt", "injured/0", "killed/0", "quote/0"]
    quotations = section(page, "Quotations")
    assert row(quotations, VERDICTS["verbatim"].readers) == "1"
    assert row(quotations, "Not checked: no snapshot of the source") == "1"
    assert row(section(page, "Figures"), "The figure stands in the passage that it rests on") == "2"


def test_no_snapshot_is_a_result_of_its_own(tmp_path: Path) -> None:
    """Where nothing was ever compared, the report says so of every passage."""
    built = build_site(tmp_path, {**REGISTRY, RECORD: record(STATEMENT, sources=SOURCES)})
    data = told(built)
    assert numbers(data["quotations"]) == {"snapshot-missing": 2}
    assert data["sources"]["with_copy"] == 0
    assert row(built.markdown("verification.md"), "Not checked: no snapshot of the source") == "2"


def test_a_copy_has_its_hash_its_day_and_its_passages(site: ProofSite) -> None:
    """The table of copies is the lock's, with the number of passages that were compared and matched."""
    built = build_site(site.root)
    (copy,) = told(built)["sources"]["copies"]
    locked = lock_file.read(site.lock, LOCK)[0].sources[f"{ID}/article"]
    assert (copy["sha256"], copy["compared"], copy["matched"]) == (locked.sha256, 2, 2)
    assert locked.sha256 in built.text("verification/index.html")
    assert "22 November 2026" in built.text("verification/index.html")


def test_hashes_are_those_of_the_files(site: ProofSite) -> None:
    """Whoever has a record file can compare its SHA-256."""
    hashes = {one["file"]: one["sha256"] for one in told(build_site(site.root))["hashes"]}
    assert set(hashes) == {RECORD, *REGISTRY}
    for file, digest in hashes.items():
        assert hashlib.sha256((site.root / file).read_bytes()).hexdigest() == digest


def test_nothing_of_drafts_and_confidential_sources_is_told(site: ProofSite) -> None:
    """Records that are not published change no byte; a confidential source is a number and has no hash."""
    before = build_site(site.root)
    draft = record(STATEMENT.replace("quiet", "canary"), sources=SOURCES).replace("published", "draft", 1)
    (site.root / DRAFT).write_text(draft)
    after = build_site(site.root)
    for name in ("verification/index.html", "data/verification.json"):
        assert before.files[name] == after.files[name]
    (site.root / RECORD).write_text(record(STATEMENT + SECRET, sources=SOURCES + TIP))
    built = build_site(site.root)
    data = told(built)
    assert data["sources"]["confidential"] == 1
    assert numbers(data["quotations"])["confidential"] == 1
    assert numbers(data["excerpts"]) == {"verbatim": 1}
    assert RECORD not in {one["file"] for one in data["hashes"]}
    for name in ("verification/index.html", "data/verification.json"):
        assert CANARY not in built.files[name].decode()
        assert hashlib.sha256((site.root / RECORD).read_bytes()).hexdigest() not in built.files[name].decode()


def test_findings_are_counted_by_rule_and_rules_that_are_off_are_named(tmp_path: Path) -> None:
    """A finding in a published record counts, one in a draft does not; a rule that is off says so."""
    text = record(STATEMENT, sources=SOURCES, header="summary: A post was attacked.")
    config = CONFIG.replace("  - onrecord\n", "  - onrecord:\n      rules:\n        loaded-term: off\n")
    files = {**REGISTRY, "mkdocs.yml": config, RECORD: text, DRAFT: text.replace("published", "draft", 1)}
    built = build_site(tmp_path, files, strict=False, expect="no source")
    rules = {rule["code"]: rule for rule in told(built)["findings"]}
    assert rules["unsourced-sentence"]["number"] == 1
    assert told(built)["sentences"] == {"all": 1, "with_source": 0, "ours": 0, "without": 1}
    assert rules["loaded-term"]["force"] == "off"
    assert re.search(r"loaded-term</code>.*\| off ", unlabelled(built.markdown("verification.md")))


def test_the_same_records_at_the_same_time_give_the_same_bytes(site: ProofSite) -> None:
    """Plugin and command write one report, and write it again byte for byte."""
    first, second = build_site(site.root), build_site(site.root)
    for name in ("verification/index.html", "data/verification.json"):
        assert first.files[name] == second.files[name]
    assert site.run("generate", "out")[0] == 0
    assert (site.root / "out/data/verification.json").read_bytes() == first.files["data/verification.json"]
    assert (site.root / "out/verification.md").read_text() == first.markdown("verification.md")


def test_an_edition_as_of_a_day_counts_what_had_been_said(site: ProofSite) -> None:
    """The report is of the cut library, and gives neither hashes nor findings of today's records."""
    assert site.run("generate", "--as-of", "2024-01-20", "out")[0] == 0
    data = json.loads((site.root / "out/data/verification.json").read_bytes())
    assert numbers(data["quotations"]) == {}
    assert data["hashes"] is None and data["findings"] is None
    assert ID not in (site.root / "out/verification.md").read_text()


def test_every_page_leads_to_the_report(site: ProofSite) -> None:
    """The foot of each page has the link; a briefing says beside it how many quotations match."""
    built = build_site(site.root)
    pages = [name for name in built.files if name.endswith("index.html")]
    without = [name for name in pages if "How this site is checked" not in built.text(name)]
    assert without == ["verification/index.html"]
    text = built.text(f"briefings/{ID}/index.html")
    assert "Source checks: 1 of 2 quotations compared with a source, 1 matched." in text


def test_a_site_can_leave_it_out(tmp_path: Path) -> None:
    """With `verification: false` there is neither page, file nor link."""
    config = CONFIG.replace("  - onrecord\n", "  - onrecord:\n      verification: false\n")
    write_site(tmp_path, {**REGISTRY, RECORD: record(STATEMENT, sources=SOURCES), "mkdocs.yml": config})
    built = build_site(tmp_path)
    assert not [name for name in built.files if "verification" in name]
    assert "How this site is checked" not in built.text("index.html")


def test_without_exports_there_is_the_page_alone(tmp_path: Path) -> None:
    """With `exports: false` the report is a page, which leads to no file."""
    config = CONFIG.replace("  - onrecord\n", "  - onrecord:\n      exports: false\n")
    files = {**REGISTRY, RECORD: record(STATEMENT, sources=SOURCES), "mkdocs.yml": config}
    built = build_site(tmp_path, files)
    assert "data/verification.json" not in built
    assert "data/verification.json" not in built.html("verification/index.html")
    assert "verification/index.html" in built
