"""From a file to its text, or to a plain reason why there is none."""

from __future__ import annotations

import sys

import pytest

from onrecord.proof import extract as extracting
from onrecord.proof.extract import HTML, PDF, TEXT, ExtractError, extract
from onrecord.proof.text import fold
from onrecord.proof.wording import compare
from tests.proof.files import PAGE, pdf

LINES = ("The base was struck at dawn, and no", "one was hurt, the ministry said.")


def test_the_text_of_a_page_is_what_a_reader_sees() -> None:
    """Blocks, lines and cells apart, inline marks not; no head, script, comment or hidden part."""
    found = extract(PAGE.format(charset="utf-8").encode(), "page.html")
    assert (found.media_type, found.note) == (HTML, "")
    assert found.text == (
        "Attack on a border post\n\nThe ministry said it was “not clear” who fired.\n"
        "Two men 3 and 10⁵ others.\n\n43\tkilled\n\n“We do not know”, café owners said.\n"
    )
    assert found.extractor.startswith("beautifulsoup4 ")


@pytest.mark.parametrize(
    "struck",
    [
        "<del>43</del>",
        "<s>43</s>",
        "<strike>4<b>3</b></strike>",
        '<span style="color: red; text-decoration: underline line-through">43</span>',
        '<span style="text-decoration-line:line-through">43</span>',
        "<s><del>4</del>3</s>",
    ],
)
def test_what_a_page_has_struck_out_keeps_the_line_through_it(struck: str) -> None:
    """The text shows it as the page does, and the note says so; what follows it is not struck."""
    found = extract(f"<p>Some {struck}<ins>48</ins> were hurt</p>".encode(), "a.html")
    assert found.text == "Some 4\u03363\u033648 were hurt\n"
    assert found.note == "parts of it are struck out; a quotation from there is a warning"
    assert compare("Some 48 were hurt", fold(found.text, struck=False)).verdict == "verbatim"


def test_raised_figures_and_lines_are_struck_out_too() -> None:
    """A struck 10⁵ is struck to its end, across blocks and breaks."""
    found = extract(b"<del><p>10<sup>5</sup> men<br>left</p></del><p>Then</p>", "a.html")
    assert fold(found.text, struck=False).text.strip() == "Then"
    assert fold(found.text).text.strip() == "10⁵ men left Then"


@pytest.mark.parametrize("tag", ["ins", "u", "span", "section", "sup"])
def test_other_elements_are_not_struck_out(tag: str) -> None:
    """Names that begin alike, and what was put in."""
    assert "\u0336" not in extract(f"<p>Some <{tag}>words</{tag}></p>".encode(), "a.html").text


@pytest.mark.parametrize("words", ["it was 'not clear' who fired", "43 killed", "café owners"])
def test_a_quotation_across_lines_and_cells_is_found(words: str) -> None:
    """What the page sets in two places that follow each other, the text has in one piece."""
    found = extract(PAGE.format(charset="utf-8").encode(), "page.html")
    assert compare(words.replace("'", '"'), fold(found.text)).verdict == "verbatim"


@pytest.mark.parametrize(
    ("charset", "declared", "note"),
    [
        ("windows-1252", "iso-8859-1", ""),
        ("windows-1256", "windows-1256", ""),
        ("utf-16", "utf-8", ""),
        ("utf-8-sig", "iso-8859-1", ""),
        ("utf-8", "rot13", ""),
        ("windows-1252", "", "not UTF-8: read as Windows-1252"),
        ("windows-1252", "utf-8", "the file says it is utf-8 and is not; not UTF-8: read as Windows-1252"),
    ],
)
def test_the_charset_is_the_mark_s_or_the_declared_one_or_said(
    charset: str, declared: str, note: str
) -> None:
    """Byte-order mark, declaration, UTF-8, and last Windows-1252 with a note."""
    found = extract(PAGE.format(charset=declared).encode(charset), "page.htm")
    assert "“not clear”" in found.text
    assert "café" in found.text
    assert found.note == note


def test_a_text_file_is_its_own_text() -> None:
    """Line ends and spaces stay; control characters, which a terminal would obey, show as damage."""
    assert extract(b"a\r\nb\tc\x1b[31m", "a.TXT").text == "a\r\nb\tc\N{REPLACEMENT CHARACTER}[31m"
    assert extract(b"caf\xe9", "a.txt").note == "not UTF-8: read as Windows-1252"


