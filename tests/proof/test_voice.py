"""Wording: what is pointed out in our own voice, where the check is silent, and what a site can change."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.library.load import Loaded
from onrecord.problems import CODES, Severity
from onrecord.proof import phrasing
from onrecord.proof.coverage import Coverage, coverage
from onrecord.proof.load import load
from onrecord.proof.phrasing import mixed
from onrecord.rulebook import DEFAULTS
from onrecord.settings import Settings, SettingsError, parse_settings
from onrecord.terms.wording import AXIS, LOADED, WEST
from tests.helpers import CONFIG, NOW, REGISTRY, SITES, load_site, record
from tests.helpers import ID as RECORD_ID

SAID = "  - source: article\n    paraphrase: A post was attacked.\n"
PLACES = REGISTRY["briefings/registry/places.yml"] + "tower-7:\n  name: Tower 7, North\n  precision: exact\n"


def loaded(root: Path, text: str, config: str = CONFIG, **files: str) -> Loaded:
    """A site of one record, whose text this is; ``files`` by name without their suffix."""
    more = {f"{name}.yml": content for name, content in files.items()}
    registry = {**REGISTRY, "briefings/registry/places.yml": PLACES}
    return load_site(root, {**registry, f"briefings/{RECORD_ID}.yml": text, "mkdocs.yml": config, **more})


def findings(root: Path, text: str, config: str = CONFIG, **files: str) -> list[tuple[str, str]]:
    """(code, the words under the caret) of each finding of a record."""
    found = []
    for problem in loaded(root, text, config, **files).problems:
        place = problem.place
        lines = (root / place.file).read_text("utf-8").split("\n")
        found.append((problem.code, lines[place.line - 1][place.column - 1 :][: place.length]))
    return found


def told(root: Path, sentence: str, statements: str = SAID) -> list[tuple[str, str]]:
    """The findings of a record with this sentence in its summary."""
    return findings(root, record(statements, header=f"summary: |\n  {sentence} [@article]"))


@pytest.mark.parametrize(
    "word", ["anti-terror", "purportedly", "Takfiri", "regime", "Iran-backed", "martyred"]
)
def test_a_loaded_word_is_pointed_out_in_our_voice_and_not_in_a_quote(word: str, tmp_path: Path) -> None:
    """Of either side: it is found in prose, in a paraphrase and in a note, and stays in a quote."""
    own = f"  - source: article\n    paraphrase: The {word} forces left.\n    note: Some {word} men.\n"
    quoted = (
        f"  - source: article\n    quote: The {word} forces left.\n    excerpt: The {word} forces left.\n"
    )
    assert findings(tmp_path / "own", record(own)) == [("loaded-term", word)] * 2
    assert findings(tmp_path / "quoted", record(quoted)) == []
    assert told(tmp_path / "prose", f"The {word} forces left, it said.") == [("loaded-term", word)]
    assert told(tmp_path / "marks", f"The “{word} forces” left, it said.") == []


@pytest.mark.parametrize("word", ["anti-terror", "purportedly", "Takfiri"])
def test_the_seed_s_words_are_silent_in_its_excerpts(word: str, tmp_path: Path) -> None:
    """The article's loaded words stand in the seed's excerpts, and are found as soon as we write them."""
    path = next((SITES / "seed").glob("briefings/2*/*.yml"))
    text = path.read_text("utf-8")
    assert word in text
    assert load(SITES / "seed", Settings(), NOW).problems == ()
    for file in (SITES / "seed").glob("briefings/registry/*.yml"):
        target = tmp_path / "briefings" / "registry" / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    changed = text.replace("an umbrella group.", f"an umbrella group of {word} fighters.")
    assert changed != text
    (tmp_path / "briefings" / path.name).write_text(changed, "utf-8")
    assert [p.code for p in load(tmp_path, Settings(), NOW).problems] == ["loaded-term"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The militants, whom the army called backed by Iran, left.",
        "He described it as a terrorist act.",
        "The army said that it acted in self-defence.",
        "The Islamic Resistance in Iraq said nothing.",
        "It stands in [the paper](https://example.org/regime), it said.",
    ],
)
def test_where_a_loaded_word_is_somebody_s(sentence: str, tmp_path: Path) -> None:
    """Silent: behind "called", in a claim with its owner, in a registered name, in an address."""
    actors = REGISTRY["briefings/registry/actors.yml"]
    actors += "islamic-resistance-in-iraq:\n  name: Islamic Resistance in Iraq\n  kind: armed-group\n"
    found = loaded(
        tmp_path,
        record(SAID, header=f"summary: |\n  {sentence} [@article]"),
        **{"briefings/registry/actors": actors},
    )
    assert found.problems == ()


def test_the_list_has_both_sides() -> None:
    """Each side has about as many entries, and each entry a reason and what to write instead."""
    sides = [sum(term.group == side for term in LOADED) for side in (WEST, AXIS)]
    assert min(sides) >= 8
    assert abs(sides[0] - sides[1]) <= 2
    assert all(term.definition and term.instead and term.forms for term in LOADED)


def test_a_site_changes_the_list(tmp_path: Path) -> None:
    """A file of the site takes words away, changes what is said of them, and adds others."""
    words = (
        "regime: off\nproxy:\n  instead: the group\n"
        "special-operation:\n  words: special operation*\n  reason: It hides a war.\n  instead: war\n"
    )
    text = record(SAID, header="note: The regime, its proxies and their special operations.")
    found = loaded(
        tmp_path, text, CONFIG.replace("- onrecord", "- onrecord:\n      wording: words.yml"), words=words
    )
    assert [(p.what.split("”")[0], p.hint) for p in found.problems] == [
        ("“proxies", "write: the group"),
        ("“special operations", "write: war"),
    ]


def test_a_list_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """The settings name a file, and there is none."""
    found = loaded(
        tmp_path, record(SAID), CONFIG.replace("- onrecord", "- onrecord:\n      wording: words.yml")
    )
    assert [(p.code, p.place.file, p.severity) for p in found.problems] == [
        ("unreadable", "words.yml", Severity.ERROR)
    ]


KILLED = "  - source: article\n    by: red-front\n    killed:\n      who: civilians\n      count: 2\n"
BOTH = KILLED + KILLED.replace("red-front", "blue-command")


@pytest.mark.parametrize(
    ("sentence", "statements", "found"),
    [
        ("Civilians were killed.", KILLED, ["killed"]),
        ("Civilians were killed, the Red Front said.", KILLED, []),
        ("According to the Red Front civilians were killed.", KILLED, []),
        ("Civilians were killed.", BOTH, []),
        ("Civilians were killed. [@ours]", KILLED, []),
        ("The United States killed civilians.", KILLED, ["killed"]),
        ("The Red Front fired rockets.", KILLED + "    responsibility: claims\n", ["fired"]),
        ("The post lies on a hill.", KILLED, []),
        ("Villagers were abducted.", KILLED, ["abducted"]),
        ("Two men were held.", KILLED.replace("killed:", "held:"), ["held"]),
        ("Two men were released.", KILLED.replace("killed:", "released:"), ["released"]),
        ("Two men were arrested.", KILLED.replace("killed:", "detained:"), ["arrested"]),
        ("Two families were displaced.", KILLED.replace("killed:", "displaced:"), ["displaced"]),
        ("Talks were held.", KILLED, []),
        ("Two men were held.", BOTH.replace("killed:", "held:"), []),
    ],
)
def test_a_claim_is_not_told_as_a_fact(
    sentence: str, statements: str, found: list[str], tmp_path: Path
) -> None:
    """What one side alone says names it in the sentence; what two sides say, or the desk, need not."""
    assert told(tmp_path, sentence, statements) == [("claim-as-fact", word) for word in found]


def test_likelihood_and_confidence_stand_in_two_sentences() -> None:
    """A sentence with both is found; one of them alone, or what only sounds like it, is not."""
    assert mixed("It is likely, and we say so with moderate confidence.") == ("likely", "moderate confidence")
    assert mixed("It is likely.") is None
    assert mixed("We have high confidence in it.") is None
    assert mixed("They lost confidence and will likely leave.") is None


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Attack on Tower 7", []),
        ("Attack on Tower 7, Jordan, of 20 January 2024", []),
        ("One-way drone attack in October 2023", []),
        ("Attack with Shahed-136 drones", []),
        ("12 killed at Tower 7", ["12"]),
        ("Dozens hurt at a post", ["Dozens"]),
        ("Tower 8 attacked", ["8"]),
    ],
)
def test_titles_carry_no_figure(title: str, found: list[str], tmp_path: Path) -> None:
    """A date, a registered name and a type's designation are no figures; everything else is."""
    text = record(SAID).replace("Attack on the border post", title)
    assert findings(tmp_path, text) == [("figure-in-title", figure) for figure in found]


