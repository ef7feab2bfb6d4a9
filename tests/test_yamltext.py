"""How YAML text is read: what stays as typed, what is refused, and what an editor is told."""

from __future__ import annotations

import time

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord import yamltext
from onrecord.problems import Place, Problem, Severity
from onrecord.yamltext import Items, Keys, Node, Text, read, reader


def found(text: str) -> list[Problem]:
    """The problems of a text."""
    return read(text.encode("utf-8", "surrogatepass"), "x.yml")[1]


def only(text: str) -> Problem:
    """The one problem of a text."""
    problems = found(text)
    assert len(problems) == 1, problems
    return problems[0]


def plain(node: Node | None) -> object:
    """A tree as dicts, lists and strings."""
    if isinstance(node, Keys):
        return {key.value: plain(value) for key, value in node.entries}
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    return None if node is None else node.value


def tree(text: str) -> object:
    """The tree of a text that has no problems."""
    node, problems = read(text.encode(), "x.yml")
    assert problems == []
    return plain(node)


@pytest.mark.parametrize(
    "typed", ["NO", "on", "22:22", "0123", "1.10", "~", "null", "1e3", "0x1F", "2026-02-30", "="]
)
def test_a_scalar_stays_what_was_typed(typed: str) -> None:
    """Nothing is resolved, neither as a value nor as a key."""
    assert tree(f"a: {typed}\n{typed}: b\n") == {"a": typed, typed: "b"}


def test_a_number_of_five_thousand_digits_is_text() -> None:
    """No scalar is converted, so that none can fail to be."""
    assert tree("n: " + "9" * 5000) == {"n": "9" * 5000}


def test_nodes_know_their_places() -> None:
    """Line and column count from 1, in characters, and a text knows its length."""
    node, _ = read("é😀: b c\nlist:\n  - x\n  - {k: 'v'}\n".encode(), "x.yml")
    assert isinstance(node, Keys)
    first, second = node.entries
    assert first[0].place == Place("x.yml", 1, 1, 2)
    assert first[1].place == Place("x.yml", 1, 5, 3)
    assert isinstance(second[1], Items)
    assert second[1].place == Place("x.yml", 3, 3, 1)
    assert second[1].items[1].place == Place("x.yml", 4, 5, 1)


def test_plain_texts_are_told_from_quoted_ones() -> None:
    """A text knows whether it was written without quotes; a key alone has an empty plain text."""
    node, _ = read(b"a: b\nc: 'd'\ne: |\n  f\ng:\n", "x.yml")
    assert isinstance(node, Keys)
    values = [value for _, value in node.entries]
    assert [(v.value, v.plain) for v in values if isinstance(v, Text)] == [
        ("b", True),
        ("d", False),
        ("f\n", False),
        ("", True),
    ]


def test_keys_are_found_by_name() -> None:
    """A mapping gives the value and the key itself, or None."""
    node, _ = read(b"a: b\nc: d\n", "x.yml")
    assert isinstance(node, Keys)
    assert plain(node.get("c")) == "d"
    key = node.key("c")
    assert key is not None
    assert key.place == Place("x.yml", 2, 1, 1)
    assert node.get("x") is None
    assert node.key("x") is None


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "\ufeff"])
def test_an_empty_file_has_no_tree_and_no_problem(text: str) -> None:
    """What an empty file means is for the reader of records to say."""
    assert read(text.encode(), "x.yml") == (None, [])


def test_other_shapes_at_the_top_are_read() -> None:
    """A list or a text at the top is for the reader of records to refuse."""
    assert tree("- a\n") == ["a"]
    assert tree("a\n") == "a"


def test_a_byte_order_mark_and_windows_line_ends_are_accepted() -> None:
    """What editors on Windows write is read, and lines count as they do there."""
    node, problems = read("\ufeffa: b\r\nc: d\r\n".encode(), "x.yml")
    assert (plain(node), problems) == ({"a": "b", "c": "d"}, [])
    assert isinstance(node, Keys)
    assert node.entries[1][0].place == Place("x.yml", 2, 1, 1)


def test_text_is_composed_and_no_more() -> None:
    """Letters are composed (NFC); what would change a sign, such as a superscript, stays as it was typed."""
    assert tree("a: re\u0301sume\u0301 10\u2075 \ufb01\n") == {"a": "r\u00e9sum\u00e9 10\u2075 \ufb01"}


