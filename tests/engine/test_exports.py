"""Data files and feeds in a built site: there, counted, the same everywhere, and nothing but public."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from onrecord.cli import main
from onrecord.settings import SettingsError, parse_settings
from tests.export.archives import parsed, rows_of
from tests.helpers import (
    ID,
    RECORD,
    REGISTRY,
    Built,
    build_site,
    minimal_record,
    read_files,
    record,
    visible,
    write_site,
)

ROOT = Path(__file__).parents[2]
CANARY = "ZQCANARYQZ"
OPTIONS = """\
      selection: What we chose.
      licence: CC BY 4.0
      licence_url: https://creativecommons.org/licenses/by/4.0/
      rights_holder: The Archive
      namespace: archive.example,2026-01
"""
CONFIG = (
    "site_name: Border & watch\nsite_url: https://archive.example/border\ntheme:\n  name: mkdocs\n"
    f"plugins:\n  - search\n  - onrecord:\n{OPTIONS}"
)
GOOD = record(
    "  - by: red-front\n    source: article\n    excerpt: ZQCANARYQZ excerpt\n    responsibility: claims\n"
    "    quote: We did it\n    killed:\n      who: civilians\n      count: at least 3\n"
).replace("A. Editor", f"{CANARY} Editor")
HIDDEN = record("  - source: article\n    paraphrase: Nothing.\n").replace("Attack", CANARY)
SITE: dict[str, str | bytes] = {
    **REGISTRY,
    "mkdocs.yml": CONFIG,
    RECORD: GOOD,
    "briefings/a-draft.yml": minimal_record(title=CANARY),
    "briefings/a-review.yml": HIDDEN.replace("publish: published", "publish: in-review"),
    "briefings/an-embargo.yml": HIDDEN.replace("sources:", "embargo: 2199-01-01T00:00Z\nsources:"),
    "briefings/taken-back.yml": HIDDEN.replace("publish: published", "publish: withdrawn"),
}


def exported(files: dict[str, bytes]) -> dict[str, bytes]:
    """The data files and feeds among ``files``, by address; the page about them left out."""
    return {
        address: data
        for address, data in files.items()
        if address.startswith(("data/", "feeds/")) and not address.endswith((".md", ".html"))
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with one published record beside a draft, a review, an embargo and a withdrawal."""
    return build_site(tmp_path_factory.mktemp("exports"), SITE)


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The demonstration archive, built twice at one time; the second lies in ``again``."""
    root = tmp_path_factory.mktemp("demonstration")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1795348800")
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        for name in ("site", "again"):
            config = load_config(
                str(ROOT / "mkdocs.yml"), strict=True, site_dir=str(root / name), theme={"name": "mkdocs"}
            )
            # The working copy's own pages are not touched: another build may be at work there.
            config.plugins["onrecord"].settings = config.plugins["onrecord"].settings.model_copy(  # type: ignore[attr-defined]  # the registry knows our plugin as any
                update={"pages": str(root / f"{name}-pages")}
            )
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
    return Built(root)


def test_a_site_has_the_files_and_a_page_that_links_to_each(site: Built) -> None:
    """Tables, map, citations and feeds are in the site; a strict build takes the page's links to them."""
    links = set(re.findall(r'href="\.\./((?:data|feeds)/[^"]+)"', site.html("data/index.html")))
    links |= {f"data/{name}" for name in re.findall(r'href="([a-z]+\.[a-z]+)"', site.html("data/index.html"))}
    short = {name for name in exported(site.files) if name.startswith(("data/flash/", "data/salute/"))}
    follow = {name for name in exported(site.files) if name.startswith("feeds/incidents/")}
    assert links == set(exported(site.files)) - short - follow
    # The data page says where the feeds of incidents lie; each briefing leads to its own.
    assert follow == {f"feeds/incidents/{ID}.xml", f"feeds/incidents/{ID}.json"}
    assert "Each incident: feeds/incidents/ID.xml" in site.text("data/index.html")
    briefing = site.html(f"briefings/{ID}/index.html")
    assert f'<a href="../../feeds/incidents/{ID}.xml">Follow this incident</a>' in briefing
    # Short forms are many, so each is linked from its own page alone.
    assert short == {f"data/flash/{ID}.txt"}
    assert f'href="../../data/flash/{ID}.txt"' in site.html(f"briefings/{ID}/index.html")
    assert {"data/incidents.csv", "data/incidents.geojson", "feeds/all.xml"} <= links
    assert {"feeds/actors/red-front.json", "feeds/places/border-post.xml"} <= links


def test_the_page_says_how_the_data_may_be_used(site: Built) -> None:
    """Licence, what it leaves out, selection, number withheld and version stand there, as in the files."""
    text = site.text("data/index.html")
    assert "© The Archive. Licence: CC BY 4.0." in text
    assert "The licence does not cover the quotations" in text
    assert "What we chose. We selected these incidents; their number is not a count." in text
    assert "3 incidents are held back" in text
    assert "<li><strong>Rival accounts</strong>" in site.html("data/index.html").replace("<p>", "")
    head = parsed(site.files["data/quotes.json"])
    assert (head["licence"], head["withheld"], head["site"]) == (
        "CC BY 4.0",
        3,
        "https://archive.example/border/",
    )
    assert (
        parsed(site.files["feeds/all.json"])["items"][0]["id"] == f"tag:archive.example,2026-01:incident/{ID}"
    )


