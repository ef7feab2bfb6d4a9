"""Pages of actors, people, places, weapons, kinds of event and sources: what is on them, and who says so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.library.library import Library
from onrecord.pages.entities import entity, index_pages
from onrecord.settings import Settings
from tests.export.archives import demonstration
from tests.helpers import ID, REGISTRY, load_site, record, rendered, section

ACTORS = REGISTRY["briefings/registry/actors.yml"]
PUBLIC = ACTORS.replace(
    "  kind: person\n", "  kind: person\n  page: yes\n  role: Spokesman of the ministry\n"
)
SHARED = """\
report:
  title: A report
  publisher: The Herald
  published: 2024-01-22
  origin: wire
secret:
  title: SECRET PAPER
  publisher: SECRET PUBLISHER
  origin: herald
  confidential: yes
unused:
  title: Never cited
"""
ACCOUNTS = """\
  - by: blue-command
    in: press-statement
    source: article
    weapons: rocket
    targets:
      what: the gate of the post
      whose: green-army
    injured:
      who: green-army
      count: at least 3
    responsibility:
      blames: red-front
      hedge: no final assessment
  - by: red-front
    source: article
    responsibility: denies
  - by: red-wing
    source: article
    responsibility: claims
    quote: we did it
  - by:
      role: a blue official
      of: blue-ministry
    source: article
    paraphrase: The post is closed.
"""


def site(root: Path, text: str = "", /, **changes: str) -> Library:
    """The library of one record of these ``ACCOUNTS`` or others; files of the registry by name."""
    files = {
        **REGISTRY,
        "briefings/registry/sources.yml": SHARED,
        f"briefings/{ID}.yml": text or record(ACCOUNTS),
    }
    files |= {f"briefings/registry/{name}.yml": content for name, content in changes.items()}
    loaded = load_site(root, files)
    assert not loaded.errors, loaded.errors
    return loaded.library


def test_an_accusation_stands_with_its_accuser_and_the_reservation(tmp_path: Path) -> None:
    """Whoever is blamed has a row with the incident, the hedge, and who says so, linked to the statement."""
    blamed = section(
        rendered(site(tmp_path))["actors/red-front.md"],
        "Blamed or suspected, according to others { #blamed }",
    )
    (row,) = [line for line in blamed.splitlines() if "briefings/" in line]
    assert f"[Attack on the border post](../briefings/{ID}.md#s-blue-command-" in row
    assert "; no final assessment" in row
    assert "| Blue Command, in a statement {" in row


def test_each_role_is_a_section_of_its_own(tmp_path: Path) -> None:
    """Claims, denials, targets, casualties, quotes and unnamed speakers stand apart, each in its words."""
    pages = rendered(site(tmp_path))
    assert "Claimed" in section(pages["actors/red-wing.md"], "Claims of responsibility { #claims }")
    assert "“we did it”" in section(pages["actors/red-wing.md"], "Quotes { #quotes }")
    assert "Denied" in section(pages["actors/red-front.md"], "Denials { #denies }")
    army = pages["actors/green-army.md"]
    assert "The gate of the post" in section(army, "Named as a target, according to others { #target }")
    assert "Injured: at least 3" in section(army, "Casualties, according to others { #harmed }")
    unnamed = section(pages["actors/blue-ministry.md"], "Unnamed speakers of this side { #unnamed }")
    assert "A blue official, not named" in unnamed
    assert "The post is closed." in unnamed


def test_a_role_is_said_to_be_what_somebody_says(tmp_path: Path) -> None:
    """The page says that it is a list of ours, and its numbers are marked as counted by us."""
    page = rendered(site(tmp_path))["actors/red-front.md"]
    assert "It does not say what Red Front did" in page
    assert "Blamed or suspected in 1 incident; denials in 1 incident" in page
    assert "*(counted by us)*" in page


def test_a_house_leads_to_its_parts_and_back(tmp_path: Path) -> None:
    """Who nobody mentions has a page as the house of somebody who is; roles of parts stand with the parts."""
    pages = rendered(site(tmp_path))
    assert "[Blue Ministry of Defence](../actors/blue-ministry.md)" in pages["actors/blue-land.md"]
    assert (
        "[Red Wing](../actors/red-wing.md) (claims of responsibility in 1 incident"
        in pages["actors/red-front.md"]
    )
    assert "| **Part of** | [Red Front](../actors/red-front.md) |" in pages["actors/red-wing.md"]
    assert "#claims" not in pages["actors/red-front.md"]


def test_what_nothing_refers_to_has_no_page(tmp_path: Path) -> None:
    """An entry of the registry that no published record mentions waits without a page or a finding."""
    draft = record("  - by: herald\n    source: unused\n    paraphrase: x\n").replace("published", "draft", 1)
    pages = rendered(site(tmp_path, draft))
    assert not [address for address in pages if address.startswith(("actors/h", "sources/u", "places/b"))]
    assert "There are none yet." in pages["actors/index.md"]


def test_a_person_without_a_public_role_has_no_page_and_no_entry(tmp_path: Path) -> None:
    """The name is text where the statement prints it, and in no index, no address and no link."""
    text = record(
        "  - by: blue-spokesman\n    as: spokesman\n    source: article\n    quote: Nothing to say\n"
    )
    private = rendered(site(tmp_path / "private", text))
    assert {address for address, page in private.items() if "Adam Blue" in page} == {
        f"briefings/{ID}.md",
        "archive/2024/01.md",
        "quotes/2024.md",
    }
    assert "blue-spokesman.md" not in "".join(private.values())
    public = rendered(site(tmp_path / "public", text, actors=PUBLIC))
    page = public["people/blue-spokesman.md"]
    assert "Spokesman: 20 January 2024" in page
    assert "[Adam Blue](../people/blue-spokesman.md#quotes): 1" in public["quotes/index.md"]
    assert "**[Adam Blue](../people/blue-spokesman.md)**, spokesman" in public[f"briefings/{ID}.md"]


def test_a_confidential_source_has_no_page_and_no_entry(tmp_path: Path) -> None:
    """Neither its title nor whose report it carries is anywhere; the statement stays on its page."""
    text = record("  - by: blue-command\n    source: secret\n    damage: a gate\n    quote: We saw it\n")
    pages = rendered(site(tmp_path, text))
    assert not [address for address, page in pages.items() if "SECRET" in page or "Herald" in page]
    assert not [address for address in pages if "secret" in address or "herald" in address]
    assert "a confidential source" in pages["quotes/2024.md"]


def test_a_source_lists_what_was_read_in_it(tmp_path: Path) -> None:
    """A shared source has its statements by incident, speaker, subject; a record's own lead to the record."""
    text = record("  - by: blue-command\n    source: [report, article]\n    damage: a gate\n")
    pages = rendered(site(tmp_path, text))
    read = section(pages["sources/report.md"], "Statements read here { #statements }")
    assert "Blue Command: [damage](../briefings/" in read
    assert "| **Carries a report of** | [The Wire](../actors/wire.md) |" in pages["sources/report.md"]
    assert (
        f"“Post attacked”, 21 January 2024. *For [Attack on the border post](../briefings/{ID}.md#sources)*"
        in (pages["sources/index.md"])
    )
    assert "[All statements from this source](../sources/report.md)" in pages[f"briefings/{ID}.md"]


