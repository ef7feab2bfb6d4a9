"""What every export says of itself, and the addresses it gives: nothing here is read from a record."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from onrecord.language import N_
from onrecord.language import gettext as _
from onrecord.settings import Site

#: The version of the tables: the first number moves when a column goes or changes its meaning.
SCHEMA_VERSION = "1.0"
QUOTATIONS = N_(
    "The licence does not cover the quotations: words quoted from a source belong to those who said or "
    "published them, and whoever uses them elsewhere answers for that use."
)
_NAMES = UUID("6f1d9c1e-53a4-5a0e-9d55-0f9a4c1f7c11")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The archive as its exports name it.

    ``site_url`` is the site's address, or empty: then addresses are relative to the file that gives them.
    ``namespace`` is an authority and a date as a tag URI has them (RFC 4151), for example
    ``example.org,2026``. Ids in feeds are made of it and of the incidents' own ids, never of ``site_url``,
    so that they stay when the site moves; without it they are made of ``name``. ``withheld`` is the number
    of incidents that are not published.
    """

    name: str
    site_url: str = ""
    namespace: str = ""
    licence: str = ""
    licence_url: str = ""
    rights_holder: str = ""
    selection: str = ""
    coverage: str = "sample"
    withheld: int = 0
    demonstration: str = ""
    language: str = "en"
    as_of: str = ""
    """The day or instant by which everything in the files had been said; empty in the latest edition."""
    built: datetime | None = None
    """The time of the build, which feeds need."""
    entities: bool = True
    """Whether actors and places have pages."""
    short_forms: tuple[str, ...] = ()
    """Which short forms each incident has as a text file."""
    table_formats: tuple[str, ...] = ()
    """In which formats the tables are besides CSV and JSON: sqlite, parquet."""
    incident_feeds: bool = True
    """Whether each incident has a feed of its own."""
    lists: bool = False
    """Whether the site has the pages ``updates`` and ``corrections``."""
    directory_urls: bool = True
    """Whether ``briefings/x.md`` becomes ``briefings/x/`` (MkDocs' ``use_directory_urls``)."""

    @classmethod
    def of(cls, site: Site, *, withheld: int = 0, built: datetime | None = None) -> About:
        """The archive that the settings of ``site`` describe."""
        settings = site.settings
        return cls(
            name=site.name,
            site_url=site.site_url,
            directory_urls=site.use_directory_urls,
            withheld=withheld,
            built=built,
            namespace=settings.namespace or "",
            licence=settings.licence or "",
            licence_url=settings.licence_url or "",
            rights_holder=settings.rights_holder or "",
            selection=settings.selection or "",
            coverage=settings.coverage,
            demonstration=settings.demonstration or "",
            as_of=settings.as_of or "",
            entities=settings.entities,
            short_forms=settings.short_forms,
            table_formats=settings.table_formats,
            incident_feeds=settings.incident_feeds,
            lists=settings.archive,
            language=settings.language,
        )

    def url(self, address: str, at: str = "") -> str:
        """The address of a file of the site, as a reader at the file ``at`` can follow it."""
        if self.site_url:
            return f"{self.site_url.rstrip('/')}/{address}"
        return ("../" * at.count("/") + address) or "./"

    def page(self, path: str, fragment: str = "", at: str = "") -> str:
        """The address of a page of the site; ``path`` is ``briefings/x``, or empty for the home page."""
        ending = "/" if self.directory_urls else ".html"
        page = f"{path}{ending}" if path else ""
        return self.url(page, at) + (f"#{fragment}" if fragment else "")

    def incident(self, incident_id: str, fragment: str = "", at: str = "") -> str:
        """The address of an incident's page, or of one statement there."""
        return self.page(f"briefings/{incident_id}", fragment, at)

    def permanent(self, path: str) -> str:
        """An id that never moves: a tag URI of ``namespace``, else a UUID made of the archive's name."""
        if self.namespace:
            return f"tag:{self.namespace}:{path}"
        return f"urn:uuid:{uuid5(_NAMES, chr(10).join((self.name, path)))}"

    @property
    def identity(self) -> dict[str, str | None]:
        """Whose file it is, as every JSON file begins; null where the site says nothing."""
        return {
            "archive": self.name,
            "site": self.site_url or None,
            "licence": self.licence or None,
            "licence_url": self.licence_url or None,
            "rights_holder": self.rights_holder or None,
            "rights": self.rights or None,
            "demonstration": self.demonstration or None,
        }

    @property
    def coverage_note(self) -> str:
        """Whether the number of incidents may be read as a count, in a sentence."""
        if self.coverage == "complete":
            return _("Every incident that fits the selection rule is recorded, so their number is a count.")
        return _("We selected these incidents; their number is not a count.")

    @property
    def edition_note(self) -> str:
        """Of which edition the files are, in a sentence; empty for the latest."""
        if not self.as_of:
            return ""
        message = _("Reconstructed from what sources had said by {day}; not what we published then.")
        return message.format(day=self.as_of)

    @property
    def rights(self) -> str:
        """Who holds the rights and under which licence, in a sentence; empty where the site names neither."""
        holder = f"© {self.rights_holder}." if self.rights_holder else ""
        named = self.licence or self.licence_url
        licence = _("Licence: {licence}.").format(licence=named) if named else ""
        return " ".join(filter(None, (holder, licence, _(QUOTATIONS) if licence else "")))


def slug(text: str) -> str:
    """A text as a name of small letters, digits and hyphens, for a package or a citation key."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "archive"
