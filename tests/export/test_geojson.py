"""GeoJSON: RFC 7946, a point only where the place is one."""

from __future__ import annotations

from onrecord.terms import PLACE_PRECISIONS
from tests.export.archives import ABOUT, demonstration, files, parsed

FEATURES = parsed(files(demonstration(), ABOUT)["data/incidents.geojson"])["features"]


def test_positions_are_longitude_then_latitude() -> None:
    """A point is [longitude, latitude] in degrees, and its properties name precision and origin."""
    found = {feature["id"]: feature for feature in FEATURES}
    tower = found["2024-01-28-tower-22"]
    place = demonstration().registries.places["tower-22"]
    assert tower["geometry"] == {"type": "Point", "coordinates": [place.lon, place.lat]}
    assert tower["properties"]["place_precision"] == "near"
    assert tower["properties"]["coordinates_origin"] == place.origin


def test_areas_have_no_geometry_and_say_so() -> None:
    """A feature has a geometry exactly where its place may be a pin; the others name the reason."""
    for feature in FEATURES:
        properties = feature["properties"]
        assert (feature["geometry"] is None) == bool(properties["coordinates_state"])
        pin = PLACE_PRECISIONS[properties["place_precision"]].pin
        assert pin or feature["geometry"] is None
    assert any(feature["geometry"] is None for feature in FEATURES)


def test_every_feature_has_the_members_of_the_standard() -> None:
    """Each is a Feature with id, geometry and properties, and no coordinate reference system of its own."""
    for feature in FEATURES:
        assert feature.keys() == {"type", "id", "geometry", "properties"} and feature["type"] == "Feature"
    assert len({feature["id"] for feature in FEATURES}) == len(FEATURES)
