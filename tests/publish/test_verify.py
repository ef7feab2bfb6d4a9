"""What was built is held against what it has to be; one fault keeps the whole site where it was."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from onrecord.build.fingerprint import digest
from onrecord.build.ledger import Ledger
from onrecord.publish.errors import PublishError, StoppedError
from onrecord.publish.links import broken
from onrecord.publish.look import Look, look
from onrecord.publish.publish import publish
from onrecord.publish.verify import Demands, faults
from tests.helpers import RECORD, minimal_record, record
from tests.publish.sites import STATEMENT, building, pages, published, request, site_at, tree


def refused(
    root: Path, files: dict[str, str], *, expect: bool = False, back: bool = False
) -> tuple[str, ...]:
    """The reasons why a site with these files is not published; the folder is as it was."""
    before = tree(root / "public") if (root / "public").exists() else None
    with pytest.raises(StoppedError) as error:
        published(root, files, expect=expect, back=back)
    assert (tree(root / "public") if (root / "public").exists() else None) == before
    assert not (root / ".public.onrecord/new").exists()
    return error.value.reasons


def links_of(*links: str, site_url: str = "", unchecked: tuple[str, ...] = ()) -> list[str]:
    """What is wrong with links on the page briefings/a/index.html."""
    looks = {
        "briefings/a/index.html": Look(links=links),
        "index.html": Look(ids=frozenset(("top-of-it", "für"))),
        "flat.html": Look(),
    }
    files = [*looks, "data/a b.csv", "briefings/b/index.html"]
    return [text.partition(": ")[2] for text in broken(looks, files, site_url, unchecked)]


def test_links_that_lead_somewhere() -> None:
    """To a page by its folder, with and without slash or ending, to a file, to an id, and to other hosts."""
    assert not links_of(
        *("../b/", "../b", "../../", "../..", ".", "./", "", "?q=1", "../../flat", "../../data/a%20b.csv"),
        *("../../#top-of-it", "../../index.html#f%C3%BCr", "../../#:~:text=word", "/briefings/b/", "/", "/."),
        *("https://other.example/x", "//other.example/x", "mailto:a@b.example", "data:image/png;base64,AA"),
        *("javascript:void(0)", "tel:1", "http://[bad"),
    )


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("../c/", "the link ../c/ leads to nothing"),
        ("/briefings", "the link /briefings leads to nothing"),
        ("../../data/", "the link ../../data/ leads to nothing"),
        ("#here", "the link #here leads to briefings/a/index.html, which has no #here"),
        ("../../#gone", "the link ../../#gone leads to index.html, which has no #gone"),
    ],
)
def test_links_that_lead_nowhere(link: str, told: str) -> None:
    """Each is told with its page."""
    assert links_of(link) == [told]


def test_links_from_the_root_of_a_host() -> None:
    """Of a site below a path those within it are followed, by whole address too; others are not ours."""
    site = "https://example.org/press/"
    assert not links_of("/press/", "/press", "/press/briefings/b/", "/shop/", "../../../shop/", site_url=site)
    assert links_of("/press/c/", "https://example.org/press/d/", site_url=site) == [
        "the link /press/c/ leads to nothing",
        "the link https://example.org/press/d/ leads to nothing",
    ]


def test_links_that_a_server_answers() -> None:
    """The setting names them by patterns."""
    assert links_of("/api/x", "/apis", unchecked=("/api/*",)) == ["the link /apis leads to nothing"]


def test_a_page_with_a_broken_link_is_not_published(tmp_path: Path) -> None:
    """Page, link and target are named."""
    root = site_at(tmp_path)
    assert refused(root, pages('<a href="nowhere/">x</a><a href="#y">y</a>'))[:2] == (
        "briefings/a/index.html: the link nowhere/ leads to nothing",
        "briefings/a/index.html: the link #y leads to briefings/a/index.html, which has no #y",
    )


def test_links_to_files_of_others_lead_somewhere(tmp_path: Path) -> None:
    """They are part of what readers get."""
    root = site_at(tmp_path)
    published(root, pages("old"))
    (root / "public/report.pdf").write_bytes(b"%PDF")
    published(root, pages('<a href="/report.pdf">x</a>'))


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("data/a.json", '{"rows": [', "data/a.json does not parse: Expecting value"),
        ("data/a.json", '{"rows": NaN}', "data/a.json does not parse: NaN is no number in JSON"),
        ("data/a.geojson", "", "data/a.geojson does not parse: Expecting value"),
        ("feeds/a.xml", "<feed>", "feeds/a.xml does not parse: no element found"),
        ("feeds/a.xml", "<feed>\x01</feed>", "feeds/a.xml does not parse: not well-formed"),
        ("sitemap.xml", "<a></b>", "sitemap.xml does not parse: mismatched tag"),
        ("data/a.csv", "a,b\n1\n", "data/a.csv does not parse: line 2 has 1 cells, and the first 2"),
        ("data/a.csv", 'a,b\n1,"x\n', "data/a.csv does not parse: unexpected end of data"),
        ("data/a.sqlite", "no database", "data/a.sqlite does not parse: file is not a database"),
        ("a/index.html", '<script type="application/ld+json">{"a": </script>', "JSON-LD that does not parse"),
        ("a/index.html", '<script type="application/ld+json">{"a": 1}</script>', "JSON-LD without @context"),
    ],
)
def test_a_file_that_nobody_can_read_is_not_published(
    tmp_path: Path, name: str, text: str, told: str
) -> None:
    """It is named, with what a reader of its format says."""
    [reason] = refused(site_at(tmp_path), {**pages("new"), name: text})
    assert told in reason


def test_files_that_parse(tmp_path: Path) -> None:
    """Data, a database, packed files, and JSON-LD beside other scripts."""
    linked = '<script>x = "</p>" < 1</script><script type="application/ld+json">{"@context": "x"}</script>'
    texts = {"a.json": "[1]", "a.csv": "\ufeffa,b\r\n1,2\r\n", "a.xml": "<a/>", "a.html": linked}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8", newline="")
    (tmp_path / "a.gz").write_bytes(gzip.compress(b"x"))
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as db:
        db.execute("create table a (b)")
        db.commit()
    names = [*texts, "a.gz", "a.sqlite"]
    assert not faults(tmp_path, names, names, Demands())
    (tmp_path / "a.gz").write_bytes(gzip.compress(b"x" * 99)[:-9])
    (tmp_path / "a.html").write_bytes(b"\xff")
    assert faults(tmp_path, names, names, Demands()) == [
        "a.gz does not parse: Compressed file ended before the end-of-stream marker was reached",
        "a.html is not UTF-8",
    ]


def test_files_of_the_site_s_own_look_as_they_like(tmp_path: Path) -> None:
    """A broken example that somebody put into the documentation folder is none of our faults."""
    linked = '<script type="application/ld+json">{</script>'
    root = site_at(tmp_path, {"docs/examples/broken.json": "{", "docs/old.html": linked})
    published(root, {**pages("new"), "examples/broken.json": "{", "old.html": linked})


def test_a_file_that_changed_since_it_was_made_is_not_published(tmp_path: Path) -> None:
    """The build noted its fingerprint: a cache that somebody wrote into shows."""
    root = site_at(tmp_path, {"mkdocs.yml": "site_name: T\nplugins:\n  - onrecord\n"})

    def build(folder: Path, lock: int | None) -> None:
        building(pages("new"))(folder, lock)
        ledger = Ledger(root / ".cache/onrecord/build", b"")
        noted = {name: (digest(text.encode()), (1, 1)) for name, text in pages("new").items()}
        noted["index.html"] = (digest(b"another"), (1, 1))
        ledger.keep_site(str(folder.resolve()), noted)
        ledger.close()

    with pytest.raises(StoppedError, match="what was built is not what was made") as error:
        publish(request(root), build)
    assert error.value.reasons == ("index.html changed since it was made",)


DRAFT = {"briefings/2024-03-01-secret-raid.yml": minimal_record(title="Raid on the lighthouse at Cape Far")}
EMBARGO = {
    "briefings/2024-03-01-secret-raid.yml": record(
        '  - source: article\n    paraphrase: "They came by sea, said <nobody> at all & left."',
        header="embargo: 2026-12-01T00:00Z",
    ).replace("Attack on the border post", "Raid on the lighthouse at Cape Far")
}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("index.html", "<p>About the Raid on the lighthouse at Cape Far, soon</p>"),
        ("index.html", "<p>Raid on the <em>light</em>house at&nbsp;Cape&#32;F<wbr>ar</p>"),
        ("index.html", "<title>Raid on the lighthouse at Cape Far</title>"),
        ("index.html", '<img alt="raid on the lighthouse at cape far">'),
        ("index.html", '<meta name="description" content="Raid on the lighthouse at Cape Far">'),
        ("data/x.json", '{"rows": [{"title": "Raid on the light\\u0068ouse at Cape Far"}]}'),
        ("data/x.csv", "title\nRaid on the lighthouse at Cape Far\n"),
        ("feeds/x.xml", "<t>&lt;p&gt;Raid on the &lt;em&gt;lighthouse&lt;/em&gt; at Cape Far&lt;/p&gt;</t>"),
        ("map.svg", "<svg><text>Raid on the lighthouse at Cape Far</text></svg>"),
        ("flash.txt", "RAID ON THE LIGHTHOUSE AT CAPE FAR"),
    ],
)
@pytest.mark.parametrize("files", [DRAFT, EMBARGO], ids=["draft", "embargo"])
def test_no_word_of_what_is_not_published(
    tmp_path: Path, files: dict[str, str], name: str, text: str
) -> None:
    """In whatever file and form it stands: the record is named, and the words."""
    [reason] = refused(site_at(tmp_path, files), {name: text})
    why = "not published" if files is DRAFT else "under embargo"
    assert reason == (
        f"{name} shows words of briefings/2024-03-01-secret-raid.yml, which is {why}: "
        "“raid on the lighthouse at cape far”"
    )


def test_statements_of_what_is_not_published(tmp_path: Path) -> None:
    """Their words too, in a packed index of the search."""
    root = site_at(tmp_path, EMBARGO)

    def build(folder: Path, lock: int | None) -> None:
        building(pages("new"))(folder, lock)
        (folder / "index.pack").write_bytes(gzip.compress(b"They came by sea, said <nobody> at all & left"))

    with pytest.raises(StoppedError) as error:
        publish(request(root), build)
    assert "index.pack shows words of briefings/2024-03-01-secret-raid.yml" in error.value.reasons[0]


def test_words_that_a_published_record_says_too(tmp_path: Path) -> None:
    """They are no secret; nor is what a page of the site's own says, or a title of three words."""
    title = "Raid on the lighthouse at Cape Far"
    shared = {
        **DRAFT,
        RECORD: record(f'  - source: article\n    paraphrase: "He spoke of the {title}."'),
        "briefings/2024-03-02-draft.yml": minimal_record(title="Words of the house, four of them"),
        "briefings/2024-03-03-draft.yml": minimal_record(title="A short title"),
        "docs/about.md": "Words of the house, four of them.",
    }
    root = site_at(tmp_path, shared)
    published(root, pages(f"He spoke of the {title}. Words of the house, four of them. A short title"))


