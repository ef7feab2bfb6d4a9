"""The library as of a day or an instant: what had been said by then, and nothing of what was said later."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.library.anchors import anchor
from onrecord.library.editions import BASIS, CAVEAT, LATER, as_of, without_disputed_places
from onrecord.library.library import Library
from onrecord.library.voices import known_from
from onrecord.record.record import Record
from onrecord.values.prose import Prose
from onrecord.values.when import Instant, parse_said
from tests.helpers import ID, REGISTRY, library, load_site, record
from tests.library.accounts import END, PATIENT, START, instants, libraries, moment

PAPER = "  paper:\n    title: Later paper\n    publisher: The Paper\n    published: 2024-01-25"
POST = """\
  - by: red-front
    in: telegram
    said: 2024-01-22
    source: paper
    responsibility: claims
"""
UNDATED = "  leaflet:\n    title: A leaflet"
FIRST = "  - by: blue-command\n    source: article\n    paraphrase: A post was attacked.\n"
SECOND = "  - by: red-front\n    source: paper\n    responsibility: claims\n"


def cut(root: Path, moment: str, *records: str, **named: str) -> Library:
    """What had been said by ``moment`` in the library of these records."""
    return as_of(library(root, *records, **named), parse_said(moment))


def one(root: Path, moment: str, text: str) -> Record:
    """A record as of ``moment``."""
    return cut(root, moment, text).incidents[0].record


def speakers(found: Record) -> list[str]:
    """Who speaks in the statements that are left."""
    return [statement.by.actor or "" for statement in found.statements if statement.by]


def test_a_statement_appears_once_its_publication_has(tmp_path: Path) -> None:
    """Words read in a paper of 25 January are not known on the 24th, and are on the 25th, whole day long."""
    text = record(FIRST + SECOND, sources=PAPER)
    assert speakers(one(tmp_path, "2024-01-24", text)) == ["blue-command"]
    assert speakers(one(tmp_path, "2024-01-25T23:59Z", text)) == ["blue-command"]
    assert speakers(one(tmp_path, "2024-01-25", text)) == ["blue-command", "red-front"]


def test_a_public_channel_makes_words_known_when_they_were_said(tmp_path: Path) -> None:
    """A post of 22 January is known that day, wherever and whenever it was read."""
    found = cut(tmp_path, "2024-01-22", record(FIRST + POST, sources=PAPER))
    assert speakers(found.incidents[0].record) == ["blue-command", "red-front"]


def test_an_undated_statement_is_in_the_latest_edition_only(tmp_path: Path) -> None:
    """What nothing cited dates is in no edition as of a day."""
    text = record(FIRST + "  - source: leaflet\n    paraphrase: It burned.\n", sources=UNDATED)
    assert len(one(tmp_path, "2026-01-01", text).statements) == 1


def test_a_confidential_source_dates_nothing(tmp_path: Path) -> None:
    """Editions would otherwise tell when a confidential source appeared."""
    hidden = "  hidden:\n    title: A file\n    confidential: yes\n    published: 2024-01-21"
    text = record(FIRST + "  - source: hidden\n    paraphrase: It burned.\n", sources=hidden)
    assert len(one(tmp_path, "2026-01-01", text).statements) == 1


def test_a_bare_day_ends_in_the_zone_of_the_site(tmp_path: Path) -> None:
    """In Baghdad 21 January ends three hours before it does in UTC."""
    found = library(tmp_path, record(FIRST))
    baghdad = Library(found.incidents, found.registries, ZoneInfo("Asia/Baghdad"))
    assert as_of(baghdad, parse_said("2024-01-21T21:00Z")).incidents
    assert not as_of(found, parse_said("2024-01-21T21:00Z")).incidents


def test_a_record_appears_with_its_first_known_statement(tmp_path: Path) -> None:
    """Context is about the surroundings and brings no record; before the first statement there is none."""
    text = record(
        SECOND,
        sources=PAPER,
        context="  - source: article\n    paraphrase: It was quiet before.\n",
    )
    assert not cut(tmp_path, "2024-01-24", text).incidents
    assert len(one(tmp_path, "2024-01-25", text).context) == 1


def test_prose_stays_where_all_its_sources_had_appeared(tmp_path: Path) -> None:
    """A text that cites a later source goes, and so does one that cites none: it is ours and undated."""
    summary = (
        "summary: |\n  Attacked. [@article]\n\n  Claimed. [@paper]\n\n  Ours.\n\n  Both. [@article; @paper]"
    )
    text = record(FIRST + SECOND, sources=PAPER, header=summary)
    assert str(one(tmp_path, "2024-01-24", text).summary) == "Attacked. [@article]"
    assert str(one(tmp_path, "2024-01-25", text).summary) == (
        "Attacked. [@article]\n\nClaimed. [@paper]\n\nBoth. [@article; @paper]"
    )


def test_a_date_of_ours_still_says_that_it_is_ours(tmp_path: Path) -> None:
    """How it was worked out may rest on what came later; that it was stays on the page."""
    text = record(
        FIRST.replace("source:", "said: 2024-01-20\n    said_basis: Told by a later book.\n    source:"),
        header="date_basis: Told by a later book.",
    )
    found = one(tmp_path, "2024-01-21", text)
    assert found.date_basis == Prose.parse(BASIS)
    assert found.statements[0].said_basis == Prose.parse(BASIS)


def test_a_caveat_lives_as_long_as_what_it_qualifies(tmp_path: Path) -> None:
    """A note below a statement or a quotation stays; of one that rests on a later source the page says so."""
    quote = "    quote:\n      text: We saw it.\n      note: Others did not. [@paper]\n"
    text = record(f"{FIRST}{quote}    note: True. [@article]\n{SECOND}", sources=PAPER)
    statement = one(tmp_path, "2024-01-24", text).statements[0]
    assert str(statement.note) == "True. [@article]"
    assert statement.quote and statement.quote[0].note == Prose.parse(CAVEAT)


def test_updates_and_corrections_stay_from_the_day_we_dated_them(tmp_path: Path) -> None:
    """A later correction is undone: its entry goes; the statement stays as its source has it."""
    header = (
        "updates:\n  - on: 2024-01-22\n    text: More is known.\n  - on: 2024-01-26\n    text: Later news.\n"
        "corrections:\n  - on: 2024-01-26\n    was: We wrote two.\n    now: Three.\n"
    )
    found = one(tmp_path, "2024-01-24", record(FIRST, header=header))
    assert [str(update.text) for update in found.updates] == ["More is known."]
    assert found.corrections == ()


def test_the_states_of_today_give_way(tmp_path: Path) -> None:
    """Whether a story is settled, when we filed it, whom we asked: all that is of today."""
    header = (
        "story: settled\ncreated: 2024-01-22\nchanged: 2024-02-01\nreviewed: 2024-02-01\n"
        "asked:\n  - whom: red-front\n    on: 2024-01-22\n    outcome: answered in May\n"
    )
    found = one(tmp_path, "2024-01-24", record(FIRST, header=header))
    assert (found.story, found.created, found.changed, found.reviewed) == ("developing", None, None, None)
    assert found.asked == ()
    assert str(found.cutoff) == "2024-01-24"


def test_incidents_that_do_not_appear_are_not_related(tmp_path: Path) -> None:
    """A relation to an incident not yet known goes; so does our reason for one that is."""
    related = (
        "  - incident: 2024-01-20-known\n    why: It came to 40 dead.",
        "  - incident: 2024-01-20-later",
    )
    mine = FIRST.replace("paraphrase: A post was attacked.", "in_response_to: 2024-01-20-later")
    found = cut(
        tmp_path,
        "2024-01-24",
        record(mine, header="related:\n" + "\n".join(related)),
        **{"2024_01_20_known": record(FIRST), "2024_01_20_later": record(SECOND, sources=PAPER)},
    )
    left = found.by_id[ID].record
    assert [(one.incident, one.why) for one in left.related] == [("2024-01-20-known", None)]
    assert left.statements[0].in_response_to is None


def test_a_later_source_of_a_known_statement_goes(tmp_path: Path) -> None:
    """The statement keeps the source that had appeared, and its address."""
    both = FIRST.replace("source: article", "source: [article, paper]")
    text = record(both + SECOND, sources=PAPER)
    found = library(tmp_path, text)
    statement = as_of(found, parse_said("2024-01-24")).incidents[0].record.statements[0]
    assert statement.source == ("article",)
    assert anchor(statement) == anchor(found.incidents[0].record.statements[0])


def test_a_source_that_appeared_later_shows_neither_title_nor_address(tmp_path: Path) -> None:
    """A post was public at once and read in a later paper: its title may say what came after."""
    paper = f"{PAPER}\n    url: https://paper.example/forty-dead\n    seen: the part on the forty"
    source = one(tmp_path, "2024-01-22", record(POST, sources=paper)).sources["paper"]
    assert (source.title, source.url, source.seen) == (LATER, None, None)
    assert source.publisher == "The Paper"


def test_sources_that_nothing_cites_any_more_go(tmp_path: Path) -> None:
    """A record holds the sources of what is left of it."""
    text = record(FIRST + SECOND, sources=PAPER)
    assert list(one(tmp_path, "2024-01-24", text).sources) == ["article"]


def test_registries_keep_what_is_referred_to(tmp_path: Path) -> None:
    """Actors with those above them, and the state of the country, whose silence is told; nobody else."""
    found = cut(tmp_path, "2024-01-24", record(FIRST + SECOND, sources=PAPER)).registries
    assert set(found.actors) == {"blue-command", "blue-ministry", "blue-land", "green-land"}
    assert set(found.places) == {"border-post"}
    assert found.measures == {}


def test_what_the_registry_says_of_an_actor_follows_the_rule_of_prose(tmp_path: Path) -> None:
    """A description that cites a later source is not yet there."""
    name = "  name: Blue Command\n"
    actors = REGISTRY["briefings/registry/actors.yml"]
    library(tmp_path, record(FIRST))
    changed = {
        "briefings/registry/actors.yml": actors.replace(name, f"{name}  described: Disbanded. [@book]\n"),
        "briefings/registry/sources.yml": "book:\n  title: A book\n  published: 2024-03\n",
    }
    found = load_site(tmp_path, changed).library
    early, late = (as_of(found, parse_said(day)).registries for day in ("2024-02-01", "2024-03-31"))
    assert early.actors["blue-command"].described is None
    assert early.sources == {}
    assert str(late.actors["blue-command"].described) == "Disbanded. [@book]"
    assert list(late.sources) == ["book"]


def known(found: Library) -> dict[str, list[str]]:
    """The addresses of the statements of every incident."""
    return {one.id: [anchor(statement) for _, _, statement in one.statements()] for one in found.incidents}


@PATIENT
@given(libraries(), instants(), instants())
def test_what_was_known_stays_known(found: Library, one: Instant, two: Instant) -> None:
    """An edition holds every statement and every cited source that an earlier one held."""
    early, late = sorted((one, two), key=lambda instant: instant.utc)
    before, after = as_of(found, early), as_of(found, late)
    for incident_id, anchors in known(before).items():
        assert set(anchors) <= set(known(after)[incident_id])
        old, new = before.by_id[incident_id].record, after.by_id[incident_id].record
        assert old.sources.keys() <= new.sources.keys()
        assert len(old.summary.paragraphs if old.summary else ()) <= len(
            new.summary.paragraphs if new.summary else ()
        )


@PATIENT
@given(libraries(), instants(), instants())
def test_an_edition_of_an_edition_is_the_earlier_one(found: Library, one: Instant, two: Instant) -> None:
    """Cutting twice leaves what one cut at the earlier time leaves: nothing later counted in between."""
    early, late = sorted((one, two), key=lambda instant: instant.utc)
    twice = as_of(as_of(found, late), early)
    once = as_of(found, early)
    assert [incident.record for incident in twice.incidents] == [
        incident.record for incident in once.incidents
    ]
    assert twice.registries == once.registries


@PATIENT
@given(libraries(dated=True))
def test_at_the_end_of_time_every_dated_statement_is_known(found: Library) -> None:
    """The last edition has every statement of the library, word for word."""
    last = as_of(found, END)
    assert known(last) == known(found)
    for incident in last.incidents:
        assert incident.record.statements == found.by_id[incident.id].record.statements


@PATIENT
@given(libraries())
def test_before_everything_there_is_nothing(found: Library) -> None:
    """An edition before the first statement has no incident, and needs nothing of the registries."""
    first = as_of(found, START)
    assert first.incidents == ()
    assert first.registries.sources == {}


@PATIENT
@given(libraries(), st.integers(0, 20))
def test_a_minute_before_it_is_known_a_statement_is_not_there(found: Library, pick: int) -> None:
    """No edition holds a statement before its own time."""
    times = sorted(known_times(found))
    if times:
        at = times[pick % len(times)]
        early = known(as_of(found, moment(at - timedelta(minutes=1))))
        late = known(as_of(found, moment(at + timedelta(minutes=1))))
        assert early != late


def known_times(found: Library) -> set[datetime]:
    """When the statements of a library became known."""
    return {
        at
        for incident in found.incidents
        for statement in incident.record.statements
        if (at := known_from(found, incident, statement))
    }


def test_a_note_that_cites_nothing_stays_with_its_quotation(tmp_path: Path) -> None:
    """What a quotation does not say is told of it on every day, or it would read as more than it is."""
    quote = "    quote:\n      text: We struck.\n      note: It names no post. Others did. [@paper]\n"
    found = one(tmp_path, "2024-01-24", record(FIRST + quote + SECOND, sources=PAPER)).statements[0].quote
    assert found and str(found[0].note) == f"It names no post. {CAVEAT}"


def test_a_title_names_nobody_before_a_statement_does(tmp_path: Path) -> None:
    """Until somebody claims or blames, the event stands in place of "Red Front attack"; then the title."""
    text = record(FIRST + SECOND, sources=PAPER).replace(
        "title: Attack on the border post", "title: Red Front attack on a border post"
    )
    assert one(tmp_path, "2024-01-24", text).title == "Attack on civilians, Border post"
    assert one(tmp_path, "2024-01-25", text).title == "Red Front attack on a border post"


@pytest.mark.parametrize(
    ("title", "early", "late"),
    [
        ("Raid on the Border post", "Attack on civilians", "Raid on the Border post"),
        ("Attack in the east", "Attack in the east", "Attack in the east"),
    ],
)
def test_a_disputed_place_is_told_once_somebody_has_named_it(
    tmp_path: Path, title: str, early: str, late: str
) -> None:
    """Before, the edition has neither the place nor its name in a title: it is one side's view."""
    rival = FIRST + "    said: 2024-01-20\n    place: harbour\n"
    named = POST + "    place: border-post\n"
    text = record(rival + named, sources=PAPER).replace("title: Attack on the border post", f"title: {title}")
    early_one, late_one = (
        without_disputed_places(cut(tmp_path, day, text)).incidents[0].record
        for day in ("2024-01-21", "2024-01-22")
    )
    assert (early_one.place, early_one.title) == (None, early)
    assert (late_one.place, late_one.title) == ("border-post", late)
