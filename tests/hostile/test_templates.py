"""No template can forget the escape: whatever it does with a value, plain text comes out as text."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from onrecord.markdown.escape import Markdown
from onrecord.pages.environment import environment, render
from tests.hostile.oracle import MOST, PLAIN, convert, read

EVIL = '<img src=x onerror="alert(1)"> *x* [a](javascript:alert(1)) `c` {: onclick=alert(1) } | # - {{ 7*7 }}'


def made(tmp_path: Path, text: str, **context: object) -> str:
    """What a site's own template makes of a hostile value."""
    (tmp_path / "page.md.j2").write_text(text, "utf-8")
    context = {
        "evil": EVIL,
        "good": Markdown("**good**"),
        "many": [EVIL, EVIL],
        "table": {EVIL: EVIL},
        **context,
    }
    return render(environment(tmp_path), "page.md.j2", context)


@pytest.mark.parametrize(
    "text",
    [
        "{{ evil }}",
        "{{ evil | safe }}",
        "{{ evil ~ evil }}",
        "{{ evil + evil }}",
        "{{ evil | string | safe }}",
        "{{ '%s' | format(evil) }}",
        "{{ '{}'.format(evil) }}",
        "{{ many | join }}",
        "{{ many | join(evil) }}",
        "{{ many | md_join }}",
        "{{ many | md_join(evil) }}",
        "{{ [evil, evil] | md_join(' ' ~ evil ~ ' ') }}",
        "{{ 'x' | replace('x', evil) }}",
        "{{ evil | replace('x', 'y') }}",
        "{{ evil | e }}",
        "{{ evil | forceescape }}",
        "{{ evil | upper | lower | title | capitalize | trim }}",
        "{{ evil | capitalised }}",
        "{{ evil | indent(8, true) }}",
        "{{ evil | wordwrap(10) }}",
        "{{ evil | urlize }}",
        "{{ evil | striptags }}",
        "{{ evil | tojson }}",
        "{{ evil | pprint }}",
        "{{ evil | default('') }}",
        "{{ missing | default(evil) }}",
        "{{ table }}",
        "{{ table | dictsort }}",
        "{{ many }}",
        "{{ many | first }}{{ evil[0:40] }}",
        "{% for one in many %}{{ one }}{% endfor %}",
        "{% set x = evil %}{{ x }}",
        "{% set x = evil | safe %}{{ x }}",
        "{% set x %}{{ evil }}{% endset %}{{ x }}",
        "{% set x %}{{ evil }}{% endset %}{{ x | safe }}",
        "{% set x | upper %}{{ evil }}{% endset %}{{ x }}",
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(evil) }}",
        "{% macro m(x) %}{{ x | safe }}{% endmacro %}{{ m(evil) | safe }}",
        "{% with x = evil %}{{ x }}{% endwith %}",
        "{% if true %}{{ evil if true else good }}{% endif %}",
        "{% block b %}{{ evil }}{% endblock %}{{ self.b() }}",
        "{{ namespace(x=evil).x }}",
        "{{ cycler(evil, evil).next() }}",
        "{{ joiner(evil)() }}{{ joiner(evil) }}",
        "{{ evil | url }}",
        "[x]({{ evil | url }})",
        "[x]({{ ('https://example.org/' ~ evil) | url }})",
        "{{ good ~ evil }}",
        "{{ good + evil }}",
        "{{ good | replace('good', evil) }}",
        "{{ good.replace('good', evil) }}",
        "{{ good.join(many) }}",
        "{{ (good ~ '%s') | format(evil) }}",
        "{{ [good, evil] | join }}",
        "{{ [good, evil] | join | safe }}",
    ],
)
@pytest.mark.parametrize("extensions", [PLAIN, MOST], ids=["plain", "most"])
def test_what_a_template_does_to_a_value(text: str, extensions: tuple[str, ...], tmp_path: Path) -> None:
    """Filters, joins, macros, set blocks, `safe`: no tag but the template's, no attribute of the value's."""
    page = read(convert(made(tmp_path, f"Start. {text}\n"), extensions))
    tags = {tag.removeprefix("/") for tag, _ in page.tags}
    own = {"p", "br"} | ({"strong"} if "good" in text else set()) | ({"a"} if "](" in text else set())
    assert tags <= own
    attributes = {(name, value) for _, pairs in page.tags for name, value in pairs}
    assert {name for name, _ in attributes} <= {"href"}
    assert all(value == "#" or value.startswith("https://example.org/") for _, value in attributes)


@pytest.mark.parametrize(
    "text",
    [
        "{% filter replace('x', evil) %}x{% endfilter %}",
        "{% filter striptags %}{{ evil }}{% endfilter %}",
        "{% call '{0}'.format(evil) %}{% endcall %}",
        "{% autoescape true %}{{ evil }}{% endautoescape %}",
        "{% for x in many %}{% if true %}{% filter upper %}x{% endfilter %}{% endif %}{% endfor %}",
    ],
)
def test_blocks_that_would_go_round_the_escape(text: str, tmp_path: Path) -> None:
    """Jinja writes the result of `filter` and `call` blocks as it is: such a template is refused."""
    with pytest.raises(jinja2.TemplateSyntaxError, match="escape") as caught:
        made(tmp_path, f"One.\n{text}\n")
    assert caught.value.lineno == 2


def test_markdown_of_ours_passes_once(tmp_path: Path) -> None:
    """What our own functions return is Markdown, and stays so through a loop, a condition and an include."""
    (tmp_path / "part.md.j2").write_text("{{ one }}", "utf-8")
    text = "{% for one in [good] %}{% if one %}{% include 'part.md.j2' %}{% endif %}{% endfor %}"
    text += " {{ [good, good] | md_join }}"
    assert made(tmp_path, text) == "**good** **good**, **good**\n"
