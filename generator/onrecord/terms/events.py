"""What happened: the sub-events of ACLED, under its event types, in words that take no side."""

from __future__ import annotations

from onrecord.terms.model import Term, Vocabulary

EVENT_TYPES: Vocabulary[Term] = Vocabulary(
    name="event-types",
    title="Event types",
    introduction=(
        "The six headings under which kinds of event are listed. A record names the kind; its type follows."
    ),
    standard="ACLED",
    terms=tuple(
        Term(id, label, definition, codes={"ACLED event": code})
        for id, code, label, definition in (
            ("battles", "Battles", "battle", "Armed groups or forces fight each other at one place."),
            (
                "explosions-remote-violence",
                "Explosions/Remote violence",
                "explosion or violence from a distance",
                "A weapon that works at a distance or by exploding is used by one side, and nobody fights "
                "back there.",
            ),
            (
                "violence-against-civilians",
                "Violence against civilians",
                "violence against civilians",
                "An armed group or force harms people who bear no arms.",
            ),
            (
                "protests",
                "Protests",
                "protest",
                "People gather in public for a cause and use no violence themselves.",
            ),
            ("riots", "Riots", "riot", "A crowd without military weapons uses violence."),
            (
                "strategic-developments",
                "Strategic developments",
                "strategic development",
                "Something without political violence that matters for what follows.",
            ),
        )
    ),
)


UNSPECIFIED = "unspecified"
"""The kind of an event that nobody has told: no sub-event of ACLED's, and so without its codes."""


def _kind(type_id: str, id: str, code: str, label: str, plural: str, definition: str) -> Term:
    event = EVENT_TYPES[type_id].codes["ACLED event"]
    return Term(
        id, label, definition, plural, group=event, codes={"ACLED event": event, "ACLED sub-event": code}
    )


