"""What lies in the published folder: ours goes with the records, and nothing of anybody else's is lost."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from onrecord.publish.errors import PublishError
from onrecord.publish.manifest import NAME, Manifest
from onrecord.publish.publish import publish
from onrecord.settings import Site
from tests.helpers import NOW, read_files
from tests.publish.sites import building, pages, published, request, site_at, tree

links = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege here")


def put(folder: Path, files: dict[str, str]) -> None:
    """Writes files, as somebody would by hand."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def test_a_first_publish_makes_the_folder(tmp_path: Path) -> None:
    """Also below folders that are not there yet."""
    root = site_at(tmp_path)
    done = published(root, pages("new"))
    assert tree(root / "public") == pages("new")
    assert (done.first, len(done.difference.added)) == (True, 4)


def test_what_is_no_longer_made_goes(tmp_path: Path) -> None:
    """A page that no record makes any more, and the folder in which it alone lay."""
    root = site_at(tmp_path)
    published(root, pages("old", gone="<p>old</p>"))
    done = published(root, pages("new"))
    assert tree(root / "public") == pages("new")
    assert not (root / "public/gone").exists()
    assert done.difference.gone == ["gone/index.html"]
    assert done.difference.pages.changed == ["briefings/a/index.html", "index.html"]


@links
def test_files_of_others_stay(tmp_path: Path) -> None:
    """At any depth, with their modes and times; links as links, empty folders as such."""
    root = site_at(tmp_path)
    published(root, pages("old", gone="<p>old</p>"))
    public = root / "public"
    theirs = {"CNAME": "example.org", ".well-known/security.txt": "Contact: a", "gone/note.txt": "mine"}
    put(public, theirs)
    (public / "empty").mkdir()
    (public / "latest").symlink_to("briefings")
    (public / "dangling").symlink_to("/nowhere/at/all")
    (public / "CNAME").chmod(0o640)
    os.utime(public / "CNAME", (1, 1))
    done = published(root, pages("new"))
    assert {name: text for name, text in tree(public).items() if not name.startswith("latest/")} == {
        **pages("new"),
        **theirs,
    }
    assert (public / "empty").is_dir()
    assert os.readlink(public / "latest") == "briefings"  # noqa: PTH115  # the text of the link
    assert os.readlink(public / "dangling") == "/nowhere/at/all"  # noqa: PTH115
    assert ((public / "CNAME").stat().st_mode & 0o777, (public / "CNAME").stat().st_mtime) == (0o640, 1)
    assert done.stay == [
        *(".well-known/security.txt", "CNAME", "dangling", "empty/", "gone/note.txt", "latest"),
    ]


def test_a_file_changed_by_hand_is_refused_by_its_name(tmp_path: Path) -> None:
    """Somebody meant something by it; the folder stays as it is."""
    root = site_at(tmp_path)
    published(root, pages("old"))
    put(root / "public", {"index.html": "by hand"})
    with pytest.raises(PublishError, match=r"index\.html in .*public changed since it was published"):
        published(root, pages("new"))
    assert tree(root / "public") == {**pages("old"), "index.html": "by hand"}


@links
def test_a_file_s_name_is_no_order_to_a_terminal(tmp_path: Path) -> None:
    """What does not print is replaced; of many files the first ones are named."""
    root = site_at(tmp_path)
    published(root, pages("old"))
    theirs = {f"CNAME{number:02}\x1b[2J": "theirs" for number in range(12)}
    put(root / "public", theirs)
    with pytest.raises(PublishError) as error:
        published(root, {**pages("new"), **dict.fromkeys(theirs, "ours")})
    assert str(error.value).startswith("CNAME00\ufffd[2J, CNAME01\ufffd[2J, ")
    assert "CNAME09\ufffd[2J and 2 more in " in str(error.value)


def test_adopt_puts_what_was_changed_aside(tmp_path: Path) -> None:
    """It lies beside the folder from then on, by the time of the publish; a second time beside the first."""
    root = site_at(tmp_path)
    for number in (1, 2):
        published(root, pages(f"old {number}"))
        put(root / "public", {"index.html": f"by hand {number}"})
        done = published(root, pages("new"), adopt=True)
        assert done.aside == ["index.html"]
    aside = root / ".public.onrecord/aside"
    assert tree(aside) == {
        "2026-11-22T120000Z/index.html": "by hand 1",
        "2026-11-22T120000Z-2/index.html": "by hand 2",
    }
    assert tree(root / "public") == pages("new")


