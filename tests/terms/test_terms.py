"""The vocabulary: what must hold for every term, and what the standards themselves say."""

from __future__ import annotations

import pickle
import re
from itertools import pairwise

import pytest

from onrecord import terms
from onrecord.terms import (
    ACTOR_KINDS,
    ALL,
    CHANNELS,
    CORRECTION_KINDS,
    EVENT_TYPES,
    EVENTS,
    LIKELIHOODS,
    NATURES,
    PARTIES,
    PLACE_PRECISIONS,
    PUBLISH,
    STANCES,
    TIME_PRECISIONS,
    TIME_TYPES,
    WEAPONS,
    Term,
    Vocabulary,
    admiralty,
)
from onrecord.values.when import Clock

# ACLED's event types and sub-events, as its codebook prints them.
ACLED = """
Battles: Government regains territory; Non-state actor overtakes territory; Armed clash
Explosions/Remote violence: Chemical weapon; Air/drone strike; Suicide bomb; \
Shelling/artillery/missile attack; \
Remote explosive/landmine/IED; Grenade
Violence against civilians: Sexual violence; Attack; Abduction/forced disappearance
Protests: Excessive force against protesters; Protest with intervention; Peaceful protest
Riots: Violent demonstration; Mob violence
Strategic developments: Agreement; Arrests; Change to group/activity; Disrupted weapons use; \
Headquarters or base established; Looting/property destruction; Non-violent transfer of territory; Other
"""

# The values of GTD's `claimmode_txt`.
GTD_CLAIM_MODES = {
    "Letter",
    "Call (post-incident)",
    "Call (pre-incident)",
    "E-mail",
    "Note left at scene",
    "Video",
    "Posted to website, blog, etc.",
    "Personal claim",
    "Other",
    "Unknown",
}

# What our own voice never says; the codebook and every printed word come from these tables.
NEVER_OURS = re.compile(
    r"carried out|admitt|revealed|neutrali[sz]|martyr|regime|retaliat|precision (strike|bomb)"
    r"|terroris|proxy|aggression",
    re.IGNORECASE,
)

every_vocabulary = pytest.mark.parametrize("vocabulary", ALL, ids=lambda vocabulary: vocabulary.name)


def slug(text: str) -> str:
    """The words of `text` in lower case with hyphens between them: how a standard's name becomes an id."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def test_every_vocabulary_of_the_package_is_listed_once() -> None:
    """A vocabulary that is exported and missing from ALL would be missing in the codebook too."""
    exported = {id(value) for value in vars(terms).values() if isinstance(value, Vocabulary)}
    assert {id(vocabulary) for vocabulary in ALL} == exported
    assert len({vocabulary.name for vocabulary in ALL}) == len(ALL)


@every_vocabulary
def test_ids_are_unique_and_safe_as_words_anchors_and_file_names(vocabulary: Vocabulary[Term]) -> None:
    """Ids stay different where case is folded, and none is a word that YAML 1.1 turns into a boolean."""
    folded = [term.id.casefold() for term in vocabulary]
    assert len(set(folded)) == len(folded)
    assert not set(folded) & {"yes", "no", "on", "off", "true", "false", "null", "y", "n"}
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*|[A-F]", term.id) for term in vocabulary)


@every_vocabulary
def test_labels_fit_inside_a_sentence(vocabulary: Vocabulary[Term]) -> None:
    """A label is plain words without a full stop or markup, and no two terms of a list print the same."""
    for term in vocabulary:
        for words in filter(None, (term.label, term.plural)):
            assert re.fullmatch(r"[A-Za-z][A-Za-z ,'()-]*", words), words
            assert words[0].islower() or term.id == "telegram" or vocabulary.name == "id-schemes", words
    labels = [term.label for term in vocabulary]
    assert len(set(labels)) == len(labels)


@every_vocabulary
def test_definitions_are_short_sentences_without_words_of_either_side(vocabulary: Vocabulary[Term]) -> None:
    """Definitions and introductions are ours, so the words that we never use are not in them."""
    for term in vocabulary:
        assert re.match(r"[A-Z]", term.definition), term.id
        assert term.definition.endswith("."), term.id
        assert len(term.definition) < 180, term.id
        assert not NEVER_OURS.search(f"{term.label} {term.plural} {term.definition}"), term.id
    assert vocabulary.introduction.endswith(".")
    assert not NEVER_OURS.search(vocabulary.introduction.replace("never as “carried out”", ""))


@every_vocabulary
def test_codes_are_present_where_a_standard_is_named_and_never_empty(vocabulary: Vocabulary[Term]) -> None:
    """A missing code is a missing key: an export cannot print an empty one as the standard's own."""
    assert bool(vocabulary.standard) == bool(vocabulary.standards)
    assert all(code.strip() == code != "" for term in vocabulary for code in term.codes.values())


