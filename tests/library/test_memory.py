"""What is worked out once for a library is given again, with all that it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from onrecord.language import Language, use
from onrecord.library.library import Incident, Library
from onrecord.library.memory import GATHERED, KEEPS, Key, Known, gathered, kept, remembered
from onrecord.reads import WHOLE, Watched, recorded
from tests.helpers import library, record

STATEMENT = "  - source: article\n    by: red-wing\n    paraphrase: A post was attacked.\n"
made: list[str] = []


@gathered
def _by_place(found: Library) -> Mapping[str, list[str]]:
    made.append("by place")
    out: dict[str, list[str]] = {}
    for incident in found.incidents:
        out.setdefault(str(found.by_id[incident.id].record.place), []).append(incident.id)
    return out


@gathered
def _number(found: Library) -> int:
    made.append("number")
    return len(found.incidents)


@remembered
def _names(found: Library, incident: Incident) -> list[str]:
    made.append(incident.id)
    return [found.registries.actors["red-wing"].name, str(len(_by_place(found).get("border-post", ())))]


@kept
def _kept(found: Library, incident: Incident) -> str:
    made.append("kept")
    return found.registries.actors["red-wing"].name


KIND = next(kind for kind in GATHERED if kind.endswith("test_memory._by_place"))


def archive(tmp_path: Path) -> Library:
    """A library of two records, with nothing worked out."""
    made.clear()
    return library(tmp_path, record(STATEMENT), record(STATEMENT))


def test_an_index_is_made_once_and_notes_what_is_looked_up(tmp_path: Path) -> None:
    """Not what it is made of: its readers rest on the parts that they ask for."""
    found = archive(tmp_path)
    with recorded() as first:
        assert len(_by_place(found)["border-post"]) == 2
    with recorded() as second:
        assert "harbour" not in _by_place(found)
    assert made == ["by place"]
    assert first == {(found.label, KIND, "border-post")}
    assert second == {(found.label, KIND, "harbour")}


def test_what_is_no_mapping_is_noted_as_a_whole(tmp_path: Path) -> None:
    """It has no parts to tell."""
    found = archive(tmp_path)
    kind = next(one for one in GATHERED if one.endswith("test_memory._number"))
    for _ in range(2):
        with recorded() as reads:
            assert _number(found) == 2
        assert reads == {(found.label, kind, WHOLE)}
    assert made == ["number"]


def test_what_is_remembered_of_an_incident_notes_again_what_it_rests_on(tmp_path: Path) -> None:
    """Each that uses it has read what its maker read."""
    found = archive(tmp_path)
    one, two = found.incidents
    with recorded() as first:
        names = _names(found, one)
    with recorded() as second:
        assert _names(found, one) is names
    with recorded() as other:
        _names(found, two)
    assert made.count(one.id) == made.count(two.id) == 1
    assert first == second == other
    assert {(found.label, "actors", "red-wing"), (found.label, KIND, "border-post")} <= first


def test_another_record_of_the_same_id_is_another(tmp_path: Path) -> None:
    """As an edition of an earlier day has it."""
    found = archive(tmp_path)
    one = found.incidents[0]
    before = _names(found, one)
    assert _names(found, replace(one)) is not before
    assert made.count(one.id) == 2


class Kept(dict[Key, Known]):
    """What former builds kept, all of which holds."""

    def put(self, key: Key, known: Known) -> None:
        """Keeps one."""
        self[key] = known


def test_what_is_kept_is_taken_from_a_former_build_with_what_it_rests_on(tmp_path: Path) -> None:
    """What is only remembered is not: it may hold parts of the library."""
    one, two = archive(tmp_path / "one"), archive(tmp_path / "two")
    before = Kept()
    one.memo[KEEPS] = two.memo[KEEPS] = before
    with recorded() as first:
        assert _kept(one, one.incidents[0]) == "Red Wing"
        _names(one, one.incidents[0])
    with recorded() as second:
        assert _kept(two, two.incidents[0]) == "Red Wing"
        _names(two, two.incidents[0])
    assert made.count("kept") == 1 and made.count(one.incidents[0].id) == 2
    assert first == second
    assert [kind for _, kind, _, _ in before] == [f"{__name__}._kept"]
    today = replace(two, label="today")
    today.memo[KEEPS] = before
    assert _kept(today, today.incidents[0]) == "Red Wing" and made.count("kept") == 2


def test_each_language_has_its_own(tmp_path: Path) -> None:
    """A result may hold words."""
    found = archive(tmp_path)
    _number(found)
    with use(Language.of("ar")):
        _number(found)
    _number(found)
    assert made == ["number", "number"]


def test_every_index_of_the_program_is_known_by_its_kind(tmp_path: Path) -> None:
    """A build asks for each again by the kind that was noted."""
    found = archive(tmp_path)
    kinds = [kind for kind in GATHERED if not kind.startswith("tests")]
    assert len(kinds) > 5
    for kind in kinds:
        with recorded() as reads:
            result = GATHERED[kind](found)
            if isinstance(result, Watched):
                result.get("x")
        assert any(noted == kind for _, noted, _ in reads) or getattr(result, "watches", False), kind
