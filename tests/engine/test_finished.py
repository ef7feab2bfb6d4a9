"""Finished pages are, byte for byte, those that MkDocs makes; what they cannot be is known, and said."""

from __future__ import annotations

import json
import logging
import pickle
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import jinja2
import markdown
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from benchmarks import archive
from onrecord.build.build import Build
from onrecord.engine.content import EXTENSIONS as OURS
from onrecord.engine.finish import FinishPages
from onrecord.engine.known import EXTENSIONS, SILENT, known
from onrecord.engine.plugin import OnRecordPlugin
from onrecord.engine.shell import PageParts, Shell, UnknownShellError, fill
from onrecord.engine.shells import Shells
from onrecord.search import pagefind
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
#: It changes nothing, which nobody can know.
SEES_PAGES = "def on_page_content(html, **_):\n    return html\n"
#: A time of one's own for a build, so that two are of the same one.
TIME = "1795348800"


@pytest.fixture(autouse=True)
def _time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", TIME)


@dataclass
class Built:
    """A site that was built, and the job that finished its pages."""

    plugin: OnRecordPlugin
    site: Path
    root: Path
    jobs: list[FinishPages]

    @property
    def files(self) -> dict[str, bytes]:
        """Every file of the site, by address."""
        return read_files(self.site)

    @property
    def job(self) -> FinishPages:
        """What finished the pages, in whichever process."""
        return self.jobs[0]

    def briefings(self) -> dict[str, str]:
        """The pages of incidents, by address."""
        paths = self.site.glob("briefings/*/index.html")
        return {path.parent.name: path.read_text("utf-8") for path in paths}

    def parts(self, address: str) -> PageParts:
        """A page as it is put into a shell."""
        with pytest.MonkeyPatch.context() as patch:
            seen: list[PageParts] = []

            def filled(shell: Shell, page: PageParts) -> str:
                seen.append(page)
                return ""

            patch.setattr("onrecord.engine.finish.fill", filled)
            patch.setattr("onrecord.engine.finish.write", lambda *_: (None, False))
            self.job(address)
        return seen[0]


def built(root: Path, site: Path, **settings: Any) -> Built:
    """The site below ``root``, built by MkDocs with other settings."""
    jobs: list[FinishPages] = []
    finish = Build.finish

    def remembering(self: Build, inputs: Mapping[str, bytes], job: Any) -> Any:
        jobs.append(job)
        return finish(self, inputs, job)

    config = load_config(str(root / "mkdocs.yml"), site_dir=str(site), **deepcopy(settings))
    plugin = next(one for one in config.plugins.values() if isinstance(one, OnRecordPlugin))
    config.plugins.on_startup(command="build", dirty=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Build, "finish", remembering)
        build(config)
    config.plugins.on_shutdown()
    return Built(plugin, site, root, jobs)


def differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """The files that two sites do not have alike."""
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def held(root: Path, folder: Path, **settings: Any) -> Built:
    """Holds every file of a site against those of MkDocs' own way; gives the site."""
    ours = built(root, folder / "ours", **settings)
    assert ours.jobs, "MkDocs built all pages"
    hook = folder / "hook.py"
    hook.write_text(SEES_PAGES, "utf-8")
    theirs = built(root, folder / "theirs", **{**settings, "hooks": [str(hook)]})
    assert not theirs.jobs
    assert differing(ours.files, theirs.files) == []
    return ours


def share(page: str) -> str:
    """What a page has beside its text, and the same for machines."""
    page = re.sub(r"(<article[^>]*>).*(</article>)", r"\1\2", page, flags=re.DOTALL)
    return re.sub(r'<script type="application/ld\+json">[^<]*</script>', "", page)


def linked(folder: Path) -> Path:
    """The demonstration, with a cache of its own."""
    folder.mkdir()
    for name in ("mkdocs.yml", "docs", "briefings"):
        (folder / name).symlink_to(ROOT / name)
    return folder


