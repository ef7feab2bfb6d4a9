"""A synthetic archive of any size, each record as long and as varied as one of the demonstration's.

The demonstration's eighteen records are written again and again, a generation two weeks before the other
until twelve years are full, and then in the weeks between. Every generation plays in one of twelve theatres,
each with actors, places, measures and tallies of its own, so that an actor has many incidents and never all
of them; all names, places and figures are made up. What one record alone cites stands in it, what several
cite in the registry, a file for each generation. There are no copies of sources and no lock.

The same number gives the same archive, and a smaller one is its beginning.

    python -m benchmarks.archive DIR N
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.variation import Names, Scene, Template, made_up, ordinary_words, proper_words

DEMONSTRATION = Path(__file__).parent.parent
THEATRES = 12
#: Generations lie two weeks apart, over twelve years: an odd number of weeks, so that later generations fall
#: between those before.
STEP, SPAN = 2, 12 * 52 + 1
#: How many records cite a source that stands in the registry, as the guide has it.
SHARED = 2
CONFIG = """\
site_name: Synthetic archive
site_url: https://archive.example/
theme:
  name: material
  font: false
  features:
    - content.footnote.tooltips
    - navigation.tabs
    - navigation.top
    - search.highlight
    - search.suggest
    - toc.follow
plugins:
  - search
  - onrecord:
      coverage: sample
      demonstration: Made-up incidents, to measure how long a build takes. Nothing is about the world.
      not_covered: Everything that happened.
      report_errors: errors@archive.example
      short_forms: [flash, salute]
      licence: CC BY 4.0
      licence_url: https://creativecommons.org/licenses/by/4.0/
      namespace: archive.example,2026
      cards: false
nav:
  - Home: index.md
  - Archive: archive/index.md
  - Explore: explore.md
  - Map: map.md
  - Tallies: tallies/index.md
  - Actors:
      - Actors: actors/index.md
      - People: people/index.md
      - Places: places/index.md
      - Weapons: weapons/index.md
      - Kinds of event: events/index.md
      - Sources: sources/index.md
      - Quotes: quotes/index.md
  - Data: data.md
  - Verification: verification.md
  - Codebook: codebook.md
  - About: about.md
"""
ABOUT = """\
# About this archive

It was made by a program, to measure how long it takes to build. **Nothing in it is about the world.**
"""


@dataclass(frozen=True)
class Models:
    """The demonstration, cut into templates."""

    names: Names
    records: tuple[tuple[str, str, frozenset[str]], ...]
    """Id, text with the sources that only this record cites, and the shared sources that it cites; by day."""
    sources: dict[str, Template]
    """The entries of the registry of sources."""
    registries: dict[str, Template]
    cited: frozenset[str]
    """The sources that other registries cite."""


@cache
def models() -> Models:
    """Reads the demonstration's records and registries."""
    folder = DEMONSTRATION / "briefings"
    texts = {path.stem: _bare(path) for path in sorted(folder.glob("2*/*.yml"))}
    registries = {path.stem: _bare(path) for path in sorted((folder / "registry").glob("*.yml"))}
    sources = _entries(registries.pop("sources"))
    cited = {name: _cited(text, sources) for name, text in texts.items()}
    times = Counter(source for names in cited.values() for source in names)
    shared = {source for source, number in times.items() if number >= SHARED}
    of_registries = _cited("".join(registries.values()), sources)
    for name, text in texts.items():
        own = "".join(_indented(sources[source]) for source in sorted(cited[name] - shared))
        texts[name] = _with_sources(text, own)
    prose = "".join(texts.values())
    named = "".join(registries.values()) + "".join(re.findall("publisher: .*", "".join(sources.values())))
    names = Names(
        records=frozenset(texts),
        sources=frozenset(shared | of_registries),
        others=frozenset(
            key for name in ("actors", "places", "measures") for key in _entries(registries[name])
        ),
        proper=proper_words(named, prose),
        # In our own voice nothing is loaded; words of statements would make warnings here.
        ordinary=ordinary_words("".join(re.findall(r"(?m)^summary: \|\n((?:  .*\n|\n)*)", prose))),
    )
    return Models(
        names,
        tuple((name, text, frozenset(cited[name] & shared)) for name, text in sorted(texts.items())),
        {name: Template(sources[name], names) for name in sorted(names.sources)},
        {name: Template(text, names) for name, text in registries.items()},
        frozenset(of_registries),
    )


