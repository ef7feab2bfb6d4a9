"""False quotations are never called verbatim, and typography never makes a true one false.

What must not match is decided here, by the plain text and not by the matcher: a mutant that stands in its
article by chance is left out.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from itertools import count

from onrecord.proof.text import fold
from onrecord.proof.wording import compare
from tests.proof.corpus import ARTICLES, quotes
from tests.proof.mutations import FALSE, SAME, mutants

NUMBER = 2_500
_DASHES = str.maketrans("“”‘’—‑", "\"\"''--")


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text.translate(_DASHES)).replace("\u200c", "").split())


def _by_chance(mutant: str, article: str) -> bool:
    """Whether the mutant's characters stand in the article, as whole words, so that it is not false."""
    edge = r"(?![\w%+]|[.,:'/-]\w|\"\w|״\w)"
    start = r"(?<![\w$])(?<!\w[.,:'/״-])"
    return re.search(f"{start}{re.escape(_plain(mutant))}{edge}", _plain(article)) is not None


def suite() -> list[tuple[str, str, str]]:
    """(article, kind of change, false quotation), ``NUMBER`` of them, the same every time."""
    found: list[tuple[str, str, str]] = []
    seen: set[str] = set()
    true = [(article, quote) for article in ARTICLES for quote in quotes(article)]
    random.Random(5).shuffle(true)
    for seed in count():
        for article, quote in true:
            for name, mutant in mutants(quote, seed):
                if mutant in seen or _by_chance(mutant, article):
                    continue
                seen.add(mutant)
                found.append((article, name, mutant))
            if len(found) >= NUMBER:
                return found[:NUMBER]
    raise AssertionError


def test_no_false_quotation_is_called_verbatim() -> None:
    """Of thousands of changed quotations none is verbatim, shortened, bracketed or ambiguous."""
    passages = {article: fold(article) for article in ARTICLES}
    cases = suite()
    assert len(cases) == NUMBER
    verdicts = [(name, mutant, compare(mutant, passages[article])) for article, name, mutant in cases]
    wrong = [(name, mutant) for name, mutant, match in verdicts if match.verdict not in ("near", "not-found")]
    assert wrong == []
    # A difference is shown wherever a place is.
    assert all(
        any(step.kind != "same" for step in match.difference) == (match.verdict == "near")
        for _, _, match in verdicts
    )
    # Every kind of change is there often enough to mean something.
    kinds = Counter(name for name, _, _ in verdicts)
    assert set(kinds) == set(FALSE)
    assert min(kinds.values()) >= 20, kinds


def test_every_true_quotation_is_verbatim_in_any_typography() -> None:
    """Line wraps, quotes, dashes, hyphens, NFD, invisible characters: in the quotation or in the source."""
    chance = random.Random(7)
    wrong = []
    for article in ARTICLES:
        for name, change in SAME.items():
            changed = change(article, chance)
            assert changed is not None
            passages = fold(article), fold(changed)
            for quote in quotes(article):
                other = change(quote, chance)
                assert other is not None
                for words, passage in ((other, passages[0]), (quote, passages[1]), (other, passages[1])):
                    match = compare(words, passage)
                    if match.verdict not in ("verbatim", "ambiguous") or (
                        fold(passage.original[slice(*match.spans[0])]).text != fold(quote).text
                    ):
                        wrong.append((name, quote, match.verdict))
    assert wrong == []


def test_true_quotations_are_verbatim_at_their_place() -> None:
    """Each of them is found where it stands, and most of them once."""
    verdicts: Counter[str] = Counter()
    for article in ARTICLES:
        passage = fold(article)
        for quote in quotes(article):
            match = compare(quote, passage)
            verdicts[match.verdict] += 1
            assert " ".join(article[slice(*match.spans[0])].split()) == quote
    assert set(verdicts) <= {"verbatim", "ambiguous"}
    assert verdicts["verbatim"] > 300


def test_a_true_quotation_shortened_with_a_mark_is_elided() -> None:
    """Four words and more on each side of […], in order, are the source's; the wrong order is not."""
    elided = 0
    for article in ARTICLES:
        passage = fold(article)
        for quote in quotes(article):
            words = [word for word in quote.split() if any(map(str.isalnum, word))]
            if len(words) < 12 or len(words) < len(quote.split()):
                continue
            first, last = " ".join(words[:5]), " ".join(words[-5:])
            if _by_chance(f"{first} […] {last}", article):
                continue
            if not all(_by_chance(part, article) for part in (first, last)):
                continue
            elided += 1
            assert compare(f"{first} […] {last}", passage).verdict in ("verbatim-elided", "ambiguous")
            assert compare(f"{first} [...] {last}", passage).verdict in ("verbatim-elided", "ambiguous")
            assert compare(f"{last} […] {first}", passage).verdict in ("near", "not-found")
    assert elided > 50