@every_vocabulary
def test_looking_up_agrees_with_listing(vocabulary: Vocabulary[Term]) -> None:
    """Every listed id is found, in order; groups lose nobody; an id that does not exist is None."""
    assert [vocabulary[id] for id in vocabulary.ids] == list(vocabulary) == list(vocabulary.terms)
    assert sorted(t.id for _, members in vocabulary.groups for t in members) == sorted(vocabulary.ids)
    assert vocabulary.get("no-such-term") is None
    assert "no-such-term" not in vocabulary
    with pytest.raises(KeyError):
        vocabulary["no-such-term"]


def test_vocabularies_cross_between_processes() -> None:
    """Pages are rendered on all cores: a vocabulary survives pickling, lookups included."""
    copied = pickle.loads(pickle.dumps(ALL))
    assert copied == ALL
    assert copied[0].ids == ALL[0].ids


def test_a_wrong_table_is_refused_when_it_is_built() -> None:
    """Two equal ids, an id that cannot be written, no label or an unknown broader term stop it."""
    good = Term("rocket", "rocket", "A rocket.")
    for wrong in ((good, good), (Term("rocket", "rocket", "A rocket.", broader="missile"),)):
        with pytest.raises(ValueError, match=r"rocket|two terms"):
            Vocabulary(name="x", title="X", introduction="X.", standard="", terms=wrong)
    for id in ("Rocket", "two words", "a--b", "-a", "", "../x", "G"):
        with pytest.raises(ValueError, match="is not an id"):
            Term(id, "label", "Definition.")
    with pytest.raises(ValueError, match="needs a label"):
        Term("rocket", "", "A rocket.")


def test_events_are_acleds_sub_events_under_its_types() -> None:
    """Each of the 25 sub-events stands under its type, its id its name in lower case; one more is open."""
    expected = [
        (kind, sub)
        for kind, subs in (line.split(": ") for line in ACLED.strip().splitlines())
        for sub in subs.split("; ")
    ]
    assert len(expected) == 25
    *coded, unspecified = EVENTS
    assert [(e.codes["ACLED event"], e.codes["ACLED sub-event"]) for e in coded] == expected
    assert [event.id for event in coded] == [slug(sub) for _, sub in expected]
    types = [kind.codes["ACLED event"] for kind in EVENT_TYPES]
    assert [group for group, _ in EVENTS.groups] == [*types, ""]
    assert (unspecified.id, unspecified.codes) == ("unspecified", {})
    assert len(EVENT_TYPES) == 6


def test_weapons_have_all_gtd_types_and_a_finer_term_keeps_its_type() -> None:
    """GTD's 13 types are terms in order, and whatever stands below one exports as that type."""
    types = [weapon for weapon in WEAPONS if not weapon.broader]
    assert [weapon.codes["GTD weapon type"].split()[0] for weapon in types] == [str(n) for n in range(1, 14)]
    for weapon in WEAPONS:
        wider, steps = weapon, 0
        while wider.broader:
            wider, steps = WEAPONS[wider.broader], steps + 1
            assert steps < 5, f"{weapon.id} is below itself"
        assert weapon.codes["GTD weapon type"] == wider.codes["GTD weapon type"]


def test_a_ballistic_missile_and_a_rocket_are_two_words_and_one_gtd_code() -> None:
    """What GTD cannot tell apart stays apart on our pages."""
    missile, rocket = WEAPONS["ballistic-missile"], WEAPONS["rocket"]
    assert missile.codes == rocket.codes
    assert missile.label != rocket.label
    assert rocket in WEAPONS.coded("GTD weapon type", "6 Explosives")
    assert missile in WEAPONS.narrower("missile")
    assert rocket not in WEAPONS.narrower("missile")


def test_a_number_before_a_weapon_takes_the_right_form() -> None:
    """One rocket, two rockets; a term without a plural keeps its label."""
    assert WEAPONS["rocket"].words(1) == "rocket"
    assert WEAPONS["rocket"].words(0) == WEAPONS["rocket"].words(2) == "rockets"
    assert WEAPONS["crewed-aircraft"].words(3) == "crewed aircraft"


def test_every_channel_is_public_or_not_and_has_a_gtd_claim_mode() -> None:
    """Each channel's claim mode is one of GTD's; all are reached but Unknown, which is silence."""
    assert {channel.codes["GTD claim mode"] for channel in CHANNELS} == GTD_CLAIM_MODES - {"Unknown"}
    assert {channel.public for channel in CHANNELS} == {True, False}
    assert all(re.match(r"(in|on|at|by|to) ", channel.phrase) for channel in CHANNELS)


def test_words_given_to_one_publication_are_not_public_when_said() -> None:
    """A post can be known at once; an interview, a call or a letter is known from whoever publishes it."""
    assert all(
        CHANNELS[id].public for id in ("telegram", "x", "press-statement", "press-release", "briefing")
    )
    assert not any(
        CHANNELS[id].public for id in ("interview", "told-reporters", "phone-call", "e-mail", "letter")
    )


def test_the_words_after_a_count_of_people_fit_every_number() -> None:
    """1 or 3 “with minor injuries”: the number counts people, never injuries."""
    assert f"3 {NATURES['minor'].phrase}" == "3 with minor injuries"
    assert f"1 {NATURES['wounds'].phrase}" == "1 wounded"
    for nature in NATURES:
        assert not re.match(r"(is|are|was|were|has|have|a|an|\d)\b", nature.phrase), nature.id
        assert nature.phrase not in (nature.label, nature.plural), nature.id


