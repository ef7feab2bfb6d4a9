"""Pictures for links from elsewhere: what they say, of whom, with which letters; and when there are none."""

from __future__ import annotations

import html
import io
import json
import re
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest

from onrecord.draw import card as drawing
from onrecord.draw.card import Card, Drawn, Fonts, LettersError, draw_card
from onrecord.export import batch
from onrecord.pages.briefing.cards import Cards, card_fonts, cards
from onrecord.settings import Settings, SettingsError, Site, parse_settings
from tests.export.archives import demonstration
from tests.helpers import ID, RECORD, REGISTRY, Built, build_site, library, minimal_record, record

needs_pillow = pytest.mark.skipif(not drawing.AVAILABLE, reason='needs Pillow: pip install "onrecord[cards]"')
ADDRESS = f"cards/{ID}.png"
CONFIG = (
    "site_name: A & B\nsite_url: https://watch.example/sub/\ntheme:\n  name: mkdocs\nplugins:\n  - search\n"
)
CONFIG += "  - onrecord:\n      time_zone: UTC\n"
PAGE = f"briefings/{ID}/index.html"
FOOT = "Compiled from published reports; unconfirmed by us"


def said(count: str, by: str = "blue-command", harm: str = "killed", who: str = "civilians") -> str:
    """A statement with one figure."""
    return f"  - by: {by}\n    source: article\n    {harm}:\n      who: {who}\n      count: {count}\n"


def made(root: Path, body: str, settings: Settings | None = None, **named: str) -> Cards:
    """The pictures of an archive of one record, or more."""
    settings = settings or Settings()
    site = Site(root=root, settings=settings, name="Test Archive", site_url="https://watch.example/")
    return cards(library(root, body, **named), site)


def texts(root: Path, body: str, settings: Settings | None = None) -> str:
    """What the picture of the only record says."""
    return made(root, body, settings).text(ID)


def card(title: str = "Attack", figures: tuple[tuple[str, ...], ...] = ()) -> Card:
    """The words of a picture."""
    number = sum(map(len, figures))
    more = ("", *(f"{left} more" for left in range(1, number + 1)))
    return Card("Site", title, ("20 January 2024", "Iraq"), figures, more, FOOT)


def with_letters(letters: str) -> Fonts:
    """Fonts of this system that have the letters, and Lato; the test is skipped where there is none."""
    for name in ("DejaVuSans.ttf", "NotoSansArabic-Regular.ttf", "Arial.ttf", "arial.ttf"):
        try:
            fonts = Fonts.of(name)
        except OSError:
            continue
        if not drawing.missing(letters, fonts.text):
            return fonts
    pytest.skip(f"no font of this system has {letters}, or Raqm is not there")


def chunks(png: bytes) -> list[bytes]:
    """The names of the parts of a PNG file, whose sums are right."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    at, names = 8, []
    while at < len(png):
        [length] = struct.unpack(">I", png[at : at + 4])
        part = png[at + 4 : at + 8 + length]
        assert struct.unpack(">I", png[at + 8 + length : at + 12 + length]) == (zlib.crc32(part),)
        names.append(part[:4])
        at += 12 + length
    return names


@needs_pillow
def test_a_picture_has_the_size_that_links_are_shown_in(tmp_path: Path) -> None:
    """It is a PNG of 1200 × 630; no time, no program and no profile is in it."""
    png = made(tmp_path, record(said("3"))).batches[f"card {ID}"].make()[ADDRESS]
    assert struct.unpack(">II", png[16:24]) == (1200, 630)
    assert set(chunks(png)) == {b"IHDR", b"PLTE", b"IDAT", b"IEND"}
    assert len(png) < 60_000


@needs_pillow
def test_it_says_what_when_where_who_says_so_and_that_we_do_not(tmp_path: Path) -> None:
    """Title, date and place, each figure with its owner, the site's name, and that we confirm nothing."""
    assert texts(tmp_path, record(said("at least 3"))) == (
        "Attack on the border post. 20 January 2024 · Border post, Iraq. "
        f"Killed, civilians: at least 3, according to Blue Command. {FOOT}. Test Archive"
    )