@pytest.mark.parametrize(
    "files",
    [
        {"briefings/2024-03-01-secret-raid/index.html": "<p>x</p>"},
        {"cards/2024-03-01-secret-raid.png": "x"},
        {
            "briefings/2024-03-01-secret-raid.html": "<p>x</p>",
            "index.html": '<a href="briefings/2024-03-01-secret-raid.html#x">x</a>',
        },
    ],
)
def test_no_address_of_what_is_not_published(tmp_path: Path, files: dict[str, str]) -> None:
    """An id tells of an incident as its words do."""
    reasons = refused(site_at(tmp_path, DRAFT), {**pages("new"), **files})
    assert any("an address of 2024-03-01-secret-raid, which is not published" in one for one in reasons)


@pytest.mark.parametrize(
    ("header", "statement", "words"),
    [
        ("note_internal: Our man in the harbour saw it", "", "Our man in the harbour saw it"),
        (
            "",
            "    excerpt: The post was attacked at night by nobody we know",
            "attacked at night by nobody we",
        ),
        (
            "removed:\n  on: 2024-03-01\n  what: quote\n  reason: The family asked us to",
            "",
            "The family asked us to",
        ),
    ],
    ids=["internal note", "excerpt", "reason of a removal"],
)
def test_nothing_that_is_for_the_desk_alone(tmp_path: Path, header: str, statement: str, words: str) -> None:
    """Of published records too."""
    root = site_at(tmp_path, {RECORD: record(f"{STATEMENT}\n{statement}", header=header)})
    whole = "The post was attacked at night by nobody we know" if "excerpt" in statement else words
    reason, *_ = refused(root, {"index.html": f"<p>{whole}</p>"})
    assert f"shows words of what {RECORD} has for the desk alone" in reason
    published(root, pages("new"))


