"""Every fact that a record may hold comes out: on its page, in the files, in lists, feeds and short forms.

A fact without a row here fails the first test, which names it. The table says which form leaves one out.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord import phrases
from onrecord.export.attribution import Published
from onrecord.export.entries import incident_entry
from onrecord.library.derive import account
from onrecord.library.library import Library
from onrecord.pages.entry import Entry, entry
from onrecord.phrases import Names, joined
from onrecord.short.flash import flash
from onrecord.short.salute import salute_text
from onrecord.terms.facts import FACTS, people
from tests.export.archives import ABOUT, files
from tests.helpers import ID, library, plain, record, rendered, section

#: (its YAML, words that say it, forms that have it besides the page and the files)
EVERY: dict[str, tuple[str, str, set[str]]] = {
    "date": ("date: 2024-01-19", "19 January 2024", {"salute"}),
    "time": ("time: 03:17", "03:17", {"salute", "flash"}),
    "duration": ("duration: more than 5 hours", "more than 5 hours", {"salute"}),
    "position": (
        "position:\n      distance: 23 nautical miles\n      direction: south-west\n      of: harbour",
        "23 nautical miles",
        {"salute"},
    ),
    "attackers": (
        "attackers:\n      count: about 47\n      described: gunmen",
        "about 47",
        {"salute", "flash", "feed"},
    ),
    "vessels": ("vessels: grey-gull", "Grey Gull", {"salute"}),
    "losses": (
        "losses:\n      what: vehicles\n      count: 1234\n      state: burnt",
        "1,234",
        {"salute", "flash", "feed"},
    ),
    "verification": (
        "verification:\n      result: not-independently-confirmed\n      what: the toll of the far camp",
        "the toll of the far camp",
        {"salute", "flash", "feed"},
    ),
    "place": ("place: harbour", "Harbour", {"salute"}),
    "weapons": ("weapons: mortar", "mortar", {"salute", "flash"}),
    "projectiles": ("weapons: rocket\n    projectiles: 17", "17", {"salute", "flash"}),
    "intercepted": ("intercepted: 13", "13", {"salute"}),
    "launched_from": ("launched_from: the far hills", "the far hills", {"salute", "flash"}),
    "targets": ("targets:\n      what: the north gate", "the north gate", {"salute"}),
    "units": ("units: the 9th Brigade", "the 9th Brigade", {"salute"}),
    **{
        fact.id: (
            f"{fact.id}:\n      who: civilians\n      count: 1117",
            "1,117",
            {"salute", "flash", "feed", "list"},
        )
        for fact in people()
    },
    "damage": ("damage: a burnt roof", "burnt roof", {"salute"}),
    "responsibility": ("responsibility: claims", "Blue Command", {"salute", "flash", "feed", "list"}),
    "in_response_to": (f"in_response_to: {ID[:10]}-other", "Attack on the other post", set()),
    "quote": ("quote: We held the gate", "We held the gate", set()),
    "paraphrase": ("paraphrase: The road is closed.", "The road is closed", set()),
}
#: Facts of the surroundings, which say nothing of the incident itself.
AROUND = {
    "tally": ("tally:\n      measure: attacks\n      count: 66", "66"),
    "force": ("force:\n      who: blue-land\n      count:\n        total: 2500", "2,500"),
}


#: What the files have, where it is not what readers see.
IN_FILES = {
    "vessels": "grey-gull",
    "date": "2024-01-19",
    "responsibility": '"stance": "claims"',
    "in_response_to": f"{ID[:10]}-other",
}
SILENT = "  - by: blue-command\n    source: article\n    paraphrase: It happened.\n"


def written(root: Path, body: str, around: str = "") -> tuple[Library, str]:
    """A library of a record with these statements and another one, and all its data files."""
    other = record("  - source: article\n    paraphrase: It happened.\n").replace(
        "Attack on the border post", "Attack on the other post"
    )
    found = library(root, record(body, context=around), **{f"{ID[:10]}-other": other})
    data = (text.decode() for name, text in files(found, ABOUT).items() if name.startswith("data/"))
    # The sums over the files have every number in them by chance.
    return found, re.sub("sha256:[0-9a-f]+", "", "\n".join(data))


def told(root: Path, fact: str) -> tuple[Library, dict[str, str]]:
    """A record that gives one fact, and what each form says of it."""
    given = f"  - by: blue-command\n    source: article\n    {(EVERY | AROUND)[fact][0]}\n"
    found, data = written(root, SILENT, given) if fact in AROUND else written(root, given)
    incident = found.by_id[ID]
    return found, {
        "page": rendered(found)[f"briefings/{ID}.md"],
        "files": data,
        "list": listed_line(entry(found, incident)),
        "feed": incident_entry(Published(found), ABOUT, account(found, incident)).text,
        "flash": flash(found, incident),
        "salute": salute_text(found, incident),
    }


def listed_line(entry: Entry) -> str:
    """What a list says of an incident."""
    said = [figures for _, figures in entry.figures]
    return phrases.plain(joined([entry.place, *said, *entry.others, entry.responsibility], " "))


def test_every_fact_is_here() -> None:
    """A new fact needs a row above, and with it a look at page, files, list, feed, flash and SALUTE."""
    assert {*EVERY, *AROUND} == {*FACTS}


@pytest.mark.parametrize("fact", [*EVERY, *AROUND])
def test_a_fact_comes_out_in_every_form(tmp_path: Path, fact: str) -> None:
    """On its page and in the files always; elsewhere as the table has it."""
    found, forms = told(tmp_path, fact)
    words, more = EVERY[fact][1:] if fact in EVERY else (AROUND[fact][1], set())
    # A fact may begin a line, with a capital.
    words, plain = words.lower(), {form: text.lower() for form, text in forms.items()}
    assert words in plain["page"]
    statement = (*found.by_id[ID].record.statements, *found.by_id[ID].record.context)
    # Columns have the fact's name in any case: the value must be there oftener than without the fact.
    value = IN_FILES.get(fact, words.replace(",", ""))
    without = written(tmp_path / "without", SILENT)[1].lower()
    assert plain["files"].count(value) > without.count(value)
    assert {form for form in ("list", "feed", "flash", "salute") if words in plain[form]} == more
    # Away from its page, a statement still says it; who claims it is its speaker.
    said = (phrases.plain(phrases.said(Names(found), found.by_id[ID], one)) for one in statement)
    assert ("claimed responsibility" if fact == "responsibility" else words) in " ".join(said).lower()


#: What a new count of people takes: an entry, before anything reads the table.
_ADDED = """
import json, sys
from pathlib import Path
from onrecord.terms.facts import FACTS, People
FACTS["stranded"] = People(
    id="stranded", title="Stranded", topic="those stranded", question="how many are stranded",
    whether="whether any are stranded", series=True, description="Stranded, by party.", words="stranded",
)
from datetime import date
from onrecord.cli.skeleton import skeleton
from onrecord.export.schema import as_json, record_schema
from onrecord.proof.figures import supports
from onrecord.proof.items import items
from onrecord.values.day import Day
from tests.helpers import rendered
from tests.test_every_fact import told
found, forms = told(Path(sys.argv[1]), "stranded")
pages = rendered(found)
forms |= {name: pages[address] for name, address in (
    ("month", "archive/2024/01.md"), ("explore", "explore.md"), ("home", "index.md"))}