@needs_pillow
def test_no_figure_stands_without_its_owner() -> None:
    """Of every briefing of the demonstration: three figures at most, each according to somebody."""
    root = Path(__file__).parents[2]
    site = Site(root=root, settings=Settings(), name="On Record", site_url="https://watch.example/")
    made = cards(demonstration(), site)
    files, incidents = batch.made(made.batches), demonstration().incidents
    assert list(files) == [f"cards/{incident.id}.png" for incident in incidents] and made.note([]) == ""
    for text in (made.text(incident.id) for incident in incidents):
        figures = re.findall(r"(?:Killed|Injured|Killed or injured|Missing|[A-Z][a-z]+), [^.]*?: [^.]*", text)
        assert text.count(", according to ") <= 3
        assert all(", according to " in figure for figure in figures), text


@needs_pillow
def test_who_contradicts_stands_beside(tmp_path: Path) -> None:
    """Rival figures stand together, equal ones once with both owners; what has no room is counted."""
    rivals = said("3") + said("none", by="red-front")
    injured = said("7", harm="injured") + said("2", by="red-front", harm="injured")
    text = texts(tmp_path / "a", record(rivals + injured))
    assert (
        "Killed, civilians: 3, according to Blue Command. Killed, civilians: none, according to Red Front"
        in text
    )
    assert "Injured" not in text
    assert f"2 more figures in the briefing · {FOOT}" in text
    equal = texts(tmp_path / "b", record(said("3") + said("3", by="red-front")))
    assert "Killed, civilians: 3, according to Blue Command and Red Front" in equal


@needs_pillow
def test_where_nobody_gives_a_figure_there_is_none(tmp_path: Path) -> None:
    """No zero stands for silence."""
    text = texts(tmp_path, record("  - source: article\n    damage: none\n"))
    assert text == f"Attack on the border post. 20 January 2024 · Border post, Iraq. {FOOT}. Test Archive"


@needs_pillow
def test_a_demonstration_and_an_edition_say_what_they_are(tmp_path: Path) -> None:
    """A picture is seen without its page, so it says so itself."""
    settings = parse_settings({"demonstration": "A sentence.", "as_of": "2024-01-22"})
    text = texts(tmp_path, record(said("3")), settings)
    assert f"Demonstration · As of 22 January 2024 · {FOOT}" in text


@needs_pillow
def test_a_confidential_source_is_not_named(tmp_path: Path) -> None:
    """What only a confidential source says is said without its title."""
    secret = "  leak:\n    title: Secret paper\n    publisher: Deep\n    confidential: yes\n"
    statement = "  - source: leak\n    killed:\n      who: civilians\n      count: 3\n"
    text = texts(tmp_path, record(statement, sources=secret))
    assert "Killed, civilians: 3, according to a confidential source" in text
    assert "Secret" not in text and "Deep" not in text


@needs_pillow
def test_a_long_title_is_cut_and_a_figure_never() -> None:
    """A figure whose owner has no room is left out as a whole, with those that contradict it, and counted."""
    owner = "the " + "very " * 60 + "long office"
    drawn = draw_card(
        card("Attack " * 60, (("3, according to A", f"4, according to {owner}"), ("5, according to B",))),
        Fonts.of(),
    )
    assert "3, according to A" not in drawn.texts and not any(owner in text for text in drawn.texts)
    assert any(text.startswith("3 more") or text.startswith("2 more") for text in drawn.texts)


