"""A site as of a day or an instant: real builds that leak nothing of what was said later."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from onrecord.record.source import Source
from onrecord.record.statement import Statement
from onrecord.settings import SettingsError, parse_settings, read_site
from tests.helpers import ID, NOW, RECORD, REGISTRY, Built, build_site, record, write_site

CANARY = "Zqcanaryqz"
BANNER = "Reconstructed from what sources had said by then"
LATER_ID = "2024-01-22-later"
LATER_STATEMENT = f"""\
  - id: later
    by:
      role: {CANARY}
      of: red-front
      anonymous: {CANARY}
    as: {CANARY}
    in: interview
    via: wire
    source: late
    said: 2024-01-21
    said_basis: {CANARY}. [@late]
    excerpt: {CANARY}
    note: {CANARY}. [@late]
    note_internal: {CANARY}
    date: 2024-01-19
    time: 04:44
    place: far-post
    weapons: rocket
    projectiles: 7777
    intercepted:
      count: 7776
      note: {CANARY}
    duration: 7766 minutes
    position:
      distance: 7767 nautical miles
      direction: east
      of: far-post
      note: {CANARY}
    attackers:
      count: 7768
      described: {CANARY}
      note: {CANARY}
    vessels: late-gull
    losses:
      what: vehicles
      count: 7769
      state: burnt
      described: {CANARY}
      note: {CANARY}
    verification:
      result: not-independently-confirmed
      what: {CANARY}
    launched_from: {CANARY}
    targets:
      what: {CANARY}
      whose: red-wing
    units: {CANARY}
    killed:
      who: civilians
      count: 7775
      where: far-post
      note: {CANARY}
    injured:
      who: civilians
      count: 7774
    missing:
      who: civilians
      count: 7773
    casualties:
      who: civilians
      count: 7772
    abducted:
      who: civilians
      count: 7769
    held:
      who: civilians
      count: 7768
    released:
      who: civilians
      count: 7767
    escaped:
      who: civilians
      count: 7766
    rescued:
      who: civilians
      count: 7765
    detained:
      who: civilians
      count: 7764
    surrendered:
      who: civilians
      count: 7763
    displaced:
      who: civilians
      count: 7762
    damage: {CANARY}
    responsibility:
      blames: red-wing
      described: {CANARY}
      hedge: {CANARY}
      evidence: {CANARY}
    in_response_to: {LATER_ID}
    quote:
      text: {CANARY}
      about: {CANARY}
      lang: en
      original_lang: ar
      original: {CANARY}
      translator: {CANARY}
      note: {CANARY}. [@late]
    paraphrase: {CANARY}
    tally:
      measure: later-things
      as_of: 2024-01-25
      count: 7771
      scope: {CANARY}
    force:
      who: red-wing
      count: 7770
      mission: {CANARY}
"""
LATE = f"""\
  late:
    title: {CANARY}
    publisher: {CANARY}
    author: {CANARY}
    url: https://paper.example/{CANARY}
    archive: https://archive.example/{CANARY}
    published: 2024-01-25
    published_basis: {CANARY}.
    accessed: 2024-02-01
    lang: en
    origin: herald
    origin_note: {CANARY}
    interest: party
    interest_note: {CANARY}
    link: yes
    warn: {CANARY}
    confidential: no
    snapshot_public: no
    seen: {CANARY}
    rights: {CANARY}
    admiralty:
      reliability: B
      credibility: 2
      reason: {CANARY}
    note_internal: {CANARY}
"""
#: Public when it was said, and read in a paper that says what came after.
RELAYED = """\
  - by: red-front
    in: telegram
    said: 2024-01-21
    source: relay
    responsibility: claims
"""
RELAY = LATE.replace("  late:", "  relay:").replace(f"publisher: {CANARY}", "publisher: The Paper")
HEADER = f"""\
story: settled
created: 2024-02-01
changed: 2024-02-01
reviewed: 2024-02-01
note_internal: {CANARY}
date_basis: {CANARY}.
summary: |
  A post was attacked, the paper said. [@article] It was {CANARY}, another said. [@late]
  {CANARY} is ours. [@ours]

  All of it {CANARY}. [@article; @late]
background: Long ago {CANARY}. [@late]
note: This is {CANARY}.
related:
  incident: {LATER_ID}
  why: {CANARY}
updates:
  on: 2024-01-26
  text: {CANARY}. [@ours]
corrections:
  on: 2024-01-26
  was: {CANARY}
  now: {CANARY}
  note: {CANARY}.
asked:
  whom: red-front
  on: 2024-01-21
  outcome: {CANARY}
"""
LATER_HEADER = f"formerly: 2024-01-22-{CANARY.lower()}\nsummary: {CANARY}. [@article]\n"
FIRST = """\
  - id: first
    by: blue-command
    source: article
    note: True. [@article] Not yet Zqcanaryqz. [@late]
    place: border-post
    injured:
      who: blue-land
      count: 2
