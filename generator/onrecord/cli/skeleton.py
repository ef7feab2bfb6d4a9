"""The record that ``onrecord new`` writes: every field, explained, and those in use filled in.

A line that starts with ``#`` and has no blank behind it is a field that is not in use; without its ``#`` it
is valid. A test holds that against the reader, and that no field of the format is missing here.
"""

from __future__ import annotations

import re
from datetime import date as date_type

from onrecord.terms import PLACE_PRECISIONS
from onrecord.terms.facts import people
from onrecord.values.when import Day
from onrecord.yamltext.writing import scalar


def skeleton(*, title: str, date: Day, place: str, event: str, today: date_type, schema: str = "") -> str:
    """The text of a new record, a draft.

    Args:
        title, date, place, event: what the header says.
        today: the day on which it is filed.
        schema: the path from the record to its JSON Schema; empty where there is none.
    """
    values = {
        "TITLE": scalar(title),
        "DATE": str(date),
        "DAY": date.earliest.isoformat(),
        "PLACE": place,
        "EVENT": event,
        "TODAY": today.isoformat(),
        "PEOPLE": _people(),
    }
    text = re.sub("<([A-Z]+)>", lambda found: values[found[1]], _TEMPLATE)
    return f"# yaml-language-server: $schema={schema}\n{text}" if schema else text


def _people() -> str:
    """The counts of people of which the template has no example, each with what it holds."""
    return "".join(
        f"    # {fact.description}\n    #{fact.id}:\n    #  who: civilians\n    #  count: several\n"
        for fact in people()
        if f"    #{fact.id}:\n" not in _TEMPLATE
    )


def place_entry(place: str) -> str:
    """The lines to add to ``registry/places.yml`` for a place of which only the id is known."""
    name = scalar(place.replace("-", " ").title())
    return (
        f"{place}:\n  name: {name}\n"
        "  country: IQ  # its own, ISO 3166-1\n"
        f"  precision: exact  # or {', '.join(PLACE_PRECISIONS.ids[1:])}\n"
    )


