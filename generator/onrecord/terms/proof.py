"""Verdicts: what comparing words with the kept copy of their source can say, and what it cannot."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.language.message import Message
from onrecord.terms.model import Term, Vocabulary


@dataclass(frozen=True, kw_only=True)
class Verdict(Term):
    """A result of the check: `passed` where the words stand in the source; what `readers` see.

    Not `compared`: there was nothing to compare, which is no result of a comparison.
    """

    passed: bool = False
    compared: bool = True
    readers: Message = Message("")


VERDICTS: Vocabulary[Verdict] = Vocabulary(
    name="verdicts",
    title="Verdicts on wording",
    introduction=(
        "What comes of comparing a quotation or an excerpt with the copy of its source that we keep. A match "
        "proves that the copy holds these words; it does not prove that they were spoken. How similar two "
        "texts are decides nothing."
    ),
    standard="",
    terms=(
        Verdict(
            "verbatim",
            "verbatim",
            "The words stand in the copy of the source as one contiguous passage.",
            group="The words stand in the source",
            passed=True,
            readers="The wording matches the source; the original was not seen",
        ),
        Verdict(
            "verbatim-elided",
            "verbatim, shortened",
            "The words stand in the copy in this order, in passages of at least four words; what lies "
            "between is left out and marked […].",
            group="The words stand in the source",
            passed=True,
            readers="The wording matches the source around what […] leaves out; the original was not seen",
        ),
        Verdict(
            "verbatim-bracketed",
            "verbatim, with words of ours",
            "The words stand in the copy, except for those in square brackets, which are ours.",
            group="The words stand in the source",
            passed=True,
            readers="The wording matches the source but for our words in brackets; the original was not seen",
        ),
        Verdict(
            "ambiguous",
            "ambiguous",
            "The exact words stand in several places of the copy, and no excerpt says which one is meant.",
            group="The words stand in the source",
            readers="The words stand in the source more than once; the passage is not settled",
        ),
        Verdict(
            "struck-out",
            "struck out",
            "The words stand in the copy, some or all of them only in text that the source has struck out.",
            group="The words stand in the source",
            readers="The words stand in the source only where it has struck them out",
        ),
        Verdict(
            "near",
            "similar wording",
            "A passage of the copy resembles the words and differs from them.",
            group="The words do not stand there",
            readers="The wording differs from the source",
        ),
        Verdict(
            "not-found",
            "not found",
            "No passage of the copy resembles the words.",
            group="The words do not stand there",
            readers="The wording was not found in the source",
        ),
        Verdict(
            "misattributed",
            "in another source",
            "The words do not stand in the source that is cited, and do stand in another one that we keep.",
            group="The words do not stand there",
            readers="The wording stands in a source other than the one cited",
        ),
        Verdict(
            "no-original",
            "not checked, a translation without its original",
            "The words are our translation, and the record does not give those of the source.",
            group="Nothing could be compared",
            compared=False,
            readers="Not checked: this is our translation, and the record lacks the words of the source",
        ),
        Verdict(
            "visual-order",
            "not checked, letters in visual order",
            "The copy holds Arabic or Hebrew text in the order in which it is seen, from the left, and "
            "not as it is read.",
            group="Nothing could be compared",
            compared=False,
            readers="Not checked: our copy of the source holds its letters in reverse order",
        ),
        Verdict(
            "snapshot-missing",
            "not checked, no snapshot",
            "There is no copy of the source to compare the words with.",
            group="Nothing could be compared",
            compared=False,
            readers="Not checked: no snapshot of the source",
        ),
        Verdict(
            "hash-mismatch",
            "not checked, the snapshot has changed",
            "The copy is no longer the file that was taken: its SHA-256 differs from the one on record.",
            group="Nothing could be compared",
            compared=False,
            readers="Not checked: our copy of the source is damaged",
        ),
    ),
)
