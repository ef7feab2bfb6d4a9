"""Running counts and force levels, a line each, as they were given; we add nothing up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord import phrases
from onrecord.pages.briefing.lines import Line, Lines
from onrecord.phrases import NOTHING, Names, Phrase, Strong, joined, phrase, say, semicolons
from onrecord.record.statement import Force, Tally


def tallies(lines: Lines) -> Iterator[Line]:
    """The tallies of a record, in its order: "Attacks on US forces: Iraq at least 58; Syria 83, since …"."""
    names = lines.names
    for _part, _index, statement in lines.incident.statements():
        for tally in statement.tally or ():
            what = say(
                "{measure}: {counts}", measure=names.measure(tally.measure), counts=scoped(names, tally)
            )
            voice = lines.voice(statement)
            scope = phrases.sentence(tally.scope or "")
            note = joined([scope, voice.note], " ")
            if statement.by is None:
                voice = replace(voice, speaker=say("Counter not stated, {report}", report=voice.speaker))
            yield Line(phrases.stopped(joined([what, phrases.period(tally)])), (replace(voice, note=note),))


def forces(lines: Lines) -> Iterator[Line]:
    """The force levels of a record, in its order: "US forces: Iraq 2,500; Syria 900"."""
    names = lines.names
    for _part, _index, statement in lines.incident.statements():
        for force in statement.force or ():
            day = say("as of {day}", day=force.as_of.words()) if force.as_of else say("undated")
            what = say("{who}: {counts}", who=names.actor(force.who), counts=scoped(names, force))
            mission = phrases.unstopped(force.mission or "")
            stated = say("Stated mission: {mission}.", mission=mission) if mission else NOTHING
            voice = lines.voice(statement)
            note = joined([stated, voice.note], " ")
            yield Line(phrases.stopped(joined([what, day])), (replace(voice, note=note),))


def scoped(names: Names, value: Tally | Force) -> Phrase:
    """Counts by place, side by side: "**at least 58** Iraq; **83** Syria"."""
    return semicolons(
        say("{count} {place}", count=phrase(Strong(phrases.count(count))), place=names.scope(key))
        for key, count in value.count.items()
    )
