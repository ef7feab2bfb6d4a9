"""Whole small sites that look unusual and are right: each is built strictly, and looked into."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from onrecord.settings import read_site
from tests.helpers import SITES, Built, build_site, read_files, visible

VALID = tuple(sorted(path.name for path in (SITES / "valid").iterdir() if path.is_dir()))
PAGE = "briefings/2024-01-20-border-post/index.html"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    """The sites that were built, by name: each is built once."""
    found: dict[str, Built] = {}
    return found


@pytest.fixture
def site(
    request: pytest.FixtureRequest, sites: dict[str, Built], tmp_path_factory: pytest.TempPathFactory
) -> Built:
    """The site that a test names, built as `mkdocs build --strict` does."""
    name = str(request.param)
    if name not in sites:
        root = tmp_path_factory.mktemp(name)
        files: dict[str, str | bytes] = dict(read_files(SITES / "valid" / name))
        sites[name] = build_site(root, files)
    return sites[name]


def of(name: str) -> pytest.MarkDecorator:
    """The test looks into the site with this name."""
    return pytest.mark.parametrize("site", [name], indirect=True)


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.ids.add(values.get("id", ""))
        for name in ("href", "src"):
            if values.get(name) and tag in ("a", "img", "script", "link"):
                self.links.append(values[name])


@pytest.mark.parametrize("site", VALID, indirect=True)
def test_every_link_leads_somewhere(site: Built) -> None:
    """Every link of a page within the site has a file behind it, and an element behind its fragment."""
    pages: dict[str, _Links] = {}
    for address, data in site.files.items():
        if address.endswith(".html"):
            pages[address] = _Links()
            pages[address].feed(data.decode())
    for address, page in pages.items():
        if address == "404.html":
            continue  # its links start at the site's address, which is elsewhere
        for link in page.links:
            if urlsplit(link).scheme or link.startswith("//"):
                continue
            target, fragment = urldefrag(urljoin(f"http://site/{address}", link))
            path = urlsplit(target).path.removeprefix("/")
            path = f"{path}index.html" if not path or path.endswith("/") else path
            assert path in site, f"{address}: {link}"
            if fragment and path in pages:
                assert fragment in pages[path].ids or fragment.startswith("__"), f"{address}: {link}"


@pytest.mark.parametrize("site", VALID, indirect=True)
def test_no_page_shows_markup_that_was_meant_for_the_machine(site: Built) -> None:
    """No asterisks, table rules, attribute lists, template signs or empty names come out as text."""
    for address in site.files:
        if address.endswith(".html"):
            # BibTeX is meant to be copied as it is, braces and all.
            text = visible(re.sub(r"<pre><code>&#64;misc.*?</pre>", "", site.html(address), flags=re.DOTALL))
            assert not re.search(r"\*\*|\|---|\{\{|\{ data-|\bNone, |\[\^|///|\bundefined\b", text), address


@of("minimum-record")
def test_five_lines_a_source_and_a_statement_are_a_draft(site: Built) -> None:
    """The minimum record builds; it is a draft, so that the site has no page of it and does not name it."""
    assert PAGE not in site
    assert not [address for address, data in site.files.items() if b"Attack on a border post" in data]
    assert "There are no briefings yet." in site.text("index.html")


@of("no-place")
def test_an_incident_without_a_place_says_so(site: Built) -> None:
    """Where no place is given, the page and the lists say that it is not reported."""
    assert "Where Not reported in the sources cited" in site.text(PAGE)
    assert "20 January 2024, place not reported." in site.text(PAGE)
    assert "place not reported" in site.text("archive/2024/01/index.html")


@of("uncertain-date")
def test_an_uncertain_date_is_shown_as_uncertain(site: Built) -> None:
    """Doubt about the day survives; what may lie in two months is listed in both and counted
    in none.
    """
    assert "20 January 2024 (uncertain)" in site.text(PAGE)
    assert "When January 2024 Where " in site.text("briefings/2024-01-border-post/index.html")
    month = site.text("archive/2024/01/index.html")
    assert "Between 31 January 2024 and 1 February 2024" in month
    assert "Perhaps in this month" in (february := site.text("archive/2024/02/index.html"))
    assert "Between 31 January 2024 and 1 February 2024" in february


@of("one-statement")
def test_one_statement_is_a_page_without_empty_sections(site: Built) -> None:
    """What nobody gives is not reported; sections that would be empty are left out, and nothing is zero."""
    text = site.text(PAGE)
    assert "Not reported Deaths and injuries, which does not say that there were none" in text
    assert "One source, so nothing on this page is corroborated." in text
    headings = re.findall(r"<h2[^>]*>(.*?)<", site.html(PAGE))
    assert not {"Quotes", "Tallies", "Background", "Related incidents"} & set(headings)
    assert not re.search(r"\b0 (?:killed|injured)|zero", text.replace("That is not a count of zero", ""))


@of("forty-statements")
def test_forty_statements_stand_side_by_side(site: Built) -> None:
    """No statement is dropped or merged; the first screen names three and announces the others."""
    html, text = site.html(PAGE), site.text(PAGE)
    assert len(set(re.findall(r'id="(s-speaker-\d+)"', html))) == 40
    assert all(f"What witness {i} saw." in text for i in range(1, 41))
    assert "37 more below" in text.partition("Key facts")[2].partition("Claimed")[0]


@of("title-of-200-characters")
def test_a_long_title_is_whole(site: Built) -> None:
    """A title of 200 characters stands whole in the heading, the page's name and the archive."""
    record = (SITES / "valid/title-of-200-characters/briefings/2024-01-20-border-post.yml").read_text("utf-8")
    title = record.splitlines()[0].removeprefix("title: ")
    assert len(title) == 200
    assert re.search(rf"<h1[^>]*>{title}", site.html(PAGE))
    assert f"<title>{title}" in site.html(PAGE)
    assert title in site.text("archive/2024/01/index.html")


