"""Maps on pages: what is marked, what is said of what is not, and what a small map costs."""

from __future__ import annotations

import hashlib
import json
import os
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from html import unescape
from pathlib import Path

import pytest

from onrecord.draw.maps.marks import Mark, enlarged, radius
from onrecord.export import batch
from onrecord.export.batch import Batch
from onrecord.library.library import Library
from onrecord.markdown.addresses import href, own
from onrecord.pages.map.incident_map import incident_map
from onrecord.pages.map.locator import locator, locator_batches
from onrecord.pages.map.scales import crowds, scales
from onrecord.pages.map.zoom import map_batch, outlines_of, region
from onrecord.pages.page import Edition
from onrecord.phrases import plain
from onrecord.settings import Settings
from tests.helpers import ID, REGISTRY, build_site, library, load_site, record, rendered, section

SCRIPT = '<script src="../assets/onrecord/map.js" defer>'
STATEMENT = "  - source: article\n    paraphrase: A post was attacked.\n"
PLACES = """\
border-post:
  name: Border post
  country: IQ
  lat: 33.5
  lon: 42.25
  precision: exact
  origin: a gazetteer
hill:
  name: The hill
  country: IQ
  lat: 34.1
  lon: 41.0
  precision: region
  origin: a gazetteer
road:
  name: A road
  country: SY
  precision: region
  origin: no coordinates; a road
"""


def at(place: str = "border-post", *, others: str = "") -> str:
    """A record of an incident at ``place``, or at none."""
    text = record(STATEMENT, header=f"other_places: {others}" if others else "")
    return text.replace("place: border-post", f"place: {place}" if place else "date_basis: The article.")


def archive(tmp_path: Path, places: str = PLACES, **records: str) -> Library:
    """The library of these records with these places."""
    files = {f"briefings/{name.replace('_', '-')}.yml": text for name, text in records.items()}
    loaded = load_site(tmp_path, {**REGISTRY, "briefings/registry/places.yml": places, **files})
    assert not loaded.errors, loaded.problems
    return loaded.library


def drawings(found: Library, settings: Settings | None = None) -> list[ET.Element]:
    """The drawings of the map, parsed: the wide one and the narrow one."""
    svg = incident_map(found, Edition(settings or Settings()), "map.md").svg
    return list(ET.fromstring(f"<x>{svg}</x>"))


def marks(svg: ET.Element) -> dict[str, ET.Element]:
    """The marks of a drawing by the id of their place."""
    return {one.attrib["data-place"]: one for one in svg.iter("a")}


def circle(mark: ET.Element) -> ET.Element:
    """The circle of a mark."""
    found = mark.find("circle")
    assert found is not None
    return found


def files_of(
    batches: Callable[[Library, Edition], Mapping[str, Batch]], library: Library, edition: Edition
) -> dict[str, bytes]:
    """The contents of the files that a module plans."""
    return batch.made(batches(library, edition))


def test_each_place_with_coordinates_is_one_mark(tmp_path: Path) -> None:
    """Three incidents at one place are one mark that names their number and holds their ids."""
    found = archive(tmp_path, a=at(), b=at(), c=at("hill"), d=at(others="hill"))
    for svg in drawings(found, Settings(coverage="complete")):
        assert set(marks(svg)) == {"border-post", "hill"}
        post = marks(svg)["border-post"]
        assert post.attrib["aria-label"] == "Border post: 3 incidents"
        assert post.attrib["data-incidents"] == "a b d"
        assert marks(svg)["hill"].attrib["aria-label"] == "The hill (region): 2 incidents"


def test_a_selection_is_not_drawn_as_a_count(tmp_path: Path) -> None:
    """In a sample all marks of points are one size, and neither they nor their names have a number."""
    found = archive(
        tmp_path, PLACES.replace("precision: region", "precision: exact"), a=at(), b=at(), c=at("hill")
    )
    for svg in drawings(found):
        post, hill = marks(svg)["border-post"], marks(svg)["hill"]
        assert circle(post).attrib["r"] == circle(hill).attrib["r"]
        assert (
            post.attrib["aria-label"] == "".join(post.itertext()).removesuffix("Border post") == "Border post"
        )
        assert "data-name" not in post.attrib
    assert "larger mark" not in rendered(found)["map.md"]


def test_the_area_of_a_mark_goes_with_the_number(tmp_path: Path) -> None:
    """Four incidents have four times the area of one, and so does any other number up to the largest."""
    assert radius(4, 4) == pytest.approx(2 * radius(1, 4))
    assert radius(400, 400) == pytest.approx(10 * radius(4, 400), rel=0.5)
    assert not enlarged([1, 4]) and enlarged([1, 4000])


