"""A first mapping for a table, from its header and a sample of its rows; what is not certain is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from onrecord.importers import cells
from onrecord.importers.refusals import RowRefusedError
from onrecord.importers.tables import Table
from onrecord.record.slugs import slug
from onrecord.yamltext.writing import scalar

SAMPLE = 200
"""Rows that are looked at."""

#: How columns are often called, by what they may hold. A name only proposes; the rows decide what fits.
_NAMES = {
    "row": r"(?:.*[_ -])?(?:id|nr|no|number|ref|reference|code)",
    "date": r"(?:(?:event|incident|start|attack)?[_ -]*date(?:[_ -]*start)?|day|when|datum|fecha|التاريخ)",
    "end": r"(?:end[_ -]*date|date[_ -]*end|until|to)",
    "place": r"(?:place|location|city|town|site|where|village|settlement|ort|lieu|lugar|المكان)",
    "region": r"(?:province|region|governorate|state|admin[_ -]*1|adm[_ -]*1)",
    "country": r"(?:country|iso3?|country[_ -]*code|pays|land)",
    "lat": r"(?:lat|latitude|y)",
    "lon": r"(?:lon|lng|long|longitude|x)",
    "killed": r"(?:killed|dead|deaths|fatalities|kia|tote|morts|muertos|القتلى)",
    "injured": r"(?:injured|wounded|injuries|wia|verletzte|blessés|heridos|الجرحى)",
    "missing": r"(?:missing|vermisste|disparus)",
    "abducted": r"(?:abducted|kidnapped)",
    "displaced": r"(?:displaced|idps?)",
    "event": r"(?:event|incident|attack)?[_ -]*(?:type|kind|category)",
    "words": r"(?:notes?|description|summary|details?|text|narrative)",
    "url": r"(?:url|link|source[_ -]*(?:url|link)|address)",
    "source": r"(?:source|publisher|outlet|publication|media)",
}


def proposal(table: Table, name: str, form: dict[str, str]) -> str:
    """The text of a mapping; lines that begin with ``# ?`` say what nobody but you can know."""
    rows = [row.cells for row in islice(table.rows(), SAMPLE)]
    header = table.header
    columns = {column: [row[at].strip() for row in rows if at < len(row)] for at, column in enumerate(header)}
    return "\n".join(_lines(columns, name, form)) + "\n"


def _lines(columns: dict[str, list[str]], name: str, form: dict[str, str]) -> Iterator[str]:
    guess = _guesses(columns)
    id = slug(name) or "table"
    yield "# A first mapping. Lines with `# ?` hold a question: answer it, or delete the line."
    yield "data_set:"
    yield f"  id: {id}"
    yield f"  name: {scalar(name)}  # ? what to call it in a sentence"
    yield f"  title: {scalar(name)}  # ? its title, as published"
    yield "  # publisher: Who published it"
    written = [*(f"  {key}: {_quoted(value)}" for key, value in form.items()), *_dates(columns, guess, form)]
    # A key with nothing but questions below it would be empty.
    yield from (["file:", *written] if any("# ?" not in line for line in written) else written)
    if row := guess.get("row"):
        yield f"row: {scalar(row)}"
    else:
        yield "row: TODO  # ? the column that names a row for good; no column tells all rows apart"
    yield "title: Incident {where}"
    if date := guess.get("date"):
        yield "date:"
        yield f"  start: {scalar(date)}"
        if end := guess.get("end"):
            yield f"  end: {scalar(end)}"
    else:
        yield "date: TODO  # ? the column of the date"
    if place := guess.get("place"):
        yield from _place(place, guess)
    if event := guess.get("event"):
        values = list(dict.fromkeys(one for one in columns[event] if one))[:8]
        yield f"# event:  # ? the kind of event, by the column {event}; without it, it is left to the editor"
        yield f"#   column: {scalar(event)}"
        yield "#   terms:"
        yield from (f"#     {scalar(value)}: unspecified" for value in values)
    yield from _source(guess)
    yield "statement:"
    found = [
        (fact, guess[fact])
        for fact in ("killed", "injured", "missing", "abducted", "displaced")
        if fact in guess
    ]
    for fact, column in found:
        yield f"  {fact}:"
        yield f"    count: {scalar(column)}"
        yield "    zero: not-coded  # ? or none, where 0 says that there were none"
    if words := guess.get("words"):
        yield f"  excerpt: {scalar(words)}"
    if not found:
        yield "  paraphrase: TODO  # ? a sentence for each row, with {column} where a cell goes"
    used = set(guess.values())
    rest = [column for column in columns if column not in used]
    if rest:
        yield "  keep:  # kept word for word in `note_internal`, which is never published"
        yield from (f"    - {scalar(column)}" for column in rest)


