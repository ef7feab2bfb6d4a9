"""How problems are made, put in order and printed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.problems import (
    CODES,
    Place,
    Problem,
    Severity,
    as_github,
    as_json,
    as_text,
    did_you_mean,
    in_order,
)

LINE = "  casualtys: 3"
UNKNOWN = Problem(
    "unknown-key",
    Place("briefings/x.yml", 12, 3, 9),
    "there is no key `casualtys` in a statement",
    "did you mean `casualties`?",
)


def shown(problem: Problem, line: str | None) -> list[str]:
    """The printed lines of one problem, without the count at the end."""
    return as_text([problem], lambda file, number: line).split("\n")[:-1]


def test_a_problem_prints_as_a_compiler_prints_it() -> None:
    """File, line, column, code, sentence; then the line, a caret, the hint; and a count at the end."""
    assert as_text([UNKNOWN], lambda file, number: LINE) == "\n".join(
        [
            "briefings/x.yml:12:3: error[unknown-key]: there is no key `casualtys` in a statement",
            "   12 |   casualtys: 3",
            "      |   ^^^^^^^^^",
            "   = did you mean `casualties`?",
            "1 error in 1 file",
        ]
    )


def test_no_problems_print_nothing() -> None:
    """A clean run has nothing to say."""
    assert as_text([], lambda file, number: None) == ""


def test_a_problem_of_the_whole_file_has_no_position() -> None:
    """Line 0 prints as the file's name alone, without a line or caret."""
    assert shown(Problem("too-large", Place("x.yml"), "too large"), LINE) == [
        "x.yml: error[too-large]: too large"
    ]


def test_errors_and_warnings_are_counted_apart() -> None:
    """The closing line counts errors, warnings and files, in singular and plural."""
    warning = Problem("order", Place("y.yml", 1, 1), "late", severity=Severity.WARNING)
    text = as_text([UNKNOWN, UNKNOWN, warning], lambda file, number: None)
    assert text.endswith("\n2 errors, 1 warning in 2 files")


def test_problems_are_in_the_order_of_the_files() -> None:
    """Problems print by file, line, column and code, whatever order they were found in."""
    places = [Place("b", 1, 1), Place("a", 10, 1), Place("a", 2, 7), Place("a", 2, 1)]
    problems = [Problem("order", place, "x") for place in places]
    assert [p.place for p in in_order(problems)] == places[::-1]


def test_an_unknown_code_is_a_slip_of_the_programmer() -> None:
    """A code that the table does not hold is refused at once."""
    with pytest.raises(ValueError, match="CODES"):
        Problem("no-such-code", Place("x"), "what")


def test_the_table_of_codes_is_sorted() -> None:
    """The table is in alphabetical order, and each code has a sentence."""
    assert list(CODES) == sorted(CODES)
    assert all(sentence.endswith(".") for sentence in CODES.values())


@pytest.mark.parametrize(
    ("line", "column", "length", "caret"),
    [
        ("ab: 日本", 5, 2, "    ^^^^"),
        ("日本: ab", 5, 2, "      ^^"),
        ("e\u0301te\u0301: x", 8, 1, "     ^"),
        ("\ta: b", 5, 1, "\t   ^"),
        ("a\x00b: x", 5, 1, "       ^"),
        ("a:", 4, 1, "  ^"),
    ],
    ids=["wide marked", "wide before", "combining", "tab", "escaped", "behind the end"],
)
def test_the_caret_stands_under_its_character(line: str, column: int, length: int, caret: str) -> None:
    """Wide and combining characters, tabs and escapes keep the caret in its place."""
    printed = shown(Problem("bad-count", Place("x", 1, column, length), "what"), line)
    assert printed[2] == f"     | {caret}"


def test_control_characters_are_shown_as_escapes() -> None:
    """No character of a record reaches the terminal as a command or turns the line round."""
    problem = Problem("hidden-character", Place("x\x1b[2J", 1, 1), "what \x9b", "hint \u202e")
    printed = as_text([problem], lambda file, number: "a\u202eb\x1b[31m")
    assert printed.replace("\n", "").isprintable()
    assert "a\\u202eb\\x1b[31m" in printed


def test_a_long_line_is_cut_to_a_window() -> None:
    """Of a long line the part round the caret is shown, and the caret stands under its word."""
    line = "x" * 5000 + "HERE" + "y" * 5000
    _, window, caret = shown(Problem("bad-yaml", Place("x", 1, 5001, 4), "what"), line)
    assert len(window) < 180
    assert [window[i] for i, c in enumerate(caret) if c == "^"] == list("HERE")