def test_a_file_that_was_deleted_comes_back(tmp_path: Path) -> None:
    """Nothing is lost by that, so nobody is asked."""
    root = site_at(tmp_path)
    published(root, pages("old"))
    (root / "public/index.html").unlink()
    published(root, pages("new"))
    assert tree(root / "public") == pages("new")


@pytest.mark.parametrize(
    ("theirs", "stays"),
    [
        ({"CNAME": "theirs"}, False),
        ({"CNAME": "ours"}, True),
        ({"CNAME/readme": "theirs"}, False),
        ({"added": "theirs"}, False),
    ],
    ids=["another file", "the same file", "a folder where a file goes", "a file where a folder goes"],
)
def test_a_new_page_never_takes_the_place_of_somebody_s_file(
    tmp_path: Path, theirs: dict[str, str], stays: bool
) -> None:
    """It is refused by name; with --adopt the file is put aside. The very same file is none of theirs."""
    root = site_at(tmp_path)
    published(root, pages("old"))
    put(root / "public", theirs)
    new = {**pages("new", added="<p>new</p>"), "CNAME": "ours"}
    [name] = theirs
    if stays:
        published(root, new)
    else:
        with pytest.raises(PublishError, match=f"{name} in .*: not ours, and the site now has a file there"):
            published(root, new)
        assert tree(root / "public") == {**pages("old"), **theirs}
        assert published(root, new, adopt=True).aside == [name]
        assert tree(root / ".public.onrecord/aside/2026-11-22T120000Z") == theirs
    assert tree(root / "public") == new


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    """Unless it is taken over: then all stays but what lies at our addresses, which is put aside."""
    root = site_at(tmp_path)
    theirs = {"index.html": "theirs", "photo.txt": "theirs"}
    put(root / "public", theirs)
    with pytest.raises(PublishError, match="is not empty and was not published by onrecord"):
        published(root, pages("new"))
    assert read_files(root / "public") == {name: text.encode() for name, text in theirs.items()}
    done = published(root, pages("new"), adopt=True)
    assert (done.aside, done.stay) == (["index.html"], ["photo.txt"])
    assert tree(root / "public") == {**pages("new"), "photo.txt": "theirs"}


def test_an_empty_folder_is_anybody_s(tmp_path: Path) -> None:
    """Its mode is kept: a server reads it as before."""
    root = site_at(tmp_path)
    (root / "public").mkdir(mode=0o750)
    (root / "public").chmod(0o751)
    published(root, pages("new"))
    assert tree(root / "public") == pages("new")
    if os.name == "posix":
        assert (root / "public").stat().st_mode & 0o777 == 0o751


def test_a_damaged_manifest_is_told(tmp_path: Path) -> None:
    """Without it nobody knows which files are ours."""
    root = site_at(tmp_path)
    published(root, pages("old"))
    (root / "public" / NAME).write_text('{"files": {', "utf-8")
    with pytest.raises(PublishError, match="is damaged, so that nobody can tell which files are ours"):
        published(root, pages("new"))


def test_nothing_to_publish_leaves_the_folder_alone(tmp_path: Path) -> None:
    """Not even the time of the manifest is another: no edition was made."""
    root = site_at(tmp_path)
    published(root, pages("same"))
    before = read_files(root / "public")
    done = published(root, pages("same"), now=NOW + timedelta(days=1))
    assert not done.difference
    assert read_files(root / "public") == before


def test_a_file_that_did_not_change_keeps_its_time(tmp_path: Path) -> None:
    """So rsync and browsers see that it is the same."""
    root = site_at(tmp_path)
    published(root, pages("old"))
    feed, index = root / "public/feeds/all.xml", root / "public/index.html"
    for path in (feed, index):
        os.utime(path, (1, 1))
    published(root, {**pages("new"), "feeds/all.xml": pages("old")["feeds/all.xml"]})
    assert feed.stat().st_mtime == 1
    assert index.stat().st_mtime != 1


