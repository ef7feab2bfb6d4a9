"""Words of likelihood with their percentages, and levels of confidence, as ICD 203 uses them."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.terms.model import Term, Vocabulary

PERCENT = "ICD 203"
STEPS = ((1, 5), (5, 20), (20, 45), (45, 55), (55, 80), (80, 95), (95, 99))


@dataclass(frozen=True, kw_only=True)
class Likelihood(Term):
    """A word of likelihood: its step in percent, from `low` to `high`, and the row (1 or 2) it belongs to."""

    low: int
    high: int
    row: int


def _row(row: int, labels: tuple[str, ...]) -> tuple[Likelihood, ...]:
    return tuple(
        Likelihood(
            label.replace(" ", "-"),
            label,
            f"Between {low} and {high} in a hundred.",
            group="First row" if row == 1 else "Second row",
            codes={PERCENT: f"{low:02}\N{EN DASH}{high:02} %"},
            low=low,
            high=high,
            row=row,
        )
        for label, (low, high) in zip(labels, STEPS, strict=True)
    )


LIKELIHOODS: Vocabulary[Likelihood] = Vocabulary(
    name="likelihoods",
    title="Words of likelihood",
    introduction=(
        "Our own judgements of likelihood use one of these words, all from one row on a page, and never "
        "stand in one sentence with a level of confidence. Inside a quotation every word stays as it was "
        "said."
    ),
    standard="ICD 203",
    terms=(
        *_row(
            1,
            (
                "almost no chance",
                "very unlikely",
                "unlikely",
                "roughly even chance",
                "likely",
                "very likely",
                "almost certain",
            ),
        ),
        *_row(
            2,
            (
                "remote",
                "highly improbable",
                "improbable",
                "roughly even odds",
                "probable",
                "highly probable",
                "nearly certain",
            ),
        ),
    ),
)

CONFIDENCES: Vocabulary[Term] = Vocabulary(
    name="confidences",
    title="Levels of confidence",
    introduction=(
        "How good the ground of a judgement is. It is not a likelihood, and never stands in one sentence "
        "with one."
    ),
    standard="ICD 203",
    terms=(
        Term("low", "low confidence", "The sources are few, weak or at odds.", codes={PERCENT: "low"}),
        Term(
            "moderate",
            "moderate confidence",
            "The sources are credible and leave other readings open.",
            codes={PERCENT: "moderate"},
        ),
        Term(
            "high",
            "high confidence",
            "Several good sources agree; the judgement can still be wrong.",
            codes={PERCENT: "high"},
        ),
    ),
)
