"""A build stops where a page has what no template of ours writes, or what the content policy would block."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, PluginError

from onrecord.engine.plugin import OnRecordPlugin
from onrecord.guard.asked import asked, hash_of
from onrecord.markdown.escape import Markdown, escape
from onrecord.pages import environment
from tests.helpers import ID, PUBLISHED, RECORD, REGISTRY, Built, build_site, minimal_record

PAGE = f"briefings/{ID}/index.html"
CONFIG = """\
site_name: Test
site_url: https://test.example/sub/
theme: {{name: {theme}, font: {font}, palette: {{toggle: {{icon: material/weather-night, name: Dark}}}}}}
plugins:
  - search
  - onrecord:
      search: material
      {options}
{more}
"""
SCRIPT = "<script>count(1)</script>"


def site(
    root: Path,
    text: str = "# Own\n\nWords.\n",
    *,
    options: str = "",
    more: str = "",
    theme: str = "material",
    font: str = "false",
    files: dict[str, str] | None = None,
    title: str = "Attack on a border post",
    **how: Any,
) -> Built:
    """A site with one incident and one page written by hand, whose Markdown is ``text``."""
    config = CONFIG.format(theme=theme, font=font, options=options, more=more)
    record = minimal_record(title=f"'{title}'", publish=PUBLISHED.removeprefix("publish: ").rstrip())
    given = {"mkdocs.yml": config, "docs/own.md": text, RECORD: record, **REGISTRY, **(files or {})}
    return build_site(root, given, **how)


def refused(caplog: pytest.LogCaptureFixture, root: Path, text: str = "# Own", **settings: Any) -> str:
    """What is said of a site that is not built."""
    caplog.clear()
    with pytest.raises((Abort, PluginError)) as caught:
        site(root, text, **settings)
    return f"{caught.value}\n{caplog.text}"


def header(built: Built) -> dict[str, str]:
    """The policy's directives as Netlify and Cloudflare read them."""
    (line,) = re.findall("^  Content-Security-Policy: (.*)$", built.html("_headers"), re.MULTILINE)
    return {name: sources for name, _, sources in (one.partition(" ") for one in line.split("; "))}


def test_the_hashes_are_those_of_the_pages(tmp_path: Path) -> None:
    """The policy has the hash of each script within a page, and no other: pages of ours, by hand, and 404."""
    built = site(tmp_path)
    pages = [path.read_text("utf-8") for path in (tmp_path / "site").rglob("*.html")]
    scripts = {one.source for page in pages for one in asked(page) if one.inline}
    assert len(pages) > 15 and len(scripts) >= 5
    assert set(header(built)["script-src"].split()) == {"'self'", *scripts}
    assert header(built)["style-src"] == "'self'" and header(built)["default-src"] == "'none'"
    for address in ("headers/nginx.conf", "headers/apache.conf"):
        assert f"script-src {header(built)['script-src']}" in built.html(address)


def test_a_second_build_has_the_same_policy(tmp_path: Path) -> None:
    """Where no page is made again, or nothing changed at all, the hashes are the same."""
    first = header(site(tmp_path))
    assert header(build_site(tmp_path)) == first
    (tmp_path / "docs" / "own.md").write_text("# Own\n\nOther words.\n", "utf-8")
    assert header(build_site(tmp_path)) == first
    (tmp_path / "site" / "_headers").unlink()
    assert header(build_site(tmp_path)) == first


@pytest.mark.parametrize(
    ("text", "element", "way"),
    [
        (SCRIPT, "`<script>count(1)`", f"{{script-src: 'sha256-{hash_of('count(1)')[8:-1]}'}}"),
        ("<style>p{color:red}</style>", "`<style>p{color:red}`", "name that under `extra_css:`"),
        ('<p style="color:red">x</p>', '`<p style="color:red">`', "{style-src: 'unsafe-inline'}"),
        ('<p onclick="count(1)">x</p>', '`<p onclick="count(1)">`', "nothing can allow it"),
        ("[x](javascript:count(1))", '`<a href="javascript:count(1)">`', "nothing can allow it"),
        (
            "![x](https://tiles.example/1.png)",
            "https://tiles.example/1.png",
            "{img-src: 'https://tiles.example'}",
        ),
        ('<iframe src="https://maps.example/x"></iframe>', "<iframe", "{frame-src: 'https://maps.example'}"),
    ],
)
@pytest.mark.parametrize("whole", [True, False], ids=["finished", "by MkDocs"])
def test_what_would_be_blocked_stops_the_build(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, text: str, element: str, way: str, *, whole: bool
) -> None:
    """The error names page, element and way out; and nothing is written where pages are finished files."""
    more = "" if whole else "markdown_extensions: [nl2br]\n"
    said = refused(caplog, tmp_path, f"# Own\n\n{text}\n", more=more)
    assert "own.md: " in said and element in said and way in said and "content_policy: off" in said
    assert (tmp_path / "site" / PAGE).exists() is not whole
    assert ("the site was not written" if whole else "do not publish") in said