def test_published_files_share_nothing_with_the_build(tmp_path: Path) -> None:
    """Who writes into one writes into no other, neither in the cache nor in the edition before."""
    root = site_at(tmp_path)
    published(root, pages("old"))
    published(root, {**pages("new"), "feeds/all.xml": pages("old")["feeds/all.xml"]})
    with (root / "public/feeds/all.xml").open("a", encoding="utf-8") as file:
        file.write("more")
    for folder in ("build", "before"):
        text = (root / ".public.onrecord" / folder / "feeds/all.xml").read_text("utf-8")
        assert text == pages("old")["feeds/all.xml"]


@links
def test_a_link_is_followed(tmp_path: Path) -> None:
    """What it leads to is exchanged, and the link stays."""
    root = site_at(tmp_path)
    (tmp_path / "served").mkdir()
    (root / "public").symlink_to(tmp_path / "served")
    published(root, pages("new"))
    assert (root / "public").is_symlink()
    assert tree(tmp_path / "served") == pages("new")
    assert (tmp_path / ".served.onrecord/build").is_dir()


def test_a_dry_run_says_what_would_change(tmp_path: Path) -> None:
    """After all checks; it changes nothing."""
    root = site_at(tmp_path)
    published(root, pages("old"))
    before = read_files(root / "public")
    done = published(root, pages("new", added="<p>new</p>"), dry_run=True)
    assert done.difference.added == ["added/index.html"]
    assert read_files(root / "public") == before
    assert not (root / ".public.onrecord/new").exists()


@pytest.mark.parametrize(
    ("when", "name", "kept"),
    [
        ("build", "photo.txt", True),
        ("edition", "photo.txt", False),
        ("edition", "index.html", False),
        ("edition", "replaced.txt", False),
        ("edition", "log.txt", True),
    ],
)
def test_what_others_do_meanwhile_is_not_lost(tmp_path: Path, when: str, name: str, kept: bool) -> None:
    """What comes during the build stays; what comes, changes or is replaced later stops the publish.

    A file of theirs into which they go on writing, a log, is the very same afterwards.
    """
    root, chain = site_at(tmp_path), Chain()
    public = root / "public"
    published(root, pages("old"))
    put(public, {"log.txt": "one\n", "replaced.txt": "one\n"})

    def at_work(now: str) -> None:
        if now == when == "edition" and name == "replaced.txt":
            put(public, {"beside": "two"})
            (public / "beside").replace(public / name)
        elif now == when:
            with (public / name).open("a", encoding="utf-8") as file:
                file.write("two\n")

    def build(folder: Path, lock: int | None) -> None:
        building(pages("new"))(folder, lock)
        at_work("build")

    chain.at_work = lambda: at_work("edition")
    if kept:
        publish(request(root), build, chain)
        assert (public / name).read_text("utf-8").endswith("two\n")
        assert (public / "index.html").read_text("utf-8") == pages("new")["index.html"]
    else:
        with pytest.raises(PublishError, match=f"{name} in .* changed while this was at work; publish again"):
            publish(request(root), build, chain)
        assert "two" in (public / name).read_text("utf-8")


class Chain:
    """A chain of editions that counts them, and cannot be kept elsewhere."""

    def __init__(self) -> None:
        self.appended: list[tuple[Path, Path | None, list[str]]] = []
        self.kept: list[str] = []
        self.at_work: Callable[[], None] = lambda: None

    def append(self, new_site: Path, old_site: Path | None, site: Site, time: datetime) -> str:
        """Writes the number of the edition."""
        self.at_work()
        self.appended.append((new_site, old_site, sorted(tree(new_site))))
        (new_site / "data/editions.json").write_text(f"[{len(self.appended)}]", "utf-8")
        return f"Edition {len(self.appended)}"

    def keep(self, published: Path, site: Site) -> None:
        """Sees what is published by then."""
        self.kept.append((published / "data/editions.json").read_text("utf-8"))
        raise PublishError("the source is somewhere else")


