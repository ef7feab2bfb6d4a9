"""With what: the weapon types of GTD, and the finer ones below its Firearms and Explosives."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.terms.model import Term, Vocabulary

EXPLOSIVES = "6 Explosives"
FIREARMS = "5 Firearms"
PROJECTILE = "Projectile (rockets, mortars, RPGs, etc.)"


@dataclass(frozen=True, kw_only=True)
class Weapon(Term):
    """A weapon. ``countable`` is whether it is fired or flown one by one, so that one asks how many."""

    countable: bool = False


def _type(code: str, id: str, label: str, plural: str, definition: str) -> Weapon:
    return Weapon(id, label, definition, plural, group="Types", codes={"GTD weapon type": code})


_COUNTED = frozenset(
    (
        "missile",
        "ballistic-missile",
        "cruise-missile",
        "rocket",
        "rocket-propelled-grenade",
        "mortar",
        "artillery",
        "unspecified-drone",
        "one-way-attack-drone",
        "armed-drone",
    )
)


def _explosive(
    id: str, label: str, plural: str, definition: str, subtype: str = "", broader: str = "explosives"
) -> Weapon:
    codes = {"GTD weapon type": EXPLOSIVES}
    if subtype:
        codes["GTD weapon subtype"] = subtype
    return Weapon(
        id,
        label,
        definition,
        plural,
        group="Explosives",
        broader=broader,
        codes=codes,
        countable=id in _COUNTED,
    )


def _firearm(id: str, label: str, plural: str, definition: str, subtype: str) -> Weapon:
    codes = {"GTD weapon type": FIREARMS, "GTD weapon subtype": subtype}
    return Weapon(id, label, definition, plural, group="Firearms", broader="firearms", codes=codes)


WEAPONS: Vocabulary[Weapon] = Vocabulary(
    name="weapons",
    title="Weapons",
    introduction=(
        "What a statement says was used, as exactly as the statement says it and no more exactly. GTD "
        "cannot tell a ballistic missile from a rocket, so its types have finer terms of ours below them. "
        "Which source said missile and which said rocket stays visible: two words are two accounts."
    ),
    standard="GTD",
    terms=(
        _type(
            "1 Biological",
            "biological",
            "biological weapon",
            "biological weapons",
            "Germs or toxins meant to harm.",
        ),
        _type(
            "2 Chemical",
            "chemical",
            "chemical weapon",
            "chemical weapons",
            "A poisonous agent, in whatever it is sent.",
        ),
        _type(
            "3 Radiological",
            "radiological",
            "radiological weapon",
            "radiological weapons",
            "Radioactive material that is spread without a nuclear explosion.",
        ),
        _type(
            "4 Nuclear",
            "nuclear",
            "nuclear weapon",
            "nuclear weapons",
            "A device that explodes by a nuclear reaction.",
        ),
        _type(
            FIREARMS,
            "firearms",
            "firearm",
            "firearms",
            "A gun carried by one person or a few, kind not given.",
        ),
        _firearm(
            "automatic-rifle",
            "automatic rifle",
            "automatic rifles",
            "A rifle that loads itself; machine guns carried by hand are included.",
            "Automatic or Semi-Automatic Rifle",
        ),
        _firearm(
            "rifle",
            "rifle",
            "rifles",
            "A rifle or shotgun that does not load itself.",
            "Rifle/Shotgun (non-automatic)",
        ),
        _firearm("handgun", "handgun", "handguns", "A pistol or revolver.", "Handgun"),
        _firearm(
            "mounted-gun",
            "mounted gun",
            "mounted guns",
            "A heavy machine gun or light cannon on a vehicle or a stand.",
            "Other Gun Type",
        ),
        _type(
            EXPLOSIVES,
            "explosives",
            "explosive weapon",
            "explosive weapons",
            "Something that harms by exploding, kind not given.",
        ),
        _explosive(
            "missile",
            "missile",
            "missiles",
            "A missile, where the source does not say of which kind.",
            PROJECTILE,
        ),
        _explosive(
            "ballistic-missile",
            "ballistic missile",
            "ballistic missiles",
            "A missile that is driven for the first part of its flight and then falls in an arc; every "
            "range is included.",
            PROJECTILE,
            "missile",
        ),
        _explosive(
            "cruise-missile",
            "cruise missile",
            "cruise missiles",
            "A missile that flies under power, and low, all the way.",
            PROJECTILE,
            "missile",
        ),
        _explosive(
            "rocket",
            "rocket",
            "rockets",
            "A rocket without guidance, or one that a source simply calls a rocket: Katyusha, Grad and "
            "others.",
            PROJECTILE,
        ),
        _explosive(
            "rocket-propelled-grenade",
            "rocket-propelled grenade",
            "rocket-propelled grenades",
            "A small rocket with a charge, fired from the shoulder.",
            PROJECTILE,
        ),
        _explosive(
            "mortar", "mortar round", "mortar rounds", "A bomb fired in a high arc from a mortar.", PROJECTILE
        ),
        _explosive(
            "artillery",
            "artillery shell",
            "artillery shells",
            "A shell fired by a gun or howitzer.",
            PROJECTILE,
        ),
        _explosive(
            "unspecified-drone",
            "drone",
            "drones",
            "An aircraft without a crew that attacks, where the source does not say how.",
        ),
        _explosive(
            "one-way-attack-drone",
            "one-way attack drone",
            "one-way attack drones",
            "A drone that carries its charge into the target and is lost in doing so.",
            broader="unspecified-drone",
        ),
        _explosive(
            "armed-drone",
            "armed drone",
            "armed drones",
            "A drone that fires or drops a weapon and can come back.",
            broader="unspecified-drone",
        ),
        _explosive(
            "crewed-aircraft",
            "crewed aircraft",
            "",
            "An aircraft with a crew that attacks, where the source does not say with what.",
        ),
        _explosive(
            "air-dropped-munition",
            "air-dropped munition",
            "air-dropped munitions",
            "A bomb or missile released by an aircraft.",
        ),
        _explosive("grenade", "hand grenade", "hand grenades", "A small charge thrown by hand.", "Grenade"),
        _explosive(
            "landmine", "landmine", "landmines", "A manufactured mine laid in or on the ground.", "Landmine"
        ),
        _explosive(
            "improvised-explosive-device",
            "improvised explosive device",
            "improvised explosive devices",
            "A home-made charge that is planted, by a road for example.",
        ),
        _explosive(
            "vehicle-bomb",
            "vehicle bomb",
            "vehicle bombs",
            "A charge in a vehicle, parked or driven.",
            "Vehicle",
            "improvised-explosive-device",
        ),
        _explosive(
            "suicide-vest",
            "explosive vest",
            "explosive vests",
            "A charge worn or carried by the person who sets it off.",
            "Suicide (carried bodily by human being)",
            "improvised-explosive-device",
        ),
        _type(
            "7 Fake weapons",
            "fake-weapons",
            "fake weapon",
            "fake weapons",
            "Something made to look like a weapon.",
        ),
        _type(
            "8 Incendiary",
            "incendiary",
            "incendiary weapon",
            "incendiary weapons",
            "Fire, or something that starts it.",
        ),
        _type(
            "9 Melee",
            "melee",
            "weapon used by hand",
            "weapons used by hand",
            "A blade, a club, a stone, bare hands.",
        ),
        _type(
            "10 Vehicle",
            "vehicle",
            "vehicle driven at people",
            "vehicles driven at people",
            "A vehicle itself is the weapon; a charge inside it is a vehicle bomb.",
        ),
        _type(
            "11 Sabotage equipment",
            "sabotage-equipment",
            "means of sabotage",
            "",
            "Tools used to break something that others depend on, such as a rail or a cable.",
        ),
        _type("12 Other", "other", "other weapon", "other weapons", "A weapon that no other term describes."),
        _type(
            "13 Unknown",
            "unknown",
            "weapon not known",
            "weapons not known",
            "The speaker says that the weapon is not known. Where nobody speaks of a weapon, the field is "
            "left out.",
        ),
    ),
)