def test_all_is_told_in_one_run(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Each script once, with all its pages, and each attribute."""
    text = f"# Own\n\n{SCRIPT}\n\n{SCRIPT}\n\n<p onclick='x()'>x</p>\n"
    said = refused(caplog, tmp_path, text, files={"docs/b.html": SCRIPT})
    assert re.findall(r"^(\S+(?: and \d+ more)?): a script", said, re.MULTILINE) == [
        "b.html and 1 more",
        "own.md",
    ]


@pytest.mark.parametrize(
    ("text", "options"),
    [
        (SCRIPT, f"content_policy_sources: {{script-src: 'sha256-{hash_of('count(1)')[8:-1]}'}}"),
        ("![x](https://tiles.example/1.png)", "content_policy_sources: {img-src: [https://tiles.example]}"),
        ('<p style="color:red">x</p>', "content_policy_sources: {style-src: unsafe-inline}"),
    ],
)
def test_what_a_setting_allows(tmp_path: Path, text: str, options: str) -> None:
    """The line that the error gives is the one that lets the build pass, and the policy says so."""
    built = site(tmp_path, f"# Own\n\n{text}\n", options=options)
    directive, _, given = options.partition("{")[2].rstrip("}").partition(": ")
    assert given.strip("'[]") in header(built)[directive]


def test_a_script_in_a_template_of_the_site_is_not_known(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """What a template of the site's own adds to every page stops the build, once."""
    files = {
        "overrides/main.html": '{% extends "base.html" %}'
        "{% block libs %}<script>mine()</script>{% endblock %}"
    }
    said = refused(caplog, tmp_path, files=files, font="false, custom_dir: overrides")
    assert said.count("`<script>mine()`") == 1 and "every page of the theme and 2 more: a script" in said


def test_off_there_is_neither_check_nor_file(tmp_path: Path) -> None:
    """`content_policy: off` is the way of before."""
    built = site(tmp_path, SCRIPT, options="content_policy: off")
    assert "_headers" not in built and "headers/nginx.conf" not in built


def test_another_theme_has_no_policy(tmp_path: Path) -> None:
    """Scripts of other themes are not known; their sites are built as before."""
    assert "_headers" not in site(tmp_path, SCRIPT, theme="mkdocs")


def test_fonts_of_the_theme_are_allowed_and_told(tmp_path: Path) -> None:
    """A site that leaves the theme its fonts works, and nothing else from elsewhere is allowed."""
    found = header(site(tmp_path, font="{text: Roboto, code: Roboto Mono}"))
    assert found["style-src"].startswith("'self' https://fonts.googleapis.com 'sha256-")
    assert found["font-src"] == "'self' https://fonts.gstatic.com"


def test_a_file_of_the_site_stays(tmp_path: Path) -> None:
    """Headers of the site's own are not overwritten; the other files are there to take from."""
    built = site(tmp_path, files={"docs/_headers": "/*\n  X-Own: 1\n"})
    assert built.html("_headers") == "/*\n  X-Own: 1\n"
    assert "Content-Security-Policy" in built.html("headers/nginx.conf")


def test_tables_by_hand_have_classes_and_no_styles(tmp_path: Path) -> None:
    """The side of a column is a class, which the style sheet knows."""
    page = site(tmp_path, "# Own\n\n| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |\n").html("own/index.html")
    assert "style=" not in page
    assert [f'<td class="or-cell-{side}">' in page for side in ("start", "center", "end")] == [True] * 3


def test_a_preview_that_begins_with_the_last_one_has_its_policy(tmp_path: Path) -> None:
    """Where nothing changed no page is looked at; the policy was noted."""
    found = []
    for _ in range(2):
        site(tmp_path, command="serve")
        config = load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "other"))
        plugin = config.plugins["onrecord"]
        assert isinstance(plugin, OnRecordPlugin)
        plugin.on_startup(command="serve", dirty=False)
        build(config)
        found.append(plugin._policy)
    assert found[0] is not None and found[0] == found[1]


def test_in_the_preview_it_is_a_warning(tmp_path: Path) -> None:
    """A page that would be blocked is shown, and said to be."""
    built = site(
        tmp_path, SCRIPT, command="serve", strict=False, expect="blocks something: own.md: a script within"
    )
    assert any("own.md" in text for text in built.warnings) and "_headers" not in built


@pytest.mark.parametrize("whole", [True, False], ids=["finished", "by MkDocs"])
@pytest.mark.parametrize(
    "text", ['Post <img src=x onerror="alert(x)">', "Post <script>alert(x)</script>", "Post </div>"]
)
def test_a_mistake_in_a_template_stops_the_build(
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    *,
    whole: bool,
) -> None:
    """A template that prints a field as it is: the gate names page and element, and no page is written."""

    def printed(value: object) -> Markdown:
        return Markdown(value) if str(value) == text else escape(value)

    more = "" if whole else "hooks: [hook.py]\n"
    hook = {"hook.py": "def on_page_context(context, **_): return context\n"}
    assert text not in site(tmp_path, title=text, more=more, files=hook).html(PAGE)
    before = (tmp_path / "site" / PAGE).read_bytes()
    monkeypatch.setattr(environment, "escape", printed)
    # Pages that were made before the mistake were right.
    said = refused(caplog, tmp_path, title=text, more=more, files=hook, options="cache: other")
    assert (
        "would show what none of our templates writes" in said
        and f"`{text.removeprefix('Post ')[:8]}" in said
    )
    assert "archive/" in said or "briefings/" in said or "index.md" in said
    assert not whole or (tmp_path / "site" / PAGE).read_bytes() == before
