"""What people write or bring, each in a small site, and the commands that read it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import openpyxl

from tests.helpers import CONFIG, ID, RECORD, REGISTRY, read_files, record
from tests.importers.sites import ACLED_ROW, GED, GED_ROW, HXL
from tests.proof.files import pdf
from tests.test_every_fact import AROUND, EVERY

ROOT = Path(__file__).parents[2]

_FACTS = [text for text, _, _ in EVERY.values()]
_STATEMENTS = "".join(
    f"  - by: {('blue-command', 'red-front', 'wire')[number % 3]}\n    id: fact-{number}\n"
    f"    source: article\n    {fact}\n"
    for number, fact in enumerate(_FACTS)
)
_CONTEXT = "".join(f"  - source: article\n    {text}\n" for text, _ in AROUND.values())
_HEADER = """\
story: developing
created: 2024-01-21
changed: 2024-01-22
formerly: [2024-01-20-borderpost]
related:
  - incident: 2024-01-20-other
    why: The same day.
ids:
  - scheme: acled
    id: IRQ12345
asked:
  - whom: red-front
    on: 2024-01-21
    outcome: did not answer
updates:
  - on: 2024-01-22
    text: The ministry raised its count. [@article]
corrections:
  - on: 2024-01-23T10:00Z
    kind: corrected
    was: The post lay south of the town.
    now: It lies north of it.
    note: We had misread the map. [@article]
removed:
  - on: 2024-01-24
    what: quote
    reason: A court's order.
summary: |
  The post was attacked on 20 January, [Blue Command](https://blue.example/) said. [@article]
background: |
  *Nobody* knew. [@ours]
note_internal: For the desk.
"""
_OTHER = record("  - source: article\n    paraphrase: It happened.").replace("on the border", "on the other")
_SOURCES = """\
wire-report:
  title: The report of the wire
  publisher: wire
  url: https://wire.example/report
  published: 2024-01-21
  lang: en
"""
_TALLIES = """\
- by: blue-command
  source: wire-report
  tally:
    measure: attacks
    since: 2023-10
    as_of: 2024-01-20
    count: at least 58
"""
_LIST = """\
No;Date;Town;Province;Lat;Lon;Killed;Hurt;By whom;Paper;Headline;Link
17;12.01.2026;Example Town;Northland;33,79;42,44;2;about 7;Example Group;The Example Daily;Rockets near it;https://d.example/1
18;15.01.2026;Other Town;Northland;33,64;42,83;;3;;The Example Daily;Shots;https://d.example/2
"""
_PAGE = """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Post attacked</title>
<meta property="article:published_time" content="2024-01-21T10:00:00Z">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Post attacked",
"datePublished": "2024-01-21"}</script>
</head><body><article><h1>Post attacked</h1>
%s
<table><tr><td>1</td></tr></table></article></body></html>
"""
_CATALOGUE = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "{what}, according to {owners}"
msgstr "{what}, laut {owners}"

msgid "{number} incident"
msgid_plural "{number} incidents"
msgstr[0] "{number} Vorfall"
msgstr[1] "{number} Vorfälle"
"""
_SETTINGS = """\
site_name: Test
site_url: https://briefings.example.org/
docs_dir: docs
use_directory_urls: true
theme:
  name: mkdocs
plugins:
  - search
  - onrecord:
      time_zone: Asia/Baghdad
      coverage: sample
      selection: We record attacks that two sources report.
      not_covered: [Attacks at sea.]
      report_errors: corrections@example.org
      rules: {second-reader: warning}
      sentence_coverage: 50
      short_forms: [flash, salute]
      table_formats: [sqlite]
      licence_url: https://example.org/licence
      namespace: example.org,2026
      language: de
      as_of: 2024-02-01
      edition_proofs: {sig: "ssh-keygen -Y sign -f key -n onrecord {edition}"}
      wording: wording.yml
      catalogue: ours.po
nav:
  - Home: index.md
  - Method: method.md
exclude_docs: |
  *.tmp
"""
_WORDING = """\
regime: off
special-operation:
  words:
    - special operation*
    - special military operation*
  whose: Words of Blue Land
  reason: It hides that it is a war.
  instead: war, attack
"""

SITE: dict[str, str] = {
    **REGISTRY,
    "mkdocs.yml": CONFIG,
    "docs/method.md": "# Method\n",
    "briefings/registry/sources.yml": _SOURCES,
    "briefings/registry/tallies.yml": _TALLIES,
    RECORD: record(_STATEMENTS, header=_HEADER, context=_CONTEXT),
    "briefings/2024-01-20-other.yml": _OTHER,
}


def _mapping() -> bytes:
    """The mapping of the guide."""
    guide = (ROOT / "docs/guide/spreadsheet.md").read_text("utf-8")
    return guide.partition("<!-- yaml: mapping -->\n```yaml\n")[2].partition("```")[0].encode()


def _page(article: str) -> str:
    return _PAGE % "\n".join(f"<p>{part}</p>" for part in article.split("\n\n"))


