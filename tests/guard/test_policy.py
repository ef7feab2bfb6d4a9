"""The content security policy: what it says, what a site may add, and what a page asks for."""

from __future__ import annotations

from pathlib import Path

import material
import pytest

from onrecord.guard.asked import Asked, asked, hash_of
from onrecord.guard.headers import header_files
from onrecord.guard.known import known
from onrecord.guard.policy import Policy, SourceError, source, strict
from onrecord.settings import SettingsError, parse_settings

MATERIAL = Path(material.__file__).parent / "templates"


def test_the_strict_policy() -> None:
    """Nothing but the site's own, pictures within style sheets, no frame, no base, no form that goes out."""
    assert strict().header == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def test_a_policy_is_read_from_its_header() -> None:
    """The preview begins with that of the last one."""
    policy = strict({"script-src": [hash_of("x")]})
    assert Policy.read(policy.header) == policy


def test_what_a_site_adds() -> None:
    """Sources are added to a directive; one that was `'none'` is that no more."""
    policy = strict({"img-src": ["https://tiles.example"], "frame-ancestors": ["https://paper.example"]})
    assert "img-src 'self' data: https://tiles.example;" in policy.header
    assert policy.header.endswith("frame-ancestors https://paper.example")
    assert "media-src 'self'" in strict({"media-src": ["'self'"]}).header


def test_hashes_give_way_to_unsafe_inline() -> None:
    """Browsers ignore `'unsafe-inline'` beside a hash: a site that allows all styles has none."""
    policy = strict({"style-src": ["'unsafe-inline'"]}).adding({"style-src": [hash_of("a{}")]})
    assert policy.directives["style-src"] == ("'self'", "'unsafe-inline'")


@pytest.mark.parametrize(
    ("allowed", "address", "allows"),
    [
        ("https://tiles.example", "https://tiles.example/1/2.png", True),
        ("https://tiles.example", "http://tiles.example/1/2.png", False),
        ("https://tiles.example", "https://tiles.example.evil/1.png", False),
        ("https://tiles.example:8443", "https://tiles.example/1.png", False),
        ("https://tiles.example/a/", "https://tiles.example/b/1.png", False),
        ("tiles.example", "https://tiles.example/1.png", True),
        ("*.example", "https://a.tiles.example/1.png", True),
        ("*.example", "https://example.evil/1.png", False),
        ("https:", "https://any.example/1.png", True),
        ("https:", "http://any.example/1.png", False),
        ("*", "http://any.example/1.png", True),
        ("*", "blob:", False),
        ("*", "'unsafe-inline'", False),
    ],
)
def test_what_a_source_allows(allowed: str, address: str, *, allows: bool) -> None:
    """Scheme, host, port and path of a source are those of what it allows."""
    assert strict({"img-src": [allowed]}).allows("img-src", address) is allows


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("sha256-AbC+/=", "'sha256-AbC+/='"),
        ("'self'", "'self'"),
        ("wasm-unsafe-eval", "'wasm-unsafe-eval'"),
        ("https://a.example:8443/x/", "https://a.example:8443/x/"),
        ("*.example", "*.example"),
        ("data:", "data:"),
    ],
)
def test_sources_as_typed(written: str, meant: str) -> None:
    """Words and hashes get their quotation marks; addresses stay."""
    assert source("script-src", written) == meant


@pytest.mark.parametrize(
    ("directive", "text", "says"),
    [
        ("script-src", "unsafe-inline", "name the hash of each script"),
        ("img-src", "https://x.example; script-src *", "no source"),
        ("img-src", 'x"', "no source"),
        ("img-src", "x\ty", "no source"),
        ("img-src", "https://x.example/$host", "no source"),
        ("img-src", "", "no source"),
        ("images", "https://x.example", "there is no `images`; write one of default-src"),
    ],
)
def test_sources_that_are_refused(directive: str, text: str, says: str) -> None:
    """What would end a directive or the header, or undo the policy, is refused with what to write."""
    with pytest.raises(SourceError, match=says):
        source(directive, text)
    with pytest.raises(SettingsError, match=f"content_policy_sources.*{says}"):
        parse_settings({"content_policy_sources": {directive: [text]}})