def test_the_demonstration_s_counts_agree(demonstration: Built) -> None:
    """The page about the data, the CSV files and the briefings count alike."""
    files = demonstration.files
    text = demonstration.text("data/index.html")
    for address in [one for one in files if one.endswith(".csv")]:
        rows, head = rows_of(files[address]), parsed(files[address.replace(".csv", ".json")])
        assert len(rows) == len(head["rows"])
        assert re.search(rf"{head['title']} [^|]*?{re.escape(head['description'])} {len(rows)} CSV", text)
    briefings = {
        address.split("/")[1] for address in files if re.match(r"briefings/[^/]+/index\.html", address)
    }
    assert {row["id"] for row in rows_of(files["data/incidents.csv"])} == briefings
    for row in rows_of(files["data/quotes.csv"]):
        if row["incident_id"]:
            page = demonstration.text(f"briefings/{row['incident_id']}/index.html")
            assert " ".join(row["text"].removeprefix("'").split()) in page


def test_the_demonstration_can_be_built_again(demonstration: Built) -> None:
    """Two builds at one time give the same bytes, in every file of the site but the compressed site map."""
    first, second = demonstration.files, read_files(demonstration.root / "again")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name] and not name.endswith(".gz")] == []


def test_nothing_that_is_not_public_is_in_them(site: Built) -> None:
    """Drafts, reviews, embargoes, withdrawn records, excerpts and names of the desk reach no file."""
    assert not [address for address, data in site.files.items() if CANARY.encode() in data]
    ids = ("a-draft", "a-review", "an-embargo", "taken-back")
    assert not [a for a, data in exported(site.files).items() for one in ids if one.encode() in data]


def test_a_confidential_source_has_the_same_number_everywhere(tmp_path: Path) -> None:
    """An editor's id for one is on no page and in no file; its number is never the id of an open source."""
    secret = "".join(
        f"  {one}:\n    title: Secret\n    confidential: yes\n" for one in ("zq-minister", "confidential-2")
    )
    sources = f"{secret}  confidential-1:\n    title: A report of that name\n"
    text = record(
        "  - source: zq-minister\n    damage: a gate\n  - source: confidential-2\n    damage: a door\n"
        "  - source: confidential-1\n    damage: a wall\n  - source: article\n    damage: a roof\n",
        sources=sources,
    )
    site = build_site(tmp_path, {**REGISTRY, "mkdocs.yml": CONFIG, RECORD: text})
    assert not [address for address, data in site.files.items() if b"zq-minister" in data]
    rows = rows_of(site.files["data/statements.csv"])
    numbers = ["confidential-2", "confidential-3", "confidential-1"]
    assert [row["source_ids"] for row in rows[:3]] == numbers
    notes = {
        one: re.search(rf'<li id="fn:{one}">(.*?)</li>', site.html(f"briefings/{ID}/index.html"), re.DOTALL)
        for one in numbers
    }
    told = ["A report of that name" in note[1] for note in notes.values() if note]
    assert told == [False, False, True]


def test_the_preview_s_files_hold_what_is_published(tmp_path: Path, site: Built) -> None:
    """Drafts are on the preview's pages, and in none of its files."""
    preview = build_site(tmp_path, SITE, command="serve")
    assert CANARY in preview.text("briefings/a-draft/index.html")
    assert exported(preview.files) == exported(site.files)


def test_a_broken_registry_leaves_the_preview_its_page(tmp_path: Path) -> None:
    """While nothing can be looked up the files are there, and empty."""
    tallies = "- source: nowhere\n  tally:\n    measure: none-such\n    count: 3\n"
    broken = {"briefings/registry/tallies.yml": tallies}
    preview = build_site(
        tmp_path, {**SITE, **broken}, command="serve", strict=False, expect=r"registry/tallies\.yml"
    )
    assert rows_of(preview.files["data/incidents.csv"]) == []


def test_the_command_writes_the_same_bytes(tmp_path: Path) -> None:
    """`onrecord generate` writes what a build does, with the same addresses."""
    for name, config in (
        ("with", CONFIG),
        ("without", CONFIG.replace("plugins:", "use_directory_urls: false\nplugins:")),
    ):
        site = build_site(tmp_path / name, {**SITE, "mkdocs.yml": config})
        out = tmp_path / f"out-{name}"
        result = CliRunner().invoke(main, ["generate", str(out), "-f", str(site.root / "mkdocs.yml")])
        assert result.exit_code == 0, result.output
        assert exported(read_files(out)) == exported(site.files)
        assert (out / "data.md").read_text("utf-8") == site.markdown("data.md")


