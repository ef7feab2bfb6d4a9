"""The menu of a site that names none, as MkDocs makes it: by folders, of pages that may be listed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from onrecord.markdown.addresses import is_page
from onrecord.pages.sections import section_name


def automatic(addresses: Iterable[str]) -> list[Any]:
    """The menu of pages: ``a.md`` and ``b/c.md`` give ``["a.md", {"B": ["b/c.md"]}]``."""
    top: dict[str, Any] = {}
    for address in sorted(filter(is_page, addresses), key=_order):
        *folders, name = address.split("/")
        at = top
        for folder in folders:
            at = at.setdefault(f"{folder}/", {})
        at[name] = address
    return _listed(top)


def _listed(folder: dict[str, Any]) -> list[Any]:
    return [
        value if isinstance(value, str) else {section_title(name.rstrip("/")): _listed(value)}
        for name, value in folder.items()
    ]


def _order(address: str) -> tuple[tuple[bool, str], ...]:
    """Files before folders, and the first page of a folder before its others."""
    *folders, name = address.split("/")
    first = name.rsplit(".", 1)[0] not in ("index", "README")
    return (*((True, f"\x7f{folder}") for folder in folders), (first, name))


def section_title(folder: str) -> str:
    """What the section of a folder is called: its name, or a message where it is one of ours."""
    title = folder.replace("-", " ").replace("_", " ")
    return section_name(title.capitalize() if title.lower() == title else title)