def test_a_source_that_only_the_registry_cites_is_listed_where_it_is_cited(tmp_path: Path) -> None:
    """A description keeps its markers, and the notes they lead to stand on the same page."""
    actors = ACTORS.replace(
        "name: Red Front\n", 'name: Red Front\n  described: "The Herald calls it a front [@report]."\n'
    )
    pages = rendered(site(tmp_path, record(ACCOUNTS), actors=actors))
    page = pages["actors/red-front.md"]
    assert "The Herald calls it a front[^report]." in page
    assert "[^report]: “A report.” The Herald" in page
    assert "sources/report.md" in pages


def test_a_place_says_how_sure_it_is(tmp_path: Path) -> None:
    """Without coordinates the page says so; with them it gives their precision in words, and their origin."""
    bare = rendered(site(tmp_path / "bare"))["places/border-post.md"]
    assert "| **Coordinates** | **None recorded.**" in bare
    assert f"[Attack on the border post](../briefings/{ID}.md)" in section(
        bare, "Incidents here { #incidents }"
    )
    places = REGISTRY["briefings/registry/places.yml"] + "  lat: 33.5\n  lon: -42.25\n  origin: a gazetteer\n"
    exact = rendered(site(tmp_path / "exact", places=places))["places/border-post.md"]
    assert "33.5°&nbsp;N, 42.25°&nbsp;W. Exact place: " in exact
    assert "Origin: a gazetteer." in exact


def test_a_place_that_only_a_statement_gives_says_who_gives_it(tmp_path: Path) -> None:
    """Where a source puts an incident elsewhere, that place has it as placed there by the source."""
    places = REGISTRY["briefings/registry/places.yml"] + "hill:\n  name: The hill\n  precision: region\n"
    text = record("  - by: blue-command\n    source: article\n    place: hill\n")
    page = rendered(site(tmp_path, text, places=places))["places/hill.md"]
    assert "## Incidents here" not in page
    also = section(page, "Also placed here, according to statements { #also-placed-here }")
    assert "| Blue Command {" in also


def test_a_weapon_and_a_kind_of_event_have_definition_codes_and_incidents(tmp_path: Path) -> None:
    """Terms show what they mean; a weapon's incidents stand with who names it."""
    pages = rendered(site(tmp_path))
    rocket = pages["weapons/rocket.md"]
    assert "| **GTD weapon type** | 6 Explosives |" in rocket
    assert "| Blue Command, in a statement {" in section(rocket, "Named by { #incidents }")
    filed = section(pages["events/attack.md"], "Incidents filed under it { #incidents }")
    assert "[Border post](../places/border-post.md)" in filed