# The order is that of an editor's work: what is in use first, then what may be added.
_TEMPLATE = """\
# A draft. It is shown in the preview only, until `publish` says otherwise. `onrecord check` finds what is
# missing.
#
# Replace what starts with TODO. A line that starts with `#` and no blank is a field that is not in use:
# delete the `#` to use it. Most fields take one value, or several as a list. Delete what you do not need.

# What we call it: no figure, no side.
title: <TITLE>

# The local date at the place. 2024-01-20~ is about that day, 2024-01 some day in that month,
# 2024-01-20/2024-01-22 an incident of three days.
date: <DATE>

# no: of a date with two ends it is not known on which day it happened, or it was in the night between.
#lasted: yes

# How you dated it, where the sources do not print the date.
#date_basis: The article says "on Saturday", and it was published on Sunday.

# A place of registry/places.yml, and further ones of the same incident.
place: <PLACE>
#other_places:
#  - <PLACE>

# The kind of event; the codebook lists the terms.
event: <EVENT>

# developing, or settled once no more is expected.
story: developing

# draft, in-review, published or withdrawn. From in-review on, `desk` says who answers for the record; a
# published one says in `cutoff` up to when information went in.
publish: draft
#cutoff: <DAY>T18:00Z

# Not in a build before this time.
#embargo: <DAY>T18:00Z

# Who wrote it, who read it as a second pair of eyes, and when. Never published.
#desk:
#  written_by: A. Editor
#  reviewed_by: B. Editor
#  on: <DAY>

# When we first filed it, last changed its content, and last read it against its sources.
created: <TODAY>
#changed: <DAY>
#reviewed: <DAY>

# Ids under which others file it: wikidata, acled, ucdp, gtd, glide.
#ids:
#  - scheme: wikidata
#    id: Q207

# Ids this record had before; the file's name is the id. Their addresses lead here.
#formerly:
#  - an-older-id

# What you have read. The name of a source is yours; statements refer to it.
sources:
  article:
    # As published.
    title: TODO the title of the article
    # Who published it, and who wrote it.
    #publisher: A Newspaper
    #author: A. Reporter
    # Its address, and that of an archived copy.
    #url: https://example.org/article
    #archive: https://archive.example.org/article
    # When it was published: a day, a time with its zone, or an interval; and how you know, where the page
    # does not say.
    #published: <DAY>
    #published_basis: No date on the copy held.
    # When you read it, and how much of it.
    #accessed: <DAY>
    #seen: the full text
    # Its language: en, ar, pt-BR.
    #lang: en
    # Whose report it carries, as actors of registry/actors.yml, nearest to the speaker first; or in words.
    #origin:
    #  - a-news-agency
    #origin_note: A local correspondent.
    # state-owned, party, advocacy or copy; and whose interest, in words.
    #interest: state-owned
    #interest_note: Owned by a party to the incident.
    # no: the address is printed as text, without a link.
    #link: no
    # What a reader should know before following the link.
    #warn: graphic images
    # yes: neither its address nor its archived copy is published.
    #confidential: no
    # yes: its licence allows us to publish the copy that we keep of it.
    #snapshot_public: no
    # Under what terms it may be quoted or kept.
    #rights: all rights reserved
    # A grade on the Admiralty scale, with its reason.
    #admiralty:
    #  reliability: B
    #  credibility: 2
    #  reason: Usually right about this place.
    # Never leaves the record.
    #note_internal: Ask the desk for the printed page.

# What was said about the incident: one attribution each, and any number of facts. Write them in the order
# of the article.
statements:
  - source: article
    # Where two statements would have one address, one needs a name of its own.
    #id: first-statement

    # Who speaks: an actor of registry/actors.yml. Left out, the publication speaks in its own voice.
    #by: an-actor
    # Or somebody unnamed, by role and side; `anonymous` only where the source says so.
    #by:
    #  role: a US official
    #  of: an-actor
    #  anonymous: reason not stated

    # The office held that day, the channel, and who relayed it, nearest to the speaker first.
    #as: spokesman
    #in: press-statement
    #via:
    #  - a-news-agency
    # When it was said, and how you know, where the source gives no date.
    #said: <DAY>
    #said_basis: '"on Saturday"'
    # Statements of this record, by their id, that the speaker's side takes back with this one.
    #corrects: first-statement
    # The passage on which the facts below rest. Never published.
    #excerpt: The words of the article.

    # What else was said, in our words; never in quotation marks.
    paraphrase: TODO what the source says

    # Direct speech, word for word as printed, without quotation marks.
    #quote:
    #  text: The words
    #  about: what the words are about, in our words
    #  lang: en
    #  original_lang: ar
    #  # The words of the source, where the text is a translation of ours.
    #  original: الكلمات
    #  # Who translated it: a name, or `ours`.
    #  translator: the newspaper
    #  note: Ours, on what the words do not say for themselves.

    # How many people, by party. `who` is an actor or a party, `count` a number or words: 3, at least 58,
    # more than 40, 3 to 14, some, none, under evaluation. Each is as it was said: none is worked out from
    # another, and nothing is added up.
    #killed:
    #  who: civilians
    #  count: none
    #injured:
    #  - who: civilians
    #    count: at least 3
    #    nature: minor
    #    described: drivers
    #    qualifier: allegedly
    #    of_which:
    #      who: children
    #      count: 2
    #    where: <PLACE>
    #    note: all of them treated on the spot
    #displaced:
    #  who: civilians
    #  count: more than 200
    #  # Where single people are not counted: households or families.
    #  unit: households
<PEOPLE>    # In our words; `none` is a statement too.
    #damage: a hangar burnt out
    # By number: what, how many, and what became of them.
    #losses:
    #  - what: vehicles
    #    count: 24
    #    state: burnt
    #    described: fuel trucks
    #    whose: an-actor
    #    qualifier: allegedly
    #    where: <PLACE>
    #    note: most of them on the road to the town

    # claims, denies, declines, unclaimed; or whom the speaker blames or suspects.
    #responsibility: claims
    #responsibility:
    #  blames: an-actor
    #  described: a group that nobody named
    #  hedge: '"most likely"'
    #  evidence: wreckage that was shown to reporters

    # Where the statement gives another date or place than the header; and the time of day.
    #date: <DAY>
    #place: <PLACE>
    #time: about 18:30
    #duration: about 6 hours
    #position:
    #  distance: 15 nautical miles
    #  direction: south-west
    #  of: <PLACE>
    #  note: as the crew gave it

    # How many attacked.
    #attackers:
    #  count: about 40
    #  described: gunmen on motorcycles
    #  note: they came from two sides
    # Vessels of registry/vessels.yml.
    #vessels: a-vessel

    #weapons:
    #  - rocket
    #projectiles: multiple
    #intercepted:
    #  count: most
    #  note: by the base's own defences
    #launched_from: inside the country
    #targets:
    #  what: an air base
    #  whose: an-actor
    #units: 1st Battalion
    # The id of another incident, of which the speaker calls this one a response.
    #in_response_to: 2024-01-01-another-incident

    # What the speaker could confirm independently, and of whose statements, by their id. It is a statement of
    # its own, of the publication that says so.
    #verification:
    #  result: not-independently-confirmed
    #  of: first-statement
    #  what: the figures of the ministry
    #  note: there was no access to the town

    # Ours: what a reader must know about this statement. And what never leaves the record.
    #note: The statement was deleted the next day.
    #note_internal: Ask for a recording.

# What was said about the surroundings: quotes and paraphrases, running counts, force levels. It never
# dates, places or counts the incident.
#context:
#  - source: article
#    tally:
#      measure: attacks
#      since: 2023-10
#      until: <DAY>
#      as_of: <DAY>
#      count:
#        IQ: at least 58
#        total: 141
#      scope: Attacks on bases; ships are left out.
#    force:
#      who: an-actor
#      count: 2500
#      as_of: <DAY>
#      mission: training

# Prose of ours. Each sentence names its source: [@article]. Empty lines part paragraphs; *stars* stress.
#summary: What happened, in a paragraph. [@article]
#background: What a reader needs to know first. [@article]
#note: Ours, on this page.

# Other incidents that a reader should know.
#related:
#  - incident: 2024-01-01-another-incident
#    why: the same base, three weeks earlier

# News after publication, and errors of ours.
#updates:
#  - on: <DAY>
#    text: The count was raised. [@article]
#corrections:
#  - on: <DAY>
#    kind: corrected
#    was: three were injured
#    now: two were injured
#    note: We had counted one person twice.

# What was taken out after publication: statement, quote or name. `onrecord remove` writes it.
#removed:
#  - on: <DAY>
#    what: quote
#    reason: Why. Never published.

# The right of reply: whom we asked, when, and what came of it.
#asked:
#  - whom: an-actor
#    on: <DAY>
#    outcome: did not answer

# Never leaves the record.
#note_internal: Look for the second video.
"""