OLD_DATA = (
    '{"rows": [{"incident_id": "a", "paraphrases": ["The minister named Adam Example at noon."], '
    '"note": "", "url": "https://example.org/a b c d e f"}]}'
)


def test_nothing_that_was_removed(tmp_path: Path) -> None:
    """What the published data has and no record says any more may stand nowhere: no stale page brings it."""
    root = site_at(tmp_path)
    published(root, {**pages("old"), "data/statements.json": OLD_DATA})
    [reason] = refused(
        root, {**pages("The minister named Adam Example at noon"), "data/statements.json": "{}"}, expect=True
    )[:1]
    assert (
        "shows words of a, which no record has any more: “the minister named adam example at noon”" in reason
    )
    published(root, {**pages("The minister spoke at noon"), "data/statements.json": "{}"})


def test_going_back_never_undoes_a_removal(tmp_path: Path) -> None:
    """The edition before has what was removed since; a removal of earlier times hinders nobody."""
    root = site_at(tmp_path)
    published(root, pages("old"), now=datetime(2026, 11, 20, tzinfo=UTC))
    published(root, pages("new"), now=datetime(2026, 11, 21, tzinfo=UTC))
    for day, allowed in (("2026-11-21", False), ("2026-11-10", True)):
        removed = f"removed:\n  on: {day}\n  what: quote"
        (root / RECORD).write_text(record(STATEMENT, header=removed), "utf-8")
        if allowed:
            published(root, {}, back=True)
            assert tree(root / "public") == pages("old")
        else:
            with pytest.raises(PublishError, match=f"something was removed from {RECORD} after"):
                published(root, {}, back=True)