"""


def site(as_of: str = "2024-01-22", *, material: bool = True) -> dict[str, str]:
    """A site of an early and a later record, and a page of its own that links to both."""
    described = f"  described: {CANARY}. [@book]\n"
    registry = dict(REGISTRY)
    actors, places = "briefings/registry/actors.yml", "briefings/registry/places.yml"
    registry[actors] = registry[actors].replace(
        "  name: Blue Command\n", f"  name: Blue Command\n{described}"
    )
    registry[actors] = registry[actors].replace(
        "  name: Red Wing\n", f"  name: {CANARY}\n  aliases: {CANARY}\n"
    )
    registry[places] = registry[places].replace("  name: Border post\n", f"  name: Border post\n{described}")
    registry[places] += (
        f"far-post:\n  name: {CANARY}\n  country: SY\n  precision: exact\n  origin: {CANARY}\n"
    )
    vessels = "briefings/registry/vessels.yml"
    registry[vessels] += f"late-gull:\n  name: {CANARY}\n  kind: {CANARY}\n  crew: {CANARY}. [@book]\n"
    measures = "briefings/registry/measures.yml"
    registry[measures] += f"later-things:\n  name: {CANARY}\n  unit: {CANARY}\n  note: {CANARY}.\n"
    theme = "  name: material\n  font: false" if material else "  name: mkdocs"
    return {
        **registry,
        "mkdocs.yml": (
            f"site_name: Test\nsite_url: https://t.example/\ntheme:\n{theme}\n"
            f"plugins:\n  - search\n  - onrecord:\n      as_of: {as_of}\n"
        ),
        "briefings/registry/sources.yml": f"book:\n  title: {CANARY}\n  published: 2024-03\n",
        "briefings/registry/tallies.yml": LATER_STATEMENT.replace("    date: 2024-01-19\n", "")
        .split("    time:")[0]
        .replace("source: late", "source: book")
        .replace("[@late]", "[@book]")
        .replace("  - id: later", "- id: later")
        .replace("\n    ", "\n  ")
        + "  tally:\n    measure: later-things\n    as_of: 2024-01-25\n    count: 7771\n"
        + f"    scope: {CANARY}\n",
        RECORD: record(FIRST + RELAYED + LATER_STATEMENT, sources=LATE + RELAY, header=HEADER).replace(
            "cutoff: 2024-02-01", "cutoff: 2024-02-02"
        ),
        f"briefings/{LATER_ID}.yml": record(LATER_STATEMENT, sources=LATE, header=LATER_HEADER)
        .replace("Attack on the border post", CANARY)
        .replace("place: border-post", "place: far-post")
        .replace(f"in_response_to: {LATER_ID}", f"in_response_to: {ID}"),
        "docs/method.md": f"# Method\n\n[First](briefings/{ID}.md), [later](briefings/{LATER_ID}.md).\n",
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site as of 22 January 2024, built strictly."""
    return build_site(tmp_path_factory.mktemp("as-of"), site())


def test_every_field_of_a_statement_and_a_source_is_in_the_test_of_leaks() -> None:
    """A field that is added later cannot be forgotten there."""
    for shape, text in ((Statement, LATER_STATEMENT), (Source, LATE)):
        written = set(re.findall(r"^(?:  - |    )(\w+):", text, re.MULTILINE))
        # `corrects` holds ids of statements of the same record, and prints nowhere.
        assert written == {field.alias or name for name, field in shape.model_fields.items()} - {"corrects"}


def test_nothing_that_was_said_later_is_in_any_file(built: Built) -> None:
    """No word or figure of a later statement, source, record or registry entry, and no note of ours on it, in
    pages, search, data files or feeds. Only the addresses of pages that are not there yet are kept.
    """
    figures = re.compile(rb"\b7,?7(?:7[0-7]|6[2-9])\b")
    for name, data in built.files.items():
        if name.startswith("assets/") and not name.startswith("assets/onrecord"):
            continue
        text = data.replace(f"2024-01-22-{CANARY.lower()}".encode(), b"")
        assert CANARY.lower().encode() not in text.lower(), name
        assert not figures.search(text), name


def test_what_had_been_said_is_there(built: Built) -> None:
    """The early statement, the post that was public at once, and the sentence whose source had appeared."""
    text = built.text(f"briefings/{ID}/index.html")
    assert "A post was attacked, the paper said." in text
    assert "Claimed Red Front, on Telegram" in text
    assert "Blue Command" in text
    assert "The Paper, 25 January 2024" in text


