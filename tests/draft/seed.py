"""The seed article, with what its finished record in tests/sites/seed has of it."""

from __future__ import annotations

from pathlib import Path

from tests.draft.measure import Expected
from tests.helpers import SITES

SEED_SITE = Path(__file__).parent / "seed"
FINISHED = SITES / "seed" / "briefings" / "2024" / "2024-01-20-ain-al-asad.yml"
TEXT = (SEED_SITE / "article.txt").read_text("utf-8")
SEED = Expected(
    "seed",
    "the seed article",
    TEXT,
    "2024-01-20/2024-01-26",
    date="2024-01-20",
    statements=[
        {
            "words": "US personnel suffered",
            "role": "a US official",
            "figures": ["injured some us-forces", "injured 1 iraqi-security-forces"],
        },
        {
            "words": "Central Command said",
            "by": "us-central-command",
            "in": "press-statement",
            "via": ["reuters"],
            "figures": ["projectiles multiple", "injured under evaluation us-forces"],
        },
        {"words": "claimed responsibility", "by": "islamic-resistance-in-iraq", "in": "telegram"},
        {
            "words": "It said the base",
            "by": "islamic-resistance-in-iraq",
            "figures": ["projectiles a large number"],
            "quote": "directly hit their targets",
        },
        {"words": "at least 58 times", "own": "yes", "figures": ["tally at least 58", "tally 83"]},
        {"words": "900 troops", "own": "yes", "figures": ["force 2500 us-forces", "force 900 us-forces"]},
        {"words": "senior Iraqi commander", "role": "a senior Iraqi commander"},
        {"words": "Yahya Rasool underscored", "by": "yahya-rasool"},
        {"words": "repeated his call", "by": "mohammed-al-sudani", "said": "2024-01-18"},
        {
            "words": "It is also a necessity",
            "by": "mohammed-al-sudani",
            "quote": (
                "It is also a necessity for preserving constructive bilateral relations between Iraq and the "
                "coalition countries"
            ),
        },
    ],
)
