"""What a briefing page says, in the order in which it says it. The templates decide how that looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from onrecord import phrases
from onrecord.library.derive import Account, Row, account
from onrecord.library.library import Incident
from onrecord.markdown import words
from onrecord.markdown.escape import Markdown, escape
from onrecord.markdown.lines import Group, Line, Lines
from onrecord.markdown.links import Links, place_name
from onrecord.markdown.prose import paragraph, prose, prose_line
from onrecord.pages.briefing import changed, counts, key_facts, notes, tolls
from onrecord.pages.briefing.checks import Checks
from onrecord.pages.changes.change_lines import correction_line, update_line
from onrecord.pages.quotes import Original, direction, is_party, language_attribute, original, translation
from onrecord.proof.lock import Lock
from onrecord.terms import EVENTS, STORY
from onrecord.terms.facts import FACTS


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A quotation with its attribution."""

    text: str
    lang: str
    dir: str
    original: Original | None
    """The words of the source, where the text is a translation of ours."""
    speaker: Markdown
    """Who speaks, as a link where the speaker has a page."""
    line: Line
    about: Markdown
    translation: Markdown
    note: Markdown
    party: bool
    """Whether the words are a claim of a party to the fighting about it."""
    check: Markdown
    """What comparing the words with the source gave, without a full stop."""