def test_what_an_edition_adds_is_ours_and_no_change(tmp_path: Path) -> None:
    """It is checked and listed as the rest, and the next publish is not due because of it."""
    root, chain = site_at(tmp_path), Chain()
    published(root, pages("first"))
    (root / "public/CNAME").write_text("example.org", "utf-8")
    done = publish(request(root), building(pages("new")), chain)
    assert (done.edition, done.unkept) == ("Edition 1", "the source is somewhere else")
    new, public = root / ".public.onrecord/new", root / "public"
    assert chain.appended == [(new, public, sorted(pages("new")))]
    assert chain.kept == ["[1]"]
    assert tree(public) == {**pages("new"), "data/editions.json": "[1]", "CNAME": "example.org"}
    manifest = Manifest.read(public)
    assert manifest is not None
    assert "data/editions.json" in manifest.files
    assert not publish(request(root), building(pages("new")), chain).difference
    assert not publish(request(root, dry_run=True), building(pages("newer")), chain).edition
    assert len(chain.appended) == 1


def test_going_back_goes_on_with_the_chain(tmp_path: Path) -> None:
    """What is published again is a new edition, and the ones before stay in the chain."""
    root, chain = site_at(tmp_path), Chain()
    for word in ("old", "new"):
        publish(request(root), building(pages(word)), chain)
    done = publish(request(root, back=True), building({}), chain)
    assert done.edition == "Edition 3"
    assert chain.appended[-1] == (root / ".public.onrecord/new", root / "public", sorted(pages("old")))
    assert tree(root / "public") == {**pages("old"), "data/editions.json": "[3]"}


def test_an_edition_never_takes_the_place_of_somebody_s_file(tmp_path: Path) -> None:
    """It is refused as the pages are."""
    root = site_at(tmp_path)
    published(root, pages("old"))
    put(root / "public", {"data/editions.json": "theirs"})
    with pytest.raises(PublishError, match=r"data/editions\.json in .*: not ours"):
        publish(request(root), building(pages("new")), Chain())
    assert tree(root / "public") == {**pages("old"), "data/editions.json": "theirs"}


@pytest.mark.parametrize(
    ("folder", "told"),
    [
        ("docs/public", "lies in `docs_dir`"),
        ("docs", "is the same as"),
        (".", "lies in the folder to write into"),
        (".cache/onrecord/site", "lies in `cache`"),
        ("briefings/public", "lies in `briefings`"),
        ("build/pages", "is the same as"),
        ("/", "has nothing beside it"),
        ("mkdocs.yml", "is a file; name a folder"),
    ],
)
def test_folders_of_others_use_are_refused(tmp_path: Path, folder: str, told: str) -> None:
    """Before anything is built, with the setting that names them."""
    root = site_at(tmp_path / "site")
    before = read_files(root)
    asked = request(root)

    def build(folder: Path, lock: int | None) -> None:
        raise AssertionError("it was built")

    with pytest.raises(PublishError) as error:
        publish(type(asked)(asked.records, root / folder), build)
    assert told in str(error.value)
    assert read_files(root) == before


def test_the_site_s_own_output_folder_may_be_published_into(tmp_path: Path) -> None:
    """`site_dir` is where most servers look; the build goes elsewhere."""
    root = site_at(tmp_path)
    asked = request(root)
    publish(type(asked)(asked.records, root / "site"), building(pages("new")))
    assert tree(root / "site") == pages("new")


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no modes here")
def test_a_folder_in_which_nobody_may_write_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the folder that has to be writable."""
    root = site_at(tmp_path)
    mkdir = Path.mkdir

    def refused(path: Path, *args: object, **options: object) -> None:
        if path.name == ".public.onrecord":
            raise OSError(30, "Read-only file system")
        mkdir(path, *args, **options)  # type: ignore[arg-type]  # whatever was given

    monkeypatch.setattr(Path, "mkdir", refused)
    with pytest.raises(PublishError) as error:
        published(root, pages("new"))
    assert "cannot be written: Read-only file system" in str(error.value)
    assert f"so {root} has to be a folder in which you may write" in str(error.value)


def test_a_folder_on_which_something_is_mounted_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It cannot be exchanged with what lies beside it."""
    root = site_at(tmp_path)
    monkeypatch.setattr(os.path, "ismount", lambda path: str(path).endswith("public"))
    with pytest.raises(PublishError, match="something is mounted at"):
        published(root, pages("new"))