# What a mistake is called, and the line as the hint shows it.
MISTAKES = [
    ("a: He said: no\n", "needs-quotes", (1, 4), '`a: "He said: no"`'),
    ("a: Attack:\n", "needs-quotes", (1, 4), '`a: "Attack:"`'),
    ("a: @user\n", "needs-quotes", (1, 4), '`a: "@user"`'),
    ("a: `x`\n", "needs-quotes", (1, 4), '`a: "`x`"`'),
    ("a: %x\n", "needs-quotes", (1, 4), '`a: "%x"`'),
    ("a: *so* it is\n", "needs-quotes", (1, 4), '`a: "*so* it is"`'),
    ("a: [Update] Attack\nb: c\n", "needs-quotes", (1, 4), '`a: "[Update] Attack"`'),
    ('a: "x" y\nb: c\n', "needs-quotes", (1, 4), "`a: '\"x\" y'`"),
    ("a: 'don't do'\n", "needs-quotes", (1, 4), '`a: "don\'t do"`'),
    ("a: - b\n", "needs-quotes", (1, 4), '`a: "- b"`'),
    ("a: | text\n", "needs-quotes", (1, 4), '`a: "| text"`'),
    ("a: {b: He said: no}\n", "needs-quotes", (1, 8), '`a: {b: "He said: no"}`'),
    ("- a: b\n- @c\n", "needs-quotes", (2, 3), '`- "@c"`'),
    ('a: "x\nb: c\n', "unclosed", (1, 4), '`a: "x"`'),
    ('a: "x\nb: "y"\n', "unclosed", (1, 4), '`a: "x"`'),
    ("a: [b, c\nd: e\n", "unclosed", (1, 4), "`a: [b, c]`"),
    ("a: b\nc:d\ne: f\n", "bad-yaml", (2, 1), "`c: d`"),
    ("a:b\nc: d\n", "bad-yaml", (1, 1), "`a: b`"),
    ("a:\u00a0b\nc: d\n", "bad-yaml", (1, 1), "`a: b`"),
    ("a: b\ndate 2024\nc: d\n", "bad-yaml", (2, 1), "`date: 2024`"),
    ("a:\n- b\n-c\n- d\n", "bad-yaml", (3, 1), "`- c`"),
    ("a: {b: c,, d: e}\n", "bad-yaml", (1, 10), "`a: {b: c, d: e}`"),
    ('a: "C:\\dir"\n', "bad-yaml", (1, 7), "`a: 'C:\\dir'`"),
    ("a:\n  b: 1\n c: 2\n", "bad-indent", (3, 2), "`  c: 2`"),
    ("a: 1\n  b: 2\n", "bad-indent", (2, 3), "column 1"),
    ("a:\n  - b\n c: d\n", "bad-indent", (3, 2), "column 1 or 3"),
    ("a: 1\n- b\n", "bad-indent", (2, 1), "column"),
    ("a:\n\tb: c\n", "tab-indent", (2, 1), "`  b: c`"),
    ("a: b\n\tc\n", "tab-indent", (2, 1), "`  c`"),
    ("-\ta: b\n", "tab-indent", (1, 2), "`- a: b`"),
    (": b\n", "bad-key", (1, 1), "`key: value`"),
    ("? [a]\n: b\n", "bad-key", (1, 3), "`key: value`"),
    ("{a: b}: c\n", "bad-key", (1, 1), "`key: value`"),
    ("? |\n  a\n: b\n", "bad-key", (1, 3), "`key: value`"),
    ("a: &x b\n", "anchor", (1, 4), '`a: "&x b"`'),
    ("a: *x\n", "alias", (1, 4), '`a: "*x"`'),
    ("a: !x b\n", "tag", (1, 4), '`a: "!x b"`'),
    ("a: !!int 3\n", "tag", (1, 4), '`a: "!!int 3"`'),
    ("<<: b\n", "merge-key", (1, 1), "write out"),
    ("%YAML 1.1\n---\na: b\n", "directive", (1, 1), "delete"),
    ("a: b\n---\nc: d\n", "several-documents", (2, 1), "file of its own"),
    ("a: b\na: c\n", "equal-keys", (2, 1), "keep one"),
    ("x: {a: b, a: c}\n", "equal-keys", (1, 11), "keep one"),
    ("caf\u00e9: b\ncafe\u0301: c\n", "equal-keys", (2, 1), "keep one"),
    ("Title: b\ntitle: c\n", "equal-keys", (2, 1), "keep one"),
    ("x: {a: b, c}\n", "lost-at-comma", (1, 11), '`x: {a: "b, c"}`'),
    ("x: {a: b, c, d d}\n", "lost-at-comma", (1, 11), '`x: {a: "b, c, d d"}`'),
    ("x: {a: b, c: }\n", "lost-at-comma", (1, 11), "give it a value"),
    ("x: {a:b}\n", "lost-at-comma", (1, 5), "`a: b`"),
    ('a: "\\ud800"\n', "bad-character", (1, 5), '`a: ""`'),
    ('a: "\\ud83d\\ude00"\n', "bad-character", (1, 5), '`a: "😀"`'),
    ('a: "\\0"\n', "bad-character", (1, 4), "delete the escape"),
    ('a: "\\u202e"\n', "hidden-character", (1, 4), "delete the escape"),
    ("a: b\x00c\n", "bad-character", (1, 5), "`a: bc`"),
    ("a: b\x1bc\n", "bad-character", (1, 5), "`a: bc`"),
    ("a: b\u0085c\n", "bad-character", (1, 5), "`a: bc`"),
    ("a: b\u2028c\n", "hidden-character", (1, 5), "`a: bc`"),
    ("a: b\u202ec\n", "hidden-character", (1, 5), "`a: bc`"),
    ("pla\u200bce: b\n", "hidden-character", (1, 4), "`place: b`"),
    ("a: b\ufeff\n", "hidden-character", (1, 5), "`a: b`"),
    ("a: b\u200cc\n", "hidden-character", (1, 5), "`a: bc`"),
    ("\u0645\u06cc\u200c\u062e: b\n", "hidden-character", (1, 1), "delete"),
]


