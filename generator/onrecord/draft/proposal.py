"""What is proposed for one statement: a run of sentences of one attribution, with all that they may give."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.draft.article import Article, Sentence
from onrecord.draft.attribution import Attribution
from onrecord.draft.dates import Dated
from onrecord.draft.figures import Counts, Figure
from onrecord.draft.quotations import Quotation
from onrecord.draft.things import Things
from onrecord.draft.voices import Voice
from onrecord.values.when import Said


@dataclass(frozen=True, slots=True)
class Stance:
    """A claim, a denial or an accusation: whom it names, as actors or in the sentence's words."""

    stance: str
    actors: tuple[str, ...] = ()
    described: str = ""


@dataclass(frozen=True)
class Passage:
    """A run of sentences with one attribution."""

    sentences: tuple[Sentence, ...]
    attribution: Attribution = field(default_factory=Attribution)
    before: tuple[Voice, ...] = ()
    """Who spoke before, the last one first: those whom a pronoun may mean."""
    sure_channel: bool = False
    quotations: tuple[Quotation, ...] = ()
    doubtful: tuple[Quotation, ...] = ()
    """Words in marks that may be a name or somebody else's."""
    counts: tuple[Counts, ...] = ()
    weapons: tuple[str, ...] = ()
    launched_from: str = ""
    stances: tuple[Stance, ...] = ()
    said: Dated | None = None
    dates: tuple[Dated, ...] = ()
    """Days that are not those of the saying."""
    time: str = ""
    since: tuple[str, str] = ("", "")
    things: Things = field(default_factory=Things)
    notes: tuple[str, ...] = ()

    @property
    def span(self) -> tuple[int, int]:
        """Its place in the copy's text."""
        return self.sentences[0].start, self.sentences[-1].end

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Counts of people."""
        return tuple(one for counts in self.counts for one in counts.people)

    @property
    def context(self) -> bool:
        """Whether it gives a running count or a force level, which stand in ``context``."""
        return any(one.tally or one.force for one in self.counts)

    @property
    def of_the_incident(self) -> bool:
        """Whether anything of the incident was found in it."""
        counted = any(one.people or one.projectiles or one.intercepted for one in self.counts)
        return bool(counted or self.weapons or self.stances or self.launched_from or self.time or self.things)


@dataclass(frozen=True)
class Draft:
    """All that is proposed for a record, in the order of the article."""

    article: Article
    published: Said | None
    passages: tuple[Passage, ...]
    left: tuple[Sentence, ...]
    """Sentences that no rule understood."""
    unbalanced: tuple[int, ...] = ()
    places: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    date: Dated | None = None
    unknown: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """Names that no registry has, with the places of the sentences that mention them."""
    notes: tuple[str, ...] = ()
