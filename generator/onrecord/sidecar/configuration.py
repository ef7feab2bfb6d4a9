"""The configuration for Zensical: that of the site, with what our plugin sets in MkDocs, and our folders.

It is changed as a tree of YAML nodes, so that tags such as ``!ENV`` and names of Python objects stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml
from yaml.representer import SafeRepresenter

from onrecord.language import Language
from onrecord.markdown.extensions import EXTENSIONS
from onrecord.pages.assets import STYLES
from onrecord.settings import PLUGIN, SettingsError

#: What MkDocs has whatever a site lists; the words of a site stand as typed only where nothing else is on.
_BUILT_IN = ("toc", "tables", "fenced_code")
#: What is of no use to Zensical, or is done already: the tree holds published files alone.
_DROPPED = ("exclude_docs", "draft_docs", "hooks", "INHERIT", "watch", "dev_addr")
#: Languages that Zensical calls otherwise than MkDocs' theme.
_THEIRS = {"zh-CN": "zh", "zh-Hans": "zh"}


class Configuration:
    """The settings of a site as YAML nodes.

    configuration = Configuration.of(Path("mkdocs.yml"))
    configuration.set("site_dir", "site")
    configuration.text
    """

    def __init__(self, top: yaml.MappingNode) -> None:
        self.top = top

    @classmethod
    def of(cls, file: Path) -> Configuration:
        """Those of a file and of all files from which it inherits. Raises SettingsError."""
        return cls(_merged(file, set()))

    @property
    def text(self) -> str:
        """The file to be."""
        return yaml.serialize(self.top, Dumper=yaml.SafeDumper, allow_unicode=True, width=1_000_000)

    def node(self, name: str, of: yaml.Node | None = None) -> yaml.Node | None:
        """The value of a setting; None where it is not set."""
        within = of or self.top
        pairs = within.value if isinstance(within, yaml.MappingNode) else ()
        return next((value for key, value in pairs if key.value == name), None)

    def get(self, name: str, of: yaml.Node | None = None) -> Any:
        """The value of a setting as plain data; tags are left out."""
        return _plain(self.node(name, of))

    def set(self, name: str, value: object, of: yaml.MappingNode | None = None) -> None:
        """Sets a value; None removes it."""
        within = of or self.top
        within.value = [pair for pair in within.value if pair[0].value != name]
        if value is not None:
            node = value if isinstance(value, yaml.Node) else _node(value)
            within.value.append((_node(name), node))

    def part(self, name: str, plain: str = "name") -> yaml.MappingNode:
        """A setting with settings of its own; ``theme: material`` becomes ``theme: {name: material}``."""
        node = self.node(name)
        if not isinstance(node, yaml.MappingNode):
            text = node.value if isinstance(node, yaml.ScalarNode) and node.value else ""
            made = _node({plain: text} if text else {})
            assert isinstance(made, yaml.MappingNode)
            self.set(name, made)
            node = made
        return node


def adapted(
    file: Path,
    language: Language,
    *,
    back: str,
    navigation: list[Any],
    search: str,
    languages: Iterable[str],
) -> Configuration:
    """The configuration that is put beside the folders ``docs`` and ``theme``.

    ``back`` is what a screen reader says of the way back from a note, ``navigation`` the menu of a site that
    names none, ``search`` the address of the page Search, ``languages`` those of Zensical's theme.
    """
    found = Configuration.of(file)
    for name in _DROPPED:
        found.set(name, None)
    if found.get("repo_url"):
        # Zensical would lead to the pages of the tree, which nobody can edit.
        found.set("edit_uri", "")
        found.set("edit_uri_template", None)
    found.set("docs_dir", "docs")
    found.set("site_dir", "site")
    if found.node("site_name") is None:
        found.set("site_name", "On Record")
    if found.node("nav") is None:
        found.set("nav", navigation)
    _plugins(found)
    _extensions(found, back)
    found.set("extra_css", [STYLES, *(found.get("extra_css") or [])])
    if search:
        found.set("onrecord_search", search, found.part("extra", "site"))
    theme = found.part("theme")
    found.set("custom_dir", "theme", theme)
    if found.node("variant", theme) is None:
        # Our style sheet is written for the look that Material has.
        found.set("variant", "classic", theme)
    _language(found, theme, language, languages)
    return found


def _language(
    found: Configuration, theme: yaml.MappingNode, language: Language, languages: Iterable[str]
) -> None:
    """Sets the theme to the language of the site, as the plugin does in MkDocs."""
    if (found.get("language", theme) or "en") != "en":
        return
    known = {name.lower(): name for name in languages}
    for tag in (_THEIRS.get(language.tag, language.tag), language.tag.split("-")[0]):
        if tag.lower() in known:
            found.set("language", known[tag.lower()], theme)
            break
    if language.direction == "rtl" and not found.get("direction", theme):
        found.set("direction", "rtl", theme)


def _plugins(found: Configuration) -> None:
    """All but ours; a site that names none has MkDocs' search."""
    node = found.node("plugins")
    if isinstance(node, yaml.MappingNode):
        found.set(PLUGIN, None, node)
    elif isinstance(node, yaml.SequenceNode):
        node.value = [item for item in node.value if _name(item) != PLUGIN]