def test_every_page_says_what_it_is(built: Built) -> None:
    """The banner stands on made and on hand-written pages, and search engines are kept out of all of them."""
    pages = [name for name in built.files if name.endswith(".html") and name != "404.html"]
    assert len(pages) > 8
    for name in pages:
        assert BANNER in built.text(name), name
        assert '<meta name="robots" content="noindex">' in built.html(name), name
    assert "As of 22 January 2024." in built.text("index.html")
    assert "this page was written by hand and is of today" in built.text("method/index.html")
    assert "not a page we published then" in built.text("index.html")


def test_a_page_that_is_not_there_yet_keeps_its_address(built: Built) -> None:
    """Links to it hold; it has no title of the record, and is in no list and no search."""
    page = f"briefings/{LATER_ID}/index.html"
    assert "This page did not exist by then." in built.text(page)
    assert LATER_ID not in built.text("index.html") + built.text("archive/2024/01/index.html")
    searched = built.searched()
    assert not [address for address in searched if LATER_ID in address]
    assert [address for address in searched if ID in address]


def test_the_files_say_of_when_they_are(built: Built) -> None:
    """Data files name the day; feeds say so in title and subtitle, since their ids are those of today's."""
    data = json.loads(built.files["data/incidents.json"])
    assert data["as_of"] == "2024-01-22"
    assert [row["id"] for row in data["rows"]] == [ID]
    assert (data["rows"][0]["cutoff"], data["rows"][0]["created"]) == ("2024-01-22", "")
    feed = json.loads(built.files["feeds/all.json"])
    assert feed["title"] == "Test (as of 2024-01-22)"
    assert "not what we published then" in feed["description"]
    assert "the ids of the latest edition" in feed["description"]


def test_the_states_of_today_are_not_on_the_page(built: Built) -> None:
    """Whether the story is settled, when we filed it, whom we asked."""
    text = built.text(f"briefings/{ID}/index.html")
    assert "information up to 22 January 2024" in text
    for word in ("Settled", "Developing", "Created", "we did not contact", "We asked"):
        assert word not in text
    assert "None by then." in text


def test_before_everything_the_home_page_says_so(tmp_path: Path) -> None:
    """An archive of which nothing had been said is an honest empty site, and links still hold."""
    empty = build_site(tmp_path, site("1999-12-31", material=False))
    assert "Nothing in this archive had been said by 31 December 1999." in empty.text("index.html")
    assert "This page did not exist by then." in empty.text(f"briefings/{ID}/index.html")


def test_a_later_day_shows_what_was_then_known(tmp_path: Path) -> None:
    """The same site as of the end of 25 January has the later statement."""
    later = build_site(tmp_path, site("2024-01-25", material=False))
    assert "7,775" in later.text(f"briefings/{ID}/index.html")
    assert f"briefings/{LATER_ID}" in later.html("index.html")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2024-01-29", "29 January 2024"),
        ("2024-01-29T12:00Z", "29 January 2024, 12:00 UTC"),
        ("2024-01-29T12:00:00Z", "29 January 2024, 12:00 UTC"),
        ("'2024-01-29T15:00+03:00'", "29 January 2024, 15:00 UTC+3"),
    ],
)
def test_a_day_or_an_instant_can_be_set(tmp_path: Path, typed: str, meant: str) -> None:
    """YAML reads some of them as times of its own; all mean what they say."""
    root = write_site(tmp_path, site(typed, material=False))
    moment = read_site(root / "mkdocs.yml").settings.moment
    assert moment is not None
    assert moment.words() == meant
    load_config(str(root / "mkdocs.yml"))


def test_an_empty_setting_is_the_latest_edition() -> None:
    """So that `!ENV [AS_OF, ""]` works."""
    assert parse_settings({"as_of": ""}).moment is None
    assert parse_settings({"as_of": None}).past(NOW) is None


@pytest.mark.parametrize(
    "wrong",
    ["yesterday", "2024-13-01", "2024-01", "2024-01-29~", "2024-01-29T12:00", "2024-01-28/2024-01-29"],
)
def test_what_is_no_day_is_refused_with_a_way_out(wrong: str) -> None:
    """The message names the option and shows what can be written."""
    with pytest.raises(SettingsError, match=r"option `as_of`: .*such as 2024-01-29T12:00Z"):
        parse_settings({"as_of": wrong})


def test_a_wrong_day_stops_the_build_before_it_begins(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """As any other wrong option does."""
    write_site(tmp_path, site("soon", material=False))
    with caplog.at_level(logging.ERROR, "mkdocs"), pytest.raises((Abort, ConfigurationError)):
        load_config(str(tmp_path / "mkdocs.yml"))
    assert "option `as_of`" in caplog.text


def test_the_future_is_refused(tmp_path: Path) -> None:
    """Nobody knows what will have been said; nothing is written, and the message names the way out."""
    with pytest.raises(Abort):
        build_site(
            tmp_path,
            site("2199-01-01", material=False),
            expect="2199-01-01 ends in the future; name an earlier day",
        )
    assert not (tmp_path / "site").exists()