def _table(columns: list[str], *rows: Mapping[str, str]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(columns)
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return stream.getvalue()


Form = Literal["yaml", "comma", "semicolon", "zip", "lock", "bytes"]


@dataclass(frozen=True, slots=True)
class Subject:
    """A file that is changed, what else the site has, and commands that read it."""

    name: str
    path: str
    data: bytes
    commands: tuple[tuple[str, ...], ...]
    site: Mapping[str, str | bytes]
    form: Form = "yaml"

    @property
    def files(self) -> dict[str, str | bytes]:
        """The site, with the file as it should be."""
        return {**self.site, self.path: self.data}

    def __str__(self) -> str:
        """What it is, for the name of a test."""
        return self.name.replace(" ", "-")


CHECK = ("check",)
GENERATE = ("generate", "out")
VERIFY = ("verify",)
REMOVE = ("remove", f"{ID}#fact-1", "--reason", "A court's order")
IMPORT = ("import", "csv", "--mapping", "mapping.yml")
PROPOSE = ("import", "csv", "--propose", "list.csv")
DRAFT = ("draft", "--source", "fuzzed", "--published", "2024-03-06")
SNAPSHOT = ("snapshot", "--source", "article", "--record", ID)
SEED_ID = "2024-01-20-ain-al-asad"


def _registry(name: str) -> Subject:
    path = f"briefings/registry/{name}.yml"
    return Subject(name, path, SITE[path].encode(), (CHECK, CHECK, GENERATE), SITE)


def _excel() -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in csv.reader(_LIST.splitlines(), delimiter=";"):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def subjects() -> tuple[Subject, ...]:
    """All files that somebody writes or brings."""
    seed: dict[str, str | bytes] = {"mkdocs.yml": CONFIG, **read_files(ROOT / "tests/sites/seed")}
    lock = "briefings/onrecord.lock"
    site_of_table: dict[str, str | bytes] = {**SITE, "mapping.yml": _mapping()}
    site_of_settings = {**SITE, "wording.yml": _WORDING, "ours.po": _CATALOGUE}
    ged = _table(GED, dict(zip(GED, HXL, strict=True)), GED_ROW)
    article = (ROOT / "tests/draft/seed/article.txt").read_text("utf-8")
    record_commands = (CHECK, CHECK, CHECK, VERIFY, ("short", ID), GENERATE, REMOVE)
    return (
        Subject("record", RECORD, SITE[RECORD].encode(), record_commands, SITE),
        *map(_registry, ("actors", "places", "vessels", "measures", "sources", "tallies")),
        Subject("settings", "mkdocs.yml", _SETTINGS.encode(), (CHECK, CHECK, GENERATE), site_of_settings),
        Subject(
            "wording-list",
            "wording.yml",
            _WORDING.encode(),
            (CHECK,),
            {**SITE, "mkdocs.yml": _SETTINGS, "ours.po": _CATALOGUE},
        ),
        Subject(
            "catalogue",
            "ours.po",
            _CATALOGUE.encode(),
            (CHECK, CHECK, GENERATE),
            {**SITE, "mkdocs.yml": _SETTINGS, "wording.yml": _WORDING},
            form="bytes",
        ),
        Subject(
            "mapping",
            "mapping.yml",
            _mapping(),
            ((*IMPORT, "list.csv"), (*IMPORT, "list.csv", "--dry-run")),
            {**SITE, "list.csv": _LIST},
        ),
        Subject(
            "table",
            "list.csv",
            _LIST.encode(),
            ((*IMPORT, "list.csv"), PROPOSE, (*PROPOSE, "--separator", ";")),
            site_of_table,
            form="semicolon",
        ),
        Subject("excel", "list.xlsx", _excel(), ((*IMPORT, "list.xlsx"),), site_of_table, form="zip"),
        Subject("ucdp", "ged.csv", ged.encode(), (("import", "ucdp-ged", "ged.csv"),), SITE, form="comma"),
        Subject(
            "acled",
            "acled.csv",
            _table(list(ACLED_ROW), ACLED_ROW).encode(),
            (("import", "acled", "acled.csv"),),
            SITE,
            form="comma",
        ),
        Subject("article", "copy.txt", article.encode(), ((*DRAFT, "copy.txt"),), SITE, form="bytes"),
        Subject(
            "page",
            "copy.html",
            _page(article).encode(),
            ((*DRAFT, "copy.html"), (*SNAPSHOT, "copy.html")),
            SITE,
            form="bytes",
        ),
        Subject(
            "pdf",
            "copy.pdf",
            pdf([_letters(article).splitlines()]),
            ((*DRAFT, "copy.pdf"), (*SNAPSHOT, "copy.pdf")),
            SITE,
            form="bytes",
        ),
        Subject(
            "lock",
            lock,
            (ROOT / "tests/sites/seed" / lock).read_bytes(),
            (CHECK, VERIFY, ("remove", "--name", "Mohammed Shia al-Sudani", "--reason", "Asked")),
            seed,
            form="lock",
        ),
    )


def _letters(text: str) -> str:
    """What stands in a string of a PDF file as it is."""
    return re.sub(r"[^A-Za-z0-9 .,\n]", "", text)
