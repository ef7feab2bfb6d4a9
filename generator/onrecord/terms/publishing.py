"""Where a record and its story stand, what changed, and who may share it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.terms.model import Term, Vocabulary

PUB_STATUS = "IPTC ninjs pubStatus"
TLP_LABEL = "TLP 2.0"


@dataclass(frozen=True, kw_only=True)
class Publication(Term):
    """A state of a record. `public` is whether its content may stand in a built site, feed or export."""

    public: bool


@dataclass(frozen=True, kw_only=True)
class CorrectionKind(Term):
    """A kind of change after publication. `ours` is whether it mends our words; otherwise it brings news."""

    ours: bool


STORY: Vocabulary[Term] = Vocabulary(
    name="story",
    title="Story",
    introduction="Whether we still expect the account to change.",
    standard="",
    terms=(
        Term("developing", "developing", "New or different accounts are to be expected."),
        Term(
            "settled",
            "no longer followed",
            "We do not look for new accounts any more. It says nothing of which account is right.",
        ),
    ),
)

PUBLISH: Vocabulary[Publication] = Vocabulary(
    name="publish",
    title="Publication",
    introduction=(
        "Where a record stands on its way to readers. A published record with an embargo is withheld until "
        "that time."
    ),
    standard="IPTC ninjs",
    terms=(
        Publication(
            "draft",
            "draft",
            "Being written; seen in the preview only.",
            codes={PUB_STATUS: "withheld"},
            public=False,
        ),
        Publication(
            "in-review",
            "in review",
            "Waiting for a second pair of eyes; seen in the preview only.",
            codes={PUB_STATUS: "withheld"},
            public=False,
        ),
        Publication(
            "published",
            "published",
            "On the site, once its embargo has ended.",
            codes={PUB_STATUS: "usable"},
            public=True,
        ),
        Publication(
            "withdrawn",
            "withdrawn",
            "Taken back; its address says so and nothing else.",
            codes={PUB_STATUS: "canceled"},
            public=False,
        ),
    ),
)

COVERAGE: Vocabulary[Term] = Vocabulary(
    name="coverage",
    title="Coverage",
    introduction="Whether the number of incidents in an archive, or for a measure, may be read as a count.",
    standard="",
    terms=(
        Term(
            "sample",
            "sample",
            "We selected the incidents; how many there are says nothing about how many there were.",
        ),
        Term(
            "complete",
            "complete",
            "We recorded every incident that fits the stated rule, so their number is a count.",
        ),
    ),
)

CORRECTION_KINDS: Vocabulary[CorrectionKind] = Vocabulary(
    name="correction-kinds",
    title="Changes after publication",
    introduction="Updates are news, corrections mend what we wrote, and the two are never listed together.",
    standard="schema.org",
    terms=(
        CorrectionKind("updated", "updated", "Something new became known.", ours=False),
        CorrectionKind(
            "clarified",
            "clarified",
            "What we wrote was right and could be misread.",
            codes={"schema.org type": "CorrectionComment"},
            ours=True,
        ),
        CorrectionKind(
            "corrected",
            "corrected",
            "What we wrote was wrong.",
            codes={"schema.org type": "CorrectionComment"},
            ours=True,
        ),
        CorrectionKind(
            "status-changed", "status changed", "The story or the record passed to another state.", ours=False
        ),
    ),
)

REMOVALS: Vocabulary[Term] = Vocabulary(
    name="removals",
    title="Removals",
    introduction="What was taken out of a record after publication. The page says that it was, and not why.",
    standard="",
    terms=(
        Term("statement", "statement", "A whole statement was taken out."),
        Term("quote", "quotation", "A quotation was taken out; the rest of its statement stays."),
        Term("name", "name", "A name was taken out wherever it stood."),
    ),
)

TLP: Vocabulary[Term] = Vocabulary(
    name="tlp",
    title="Traffic Light Protocol",
    introduction="Who may share a record, for sites that are not open to everybody.",
    standard="TLP 2.0",
    terms=(
        Term("red", "red", "For the people addressed, and nobody else.", codes={TLP_LABEL: "RED"}),
        Term(
            "amber-strict",
            "amber, strict",
            "For those in the addressee's organisation who need it.",
            codes={TLP_LABEL: "AMBER+STRICT"},
        ),
        Term(
            "amber",
            "amber",
            "For those in the addressee's organisation and among its clients who need it.",
            codes={TLP_LABEL: "AMBER"},
        ),
        Term(
            "green",
            "green",
            "For the addressee's community, and not for publication.",
            codes={TLP_LABEL: "GREEN"},
        ),
        Term("clear", "clear", "For everybody.", codes={TLP_LABEL: "CLEAR"}),
    ),
)