@of("arabic")
def test_names_and_quotes_in_arabic_keep_their_direction(site: Built) -> None:
    """Arabic text is unchanged, and a quote says its language and leaves its direction to the script."""
    html = site.html(PAGE)
    assert re.search(
        r'<span class="or-words" id="q1-[\w-]+" lang="ar" dir="rtl">“أصابت أهدافها مباشرة”', html
    )
    assert "قاعدة عين الأسد" in site.text(PAGE)
    assert any("أصابت أهدافها مباشرة" in text for text in site.searched().values())


@of("source-without-address")
def test_a_source_without_address_says_so(site: Built) -> None:
    """A source needs a title and nothing else; what is missing is said."""
    text = site.text(PAGE)
    assert "“Post attacked.” Date of publication not given." in text.partition("Sources")[2]
    assert "“Post attacked.” No address given." in text.partition("How each source was dated and read")[2]


@of("month-without-incidents")
def test_a_month_without_incidents_has_a_page_that_claims_nothing(site: Built) -> None:
    """The month between two others says that the archive has none, and not that there were none."""
    text = site.text("archive/2024/02/index.html")
    assert "No incidents in this archive. That does not say that there were none." in text
    assert "Previous: January 2024" in text
    assert "Next: March 2024" in text


@of("one-statement")
def test_an_archive_with_one_record_counts_in_the_singular(site: Built) -> None:
    """One incident is one incident, with neither a previous nor a next one."""
    assert "In this archive: 1 incident." in site.text("archive/2024/01/index.html")
    assert "1 incidents" not in site.text("index.html") + site.text("archive/index.html")
    assert not re.search(r"(?:Previous|Next): ", site.text(PAGE))


@of("empty-archive")
def test_an_empty_archive_is_a_site(site: Built) -> None:
    """Without a record there is a home page, an archive and a codebook, and they say that there is nothing
    yet.
    """
    assert "There are no briefings yet." in site.text("index.html")
    assert "There are no briefings yet." in site.text("archive/index.html")
    assert "Codebook" in site.text("codebook/index.html")


@of("without-directory-urls")
def test_addresses_without_folders_work(site: Built) -> None:
    """With `use_directory_urls: false` each page is a file of its own, and turns to its neighbours."""
    assert "Next: Second attack on the border post" in site.text("briefings/2024-01-20-border-post.html")
    assert "archive/2024/01.html" in site


@of("inherit-and-env")
def test_settings_are_inherited_and_read_from_the_environment(site: Built) -> None:
    """Our options come through INHERIT and !ENV, to MkDocs and to the command alike."""
    assert "Border watch at home" in site.html("index.html")
    assert PAGE in site
    assert "codebook/index.html" not in site
    read = read_site(site.root / "mkdocs.yml")
    assert (read.settings.briefings, read.settings.time_zone) == ("records", "Asia/Baghdad")
    assert (read.name, read.settings.codebook) == ("Border watch at home", False)


@of("another-theme")
def test_another_theme_shows_the_same_words(site: Built) -> None:
    """Nothing that a reader needs hangs on Material."""
    text = site.text(PAGE)
    assert "Not reported Deaths and injuries, which does not say that there were none" in text
    assert "A post was attacked. The Daily, in its own words" in text
    assert 'href="../briefings/2024-01-20-border-post/"' in site.html("about/index.html")


@of("sub-path")
def test_a_site_below_a_path_has_no_address_from_the_root(site: Built) -> None:
    """A site may lie below a path of its host: no link or file starts at the host's root."""
    for address in (PAGE, "index.html", "archive/2024/01/index.html"):
        assert not re.search(r'(?:href|src)="/(?!/)', site.html(address))
    assert f"https://watch.example/border/watch/{Path(PAGE).parent}/" in site.html(PAGE)


@of("plugins-as-a-mapping")
def test_plugins_may_be_a_mapping(site: Built) -> None:
    """`plugins:` with keys works as the list does; a demonstration says so on every page and is not
    indexed.
    """
    for address in (PAGE, "index.html", "archive/2024/01/index.html", "codebook/index.html"):
        assert "Demonstration. An example. Not news." in site.text(address)
        assert '<meta name="robots" content="noindex">' in site.html(address)
    assert read_site(site.root / "mkdocs.yml").settings.demonstration == "An example. Not news."
