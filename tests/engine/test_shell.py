"""Pages from shells are, byte for byte, those that MkDocs makes; what a shell cannot do is known before."""

from __future__ import annotations

import json
import pickle
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
import markdown
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from benchmarks import archive
from onrecord.engine.head import SiteHead
from onrecord.engine.known import EXTENSIONS, SILENT, known
from onrecord.engine.plugin import EXTENSIONS as OURS
from onrecord.engine.plugin import OnRecordPlugin
from onrecord.engine.shell import PageParts, Shell, UnknownShellError, fill
from onrecord.engine.shells import Shells
from onrecord.export.all_feeds import feed_address
from tests.helpers import ID, REGISTRY, SITES, read_files, record, write_site

ROOT = Path(__file__).parents[2]
#: Whole small sites that MkDocs builds without more than their own folder.
VALID = sorted(path.parent.name for path in (SITES / "valid").glob("*/mkdocs.yml"))
PLAIN = {"name": "material", "font": False}
#: What themes are set to, one after the other.
FEATURES = (
    ("navigation.tabs", "navigation.top", "toc.follow"),
    ("navigation.footer", "navigation.path", "toc.integrate", "navigation.sections"),
    (
        "navigation.tabs",
        "navigation.indexes",
        "navigation.prune",
        "content.action.edit",
        "content.action.view",
    ),
    (
        "navigation.tabs",
        "navigation.tabs.sticky",
        "navigation.expand",
        "navigation.footer",
        "navigation.path",
    ),
)
EDIT = {"repo_url": "https://code.example/a/b", "edit_uri": "blob/main/docs/"}
#: What of a page a theme may ask readers about: its address and its name, within another address.
RATING = {
    "icon": "material/check",
    "name": "Yes",
    "data": 1,
    "note": "<a href='https://forms.example/?page={url}&title={title}'>Tell us</a>",
}
EXTRA = {"analytics": {"feedback": {"title": "Of use?", "ratings": [RATING]}}}
STATEMENT = "  - by: red-wing\n    source: article\n    quote: Words.\n    responsibility: claims\n"


@dataclass
class Seen:
    """A site that MkDocs built, and what it had in its hands meanwhile."""

    config: MkDocsConfig
    env: list[jinja2.Environment] = field(default_factory=list)
    nav: list[Navigation] = field(default_factory=list)
    files: list[Files] = field(default_factory=list)
    parts: dict[str, PageParts] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)

    @property
    def pages(self) -> Path:
        """The folder of the Markdown that was generated."""
        return self.plugin._records.folder

    @property
    def plugin(self) -> OnRecordPlugin:
        """Ours."""
        return next(one for one in self.config.plugins.values() if isinstance(one, OnRecordPlugin))

    def shells(self) -> Shells:
        """The shells of the site, of which none is made yet."""
        plugin, config = self.plugin, self.config
        settings, exports = plugin.settings, plugin._exports
        site = SiteHead(
            name=config.site_name,
            description=config.site_description or "",
            url=config.site_url or "",
            feeds=exports.tables.about.name if exports else "",
            robots="noindex" if settings.demonstration or settings.as_of else "",
        )
        return Shells(config, self.env[0], self.nav[0], self.files[0], site)


def seen(file: Path, site_dir: Path, **settings: Any) -> Seen:
    """The site of ``file``, built by MkDocs with other settings."""
    found = Seen(load_config(str(file), site_dir=str(site_dir), **settings))
    plugins, plugin = found.config.plugins, found.plugin

    def on_nav(nav: Navigation, **_: object) -> None:
        found.nav.append(nav)

    def on_env(env: jinja2.Environment, *, files: Files, **_: object) -> None:
        found.env.append(env)
        found.files.append(files)

    def on_page_context(context: object, *, page: Page, **_: object) -> None:
        address, exports = page.file.src_uri, plugin._exports
        incident = address.removeprefix("briefings/").removesuffix(".md")
        briefing = address.startswith("briefings/")
        found.parts[page.url] = PageParts(
            address=address,
            url=page.url,
            title=page.title or "",
            content=page.content or "",
            meta=dict(page.meta),
            contents=list(page.toc),
            machines=plugin._machines.get(page.url, ""),
            edit=page.edit_url or "",
            card=plugin._cards.texts.get(incident) if briefing else None,
            feed=bool(briefing and exports and f"{feed_address(incident)}.xml" in exports.files),
        )

    def on_post_page(output: str, *, page: Page, **_: object) -> None:
        found.written[page.url] = output

    plugins.events["nav"].append(on_nav)
    plugins.events["env"].append(on_env)
    plugins.events["page_context"].insert(0, on_page_context)
    plugins.events["post_page"].append(on_post_page)
    plugins.on_startup(command="build", dirty=False)
    build(found.config)
    plugins.on_shutdown()
    return found