@needs_pillow
@pytest.mark.parametrize("title", ["W" * 300, "a", "x\n\ty\x07\u202ez", "Été à Łódź: Ναι, Да — “so”"])
def test_any_title_of_our_letters_has_a_picture(title: str) -> None:
    """Words longer than a line are parted, signs that steer are left out, accents and scripts are there."""
    drawn = draw_card(card(title), Fonts.of())
    assert drawn.texts[0] == drawing.clean(title)
    assert "\u202e" not in drawn.texts[0] and "\n" not in drawn.texts[0]


@needs_pillow
def test_a_title_from_the_right_stands_at_the_right() -> None:
    """Arabic begins at the right edge, its letters joined; the same words give the same bytes."""
    title = "هجوم على البرج (22)"
    fonts = with_letters(title)
    arabic, latin = (draw_card(Card("S", text, (), (), ("",), "f"), fonts) for text in (title, "Attack"))
    assert arabic == draw_card(Card("S", title, (), (), ("",), "f"), fonts)
    assert arabic.texts[0] == title
    assert (_ink(arabic, left=False), _ink(arabic, left=True)) == (True, False)
    assert (_ink(latin, left=False), _ink(latin, left=True)) == (False, True)


def _ink(drawn: Drawn, *, left: bool) -> bool:
    """Whether something is drawn in the first, or the last, columns of letters."""
    from PIL import Image

    image: Any = Image.open(io.BytesIO(drawn.png)).convert("L")
    darkest: int = image.crop((60, 0, 260, 630) if left else (940, 0, 1140, 630)).getextrema()[0]
    return darkest < 128


@needs_pillow
@pytest.mark.parametrize("title", ["هجوم", "התקפה", "हमला"])
def test_letters_that_nothing_puts_in_order_leave_a_picture_out(
    monkeypatch: pytest.MonkeyPatch, title: str
) -> None:
    """Where the system has no FriBiDi, nothing is drawn from the wrong side or apart; Latin titles stand."""
    monkeypatch.setattr("onrecord.draw.card.features.check", lambda feature: False)
    with pytest.raises(LettersError):
        draw_card(card(title), Fonts.of())
    assert draw_card(card("Attack"), Fonts.of()).texts[0] == "Attack"


@needs_pillow
def test_letters_that_no_font_has_leave_a_picture_out(tmp_path: Path) -> None:
    """No empty boxes: there is no picture of that briefing, a note names it, and all others have theirs."""
    other = record(said("3"))
    body = other.replace("title: Attack on the border post", "title: 攻撃")
    found = made(tmp_path, body, z_post=other)
    assert list(batch.made(found.batches)) == ["cards/z-post.png"]
    assert found.text("z-post") and not found.text(ID)
    note = found.note([ID])
    assert ID in note and "攻" in note and "card_font" in note
    with pytest.raises(LettersError, match="攻撃"):
        draw_card(card("攻撃"), Fonts.of())


@needs_pillow
def test_a_place_in_other_letters_is_left_out() -> None:
    """Date and figures in our letters stand without it."""
    drawn = draw_card(
        Card("Site", "Attack", ("20 January 2024", "東京"), (("3, 東京",),), ("", "1 more"), "f"), Fonts.of()
    )
    assert drawn.texts == ("Attack", "20 January 2024", "1 more · f", "Site")


@needs_pillow
def test_a_font_that_is_none_is_refused(tmp_path: Path) -> None:
    """A sentence says what to write; nothing was built by then."""
    (tmp_path / "font.ttf").write_text("no font")
    for name in ("font.ttf", "no-such-font.ttf"):
        site = Site(
            root=tmp_path, settings=parse_settings({"card_font": name}), site_url="https://x.example/"
        )
        with pytest.raises(SettingsError, match=f"`card_font`: `{name}` is no font file"):
            card_fonts(site)


