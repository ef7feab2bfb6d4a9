"""Which folders of a site may not lie in each other: what is private would be published, or be deleted.

MkDocs copies whatever lies in ``docs_dir`` and in the theme's ``custom_dir`` into the site, and empties
``site_dir``; we empty the folder of the generated pages. Links are followed, as MkDocs follows them.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.problems import Place, Problem
from onrecord.settings import Site, place_of

OUTPUT = "DIR"
"""What problems call the folder that a command was given to write into."""


@dataclass(frozen=True, slots=True)
class _Folder:
    """A file or folder of the site; `named` is what its setting says, `path` where that leads."""

    setting: str
    named: str
    path: Path
    published: bool = False
    """Whether MkDocs copies all that lies in it into the site."""
    emptied: bool = False
    """Whether a build empties it first."""


def overlaps(site: Site, output: Path | None = None) -> list[Problem]:
    """Every folder that lies in another one and may not, at the line of its setting.

    ``output`` is a folder that a command is about to fill. For example `briefings: docs/records`, where
    MkDocs would publish the records with their drafts.
    """
    folders = list(_folders(site, output))
    found = []
    for index, one in enumerate(folders):
        for other in folders[index + 1 :]:
            pairs = ((one, other), (other, one))
            if clash := next((pair for pair in pairs if _clash(*pair)), None):
                found.append(_problem(site, *clash))
    private = [one for one in folders if not one.published]
    for public in folders:
        if public.published and not public.emptied:
            found += _linked(site, public, private)
    return found


def _folders(site: Site, output: Path | None) -> Iterator[_Folder]:
    settings = site.settings
    public = [("docs_dir", site.docs_dir, False), ("site_dir", site.site_dir, True)]
    public += [("custom_dir", site.custom_dir, False)] if site.custom_dir else []
    for setting, named, emptied in public:
        # MkDocs gives whole paths, and people read what they wrote.
        path = site.root / named
        short = _shown(site, path) if path.is_relative_to(site.root) else named
        yield _Folder(setting, short, _resolved(path), True, emptied)
    private = [
        ("briefings", settings.briefings, False),
        ("snapshots", settings.snapshots, False),
        ("lock", settings.lock, False),  # without one it lies beside the records
        ("templates", settings.templates, False),
        ("wording", settings.wording, False),
        ("editions", settings.editions, False),
        ("cache", settings.cache, True),
        ("pages", settings.pages, True),
        ("pages", settings.preview_pages, True),
    ]
    for setting, name, emptied in private:
        if name:
            yield _Folder(setting, name, _resolved(site.root / name), False, emptied)
    if output is not None:
        yield _Folder(OUTPUT, str(output), _resolved(output), False, True)


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # a link that leads back to itself
        return path.absolute()


def _clash(inner: _Folder, outer: _Folder) -> bool:
    """Whether ``inner`` lies in ``outer``, and may not."""
    # How the folders of the site itself lie is MkDocs' affair, and what we write may lie in one place.
    if inner.setting == outer.setting or (inner.published and outer.published):
        return False
    if not _inside(inner.path, outer.path):
        return False
    if outer.published or outer.emptied or outer.setting == "snapshots":
        return True
    # Beside the records may lie what is read and kept with them.
    return outer.setting == "briefings" and inner.setting not in ("lock", "templates", "wording", "editions")


def _inside(path: Path, folder: Path) -> bool:
    """Whether ``path`` is ``folder`` or lies in it, also where a file system does not tell A from a."""
    if _folded(path)[: len(folder.parts)] == _folded(folder):
        return True
    return any(_same(above, folder) for above in (path, *path.parents))


def _folded(path: Path) -> tuple[str, ...]:
    return tuple(unicodedata.normalize("NFC", part).casefold() for part in path.parts)


def _same(one: Path, other: Path) -> bool:
    """Whether both are one file: mounted twice, or spelt in another way that the system takes."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def _linked(site: Site, public: _Folder, private: list[_Folder]) -> Iterator[Problem]:
    """Links in a published folder, at any depth, that lead to something private."""
    seen: set[Path] = set()
    waiting = [public.path]
    while waiting:
        folder = waiting.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            continue  # not there, or not readable: MkDocs says so
        for entry in entries:
            link = entry.is_symlink()
            target = _resolved(Path(entry.path)) if link else Path(entry.path)
            hit = link and next((one for one in private if _meets(target, one.path)), None)
            if hit:
                shown = _shown(site, Path(entry.path))
                what = f"the link {shown} leads to {_named(hit)}, and MkDocs publishes what it leads to"
                yield _at(site, hit, public, what, "take the link out")
            elif _is_folder(entry) and target not in seen:
                seen.add(target)
                waiting.append(target)


def _meets(target: Path, private: Path) -> bool:
    return _inside(target, private) or _inside(private, target)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _problem(site: Site, inner: _Folder, outer: _Folder) -> Problem:
    where = "is the same as" if _inside(outer.path, inner.path) else "lies in"
    what = f"{_named(inner)} {where} {_named(outer)}, {_why(inner, outer)}"
    mended = next((one for one in (inner, outer) if one.setting == OUTPUT), None)
    mended = mended or (outer if inner.published else inner)
    if mended.setting == OUTPUT:
        return _at(site, inner, outer, what, "name another folder")
    hint = f"set `{mended.setting}` to a folder of its own, beside the others"
    return _at(site, mended, outer if mended is inner else inner, what, hint)


def _why(inner: _Folder, outer: _Folder) -> str:
    if outer.published and outer.emptied:
        return "which every build empties"
    if outer.published:
        drafts = ", drafts and internal notes too" if inner.setting == "briefings" else ""
        return f"and MkDocs publishes all that lies there{drafts}"
    if outer.emptied:
        return "where everything is deleted that is no generated page"
    if inner.published:
        return "so that pages of the site would lie among what is private"
    return "and each needs a place of its own"


def _named(folder: _Folder) -> str:
    if folder.setting == OUTPUT:
        return f"the folder to write into ({folder.named})"
    return f"`{folder.setting}` ({folder.named})"


def _at(site: Site, first: _Folder, second: _Folder, what: str, hint: str) -> Problem:
    """The problem at the line that sets the first of the two, or else the second."""
    place = Place("mkdocs.yml")
    if site.config_file is not None:
        found = (place_of(site.config_file, one.setting, site.root) for one in (first, second))
        place = next((at for at in found if at), Place(_shown(site, site.config_file)))
    return Problem("overlap", place, what, hint)


def _shown(site: Site, path: Path) -> str:
    """A path as problems name files: from the site's folder, as far as it lies there."""
    return Path(os.path.relpath(path, site.root)).as_posix()