def test_what_is_an_area_is_never_a_pin(tmp_path: Path) -> None:
    """A region is a circle of its extent with the class of an area; an exact place is a point."""
    found = archive(tmp_path, a=at(), b=at("hill"))
    wide = marks(drawings(found)[0])
    assert "or-mark--point" in wide["border-post"].attrib["class"]
    assert "or-mark--area" in wide["hill"].attrib["class"]
    assert float(circle(wide["hill"]).attrib["r"]) > 3 * float(circle(wide["border-post"]).attrib["r"])


def test_every_incident_is_on_the_map_or_said_not_to_be(tmp_path: Path) -> None:
    """A place without coordinates and an incident without a place are named below the map."""
    found = archive(tmp_path, a=at(), b=at("road"), c=at(""), d=at(others="road"))
    page = rendered(found)["map.md"]
    off = section(page, "Not on the map")
    on = {one for mark in marks(drawings(found)[0]).values() for one in mark.attrib["data-incidents"].split()}
    assert on == {"a", "d"}
    assert "**No place recorded:** 20 January 2024: [Attack on the border post](briefings/c.md)" in off
    assert "A road" in off and "(briefings/b.md)" in off and "(briefings/d.md)" in off
    assert "no coordinates; a road" in off
    for incident in found.incidents:
        assert f"(briefings/{incident.id}.md)" in page


def test_the_table_says_what_the_map_shows(tmp_path: Path) -> None:
    """Place, country, coordinates as recorded, precision, origin and incidents stand in a row."""
    page = rendered(archive(tmp_path, a=at()))["map.md"]
    row = next(line for line in page.splitlines() if 'id="border-post"' in line)
    for text in ("Iraq", "33.5°&nbsp;N, 42.25°&nbsp;E", "exact place", "a gazetteer", "(briefings/a.md)"):
        assert text in row


def test_an_archive_without_coordinates_has_an_honest_blank(tmp_path: Path) -> None:
    """The page is there, says that there is no map, and lists what would be on it; briefings have none."""
    pages = rendered(library(tmp_path, record(STATEMENT)))
    assert "No incident has a place with coordinates, so there is no map." in pages["map.md"]
    assert "Border post" in section(pages["map.md"], "Not on the map")
    assert "<svg" not in pages["map.md"] + pages[f"briefings/{ID}.md"]


def test_nothing_is_drawn_outside_the_picture(tmp_path: Path) -> None:
    """Marks lie within the view box, on a map of the world and across the date line alike."""
    places = "".join(
        f"p{n}:\n  name: P{n}\n  lat: {lat}\n  lon: {lon}\n  precision: exact\n  origin: a test\n"
        for n, (lat, lon) in enumerate([(-17, 179), (-17, -179), (60, 10), (-34, 18), (0, -70)])
    )
    for records in (["p0", "p1"], ["p0", "p1", "p2", "p3", "p4"], ["p2"]):
        folder = tmp_path / "-".join(records)
        found = archive(folder, places, **{f"r{one}": at(one) for one in records})
        for svg in drawings(found):
            _, _, width, height = (float(one) for one in svg.attrib["viewBox"].split())
            assert len(marks(svg)) == len(records)
            for mark in marks(svg).values():
                assert 0 <= float(circle(mark).attrib["cx"]) <= width
                assert 0 <= float(circle(mark).attrib["cy"]) <= height


def test_a_mark_leads_to_the_place(tmp_path: Path) -> None:
    """It links to the page of the place, or to the row of the table where places have no pages."""
    found = archive(tmp_path, a=at())
    pages = Settings(entities=True)
    assert marks(drawings(found, pages)[0])["border-post"].attrib["href"] == "../places/border-post/"
    none = Settings(entities=False)
    assert marks(drawings(found, none)[0])["border-post"].attrib["href"] == "#border-post"


@pytest.mark.parametrize(
    ("here", "there", "folders", "files"),
    [
        ("map.md", "places/a.md", "../places/a/", "places/a.html"),
        ("briefings/a.md", "places/b.md#x", "../../places/b/#x", "../places/b.html#x"),
        ("index.md", "map.md", "map/", "map.html"),
        ("places/index.md", "index.md", "../", "../index.html"),
        ("briefings/a.md", "assets/m.svg", "../../assets/m.svg", "../assets/m.svg"),
        ("map.md", "map.md#x", "#x", "#x"),
    ],
)
def test_addresses_follow_the_site_s_way_with_pages(here: str, there: str, folders: str, files: str) -> None:
    """HTML of ours links to where MkDocs puts a page, with and without folders for pages."""
    assert href(here, there) == folders
    assert href(here, there, directory_urls=False) == files


def test_an_address_of_ours_is_printed_as_it_is() -> None:
    """One of ids and names of ours stays readable; whatever else comes there leads nowhere else."""
    assert own("../places/border-post/#x") == "../places/border-post/#x"
    assert unescape(own('x" onclick="y')) == 'x" onclick="y' and '"' not in own('x" onclick="y')