def test_a_quotation_across_a_page_break_is_found_and_a_running_header_is_not_skipped() -> None:
    """A page's end is white space; what stands between the pages stays there."""
    found = extract(pdf([LINES[:1], LINES[1:]]), "a.pdf")
    assert (found.media_type, found.extractor.split()[0]) == (PDF, "pypdf")
    assert "\f" in found.text
    words = "struck at dawn, and no one was hurt"
    assert compare(words, fold(found.text)).verdict == "verbatim"
    headed = extract(pdf([LINES[:1], ("Ministry of Defence", LINES[1])]), "a.pdf")
    match = compare(words, fold(headed.text))
    assert match.verdict == "near"
    assert ("theirs", "Ministry of Defence") in [(step.kind, step.words) for step in match.difference]


def test_a_pdf_that_opens_without_a_password_is_read() -> None:
    """Protection against printing is no protection against reading."""
    assert "struck at dawn" in extract(pdf([LINES], password="", owner="secret"), "a.pdf").text


def test_pages_without_text_are_told() -> None:
    """A scan among the pages is not passed over in silence."""
    assert extract(pdf([LINES, ()]), "a.pdf").note == "1 of 2 pages have no text layer"


@pytest.mark.parametrize(
    ("data", "name", "what", "hint"),
    [
        (b"", "a.html", "the file is empty", "save the page again"),
        (b" \n", "a.txt", "the file is empty", "save the page again"),
        (b"... -- !", "a.txt", "holds no words", "save the page again"),
        (pdf([(), ()]), "a.pdf", "no text layer", "text recognition"),
        (pdf([LINES], password="secret"), "a.pdf", "opens with a password", "without protection"),
        (pdf([LINES])[:200], "a.pdf", "the PDF is broken", "download it again"),
        (b"%PDF-1.7\n\x00\xff", "a.pdf", "the PDF is broken", "download it again"),
        (
            b"<html><body>Not found",
            "a.pdf",
            "called application/pdf and holds text/html",
            "save the source again",
        ),
        (b"plain words", "a.pdf", "called a PDF and is none", "download it again"),
        (b"<html><script>x</script>", "a.html", "the page shows no text", "after it has loaded"),
        (b"PK\x03\x04...", "a.docx", ".docx files cannot", "print it to a PDF file"),
        (b"PK\x03\x04...", "a", ".zip files cannot", "take the page out"),
        (b"\x89PNG\r\n", "a.txt", ".png files cannot", "a picture has no text"),
        (b"words", "a.mhtml", ".mhtml files cannot", "save the page as HTML"),
        (b"words", "a.xyz", ".xyz files cannot", ".html, .pdf and .txt"),
        (b"words", "", "files without a suffix", ".html, .pdf and .txt"),
        (b"a\0b\0c\0", "a.txt", "binary data", ".html, .pdf and .txt"),
        (bytes(range(1, 256)) * 9, "a.txt", "binary data", ".html, .pdf and .txt"),
    ],
)
def test_a_file_without_text_gives_a_reason_and_a_way_out(
    data: bytes, name: str, what: str, hint: str
) -> None:
    """Empty, scanned, locked, broken, misnamed and unsupported files are told apart."""
    with pytest.raises(ExtractError) as error:
        extract(data, name)
    assert what in error.value.what
    assert hint in error.value.hint


def test_a_file_over_the_limit_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The size is told before anything is made of it."""
    monkeypatch.setattr(extracting, "MOST_BYTES", 1_000_000)
    with pytest.raises(ExtractError, match="the file has 2 MB; the limit is 1 MB"):
        extract(b"a" * 2_000_000, "a.txt")


@pytest.mark.parametrize(("name", "library"), [("a.html", "bs4"), ("a.pdf", "pypdf")])
def test_without_the_extra_the_command_to_install_it_is_given(
    name: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Text files need nothing; the others name what is missing."""
    module = "onrecord.proof.html" if library == "bs4" else "onrecord.proof.pdf"
    monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.delattr(module, raising=False)
    monkeypatch.setitem(sys.modules, library, None)
    data = b"<html>words" if library == "bs4" else pdf([LINES])
    with pytest.raises(ExtractError) as error:
        extract(data, name)
    assert 'pip install "onrecord[proof]"' in error.value.hint
    assert extract(b"words", "a.txt").media_type == TEXT


def test_a_page_nested_ten_thousand_deep_is_read() -> None:
    """A hostile page gives its text or a reason, never a crash."""
    page = "<html>" + "<div>" * 10_000 + "deep words" + "</div>" * 10_000
    assert extract(page.encode(), "a.html").text.strip() == "deep words"