def test_a_paraphrase_keeps_its_own_words(tmp_path: Path) -> None:
    """Neither quotation marks nor five words in a row of the quotation; an apostrophe is fine."""
    quote = "    quote: We have hit the post with rockets\n"
    for paraphrase, found in [
        ("He said they had “hit” it.", ["“"]),
        ("They have hit the post with rockets.", ["have hit the post with"]),
        ("The army's post was hit with the rockets.", []),
    ]:
        text = record(f"  - source: article\n{quote}    paraphrase: {paraphrase}\n")
        assert findings(tmp_path, text) == [("paraphrase-quoted", words) for words in found]


SUMMARY = """\
summary: |
  The post was hit, the army said. [@article] It was night.

  We do not know more. [@ours]
"""


def test_sentences_are_counted(tmp_path: Path) -> None:
    """Coverage counts sentences of summaries, updates and registries; notes are ours and are not counted."""
    found = loaded(tmp_path, record(SAID, header=SUMMARY + "note: Nobody says more."))
    assert coverage(found.library) == Coverage(sentences=3, sourced=1, ours=1)
    assert coverage(found.library).unsourced == 1
    assert coverage(found.library).percent == 66
    assert Coverage().percent == 100
    assert [p.code for p in found.problems] == ["unsourced-sentence"]