def test_hostile_names_stay_names(tmp_path: Path) -> None:
    """Markup in a name is shown as it was typed, on the map, in the table and on the locator."""
    name = '<script>alert(1)</script>" onload="x {: .y } | `a` [b](c)'
    places = PLACES.replace("name: Border post", f"name: '{name}'")
    found = archive(tmp_path, places, a=at())
    for svg in drawings(found):
        assert marks(svg)["border-post"].attrib["aria-label"] == name
        assert not list(svg.iter("script"))
    page = rendered(found)["map.md"]
    assert re.findall("<script[^>]*>", page) == [SCRIPT] and " onload=" not in page
    html = locator(found, Edition(Settings()), ["border-post"], "briefings/a.md")
    figure = ET.fromstring(html.replace(" data-search-exclude", "", 1))
    assert figure[0].attrib["aria-label"] == f"Map: {name}, Iraq"


def test_a_locator_costs_a_few_hundred_bytes(tmp_path: Path) -> None:
    """A briefing carries a mark and a name; the ground is one file for all places of the region."""
    found = archive(tmp_path, a=at(), b=at("hill"))
    edition = Edition(Settings())
    for page in ("a", "b"):
        lines = [line for line in rendered(found)[f"briefings/{page}.md"].splitlines() if "<use" in line]
        assert len(lines) == 1
        assert len(lines[0].encode()) < 500
    files = files_of(locator_batches, found, edition)
    assert list(files) == ["assets/onrecord/maps/n33e042.svg"]
    ground = ET.fromstring(next(iter(files.values())))
    assert ground.find("*[@id='m']") is not None
    assert b"Border" not in files["assets/onrecord/maps/n33e042.svg"]


def test_every_locator_has_its_ground(tmp_path: Path) -> None:
    """What a page refers to is a file of the site, also in a site without folders for pages."""
    files = {
        **REGISTRY,
        "briefings/registry/places.yml": PLACES,
        "briefings/a.yml": at(),
        "mkdocs.yml": "site_name: Test\nuse_directory_urls: false\ntheme:\n  name: mkdocs\n"
        "plugins:\n  - onrecord:\n      entities: false\n",
    }
    built = build_site(tmp_path, files)
    html = built.html("briefings/a.html")
    target = re.search(r'<use href="([^"#]+)#m"', html)
    assert target
    assert os.path.normpath(f"briefings/{target[1]}") in built
    page = built.html("map.html")
    assert 'href="#border-post"' in page
    for needed in re.findall(r'(?:data-outlines|script src)="([^"]*onrecord/[^"]+)"', page):
        assert needed in built
    assert page.count('data-outlines="assets/onrecord/maps/outlines.json"') == 1


def test_a_place_without_coordinates_has_no_locator(tmp_path: Path) -> None:
    """An honest blank: no figure, neither for such a place nor for none."""
    found = archive(tmp_path, a=at("road"))
    edition = Edition(Settings())
    assert locator(found, edition, ["road"], "places/road.md") == ""
    assert locator(found, edition, [], "briefings/a.md") == ""
    assert locator_batches(found, edition) == {}


def test_a_place_s_page_has_its_locator(tmp_path: Path) -> None:
    """Where the place has coordinates, its page shows it; where it has none, there is nothing to show."""
    pages = rendered(archive(tmp_path, a=at(others="road")))
    assert 'aria-label="Map: Border post, Iraq"' in pages["places/border-post.md"]
    assert "<svg" not in pages["places/road.md"]


def test_a_locator_has_all_places_of_an_incident(tmp_path: Path) -> None:
    """Further places are marked and named too, as far as they lie in the view of the first one."""
    far = "far:\n  name: Far away\n  lat: -20\n  lon: 130\n  precision: exact\n  origin: a test\n"
    found = archive(tmp_path, PLACES + far, a=at(others="[hill, road, far]"))
    line = next(line for line in rendered(found)["briefings/a.md"].splitlines() if "<use" in line)
    assert 'aria-label="Map: Border post, Iraq and The hill, Iraq (region)"' in line
    assert line.count("<circle") == 2 and "Far away" not in line


def test_a_draft_leaves_nothing_on_the_map(tmp_path: Path) -> None:
    """A place that only a draft refers to has no mark and no ground."""
    draft = at("hill").replace("publish: published", "publish: draft")
    found = archive(tmp_path, a=at(), b=draft)
    page = rendered(found)["map.md"]
    assert "The hill" not in page and "briefings/b.md" not in page


def test_a_site_may_have_no_maps(tmp_path: Path) -> None:
    """With the option off there is neither page nor locator nor file."""
    found = archive(tmp_path, a=at())
    settings = Settings(map=False)
    pages = rendered(found, settings)
    assert "map.md" not in pages
    assert "<svg" not in pages["briefings/a.md"]
    assert locator_batches(found, Edition(settings)) == {} == map_batch(found, Edition(settings))