def _place(place: str, guess: dict[str, str]) -> Iterator[str]:
    yield "place:"
    yield f"  name: {scalar(place)}"
    if region := guess.get("region"):
        yield "  within:"
        yield f"    - name: {scalar(region)}"
        yield "      precision: region"
    if country := guess.get("country"):
        yield "  country:"
        yield f"    column: {scalar(country)}"
    else:
        yield "  # country: IQ  # ? the same for all rows"
    if "lat" in guess and "lon" in guess:
        yield f"  lat: {scalar(guess['lat'])}"
        yield f"  lon: {scalar(guess['lon'])}"
    yield "  precision: exact  # ? how sure the places are: exact, near, district, region …"


def _source(guess: dict[str, str]) -> Iterator[str]:
    if "url" not in guess and "source" not in guess:
        return
    yield "source:  # ? each row has a source of its own"
    title = guess.get("source") or guess["url"]
    yield f'  title: "{{{title}}}"'
    if url := guess.get("url"):
        yield f"  url: {scalar(url)}"


def _dates(columns: dict[str, list[str]], guess: dict[str, str], form: dict[str, str]) -> Iterator[str]:
    """The order of dates where they are in figures; asked where the sample does not tell it."""
    if "dates" in form or "date" not in guess:
        return
    texts = [text for text in columns[guess["date"]] if text]
    if not _unreadable(texts, None):
        return
    orders = [
        order
        for order in ("day-month-year", "month-day-year", "year-month-day")
        if not _unreadable(texts, order)
    ]
    if len(orders) == 1:
        yield f"  dates: {orders[0]}"
    else:
        fits = " or ".join(orders) or "none of ours"
        odd = next(text for text in texts if _unreadable([text], None))
        yield f"# ? {odd} is no date as it stands: below `file:` write `dates:` with its order; {fits} fits"


def _unreadable(texts: Sequence[str], order: str | None) -> bool:
    for text in texts:
        try:
            cells.day(text, "", order)
        except RowRefusedError:
            return True
    return False


def _guesses(columns: dict[str, list[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for what, pattern in _NAMES.items():
        for column, texts in columns.items():
            if column in found.values() or not re.fullmatch(pattern, column.strip(), re.IGNORECASE):
                continue
            if _fits(what, texts):
                found[what] = column
                break
    if "row" not in found:
        unique = [one for one, texts in columns.items() if _fits("row", texts) and one not in found.values()]
        if unique and re.fullmatch(_NAMES["row"], unique[0].strip(), re.IGNORECASE):
            found["row"] = unique[0]
    return found


def _fits(what: str, texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text]
    if what == "row":
        return len(filled) == len(texts) == len(set(texts)) and bool(texts)
    if what in ("lat", "lon"):
        return bool(filled) and all(re.fullmatch(r"[+-]?[0-9]{1,3}(?:[.,][0-9]+)?", text) for text in filled)
    if what == "url":
        return bool(filled) and all(text.lower().startswith(("http://", "https://")) for text in filled)
    if what in ("killed", "injured", "missing", "abducted", "displaced"):
        return any(re.search("[0-9]", text) for text in filled)
    return bool(filled)


def _quoted(value: str) -> str:
    return f'"{value}"' if not value.replace("-", "").isalnum() else value
