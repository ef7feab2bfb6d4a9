"""`onrecord verify` against kept copies, and what `onrecord check` knows of it afterwards."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from tests.helpers import ID, RECORD, build_site, read_files, record
from tests.proof.sites import ARTICLE, LOCK, OTHER, SOURCES, STATEMENT, ProofSite


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ProofSite:
    """A site whose record is verified: two quotations, an excerpt and two figures."""
    found = ProofSite(tmp_path, monkeypatch)
    found.keep(article=ARTICLE, other=OTHER)
    status, output = found.run("verify")
    assert (status, output) == (0, "2  figures found\n3  passages verbatim\n" + f"{LOCK} written.\n")
    return found


def test_what_is_verified_is_locked_and_checks_without_snapshots(site: ProofSite) -> None:
    """The lock holds every result with hashes and offsets, and check and locked runs find nothing to say."""
    assert re.findall(r"field=(\S+) verdict=(\S+)", site.lock) == [
        ("quote/0", "verbatim"),
        ("excerpt", "verbatim"),
        ("injured/0", "found"),
        ("killed/0", "found"),
        ("quote/0", "verbatim"),
    ]
    quote = re.search(r"s-spokesman field=quote/0 .* at=(\d+)-(\d+)", site.lock)
    assert quote and ARTICLE[int(quote[1]) : int(quote[2])] == "We do not accept this attack"
    assert hashlib.sha256(ARTICLE.encode()).hexdigest() in site.lock
    assert "accept" not in site.lock
    assert site.run("check")[0] == 0
    assert site.run("verify", "--locked")[0] == 0


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("quote: We do not", "quote: We do now", "this quote was edited after it was verified"),
        ("count: 3", "count: 4", "this figure was edited after it was verified"),
        ("count: at least 12\n", "count: 12\n", "this figure was edited after it was verified"),
        ("excerpt: Three", "excerpt: Four", "this excerpt was edited after it was verified"),
    ],
)
def test_an_edit_after_verification_fails_the_check_at_its_line(
    site: ProofSite, old: str, new: str, what: str
) -> None:
    """A changed word, digit or bound is an error at its line and stops a build until it is verified."""
    site.edit({old: new})
    status, output = site.run("check")
    line = (site.root / RECORD).read_text("utf-8").split(new)[0].count("\n") + 1
    assert status == 1
    assert re.search(rf"{RECORD}:{line}:\d+: error\[lock-stale\]: {what}", output)
    assert "run `onrecord verify`" in output
    with pytest.raises(Abort):
        build_site(site.root, expect="nothing was written")


def test_the_preview_shows_a_record_that_was_edited(site: ProofSite) -> None:
    """The preview has the new words, and says that they are not checked."""
    site.edit({"quote: We do not accept": "quote: We do accept"})
    built = build_site(site.root, command="serve", strict=False, expect="edited after it was verified")
    text = built.text(f"briefings/{ID}/index.html")
    assert "We do accept this attack" in text
    assert "Not checked: no snapshot of the source" in text


@pytest.mark.parametrize(
    ("changes", "code", "said"),
    [
        (
            {"quote: We do not accept": "quote: We do accept"},
            "wording-differs",
            "the source has: We do {+not+} accept this attack",
        ),
        (
            {"quote: We do not accept this attack": "quote: Blue skies for ever"},
            "wording-differs",
            "does not stand",
        ),
        (
            {"source: other\n    quote": "source: article\n    quote"},
            "wording-elsewhere",
            "does not stand in `article`, and does in `other`",
        ),
        (
            {"count: 3": "count: 4"},
            "figure-not-found",
            "4 is not in the passage; its numbers are “Three”, “12”",
        ),
    ],
)
def test_what_does_not_stand_in_its_source_fails(
    site: ProofSite, changes: dict[str, str], code: str, said: str
) -> None:
    """A changed word, digit or source fails verify, with line and way out; check knows it from the lock."""
    site.edit(changes)
    status, output = site.run("verify")
    assert status == 1
    assert f"error[{code}]" in output and said in output
    status, output = site.run("check")
    assert status == 1
    assert f"error[{code}]" in output


def test_another_bound_is_a_warning(site: ProofSite) -> None:
    """A figure whose number stands there with another bound is told, and does not stop a build."""
    site.edit({"count: at least 12\n": "count: 12\n"})
    status, output = site.run("verify")
    assert status == 0
    assert "warning[figure-bound]: the passage says “at least 12”, not “12”" in output
    assert site.run("check")[0] == 0


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("count: 3\n", "count: at least 12\n", "the passage ties “12” to “wounded”, not to the dead"),
        ("who: blue-land\n", "who: children\n", "the passage gives “three” for soldiers, not for children"),
    ],
)
def test_a_figure_of_another_matter_is_a_finding(site: ProofSite, old: str, new: str, said: str) -> None:
    """A number that the passage gives for something else, or for others, is told with a way out."""
    site.edit({old: new})
    status, output = site.run("verify")
    assert status == 0
    assert f"warning[figure-of-another-matter]: {said}" in output
    assert "  figures of another matter" in output
    assert "verdict=other-matter" in site.lock
    assert "move the figure to the fact and party that it is of" in output
    assert "warning[figure-of-another-matter]" in site.run("check")[1]


def test_whose_a_figure_is_was_verified_too(site: ProofSite) -> None:
    """Where a figure is given to other people afterwards, it must be verified anew."""
    site.edit({"who: civilians\n": "who: children\n"})
    status, output = site.run("check")
    assert status == 1
    assert "error[lock-stale]: this figure was edited after it was verified" in output


def test_a_part_of_a_figure_is_looked_for(site: ProofSite) -> None:
    """What `of_which` says is a figure of its own, and the whole does not stand for it."""
    site.edit(
        {
            "      count: at least 12\n": "      count: at least 12\n      of_which:\n        who: children\n"
            "        count: at least 12\n"
        }
    )
    output = site.run("verify")[1]
    assert "the passage gives “12” for people, not for children" in output
    assert "field=injured/0/of_which/0 verdict=other-matter" in site.lock


def test_a_passage_of_another_language_is_compared_by_its_digits(site: ProofSite) -> None:
    """Digits that stand there pass; what is said in words is not checked, and both are told apart."""
    site.edit(
        {
            "Three soldiers were killed and at least 12 people were wounded at the post": "Drei und 12",
            "    title: Post attacked\n": "    title: Post attacked\n    lang: de\n",
        }
    )
    output = site.run("verify")[1]
    assert "1  figures digits found, the rest not checked, language" in output
    assert "1  figures not checked, language" in output


def test_a_negation_that_is_left_out_is_a_warning(site: ProofSite) -> None:
    """An elision that hides a "not" is told, though the words on both sides of it are exact."""
    new = "They said that they […] saw the lights of it"
    site.edit({"Nobody crossed the line on that night": new})
    site.store.add(
        b"They said that they did not sleep and saw the lights of it.",
        f"{ID}/other",
        name="a.txt",
        taken=datetime(2026, 11, 23, tzinfo=UTC),
        replace=True,
    )
    status, output = site.run("verify")
    assert status == 0
    assert "warning[wording-negation]: what is left out at […] holds a negation" in output
    assert "verdict=verbatim-elided" in site.lock


def test_one_changed_byte_of_a_snapshot_fails(site: ProofSite) -> None:
    """A copy that is no longer the file that was taken proves nothing; the lock keeps what it has."""
    before = site.lock
    path = next(path for path in (site.root / "snapshots/files").iterdir() if b"Post" in path.read_bytes())
    path.write_bytes(path.read_bytes().replace(b"Three", b"Thref"))
    status, output = site.run("verify")
    assert status == 1
    assert output.count("error[snapshot-changed]") == 1
    assert site.lock == before


def test_without_snapshots_what_is_locked_stays(site: ProofSite) -> None:
    """On another machine the results stand; what was edited there, or is new, is not checked."""
    before = site.lock
    (site.root / "snapshots").rename(site.root / "elsewhere")
    status, output = site.run("verify", "--locked")
    assert (status, "3  snapshot not at hand; locked result kept" in output) == (0, True)
    site.edit({"quote: We do not accept": "quote: We do accept"})
    status, output = site.run("verify")
    assert "passages not checked, no snapshot" in output
    assert (before.count("quote/0"), site.lock.count("quote/0")) == (2, 1)


def test_a_locked_run_fails_where_the_lock_would_change(site: ProofSite) -> None:
    """CI with the snapshots learns that somebody forgot to run verify; nothing is written."""
    before = site.lock
    site.edit({"quote: We do not accept this attack": "quote: The post will be rebuilt"})
    status, output = site.run("verify", "--locked")
    assert status == 1
    assert f"{LOCK} is not up to date; run `onrecord verify`." in output
    assert site.lock == before
    assert site.run("verify")[0] == 0
    assert site.run("verify", "--locked")[0] == 0


def test_the_same_file_taken_again_changes_nothing(site: ProofSite) -> None:
    """A colleague who keeps the same copy verifies against the same lock."""
    for path in sorted((site.root / "snapshots").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    later = datetime(2026, 11, 23, tzinfo=UTC)
    for source, text in (("article", ARTICLE), ("other", OTHER)):
        site.store.add(text.encode(), f"{ID}/{source}", name="b.txt", taken=later)
    assert site.run("verify", "--locked")[0] == 0


def test_results_of_what_is_gone_are_pruned(site: ProofSite) -> None:
    """A statement that was deleted leaves a warning at its line of the lock, until verify takes it out."""
    site.edit({"    quote: We do not accept this attack": "    paraphrase: He rejected it."})
    status, output = site.run("check")
    assert status == 0
    assert f"{LOCK}:7:1: warning[lock-unused]: the lock has 1 result of what is gone" in output
    assert site.run("verify")[0] == 0
    assert "s-spokesman" not in site.lock


def test_a_quotation_stands_within_the_excerpt(site: ProofSite) -> None:
    """Where a statement names its passage, words that stand elsewhere in the source do not do."""
    site.edit({"    excerpt: Three": "    quote: The post will be rebuilt\n    excerpt: Three"})
    status, output = site.run("verify")
    assert status == 1
    assert "error[wording-differs]: the words stand in the source, outside the statement’s excerpt" in output


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"verdict=verbatim": "verdict=ambiguous"}, "this line of the lock was edited"),
        ({"onrecord lock 1": "onrecord lock 9"}, "of another version"),
        ({"source key": "<<<<<<< HEAD\nsource key"}, "the marks of a merge conflict"),
    ],
)
def test_a_lock_that_was_touched_fails_the_check(site: ProofSite, changes: dict[str, str], said: str) -> None:
    """A hand-edited verdict, another version and a merge conflict are errors; verify writes it anew."""
    before = site.lock
    site.edit(changes, LOCK)
    status, output = site.run("check")
    assert status == 1
    assert "error[lock-broken]" in output and said in output
    assert site.run("verify")[0] == 0
    assert site.lock == before


def test_a_figure_without_a_passage_is_not_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an excerpt no figure is called found, and it is no problem."""
    text = record("  - source: article\n    killed:\n      who: blue-land\n      count: 3\n")
    site = ProofSite(tmp_path, monkeypatch, text)
    assert site.run("verify") == (0, "1  figures not checked, no passage\n")
    assert site.lock == ""