@pytest.mark.parametrize("mine", ["data/incidents.csv", "feeds/all.xml", "data.md", "data/index.md"])
def test_a_file_of_one_s_own_is_not_overwritten(tmp_path: Path, mine: str) -> None:
    """A hand-written file at an address of ours stops the build, and neither is overwritten."""
    files = {**SITE, f"docs/{mine}": "# Mine\n"}
    with pytest.raises(Abort):
        build_site(tmp_path, files, expect=rf"docs/{re.escape(mine)} would be overwritten")
    assert (tmp_path / "docs" / mine).read_text("utf-8") == "# Mine\n"
    assert not (tmp_path / "build").exists()


def test_the_command_does_not_overwrite_one_either(tmp_path: Path) -> None:
    """`onrecord generate` names the file in the same words, with exit status 2."""
    root = write_site(tmp_path, {**SITE, "docs/data/incidents.csv": "mine\n"})
    result = CliRunner().invoke(main, ["generate", str(tmp_path / "out"), "-f", str(root / "mkdocs.yml")])
    assert result.exit_code == 2
    assert "docs/data/incidents.csv would be overwritten by the file of the same address" in result.output


def test_a_site_without_exports_has_none(tmp_path: Path) -> None:
    """`exports: false` leaves out files, page and the link in the head; a page of one's own may be there."""
    config = CONFIG.replace(OPTIONS, "      exports: false\n")
    site = build_site(tmp_path, {**SITE, "mkdocs.yml": config, "docs/data.md": "# My data\n"})
    assert exported(site.files) == {}
    assert "My data" in site.text("data/index.html")
    assert 'rel="alternate' not in site.html(f"briefings/{ID}/index.html")


def test_each_page_names_the_feed_in_its_head(site: Built) -> None:
    """Feed readers find the site's feed from any page; the name of the site is text there."""
    kind = 'rel="alternate " type="application/atom+xml"'
    link = f'<link {kind} title="Border &amp; watch" href="{{}}feeds/all.xml">'
    for address, up in (("index.html", ""), (f"briefings/{ID}/index.html", "../../")):
        assert site.html(address).partition("</head>")[0].count(link.format(up)) == 1


def test_a_briefing_names_its_own_feed_in_its_head(site: Built) -> None:
    """Feed readers offer to follow the incident on its page, and on no other."""
    kind = 'rel="alternate " type="application/atom+xml"'
    title = "Border &amp; watch: Attack on the border post"
    link = f'<link {kind} title="{title}" href="../../feeds/incidents/{ID}.xml">'
    assert site.html(f"briefings/{ID}/index.html").partition("</head>")[0].count(link) == 1
    others = [name for name in site.files if name.endswith(".html") and ID not in name]
    assert others and not [
        name for name in others if "feeds/incidents/" in site.html(name).partition("</head>")[0]
    ]


def test_feeds_of_incidents_can_be_off(tmp_path: Path) -> None:
    """Without them there is no file, no link and no word of them; the other feeds stay."""
    config = f"{CONFIG}      incident_feeds: false\n"
    site = build_site(tmp_path, {**SITE, "mkdocs.yml": config})
    assert not [name for name in site.files if name.startswith("feeds/incidents/")]
    assert "feeds/all.xml" in site.files
    assert "feeds/incidents" not in site.html("data/index.html") + site.html(f"briefings/{ID}/index.html")
    assert "Follow this incident" not in site.html(f"briefings/{ID}/index.html")


def test_a_draft_in_the_preview_has_no_feed(tmp_path: Path) -> None:
    """The preview shows drafts, and no feed of them that its page could lead to."""
    site = build_site(tmp_path, SITE, command="serve", strict=False)
    assert "Follow this incident" in site.text(f"briefings/{ID}/index.html")
    draft = site.html("briefings/a-draft/index.html")
    assert "Follow this incident" not in draft and "feeds/incidents" not in draft


def test_names_from_a_record_stay_text(tmp_path: Path) -> None:
    """A name with markup shows it on the page about the data and runs none of it."""
    name = "</li><script>alert(1)</script> *x* [y](z)"
    registry = REGISTRY["briefings/registry/actors.yml"].replace("name: Red Front", f'name: "{name}"')
    site = build_site(tmp_path, {**SITE, "briefings/registry/actors.yml": registry})
    assert "<script>alert" not in site.html("data/index.html")
    assert name in visible(site.html("data/index.html"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"namespace": one}
        for one in (
            "example.org",
            "example,2026",
            "example.org,26",
            "example.org,2026-13",
            "a b.org,2026",
            "x.org,2026 ",
        )
    ]
    + [
        {"licence_url": one}
        for one in ("example.org", "javascript:alert(1)", "https://", "https://a b.org", "http://[a")
    ],
)
def test_settings_that_files_could_not_use_are_refused(wrong: dict[str, str]) -> None:
    """A namespace is a domain with a date, a licence's address a web address; the message shows one."""
    with pytest.raises(SettingsError, match=r"example\.org,2026|https://"):
        parse_settings(wrong)


@pytest.mark.parametrize(
    "namespace", ["example.org,2026", "desk@news.example.org,2026-11", "a-b.org,2026-02-28"]
)
def test_a_domain_with_a_date_is_a_namespace(namespace: str) -> None:
    """The date is a year, a month or a day; an e-mail address does as well."""
    assert parse_settings({"namespace": namespace}).namespace == namespace
