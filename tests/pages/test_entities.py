"""Pages of actors, people, places, weapons, kinds of event and sources: what is on them, and who says so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.library.library import Library
from onrecord.pages.entities import entity, index_pages
from onrecord.settings import Settings
from tests.export.archives import demonstration
from tests.helpers import ID, REGISTRY, folded, load_site, record, rendered, section

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


def said(page: str) -> str:
    """What a page of an actor or person says, by incident."""
    return section(page, "What was said, by incident")


def test_an_accusation_stands_with_its_accuser_and_the_reservation(tmp_path: Path) -> None:
    """Whoever is blamed has a line with the hedge, and who says so, which leads to the statement."""
    blamed = said(rendered(site(tmp_path))["actors/red-front.md"])
    (line,) = [line for line in blamed.splitlines() if 'id="blamed"' in line]
    assert re.fullmatch(
        r'- <span id="blamed"></span>\[Blue Command, in a statement\]'
        rf"\(../briefings/{ID}.md#s-blue-command-\w+\): Blamed Red Front; no final assessment\.",
        line,
    )


def test_the_roles_of_an_incident_stand_in_one_line(tmp_path: Path) -> None:
    """An actor has one group for an incident, and its first line merges its roles."""
    pages = rendered(site(tmp_path))
    front = said(pages["actors/red-front.md"])
    assert front.count("### ") == 1
    assert f'<a id="i-{ID}"></a>[Attack on the border post](../briefings/{ID}.md), <small>20 Jan' in front
    assert '<span class="or-roles">Spoke; blamed or suspected by Blue Command; denied it.</span>' in front
    army = said(pages["actors/green-army.md"])
    assert "Named as a target by Blue Command; casualties given by Blue Command." in army
    assert "Spoke; claimed responsibility." in said(pages["actors/red-wing.md"])
    assert "Unnamed speakers of this side spoke." in said(pages["actors/blue-ministry.md"])


def test_a_page_says_what_was_said_and_not_only_of_what(tmp_path: Path) -> None:
    """A statement gives its values, words and paraphrase; pages of others have what concerns them."""
    pages = rendered(site(tmp_path))
    assert re.search(
        r"Blue Command, in a statement\]\([^)]*\): Rocket; aimed at or hit: the gate of the post "
        r"\(Green Army, by this account\); Green Army, injured: at least 3; blamed Red Front; "
        r"no final assessment\.\n",
        said(pages["actors/blue-command.md"]),
    )
    assert re.search(r"\): Claimed responsibility\. “we did it”\n", said(pages["actors/red-wing.md"]))
    army = said(pages["actors/green-army.md"])
    assert "): Aimed at or hit: the gate of the post. Green Army, injured: at least 3.\n" in army
    assert "blamed Red Front" not in army
    unnamed = said(pages["actors/blue-ministry.md"])
    assert re.search(r"\[A blue official, not named\]\([^)]*\): The post is closed\.\n", unnamed)


def test_addresses_of_roles_hold(tmp_path: Path) -> None:
    """The address of a role, once that of a list, leads to the first statement in that role."""
    pages = rendered(site(tmp_path))
    for actor, fragments in (
        ("red-front", ("blamed", "denies", "statements")),
        ("red-wing", ("claims", "quotes")),
        ("green-army", ("target", "harmed")),
        ("blue-ministry", ("unnamed",)),
    ):
        for fragment in fragments:
            assert pages[f"actors/{actor}.md"].count(f'<span id="{fragment}"></span>') == 1


def test_incidents_stand_before_names_ids_and_coordinates(tmp_path: Path) -> None:
    """What somebody looks a page up for comes first; what else is filed about it stands under About."""
    for address, page in rendered(site(tmp_path)).items():
        if address.startswith(("actors/", "places/")) and 'id="about"' in page and 'id="incidents"' in page:
            assert page.index('id="incidents"') < page.index('id="about"') < page.index("| **")


def test_long_lists_are_folded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a few incidents and lines the rest is in a fold, which says how much it holds."""
    monkeypatch.setattr(entity, "MOST_OPEN", 1)
    monkeypatch.setattr(entity, "MOST_LINES", 1)
    spoken = "".join(
        f"  - id: words-{n}\n    by: red-front\n    source: article\n    paraphrase: Words {n}.\n"
        for n in range(4)
    )
    others = {
        f"briefings/2024-0{month}-03-raid.yml": record(spoken).replace("2024-01-20", f"2024-0{month}-03")
        for month in (2, 3)
    }
    loaded = load_site(tmp_path, {**REGISTRY, f"briefings/{ID}.yml": record(spoken), **others})
    assert not loaded.errors, loaded.errors
    front = said(rendered(loaded.library)["actors/red-front.md"])
    assert front.count("<summary>3 more statements</summary>") == 3
    assert "<summary>2 earlier incidents</summary>" in front
    assert front.index('"i-2024-03-03-raid"') < front.index("earlier incidents") < front.index(f'"i-{ID}"')
    assert front.count("Words ") == 12


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
        "quotes/index.md",
    }
    assert "blue-spokesman.md" not in "".join(private.values())
    public = rendered(site(tmp_path / "public", text, actors=PUBLIC))
    page = public["people/blue-spokesman.md"]
    assert "Spokesman: 20 January 2024" in page
    assert (
        '### <a id="blue-spokesman"></a>[Adam Blue](../people/blue-spokesman.md)' in public["quotes/index.md"]
    )
    assert '### <a id="others"></a>Others' in private["quotes/index.md"]
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
    read = section(pages["sources/report.md"], "What was read here, by incident")
    assert re.search(
        r"- \[Blue Command, via The Wire\]\(../briefings/[^)]*#s-blue-command-\w+\): Damage: a gate\.", read
    )
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
    assert f"[Attack on the border post](../briefings/{ID}.md)" in section(bare, "Incidents here")
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
    also = section(page, "What was said of this place elsewhere")
    assert re.search(r'<span id="also-placed-here"></span>\[Blue Command\]\([^)]*\): Placed here\.', also)


