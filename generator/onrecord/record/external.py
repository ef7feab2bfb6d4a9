"""Ids under which others file the same incident, actor or vessel."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from onrecord.record.scalars import fault
from onrecord.record.shapes import Line, OneOf, OneOrMany, Shape
from onrecord.terms import ID_SCHEMES
from onrecord.terms.identifiers import fits


class ExternalId(Shape):
    """An id of others: ``scheme: wikidata`` with ``id: Q207``."""

    scheme: Annotated[str, OneOf(ID_SCHEMES)] = Field(
        description="Whose id it is: wikidata, acled, ucdp, gtd, glide, imo, mmsi."
    )
    id: Line = Field(description="The id as the scheme writes it, without an address.")

    @field_validator("id")
    @classmethod
    def _has_the_form_of_its_scheme(cls, value: str, info: ValidationInfo) -> str:
        name = info.data.get("scheme")
        if name is None or fits(name, value):
            return value
        scheme = ID_SCHEMES[name]
        bare = value.rstrip("/").rpartition("/")[2].upper().removeprefix("IMO").strip()
        if fits(name, bare):
            hint = f"write {bare}"
        elif name == "imo" and len(bare) == 7 and bare.isdecimal():
            hint = (
                f"seven digits, of which the last checks the others: look for a slip; {scheme.example} is one"
            )
        else:
            hint = f"for example {scheme.example}"
        raise fault("bad-id", f"`{value[:40]}` is not an id of {scheme.label}", hint)

    @property
    def address(self) -> str:
        """The address of the page that the scheme has for it; empty where there is none."""
        return ID_SCHEMES[self.scheme].address.format(self.id)

    def __str__(self) -> str:
        """For tables: ``wikidata:Q207``."""
        return f"{self.scheme}:{self.id}"


ExternalIds = Annotated[tuple[ExternalId, ...], OneOrMany()]