def held(site: Seen) -> Shells:
    """Holds every page of a site against its shell, as another process has it."""
    shells = site.shells()
    assert site.parts
    for url, page in site.parts.items():
        shell: Shell = pickle.loads(pickle.dumps(shells.shell(page)))
        assert fill(shell, page) == site.written[url], url
    return shells


def share(page: str) -> str:
    """What a page has beside its text, and the same for machines."""
    page = re.sub(r"(<article[^>]*>).*(</article>)", r"\1\2", page, flags=re.DOTALL)
    return re.sub(r'<script type="application/ld\+json">[^<]*</script>', "", page)


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """The demonstration, as its settings have it."""
    return _demonstration(tmp_path_factory.mktemp("demonstration"))


def _demonstration(folder: Path, **settings: Any) -> Seen:
    plugins = load_config(str(ROOT / "mkdocs.yml")).plugins
    plugin = plugins["onrecord"]
    assert isinstance(plugin, OnRecordPlugin)
    options = plugin.settings.model_dump(exclude_unset=True, mode="json")
    own = ["search", {"onrecord": {**options, "pages": str(folder / "pages"), "cards": False}}]
    return seen(ROOT / "mkdocs.yml", folder / "site", plugins=own, **settings)


def test_every_page_of_the_demonstration_is_the_same(demonstration: Seen) -> None:
    """Each page from its shell is the one that MkDocs made, and few shells make many pages."""
    shells = held(demonstration)
    assert len(shells.made) < len(demonstration.parts) / 4


def test_in_the_other_kind_of_address_too(tmp_path: Path) -> None:
    """Without `use_directory_urls`, and with other settings of the theme, the pages are the same."""
    theme = {**PLAIN, "features": FEATURES[2]}
    held(_demonstration(tmp_path, use_directory_urls=False, theme=theme, extra=EXTRA, **EDIT))


@pytest.mark.parametrize("flat", [False, True], ids=["folders", "files"])
@pytest.mark.parametrize("name", VALID)
def test_every_page_of_the_valid_sites_is_the_same(tmp_path: Path, name: str, flat: bool) -> None:
    """So it is for sites that look unusual and are right, with both kinds of addresses, some to the left."""
    root = write_site(tmp_path / name, dict(read_files(SITES / "valid" / name)))
    number = VALID.index(name) + flat
    theme: dict[str, Any] = {**PLAIN, "features": FEATURES[number % len(FEATURES)]}
    if number % 3 == 0:
        theme |= {"language": "ar", "direction": "rtl"}
    held(
        seen(
            root / "mkdocs.yml",
            tmp_path / "out",
            use_directory_urls=not flat,
            theme=theme,
            extra=EXTRA if number % 2 else {},
            **EDIT,
        )
    )


def test_a_hostile_title_is_the_same(tmp_path: Path) -> None:
    """Where a title is all markup, each place of the page escapes it as the template there does."""
    hostile = '</title></head><script>alert(1)</script> \\ue000 & &amp; "it\'s"'
    text = record(STATEMENT).replace("title: Attack on the border post", f"title: {json.dumps(hostile)}")
    theme = {**PLAIN, "features": FEATURES[3]}
    config = "site_name: A & B <watch>\nsite_url: https://watch.example/sub\nplugins: [search, onrecord]\n"
    root = write_site(tmp_path / "site", {**REGISTRY, f"briefings/{ID}.yml": text, "mkdocs.yml": config})
    held(seen(root / "mkdocs.yml", tmp_path / "out", theme=theme))


def test_a_site_without_search_keeps_what_is_said_to_it(tmp_path: Path) -> None:
    """Only Material's search takes its attributes out of pages."""
    config = "site_name: Test\nplugins: [onrecord]\n"
    root = write_site(
        tmp_path / "site", {**REGISTRY, f"briefings/{ID}.yml": record(STATEMENT), "mkdocs.yml": config}
    )
    site = seen(root / "mkdocs.yml", tmp_path / "out", theme=PLAIN)
    held(site)
    assert "data-search-" in site.written[f"briefings/{ID}/"]


