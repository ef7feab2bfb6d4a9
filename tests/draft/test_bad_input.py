"""`onrecord draft` with what is no ordinary article: a clear message, nothing lost, nothing invented."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.cli.sites import run
from tests.draft.measure import SITE, Made, drafted, expected, made
from tests.helpers import read_files

TEXTS = Path(__file__).parent / "texts"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented region's registries, in the current folder."""
    shutil.copytree(SITE, tmp_path / "site")
    monkeypatch.chdir(tmp_path / "site")
    return tmp_path / "site"


def draft(site: Path, text: str, *options: str, name: str = "copy.txt") -> Made:
    """The draft of a text that was published on Wednesday 6 March 2024."""
    (site / name).write_text(text, "utf-8")
    result = run("draft", name, "--source", "article", "--published", "2024-03-06", *options)
    assert result.exit_code == 0, result.output
    return made(next((site / "briefings").glob("2*/*.yml")), result.output)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("08-interview", "reads as an interview"),
        ("09-live-blog", "reads as a live blog of 4 entries"),
        ("11-unbalanced-mark", "have no partner"),
        ("13-headline-quotation", "The headline is somebody's words"),
        ("14-three-incidents", "It may tell of several incidents"),
        ("15-corrects-itself", "The article corrects itself"),
        ("17-two-languages", "in several languages (en, ar)"),
        ("18-page-with-metadata", "note of a paywall (“Subscribe to continue reading"),
        ("19-language-without-rules", "in a language that no rules read"),
    ],
)
def test_what_could_not_be_done_is_said(name: str, said: str, tmp_path: Path) -> None:
    """The command says it, and the draft asks it at its head."""
    one = drafted(tmp_path / "site", expected(TEXTS / f"{name}.yml"))
    assert said in one.output
    assert said in one.text.partition("\ntitle:")[0]


@pytest.mark.parametrize("path", sorted(TEXTS.glob("*.yml")), ids=lambda path: path.stem)
def test_nothing_of_a_text_is_lost(path: Path, tmp_path: Path) -> None:
    """Every line of the copy stands in the draft: in an excerpt, as the title, or in the list at the end."""
    one = expected(path)
    draft_text = " ".join(drafted(tmp_path / "site", one).text.replace('\\"', '"').split())
    lines = re.sub("<(script|title)[^>]*>.*?</(script|title)>", "", one.text, flags=re.DOTALL)
    for line in re.split(r"<[^>]*>|\n", lines):
        for part in re.split(r"(?<=[.!?])[”»“]? (?=\W?\w)", " ".join(line.split())):
            assert part.strip(" ”“»") in draft_text, part


def test_entries_of_a_live_blog_keep_their_times(tmp_path: Path) -> None:
    """Each statement says of which entry it is, and the stamp is no part of the speaker's name."""
    one = drafted(tmp_path / "site", expected(TEXTS / "09-live-blog.yml"))
    times = re.findall(r"# The entry of (\S+ GMT)\.", one.text)
    assert times == ["09:12 GMT", "09:40 GMT", "10:05 GMT", "11:30 GMT"]
    assert [
        statement.by and (statement.by.role or statement.by.actor) for statement, _ in one.statements
    ] == [
        "residents",
        "police",
        "harbour-hospital",
        "norland-interior-ministry",
    ]


def test_forty_entries_are_read_in_order(site: Path) -> None:
    """A live blog may have any number of entries."""
    lines = [
        f"{8 + n // 6:02}:{n % 6}0 The Norland Police said {n + 2} people were wounded." for n in range(40)
    ]
    one = draft(site, "Live\n\n" + "\n".join(lines) + "\n")
    assert "a live blog of 40 entries (08:00 … 14:30)" in one.output
    assert len(one.statements) == 40
    assert [proposed["injured"][0]["count"] for _, proposed in one.statements] == [
        str(n + 2) for n in range(40)
    ]


