"""What follows from statements: rivals, history, confirmation, facets, what is not known, and from when."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.library.derive import Account, Toll, Unknown, account
from onrecord.library.voices import known_from
from tests.helpers import incident, record

TOWER_22 = """\
  - id: first-release
    by: blue-command
    in: press-release
    source: article
    said: 2024-01-28
    killed:
      who: blue-land
      count: 3
    injured:
      who: blue-land
      count: 25
  - id: briefing
    by: blue-spokesman
    in: briefing
    source: article
    said: 2024-01-30
    injured:
      who: blue-land
      count: more than 40
  - id: second-release
    by: blue-command
    in: press-release
    source: article
    said: 2024-01-28T21:59-05:00
    injured:
      who: blue-land
      count: at least 34
  - by: red-front
    in: telegram
    source: article
    said: 2024-01-29
    injured:
      who: blue-land
      count: more than 100
"""


PAPER = "  paper:\n    title: Another paper\n    publisher: The Paper"


def statement(by: str, fact: str, *, source: str = "article", more: str = "") -> str:
    """A statement with one fact; ``by`` is an actor, or empty for the publication's own voice."""
    speaker = f"    by: {by}\n" if by else ""
    return f"  - source: {source}\n{speaker}{more}    {fact}\n"


def injured(count: str, who: str = "civilians", more: str = "") -> str:
    """The fact that so many were injured."""
    return f"injured:\n      who: {who}\n      count: {count}{more}"


def told(root: Path, statements: str, **parts: str) -> Account:
    """What is derived from a record with these statements."""
    return account(*incident(root, record(statements, **parts)))


def toll(root: Path, statements: str, **parts: str) -> Toll:
    """The only toll of injured."""
    found = told(root, statements, **parts).toll("injured")
    assert len(found) == 1
    return found[0]


def figures(found: Toll) -> list[list[str]]:
    """The counts of each series, oldest first."""
    return [[str(row.value.count) for row in series.rows] for series in found.series]


def test_figures_of_one_house_are_one_series(tmp_path: Path) -> None:
    """Tower 22: 25, then at least 34, then more than 40, by when they were said and not by where they
    stand.
    """
    found = toll(tmp_path, TOWER_22)
    assert figures(found) == [["25", "at least 34", "more than 40"], ["more than 100"]]
    assert [str(row.value.count) for row in found.rows] == ["more than 40", "more than 100"]
    assert found.moved


def test_a_figure_of_another_house_is_a_rival_and_no_history(tmp_path: Path) -> None:
    """Rival figures stand side by side: none takes another's place, and nothing is averaged."""
    found = toll(tmp_path, statement("blue-command", injured("3")) + statement("red-front", injured("70")))
    assert figures(found) == [["3"], ["70"]]
    assert not found.moved
    assert found.confirmation == "contested"


def test_the_same_figure_again_is_no_history(tmp_path: Path) -> None:
    """A house that repeats its figure has not moved."""
    again = statement("blue-command", injured("3"), more="    said: 2024-01-21\n")
    later = statement("blue-ministry", injured("3"), more="    said: 2024-01-22\n")
    assert not toll(tmp_path, again + later).moved


def test_different_parties_natures_and_places_are_different_figures(tmp_path: Path) -> None:
    """A figure for a part does not supersede the figure for the whole."""
    parts = (
        statement(
            "blue-command",
            injured("8", "blue-land", "\n      nature: evacuated"),
            more="    said: 2024-01-22\n",
        )
        + statement("blue-command", injured("25", "blue-land"), more="    said: 2024-01-21\n")
        + statement(
            "blue-command", injured("2", "blue-land", "\n      where: border-post"), more="    id: part\n"
        )
    )
    assert figures(toll(tmp_path, parts)) == [["8"], ["25"], ["2"]]
    other = statement("blue-command", injured("1"), more="    id: civil\n")
    assert len(told(tmp_path, parts + other).toll("injured")) == 2


def test_an_undated_statement_keeps_its_place_in_the_record(tmp_path: Path) -> None:
    """Where no date is known at all, the order of the record is the order of time."""
    first = statement("blue-command", injured("1"), source="undated")
    second = statement("blue-ministry", injured("2"), source="undated")
    sources = "  undated:\n    title: An undated page"
    both = first + second + statement("", "paraphrase: A report.")
    assert figures(toll(tmp_path, both, sources=sources)) == [["1", "2"]]