def write(root: Path, number: int) -> None:
    """Writes ``number`` records, with registries, below ``root/briefings``, one after the other."""
    model = models()
    registry = root / "briefings" / "registry"
    for part in ("actors", "places", "sources"):
        (registry / part).mkdir(parents=True)
    templates = [(name, Template(text, model.names), cited) for name, text, cited in model.records]
    size = len(templates)
    for generation in range(-(-number // size)):
        written = templates[: number - generation * size]
        if generation < THEATRES:
            _write_theatre(registry, model, generation)
        shared = frozenset[str]().union(*(cited for _, _, cited in written))
        text = "".join(model.sources[name].written(scene(model, generation, name)) for name in sorted(shared))
        _put(registry / "sources" / f"{made_up(generation)}.yml", text)
        gone = {name for name, _, _ in templates[len(written) :]}
        for name, template, _ in written:
            setting = scene(model, generation, name)
            record_id = setting.record(name)
            text = template.written(setting)
            place = made_up(generation).capitalize()
            text = re.sub("(?m)^(title: .*)$", rf"\1, {place}", text, count=1)
            if gone:
                text = _without(text, {setting.record(other) for other in gone})
            _put(root / "briefings" / record_id[:4] / f"{record_id}.yml", text)


def scene(model: Models, generation: int, seed: str) -> Scene:
    """Where and when a generation plays; ``seed`` makes its records differ."""
    weeks = generation * STEP % SPAN
    word = made_up(generation)
    return Scene(model.names, generation % THEATRES, weeks, word, f"{generation} {seed}")


def _write_theatre(registry: Path, model: Models, theatre: int) -> None:
    setting = scene(model, theatre, "registry")
    setting.word = f"of-{setting.word}"
    for name, template in model.registries.items():
        text = template.written(setting)
        if name in ("actors", "places"):
            _put(registry / name / f"{made_up(theatre)}.yml", text)
        else:
            # Entries of a list have ids, and are added to those of the theatres before.
            text = re.sub("(?m)^(- id: .*)$", rf"\1-{made_up(theatre)}", text)
            with (registry / f"{name}.yml").open("a", encoding="utf-8") as stream:
                stream.write(text)
    sources = "".join(model.sources[name].written(setting) for name in sorted(model.cited))
    _put(registry / "sources" / f"of-{made_up(theatre)}.yml", sources)


def site(root: Path, number: int) -> None:
    """Writes a whole site: the archive, its ``mkdocs.yml`` and a page by hand."""
    write(root, number)
    _put(root / "mkdocs.yml", CONFIG)
    _put(root / "docs" / "about.md", ABOUT)


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _bare(path: Path) -> str:
    """A file's text without lines that are only a comment."""
    return re.sub(r"(?m)^\s*#.*\n", "", path.read_text("utf-8"))


def _entries(text: str) -> dict[str, str]:
    """The entries of a mapping, by key; each ends with one line end."""
    parts = re.split(r"(?m)^(?=\S+:$)", text)
    return {part.split(":", 1)[0]: part.rstrip() + "\n" for part in parts if part.strip()}


def _cited(text: str, sources: dict[str, str]) -> set[str]:
    """The sources that a text names, in values and in the markers of its prose."""
    named = re.findall(r"(?m)(?<=@)[a-z0-9-]+|(?<=source: )[a-z0-9-]+$|(?<=  - )[a-z0-9-]+$", text)
    return set(named) & set(sources)


def _indented(text: str) -> str:
    return re.sub("(?m)^", "  ", text.rstrip("\n")) + "\n"


def _with_sources(text: str, own: str) -> str:
    if not own:
        return text
    if "\nsources:\n" in text:
        return text.replace("\nsources:\n", f"\nsources:\n{own}", 1)
    return text.replace("\nstatements:\n", f"\nsources:\n{own}\nstatements:\n", 1)


def _without(text: str, gone: set[str]) -> str:
    """A record without its relations to incidents that are not written any more."""
    for name in gone:
        text = re.sub(rf"  - incident: {name}\n    why: .*\n", "", text)
        text = re.sub(rf" +in_response_to: {name}\n", "", text)
    return re.sub(r"(?m)^related:\n(?!  - )", "", text)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Writes a synthetic archive of N records into DIR.")
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("number", type=int, metavar="N")
    given = parser.parse_args()
    site(given.folder, given.number)