def test_of_a_confidential_source_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No hash, offset or address of it is in the lock or the site, though it was compared."""
    tip = "  tip:\n    title: A tip\n    url: https://secret.example/tip\n    confidential: yes\n"
    statements = f"{STATEMENT.replace('article', 'tip')}  - source: article\n    paraphrase: A report.\n"
    text = record(statements, sources=SOURCES + tip)
    site = ProofSite(tmp_path, monkeypatch, text)
    site.keep(tip=ARTICLE)
    status, output = site.run("verify")
    assert (status, "2  passages verbatim" in output) == (0, True)
    assert site.lock == ""
    built = build_site(site.root)
    secrets = [hashlib.sha256(ARTICLE.encode()).hexdigest()[:12], "secret.example", "at least 12 people"]
    for name, data in {**built.files, **read_files(site.root / "build")}.items():
        assert [one for one in secrets if one.encode() in data] == [], name
    assert "nothing is published about a check" in built.text(f"briefings/{ID}/index.html")


ARABIC = "قالت وزارة الدفاع يوم الثلاثاء إن 43 شخصا قتلوا، ونفى المجلس ذلك على الفور"
SAID = "إن 43 شخصا قتلوا"


def of_one_quote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quote: str, text: str, lang: str = "ar"
) -> ProofSite:
    """A site with one quotation and a copy of its source."""
    statement = f"  - by: blue-spokesman\n    source: article\n    quote:\n{quote}"
    site = ProofSite(tmp_path, monkeypatch, record(statement, sources=f"    lang: {lang}\n"))
    site.keep(article=text)
    return site


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("<p>He said: <del>We did not do it.</del> No comment.</p>", "struck-out"),
        ("<p>He said: <s>We did</s> not do it.</p>", "struck-out"),
        ("<p>He said: We did not do it. <s>We did not do it.</s></p>", "verbatim"),
        ("<p>He said: We did <s>really</s> not do it.</p>", "verbatim"),
        ("<p>He said: We <s>do</s><ins>did</ins> not do it.</p>", "verbatim"),
        (
            "He said: W\u0336e\u0336 d\u0336i\u0336d\u0336 n\u0336o\u0336t\u0336 d\u0336o\u0336 it",
            "struck-out",
        ),
    ],
)
def test_struck_out_words_are_a_warning_of_their_own(
    text: str, verdict: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a source took back is not verbatim and not missing; what it says now counts as it stands."""
    site = of_one_quote(tmp_path, monkeypatch, "      text: We did not do it\n", text, "en")
    status, output = site.run("verify")
    assert status == 0
    assert f"verdict={verdict} " in site.lock
    assert ("warning[wording-struck]: this quote stands in `article` only in text" in output) is (
        verdict == "struck-out"
    )
    assert site.run("verify", "--locked")[0] == 0
    assert ("wording-struck" in site.run("check")[1]) is (verdict == "struck-out")