def test_a_weapon_and_a_kind_of_event_have_definition_codes_and_incidents(tmp_path: Path) -> None:
    """Terms show what they mean; a weapon's incidents stand with who names it."""
    pages = rendered(site(tmp_path))
    rocket = pages["weapons/rocket.md"]
    assert "| **GTD weapon type** | 6 Explosives |" in rocket
    named = section(rocket, "Who named it, by incident")
    assert re.search(r"- \[Blue Command, in a statement\]\([^)]*\): Rocket\.", named)
    filed = section(pages["events/attack.md"], "Incidents filed under it")
    assert "Border post" in filed
    assert re.search(r"- \[Blue Command\]\([^)]*\): Green Army, injured: at least 3; blamed Red Front", filed)


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
    pages = rendered(site(tmp_path, text))
    harmed = said(pages["actors/green-army.md"])
    assert "Green Army, killed: 3, an earlier figure of this speaker.\n" in harmed
    assert "Green Army, killed: 4.\n" in harmed
    assert "killed: 3 (replaced later by its speaker)" in said(pages["actors/blue-command.md"])


def test_a_page_that_would_be_endless_is_parted_by_year(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond the limit a page gives the years of each role, and the rows stand on a page for each year."""
    monkeypatch.setattr(entity, "MOST", 1)
    first = record("  - by: red-front\n    source: article\n    quote: words of 2024\n")
    later = first.replace("2024", "2025")
    loaded = load_site(
        tmp_path, {**REGISTRY, f"briefings/{ID}.yml": first, "briefings/2025-01-20-raid.yml": later}
    )
    assert not loaded.errors, loaded.errors
    pages = rendered(loaded.library)
    whole = said(pages["actors/red-front.md"])
    assert "- [2024](../actors/red-front/2024.md#incidents): 1 entry" in whole
    assert "words of" not in pages["actors/red-front.md"]
    part = pages["actors/red-front/2025.md"]
    assert "words of 2025" in part
    assert "words of 2024" not in part
    assert "](../../briefings/2025-01-20-raid.md#" in part
    assert "[Red Front](../../actors/red-front.md)\n" in part


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


def test_what_a_speaker_spoke_of_does_not_read_as_the_speaker_s_fate() -> None:
    """On the page of a person each figure says whose it is, and no role but those of speakers is told."""
    pages = rendered(demonstration())
    page = pages["people/pat-ryder.md"]
    assert "US contractors, killed: 1, after a cardiac incident" in said(page)
    assert "or-roles" not in page
    for address in pages:
        if address.startswith("people/") and address != "people/index.md":
            assert not re.search(r"(?:\): |; |- )(?:killed|injured|missing)\b", pages[address], re.IGNORECASE)


def test_quotes_begin_with_quotations(tmp_path: Path) -> None:
    """The first page has every quotation by speaker, with its statement, and ways by year and incident."""
    page = rendered(site(tmp_path))["quotes/index.md"]
    spoken = page.partition('### <a id="red-wing"></a>[Red Wing](../actors/red-wing.md)')[2]
    assert re.search(
        rf'- <span class="or-words" data-speaker="red-wing" data-year="2024" data-incident="{ID}" '
        r'dir="auto">“we did it”</span>As printed by The Daily\. '
        rf"\[Attack on the border post\]\(../briefings/{ID}.md#s-red-wing-",
        spoken,
    )
    assert "A claim by a party to the fighting; not independently confirmed." in spoken
    found = folded(page, "Find a quotation by year, speaker or incident")
    assert "[2024](../quotes/2024.md): 1 quotation" in found
    assert "[Red Wing](#red-wing): 1" in found
    assert f"](../briefings/{ID}.md#quotes): 1" in found
    assert (
        '<form class="or-filter" aria-label="Filters" autocomplete="off" hidden data-search-exclude>' in page
    )
