"""A synthetic archive with the variety of a real one: actors, places, weapons and months repeat unevenly.

Nothing in it is about the world. The same number gives the same archive.
"""

from __future__ import annotations

import random
import re
from datetime import date, timedelta
from pathlib import Path

ACTORS, PLACES, SOURCES = 120, 150, 200
EVENTS = ("attack", "air-drone-strike", "shelling-artillery-missile-attack", "armed-clash")
WEAPONS = ("rocket", "ballistic-missile", "one-way-attack-drone", "mortar")
WORDS = re.findall(
    r"\w+",
    "the convoy was near a bridge when the first report came and a spokesman said that more would follow "
    "after the road had been opened again while two other offices gave no answer to the question",
)


def write(root: Path, number: int) -> None:
    """Writes ``number`` records, with registries, below ``root/briefings``."""
    dice = random.Random(number)
    registry = root / "briefings" / "registry"
    registry.mkdir(parents=True)
    (registry / "actors.yml").write_text("".join(_actor(index) for index in range(ACTORS)), "utf-8")
    (registry / "places.yml").write_text("".join(_place(index) for index in range(PLACES)), "utf-8")
    (registry / "sources.yml").write_text("".join(_source(index) for index in range(SOURCES)), "utf-8")
    (registry / "measures.yml").write_text("attacks:\n  name: Attacks\n  unit: attacks\n", "utf-8")
    for index in range(number):
        day = date(2020, 1, 1) + timedelta(days=index % 1500)
        path = root / "briefings" / f"{day.year}" / f"{day}-incident-{index}.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(_record(dice, index, day), "utf-8")


def _pick(dice: random.Random, number: int) -> int:
    """One of ``number``, the low ones far more often, as names are in the news."""
    return min(int(dice.paretovariate(0.7)) - 1, number - 1)


def _text(dice: random.Random, words: int) -> str:
    return " ".join(dice.choices(WORDS, k=words)).capitalize()


def _letters(number: int) -> str:
    """A number as letters: a title with a figure in it has a warning."""
    return "".join("ABCDEFGHIJ"[int(digit)] for digit in str(number))


def _actor(index: int) -> str:
    part_of = f"  part_of: actor-{index // 10}\n" if index % 3 and index >= 10 else ""
    kind = ("state", "state-organ", "armed-forces", "armed-group")[index % 4]
    return f"actor-{index}:\n  name: Actor {index}\n  kind: {kind}\n{part_of}"


def _place(index: int) -> str:
    return (
        f"place-{index}:\n  name: Place {index}\n  country: IQ\n  lat: {30 + index % 12 * 0.6:.4f}\n"
        f"  lon: {38 + index % 17 * 0.5:.4f}\n  precision: near\n  origin: made up\n"
    )


def _source(index: int) -> str:
    return (
        f"source-{index}:\n  title: Report {index}\n  publisher: Paper {index % 30}\n"
        f"  url: https://paper-{index % 30}.example/{index}\n  published: 2020-01-0{index % 9 + 1}\n"
    )


def _record(dice: random.Random, index: int, day: date) -> str:
    actors = [f"actor-{_pick(dice, ACTORS)}" for _ in range(6)]
    sources = [f"source-{_pick(dice, SOURCES)}" for _ in range(4)]
    killed = dice.randrange(30)
    tally = (
        f"context:\n  - by: {actors[0]}\n    source: {sources[0]}\n    tally:\n      measure: attacks\n"
        f"      as_of: {day}\n      count:\n        total: {100 + index}\n"
        if index % 20 == 0
        else ""
    )
    return f"""\
title: Incident {_letters(index)}
date: {day}
event: {dice.choice(EVENTS)}
place: place-{_pick(dice, PLACES)}
publish: published
cutoff: {day + timedelta(days=9)}
desk:
  written_by: A
  reviewed_by: B
statements:
  - by: {actors[0]}
    in: press-statement
    source: {sources[0]}
    said: {day}
    weapons: {dice.choice(WEAPONS)}
    projectiles: multiple
    killed:
      - who: {actors[1]}
        count: at least {killed + 1}
    quote: {_text(dice, 14)}
  - by: {actors[2]}
    source: {sources[1]}
    said: {day + timedelta(days=1)}
    responsibility: claims
    injured:
      - who: {actors[3]}
        count: {killed + 5}
      - who: civilians
        count: under evaluation
    paraphrase: {_text(dice, 18)}
  - by:
      role: an official
      of: {actors[4]}
    source: {sources[2]}
    responsibility:
      - blames: {actors[2]}
        hedge: without giving evidence
    damage: {_text(dice, 6)}
  - source: {sources[3]}
    time: about 18:30
    targets:
      - what: {_text(dice, 4)}
        whose: {actors[5]}
summary: |
  {_text(dice, 22)}. [@{sources[0]}]

  {_text(dice, 30)}. [@{sources[1]}; @{sources[3]}]
background: |
  {_text(dice, 40)}. [@{sources[2]}]
{tally}"""