def test_settings_as_yaml_has_them() -> None:
    """`off` is no to YAML; one source needs no list."""
    assert parse_settings({"content_policy": False}).content_policy == "off"
    settings = parse_settings(
        {"content_policy_sources": {"img-src": "https://x.example"}, "preview_hosts": "box"}
    )
    assert settings.content_policy_sources == {"img-src": ("https://x.example",)}
    assert settings.preview_hosts == ("box",)
    with pytest.raises(SettingsError, match="one directive a line"):
        parse_settings({"content_policy_sources": ["https://x.example"]})


@pytest.mark.parametrize(
    ("page", "directive", "origin"),
    [
        ("<script>alert(1)</script>", "script-src", hash_of("alert(1)")),
        ('<script type="module">a&lt;b</script>', "script-src", hash_of("a&lt;b")),
        ("<style>a{}</style>", "style-src", hash_of("a{}")),
        ('<p style="color:red">', "style-src", "'unsafe-inline'"),
        ("<p ONCLICK=x()>", "script-src", "'unsafe-inline'"),
        ('<a href=" java\tscript:x()">', "script-src", "'unsafe-inline'"),
        ('<svg><a xlink:href="javascript:x()">', "script-src", "'unsafe-inline'"),
        ('<iframe srcdoc="x">', "frame-src", "'unsafe-inline'"),
        ('<script src="//cdn.example/x.js"></script>', "script-src", "https://cdn.example/x.js"),
        (
            '<link rel="stylesheet" href="https://cdn.example/x.css">',
            "style-src",
            "https://cdn.example/x.css",
        ),
        ('<link rel="shortcut icon" href="x.png">', "img-src", "'self'"),
        ('<img src="https://own.example/x.png">', "img-src", "'self'"),
        ('<img src="data:image/png;base64,AA">', "img-src", "data:"),
        ('<img srcset="a.png 1x">', "img-src", "'self'"),
        ('<base href="/x/">', "base-uri", "'self'"),
        ('<form action="https://else.example/">', "form-action", "https://else.example/"),
        ('<video src="x.mp4">', "media-src", "'self'"),
    ],
)
def test_what_a_page_asks_for(page: str, directive: str, origin: str) -> None:
    """Scripts and styles in the page by hash, in attributes as such, and addresses that it loads."""
    assert [(one.directive, one.source) for one in asked(page, "https://own.example/sub/")] == [
        (directive, origin)
    ]


@pytest.mark.parametrize(
    "page",
    [
        '<script type="application/ld+json">{"a": "javascript:"}</script>',
        '<script id="__config" type="application/json">{}</script>',
        '<a href="https://else.example/" title="onclick" data-x="javascript:x">x</a>',
        '<link rel="canonical" href="https://else.example/">',
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
        "<!-- <script>alert(1)</script> -->",
        '<form class="x"><input type="search"></form>',
        '<script>location.href="../x/"</script><meta http-equiv="refresh" content="0; url=../x/">',
    ],
)
def test_what_asks_for_nothing(page: str) -> None:
    """Data, links that a reader follows, text and comments are none of a policy's business."""
    assert asked(page) == ()


@pytest.mark.parametrize("base", [".", "..", "../../..", "/", "https://a.example/x_y/"])
def test_scripts_of_the_theme_are_known(base: str) -> None:
    """The theme's script is known with each way to the first page; with another word in it, it is not."""
    template = (MATERIAL / "partials/javascripts/base.html").read_text("utf-8")
    script = template.partition("<script>")[2].partition("</script>")[0]
    text = script.replace("{{ config.extra.scope | d(base_url) }}", base)
    assert known(MATERIAL).fullmatch(text)
    assert not known(MATERIAL).fullmatch(f"{text};alert(1)")
    assert not known(MATERIAL).fullmatch(
        script.replace("{{ config.extra.scope | d(base_url) }}", '");alert("')
    )


def test_files_for_servers() -> None:
    """Each file has the policy in one line, within what Cloudflare takes, and nothing that ends a string."""
    policy = strict({"script-src": [hash_of(str(number)) for number in range(20)]})
    files = header_files(policy)
    assert sorted(files) == ["_headers", "headers/apache.conf", "headers/nginx.conf"]
    for text in files.values():
        assert [policy.header in line for line in text.splitlines()].count(True) == 1
        assert max(map(len, text.splitlines())) < 2000
    assert '"' not in policy.header and "\\" not in policy.header and "$" not in policy.header
    assert Asked("img-src", "data:", "<img>").inline is False
