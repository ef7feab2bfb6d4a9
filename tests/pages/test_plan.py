"""Which pages there are, at which addresses, and what of records never reaches one."""

from __future__ import annotations

from pathlib import Path

from onrecord.library.load import publishable
from onrecord.settings import Settings
from tests.helpers import ID, NOW, PUBLISHED, library, record, rendered, section

STATEMENT = "  - source: article\n    paraphrase: A post was attacked.\n"


def test_addresses_follow_from_ids_and_dates(tmp_path: Path) -> None:
    """A briefing lies at its id, a month at its number, whatever the titles are."""
    found = library(tmp_path, record(STATEMENT))
    assert list(rendered(found)) == [
        "actors/index.md",
        "archive/2024/01.md",
        "archive/2024/index.md",
        "archive/index.md",
        f"briefings/{ID}.md",
        "codebook.md",
        "corrections.md",
        "events/attack.md",
        "events/index.md",
        "explore.md",
        "index.md",
        "map.md",
        "people/index.md",
        "places/border-post.md",
        "places/index.md",
        "quotes/index.md",
        "sources/index.md",
        "updates.md",
        "verification.md",
        "weapons/index.md",
    ]


def test_a_site_chooses_its_pages(tmp_path: Path) -> None:
    """What stands around the briefings can be left out, each kind by its option."""
    settings = Settings(
        home=False,
        archive=False,
        codebook=False,
        entities=False,
        explore=False,
        map=False,
        tallies=False,
        verification=False,
    )
    found = rendered(library(tmp_path, record(STATEMENT)), settings)
    assert list(found) == [f"briefings/{ID}.md"]
    assert "archive" not in found[f"briefings/{ID}.md"]


def test_a_former_id_leads_to_the_new_address(tmp_path: Path) -> None:
    """An old address stays as a stub that links to the new one, out of search."""
    pages = rendered(library(tmp_path, record(STATEMENT, header="formerly: 2024-01-20-post")))
    stub = pages["briefings/2024-01-20-post.md"]
    assert f"]({ID}.md)" in stub
    assert "exclude: true" in stub
    assert "robots: noindex" in stub


def test_a_withdrawn_record_leaves_a_stub_that_says_nothing_else(tmp_path: Path) -> None:
    """The address stays, out of search and lists; nothing that the record said does."""
    text = record(STATEMENT, header="summary: The summary. [@article]\nformerly: old-post")
    pages = rendered(library(tmp_path, text.replace("publish: published", "publish: withdrawn")))
    for address in (f"briefings/{ID}.md", "briefings/old-post.md"):
        assert "This briefing was withdrawn." in pages[address]
        assert "exclude: true" in pages[address]
    words = ("A post was attacked", "The summary", "Attack on", "Post attacked")
    assert not [address for address, page in pages.items() if any(word in page for word in words)]
    assert not [address for address, page in pages.items() if f"{ID}.md" in page]


def test_previous_and_next_follow_the_date(tmp_path: Path) -> None:
    """Briefings turn in the order of time, with ties in the order of ids; the ends have no neighbour."""
    later = record(STATEMENT).replace("date: 2024-01-20", "date: 2024-02-05")
    earlier = record(STATEMENT).replace("date: 2024-01-20", "date: 2023-12-31")
    pages = rendered(library(tmp_path, record(STATEMENT), b_post=later, a_post=later, z_post=earlier))

    def turn(address: str) -> list[str]:
        foot = pages[f"briefings/{address}.md"].rpartition('or-turn"')[2]
        return [line.partition("](")[2].partition(")")[0] for line in foot.splitlines() if "](" in line]

    assert turn("z-post") == [f"../briefings/{ID}.md"]
    assert turn(ID) == ["../briefings/z-post.md", "../briefings/a-post.md"]
    assert turn("a-post") == [f"../briefings/{ID}.md", "../briefings/b-post.md"]
    assert turn("b-post") == ["../briefings/a-post.md"]


def test_nothing_turns_to_a_withdrawn_record(tmp_path: Path) -> None:
    """A withdrawn record is nobody's previous or next, and its title is on no page."""
    gone = (
        record(STATEMENT)
        .replace("publish: published", "publish: withdrawn")
        .replace("the border post", "SECRET")
    )
    last = record(STATEMENT).replace("date: 2024-01-20", "date: 2024-01-22")
    pages = rendered(library(tmp_path, record(STATEMENT), b_post=gone, c_post=last))
    assert [address for address, page in pages.items() if "SECRET" in page] == []
    assert "Next: [Attack on the border post](../briefings/c-post.md)" in pages[f"briefings/{ID}.md"]


def test_drafts_reviews_and_embargoes_are_withheld_from_a_build(tmp_path: Path) -> None:
    """What is not published yet is in no build, and its number is known; withdrawn records keep their
    stubs.
    """
    records = {
        "draft": record(STATEMENT).replace("publish: published", "publish: draft"),
        "review": record(STATEMENT).replace("publish: published", "publish: in-review"),
        "later": record(STATEMENT, header="embargo: 2026-11-22T13:00Z"),
        "now": record(STATEMENT, header="embargo: 2026-11-22T12:00Z"),
        "gone": record(STATEMENT).replace("publish: published", "publish: withdrawn"),
        "open": record(STATEMENT),
    }
    shown = publishable(library(tmp_path, **records), NOW, preview=False)
    assert [one.id for one in shown.library.incidents] == ["now", "open"]
    assert shown.withdrawn == ("gone",)
    assert shown.withheld == 3


def test_drafts_are_marked_in_the_preview(tmp_path: Path) -> None:
    """The preview says on the page that no build has it; a published page bears no mark."""
    draft = record(STATEMENT).replace("publish: published", "publish: draft")
    found = library(
        tmp_path,
        draft,
        b_post=record(STATEMENT),
        c_post=record(STATEMENT, header="embargo: 2099-01-01T00:00Z"),
    )
    pages = rendered(found, preview=True)
    assert "Not published: draft" in pages[f"briefings/{ID}.md"]
    assert "No build before 1 January 2099, 00:00 UTC contains this page." in pages["briefings/c-post.md"]
    assert "Not published" not in pages["briefings/b-post.md"]


def test_a_relation_holds_both_ways(tmp_path: Path) -> None:
    """A record that relates to another one, or is called its response, is linked from there."""
    other = record(STATEMENT, header=f"related:\n  incident: {ID}\n  why: the same post")
    answer = record(STATEMENT + f"    in_response_to: {ID}\n")
    page = rendered(library(tmp_path, record(STATEMENT), b_post=other, c_post=answer))[f"briefings/{ID}.md"]
    related = section(page, "Related incidents")
    assert "(../briefings/b-post.md)" in related
    assert "the same post" not in related  # the reason was given for the other direction
    assert "(../briefings/c-post.md)" in related
    assert "called a response to this one by The Daily" in related


def test_a_relation_to_what_is_not_published_names_nothing(tmp_path: Path) -> None:
    """A published page betrays neither title nor address of a draft that it refers to."""
    draft = (
        record(STATEMENT)
        .replace(PUBLISHED.split("\n", 1)[0], "publish: draft")
        .replace("border post", "SECRET")
    )
    text = record(STATEMENT + "    in_response_to: secret-id\n", header="related: secret-id")
    page = rendered(library(tmp_path, text, secret_id=draft))[f"briefings/{ID}.md"]
    assert "secret" not in page.lower()