class Briefing:
    """The parts of one incident's page; each property is what one section of the template prints.

    Sections are made in the order of the page, because a statement's address stands at its first line.
    """

    def __init__(
        self, links: Links, incident: Incident, codebook: str = "", lock: Lock | None = None
    ) -> None:
        library = links.library
        self.links, self.library, self.incident, self.record = links, library, incident, incident.record
        self.account: Account = account(library, incident)
        self.lines = Lines(library, incident, codebook)
        self.checks = Checks(library, incident, lock or Lock())

    @cached_property
    def lead(self) -> Markdown:
        """The first paragraph of the summary, or a phrase of ours made of the header."""
        if self.record.summary and self.record.summary.paragraphs:
            return paragraph(self.record.summary.paragraphs[0])
        event = words.capital(escape(EVENTS[self.record.event].label))
        place = key_facts.where(self.library, self.account) if self.record.place else "place not reported"
        return Markdown(
            f"{event}, {escape(self.record.date.words())}, {place}. *(Made from the record’s header.)*"
        )

    @cached_property
    def status(self) -> tuple[Markdown, ...]:
        """Story, sources and sides, and the limits of what we know."""
        sources, sides = len(self.account.sources), self.account.sides
        counted = phrases.counted(sources, "publication")
        if sources > 1:
            counted += f", {phrases.counted(sides, 'side')}"
        parts = [
            self.lines.term(STORY, self.record.story),
            words.capital(counted) if self.library.as_of else Markdown(counted),
            Markdown("not confirmed by us"),
        ]
        if self.library.as_of:
            # What became of the story is of today.
            parts = parts[1:]
        if self.record.cutoff:
            parts.append(Markdown(f"information up to {escape(self.record.cutoff.words())}"))
        return tuple(parts)

    @cached_property
    def kind(self) -> Markdown:
        """The kind of event under which we file it."""
        event = self.record.event
        if self.links.event_page(event):
            return words.capital(self.links.event(event))
        return self.lines.term(EVENTS, event)

    @cached_property
    def facts(self) -> tuple[tuple[str, Markdown], ...]:
        """The key facts."""
        return tuple(key_facts.key_facts(self.links, self.account))

    @cached_property
    def disputes(self) -> tuple[Markdown, ...]:
        """What speakers of different sides say differently."""
        return tuple(notes.disputes(self.library, self.account))

    @cached_property
    def unknowns(self) -> tuple[Markdown, ...]:
        """What the sources cited leave open."""
        return tuple(notes.unknowns(self.library, self.account))

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Statements about the incident by fact; casualties, quotes and paraphrases stand elsewhere."""
        return tuple(group for group in self._groups() if group.lines)

    def _groups(self) -> Iterator[Group]:
        for fact in sorted(FACTS.values(), key=lambda fact: fact.rank):
            if fact.heading:
                yield self._group(fact.heading, self._rows(fact.id), self._said)

    def _rows(self, fact: str) -> list[Row]:
        """The rows of a group. A statement that gives weapons and their number says it in one phrase."""
        if fact != "weapons":
            return self._told(fact)
        armed = {id(row.statement) for row in self.account.of("weapons")}
        counted = [row for row in self._told("projectiles") if id(row.statement) not in armed]
        return sorted([*self.account.of("weapons"), *counted], key=lambda row: row.order)

    def _said(self, row: Row) -> Markdown:
        """One value in words, without its speaker."""
        library, value = self.library, row.value
        match row.fact:
            case "weapons" | "projectiles":
                return words.weapons(row.statement, self.links.weapon)
            case "intercepted":
                return words.aside(words.figure(str(value.count)), value.note)
            case "targets":
                return self._target(row)
            case "date":
                return escape(value.words())
            case "time":
                return words.time_words(library, self.account, row)
            case "place":
                return place_name(library, value, self.links)
            case "responsibility":
                return words.stance(library, value)
            case "in_response_to":
                return self.lines.link(value)
            case _:
                return escape(value)

    def _told(self, fact: str) -> list[Row]:
        """All rows of a fact, replaced ones too: no statement disappears from its page."""
        replaced = [row for row in self.account.replaced if row.fact == fact]
        return sorted([*self.account.of(fact), *replaced], key=lambda row: row.order)

    def _group(self, title: str, rows: tuple[Row, ...] | list[Row], what: Callable[[Row], Markdown]) -> Group:
        replaced = {id(row) for row in self.account.replaced}

        def text(row: Row) -> Markdown:
            said = what(row)
            return words.stop(words.capital(f"earlier: {said}" if id(row) in replaced else said))

        lines = tuple(self.lines.line(text(row), row.statement) for row in rows)
        # One speaker in one publication is what every line says by itself.
        several = len({(one, row.voice) for row in rows for one in row.statement.source}) > 1
        return Group(title, lines, words.standing(rows) if several else Markdown())

    def _target(self, row: Row) -> Markdown:
        what = words.no_stop(escape(row.value.what))
        return (
            Markdown(f"{what} ({words.names(self.library, row.value.whose)}, by this account)")
            if row.value.whose
            else what
        )

    @cached_property
    def figures_heading(self) -> str:
        """What the table of figures is called."""
        return key_facts.figures_heading(self.account)

    @cached_property
    def harms(self) -> tuple[tuple[str, str], ...]:
        """(column, heading) of the table of figures."""
        return tolls.columns(self.account)

    @property
    def other_figures(self) -> bool:
        """Whether there are figures besides casualties, of which some may be of the same people."""
        return any(column == tolls.OTHERS for column, _ in self.harms)

    @cached_property
    def tolls(self) -> tuple[tolls.TollRow, ...]:
        """The rows of the table of figures."""
        return tolls.toll_rows(self.lines, self.account)

    @cached_property
    def changes(self) -> tuple[changed.ChangeRow, ...]:
        """Values that moved, by day."""
        return tuple(changed.change_rows(self.lines, self.account))

    @cached_property
    def confirmations(self) -> tuple[Markdown, ...]:
        """How many speakers stand behind each figure."""
        return tuple(tolls.confirmations(self.lines, self.account))

    @cached_property
    def story(self) -> Markdown:
        """The other paragraphs of the summary."""
        paragraphs = self.record.summary.paragraphs[1:] if self.record.summary else ()
        return Markdown("\n\n".join(paragraph(one) for one in paragraphs))

    @cached_property
    def quotes(self) -> tuple[QuoteView, ...]:
        """Direct speech, about the incident first, then its surroundings."""
        found = []
        for part, _, statement in self.incident.statements():
            by = statement.by
            for index, quote in enumerate(statement.quote or ()):
                line = self.lines.line("", statement)
                found.append(
                    QuoteView(
                        quote.text,
                        language_attribute(quote.lang),
                        direction(quote.lang),
                        original(quote),
                        self.links.actor(by.actor) if by and by.actor else line.who,
                        line,
                        words.no_stop(escape(quote.about or "")),
                        translation(quote),
                        prose_line(quote.note) if quote.note else Markdown(),
                        part == "statements" and is_party(self.library, self.incident, statement),
                        self.checks.quotation(statement, index),
                    )
                )
        return tuple(found)

    @cached_property
    def others(self) -> tuple[Group, ...]:
        """What else was said, in our words: about the incident, and about its surroundings."""
        parts = (
            ("About this incident", self.record.statements),
            ("Of its surroundings, not of this incident", self.record.context),
        )
        groups = [
            Group(
                title,
                tuple(
                    self.lines.line(words.stop(words.capital(escape(text))), statement)
                    for statement in statements
                    for text in statement.paraphrase or ()
                ),
            )
            for title, statements in parts
        ]
        return tuple(group for group in groups if group.lines)

    @cached_property
    def tallies(self) -> tuple[counts.TallyTable, ...]:
        """Running counts as they were given."""
        return tuple(counts.tallies(self.lines))

    @cached_property
    def forces(self) -> tuple[counts.ForceRow, ...]:
        """Force levels as they were given."""
        return tuple(counts.forces(self.lines))

    @cached_property
    def background(self) -> Markdown:
        """What a reader needs to know first."""
        return prose(self.record.background) if self.record.background else Markdown()

    @cached_property
    def related(self) -> tuple[tuple[Markdown, Markdown], ...]:
        """(link, why) of incidents that we relate, and of those said to be a response to this one."""
        responses = self.library.responses.get(self.incident.id, ())
        said = {one.id: self._called_response(one) for one in responses}
        found = [
            (one, escape(why))
            for one, why in self.library.related.get(self.incident.id, ())
            if one not in said
        ]
        return tuple((self.lines.link(one), why) for one, why in (*found, *said.items()))

    def _called_response(self, other: Incident) -> Markdown:
        statements = [s for s in other.record.statements if self.incident.id in (s.in_response_to or ())]
        who = dict.fromkeys(words.speaker(self.library, other, statement) for statement in statements)
        return Markdown(f"called a response to this one by {words.both(list(who))}")

    @cached_property
    def dating(self) -> tuple[tuple[Markdown, Markdown], ...]:
        """(what, how) of every date that we worked out."""
        return tuple(notes.dating(self.lines))

    @cached_property
    def note(self) -> Markdown:
        """Our note to the reader."""
        return prose(self.record.note) if self.record.note else Markdown()

    @cached_property
    def sources(self) -> tuple[notes.SourceNote, ...]:
        """Every source that the page cites."""
        return tuple(notes.sources(self.lines, self.account, self.links, self.checks.of_source))

    @cached_property
    def interests(self) -> dict[str, str]:
        """The interest of each open source that has one, by id: "party", where the source is cited first."""
        cited = ((one.id, self.library.source(self.incident, one.id)) for one in self.sources)
        return {
            # One word: the label says it in full, with the source.
            one: source.interest
            for one, source in cited
            if source.interest and source.interest != "none" and not source.confidential
        }

    @cached_property
    def updates(self) -> tuple[dict[str, Markdown], ...]:
        """News after publication."""
        return tuple(update_line(one) for one in self.record.updates)

    @cached_property
    def corrections(self) -> tuple[dict[str, Markdown], ...]:
        """Our errors, and what is right."""
        return tuple(correction_line(one) for one in self.record.corrections)

    @cached_property
    def removals(self) -> tuple[Markdown, ...]:
        """The days on which something was taken out; what and why is not said."""
        return tuple(escape(one.on.words()) for one in self.record.removed)

    @cached_property
    def asked(self) -> tuple[Markdown, ...]:
        """The right of reply."""
        return tuple(
            Markdown(
                f"{words.name(self.library, one.whom)}, {escape(one.on.words())}: "
                f"{words.stop(escape(one.outcome))}"
            )
            for one in self.record.asked
        )

    @cached_property
    def dates(self) -> tuple[tuple[str, Markdown], ...]:
        """When the record was created, changed and reviewed, as far as it says."""
        pairs = (
            ("Created", self.record.created),
            ("Changed", self.record.changed),
            ("Reviewed", self.record.reviewed),
        )
        return tuple((label, escape(value.words())) for label, value in pairs if value)
