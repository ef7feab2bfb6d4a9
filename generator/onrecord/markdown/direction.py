"""The direction in which words of a language are written."""

from __future__ import annotations

#: Languages that are written from the right, where their tag does not name another script.
_FROM_THE_RIGHT = frozenset("ar arc ckb dv fa he ks lrc mzn pnb ps sd syr ug ur yi".split())  # noqa: SIM905
_SCRIPTS_FROM_THE_RIGHT = frozenset("adlm arab hebr mand nkoo rohg samr syrc thaa".split())  # noqa: SIM905


def direction(tag: str | None) -> str:
    """The value of ``dir`` for words in a language: ``rtl`` for ``ar``; ``auto`` where the words decide."""
    language, *subtags = (tag or "").lower().split("-")
    script = next((one for one in subtags if len(one) == 4 and one.isalpha()), "")
    from_the_right = script in _SCRIPTS_FROM_THE_RIGHT if script else language in _FROM_THE_RIGHT
    return "rtl" if from_the_right else "auto"