forms["schema"] = as_json(record_schema())
forms["skeleton"] = skeleton(title="A", date=Day.parse("2024-01-20"), place="harbour", event="attack",
    today=date(2024, 1, 20))
(figure,) = [one for one in items(found) if one.field == "stranded/0"]
for text in ("1,117 people were stranded, and 3 died.", "1,117 people were killed, and 3 are stranded."):
    result = supports(figure.count, text, None, figure.subject).result
    forms["verify"] = f"{forms.get('verify', '')} {result}"
print(json.dumps(forms))
"""


def test_a_fact_that_is_added_to_the_table_is_found_everywhere(tmp_path: Path) -> None:
    """An entry makes the field, its line on the page, its figure in every list, file, feed and short form."""
    here = Path(__file__).parents[1]
    run = subprocess.run(
        [sys.executable, "-c", _ADDED, str(tmp_path)], cwd=here, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    forms: dict[str, str] = json.loads(run.stdout)
    assert forms.pop("verify").split() == ["found", "other-matter"]
    assert "| **Stranded: civilians** | **1,117**, according to Blue Command" in plain(forms["page"])
    figures = section(forms["page"], "Figures of people")
    assert "\n- " in (stranded := figures.partition("</a>Civilians: stranded\n")[2])
    assert "1,117" in stranded.partition("\n### ")[0]
    assert '"harm": "stranded"' in forms["files"] and "Stranded, civilians: 1,117" in forms["feed"]
    assert "Stranded, by party." in forms["schema"] and "    #stranded:\n" in forms["skeleton"]
    shown = ("list", "feed", "flash", "salute", "month", "explore", "home")
    assert [form for form in shown if "1,117" not in forms[form]] == []