def test_briefings_lead_to_the_pages(tmp_path: Path) -> None:
    """Place, parties, claimant, accused, weapon, kind and quoted speaker are links on a briefing, each where
    it stands first.
    """
    page = rendered(site(tmp_path))[f"briefings/{ID}.md"]
    facts = section(page, "Key facts")
    opening = page.partition("\n## Key facts")[0]
    assert "Attack on civilians, 20 January 2024, [Border post](../places/border-post.md)" in opening
    assert "**Injured: [Green Army](../actors/green-army.md)**" in facts
    assert "| **Claimed** | [Red Wing](../actors/red-wing.md)[^" in facts
    assert "[Red Front](../actors/red-front.md) (by Blue Command[^" in facts
    assert "[Rocket](../weapons/rocket.md)" in page
    assert "[Attack on civilians](../events/attack.md)" in page
    assert page.count("(../actors/red-wing.md)") == page.count("(../places/border-post.md)") == 1
    quote = record("  - by: red-front\n    source: article\n    quote: we saw it\n")
    quotes = section(rendered(site(tmp_path / "quoted", quote))[f"briefings/{ID}.md"], "Quotes")
    assert "\n**[Red Front](../actors/red-front.md)**[^article]." in quotes


def test_a_site_without_these_pages_has_no_links_to_them(tmp_path: Path) -> None:
    """With `entities: false` names are text again, and the home page offers no way to what is not there."""
    pages = rendered(site(tmp_path), Settings(entities=False))
    assert not [address for address in pages if address.startswith(("actors", "places", "quotes", "sources"))]
    assert not [address for address, page in pages.items() if "actors/" in page or "places/" in page]


def test_quotes_stand_by_date_with_all_that_belongs_to_them(tmp_path: Path) -> None:
    """A year's page has each quotation with speaker, source and incident; a party's claim says that it is."""
    pages = rendered(site(tmp_path))
    year = pages["quotes/2024.md"]
    january = section(year, "January")
    assert "“we did it”" in january
    assert "**[Red Wing](../actors/red-wing.md)**, as printed by The Daily." in january
    assert f"(../briefings/{ID}.md#s-red-wing-" in january
    assert "A claim by a party to the fighting; not independently confirmed." in january
    assert "[2024](../quotes/2024.md): 1 quotation" in pages["quotes/index.md"]


def test_a_figure_that_was_replaced_is_marked(tmp_path: Path) -> None:
    """An earlier figure of one speaker stays in the list of casualties, and says that it is earlier."""
    text = record(
        "".join(
            f"  - by: blue-command\n    said: 2024-01-{day}\n    source: article\n"
            f"    killed:\n      who: green-army\n      count: {count}\n"
            for day, count in ((21, 3), (22, 4))
        )
    )
    harmed = section(
        rendered(site(tmp_path, text))["actors/green-army.md"], "Casualties, according to others { #harmed }"
    )
    assert "Killed: 3, an earlier figure of this speaker" in harmed
    assert "Killed: 4 {" in harmed


def test_a_page_that_would_be_endless_is_parted_by_year(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond the limit a page gives the years of each role, and the rows stand on a page for each year."""
    monkeypatch.setattr(entity, "MOST", 1)
    text = record(
        "".join(
            f"  - by: red-front\n    said: {day}\n    source: article\n    quote: words of {day[:4]}\n"
            for day in ("2024-01-21", "2025-03-01")
        )
    )
    pages = rendered(site(tmp_path, text))
    whole = section(pages["actors/red-front.md"], "Quotes { #quotes }")
    assert "[2024](../actors/red-front/2024.md#quotes): 1 entry" in whole
    assert "words of" not in pages["actors/red-front.md"]
    part = pages["actors/red-front/2025.md"]
    assert "words of 2025" in part
    assert "words of 2024" not in part
    assert f"](../../briefings/{ID}.md#" in part
    assert "[Red Front](../../actors/red-front.md) ›" in part


def test_an_index_that_would_be_endless_is_parted_by_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond the limit an index gives its groups, and the entries stand on a page for each group."""
    monkeypatch.setattr(index_pages, "MOST", 1)
    pages = rendered(site(tmp_path))
    assert "[Armed groups](../actors/kind/armed-group.md): 2" in pages["actors/index.md"]
    group = pages["actors/kind/armed-group.md"]
    assert "[Red Front](../../actors/red-front.md)" in group
    assert "Blue Command" not in group


def test_what_a_speaker_spoke_of_does_not_read_as_the_speaker_s_fate(tmp_path: Path) -> None:
    """A page of a person says "spoke of the dead", never ": killed."."""
    page = rendered(demonstration())["people/pat-ryder.md"]
    said = section(page, "Other statements { #statements }")
    assert "): spoke of the dead. No attack took place" in said
    assert not re.search(r"\): (killed|injured|missing)\b", page)
