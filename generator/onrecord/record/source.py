"""A source: what was read, who published it and when, and what may be published of it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from onrecord.record.shapes import Ids, LangTag, Line, OneOf, ProseText, SaidText, Shape, Url, YesNo
from onrecord.terms import ADMIRALTY_CREDIBILITY, ADMIRALTY_RELIABILITY, INTERESTS


class Admiralty(Shape):
    """A grade on the Admiralty scale; a grade without a reason is refused."""

    reliability: Annotated[str, OneOf(ADMIRALTY_RELIABILITY)] = Field(
        description="A to F: how reliable the source is."
    )
    credibility: Annotated[str, OneOf(ADMIRALTY_CREDIBILITY)] = Field(
        description="1 to 6: how credible this report is."
    )
    reason: Line = Field(description="Why, in words.")


class Source(Shape):
    """One page, document or broadcast that was read."""

    title: Line = Field(description="Its title, as published; say in `seen` where the title is ours.")
    publisher: Line | None = Field(None, description="Who published it, with the issue or number.")
    author: Line | None = Field(None, description="Its byline.")
    url: Url | None = Field(
        None, description="Its address. A source without an address is allowed and says so."
    )
    archive: Url | None = Field(None, description="An archived copy that readers can open.")
    published: SaidText | None = Field(
        None, description="When it was published: EDTF; an interval where only limits are known."
    )
    published_basis: ProseText | None = Field(
        None, description="How we know that date, where the page does not show it."
    )
    accessed: SaidText | None = Field(None, description="When we read it.")
    lang: LangTag | None = Field(None, description="Its language, as a BCP 47 tag: en, ar, pt-BR.")
    origin: Ids | None = Field(
        None,
        description="Whose report it carries, actors nearest to the speaker first: the default of `via`.",
    )
    origin_note: Line | None = Field(None, description="What is known of its origin that is no actor's name.")
    interest: Annotated[str, OneOf(INTERESTS)] | None = Field(
        None, description="state-owned, party, advocacy or copy."
    )
    interest_note: Line | None = Field(None, description="Whose interest, in words.")
    link: YesNo = Field(
        True, description="no: print the address as text only (channels of armed groups, scrapers)."
    )
    warn: Line | None = Field(
        None, description="What a reader should know before following the link: graphic."
    )
    confidential: YesNo = Field(False, description="yes: nothing of it is published but that it exists.")
    snapshot_public: YesNo = Field(
        False,
        description="yes: its licence allows us to publish the copy that we keep.",
    )
    seen: Line | None = Field(None, description="How much of it was read.")
    rights: Line | None = Field(None, description="Under what terms it may be quoted or kept.")
    admiralty: Admiralty | None = Field(None, description="An Admiralty grade, with its reason.")
    note_internal: Line | None = Field(None, description="Never leaves the record.")
