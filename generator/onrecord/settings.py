"""What a site may set, read from ``mkdocs.yml`` without importing MkDocs.

The plugin and the command read the same options through the same class, so that they cannot disagree.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from mergedeep import Strategy, merge
from pathspec.gitignore import GitIgnoreSpec
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from yaml_env_tag import add_env_tag

from onrecord.editions.chain import is_ending
from onrecord.editions.proofs import fault as fault_of_command
from onrecord.guard.policy import SourceError, source
from onrecord.language.catalogue import CatalogueError, locale_of
from onrecord.problems import Place, did_you_mean
from onrecord.rulebook import Force, Rulebook, fault
from onrecord.values.when import Day, Said, WhenError, known_by, parse_said

PLUGIN = "onrecord"
SHORT_FORMS = ("flash", "salute")
# An authority and a date of RFC 4151: a domain name or an e-mail address, and a year, month or day.
_AUTHORITY = re.compile(
    r"(?:[\w.-]+@)?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+,"
    r"(?P<year>\d{4})(?P<month>-\d{2})?(?P<day>-\d{2})?",
    re.ASCII,
)


_MOMENTS = "write a day such as 2024-01-29, or an instant with its zone such as 2024-01-29T12:00Z"


class SettingsError(Exception):
    """The settings cannot be used; the message says which, and what to write."""


class Settings(BaseModel):
    """The options below ``plugins: - onrecord:`` in ``mkdocs.yml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    briefings: str = Field("briefings", description="The records folder, relative to mkdocs.yml.")
    cache: str = Field(
        ".cache/onrecord",
        description=(
            "Where work is kept from build to build, relative to mkdocs.yml; keep it out of git. It may be "
            "deleted at any time. Empty: nothing is kept, and each build makes everything anew."
        ),
    )
    pages: str = Field(
        "build/pages",
        description="Where generated Markdown is kept, relative to mkdocs.yml; keep it out of git.",
    )
    snapshots: str = Field(
        "snapshots",
        description="Where copies of sources are kept, relative to mkdocs.yml; private: keep it out of git.",
    )
    templates: str | None = Field(
        None, description="A folder with templates that take the place of ours, file by file."
    )
    lock: str | None = Field(
        None,
        description=(
            "The file with what `onrecord verify` found, relative to mkdocs.yml; where none is named, "
            "onrecord.lock in the records folder. Keep it in git."
        ),
    )
    time_zone: str = Field("UTC", description="The site's zone, in which a bare day ends (IANA name).")
    coverage: Literal["sample", "complete"] = Field(
        "sample",
        description=(
            "sample: the incidents are a selection, and their number is not a count. complete: "
            "all there were."
        ),
    )
    selection: str | None = Field(None, description="One sentence that says how the incidents were chosen.")
    not_covered: tuple[str, ...] = Field(
        (), description="What the archive leaves out, in one sentence or several; months print it."
    )
    demonstration: str | None = Field(
        None,
        description=(
            "A sentence that stands on every page of a demonstration; it also keeps search engines out."
        ),
    )
    report_errors: str | None = Field(
        None, description="Where readers report errors: an e-mail address or an http(s) address."
    )
    rules: dict[str, Force] = Field(
        {}, description="Rules of the house by their problem code: off, warning or error."
    )
    sentence_coverage: int = Field(
        0,
        ge=0,
        le=100,
        description=(
            "How many of a hundred sentences of published records and registries must have a source or be "
            "marked as ours; fewer are an error."
        ),
    )
    wording: str | None = Field(
        None,
        description="A file that adds to our list of loaded words or changes it, relative to mkdocs.yml.",
    )
    home: bool = Field(
        True, description="Write the home page, unless the site has one of its own: index.md or README.md."
    )
    archive: bool = Field(True, description="Write the date archive: a page for each year and month.")
    explore: bool = Field(
        True, description="Write the page with all incidents as a table, a map and a timeline, with filters."
    )
    entities: bool = Field(
        True,
        description="Write pages of the actors, places, weapons, kinds of event and sources, and of quotes.",
    )
    tallies: bool = Field(True, description="Write a page for each measure that somebody counted.")
    map: bool = Field(
        True, description="Write the map of the incidents, and a small map on each briefing and place's page."
    )
    codebook: bool = Field(True, description="Write the codebook page from the vocabulary.")
    exports: bool = Field(True, description="Write data files, feeds, and the page that explains them.")
    incident_feeds: bool = Field(
        True, description="Write a feed for each incident; none where `exports` is off."
    )
    table_formats: tuple[Literal["sqlite", "parquet"], ...] = Field(
        (),
        description="Formats of the tables besides CSV and JSON: sqlite, one file with all tables; parquet, "
        "a file for each, which needs the extra `onrecord[parquet]`.",
    )
    verification: bool = Field(
        True, description="Write the verification report; with exports, as a data file too."
    )
    short_forms: tuple[Literal["flash", "salute"], ...] = Field(
        ("flash",),
        description="Short forms on each briefing and as text files: flash, salute; [] for none.",
    )
    search: Literal["auto", "pagefind", "material"] = Field(
        "auto",
        description="What answers the theme's search box. pagefind: an index in parts, which stays fast in "
        "a large archive, and a page with filters; needs the extra `onrecord[search]`. material: the theme's "
        "own, which a reader's browser loads as a whole. auto: pagefind where it is installed.",
    )
    cards: bool = Field(
        True,
        description="Draw a picture of each briefing, which is shown where somebody links to it; needs the "
        "extra `onrecord[cards]` and `site_url`.",
    )
    card_font: str | None = Field(
        None,
        description="A font for these pictures where ours has not your letters: a file, relative to "
        "mkdocs.yml, or the name of one that the system has, such as DejaVuSans.ttf.",
    )
    licence: str | None = Field(
        None, description="The name of the licence of the data, as files and feeds give it."
    )
    licence_url: str | None = Field(None, description="Where the licence can be read: an http(s) address.")
    rights_holder: str | None = Field(None, description="Who holds the rights in the data.")
    namespace: str | None = Field(
        None,
        description="A domain and a date on which it was yours, such as example.org,2026: ids in feeds are "
        "made of it, and stay when the site moves.",
    )

    editions: str = Field(
        "editions",
        description=(
            "Where the chain of published editions is kept, relative to mkdocs.yml; keep it in git. Empty: "
            "none is kept, and there is no page Editions."
        ),
    )
    edition_proofs: dict[str, tuple[str, ...]] = Field(
        {},
        description=(
            "Commands that sign an edition or have it time-stamped, by the ending of the proof's file: "
            "`sig`, `minisig`, `tsr`, `ots`. `{edition}` stands for the file to sign, `{proof}` for the one "
            "to write."
        ),
    )
    change_limit: int = Field(
        5,
        ge=0,
        le=100,
        description="By how many per cent a published table may shrink or grow from one `onrecord publish` "
        "to the next; more stops it, unless `--expect` says that it is meant.",
    )
    change_allowance: int = Field(
        5,
        ge=0,
        description="How many incidents may be added at once whatever `change_limit` says: each table may "
        "grow by as many rows as so many incidents have in it on the average. What one has may always go.",
    )
    unchecked_links: tuple[str, ...] = Field(
        (),
        description="Links that `onrecord publish` does not follow, because a server answers them and no "
        "file does: patterns such as /api/*.",
    )
    content_policy: Literal["strict", "off"] = Field(
        "strict",
        description="strict: files in the site tell servers to send a content security policy under which "
        "browsers run and load nothing but the site's own, and what it would block stops a build. off: "
        "neither. It is for the theme Material.",
    )
    content_policy_sources: dict[str, tuple[str, ...]] = Field(
        {},
        description="What pages may have besides, by directive: addresses, or hashes of scripts in pages of "
        "your own, which the build tells.",
    )
    preview_hosts: tuple[str, ...] = Field(
        (),
        description="Names besides localhost to which the preview answers, such as that of a machine that "
        "forwards to it.",
    )

    language: str = Field(
        "en",
        description="The language of our own words, of dates, numbers and names of countries, as a BCP 47 "
        "tag such as ar or pt-BR. Records stay as you write them.",
    )
    catalogue: str | None = Field(
        None,
        description="The gettext catalogue (.po) with our words in that language, relative to mkdocs.yml.",
    )

    as_of: str | None = Field(
        None,
        description="Build the site from what sources had said by then: a day, which ends in the site's "
        "zone, or an instant such as 2024-01-29T12:00Z.",
    )

    @field_validator("as_of", mode="before")
    @classmethod
    def _moment(cls, value: object) -> str | None:
        if value is None or value == "":
            return None
        # YAML reads an unquoted day, and an instant with seconds, as a time of its own.
        text = value.isoformat().replace("+00:00", "Z") if isinstance(value, date) else str(value)
        try:
            said = parse_said(text)
        except WhenError as error:
            raise ValueError(f"{error}; {_MOMENTS}") from None
        if isinstance(said, Day) and not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            raise ValueError(f"`{text[:40]}` is not one day; {_MOMENTS}")
        return text

    @field_validator("language", mode="before")
    @classmethod
    def _language_exists(cls, tag: object) -> str:
        # To YAML an unquoted `no`, which is Norwegian, is a word for false.
        text = "no" if tag is False else "en" if tag is None else str(tag)
        try:
            locale_of(text)
        except CatalogueError as error:
            raise ValueError(str(error)) from None
        return text

    @field_validator("time_zone")
    @classmethod
    def _zone_exists(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError(
                f"`{name}` is not a time zone; write an IANA name such as Asia/Baghdad"
            ) from None
        return name

    @field_validator("rules", mode="before")
    @classmethod
    def _rules_exist(cls, rules: object) -> object:
        if not isinstance(rules, dict):
            raise ValueError("write `rule: off`, `rule: warning` or `rule: error`, one a line")
        # To YAML `off` is a word for false.
        chosen = {rule: "off" if force is False else force for rule, force in rules.items()}
        if faults := [text for rule, force in chosen.items() if (text := fault(rule, force))]:
            raise ValueError("; ".join(faults))
        return chosen

    @field_validator("content_policy", mode="before")
    @classmethod
    def _off_is_a_word(cls, value: object) -> object:
        # To YAML `off` is a word for false.
        return "off" if value is False else value

    @field_validator("content_policy_sources", mode="before")
    @classmethod
    def _sources_of_directives(cls, value: object) -> object:
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise ValueError("write `img-src: https://tiles.example.org`, one directive a line")
        given = {name: (text,) if isinstance(text, str) else text or () for name, text in value.items()}
        try:
            return {
                str(name): tuple(source(str(name), str(text)) for text in texts)
                for name, texts in given.items()
            }
        except SourceError as error:
            raise ValueError(str(error)) from None

    @field_validator("edition_proofs", mode="before")
    @classmethod
    def _commands(cls, commands: object) -> object:
        if commands is None:
            return {}
        if not isinstance(commands, dict):
            raise ValueError("write the ending of the proof and its command, one a line: `sig: ssh-keygen …`")
        chosen = {str(ending): (one,) if isinstance(one, str) else one for ending, one in commands.items()}
        for ending, lines in chosen.items():
            if not is_ending(ending):
                raise ValueError(f"`{ending}` is no ending of a proof; write one such as sig, tsr or ots")
            if (
                not isinstance(lines, (list, tuple))
                or not lines
                or not all(isinstance(x, str) for x in lines)
            ):
                raise ValueError(f"`{ending}` has no command; write a command line, or a list of them")
            if found := next(filter(None, map(fault_of_command, lines)), ""):
                raise ValueError(f"{ending}: {found}")
            if not any("{edition}" in line for line in lines):
                raise ValueError(f"{ending}: no command names {{edition}}, the file that is to be signed")
        return chosen

    @field_validator("not_covered", "preview_hosts", "unchecked_links", mode="before")
    @classmethod
    def _one_or_several(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else () if value is None else value

    @field_validator("report_errors")
    @classmethod
    def _address(cls, address: str | None) -> str | None:
        if address and not address.startswith(("https://", "http://", "mailto:")):
            if "@" not in address or any(character.isspace() for character in address):
                raise ValueError("write an e-mail address, or an address that starts with https://")
            return f"mailto:{address}"
        return address

    @field_validator("licence_url")
    @classmethod
    def _web_address(cls, address: str | None) -> str | None:
        if address and not _is_web_address(address):
            raise ValueError("write an address that starts with https://")
        return address

    @field_validator("namespace")
    @classmethod
    def _tag_authority(cls, namespace: str | None) -> str | None:
        if not namespace:
            return namespace
        found = _AUTHORITY.fullmatch(namespace)
        try:
            year, month, day = found.groups() if found else ("", "", "")
            date.fromisoformat(f"{year}{month or '-01'}{day or '-01'}")
        except ValueError:
            raise ValueError(
                f"`{namespace}` is not a domain with a date; write one such as example.org,2026"
            ) from None
        return namespace

    @property
    def lock_file(self) -> str:
        """The lock's path, relative to mkdocs.yml."""
        return self.lock or f"{self.briefings}/onrecord.lock"

    def cache_of(self, *, preview: bool) -> str:
        """Where a build or the preview keeps its work: they share nothing. Empty where nothing is kept."""
        if not self.cache or os.environ.get("ONRECORD_NO_CACHE"):
            return ""
        return f"{self.cache.rstrip('/')}/{'preview' if preview else 'build'}"

    @property
    def preview_pages(self) -> str:
        """Where the preview keeps its pages: it has drafts, so they never lie where a build finds them."""
        return f"{self.pages.rstrip('/')}-preview"

    @cached_property
    def rulebook(self) -> Rulebook:
        """What holds of the rules of the house."""
        return Rulebook(self.rules)

    @cached_property
    def zone(self) -> ZoneInfo:
        """The site's time zone."""
        return ZoneInfo(self.time_zone)

    @cached_property
    def moment(self) -> Said | None:
        """The day or instant of ``as_of``; None for the latest edition."""
        return parse_said(self.as_of) if self.as_of else None

    def past(self, now: datetime) -> Said | None:
        """`moment`, which must have passed at the time of the build. Raises SettingsError."""
        if self.moment is not None and known_by(self.moment, self.zone) > now:
            ends = "ends" if isinstance(self.moment, Day) else "lies"
            raise SettingsError(
                f"onrecord: option `as_of`: {self.as_of} {ends} in the future; name an earlier day or "
                "instant, or leave it out for the latest edition"
            )
        return self.moment


class Site(BaseModel):
    """The part of ``mkdocs.yml`` that the command needs besides our own options."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    root: Path
    """The folder of mkdocs.yml: paths in the settings are relative to it."""
    settings: Settings
    name: str = "On Record"
    docs_dir: str = "docs"
    site_dir: str = "site"
    site_url: str = ""
    """The site's address, which ends with a slash as MkDocs has it; empty where none is set."""
    use_directory_urls: bool = True
    dev_addr: str = "127.0.0.1:8000"
    """Where its preview is served."""
    theme: str = "mkdocs"
    """What MkDocs calls the theme."""
    custom_dir: str = ""
    """The folder with the site's changes of its theme; empty where it has none."""
    exclude_docs: str = ""
    draft_docs: str = ""
    """Patterns of files in the documentation folder that no build publishes, one a line, as git has them."""
    config_file: Path | None = None
    """The file with the settings; None where the defaults hold for want of one."""
    no_search_box: str = "there is no mkdocs.yml"
    """Why the theme has no search box that an index of ours could answer; empty where it has one."""

    def publishes(self, path: str) -> bool:
        """Whether MkDocs takes a file of the documentation folder: not `.hidden`, not what is excluded."""
        return not any(one.match_file(path) for one in self._left_out)

    @cached_property
    def _left_out(self) -> tuple[GitIgnoreSpec, ...]:
        excluded = (".*", "/templates/", *self.exclude_docs.splitlines())
        return tuple(map(GitIgnoreSpec.from_lines, (excluded, self.draft_docs.splitlines())))


def parse_settings(options: dict[str, Any]) -> Settings:
    """Our options as typed settings. Raises SettingsError with every mistake, one a line."""
    try:
        return Settings.model_validate(_composed(options))
    except ValidationError as error:
        raise SettingsError("\n".join(_explain(item) for item in error.errors())) from None


def _composed(value: Any) -> Any:
    """The options with composed letters (NFC), as records have them: a search finds no others."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {key: _composed(one) for key, one in value.items()}
    return [_composed(one) for one in value] if isinstance(value, (list, tuple)) else value


def _explain(item: Any) -> str:
    name = ".".join(str(part) for part in item["loc"])
    if item["type"] == "extra_forbidden":
        names = list(Settings.model_fields)
        return f"onrecord: there is no option `{name}`; " + (
            did_you_mean(name, names) or "options: " + ", ".join(names)
        )
    return f"onrecord: option `{name}`: {item['msg'].removeprefix('Value error, ')}"


def read_site(config_file: Path) -> Site:
    """Reads ``mkdocs.yml``, its ``INHERIT`` parents and ``!ENV`` tags. Raises SettingsError.

    Without such a file the defaults hold, so that ``onrecord check`` works in a folder that has records only.
    """
    if not config_file.is_file():
        return Site(root=config_file.parent, settings=Settings())
    config = _load(config_file, set())
    plugins = config.get("plugins") or []
    options = _options(plugins)
    theme = config.get("theme")
    return Site(
        root=config_file.parent,
        settings=parse_settings(options),
        name=str(config.get("site_name") or "On Record"),
        docs_dir=str(config.get("docs_dir") or "docs"),
        site_dir=str(config.get("site_dir") or "site"),
        site_url=_folder(str(config.get("site_url") or "")),
        use_directory_urls=config.get("use_directory_urls", True) is not False,
        exclude_docs=str(config.get("exclude_docs") or ""),
        draft_docs=str(config.get("draft_docs") or ""),
        dev_addr=str(config.get("dev_addr") or "127.0.0.1:8000"),
        theme=str((theme.get("name") if isinstance(theme, dict) else theme) or "mkdocs"),
        custom_dir=str(theme.get("custom_dir") or "") if isinstance(theme, dict) else "",
        config_file=config_file,
        no_search_box=no_search_box(
            str(theme.get("name") if isinstance(theme, dict) else theme), _plugins(plugins)
        ),
    )


def no_search_box(theme: str, plugins: Mapping[str, Any]) -> str:
    """Why a site with this theme and these plugins has no search box that an index of ours could answer."""
    if theme != "material":
        return "the theme is not Material"
    found = {name.removeprefix("material/"): options for name, options in plugins.items()}
    options = found.get("search", False)
    if options is False or (isinstance(options, Mapping) and options.get("enabled") is False):
        return "the plugin `search` is not on"
    if "offline" in found:
        return "the plugin `offline` makes a site that is read without a server"
    return ""


def _plugins(plugins: object) -> dict[str, Any]:
    """The plugins of ``mkdocs.yml`` with their options, however they are written."""
    if isinstance(plugins, dict):
        return {str(name): options for name, options in plugins.items()}
    found: dict[str, Any] = {}
    for item in plugins if isinstance(plugins, list) else ():
        found |= item if isinstance(item, dict) else {str(item): None}
    return found


def place_of(config_file: Path, setting: str, root: Path) -> Place | None:
    """Where ``setting`` is set: an option of ours, ``docs_dir``, ``site_dir``, or the theme's ``custom_dir``.

    In ``mkdocs.yml`` or in a file that it inherits from; None where it is set in none of them.
    """
    seen: set[Path] = set()
    while (path := config_file.resolve()) not in seen:
        seen.add(path)
        try:
            top = yaml.compose(path.read_bytes(), _Loader)
        except (OSError, yaml.YAMLError, UnicodeDecodeError):
            return None
        if setting in ("docs_dir", "site_dir"):
            found = _entry(top, setting)
        elif setting == "custom_dir":
            found = _entry(_value(top, "theme"), setting)
        else:
            found = _entry(_options_node(_value(top, "plugins")), setting)
        if found:
            mark = found[0].start_mark
            file = Path(os.path.relpath(path, root.resolve())).as_posix()
            return Place(file, mark.line + 1, mark.column + 1, len(setting))
        parent = _value(top, "INHERIT")
        if not isinstance(parent, yaml.ScalarNode):
            return None
        config_file = path.parent / parent.value
    return None


def _entry(node: yaml.Node | None, name: str) -> tuple[yaml.Node, yaml.Node] | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((pair for pair in node.value if pair[0].value == name), None)


def _value(node: yaml.Node | None, name: str) -> yaml.Node | None:
    found = _entry(node, name)
    return found[1] if found else None


def _options_node(plugins: yaml.Node | None) -> yaml.Node | None:
    if not isinstance(plugins, yaml.SequenceNode):
        return _value(plugins, PLUGIN)
    return next((found for item in plugins.value if (found := _value(item, PLUGIN))), None)


def _folder(address: str) -> str:
    return f"{address.rstrip('/')}/" if address else ""


def _is_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and bool(parts.hostname)
        and not any(character.isspace() or not character.isprintable() for character in address)
    )


def _options(plugins: Any) -> dict[str, Any]:
    entries = (
        plugins.items()
        if isinstance(plugins, dict)
        else [
            pair
            for item in plugins
            if isinstance(item, (str, dict))
            for pair in ([(item, None)] if isinstance(item, str) else item.items())
        ]
    )
    for name, options in entries:
        if name == PLUGIN:
            if options is not None and not isinstance(options, dict):
                raise SettingsError("onrecord: its options are `name: value` pairs, one a line")
            # An option of every plugin, which MkDocs keeps for itself.
            return {key: value for key, value in (options or {}).items() if key != "enabled"}
    return {}


class _Loader(yaml.SafeLoader):
    """Reads the tags that MkDocs' own loader knows, without running anything they name."""


add_env_tag(_Loader)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)
_Loader.add_multi_constructor("!relative", lambda *_: None)


def _load(path: Path, seen: set[Path]) -> dict[str, Any]:
    path = path.resolve()
    if path in seen:
        raise SettingsError(f"{path.name}: INHERIT leads back to itself")
    seen.add(path)
    try:
        config = yaml.load(path.read_bytes(), _Loader)  # a SafeLoader with two more harmless tags
    except OSError as error:
        raise SettingsError(f"{path.name} cannot be read: {error.strerror}") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path.name} is not valid YAML: {error}") from None
    if not isinstance(config, dict):
        raise SettingsError(f"{path.name} holds no settings; `onrecord init` writes a site that works")
    parent = config.pop("INHERIT", None)
    if parent is None:
        return config
    merged: dict[str, Any] = dict(
        merge(_load(path.parent / str(parent), seen), config, strategy=Strategy.REPLACE)
    )
    return merged