@pytest.mark.parametrize(
    ("words", "text"),
    [
        # As it is read, and as an editor copies it from such a file.
        (SAID, ARABIC[::-1].replace("34", "43")),
        (SAID[::-1].replace("34", "43"), ARABIC[::-1].replace("34", "43")),
        ("ﻗﺎﻝ ﺍﻟﻤﺘﺤﺪﺙ", "ﺔﻋﺎﺴﻟﺍ ﻲﻓ ﺙﺪﺤﺘﻤﻟﺍ ﻝﺎﻗ"),
        # So short that only the words themselves show it.
        ("لا تعليق", "قيلعت ال"),
        ("לא ירינו ראשונים", "םינושאר ונירי אל"),
    ],
)
def test_letters_in_reverse_order_are_a_warning_of_their_own(
    words: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing was compared, whatever stands there; readers learn that, and the editor a way out."""
    site = of_one_quote(tmp_path, monkeypatch, f"      text: {words}\n      lang: ar\n", text)
    status, output = site.run("verify")
    assert (status, "verdict=visual-order " in site.lock) == (0, True)
    assert "warning[wording-reversed]: this quote was not compared" in output
    assert "onrecord snapshot --replace" in output
    page = build_site(site.root, strict=False, expect="reverse order").text(f"briefings/{ID}/index.html")
    assert "Not checked: our copy of the source holds its letters in reverse order" in page
    assert "Of 1 quotation, none was compared" in page


def test_text_as_it_is_read_is_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Arabic in the right order is verbatim, in any shape of its letters; other words are not."""
    site = of_one_quote(tmp_path, monkeypatch, f"      text: {SAID}\n      lang: ar\n", ARABIC)
    assert (site.run("verify")[0], "verdict=verbatim " in site.lock) == (0, True)
    site.edit({SAID: "إن 44 شخصا قتلوا"})
    status, output = site.run("verify")
    assert (status, "error[wording-differs]" in output) == (1, True)


OURS = "      text: that 43 persons were killed\n      lang: en\n      original_lang: ar\n"


def test_of_our_translation_the_original_is_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words of the source decide; the translation may be mended without verifying anew."""
    site = of_one_quote(tmp_path, monkeypatch, f"{OURS}      original: {SAID}\n", ARABIC)
    assert (site.run("verify")[0], "verdict=verbatim " in site.lock) == (0, True)
    site.edit({"43 persons": "43 people"})
    assert site.run("check")[0] == 0
    page = build_site(site.root).text(f"briefings/{ID}/index.html")
    assert "(compared were the words in Arabic, not the translation)" in page
    site.edit({SAID: "إن 44 شخصا قتلوا"})
    assert "error[lock-stale]" in site.run("check")[1]
    status, output = site.run("verify")
    line = (site.root / RECORD).read_text("utf-8").split("original: ")[0].count("\n") + 1
    assert status == 1
    assert re.search(rf"{RECORD}:{line}:\d+: error\[wording-differs\]", output)


@pytest.mark.parametrize(
    ("quote", "lang"),
    [
        (OURS, "ar"),
        (OURS.replace("ar\n", "ar-IQ\n"), "ar"),
        (f"{OURS}      translator: ours\n", "en"),
        ("      text: that 43 persons were killed\n      translator: ours\n", "ar"),
    ],
)
def test_our_translation_without_its_original_is_not_checked(
    quote: str, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It cannot stand in the source, so that it is no error, and readers learn that nobody compared it."""
    site = of_one_quote(tmp_path, monkeypatch, quote, ARABIC, lang)
    status, output = site.run("verify")
    assert (status, "verdict=no-original " in site.lock) == (0, True)
    assert "warning[wording-translated]: this quote was not compared" in output
    assert "give the words of `article` as `original`" in output
    page = build_site(site.root, strict=False, expect="translation of ours").text(
        f"briefings/{ID}/index.html"
    )
    assert "Not checked: this is our translation, and the record lacks the words of the source" in page


def test_an_original_needs_its_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it nobody could read it out, or set it from the right."""
    quote = f"      text: that 43 persons were killed\n      original: {SAID}\n"
    status, output = of_one_quote(tmp_path, monkeypatch, quote, ARABIC).run("check")
    assert (status, "error[missing-key]: `quote`: an `original` needs its language" in output) == (1, True)


def test_a_translation_that_the_source_prints_is_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An English paper's own translation stands in it, or is wrong."""
    site = of_one_quote(tmp_path, monkeypatch, OURS, "He said that 43 persons were killed.", "en")
    assert (site.run("verify")[0], "verdict=verbatim " in site.lock) == (0, True)
    site.edit({"43 persons": "44 persons"})
    assert "error[wording-differs]" in site.run("verify")[1]
