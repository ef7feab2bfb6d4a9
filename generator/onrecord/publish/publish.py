"""A publish from the look at the published folder to the swap: until then nothing in it is touched."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from onrecord.assemble import Records, own_files
from onrecord.library.load import publishable
from onrecord.markdown.addresses import built, is_page
from onrecord.publish.beside import Beside
from onrecord.publish.editions import Editions, SiteEditions
from onrecord.publish.errors import PublishError, StoppedError
from onrecord.publish.floors import changes
from onrecord.publish.kept_back import KeptBack, kept_back
from onrecord.publish.made import built_files, copied, noted
from onrecord.publish.manifest import Difference, Manifest, files_in, hash_of
from onrecord.publish.place import checked_place
from onrecord.publish.standing import Standing, bring, named
from onrecord.publish.swap import recover, swap
from onrecord.publish.verify import Demands, faults
from onrecord.settings import Site
from onrecord.values.when import known_by

Build = Callable[[Path, int | None], None]
"""Builds the site into a folder; the number is a file that a process of its own has to keep open."""


@dataclass(frozen=True)
class Request:
    """What is to be published, and what is allowed."""

    records: Records
    folder: Path
    dry_run: bool = False
    adopt: bool = False
    """Take over files of others and changed ones that lie at addresses of ours."""
    expect: bool = False
    """Tables may shrink and grow."""
    back: bool = False
    """Publish the edition before."""
    jobs: int | None = None
    cache: str = ""
    """Where another engine than MkDocs noted down what it made."""

    @property
    def site(self) -> Site:
        """The site."""
        return self.records.site

    @property
    def now(self) -> datetime:
        """The time of this publish."""
        return self.records.now


@dataclass
class Published:
    """What was done, or with ``dry_run`` would be."""

    folder: Path
    beside: Beside
    difference: Difference = field(default_factory=lambda: Difference([], [], []))
    first: bool = False
    """Whether nothing was published there before."""
    edition: str = ""
    """A line that names the edition."""
    unkept: str = ""
    """Why the chain of editions could not be taken into the source of the site, once it was published."""
    stay: list[str] = field(default_factory=list)
    """Files that are not ours."""
    aside: list[str] = field(default_factory=list)
    """Files that were put aside."""
    aside_at: Path | None = None
    forgotten: bool = False
    """Whether the edition before was deleted, because something was removed since."""
    exceeded: list[str] = field(default_factory=list)
    """Tables that shrank or grew more than is allowed, which was expected."""


def publish(request: Request, build: Build, editions: Editions | None = None) -> Published:
    """Builds beside the published folder, checks what was built, and puts it in the folder's place.

    Raises PublishError where it cannot be published there, StoppedError where it may not, and OSError. The
    published folder is as it was then.
    """
    folder = checked_place(request.folder, request.site)
    beside = Beside(folder)
    beside.make()
    with beside.held() as lock:
        recover(beside)
        try:
            return _published(request, beside, build, editions or SiteEditions(), lock)
        finally:
            recover(beside)


def _published(
    request: Request, beside: Beside, build: Build, editions: Editions, lock: int | None
) -> Published:
    site, new = beside.site, beside.new
    standing = Standing.of(site, adopt=request.adopt)
    new.mkdir()
    had = standing.manifest.built if standing.manifest else {}
    if request.back:
        made = _brought_back(request, beside, had)
    else:
        build(beside.build, lock)
        made = _copied_build(request, beside, had)
        # Builds take long: others may have been at work there.
        standing = Standing.of(site, adopt=request.adopt)
    done = Published(site, beside, Difference.between(standing.manifest, made))
    done.first = standing.manifest is None
    done.stay, done.aside = standing.carried(made, adopt=request.adopt)
    if not done.difference and not done.aside and not done.first:
        return done
    done.exceeded = _floors(request, standing, new)
    if not request.dry_run:
        done.edition = editions.append(new, None if done.first else site, request.site, request.now)
    ours = set(built_files(new))
    # An edition may have come to an address of somebody's file.
    done.stay, done.aside = standing.carried({**dict.fromkeys(ours, ""), **made}, adopt=request.adopt)
    for name in done.stay:
        bring(name, site, new)
    _verify(request, new, ours, _kept_back(request, site))
    if request.dry_run:
        return done
    done.aside_at = _put_aside(beside, done.aside, request.now)
    manifest = Manifest.of(request.now, {name: hash_of(new / name) for name in ours}, made)
    manifest.write(new)
    if site.exists():
        shutil.copymode(site, new)
    if moved := standing.moved():
        raise PublishError(f"{named(moved)} in {site} changed while this was at work; publish again")
    swap(beside, manifest)
    try:
        editions.keep(site, request.site)
    except PublishError as error:
        done.unkept = str(error)
    if standing.manifest and _removed_since(request, standing.manifest):
        # Nobody may go back to it, and it has what was to be removed.
        beside.discard(beside.before)
        done.forgotten = True
    return done


def _copied_build(request: Request, beside: Beside, had: Mapping[str, str]) -> dict[str, str]:
    """Copies what was built, and sees that it is what was made. Raises StoppedError."""
    cache = request.cache or request.site.settings.cache_of(preview=False)
    known = noted(request.site.root / cache, beside.build) if cache else {}
    made = copied(beside.build, built_files(beside.build), beside.new, beside.site, had)
    if wrong := [name for name, (_, print_) in made.items() if known.get(name, print_) != print_]:
        raise StoppedError(
            "what was built is not what was made; delete the cache, and publish again",
            [f"{name} changed since it was made" for name in wrong],
        )
    return {name: total for name, (total, _) in made.items()}


def _brought_back(request: Request, beside: Beside, had: Mapping[str, str]) -> dict[str, str]:
    """Copies the edition before. Raises PublishError, and StoppedError where somebody changed it."""
    manifest = Manifest.read(beside.before) if beside.before.is_dir() else None
    if manifest is None:
        raise PublishError(f"no edition before is kept beside {beside.site}; publish older records instead")
    if file := _removed_since(request, manifest):
        raise PublishError(
            f"something was removed from {file} after the edition before was published, and it has that "
            "still; publish the records instead"
        )
    kept = {name: manifest.files[name] for name in manifest.built if name in manifest.files}
    missing = [name for name in kept if not (beside.before / name).is_file()]
    found = copied(
        beside.before, (name for name in kept if name not in missing), beside.new, beside.site, had
    )
    wrong = [*missing, *(name for name, (total, _) in found.items() if total != kept[name])]
    if wrong:
        raise StoppedError(
            "the edition before is not as it was published; publish older records instead",
            [f"{name} is gone or changed" for name in wrong],
        )
    return {name: total for name, (total, _) in found.items()}


def _removed_since(request: Request, manifest: Manifest) -> str:
    """A record from which something was removed since an edition was made; empty where there is none."""
    made, zone = datetime.fromisoformat(manifest.time), request.site.settings.zone
    for incident in request.records.loaded.library.incidents:
        if any(known_by(removed.on, zone) >= made for removed in incident.record.removed):
            return incident.located.file
    return ""


def _floors(request: Request, standing: Standing, new: Path) -> list[str]:
    """The tables that changed more than is allowed, where that is expected. Raises StoppedError."""
    if not standing.folder.exists():
        return []
    found = changes(standing.folder, new, request.site.settings)
    exceeded = [str(change) for change in found if not change.allowed]
    if exceeded and not (request.expect or request.back):
        raise StoppedError(
            "tables shrank or grew more than one expects; if it is meant, publish with --expect", exceeded
        )
    return exceeded


def _kept_back(request: Request, old: Path) -> KeptBack:
    records, site = request.records, request.site
    found = publishable(records.loaded.library, records.now, preview=False, moment=site.settings.moment)
    own = [path.read_text("utf-8", "replace") for name, path in own_files(site).items() if is_page(name)]
    # Going back brings back what records no longer say: that is what it is for.
    lost = None if request.back else old
    return kept_back(records.loaded.library, found.today or found.library, lost, own)


def _verify(request: Request, new: Path, ours: set[str], withheld: KeptBack) -> None:
    site = request.site
    present = {name for name in files_in(new) if not name.endswith("/")}
    own = (built(name, directory_urls=site.use_directory_urls) for name in own_files(site))
    demands = Demands(site.site_url, site.settings.unchecked_links, frozenset(own), withheld, request.jobs)
    if found := faults(new, ours, present, demands):
        raise StoppedError("what was built may not be published", found)


def _put_aside(beside: Beside, names: list[str], now: datetime) -> Path | None:
    """Keeps files of which ours take the places; gives the folder in which they lie now."""
    if not names:
        return None
    at = stem = beside.aside / now.strftime("%Y-%m-%dT%H%M%SZ")
    number = 1
    while at.exists():
        number += 1
        at = stem.with_name(f"{stem.name}-{number}")
    at.mkdir(parents=True)
    for name in names:
        bring(name, beside.site, at)
    return at