def options(**values: Any) -> dict[str, Any]:
    """The demonstration's plugins, with other options of ours."""
    plugin = load_config(str(ROOT / "mkdocs.yml")).plugins["onrecord"]
    assert isinstance(plugin, OnRecordPlugin)
    own = plugin.settings.model_dump(exclude_unset=True, mode="json")
    return {"plugins": ["search", {"onrecord": {**own, **values}}]}


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The demonstration, as its settings have it but for what takes long, held against MkDocs' way."""
    folder = tmp_path_factory.mktemp("demonstration")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", TIME)
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        return held(linked(folder / "root"), folder, **options(cards=False, search="material"))


def test_every_file_of_the_demonstration_is_the_same(demonstration: Built) -> None:
    """Each page from its shell is the one that MkDocs made, and few shells make many pages."""
    job = demonstration.job
    kinds = {job.shells.kind(demonstration.parts(address)) for address in job.pages}
    assert len(job.pages) > 200
    assert len(kinds) < len(job.pages) / 4


@pytest.mark.parametrize("name", VALID)
def test_every_file_of_the_valid_sites_is_the_same(tmp_path: Path, name: str) -> None:
    """So it is for sites that look unusual and are right, with both kinds of addresses, some to the left,
    with each search and with none, and with what each set of features makes of the menu.
    """
    root = write_site(tmp_path / name, dict(read_files(SITES / "valid" / name)))
    (root / "docs/by-hand.md").write_text("# By *hand*\n\n[Home](index.md)\n\n## Section\n", "utf-8")
    number = VALID.index(name)
    theme: dict[str, Any] = {**PLAIN, "features": FEATURES[number % len(FEATURES)]}
    if number % 3 == 0:
        theme |= {"language": "ar", "direction": "rtl"}
    plugin = load_config(str(root / "mkdocs.yml")).plugins["onrecord"]
    assert isinstance(plugin, OnRecordPlugin)
    own = plugin.settings.model_dump(exclude_unset=True, mode="json")
    searches: tuple[list[Any], ...] = (
        ["search", {"onrecord": {**own, "search": "material"}}],
        [{"onrecord": own}],
        ["search", {"onrecord": own}],
    )
    held(
        root,
        tmp_path,
        use_directory_urls=number % 2 == 0,
        plugins=searches[number % 5 % 3 if pagefind.installed() else 0],
        theme=theme,
        extra=EXTRA if number % 2 else {},
        **EDIT,
    )


def test_a_hostile_title_is_the_same(tmp_path: Path) -> None:
    """Where a title is all markup, each place of the page escapes it as the template there does."""
    hostile = '</title></head><script>alert(1)</script> \\ue000 & &amp; "it\'s"'
    text = record(STATEMENT).replace("title: Attack on the border post", f"title: {json.dumps(hostile)}")
    theme = {**PLAIN, "features": FEATURES[3]}
    config = "site_name: A & B <watch>\nsite_url: https://watch.example/sub\nplugins: [search, onrecord]\n"
    root = write_site(tmp_path / "site", {**REGISTRY, f"briefings/{ID}.yml": text, "mkdocs.yml": config})
    held(root, tmp_path, theme=theme)


def test_pages_of_ours_in_a_menu_are_the_same(tmp_path: Path) -> None:
    """With names that the menu gives, and without; a page by hand between them knows its neighbours."""
    nav: list[Any] = [
        {"First": "index.md"},
        "by-hand.md",
        {"Of *all* & <more>": ["actors/index.md", {"The incident": f"briefings/{ID}.md"}, "places/index.md"]},
        {"Elsewhere": "https://example.org/"},
    ]
    files = {
        "docs/by-hand.md": f"# By hand\n\n[There](briefings/{ID}.md#sources)\n",
        f"briefings/{ID}.yml": record(STATEMENT),
        "mkdocs.yml": "site_name: Test\nsite_url: https://watch.example/\nplugins: [search, onrecord]\n",
    }
    root = write_site(tmp_path / "site", {**REGISTRY, **files})
    for number, features in enumerate(FEATURES):
        folder = tmp_path / str(number)
        folder.mkdir()
        held(root, folder, theme={**PLAIN, "features": features}, nav=nav)