@pytest.mark.parametrize(("text", "code", "position", "hint"), MISTAKES, ids=[ascii(m[0]) for m in MISTAKES])
def test_a_mistake_is_named_and_mended(text: str, code: str, position: tuple[int, int], hint: str) -> None:
    """Each mistake has its code and position, and a hint that shows the line as it should be written."""
    problem = only(text)
    assert (problem.code, (problem.place.line, problem.place.column)) == (code, position)
    assert hint in problem.hint
    assert problem.severity is Severity.ERROR


@pytest.mark.parametrize("text", [m[0] for m in MISTAKES], ids=[ascii(m[0]) for m in MISTAKES])
def test_the_slow_loader_finds_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation without libyaml reports the same mistakes at the same places."""
    fast = found(text)
    monkeypatch.setattr(reader, "_Loader", yaml.SafeLoader)
    slow = found(text)
    assert [p.place.line for p in slow] == [p.place.line for p in fast]


def test_words_in_a_flow_list_are_items() -> None:
    """Nothing is lost at a comma between square brackets."""
    assert tree("a: [b, c d, e]\n") == {"a": ["b", "c d", "e"]}


def test_joiners_are_letters_of_some_scripts() -> None:
    """ZWNJ and ZWJ stand inside Persian and Hindi words as they are spelt."""
    assert tree("a: \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645\n") == {
        "a": "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    }
    assert tree("a: \u0915\u094d\u200d\u0937\n") == {"a": "\u0915\u094d\u200d\u0937"}


@pytest.mark.parametrize(
    ("text", "column"),
    [("note: killed # 12\n", 14), ("note: see #gaza\n", 11), ("note: dead (all # of them)\n", 17)],
)
def test_words_lost_behind_a_sign_are_pointed_out(text: str, column: int) -> None:
    """A comment that looks like part of the text is a warning with the line in quotes."""
    problem = only(text)
    assert (problem.code, problem.severity) == ("comment-in-value", Severity.WARNING)
    assert problem.place.column == column
    assert f'`note: "{text[6:].rstrip()}"`' in problem.hint


@pytest.mark.parametrize(
    "text",
    [
        "a: b # our note\n",
        "a: b  # 12 more\n",
        "a:   # 3 of them\n  b: c\n",
        "a: 'b' # 12\n",
        "# 12\na: b\n",
        "a: b#12\n",
        "a: |  # 12\n  text # 13\n",
    ],
)
def test_comments_that_are_comments_are_left_alone(text: str) -> None:
    """Editors may write comments behind values."""
    assert found(text) == []


def test_all_mistakes_of_a_file_are_found_in_one_run() -> None:
    """A mistake of syntax does not hide the next one, nor those that are no mistakes of syntax."""
    text = 'a: He said: no\nb: @c\na: x\nd:e\nf: "x\ng: {h: i, j}\nk: l # 1\nm: \u202en\n'
    assert [(p.place.line, p.code) for p in found(text)] == [
        (1, "needs-quotes"),
        (2, "needs-quotes"),
        (3, "equal-keys"),
        (4, "bad-yaml"),
        (5, "unclosed"),
        (6, "lost-at-comma"),
        (7, "comment-in-value"),
        (8, "hidden-character"),
    ]


def test_a_mended_file_is_read_as_it_was_meant() -> None:
    """The tree of a file with mistakes lets the reader of records find what else is wrong."""
    node, problems = read(b"a: He said: no\nb: [c\nd: e\n", "x.yml")
    assert len(problems) == 2
    assert plain(node) == {"a": "He said: no", "b": ["c"], "d": "e"}


def test_every_tab_is_found() -> None:
    """Each line that starts with a tab is named."""
    assert [p.place.line for p in found("a:\n\tb: c\n\td: e\n")] == [2, 3]


def test_a_tab_inside_a_block_of_text_is_text() -> None:
    """A line of a block may start with a tab behind its indentation."""
    assert tree("a: |\n  b\n  \tc\n") == {"a": "b\n\tc\n"}


@pytest.mark.parametrize(
    ("data", "said", "position"),
    [
        ("a: b\ntitle: Café\n".encode("latin-1"), "0xE9", (2, 11)),
        ("a: b\n".encode("utf-16"), "UTF-16", (1, 1)),
        ("a: bcdefgh\n".encode("utf-16-le"), "UTF-16", (1, 1)),
        (b"a: \xed\xa0\x80\n", "0xED", (1, 4)),
    ],
)
def test_other_encodings_are_refused(data: bytes, said: str, position: tuple[int, int]) -> None:
    """A file that is not UTF-8 is named as what it probably is, with the first byte that shows it."""
    problem = read(data, "x.yml")[1][0]
    assert problem.code == "not-utf-8"
    assert said in problem.what
    assert (problem.place.line, problem.place.column) == position


def test_a_latin_1_line_is_shown_as_it_was_meant() -> None:
    """The hint shows the line read as Latin-1."""
    assert "`title: Café`" in read("title: Café\n".encode("latin-1"), "x.yml")[1][0].hint


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"[" * 200_000, "too-deep"),
        (b"a: " + b"{" * 200_000, "too-deep"),
        (b"[\n" * 1_000, "too-deep"),
        (b"- " * 200_000, "too-deep"),
        (b"? " * 200_000, "too-deep"),
        (b"a" * 20_000_000, "too-large"),
        (b"a: " + b"x" * 1_000_000, "too-large"),
        (b"a: [" + b"x," * 300_000 + b"]", "too-large"),
    ],
    ids=["brackets", "braces", "lines", "dashes", "marks", "20 MB", "1 MB of text", "300,000 items"],
)
def test_what_is_too_deep_or_too_large_is_refused_at_once(data: bytes, code: str) -> None:
    """Limits hold before anything is built, in a moment and without a tree."""
    start = time.process_time()
    node, problems = read(data, "x.yml")
    assert node is None
    assert [p.code for p in problems] == [code]
    assert time.process_time() - start < 10


def test_the_deepest_file_that_is_read() -> None:
    """Twenty-four levels are read, and the twenty-fifth is refused where it opens."""
    deep = yamltext.MAX_DEPTH
    assert found("[" * deep + "]" * deep) == []
    assert only("[" * (deep + 1) + "]" * (deep + 1)).place.column == deep + 1


def test_repetition_is_never_carried_out() -> None:
    """A thousand million laughs are so many refused anchors and aliases."""
    text = "a: &a [lol, lol]\n" + "".join(
        f"{c}: &{c} [*{p}, *{p}, *{p}]\n" for p, c in zip("abcdefghi", "bcdefghij", strict=True)
    )
    assert {p.code for p in found(text)} == {"anchor", "alias"}


@pytest.mark.parametrize(
    "text",
    [
        "a: @b\n" * 5_000,
        "a: b\n" * 5_000,
        "\ta: b\n" * 5_000,
        "a\u202e\n" * 5_000,
        "- a # 1\n" * 5_000,
        "[" + "*a," * 5_000,
    ],
    ids=["signs", "keys", "tabs", "controls", "comments", "aliases"],
)
def test_very_many_problems_are_cut_short(text: str) -> None:
    """A file of nothing but mistakes lists a bounded number of them."""
    assert 1 <= len(found(text)) <= yamltext.MAX_PROBLEMS + 1


def test_warnings_never_crowd_out_an_error() -> None:
    """Of very many problems the errors are listed first."""
    problems = found("- a # 1\n" * 500 + "- &x b\n")
    assert "anchor" in [p.code for p in problems]
    assert problems[0].code == "too-many"


FRAGMENTS = st.sampled_from(
    [
        *"abc:-?[]{},#&*!|>'\"%@`\\~<=\t\n \r",
        ": ",
        "- ",
        "\n  ",
        " #",
        "---\n",
        "...\n",
        "&a ",
        "*a",
        "!t ",
        "<<: ",
        "é",
        "\u202e",
        "\u200d",
        "\ud800",
        "\x00",
        "\ufeff",
        "\\ud800",
        "\u0645",
    ]
)


@given(st.lists(FRAGMENTS, max_size=60).map("".join))
@settings(max_examples=500, deadline=None)
@example("[?a")
@example("[ ?")
@example("[?a\n")
@example("[? a: b")
@example("{? a")
@example("? a")
@example("x: [?a")
@example("- [?a # c")
def test_no_text_makes_reading_fail(text: str) -> None:
    """Any arrangement of YAML's signs gives a tree or problems, each with a place inside the text."""
    node, problems = read(text.encode("utf-8", "surrogatepass"), "x.yml")
    lines = text.count("\n") + text.count("\r") + 1
    assert all(0 <= p.place.line <= lines and p.place.length >= 1 for p in problems)
    if node is not None and not problems:
        assert plain(node) is not None


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("[?a", "needs-quotes"),
        ("- [?a", "needs-quotes"),
        ("x: [?a", "needs-quotes"),
        ("[? a: b", "needs-quotes"),
    ],
)
def test_list_that_the_end_of_the_file_cuts(typed: str, code: str) -> None:
    """A list that is never closed, in a file without a line's end, is told at the line that it is on."""
    _, problems = read(typed.encode(), "x.yml")
    assert code in [problem.code for problem in problems]
    assert {problem.place.line for problem in problems} == {1}