@pytest.mark.parametrize(("threshold", "errors"), [(66, []), (67, ["sentence-coverage"])])
def test_a_site_asks_for_coverage(threshold: int, errors: list[str], tmp_path: Path) -> None:
    """Below the threshold is an error; drafts do not count."""
    config = CONFIG.replace("- onrecord", f"- onrecord:\n      sentence_coverage: {threshold}")
    found = loaded(tmp_path, record(SAID, header=SUMMARY), config)
    assert [problem.code for problem in found.errors] == errors
    draft = record(SAID, header=SUMMARY).replace("publish: published", "publish: draft")
    assert loaded(tmp_path, draft, config).errors == ()


@pytest.mark.parametrize(("force", "found"), [("off", []), ("warning", ["warning"]), ("error", ["error"])])
def test_each_rule_is_off_a_warning_or_an_error(force: str, found: list[str], tmp_path: Path) -> None:
    """The setting `rules` decides, and `off` needs no quotation marks, although YAML has a meaning for it."""
    config = CONFIG.replace("- onrecord", f"- onrecord:\n      rules:\n        loaded-term: {force}")
    problems = loaded(tmp_path, record(SAID, header="note: The regime left."), config).problems
    assert [str(problem.severity) for problem in problems] == found


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ({"loaded-trem": "off"}, "there is no rule `loaded-trem`; did you mean `loaded-term`?"),
        ({"loaded-term": "on"}, "`loaded-term` is `on`; write off, warning or error"),
        ({"bad-date": "off"}, "there is no rule `bad-date`"),
        ("off", "one a line"),
    ],
)
def test_a_rule_that_does_not_exist_is_refused(rules: object, said: str) -> None:
    """Neither a rule that is none of the house's nor a force that is none of the three."""
    with pytest.raises(SettingsError) as error:
        parse_settings({"rules": rules})
    assert said in str(error.value)


def test_every_rule_has_a_code() -> None:
    """What a site switches is what the check prints."""
    assert set(DEFAULTS) <= set(CODES)


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("The day comes from [@daily].", "[@daily]"),
        ("The day comes from\n[@daily; @herald].", "[@daily; @herald]"),
        ("It was Saturday; [@daily] reports it.", "[@daily]"),
        ("[@daily] reports it.", "[@daily]"),
        ("The day comes from the Daily. [@daily]", None),
        ("Five were hurt, the Daily said. [@daily] Later there were six.", None),
        ("Blue Command counted five [@daily] and Red Front six. [@herald]", None),
        ("Five were hurt [@daily].", None),
    ],
)
def test_a_marker_is_no_word_of_the_sentence(text: str, marker: str | None) -> None:
    """A marker prints as a small number, so the sentence must read without it."""
    found = phrasing.marker_as_noun(text)
    assert (found["marker"] if found else None) == marker