def test_nothing_that_is_said_to_a_search_is_left(tmp_path: Path) -> None:
    """With a search, which takes it out, and without one, a page is the same beside its box."""
    config = "site_name: Test\nplugins: [onrecord]\n"
    root = write_site(
        tmp_path / "site", {**REGISTRY, f"briefings/{ID}.yml": record(STATEMENT), "mkdocs.yml": config}
    )
    site = held(root, tmp_path, theme=PLAIN)
    assert "data-search-" not in site.briefings()[ID]


def test_a_shell_needs_neither_mkdocs_nor_jinja(demonstration: Built, tmp_path: Path) -> None:
    """A process that has a shell and a page makes the page without loading either."""
    page = demonstration.parts("briefings/2024-01-28-tower-22.md")
    shell = demonstration.job.shells.shell(page)
    path = tmp_path / "pickled"
    path.write_bytes(pickle.dumps((shell, page)))
    code = (
        "import pickle, sys; from pathlib import Path; from onrecord.engine.shell import fill\n"
        "print(len(fill(*pickle.loads(Path(sys.argv[1]).read_bytes()))), 'mkdocs' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(len(fill(shell, page))), "False"]


def test_a_key_changes_with_the_theme(tmp_path: Path) -> None:
    """The key of a page is the same for the same theme, and another for another footer."""
    files = {**REGISTRY, f"briefings/{ID}.yml": record(STATEMENT)}
    keys = []
    for name, footer in (("a", "Ours"), ("b", "Ours"), ("c", "Theirs")):
        config = f"site_name: Test\ncopyright: {footer}\nplugins: [search, onrecord]\n"
        root = write_site(tmp_path / name, {**files, "mkdocs.yml": config})
        keys.append(built(root, tmp_path / f"{name}-out", theme=PLAIN).job.key(f"briefings/{ID}.md"))
    assert keys[0] == keys[1] != keys[2]


def test_the_theme_has_a_small_share_of_a_briefing(demonstration: Built) -> None:
    """Beside its text, and the same for machines, a briefing has no more than 24 kB."""
    briefings = demonstration.briefings()
    assert len(briefings) == 18
    assert max(len(share(text).encode()) for text in briefings.values()) <= 24_000


def test_a_page_is_as_large_in_a_large_archive(tmp_path: Path) -> None:
    """What the theme gives a briefing is the same, letter for letter, among 20 records and among 150."""
    many, few = tmp_path / "many", tmp_path / "few"
    archive.write(many, 150)
    shutil.copytree(many / "briefings/registry", few / "briefings/registry")
    texts = {path: path.read_text("utf-8") for path in sorted((many / "briefings").glob("2*/*.yml"))}
    related = set(re.findall(r"incident: (\S+)", "".join(texts.values())))
    alone = [path for path, text in texts.items() if "incident:" not in text and path.stem not in related]
    for path in alone[:20]:
        copy = few / path.relative_to(many)
        copy.parent.mkdir(exist_ok=True)
        shutil.copy(path, copy)
    config = "site_name: Test\nplugins: [{onrecord: {exports: false, explore: false, map: false}}]\n"
    theme = {**PLAIN, "features": FEATURES[0]}
    shares = []
    for root in (few, many):
        write_site(root, {"mkdocs.yml": config})
        briefings = built(root, tmp_path / f"{root.name}-out", theme=theme).briefings()
        shares.append({name: share(text) for name, text in briefings.items()})
    assert len(shares[0]) == 20
    assert shares[0].items() <= shares[1].items()


def test_no_column_shows_nothing(demonstration: Built) -> None:
    """Beside a page stand its section and its contents, or nothing; a phone has the menu anyway."""
    pages = [path for path in demonstration.site.rglob("*.html") if path.name != "404.html"]
    assert len(pages) > 200
    for path in pages:
        text = path.read_text("utf-8")
        menu, *contents = re.split(r'(?=<div class="md-sidebar )', text.partition("<article")[0])[1:]
        assert "md-nav__item--section" in menu or menu.partition(">")[0].endswith(" hidden"), path
        assert menu.count('class="md-nav__link"') > 20, path
        assert all('<a href="#' in column for column in contents), path


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


def test_extensions_that_are_known_make_nothing_of_our_pages(demonstration: Built) -> None:
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
    generated = sorted(demonstration.job.folder.rglob("*.md"))
    assert len(generated) > 200
    for path in generated[::4]:
        text = path.read_text("utf-8").partition("\n---\n")[2]
        expected = plain.reset().convert(text)
        assert all(other.reset().convert(text) == expected for other in others), path.name


def _refuse(self: Shells, page: PageParts) -> object:
    raise UnknownShellError(f"the theme makes something of {page.address} that is not known")


@pytest.mark.parametrize("at", ["_shell", "_cut", "late"])
@pytest.mark.parametrize("search", ["material", "auto"])
def test_what_is_not_understood_is_left_to_mkdocs(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, at: str, search: str
) -> None:
    """Where the theme does something with a page that is not understood, MkDocs builds all after all: the
    log says so, and the site is the same.
    """
    files = {
        f"briefings/{ID}.yml": record(STATEMENT),
        "docs/by-hand.md": f"# By hand\n\n[There](briefings/{ID}.md#sources)\n",
        "mkdocs.yml": "site_name: Test\nsite_url: https://watch.example/\n",
    }
    root = write_site(tmp_path / "site", {**REGISTRY, **files})
    settings: dict[str, Any] = {
        "plugins": ["search", {"onrecord": {"search": search}}],
        "theme": {**PLAIN, "features": FEATURES[3]},
        "nav": ["index.md", "by-hand.md", "places/index.md"],
    }
    ours = held(root, tmp_path, **settings)
    with monkeypatch.context() as patch, caplog.at_level(logging.INFO, "mkdocs"):
        if at == "late":
            patch.setattr("onrecord.engine.finish.fill", lambda shell, page: _refuse(shell, page))
        else:
            patch.setattr(Shells, at, lambda self, *_: _refuse(self, PARTS))
        other = built(root, tmp_path / "fallback", **settings)
    assert differing(ours.files, other.files) == []
    assert re.search("the theme makes something of .*, so all pages are built by MkDocs", caplog.text)
    again = built(root, tmp_path / "fallback", **settings)
    assert differing(ours.files, again.files) == []


PARTS = PageParts(address="x.md", url="x/", title="X", content="")


def test_a_page_that_its_shell_would_make_otherwise_is_refused(tmp_path: Path) -> None:
    """The first page of each kind is made in both ways; where they differ, the shell is refused."""
    files = {
        f"briefings/{ID}.yml": record(STATEMENT),
        "mkdocs.yml": "site_name: Test\nplugins: [search, onrecord]\n",
    }
    root = write_site(tmp_path / "site", {**REGISTRY, **files})
    site = built(root, tmp_path / "out", theme=PLAIN)
    page = site.parts(f"briefings/{ID}.md")
    job = site.job
    shells = replace(job.shells, made={})
    shells.env = job.shells.env.overlay()
    loader = job.shells.env.loader
    assert loader is not None
    own = "{% if page.title is string and '\ue000' not in page.title %}Mine{% endif %}{{ page.content }}"
    shells.env.loader = jinja2.ChoiceLoader([jinja2.DictLoader({"partials/content.html": own}), loader])
    with pytest.raises(UnknownShellError, match="the theme makes something of briefings"):
        shells.shell(page)
