"""Maps: drawn at build time from outlines that come with the program; no tiles, no requests to anybody."""

from __future__ import annotations

from onrecord.render.maps.incident_map import MapView, incident_map
from onrecord.render.maps.locator import locator, locator_files

__all__ = ["MapView", "incident_map", "locator", "locator_files"]