def test_unnamed_speakers_are_never_merged(tmp_path: Path) -> None:
    """Two officials of one side are two speakers: neither figure is the other's history, and they do not
    corroborate.
    """
    official = "    by:\n      role: an official\n      of: blue-land\n"
    both = statement("", injured("3"), more=official) + statement(
        "", injured("5"), more=official + "    id: second\n"
    )
    found = toll(tmp_path, both)
    assert figures(found) == [["3"], ["5"]]
    assert found.confirmation == "single-source"


def test_an_unnamed_speaker_without_a_side_is_a_house_of_its_own(tmp_path: Path) -> None:
    """A witness speaks for nobody else."""
    witness = "    by:\n      role: a witness\n"
    both = statement("", injured("3"), more=witness) + statement(
        "", injured("3"), more=witness, source="paper"
    )
    assert told(tmp_path, both, sources=PAPER).speakers == 2
    assert toll(tmp_path, both, sources=PAPER).confirmation == "corroborated"


def test_two_houses_in_one_publication_do_not_corroborate_each_other(tmp_path: Path) -> None:
    """One page that quotes two sides is one source: nobody else has found either of them."""
    both = statement("blue-command", injured("3")) + statement("red-front", injured("3"))
    assert toll(tmp_path, both).confirmation == "single-source"


def test_one_figure_for_several_parties_is_compared_with_nothing(tmp_path: Path) -> None:
    """Two figures that cover several parties each may cover different people."""
    mixed = "injured:\n      who: mixed\n      count: {}"
    both = statement("blue-command", mixed.format(3)) + statement(
        "red-front", mixed.format(3), source="paper"
    )
    assert toll(tmp_path, both, sources=PAPER).confirmation == ""


def test_three_reprints_are_one_speaker(tmp_path: Path) -> None:
    """Publications that carry one agency's report are one voice: counted in speakers, not in publications."""
    sources = "\n".join(f"  paper-{i}:\n    title: Paper {i}\n    origin: wire" for i in range(3))
    reprints = "".join(statement("", injured("3"), source=f"paper-{i}") for i in range(3))
    found = told(tmp_path, reprints + statement("", "paraphrase: A post."), sources=sources)
    assert len(found.sources) == 4
    assert found.speakers == 2
    assert found.toll("injured")[0].confirmation == "single-source"


def test_one_statement_in_three_publications_is_one_speaker(tmp_path: Path) -> None:
    """A statement that several sources carry word for word is said once."""
    sources = "\n".join(f"  paper-{i}:\n    title: Paper {i}" for i in range(2))
    found = told(
        tmp_path,
        statement("blue-command", injured("3"), source="[article, paper-0, paper-1]"),
        sources=sources,
    )
    assert (len(found.sources), found.speakers) == (3, 1)


@pytest.mark.parametrize(
    ("first", "second", "confirmation"),
    [
        ("3", "3", "corroborated"),
        ("at least 3", "5", "corroborated"),
        ("some", "5", "corroborated"),
        ("3", "5", "contested"),
        ("none", "5", "contested"),
        ("none", "some", "contested"),
        ("3", "under evaluation", "single-source"),
    ],
)
def test_houses_agree_where_both_figures_can_be_true(
    tmp_path: Path, first: str, second: str, confirmation: str
) -> None:
    """Bounds that overlap corroborate each other; an open state neither confirms nor contests."""
    both = statement("blue-command", injured(first)) + statement("red-front", injured(second), source="paper")
    assert toll(tmp_path, both, sources=PAPER).confirmation == confirmation


def test_what_only_is_being_evaluated_is_not_confirmed_by_anybody(tmp_path: Path) -> None:
    """Where nobody gives more than an open state, nothing is said of confirmation."""
    assert toll(tmp_path, statement("blue-command", injured("under evaluation"))).confirmation == ""


def test_not_reported_none_and_none_reported_are_three_things(tmp_path: Path) -> None:
    """What nobody gives is not reported; "none" and "none reported" are somebody's statements."""
    nothing = told(tmp_path, statement("", "damage: a gate"))
    assert not nothing.reported("killed")
    assert Unknown("deaths") in nothing.unknowns
    for word in ("none", "none reported"):
        said = told(
            tmp_path, statement("blue-command", f"killed:\n      who: civilians\n      count: {word}")
        )
        assert said.reported("killed")
        assert str(said.toll("killed")[0].rows[0].value.count) == word
        assert Unknown("deaths") not in said.unknowns