def test_a_page_without_text_is_refused(site: Path) -> None:
    """One line says what to do, and nothing is written."""
    before = read_files(site)
    (site / "empty.html").write_text("<html><body><script>fill()</script></body></html>", "utf-8")
    result = run("draft", "empty.html", "--source", "article")
    assert (result.exit_code, "the page shows no text" in result.stderr) == (2, True)
    assert {name: data for name, data in read_files(site).items() if name != "empty.html"} == before


def test_a_page_of_links_is_listed(site: Path) -> None:
    """A copy without a sentence makes a draft without a statement, which lists its lines."""
    one = draft(site, "Home\nWorld\nSport\n")
    assert "The copy has no sentence that could be read" in one.output
    assert one.statements == []
    assert all(line in one.text for line in ("World", "Sport"))


def test_a_copy_without_a_date_is_refused(site: Path) -> None:
    """A record needs a date, and the program invents none."""
    (site / "copy.txt").write_text("Post attacked\n\nThe post was attacked, police said.\n", "utf-8")
    result = run("draft", "copy.txt", "--source", "article")
    assert result.exit_code == 2
    assert "say when it was published, --published 2024-01-20" in result.stderr
    assert not list((site / "briefings").glob("2*"))
    assert not (site / "snapshots").exists()


def test_what_the_editor_knows_is_not_asked(site: Path) -> None:
    """Title, date, place and event that are given stand in the header without a question."""
    one = draft(
        site,
        "Post attacked\n\nThe post was attacked on Monday, the Norland Police said.\n",
        *("--title", "Attack on a post", "--date", "2024-03-04", "--place", "harn", "--event", "attack"),
    )
    header = one.text.partition("\nsources:")[0].partition("\ntitle:")[2]
    assert "# ?" not in header
    assert one.path.name == "2024-03-04-attack-on-a-post.yml"


def test_the_day_of_publication_is_not_the_day_of_saying(site: Path) -> None:
    """Where no day stands beside the verb, nothing is proposed."""
    one = draft(site, "Post attacked\n\nTwo people were killed, the Norland Police said.\n")
    assert "said:" not in one.text
    assert one.text.count("2024-03-06") == 1


def test_no_zero_is_written(site: Path) -> None:
    """That nobody was harmed, or has claimed it, is pointed out and left to the editor."""
    one = draft(
        site,
        "Post attacked\n\nThere were no casualties, the Norland Police said.\n"
        "No group claimed responsibility, the Norland Army said.\n",
    )
    values = one.text.replace("`none`", "").replace("`unclaimed`", "")
    assert not re.search(r"\b(?:none|unclaimed)\b", values)
    assert "It speaks of nobody harmed" in one.text
    assert "It says that nobody has claimed it" in one.text


def test_two_speakers_of_one_sentence_are_not_merged(site: Path) -> None:
    """Who says what is asked, with both of them named."""
    one = draft(
        site,
        "Post attacked\n\nThe Norland Police said 21 people were killed, but residents of the valley said 25 "
        "people died.\n",
    )
    statement, _ = one.statements[0]
    assert statement.by is None
    assert "Several speak in it: “The Norland Police”; “residents of the valley”." in one.text


def test_abducted_and_fled_are_not_missing(site: Path) -> None:
    """Each count goes into the field of its own word."""
    text = "Raid\n\nGunmen abducted 23 villagers and another 60 people fled, the Norland Police said.\n"
    one = draft(site, text)
    assert "missing" not in one.text
    assert "# ? abducted:\n    # ?   - who: civilians\n    # ?     count: 23" in one.text
    assert "# ? displaced:  # or escaped" in one.text


def test_a_number_without_a_noun_is_asked(site: Path) -> None:
    """Those who fled or died are counted also where no word for them stands beside the number."""
    one = draft(site, "Raid\n\nAs many as one hundred and twenty fled and at least 12 died, police said.\n")
    (_, proposed), *_ = one.statements
    assert proposed["displaced"][0]["count"] == "up to 120"
    assert proposed["killed"][0]["count"] == "at least 12"