EVENTS: Vocabulary[Term] = Vocabulary(
    name="events",
    title="What happened",
    introduction=(
        "The kind of event, as we file it. It says what sort of thing happened and nothing about who was "
        "right: the same word serves every side."
    ),
    standard="ACLED",
    terms=(
        _kind(
            "battles",
            "government-regains-territory",
            "Government regains territory",
            "recapture of territory by a government",
            "recaptures of territory by a government",
            "After fighting, a government's forces hold a place that others held.",
        ),
        _kind(
            "battles",
            "non-state-actor-overtakes-territory",
            "Non-state actor overtakes territory",
            "capture of territory by an armed group",
            "captures of territory by an armed group",
            "After fighting, an armed group holds a place that a government or another group held.",
        ),
        _kind(
            "battles",
            "armed-clash",
            "Armed clash",
            "armed clash",
            "armed clashes",
            "Two armed sides fight, and the place stays with whoever held it.",
        ),
        _kind(
            "explosions-remote-violence",
            "chemical-weapon",
            "Chemical weapon",
            "chemical attack",
            "chemical attacks",
            "A chemical agent meant to harm people is released by a weapon.",
        ),
        _kind(
            "explosions-remote-violence",
            "air-drone-strike",
            "Air/drone strike",
            "air or drone strike",
            "air or drone strikes",
            "Aircraft with or without a crew are used to hit something on the ground or at sea; this "
            "includes drones that carry their charge into the target.",
        ),
        _kind(
            "explosions-remote-violence",
            "suicide-bomb",
            "Suicide bomb",
            "suicide bombing",
            "suicide bombings",
            "Somebody sets off a charge that they carry or drive, and means to die by it.",
        ),
        _kind(
            "explosions-remote-violence",
            "shelling-artillery-missile-attack",
            "Shelling/artillery/missile attack",
            "shelling, artillery or missile attack",
            "shelling, artillery or missile attacks",
            "Shells, mortar rounds, rockets or missiles are fired from the ground or the sea.",
        ),
        _kind(
            "explosions-remote-violence",
            "remote-explosive-landmine-ied",
            "Remote explosive/landmine/IED",
            "explosion of a planted device",
            "explosions of planted devices",
            "A mine or another planted charge goes off, by a timer, by remote control or by its victim.",
        ),
        _kind(
            "explosions-remote-violence",
            "grenade",
            "Grenade",
            "grenade attack",
            "grenade attacks",
            "A grenade is thrown or fired by hand.",
        ),
        _kind(
            "violence-against-civilians",
            "sexual-violence",
            "Sexual violence",
            "sexual violence",
            "",
            "An armed group or force commits sexual violence against civilians.",
        ),
        _kind(
            "violence-against-civilians",
            "attack",
            "Attack",
            "attack on civilians",
            "attacks on civilians",
            "Civilians are beaten, shot, stabbed or otherwise hurt at close quarters.",
        ),
        _kind(
            "violence-against-civilians",
            "abduction-forced-disappearance",
            "Abduction/forced disappearance",
            "abduction or forced disappearance",
            "abductions or forced disappearances",
            "Civilians are taken away, and no other violence against them is reported.",
        ),
        _kind(
            "protests",
            "excessive-force-against-protesters",
            "Excessive force against protesters",
            "protest met with lethal force",
            "protests met with lethal force",
            "Peaceful protesters are killed or badly hurt by those who act against them.",
        ),
        _kind(
            "protests",
            "protest-with-intervention",
            "Protest with intervention",
            "protest with intervention",
            "protests with intervention",
            "A peaceful protest is broken up or people are arrested, without lethal force.",
        ),
        _kind(
            "protests",
            "peaceful-protest",
            "Peaceful protest",
            "peaceful protest",
            "peaceful protests",
            "People protest, and nobody uses force against them.",
        ),
        _kind(
            "riots",
            "violent-demonstration",
            "Violent demonstration",
            "violent demonstration",
            "violent demonstrations",
            "People who demonstrate attack others or destroy things.",
        ),
        _kind(
            "riots",
            "mob-violence",
            "Mob violence",
            "mob violence",
            "",
            "A crowd attacks people or things, and is not demonstrating for anything.",
        ),
        _kind(
            "strategic-developments",
            "agreement",
            "Agreement",
            "agreement",
            "agreements",
            "Parties agree on something: talks, a ceasefire, an exchange, a peace.",
        ),
        _kind(
            "strategic-developments",
            "arrests",
            "Arrests",
            "arrests",
            "",
            "Many people, or people of weight, are detained.",
        ),
        _kind(
            "strategic-developments",
            "change-to-group-activity",
            "Change to group/activity",
            "change in a group or its activity",
            "changes in a group or its activity",
            "A group is founded, splits, joins another, moves its forces or announces a new course.",
        ),
        _kind(
            "strategic-developments",
            "disrupted-weapons-use",
            "Disrupted weapons use",
            "weapon found or stopped before use",
            "weapons found or stopped before use",
            "Weapons are seized, defused or shot down, so that they do not reach what they were meant for.",
        ),
        _kind(
            "strategic-developments",
            "headquarters-or-base-established",
            "Headquarters or base established",
            "setting up of a base",
            "bases set up",
            "A force or a group sets up a headquarters or a base.",
        ),
        _kind(
            "strategic-developments",
            "looting-property-destruction",
            "Looting/property destruction",
            "looting or destruction of property",
            "",
            "Things are taken or destroyed, and no person is attacked.",
        ),
        _kind(
            "strategic-developments",
            "non-violent-transfer-of-territory",
            "Non-violent transfer of territory",
            "change of control without fighting",
            "changes of control without fighting",
            "A place passes from one side to another without a fight.",
        ),
        _kind(
            "strategic-developments",
            "other",
            "Other",
            "other development",
            "other developments",
            "A development that matters and that no other kind describes.",
        ),
        Term(
            UNSPECIFIED,
            "event, kind not stated",
            "Nobody has said of which kind it was: a data set's code may stand for several, and then an "
            "editor decides.",
            "events, kind not stated",
        ),
    ),
)
