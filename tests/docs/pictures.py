"""The guide's pictures of the terminal: real runs of the command, drawn as SVG from what the screen showed.

`ONRECORD_REWRITE=1 make test ARGS="tests/docs"` draws them anew.
"""

from __future__ import annotations

import io
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path

from pyte.screens import Char
from rich.color import Color, ColorParseError
from rich.console import Console
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from tests.cli.terminal import Terminal
from tests.docs.pages import DOCS
from tests.draft.seed import SEED_SITE

FOLDER = DOCS / "images" / "terminal"
COLUMNS = 80
DAY = "1732276800"
"""The clock of the runs: 22 November 2024."""
_SVG = "{http://www.w3.org/2000/svg}"
# Light on dark with a frame: legible on a light page and on a dark one.
_THEME = TerminalTheme(
    (27, 31, 36),
    (230, 233, 236),
    [
        *((27, 31, 36), (255, 138, 128), (140, 220, 140), (240, 200, 110), (130, 180, 255), (220, 160, 255)),
        *((120, 215, 225), (230, 233, 236)),
    ],
)
# Without rich's own fonts, which a reader's browser would fetch from elsewhere.
_FORM = """\
<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>{styles}</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="{char_height}px">
{matrix}
</g>
</g>
</svg>
"""


def _draft(site: Path) -> Iterator[Terminal]:
    asked = "draft article.txt --source article --published 2024-01-20/2024-01-26"
    with _run(site, 12, *asked.split()) as terminal:
        terminal.wait()
        yield terminal


def _verify(site: Path) -> Iterator[Terminal]:
    for terminal in _draft(site):
        terminal.wait()
    with _run(site, 12, "verify") as terminal:
        terminal.wait()
        yield terminal


def _add(site: Path) -> Iterator[Terminal]:
    with _run(site, 28, "add") as terminal:
        terminal.answer("date:", "Saturday")
        terminal.wait_for("is not a date")
        terminal.wait_for("date: Saturday", last=True)
        terminal.type("\x15")
        terminal.answer("date:", "2024-01-20")
        terminal.wait_for("place:", last=True)
        terminal.type("ai")
        terminal.wait_for("Ain al-Asad air base")
        terminal.settle()
        yield terminal


def _end(site: Path) -> Iterator[Terminal]:
    with _run(site, 36, "add") as terminal:
        for question, answer in _ANSWERS:
            terminal.answer(question, answer)
        terminal.wait_for("write:", last=True)
        terminal.settle()
        yield terminal


_ANSWERS = (
    ("date:", "2024-01-20"),
    ("place:", "ain-al-asad"),
    ("title:", "Rockets at an air base"),
    ("event [other]:", "shelling-artillery-missile-attack"),
    ("source:", "US forces injured in attack on base in Iraq: Official"),
    ("publisher:", "Iran Daily"),
    ("url:", ""),
    ("published:", "2024-01-20/2024-01-26"),
    ("lang:", "en"),
    ("by:", "CENTCOM"),
    ("paraphrase:", ""),
    ("quote:", ""),
    ("more:", "injured"),
    ("who:", "us-forces"),
    ("count:", "under evaluation"),
    ("more:", ""),
    ("another:", ""),
)
PICTURES: dict[str, Callable[[Path], Iterator[Terminal]]] = {
    "draft": _draft,
    "verify": _verify,
    "add": _add,
    "add-end": _end,
}
"""Each picture by its name: what is run in the seed's site, up to the moment that is drawn."""


def pictures(root: Path) -> dict[str, str]:
    """Every picture, drawn from runs in a copy of the seed's site below ``root``, in their order."""
    found = {}
    for name, run in PICTURES.items():
        # A site for each: a terminal that is closed leaves answers behind.
        site = root / name
        shutil.copytree(SEED_SITE, site, ignore=shutil.ignore_patterns("draft.yml", "answered.yml"))
        for terminal in run(site):
            found[name] = _drawn(name, terminal)
    return found


def _run(site: Path, rows: int, *args: str) -> Terminal:
    terminal = Terminal(site, *args, rows=rows, columns=COLUMNS, SOURCE_DATE_EPOCH=DAY)
    terminal.show(f"$ onrecord {' '.join(args)}")
    return terminal


def rows(svg: str) -> list[str]:
    """The lines of text in a picture, without blanks: what has to stay the same when it is drawn anew."""
    lines: dict[float, list[tuple[float, str]]] = {}
    for element in ET.fromstring(svg).iter(f"{_SVG}text"):
        at = lines.setdefault(float(element.attrib["y"]), [])
        at.append((float(element.attrib["x"]), "".join(element.itertext())))
    return [re.sub(r"\s", "", "".join(text for _, text in sorted(line))) for _, line in sorted(lines.items())]


def _drawn(name: str, terminal: Terminal) -> str:
    console = Console(
        record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor"
    )
    display = [line.strip() for line in terminal.screen.display]
    last = max(number for number, line in enumerate(display) if line)
    for number in range(_first(terminal), last + 1):
        # Room for a list of completions is kept free now and then, as it is needed.
        if not display[number] and not display[number - 1]:
            continue
        line = terminal.screen.buffer[number]
        text = Text()
        for column in range(COLUMNS):
            text.append(line[column].data, _style(line[column]))
        if (number, True) == (terminal.screen.cursor.y, not terminal.screen.cursor.hidden):
            text.stylize("reverse", terminal.screen.cursor.x, terminal.screen.cursor.x + 1)
        text.rstrip()
        console.print(text, no_wrap=True, overflow="ignore", crop=True)
    svg = console.export_svg(title="", theme=_THEME, code_format=_FORM, unique_id=f"terminal-{name}")
    return _without_styles(svg)


def _without_styles(svg: str) -> str:
    """The picture with attributes in place of its style sheet, which a strict policy would block."""
    head, _, rest = svg.partition("<style>")
    sheet, _, body = rest.partition("</style>\n")
    for name, rules in re.findall(r"\.([\w-]+) \{ ([^}]*) \}", sheet):
        pairs = (rule.partition(":") for rule in rules.split(";") if rule.strip())
        attributes = " ".join(f'{key.strip()}="{value.strip()}"' for key, _, value in pairs)
        body = body.replace(f'class="{name}"', attributes)
    return re.sub(r"[ \t]+$", "", head + body, flags=re.MULTILINE)


def _first(terminal: Terminal) -> int:
    """The first row to draw: where the screen has scrolled, the one of the last question but one."""
    display = list(terminal.screen.display)
    if display[0].startswith("$"):
        return 0
    return next(number for number, line in enumerate(display) if line.startswith("Is there another"))


def _style(char: Char) -> Style:
    return Style(
        color=_color(char.fg), bgcolor=_color(char.bg), bold=char.bold or None, reverse=char.reverse or None
    )


def _color(name: str) -> Color | None:
    """A colour as the terminal has it: a name, or six hexadecimal digits."""
    if name == "default":
        return None
    try:
        return Color.parse(
            f"#{name}" if re.fullmatch("[0-9a-f]{6}", name) else name.replace("brown", "yellow")
        )
    except ColorParseError:
        return None