def test_drawings_carry_no_styles_of_their_own(tmp_path: Path) -> None:
    """No `style` attribute, no script but files of ours, no handler: a strict policy lets them through."""
    found = archive(tmp_path, a=at(), b=at("hill"))
    text = rendered(found)["map.md"] + rendered(found)["briefings/a.md"]
    text += "".join(one.decode() for one in files_of(locator_batches, found, Edition(Settings())).values())
    assert not re.search(r"<[^>]*\s(style|on\w+)=", unescape(text))
    scripts = set(re.findall("<script[^>]*>", text)) - {'<script type="application/ld+json">'}
    assert all(
        re.fullmatch(r'<script src="[./]+assets/onrecord/\w+\.js" defer>', script) for script in scripts
    )
    assert SCRIPT in scripts and "<style" not in text


def test_the_same_records_give_the_same_map(tmp_path: Path) -> None:
    """Drawn twice, from libraries that were read twice, the bytes are equal, those of the outlines too."""
    one = archive(tmp_path / "1", a=at(), b=at("hill"))
    two = archive(tmp_path / "2", a=at(), b=at("hill"))
    assert rendered(one)["map.md"] == rendered(two)["map.md"]
    assert files_of(map_batch, one, Edition(Settings())) == files_of(map_batch, two, Edition(Settings()))
    assert files_of(locator_batches, one, Edition(Settings())) == files_of(
        locator_batches, two, Edition(Settings())
    )


@pytest.mark.parametrize(
    "spots",
    [
        [(33.5, 42.25)],
        [(-17, 179), (-17, -179)],
        [(85, 10)],
        [(0, 0), (60, 10), (-34, 18), (40, -75), (-33, 151), (35, 139)],
    ],
    ids=["one place", "across the date line", "by a pole", "all over the world"],
)
def test_outlines_of_any_region_are_small(spots: list[tuple[float, float]]) -> None:
    """At most 100,000 bytes, of the region only, which holds all marks; with names of its countries."""
    marks = [Mark(f"p{n}", f"P{n}", lat, lon, "exact", ("a",)) for n, (lat, lon) in enumerate(spots)]
    view = region(marks)
    for mark in marks:
        x, y = view.xy(mark.lon, mark.lat)
        assert 0 <= x <= view.width and 0 <= y <= view.height
    text = outlines_of(view)
    assert len(text) <= 100_000
    sheet = json.loads(text)
    assert sheet["countries"] and sheet["land"].startswith("m")
    assert (sheet["width"], sheet["height"]) == pytest.approx((view.width, view.height))


def test_where_marks_crowd_there_is_a_drawing_from_near(tmp_path: Path) -> None:
    """Two posts next to each other, far from a third: one drawing of the two, with names and links."""
    places = "".join(
        f"p{n}:\n  name: Post {n}\n  lat: {lat}\n  lon: {lon}\n  precision: exact\n  origin: a test\n"
        for n, (lat, lon) in enumerate([(33.3, 44.3), (33.32, 44.34), (36.2, 40.0)])
    )
    found = archive(tmp_path, places, **{f"r{n}": at(f"p{n}") for n in range(3)})
    edition = Edition(Settings())
    region_of_it, near = scales(found, edition, "map.md", incident_map(found, edition, "map.md"))
    assert "<a " not in region_of_it.svg and region_of_it.svg.count("<circle") == 3
    assert plain(near.title) == "From near: Post 0 and Post 1"
    drawn = marks(ET.fromstring(near.svg))
    assert set(drawn) == {"p0", "p1"}
    assert all("".join(mark.itertext()).count("Post") == 2 for mark in drawn.values())


def test_a_crowd_at_one_point_has_no_end(tmp_path: Path) -> None:
    """Places with the same coordinates are drawn from near once, and one place alone is not."""
    same = [Mark(f"p{n}", f"P{n}", 33.0, 44.0, "exact", ("a",)) for n in range(3)]
    assert crowds(same) == [same]
    assert crowds(same[:1]) == []


def test_the_outlines_are_what_the_script_makes() -> None:
    """Made again from the package named in ONRECORD_WORLD_ATLAS, the file is the same, byte for byte."""
    given = os.environ.get("ONRECORD_WORLD_ATLAS")
    if not given:
        pytest.skip(
            "ONRECORD_WORLD_ATLAS names no world-atlas-2.0.2.tgz, as `npm pack world-atlas@2.0.2` gets it"
        )
    from outlines.make import OUTPUT, outlines, read

    package = read(Path(given))
    assert hashlib.sha256(package).hexdigest() in OUTPUT.read_text("utf-8")
    assert outlines(package) == OUTPUT.read_text("utf-8")