def test_a_part_is_not_counted_again(site: Path) -> None:
    """Children among the dead stand below the figure of which they are a part."""
    text = "Raid\n\nThe shells killed at least 14 villagers, including six children, United Relief said.\n"
    lines = draft(site, text).text
    assert lines.count("# ? killed:") == 1
    assert "# ?     of_which:\n    # ?       - who: children\n    # ?         count: 6\n" in lines


def test_a_new_speaker_gets_an_entry(site: Path) -> None:
    """It goes to the end of the registry, with the line that mentions it; the rest of the file stays."""
    registry = site / "briefings/registry/actors.yml"
    before = registry.read_text("utf-8")
    text = "Raid\n\n“We saw smoke over the hills,” said Leo Marsh, a teacher.\n"
    one = draft(site, text)
    after = registry.read_text("utf-8")
    assert after.startswith(before)
    assert after.removeprefix(before) == (
        f"\n# From the draft {one.path.stem}, which mentions it so:\n"
        "#   “We saw smoke over the hills,” said Leo Marsh, a teacher.\n"
        "leo-marsh:\n  name: Leo Marsh\n  kind: person\n"
    )
    assert run("check").exit_code == 0


def test_an_organisation_of_unknown_kind_is_asked(site: Path) -> None:
    """The kind of a new body is supposed; a published record that refers to it waits for an answer."""
    one = draft(site, "Raid\n\nThe Valley Council said the bridge was closed.\n")
    assert "kind: state-organ  # ? by its name" in (site / "briefings/registry/actors.yml").read_text("utf-8")
    assert run("check").exit_code == 0
    text = re.sub(r" *# \?.*", "", one.text).replace(
        "publish: draft", "publish: published\ncutoff: 2024-03-06"
    )
    text = text.replace("TODO in our words; or accept a fact, and delete this line", "The bridge was closed.")
    desk = "desk:\n  written_by: A\n  reviewed_by: B\n"
    one.path.write_text(text.replace("title: TODO", "title: Raid") + desk, "utf-8")
    check = run("check")
    assert check.exit_code == 1
    assert check.stdout.count("error[open-question]") == 1
    assert "registry/actors.yml" in check.stdout


def test_metadata_of_the_page_are_the_source(tmp_path: Path) -> None:
    """Title, publisher, author, address and time come from JSON-LD, and the basis says so."""
    one = drafted(tmp_path / "site", expected(TEXTS / "18-page-with-metadata.yml"))
    source = one.record.sources["article"]
    assert (source.title, source.publisher, source.author) == (
        "Ambush on the coast road",
        "Port Herald",
        "Ida Moor",
    )
    assert (str(source.url), str(source.published)) == (
        "https://herald.example/ambush",
        "2024-03-06T07:30+01:00",
    )
    assert "JSON-LD, datePublished" in str(source.published_basis)
    assert "All rights reserved" in one.text.partition("Nothing was made of these")[2]


@pytest.mark.parametrize("path", sorted(TEXTS.glob("*.yml")), ids=lambda path: path.stem)
def test_every_draft_checks_and_verifies(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check has nothing against any of them but questions, and every passage stands in its copy."""
    one = drafted(tmp_path / "site", expected(path))
    monkeypatch.chdir(tmp_path / "site")
    check = run("check")
    assert check.exit_code == 0, check.stdout
    found = set(re.findall(r"(?:error|warning)\[([a-z-]+)\]", check.stdout))
    assert found == ({"open-question"} if one.statements else {"open-question", "unused"})
    verify = run("verify")
    assert verify.exit_code == 0, verify.stdout
    assert all("verbatim" in line for line in re.findall(r"^ *\d+  .*$", verify.stdout, re.MULTILINE))


@pytest.mark.parametrize("endless", ["a", "A", "Aa", "1,", "A-a’", ". "])
def test_a_word_without_an_end(site: Path, endless: str) -> None:
    """What no blank parts is no name, and is not tried from each of its letters, which took minutes."""
    one = draft(
        site, f"Headline\n\nThe R{endless * 30_000} said. The Norland Army said two people were killed.\n"
    )
    assert [figure.count for statement, _ in one.statements for figure in statement.figures("killed")] == []
    assert "two people were killed" in one.text
