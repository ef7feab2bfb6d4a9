"""Libraries made at random for property tests: incidents with statements of known and unknown date."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from onrecord.library.library import Incident, Library, Registries
from onrecord.record.reader import Located
from onrecord.record.record import Record
from onrecord.record.registry import Actor, Place
from onrecord.values.when import Instant

#: For tests on whole libraries, which take long to draw where the machine is busy.
PATIENT = settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
START = Instant.parse("2023-12-31T00:00Z")
END = Instant.parse("2030-01-01T00:00Z")
_ACTORS = {
    "blue": {"name": "Blue", "kind": "state", "country": "XB"},
    "blue-command": {"name": "Blue Command", "kind": "armed-forces", "part_of": "blue"},
    "blue-speaker": {"name": "A. Blue", "kind": "person", "part_of": "blue"},
    "red": {"name": "Red", "kind": "armed-group"},
    "green": {"name": "Green", "kind": "armed-group"},
}
_REGISTRIES = Registries(
    actors={key: Actor.model_validate(value) for key, value in _ACTORS.items()},
    places={
        key: Place.model_validate({"name": key.title(), "country": "XB", "precision": "exact"})
        for key in ("hill", "valley")
    },
)
_COUNTS = st.sampled_from(["2", "3", "5", "at least 3", "some", "none", "under evaluation", "about 4"])
_HARMED = st.fixed_dictionaries({"who": st.sampled_from(["civilians", "blue"]), "count": _COUNTS})
_DAYS = st.integers(1, 9).map(lambda day: f"2024-01-0{day}")
_SAID = st.one_of(_DAYS, st.tuples(_DAYS, st.integers(0, 23)).map(lambda one: f"{one[0]}T{one[1]:02}:00Z"))
_SOURCES = {
    f"paper-{day}": {
        "title": f"Paper of day {day}",
        "publisher": f"Paper {day}",
        "published": f"2024-01-0{day}",
    }
    for day in range(1, 10)
}
_DATED, _UNDATED = st.sampled_from(sorted(_SOURCES)), st.just("leaflet")


def moment(at: datetime) -> Instant:
    """The instant of a time, to the minute."""
    return Instant.parse(at.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ"))


def instants() -> st.SearchStrategy[Instant]:
    """Instants from before the first statement until after the last."""
    start = START.utc
    return st.integers(0, 12 * 24).map(lambda hours: moment(start + timedelta(hours=hours)))


@st.composite
def libraries(draw: st.DrawFn, *, dated: bool = False) -> Library:
    """A library of up to three incidents; ``dated`` leaves out sources without a date."""
    incidents = []
    for number in range(draw(st.integers(1, 3))):
        statements = [draw(_statement(order, dated=dated)) for order in range(draw(st.integers(1, 6)))]
        cited = dict.fromkeys(source for one in statements for source in one["source"])
        summary = draw(st.lists(st.sampled_from(sorted(_SOURCES)), max_size=3, unique=True))
        sources = {
            key: _SOURCES.get(key, {"title": "A leaflet"}) for key in {**cited, **dict.fromkeys(summary)}
        }
        text = "\n\n".join(f"Printed there. [@{one}]" for one in summary)
        record = Record.model_validate(
            {
                "title": "Attack",
                "date": "2024-01-01",
                "event": "attack",
                "place": "hill",
                "publish": "published",
                "sources": sources,
                "statements": statements,
                **({"summary": text} if text else {}),
            }
        )
        incidents.append(Incident(f"2024-01-01-attack-{number}", record, Located("x.yml", None)))
    return Library(tuple(incidents), _REGISTRIES, ZoneInfo("UTC"))


@st.composite
def _statement(draw: st.DrawFn, order: int, *, dated: bool) -> dict[str, Any]:
    by = draw(st.sampled_from(["blue-command", "blue-speaker", "red", "green", None]))
    source = _DATED if dated else st.one_of(_DATED, _UNDATED)
    # A publication that speaks in its own voice is one: of several, who speaks depends on which had appeared.
    most = 2 if by else 1
    facts: dict[str, Any] = {
        "killed": draw(
            st.none() | st.lists(_HARMED, min_size=1, max_size=2, unique_by=lambda one: one["who"])
        ),
        "projectiles": draw(st.none() | _COUNTS),
        "place": draw(st.none() | st.sampled_from(["hill", "valley"])),
        "responsibility": draw(
            st.none()
            | st.sampled_from(
                [{"stance": "claims"}, {"stance": "denies"}, {"stance": "blames", "actors": ["red"]}]
            )
        ),
    }
    return {
        "id": f"s{order}",
        "source": draw(st.lists(source, min_size=1, max_size=most, unique=True)),
        "paraphrase": "Something was said.",
        **({"by": by} if by else {}),
        **{key: value for key, value in facts.items() if value is not None},
        **draw(st.sampled_from([{}, {"in": "telegram"}, {"in": "interview"}])),
        **({"said": said} if (said := draw(st.none() | _SAID)) else {}),
    }
