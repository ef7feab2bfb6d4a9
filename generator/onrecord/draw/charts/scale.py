"""From values to places on the drawing, and round numbers for an axis that begins at zero."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, log10


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from ``first``–``last`` to ``start``–``end``."""

    first: float
    last: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The place of a value."""
        return self.start + (value - self.first) / (self.last - self.first) * (self.end - self.start)

    def day(self, value: date) -> float:
        """The place of a day."""
        return self(value.toordinal())


def round_ticks(most: float, intervals: int = 5) -> tuple[int, ...]:
    """Round whole numbers from 0 to the first that is not below ``most``, in at most ``intervals`` steps."""
    most = max(most, 1)
    power = 10 ** max(0, int(log10(most / intervals)) if most > intervals else 0)
    for step in (factor * power * tens for tens in (1, 10) for factor in (1, 2, 5)):
        if ceil(most / step) <= intervals:
            return tuple(step * index for index in range(ceil(most / step) + 1))
    raise AssertionError("one of the steps is large enough")


def padded(first: date, last: date) -> tuple[date, date]:
    """The days of an axis: a little more than those of its points, so that none lies on its edge."""
    room = timedelta(days=max(2, (last - first).days // 24))
    # Days near the ends of the calendar have nothing beyond them.
    start = first - room if first.toordinal() > room.days else first
    end = last + room if (date.max - last) > room else last
    return start, end
