"""How fast quotations are held against snapshots, on one core.

Makes 1,000 texts of 5 to 10 kB and 10,000 quotations, ten of each text; one in ten is false, and its similar
place and difference are looked for too. The peer does the least that one could: NFC and Python's own `in`,
which knows neither typography nor where words end.

    python benchmarks/wording.py [QUOTATIONS] [SNAPSHOTS]
"""

from __future__ import annotations

import random
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable

from onrecord.proof.text import Folded, fold
from onrecord.proof.wording import compare

_SYLLABLES = "ba den kor lis mar no pel ra sto tun vi zan ghe du fi hol jan".split()  # noqa: SIM905


def words(chance: random.Random, number: int) -> list[str]:
    """So many different words."""
    return ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(number)]


def text(chance: random.Random, known: list[str]) -> str:
    """A page's text: paragraphs, wrapped lines, typographic quotes, figures, a few invisible characters."""
    parts: list[str] = []
    while sum(map(len, parts)) < chance.randint(5_000, 10_000):
        sentence = [*chance.choices(known, k=chance.randint(6, 25)), str(chance.randint(2, 9_999))]
        chance.shuffle(sentence)
        line = " ".join(sentence).capitalize()
        if chance.random() < 0.3:
            line = f"“{line},” he said — and didn’t say more"
        if chance.random() < 0.1:
            line = line.replace("o", "o\xad", 2).replace("e", "e\u0301", 1)
        parts.append(line + chance.choice([". ", ".\n", ".\n\n", ".\r\n  "]))
    return "".join(parts)


def quotation(chance: random.Random, source: str) -> str:
    """Some words of the text as an editor would type them; one in ten has a word dropped."""
    found = fold(source).text.split(" ")
    start = chance.randrange(len(found) - 40)
    piece = found[start : start + chance.randint(5, 35)]
    if chance.random() < 0.1:
        del piece[len(piece) // 2]
    return " ".join(piece)


def repeated(times: int) -> tuple[str, Folded]:
    """A quotation of so many pieces that are the same, and a text in which that piece stands 25,000 times."""
    return " […] ".join(["we did not fire"] * times), fold("we did not fire " * 25_000)


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main(quotations: int, snapshots: int) -> None:
    """Prints the time, the verdicts, and the ratio to the peer."""
    chance = random.Random(1)
    known = words(chance, 6_000)
    sources = [text(chance, known) for _ in range(snapshots)]
    cases = [(quotation(chance, sources[i % snapshots]), i % snapshots) for i in range(quotations)]
    verdicts: Counter[str] = Counter()

    def ours() -> None:
        passages = [fold(source) for source in sources]
        for quote, index in cases:
            verdicts[compare(quote, passages[index]).verdict] += 1

    def peer() -> None:
        plain = [unicodedata.normalize("NFC", source) for source in sources]
        found.append(sum(unicodedata.normalize("NFC", quote) in plain[index] for quote, index in cases))

    def everywhere() -> None:
        passages = [fold(source) for source in sources]
        for quote, _ in cases[: quotations // 100]:
            for passage in passages:
                compare(quote, passage, near=False)

    found: list[int] = []
    time_ours, time_peer = timed(ours), timed(peer)
    size = sum(map(len, sources)) / 1e6
    print(f"{quotations:,} quotations, {snapshots:,} snapshots of {size:.1f} million characters in all")
    print(f"  On Record         {time_ours:6.2f} s   {dict(verdicts)}")
    print(f"  NFC and `in`      {time_peer:6.2f} s   {found[0]} found; ratio {time_ours / time_peer:.1f}")
    two, fifty = repeated(2), repeated(50)
    short, long = timed(lambda: compare(*two)), timed(lambda: compare(*fifty))
    print(
        f"  a short quotation 50 times, with […], in 100,000 words: {long:.2f} s; "
        f"ratio to twice {long / short:.1f}"
    )
    print(f"  {quotations // 100} of them in every snapshot {timed(everywhere):6.2f} s")


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:3]]
    main(*given, *(10_000, 1_000)[len(given) :])
