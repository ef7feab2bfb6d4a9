"""Who was harmed, taken or freed, where no actor is named: the parties that a figure of people may be of."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.language import ngettext
from onrecord.language.message import Message, english
from onrecord.terms.model import Term, Vocabulary

DEATHS = "UCDP deaths column"

EITHER_SIDE = "deaths_a or deaths_b"
"""Fighters count for the side they fought on, which a party term alone does not tell."""


@dataclass(frozen=True, kw_only=True)
class Party(Term):
    """People of one sort. `label` names them, `one` and `many` follow a count.

    For example "3 people, side not stated".
    """

    one: Message = Message()
    many: Message = Message()

    def words(self, number: int) -> str:
        """The form that follows `number`."""
        return ngettext(english(self, "one"), english(self, "many"), number)


def _party(id: str, label: str, column: str, definition: str, one: str, many: str = "") -> Party:
    """``label`` names people in the plural; ``many`` is what follows a count where that is not the label."""
    return Party(id, label, definition, codes={DEATHS: column}, one=one, many=many or label)


PARTIES: Vocabulary[Party] = Vocabulary(
    name="parties",
    title="Parties that are not named actors",
    introduction=(
        "Who was killed, injured, missing, taken or freed, where the speaker names no force or group of the "
        "registry. A label here is what the speaker called the people, not what we hold them to be: one "
        "account's civilian can be another's fighter."
    ),
    standard="UCDP GED",
    terms=(
        _party(
            "civilians",
            "civilians",
            "deaths_civilians",
            "People whom the speaker calls civilians, or who by trade are.",
            one="civilian",
        ),
        _party(
            "children",
            "children",
            "deaths_civilians",
            "People whom the speaker calls children or minors.",
            one="child",
        ),
        _party("women", "women", "deaths_civilians", "People whom the speaker counts as women.", one="woman"),
        _party(
            "aid-workers",
            "aid workers",
            "deaths_civilians",
            "People who work for a relief organisation.",
            one="aid worker",
        ),
        _party(
            "crew",
            "crew members",
            "deaths_civilians",
            "Seafarers on board of a merchant or fishing vessel.",
            one="crew member",
        ),
        _party(
            "journalists",
            "journalists",
            "deaths_civilians",
            "People who report for the press.",
            one="journalist",
        ),
        _party(
            "medical-staff",
            "medical staff",
            EITHER_SIDE,
            "Doctors, nurses and medics, of a force or not.",
            one="member of medical staff",
            many="medical staff",
        ),
        _party(
            "detainees",
            "detainees",
            "deaths_unknown",
            "People who were held by a party to the fighting.",
            one="detainee",
        ),
        _party(
            "security-forces",
            "security forces",
            EITHER_SIDE,
            "Soldiers or police, where the speaker does not say whose.",
            one="member of security forces",
            many="members of security forces",
        ),
        _party(
            "fighters",
            "fighters, group not named",
            EITHER_SIDE,
            "Armed people of a group that the speaker does not name.",
            one="fighter, group not named",
        ),
        _party(
            "attackers",
            "attackers",
            EITHER_SIDE,
            "Those who, in the speaker's account, took part in the attack.",
            one="attacker",
        ),
        _party(
            "mixed",
            "different groups counted together",
            "deaths_unknown",
            "One figure for people of several parties, not told apart.",
            one="person of one of several groups",
            many="people of different groups",
        ),
        _party(
            "unspecified",
            "people, side not stated",
            "deaths_unknown",
            "The speaker does not say who the people were.",
            one="person, side not stated",
        ),
    ),
)
