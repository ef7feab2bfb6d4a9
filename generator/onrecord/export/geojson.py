"""Incidents as GeoJSON (RFC 7946): a point where the place is one, else no geometry and the reason for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from onrecord.export.columns import Table, columns
from onrecord.export.json_data import dumps, row_of
from onrecord.export.rows import IncidentRow

#: Said by the geometry, or by the feature's own id.
_ELSEWHERE = frozenset({"id", "latitude", "longitude"})


def to_geojson(incidents: Table, header: dict[str, Any], features: Iterable[str]) -> bytes:
    """The table of incidents as a FeatureCollection; ``header`` is what every file says of itself.

    Every incident is a feature, so that nothing is missing from the map's count.
    """
    about = {"type": "FeatureCollection", "title": incidents.title, **header}
    return dumps(about, "features", features)


def feature(row: IncidentRow) -> str:
    """An incident as a feature.

    A place that is an area, or without coordinates, has a null geometry, and ``coordinates_state`` says why.
    """
    names = (column.name for column in columns(IncidentRow) if column.name not in _ELSEWHERE)
    return row_of(
        {
            "type": "Feature",
            "id": row.id,
            "geometry": _point(row.latitude, row.longitude),
            "properties": {name: getattr(row, name) for name in names},
        }
    )


def _point(latitude: float | None, longitude: float | None) -> dict[str, Any] | None:
    if latitude is None or longitude is None:
        return None
    return {"type": "Point", "coordinates": [longitude, latitude]}
