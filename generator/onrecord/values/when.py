"""Times as editors write them: days (EDTF), instants with a zone, clock times at the place."""

from __future__ import annotations

from onrecord.values.clock import CLOCK_PATTERN, DAY_PARTS, Clock, ClockForm
from onrecord.values.day import DAY_PATTERN, FIRST_YEAR, LAST_YEAR, Day, WhenError
from onrecord.values.instant import INSTANT_PATTERN, Instant, Said, known_by, parse_said

__all__ = [
    "CLOCK_PATTERN",
    "DAY_PARTS",
    "DAY_PATTERN",
    "FIRST_YEAR",
    "INSTANT_PATTERN",
    "LAST_YEAR",
    "Clock",
    "ClockForm",
    "Day",
    "Instant",
    "Said",
    "WhenError",
    "known_by",
    "parse_said",
]