@given(st.binary(max_size=200))
@settings(max_examples=300, deadline=None)
def test_no_bytes_make_reading_fail(data: bytes) -> None:
    """Any bytes give a tree or problems."""
    node, problems = read(data, "x.yml")
    assert node is None or isinstance(node, Text | Items | Keys)
    assert all(isinstance(p, Problem) for p in problems)


@given(st.lists(FRAGMENTS, max_size=40).map("".join))
@settings(max_examples=300, deadline=None)
def test_what_is_read_without_problems_is_what_yaml_says(text: str) -> None:
    """Where there is nothing to report, the tree is PyYAML's own, with every scalar as text."""
    node, problems = read(text.encode("utf-8", "surrogatepass"), "x.yml")
    if problems or node is None:
        return
    assert plain(node) == yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))


@pytest.mark.parametrize(
    ("typed", "value", "part", "column", "length"),
    [
        ("Cafe\u0301 Nord", "Café Nord", "Nord", 13, 4),
        ("Cafe\u0301 Nord", "Café Nord", "Café", 7, 5),
        ('"Cafe\u0301 Nord"', "Café Nord", "Nord", 14, 4),
        ("\u1112\u1161\u11ab Han", "한 Han", "Han", 11, 3),
        ("x \u0623\u0633\u062f \u0627\u0654\u0633\u062f y", "x أسد أسد y", "y", 18, 1),
        ("a\u0323\u0307\u0301 z", "\u1ea1\u0307\u0301 z", "z", 12, 1),
    ],
)
def test_letters_are_composed_and_places_stay(
    typed: str, value: str, part: str, column: int, length: int
) -> None:
    """Text is in NFC once it is read, whatever an editor typed; a place is that of the file's characters."""
    root, problems = read(f"name: {typed}\n".encode(), "x.yml")
    assert isinstance(root, Keys) and not problems
    node = root.get("name")
    assert isinstance(node, Text) and node.value == value
    place = node.at(value.index(part), len(part))
    assert (place.line, place.column, place.length) == (1, column, length)


def test_a_key_is_composed_too() -> None:
    """Keys are looked up as the format writes them, and two forms of one key are one key."""
    root, problems = read("cafe\u0301: 1\n".encode(), "x.yml")
    assert isinstance(root, Keys) and root.get("café") is not None and not problems