def test_json_keeps_every_field() -> None:
    """The JSON form has a version and each problem's fields, numbers as numbers."""
    assert json.loads(as_json([UNKNOWN])) == {
        "version": 1,
        "problems": [
            {
                "code": "unknown-key",
                "severity": "error",
                "file": "briefings/x.yml",
                "line": 12,
                "column": 3,
                "length": 9,
                "what": "there is no key `casualtys` in a statement",
                "hint": "did you mean `casualties`?",
            }
        ],
    }


def test_github_gets_its_own_escapes() -> None:
    """Colons and commas in properties and line breaks in messages are escaped as GitHub asks."""
    problem = Problem("order", Place("a,b:c.yml", 2, 3), "50% late", "first\nsecond", Severity.WARNING)
    assert as_github([problem]) == (
        "::warning file=a%2Cb%3Ac.yml,line=2,col=3,title=order::50%25 late%0Afirst%0Asecond"
    )


def test_github_gets_no_line_for_a_whole_file() -> None:
    """A problem of the whole file is annotated without a line."""
    assert as_github([Problem("too-large", Place("x.yml"), "w")]) == "::error file=x.yml,title=too-large::w"


@pytest.mark.parametrize(
    ("word", "choices", "said"),
    [
        ("casualtys", ["casualties", "killed", "count"], "did you mean `casualties`?"),
        ("Killed", ["killed", "injured"], "did you mean `killed`?"),
        ("date_bassis", ["date", "date_basis"], "did you mean `date_basis`?"),
        ("ain_al_asad", ["ain-al-asad"], "did you mean `ain-al-asad`?"),
        ("al-asad", ["ain-al-asad", "erbil"], "did you mean `ain-al-asad`?"),
        ("weather", ["killed", "injured"], ""),
        ("", ["killed"], ""),
        ("x" * 100_000, ["x" * 99], ""),
    ],
)
def test_did_you_mean(word: str, choices: list[str], said: str) -> None:
    """The nearest choice is proposed where one is near, and none otherwise."""
    assert did_you_mean(word, choices) == said


@given(st.text(), st.text(), st.text(), st.integers(0, 300), st.integers(0, 300))
def test_printing_never_fails(file: str, what: str, line: str, column: int, length: int) -> None:
    """Whatever stands in a file, its problems print in all three forms, as text that can be encoded."""
    problem = Problem("bad-yaml", Place(file, 1, column, length), what, what)
    for printed in (as_text([problem], lambda *_: line), as_json([problem]), as_github([problem])):
        assert printed.encode("utf-8")


def test_many_warnings_of_one_kind_are_told_once_with_their_places() -> None:
    """One explanation, then the places; errors, and what has another way out, stay whole."""
    alike = [
        Problem("unused", Place("a.yml", n, 3), f"`s{n}` is not cited", "cite it", Severity.WARNING)
        for n in range(1, 184)
    ]
    other = Problem("unused", Place("b.yml", 1, 1), "`x` is not cited", "write `y`", Severity.WARNING)
    errors = [Problem("unknown-id", Place("c.yml", n, 1), "there is no `x`", "add it") for n in range(1, 9)]
    text = as_text([*alike, other, *errors], lambda *_: "text")
    assert text.count("= cite it") == 1 and "   182 more of this kind:" in text
    assert all(f"a.yml:{n}:3: " in text for n in range(1, 184))
    assert text.count("= write `y`") == 1 and text.count("= add it") == 8
    assert text.endswith("8 errors, 184 warnings in 3 files")
    assert len(json.loads(as_json(alike))["problems"]) == 183
    assert as_github(alike).count("::warning ") == 183


def test_of_thousands_of_places_some_are_listed() -> None:
    """The rest is counted, and JSON has each."""
    alike = [
        Problem("open-question", Place(f"{n}.yml", 6, 3), "a question is open", "answer it", Severity.WARNING)
        for n in range(7_473)
    ]
    text = as_text(alike, lambda *_: None)
    assert text.count("\n   - ") == 201
    assert "   - and 7,272 more; `--format json` has each\n7473 warnings in 7473 files" in text
    assert len(json.loads(as_json(alike))["problems"]) == 7_473
