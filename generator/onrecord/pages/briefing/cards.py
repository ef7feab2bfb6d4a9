"""The pictures for links from elsewhere: what stands on each, of whom nothing is said without its speaker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from onrecord.draw import card as drawing
from onrecord.draw.card import Card, Fonts, LettersError, arranged, draw_card
from onrecord.export.batch import Batch, Files
from onrecord.language import gettext as _
from onrecord.library.derive import Account, Toll, account
from onrecord.library.library import Incident, Library
from onrecord.phrases import Names, Phrase, figure, listed, once, owner, plain, say, say_many
from onrecord.settings import Settings, SettingsError, Site
from onrecord.terms.facts import FACTS, people

#: Figures on a picture at most.
MOST = 3


@dataclass(frozen=True)
class Cards:
    """The pictures of a library's incidents, as far as letters can be drawn; none without ``fonts``."""

    names: Names | None = None
    site: Site | None = None
    fonts: Fonts | None = None
    lacking: str = ""
    """Why there are none at all; empty where there are, or where the site wants none."""

    @cached_property
    def batches(self) -> Mapping[str, Batch]:
        """The files: for each incident one, or none where a letter cannot be drawn."""
        if self.names is None or self.site is None or self.fonts is None:
            return {}
        make = (self.names, self.site.settings, self.site.name, self.fonts)
        return {
            f"card {one.id}": Batch((card_address(one.id),), partial(_png, *make, one))
            for one in self.names.library.incidents
        }

    def text(self, incident_id: str) -> str:
        """What the picture of an incident says, for those who do not see it; empty where it has none."""
        if self.names is None or self.site is None or self.fonts is None:
            return ""
        incident = self.names.library.by_id.get(incident_id)
        if incident is None:
            return ""
        try:
            card = _card(self.names, incident, self.site.settings, self.site.name)
            return ". ".join(arranged(card, self.fonts).texts)
        except LettersError:
            return ""

    def note(self, undrawn: Sequence[str]) -> str:
        """Why there is no picture of some or all briefings, ``undrawn`` being their ids; empty for none."""
        if not undrawn or self.names is None or self.site is None or self.fonts is None:
            return self.lacking
        letters: dict[str, str] = {}
        for incident_id in undrawn:
            incident = self.names.library.by_id[incident_id]
            try:
                arranged(_card(self.names, incident, self.site.settings, self.site.name), self.fonts)
            except LettersError as error:
                letters[incident_id] = str(error)
        return _undrawn(letters)


NONE = Cards()


def card_address(incident_id: str) -> str:
    """Where the picture of an incident lies."""
    return f"cards/{incident_id}.png"


def cards(library: Library, site: Site) -> Cards:
    """A picture for each incident of a library that readers may see.

    Without the address of the site there are none: who shows a link elsewhere takes absolute addresses only.
    """
    settings = site.settings
    if not settings.cards or not site.site_url or not library.incidents:
        return NONE
    if not drawing.AVAILABLE:
        return Cards(lacking='no pictures for links from elsewhere: they need pip install "onrecord[cards]"')
    return Cards(Names(library, settings), site, card_fonts(site))


def _png(names: Names, settings: Settings, site_name: str, fonts: Fonts, incident: Incident) -> Files:
    try:
        return {card_address(incident.id): draw_card(_card(names, incident, settings, site_name), fonts).png}
    except LettersError:
        return {}


def card_fonts(site: Site) -> Fonts:
    """The fonts of the pictures. Raises SettingsError for a `card_font` that is no font."""
    own = site.settings.card_font or ""
    if not drawing.AVAILABLE:
        return Fonts((), ())
    try:
        return Fonts.of(str(site.root / own) if own and (site.root / own).is_file() else own)
    except OSError:
        raise SettingsError(
            f"onrecord: option `card_font`: `{own}` is no font file and no font of this system; write the "
            "path of a .ttf or .otf file, relative to mkdocs.yml"
        ) from None


def _undrawn(letters: dict[str, str]) -> str:
    """Of which briefings there is no picture, and for want of which letters."""
    if not letters:
        return ""
    every = "".join(sorted({letter for lacking in letters.values() for letter in lacking}))
    shown = ", ".join(list(letters)[:3]) + (", …" if len(letters) > 3 else "")
    return (
        f"no picture for links from elsewhere of {len(letters)} of the briefings ({shown}): no font at hand "
        f"has the letters {every[:60]}, or Pillow finds no libfribidi, which puts letters in order; "
        "`card_font` names a font, `cards: false` leaves pictures out"
    )


def _card(names: Names, incident: Incident, settings: Settings, site_name: str) -> Card:
    record = incident.record
    told = account(names.library, incident)
    tolls = (toll for fact in people() for toll in told.toll(fact.id))
    every = [tuple(_figures(names, told, toll)) for toll in tolls]
    number = sum(map(len, every))
    places = [place for place in (record.place, *(record.other_places or ())) if place]
    where = plain(listed(map(names.place_and_country, places)))
    foot = [_("Compiled from published reports; unconfirmed by us")]
    if settings.moment:
        foot.insert(0, _("As of {day}").format(day=settings.moment.words()))
    if settings.demonstration:
        foot.insert(0, _("Demonstration"))
    return Card(
        site=site_name,
        title=record.title,
        details=tuple(filter(None, (record.when, where))),
        figures=tuple(_chosen(every)),
        more=tuple(_more(left) for left in range(number + 1)),
        foot=" · ".join(foot),
    )


def _chosen(every: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """The first figures: all that are said of one thing, or none; of the first thing so many as have room."""
    room = MOST
    for figures in every:
        if len(figures) <= room or room == MOST:
            yield figures[:room]
            room -= len(figures[:room])


def _figures(names: Names, told: Account, toll: Toll) -> Iterator[str]:
    """The newest figures of each side about one thing, equal ones once, each with its owners."""
    said: dict[Phrase, list[Phrase]] = {}
    for row in toll.newest:
        owners = said.setdefault(figure(names, row.value), [])
        owners.append(owner(names, told.incident, row.statement))
    title, parties = FACTS[toll.harm].title, names.actors(toll.parties)
    for what, owners in said.items():
        given = say("{what}, according to {owners}", what=what, owners=listed(once(owners)))
        yield plain(say("{fact}, {people}: {figures}", fact=title, people=parties, figures=given))


def _more(left: int) -> str:
    if not left:
        return ""
    return plain(
        say_many("{number} more figure in the briefing", "{number} more figures in the briefing", left)
    )
