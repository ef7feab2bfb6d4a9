"""Ids under which others file the same incident, actor or vessel."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

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

    @model_validator(mode="after")
    def _has_the_form_of_its_scheme(self) -> ExternalId:
        if fits(self.scheme, self.id):
            return self
        scheme = ID_SCHEMES[self.scheme]
        bare = self.id.rstrip("/").rpartition("/")[2].removeprefix("IMO").strip()
        if bare != self.id and fits(self.scheme, bare):
            hint = f"write {bare}"
        elif self.scheme == "imo" and len(bare) == 7 and bare.isdecimal():
            hint = f"seven digits, of which the last checks the others; look for a slip: {scheme.example}"
        else:
            hint = f"for example {scheme.example}"
        raise fault("bad-id", f"`{self.id[:40]}` is not an id of {scheme.label}", hint)

    @property
    def address(self) -> str:
        """The address of the page that the scheme has for it; empty where there is none."""
        return ID_SCHEMES[self.scheme].address.format(self.id)

    def __str__(self) -> str:
        """For tables: ``wikidata:Q207``."""
        return f"{self.scheme}:{self.id}"


ExternalIds = Annotated[tuple[ExternalId, ...], OneOrMany()]