def _extensions(found: Configuration, back: str) -> None:
    """Those of the site and those that MkDocs or our plugin add."""
    node = found.node("markdown_extensions")
    if isinstance(node, yaml.SequenceNode):
        items = node.value
    else:
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        items = [yaml.MappingNode("tag:yaml.org,2002:map", [pair]) for pair in pairs]
    listed = {_name(item) for item in items}
    items += [_node(name) for name in dict.fromkeys((*_BUILT_IN, *EXTENSIONS)) if name not in listed]
    for at, item in enumerate(items):
        if _name(item) == "footnotes":
            options = item.value[0][1] if isinstance(item, yaml.MappingNode) else None
            if not isinstance(options, yaml.MappingNode):
                items[at] = _node({"footnotes": {"BACKLINK_TITLE": back}})
            elif found.node("BACKLINK_TITLE", options) is None:
                found.set("BACKLINK_TITLE", back, options)
    found.set("markdown_extensions", yaml.SequenceNode("tag:yaml.org,2002:seq", items))


def _name(item: yaml.Node) -> str:
    """What an entry of a list of plugins or extensions names."""
    named = item.value[0][0] if isinstance(item, yaml.MappingNode) and item.value else item
    return str(named.value).removeprefix("markdown.extensions.")


def menu_titles(navigation: Any) -> dict[str, str]:
    """What a menu calls pages, by their files: ``[{"Home": "index.md"}]``; without a name it is empty."""
    found: dict[str, str] = {}
    for item in navigation if isinstance(navigation, list) else ():
        if isinstance(item, str):
            found.setdefault(item, "")
        elif isinstance(item, Mapping):
            for title, value in item.items():
                if isinstance(value, str):
                    found.setdefault(value, str(title))
                else:
                    found |= {path: name for path, name in menu_titles(value).items() if path not in found}
    return found


def _node(value: object) -> yaml.Node:
    return SafeRepresenter().represent_data(value)


def _plain(node: yaml.Node | None) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    if isinstance(node, yaml.ScalarNode):
        return None if node.tag == "tag:yaml.org,2002:null" else node.value
    return None


def _merged(file: Path, seen: set[Path]) -> yaml.MappingNode:
    file = file.resolve()
    if file in seen:
        raise SettingsError(f"{file.name}: INHERIT leads back to itself")
    seen.add(file)
    try:
        top = yaml.compose(file.read_bytes(), yaml.SafeLoader)
    except OSError as error:
        raise SettingsError(f"{file.name} cannot be read: {error.strerror}") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file.name} is not valid YAML: {error}") from None
    if not isinstance(top, yaml.MappingNode):
        raise SettingsError(f"{file.name} holds no settings; `onrecord init` writes a site that works")
    parent = next((value.value for key, value in top.value if key.value == "INHERIT"), None)
    return top if parent is None else _over(_merged(file.parent / parent, seen), top)


def _over(below: yaml.MappingNode, above: yaml.MappingNode) -> yaml.MappingNode:
    """Both, as MkDocs merges them: settings within settings are joined, all else is replaced."""
    pairs = {key.value: (key, value) for key, value in below.value}
    for key, value in above.value:
        if key.value in pairs and isinstance(value, yaml.MappingNode):
            under = pairs[key.value][1]
            if isinstance(under, yaml.MappingNode):
                value = _over(under, value)
        pairs[key.value] = (key, value)
    return yaml.MappingNode(below.tag, list(pairs.values()))