def test_a_shell_needs_neither_mkdocs_nor_jinja(demonstration: Seen, tmp_path: Path) -> None:
    """A process that has a shell and a page makes the page without loading either."""
    page = demonstration.parts[next(url for url in demonstration.parts if url.startswith("briefings/"))]
    shell = demonstration.shells().shell(page)
    path = tmp_path / "pickled"
    plain = PageParts(
        address=page.address, url=page.url, title=page.title, content=page.content, meta=page.meta
    )
    path.write_bytes(pickle.dumps((shell, plain)))
    code = (
        "import pickle, sys; from pathlib import Path; from onrecord.engine.shell import fill\n"
        "print(len(fill(*pickle.loads(Path(sys.argv[1]).read_bytes()))), 'mkdocs' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(len(fill(shell, plain))), "False"]


def test_a_key_changes_with_the_theme(tmp_path: Path) -> None:
    """The key of a shell is the same for the same theme, and another for another footer."""
    files = {**REGISTRY, f"briefings/{ID}.yml": record(STATEMENT)}
    keys = []
    for name, footer in (("a", "Ours"), ("b", "Ours"), ("c", "Theirs")):
        config = f"site_name: Test\ncopyright: {footer}\nplugins: [search, onrecord]\n"
        root = write_site(tmp_path / name, {**files, "mkdocs.yml": config})
        site = seen(root / "mkdocs.yml", tmp_path / f"{name}-out", theme=PLAIN)
        keys.append(site.shells().shell(site.parts[f"briefings/{ID}/"]).key)
    assert keys[0] == keys[1] != keys[2]


def test_the_theme_has_a_small_share_of_a_briefing(demonstration: Seen) -> None:
    """Beside its text, and the same for machines, a briefing has no more than 24 kB."""
    briefings = [text for url, text in demonstration.written.items() if url.startswith("briefings/")]
    assert len(briefings) == 18
    assert max(len(share(text).encode()) for text in briefings) <= 24_000


def test_a_page_is_as_large_in_a_large_archive(tmp_path: Path) -> None:
    """What the theme gives a briefing is the same, letter for letter, among 20 records and among 300."""
    many, few = tmp_path / "many", tmp_path / "few"
    archive.write(many, 300)
    shutil.copytree(many / "briefings/registry", few / "briefings/registry")
    records = [path for path in (many / "briefings").glob("*/*.yml") if path.parent.name != "registry"]
    for path in sorted(records, key=lambda path: int(path.stem.rpartition("-")[2]))[:20]:
        copy = few / path.relative_to(many)
        copy.parent.mkdir(exist_ok=True)
        shutil.copy(path, copy)
    config = "site_name: Test\nplugins: [{onrecord: {exports: false, explore: false, map: false}}]\n"
    theme = {**PLAIN, "features": FEATURES[0]}
    shares = []
    for root in (few, many):
        write_site(root, {"mkdocs.yml": config})
        written = seen(root / "mkdocs.yml", tmp_path / f"{root.name}-out", theme=theme).written
        shares.append({url: share(text) for url, text in written.items() if url.startswith("briefings/")})
    assert len(shares[0]) == 20
    assert shares[0].items() <= shares[1].items()


def test_no_column_shows_nothing(demonstration: Seen) -> None:
    """Beside a page stand its section and its contents, or nothing; a phone has the menu anyway."""
    for url, text in demonstration.written.items():
        menu, *contents = re.split(r'(?=<div class="md-sidebar )', text.partition("<article")[0])[1:]
        assert "md-nav__item--section" in menu or menu.partition(">")[0].endswith(" hidden"), url
        assert menu.count('class="md-nav__link"') > 20, url
        assert all('<a href="#' in column for column in contents), url


#: What MkDocs and our plugin add to the extensions of every site.
PLAIN_MARKDOWN = ("toc", "tables", "fenced_code", *OURS)
HOOK = "def on_post_page(output, **_):\n    return output\n"
MAIN = '{% extends "base.html" %}{% block announce %}News{% endblock %}'


@pytest.mark.parametrize(
    ("settings", "files", "reason"),
    [
        ({}, {}, ""),
        ({"theme": {"name": "readthedocs"}}, {}, "the theme is `readthedocs`"),
        ({"hooks": ["hook.py"]}, {}, "the hook `hook.py` may change pages (`on_post_page`)"),
        ({"plugins": ["search", "onrecord", "tags"]}, {}, "the plugin `material/tags` may change pages"),
        ({"plugins": ["onrecord", {"privacy": {"enabled": False}}]}, {}, ""),
        ({"markdown_extensions": ["smarty"]}, {}, "the Markdown extension `smarty`"),
        ({"markdown_extensions": [{"toc": {"permalink": True}}]}, {}, "is set to change pages (`permalink`)"),
        ({"markdown_extensions": [{"toc": {"title": "Here", "permalink": False}}]}, {}, ""),
        ({"markdown_extensions": ["pymdownx.superfences", {"pymdownx.tilde": {"subscript": False}}]}, {}, ""),
        ({"markdown_extensions": [{"abbr": {"glossary": {"UN": "x"}}}]}, {}, "to change pages (`glossary`)"),
        ({"theme": {**PLAIN, "custom_dir": "mine"}}, {"mine/main.html": MAIN}, ""),
        (
            {"theme": {**PLAIN, "custom_dir": "mine"}},
            {"mine/partials/content.html": "{{ page.content }}"},
            "the template `partials/content.html` of the site says something of each page",
        ),
        (
            {"theme": {**PLAIN, "custom_dir": "mine"}},
            {"mine/main.html": "{% if %}"},
            "the template `main.html` of the site cannot be read",
        ),
    ],
)
def test_what_is_not_known_is_named(
    tmp_path: Path, settings: dict[str, Any], files: dict[str, str], reason: str
) -> None:
    """What may change pages is named, with what follows: a plugin, hook, extension or template."""
    config = "site_name: Test\nplugins: [search, onrecord]\n"
    root = write_site(tmp_path, {**REGISTRY, "mkdocs.yml": config, "hook.py": HOOK, **files})
    if "hooks" in settings:
        settings = {"hooks": [str(root / "hook.py")]}
    found = load_config(str(root / "mkdocs.yml"), **{"theme": PLAIN, **settings})
    found = found.plugins.on_config(found)
    said = known(found, found.theme.get_env())
    if not reason:
        assert said is None
    else:
        assert said
        assert reason.replace("hook.py", str(root / "hook.py")) in said
        assert said.endswith("so all pages are built by MkDocs, which takes longer")


def test_extensions_that_are_known_make_nothing_of_our_pages(demonstration: Seen) -> None:
    """With every extension of Markdown that a site may have besides, each page of ours is the same HTML."""
    known_ones = [*SILENT, *(name for name in EXTENSIONS if name not in PLAIN_MARKDOWN)]
    plain = markdown.Markdown(extensions=[*PLAIN_MARKDOWN])
    settings = {"pymdownx.superfences": {"disable_indented_code_blocks": False}}
    # Those that bring what others bring stand alone.
    most = [name for name in known_ones if name not in ("extra", "pymdownx.extra")]
    others = [
        markdown.Markdown(extensions=[*PLAIN_MARKDOWN, *names], extension_configs=settings)
        for names in (most, ["extra"], ["pymdownx.extra"])
    ]
    generated = sorted(demonstration.pages.rglob("*.md"))
    assert len(generated) > 200
    for path in generated[::4]:
        text = path.read_text("utf-8").partition("\n---\n")[2]
        expected = plain.reset().convert(text)
        assert all(other.reset().convert(text) == expected for other in others), path.name


def test_what_the_theme_does_with_pages_beyond_that_is_noticed(tmp_path: Path) -> None:
    """A page that its shell would make otherwise than the theme is refused when the shell is made."""
    config = "site_name: Test\nplugins: [search, onrecord]\n"
    own = "{% if page.title is string and '\ue000' not in page.title %}Mine{% endif %}{{ page.content }}"
    files = {"mine/partials/content.html": own, f"briefings/{ID}.yml": record(STATEMENT)}
    root = write_site(tmp_path / "site", {**REGISTRY, "mkdocs.yml": config, **files})
    site = seen(root / "mkdocs.yml", tmp_path / "out", theme={**PLAIN, "custom_dir": str(root / "mine")})
    with pytest.raises(UnknownShellError, match="the theme makes something of briefings"):
        site.shells().shell(site.parts[f"briefings/{ID}/"])
