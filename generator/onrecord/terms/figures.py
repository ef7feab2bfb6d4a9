"""Results of looking for a figure in the passage that its statement rests on."""

from __future__ import annotations

from onrecord.terms.model import Vocabulary
from onrecord.terms.proof import Verdict

FIGURE_RESULTS: Vocabulary[Verdict] = Vocabulary(
    name="figure-results",
    title="Results for figures",
    introduction=(
        "What comes of looking for a figure in its passage, the excerpt that we copied from the source. A "
        "figure that is found was given by the source; whether it is right is another question."
    ),
    standard="",
    terms=(
        Verdict(
            "found",
            "found",
            "The passage gives the number, in numerals or in words, with the same bound; or it has the word "
            "(“several”) that stands for it.",
            passed=True,
            readers="The figure stands in the passage that it rests on",
        ),
        Verdict(
            "not-found",
            "not found",
            "No number of the passage is this figure.",
            readers="The figure was not found in the passage that it rests on",
        ),
        Verdict(
            "bound-differs",
            "bound differs",
            "The passage gives the number with another bound: “58” where the figure is “at least 58”, or the "
            "reverse.",
            readers="The passage gives the number, and bounds it in another way",
        ),
        Verdict(
            "other-matter",
            "of another matter",
            "The passage ties the number to something else, such as “35 released” where the figure is of the "
            "killed, or to a part of it; or no word says what it counts.",
            readers="The passage gives the number for something else, or does not say for what",
        ),
        Verdict(
            "no-number",
            "no number to check",
            "The figure is a word (“some”, “under evaluation”) that the passage does not use.",
            readers="No number to check",
        ),
        Verdict(
            "digits",
            "digits found, the rest not checked, language",
            "The passage is in a language that is not read, and has the digits of the figure. How they are "
            "bounded and what they count was not checked.",
            passed=True,
            readers="The digits stand in the passage that it rests on; the rest was not checked: language",
        ),
        Verdict(
            "other-language",
            "not checked, language",
            "The passage is in a language that is not read, and has not the digits of the figure. It may "
            "give it in words.",
            readers="Not checked: language",
        ),
        Verdict(
            "no-passage",
            "not checked, no passage",
            "The statement names no passage of its source.",
            compared=False,
            readers="Not checked: no passage of the source is named",
        ),
        Verdict(
            "derived",
            "derived",
            "The number is ours: the sentence in which it stands is marked as ours.",
            readers="Ours: the source does not print this number",
        ),
    ),
)
