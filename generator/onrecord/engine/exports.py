"""Data files and feeds in a MkDocs site: what they are made of, and where a page's head names them."""

from __future__ import annotations

import html
from datetime import datetime

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import get_relative_url

from onrecord.export.about import About
from onrecord.export.files import Exports
from onrecord.library.library import Library, Registries
from onrecord.library.load import Loaded, Publication, publishable
from onrecord.render.short_files import short_files
from onrecord.settings import Settings

FEED = "feeds/all.xml"


def about_of(config: MkDocsConfig, settings: Settings, withheld: int, now: datetime) -> About:
    """The archive as citations, machines and files name it."""
    return About.of(
        settings,
        name=config.site_name,
        site_url=config.site_url or "",
        directory_urls=config.use_directory_urls,
        withheld=withheld,
        built=now,
    )


def exports_of(
    loaded: Loaded,
    config: MkDocsConfig,
    settings: Settings,
    now: datetime,
    publication: Publication | None = None,
) -> Exports | None:
    """The exports of what is published at ``now``, in the preview too; None where the site has none.

    A build gives the ``publication`` that its pages are made of, so that nothing is derived twice. While a
    registry has errors, references do not resolve: the preview's files are then empty.
    """
    if not settings.exports:
        return None
    if publication is None:
        publication = _published(loaded, settings, now)
    about = about_of(config, settings, publication.withheld, now)
    return Exports.of(publication.library, about, short_files(publication.library, about))


def _published(loaded: Loaded, settings: Settings, now: datetime) -> Publication:
    empty = Library((), Registries(), loaded.library.zone)
    found = empty if loaded.registry_broken else loaded.sound
    return publishable(found, now, preview=False, moment=settings.moment)


def feed_link(page_url: str, exports: Exports) -> str:
    """The element that names the site's feed in the head of the page at ``page_url``."""
    title = html.escape(exports.tables.about.name)
    address = html.escape(get_relative_url(FEED, page_url))
    # The space keeps the element from Material's script, which takes every `[rel=alternate]` for another
    # language of the site and asks for its sitemap. To HTML the token is the same.
    return f'<link rel="alternate " type="application/atom+xml" title="{title}" href="{address}">'