@pytest.mark.parametrize(
    ("settings", "address"),
    [({"cards": False}, "https://watch.example/"), ({}, "")],
    ids=["off", "no address"],
)
def test_a_site_may_have_none(tmp_path: Path, settings: dict[str, bool], address: str) -> None:
    """Switched off, or without `site_url`: who shows a link elsewhere needs an absolute address."""
    site = Site(root=tmp_path, settings=parse_settings(settings), site_url=address)
    assert cards(library(tmp_path, record(said("3"))), site) == Cards()


def test_without_the_extra_a_site_is_built_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No picture, no mention of one, no failure of a strict build: one line names what is to be installed."""
    monkeypatch.setattr(drawing, "AVAILABLE", False)
    assert "onrecord[cards]" in made(tmp_path / "a", record(said("3"))).note([])
    site = build_site(tmp_path / "b", {**REGISTRY, RECORD: record(said("3")), "mkdocs.yml": CONFIG})
    assert "og:image" not in site.html(PAGE) and ADDRESS not in site.files


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with a published record, a draft, an embargo, and one that is withdrawn, strictly built."""
    hidden = record(said("3"))
    files = {
        **REGISTRY,
        RECORD: record(said("3"), header="formerly: old-post"),
        "briefings/a-draft.yml": minimal_record(),
        "briefings/an-embargo.yml": hidden.replace("sources:", "embargo: 2199-01-01T00:00Z\nsources:"),
        "briefings/taken-back.yml": hidden.replace("publish: published", "publish: withdrawn"),
        "mkdocs.yml": CONFIG,
    }
    return build_site(tmp_path_factory.mktemp("cards"), files)


@needs_pillow
def test_a_briefing_names_its_picture(site: Built) -> None:
    """Address, absolute, and words for those who do not see it; a page that is no briefing has none."""
    head = site.html(PAGE).partition("</head>")[0]
    assert f'<meta property="og:image" content="https://watch.example/sub/{ADDRESS}">' in head
    alt = re.search(r'<meta property="og:image:alt" content="([^"]*)">', head)
    assert alt and "Killed, civilians: 3, according to Blue Command" in alt[1] and "A &amp; B" in alt[1]
    assert '<meta name="twitter:card" content="summary_large_image">' in head
    assert ADDRESS in site.files
    for address in ("index.html", "briefings/old-post/index.html", "briefings/taken-back/index.html"):
        assert "og:image" not in site.html(address)


@needs_pillow
def test_a_hostile_title_stays_text_in_the_words_of_its_picture(tmp_path: Path) -> None:
    """Quotes and markup end no attribute, and begin no element."""
    hostile = """</script><script>alert(x)</script> " ' & <b>y</b>"""
    body = record(said("3")).replace("title: Attack on the border post", f"title: {json.dumps(hostile)}")
    page = build_site(tmp_path, {**REGISTRY, RECORD: body, "mkdocs.yml": CONFIG}).html(PAGE)
    alt = re.search(r'<meta property="og:image:alt" content="([^"]*)">', page)
    assert alt and html.unescape(alt[1]).startswith(f"{hostile}. 20 January 2024")
    assert "<script>alert" not in page


@needs_pillow
def test_only_what_is_published_has_a_picture(site: Built, tmp_path: Path) -> None:
    """Drafts, embargoes and withdrawn records have none, and the preview draws none at all."""
    assert [name for name in site.files if name.startswith("cards/")] == [ADDRESS]
    files = {**REGISTRY, RECORD: record(said("3")), "mkdocs.yml": CONFIG}
    preview = build_site(tmp_path, files, command="serve")
    assert not [name for name in preview.files if name.startswith("cards/")]
    assert "og:image" not in preview.html(PAGE)


@needs_pillow
def test_a_second_build_gives_the_same_bytes(site: Built, tmp_path: Path) -> None:
    """Nothing in a picture depends on the time, the folder or the order of the work."""
    files = {**REGISTRY, RECORD: record(said("3"), header="formerly: old-post"), "mkdocs.yml": CONFIG}
    assert build_site(tmp_path, files).files[ADDRESS] == site.files[ADDRESS]
