"""Loaded words of either side: whose word each is, why it takes a side, and what says the same without.

The list is ours and no standard's. A site adds to it, changes it or takes from it with a file of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.terms.model import Term, Vocabulary

WEST = "Words of the United States, Israel and their partners"
AXIS = "Words of Iran and the groups allied with it"
EITHER = "Words of any side that assert, excuse or judge"


@dataclass(frozen=True, kw_only=True)
class LoadedTerm(Term):
    """A loaded word.

    ``label`` is how the list prints it, ``definition`` the reason, ``group`` whose word it is. In ``forms``
    a blank stands for a blank or a hyphen, and a star at the end for any ending. ``instead`` says what to
    write. ``claim`` is for what can be true or false: it is left alone where the sentence says who says so.
    """

    forms: tuple[str, ...]
    instead: str
    claim: bool = False


_CLAIMS = frozenset({"self-defence", "precision", "retaliatory", "carried-out", "occupier"})


def _terms(group: str, *rows: tuple[str, ...]) -> tuple[LoadedTerm, ...]:
    return tuple(_term(group, *row) for row in rows)


def _term(group: str, forms: str, reason: str, instead: str, label: str = "") -> LoadedTerm:
    written = tuple(form.strip() for form in forms.split(","))
    label = label or written[0].rstrip("*")
    term_id = label.lower().replace(" ", "-")
    return LoadedTerm(
        term_id, label, reason, group=group, forms=written, instead=instead, claim=term_id in _CLAIMS
    )


LOADED: Vocabulary[LoadedTerm] = Vocabulary(
    name="loaded-words",
    title="Loaded words",
    introduction="Words that take a side when we write them. Inside a quotation they stay as they were said.",
    standard="",
    terms=(
        *_terms(
            WEST,
            (
                "Iran backed, Iranian backed, Tehran backed, backed by Iran, backed by Tehran",
                "Says who supports a group, which the group or Iran may deny.",
                "the group's name; or “whom the Pentagon calls backed by Iran”",
                "Iran-backed",
            ),
            (
                "pro Iran*, Iran aligned, Iran linked, linked to Iran",
                "Files a group under a state that may deny it.",
                "the group's name; or who calls it so",
                "pro-Iran",
            ),
            (
                "proxy, proxies",
                "Says that a group acts for somebody else, which it may deny.",
                "the group's name; who says for whom it acts",
            ),
            (
                "terrorist*, terrorism, terror, terrorise*, terrorize*",
                "Condemns; both sides say it of each other.",
                "what was done, or the group's name; quote who says it",
            ),
            ("regime*", "Denies that a government is one.", "government, or the state's name"),
            (
                "self defence, self defense",
                "Is a claim in law that an attack was justified.",
                "who says that it was in self-defence",
                "self-defence",
            ),
            (
                "precision, surgical*, pinpoint*",
                "Praises a weapon or a strike for hitting nothing else, which only one side says.",
                "strike; who says that it was precise",
            ),
            (
                "malign, rogue, so called",
                "Judges, or doubts a name that others use.",
                "what was done; the name as the group uses it",
            ),
            (
                "collateral damage",
                "Hides who or what was harmed.",
                "who was killed or hurt, what was damaged",
            ),
        ),
        *_terms(
            AXIS,
            (
                "resistance",
                "Says that fighting is justified because it resists somebody.",
                "the group's registered name; fighters",
            ),
            (
                "martyr*",
                "Honours the dead of one side.",
                "killed; dead",
            ),
            (
                "Takfiri*",
                "Is a religious judgement on an opponent.",
                "the group's name: Daesh, Islamic State",
            ),
            (
                "anti terror*, counter terror*",
                "Says that those whom somebody fights are terrorists.",
                "fighters; the group's name; the mission as it is officially called",
                "anti-terror",
            ),
            (
                "purported*, ostensibl*",
                "Says that a stated reason is not the true one.",
                "said to be; who says what it is for",
                "purportedly",
            ),
            (
                "aggression*, aggressor*",
                "Is a judgement in law on who began.",
                "attack, strike; quote who calls it so",
            ),
            (
                "Zionist*",
                "Names Israel by a word that does not recognise it.",
                "Israel; Israeli",
            ),
            (
                "occupier*, occupation force*, occupation forces, occupying force*",
                "Denies that troops are there lawfully, which is in dispute.",
                "US forces; the coalition; who calls it an occupation",
                "occupier",
            ),
            (
                "mercenar*, stooge*, puppet*, lackey*",
                "Says that somebody fights or rules for another's money.",
                "the group's name; quote who says it",
                "mercenary",
            ),
        ),
        *_terms(
            EITHER,
            (
                "admit*, confess*",
                "Says that it is true, and had been hidden.",
                "said; confirmed, where somebody else had said it before",
                "admitted",
            ),
            (
                "reveal*, expose*, lay bare",
                "Says that it is true, and had been hidden.",
                "said; published",
                "revealed",
            ),
            (
                "neutralis*, neutraliz*, eliminat*, liquidat*, taken out",
                "Hides that people were killed.",
                "killed; hit; said that it had killed",
                "neutralised",
            ),
            (
                "retaliat*, reprisal*, in revenge, avenge*",
                "Says who began, and that the answer was due.",
                "a response to …, according to …: `in_response_to` in a statement of who says so",
                "retaliatory",
            ),
            (
                "carried out, carry out, carries out, carrying out",
                "Says who did it, which is claimed, blamed or denied by somebody.",
                "claimed; said that it had attacked; was attacked",
            ),
            (
                "brazen*, cowardly, heinous, barbaric, savage*, heroic*, unprovoked, massacre*",
                "Judges an act.",
                "what happened; quote who judges it",
                "brazen",
            ),
            (
                "innocent",
                "Says that the others are guilty.",
                "civilians, where somebody says that they were",
            ),
            (
                "refused to, failed to",
                "Says that somebody ought to have done it.",
                "did not",
            ),
        ),
    ),
)
