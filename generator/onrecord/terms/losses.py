"""What was counted where no single people were, what became of things, and the directions."""

from __future__ import annotations

from onrecord.terms.model import Term, Vocabulary

UNITS: Vocabulary[Term] = Vocabulary(
    name="units",
    title="Units of people",
    introduction=(
        "What a figure of people counts where it does not count them one by one. A figure of households is "
        "never turned into one of people, added to one or compared with one."
    ),
    standard="",
    terms=(
        Term("households", "household", "People who live together, counted as one.", "households"),
        Term("families", "family", "The speaker counts families.", "families"),
    ),
)

THINGS: Vocabulary[Term] = Vocabulary(
    name="things",
    title="Things damaged or lost",
    introduction="What somebody says was damaged, destroyed or taken, by number.",
    standard="",
    terms=(
        Term("buildings", "building", "Buildings of any kind, or not told apart.", "buildings"),
        Term("houses", "house", "Houses and homes.", "houses", broader="buildings"),
        Term("shops", "shop", "Shops and market stalls.", "shops", broader="buildings"),
        Term("schools", "school", "Schools and other places of teaching.", "schools", broader="buildings"),
        Term(
            "health-facilities",
            "health facility",
            "Hospitals, clinics and dispensaries.",
            "health facilities",
            broader="buildings",
        ),
        Term(
            "places-of-worship",
            "place of worship",
            "Churches, mosques, temples and the like.",
            "places of worship",
            broader="buildings",
        ),
        Term("shelters", "shelter", "Tents, huts and other shelters.", "shelters"),
        Term("vehicles", "vehicle", "Vehicles on land.", "vehicles"),
        Term("vessels", "vessel", "Ships and boats.", "vessels"),
        Term("aircraft", "aircraft", "Aeroplanes, helicopters and unmanned aircraft.", "aircraft"),
        Term("animals", "animal", "Cattle and other animals.", "animals"),
    ),
)

LOSSES: Vocabulary[Term] = Vocabulary(
    name="losses",
    title="What became of things",
    introduction="What the speaker says became of them, in the speaker's own degree.",
    standard="",
    terms=(
        Term("destroyed", "destroyed", "The speaker says destroyed."),
        Term("damaged", "damaged", "The speaker says damaged, or hit."),
        Term("burnt", "burnt", "The speaker says burnt or set on fire."),
        Term("sunk", "sunk", "A vessel that went down."),
        Term("looted", "looted", "The speaker says looted or robbed of what they held."),
        Term("seized", "seized", "Taken by somebody who keeps them."),
        Term("lost", "damaged or destroyed", "The speaker does not tell damage and destruction apart."),
    ),
)

_WINDS = (
    *("north", "north-north-east", "north-east", "east-north-east", "east", "east-south-east", "south-east"),
    *("south-south-east", "south", "south-south-west", "south-west", "west-south-west", "west"),
    *("west-north-west", "north-west", "north-north-west"),
)
DIRECTIONS: Vocabulary[Term] = Vocabulary(
    name="directions",
    title="Directions",
    introduction="In which direction from a place something lay.",
    standard="",
    terms=tuple(Term(one, one, f"To the {one} of the place.") for one in _WINDS),
)