def test_casualties_not_told_apart_count_for_both(tmp_path: Path) -> None:
    """Who gives "killed or injured" has reported on deaths and on injuries."""
    found = told(tmp_path, statement("", "casualties:\n      who: civilians\n      count: 7"))
    assert found.reported("killed")
    assert found.reported("injured")
    assert not {"deaths", "injuries"} & {one.kind for one in found.unknowns}


def test_context_never_counts_the_incident(tmp_path: Path) -> None:
    """Tallies, forces and quotes of the surroundings add no speaker and no fact, but their sources are
    cited.
    """
    sources = "  survey:\n    title: A survey"
    context = (
        "  - by: green-army\n    source: survey\n    quote: We counted\n    tally:\n"
        "      measure: attacks\n      count: 66\n"
    )
    found = told(tmp_path, statement("blue-command", injured("3")), sources=sources, context=context)
    assert found.speakers == 1
    assert "green-army" not in str(found.facets())
    assert found.sources == ("article", "survey")


def test_facets_name_actors_by_their_role(tmp_path: Path) -> None:
    """Speaker, claimant, blamed, target, harmed, weapons and places: each only where a statement says so."""
    statements = (
        statement("red-wing", "responsibility: claims\n    weapons: [rocket]")
        + statement(
            "blue-command",
            "responsibility:\n      suspects: red-front\n    targets:\n      what: a gate\n"
            "      whose: green-army",
        )
        + statement(
            "green-army",
            "responsibility:\n      denies: green-land\n    killed:\n      who: civilians\n      count: 1",
        )
    )
    assert told(tmp_path, statements).facets() == {
        "place": ("border-post",),
        "weapons": ("rocket",),
        "claimant": ("red-wing",),
        "speaker": ("red-wing", "blue-command", "green-army"),
        "target": ("green-army",),
        "blamed": ("red-front",),
        "harmed": ("civilians",),
    }


def test_a_denial_makes_nobody_a_claimant(tmp_path: Path) -> None:
    """Who denies or declines is not shown among those who claim or are blamed."""
    facets = told(tmp_path, statement("red-front", "responsibility: denies")).facets()
    assert not {"claimant", "blamed"} & facets.keys()


@pytest.mark.parametrize(
    ("more", "known"),
    [
        ("    in: press-release\n    said: 2024-01-20T18:00Z\n", "2024-01-20T18:00:00+00:00"),
        ("    in: telegram\n    said: 2024-01-20\n", "2024-01-20T23:59:59.999999+00:00"),
        ("    in: told-reporters\n    said: 2024-01-20\n", "2024-01-21T23:59:59.999999+00:00"),
        ("    said: 2024-01-20\n", "2024-01-21T23:59:59.999999+00:00"),
        ("", "2024-01-21T23:59:59.999999+00:00"),
    ],
)
def test_a_statement_is_known_when_the_public_could_know_it(tmp_path: Path, more: str, known: str) -> None:
    """What was said in public is known when it was said; anything else when it could be read."""
    library, one = incident(tmp_path, record(statement("red-front", "damage: a gate", more=more)))
    at = known_from(library, one, one.record.statements[0])
    assert at is not None
    assert at.isoformat() == known


def test_an_undated_source_leaves_open_when_a_statement_was_known(tmp_path: Path) -> None:
    """Without a date nothing is assumed."""
    text = record(
        statement("red-front", "damage: a gate", source="undated"), sources="  undated:\n    title: A page"
    )
    library, one = incident(tmp_path, text + "note: Also read. [@article]\n")
    assert known_from(library, one, one.record.statements[0]) is None


def test_what_is_not_known_is_derived(tmp_path: Path) -> None:
    """One bare report leaves everything open, the silence of the state at the place included."""
    kinds = [one.kind for one in told(tmp_path, statement("", "weapons: rocket")).unknowns]
    assert kinds == ["deaths", "injuries", "time", "projectiles", "damage", "responsibility", "account-of"]


def test_what_is_said_is_no_longer_unknown(tmp_path: Path) -> None:
    """Each statement closes its question, and a claim alone leaves open who else may have done it."""
    said = statement(
        "green-army",
        "time: evening\n    damage: none\n    projectiles: 3\n    weapons: rocket\n    " + injured("some"),
    ) + statement(
        "red-front",
        "responsibility: claims\n    killed:\n      who: civilians\n      count: under evaluation",
    )
    found = told(tmp_path, said).unknowns
    assert found == (
        Unknown("number-injured", ("civilians",)),
        Unknown("number-killed", ("civilians",)),
        Unknown("assessment", ("civilians",)),
        Unknown("beyond-claim"),
    )
