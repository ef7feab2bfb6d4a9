"""Under which ids others file the same incident, actor or vessel: the schemes, with the form of their ids."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.terms.model import Term, Vocabulary


@dataclass(frozen=True, kw_only=True)
class IdScheme(Term):
    """A scheme of ids. ``pattern`` is their form, ``example`` one of them.

    ``address`` holds the id at ``{}`` where the scheme has a page for each; empty where it has none.
    """

    pattern: str
    example: str
    address: str = ""


ID_SCHEMES: Vocabulary[IdScheme] = Vocabulary(
    name="id-schemes",
    title="Ids of others",
    introduction=(
        "The id under which another archive or register files what we file. It says that both mean the same, "
        "and nothing about what the other archive says of it."
    ),
    standard="",
    terms=(
        IdScheme(
            "wikidata",
            "Wikidata",
            "An item of Wikidata.",
            pattern="Q[1-9][0-9]{0,11}",
            example="Q207",
            address="https://www.wikidata.org/wiki/{}",
        ),
        IdScheme(
            "acled",
            "ACLED",
            "An event of ACLED, by its event_id_cnty.",
            pattern="[A-Z]{3}[0-9]{1,7}",
            example="IRQ12345",
        ),
        IdScheme(
            "ucdp",
            "UCDP",
            "An event, actor or conflict of UCDP, by its number.",
            pattern="[0-9]{1,9}",
            example="234",
        ),
        IdScheme(
            "gtd",
            "GTD",
            "An incident of GTD, by its eventid.",
            pattern="[0-9]{12}",
            example="202001200001",
        ),
        IdScheme(
            "glide",
            "GLIDE",
            "A GLIDE number.",
            pattern="[A-Z]{2}-[0-9]{4}-[0-9]{6}-[A-Z]{3}",
            example="CE-2024-000012-YEM",
        ),
        IdScheme(
            "imo",
            "IMO",
            "A ship's IMO number; its last digit is a check digit.",
            pattern="[0-9]{7}",
            example="9074729",
        ),
        IdScheme("mmsi", "MMSI", "A vessel's radio identity.", pattern="[0-9]{9}", example="235103357"),
    ),
)


def fits(scheme: str, id: str) -> bool:
    """Whether ``id`` has the form of its scheme; an IMO number's check digit must fit as well."""
    if not re.fullmatch(ID_SCHEMES[scheme].pattern, id):
        return False
    if scheme != "imo":
        return True
    return sum(int(digit) * weight for digit, weight in zip(id, range(7, 1, -1), strict=False)) % 10 == int(
        id[6]
    )
