"""Links of finished pages, which MkDocs does not read: those that lead nowhere are told as it tells them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files

from onrecord.engine.facts import Facts
from onrecord.engine.finished import FinishedFile
from onrecord.markdown.html import Link

log = get_plugin_logger(__name__)


def check_links(
    addresses: Iterable[str], facts: Callable[[str], Facts], files: Files, config: MkDocsConfig
) -> list[str]:
    """Tells every link of the finished pages at ``addresses`` that leads nowhere; gives the pages with one.

    How much each counts is the site's to say, below `validation` of mkdocs.yml.
    """
    levels = config.validation.links
    broken = []
    for address in addresses:
        found = False
        for link in facts(address).links:
            ids = _ids(link, facts, files)
            if ids is None:
                what = f"but the target '{link.target}' is not found among documentation files"
                log.log(levels.not_found, f"Page '{address}' contains a link '{link.written}', {what}.")
                found = True
            elif link.fragment and link.fragment not in ids:
                what = f"but '{link.target}' does not contain an anchor '#{link.fragment}'"
                log.log(levels.anchors, f"Page '{address}' contains a link '{link.written}', {what}.")
                found = True
        if found:
            broken.append(address)
    return broken


def _ids(link: Link, facts: Callable[[str], Facts], files: Files) -> Iterable[str] | None:
    """The ids of what a link leads to; None where there is nothing."""
    file = files.get_file_from_path(link.target)
    if file is None:
        return None
    if isinstance(file, FinishedFile):
        return facts(link.target).ids if file.page is not None else (link.fragment,)
    if file.page is None or file.page.present_anchor_ids is None:
        return (link.fragment,)
    return file.page.present_anchor_ids