def test_an_edition_before_with_what_was_removed_is_deleted(tmp_path: Path) -> None:
    """Nobody may go back to it, so that it would only keep what was to go."""
    root = site_at(tmp_path)
    published(root, pages("old"))
    (root / RECORD).write_text(record(STATEMENT, header="removed:\n  on: 2026-11-22\n  what: quote"), "utf-8")
    assert published(root, pages("new")).forgotten
    assert not (root / ".public.onrecord/before").exists()
    # The edition that replaced it is of the same day, on which something was removed; later ones are not.
    assert published(root, pages("newer"), now=datetime(2026, 11, 23, tzinfo=UTC)).forgotten
    assert not published(root, pages("newest"), now=datetime(2026, 11, 24, tzinfo=UTC)).forgotten
    assert tree(root / ".public.onrecord/before") == pages("newer")


def test_going_back_never_brings_back_what_was_withdrawn(tmp_path: Path) -> None:
    """It is checked as any other edition."""
    root = site_at(tmp_path)
    published(root, pages("The post was attacked at night"))
    published(root, pages("new"))
    text = record(STATEMENT).replace("publish: published", "publish: withdrawn")
    (root / RECORD).write_text(text, "utf-8")
    [reason, *_] = refused(root, {}, back=True)
    assert f"shows words of {RECORD}, which is withdrawn" in reason


def test_an_edition_before_that_somebody_changed_is_not_published(tmp_path: Path) -> None:
    """Its hashes say what it was."""
    root = site_at(tmp_path)
    published(root, pages("old"))
    published(root, pages("new"))
    before = root / ".public.onrecord/before"
    (before / "index.html").write_text("by hand", "utf-8")
    (before / "feeds/all.xml").unlink()
    assert refused(root, {}, back=True) == (
        "feeds/all.xml is gone or changed",
        "index.html is gone or changed",
    )


def test_many_files_are_looked_at_on_all_cores(tmp_path: Path) -> None:
    """With the same result."""
    names = []
    for number in range(500):
        name = f"{number:03}.html"
        (tmp_path / name).write_text(f'<a href="{number + 1:03}.html">x</a>', "utf-8")
        names.append(name)
    assert faults(tmp_path, names, names, Demands(jobs=2)) == ["499.html: the link 500.html leads to nothing"]


def test_the_text_of_a_page(tmp_path: Path) -> None:
    """Blocks part words, marks within a word do not; notes, scripts and styles are no text."""
    page = tmp_path / "page.html"
    shown = "<p>One<b>word</b><sup>1</sup></p><p>an\u00adother, <i>U.S.</i></p>"
    page.write_text(f"<style>a b</style>{shown}<script>c</script>", "utf-8")
    assert look(page, page.name, strictly=True, words=True).words == " oneword another u s "


def test_a_part_of_a_long_text_is_found_too(tmp_path: Path) -> None:
    """A page may show its beginning alone, or have other words in between."""
    words = " ".join(f"word{number}" for number in range(30))
    root = site_at(tmp_path, {RECORD: record(STATEMENT, header=f"note_internal: {words}")})
    shown = " ".join(f"word{number}" for number in range(9, 24))
    [reason] = refused(root, {"index.html": f"<p>{shown}</p>"})
    assert "“word16 word17 word18" in reason