def test_parties_export_to_a_column_that_ucdp_has() -> None:
    """Every column of UCDP is reached, and people of whom nothing is said are unknown, not civilians."""
    columns = {column for party in PARTIES for column in party.codes["UCDP deaths column"].split(" or ")}
    assert columns == {"deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"}
    assert PARTIES["civilians"].codes["UCDP deaths column"] == "deaths_civilians"
    for id in ("unspecified", "mixed"):
        assert PARTIES[id].codes["UCDP deaths column"] == "deaths_unknown"


def test_each_stance_has_its_own_verb_and_only_a_claim_counts_as_claimed() -> None:
    """Nothing but a claim exports as one; an accusation and a suspicion export as uncertain."""
    assert len({stance.verb for stance in STANCES}) == len(STANCES)
    assert [stance.id for stance in STANCES if stance.codes.get("GTD claimed") == "1"] == ["claims"]
    assert {s.id for s in STANCES if s.codes.get("GTD guncertain") == "1"} == {"blames", "suspects"}
    assert STANCES["claims"].verb == "claimed"
    assert all(STANCES[id].names_actors for id in ("blames", "suspects"))
    assert not any(STANCES[id].names_actors for id in ("declines", "unclaimed"))


def test_place_precisions_cover_ucdp_one_to_one_and_never_get_finer_down_the_list() -> None:
    """Each `where_prec` is one term, ACLED's steps rise with it, and nothing wider than near is a pin."""
    assert [place.codes["UCDP where_prec"] for place in PLACE_PRECISIONS] == list("1234567")
    acled = [
        place.codes["ACLED geo precision"]
        for place in PLACE_PRECISIONS
        if "ACLED geo precision" in place.codes
    ]
    assert acled == sorted(acled)
    assert set(acled) == {"1", "2", "3"}
    assert {place.id for place in PLACE_PRECISIONS if place.pin} == {"exact", "near"}


def test_time_precisions_cover_ucdp_one_to_one() -> None:
    """Each `date_prec` is one term, and ACLED's three steps rise with it."""
    assert [time.codes["UCDP date_prec"] for time in TIME_PRECISIONS] == list("12345")
    acled = [
        time.codes["ACLED time precision"] for time in TIME_PRECISIONS if "ACLED time precision" in time.codes
    ]
    assert acled == sorted(acled)
    assert set(acled) == {"1", "2", "3"}


@pytest.mark.parametrize(
    "text", ["18:30", "about 18:30", "before 18:30", "18:30 to 19:00", "first reported 18:30", "evening"]
)
def test_every_time_that_can_be_written_has_one_airwars_type(text: str) -> None:
    """What the clock's own language calls its type is a term, so that the codebook explains it."""
    assert len(TIME_TYPES.coded("Airwars local time", Clock.parse(text).airwars)) == 1


def test_those_who_may_fight_do_not_also_speak_as_publications() -> None:
    """A party's words are a claim of a party; a newspaper's are not. No kind of actor is both."""
    assert not [kind.id for kind in ACTOR_KINDS if kind.may_fight and kind.publishes]
    assert ACTOR_KINDS["armed-group"].may_fight
    assert ACTOR_KINDS["state"].may_fight
    assert ACTOR_KINDS["news-agency"].publishes


def test_only_published_records_are_usable() -> None:
    """What ninjs calls usable is what a build may show, and nothing else."""
    for state in PUBLISH:
        assert state.public == (state.codes["IPTC ninjs pubStatus"] == "usable")
    assert {state.codes["IPTC ninjs pubStatus"] for state in PUBLISH} == {"usable", "withheld", "canceled"}


def test_only_what_mends_our_words_is_a_correction() -> None:
    """News about an incident is no correction, so it never carries schema.org's CorrectionComment."""
    for kind in CORRECTION_KINDS:
        assert kind.ours == (kind.codes.get("schema.org type") == "CorrectionComment")
    assert not CORRECTION_KINDS["updated"].ours


def test_likelihoods_are_two_rows_of_the_same_seven_steps_without_a_gap() -> None:
    """Each row goes from 1 to 99 percent, step to step, and the rows share no word."""
    rows = [[word for word in LIKELIHOODS if word.row == row] for row in (1, 2)]
    for row in rows:
        assert len(row) == 7
        assert (row[0].low, row[-1].high) == (1, 99)
        assert all(lower.high == upper.low for lower, upper in pairwise(row))
    assert not {word.label for word in rows[0]} & {word.label for word in rows[1]}


def test_an_admiralty_grade_is_a_letter_and_a_digit() -> None:
    """B2 is two terms; anything else, lower case and a missing half included, is no grade."""
    grade = admiralty("B2")
    assert grade is not None
    assert [term.label for term in grade] == ["usually reliable", "probably true"]
    assert [admiralty(text) for text in ("", "B", "2", "2B", "b2", "G1", "A7", "A0", "B22", "B 2", "AA")] == [
        None
    ] * 11
