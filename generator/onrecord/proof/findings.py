"""Results that an editor must know of, as problems: what does not stand where the record says it does."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.problems import Place, Problem, Severity
from onrecord.proof.difference import Step
from onrecord.proof.extract import REVERSED
from onrecord.proof.items import Item
from onrecord.proof.lock import Check
from onrecord.proof.prose_figures import ProseFigure
from onrecord.proof.verify import Result

_COPY = "copy the words from the source, and mark what you leave out with […] and what you put in with [ ]"
_MATTER = (
    "quote the passage with the words for it as `excerpt`, "
    "or move the figure to the fact and party that it is of"
)
_FIGURE = "give the passage in which it stands as `excerpt`, or correct the figure"


def finding(item: Item, check: Check, place: Place) -> Problem | None:
    """What a result of the lock says against an item; None where it says nothing against it."""
    return _problem(item, place, check.verdict, check.source, check.elsewhere)


def findings(result: Result, place: Place) -> list[Problem]:
    """What a new result says against its item, with the difference."""
    item, found = result.item, list[Problem]()
    if result.verdict == "hash-mismatch":
        what = f"the copy of `{result.source}` is not the file that was taken: its SHA-256 differs"
        hint = "take the copy anew: `onrecord snapshot`; then read what differs"
        found.append(Problem("snapshot-changed", place, what, hint))
    elif one := _problem(
        item, place, result.verdict, result.source, result.elsewhere, result.detail, shown(result.difference)
    ):
        found.append(one)
    if result.negation:
        what = "what is left out at […] holds a negation"
        hint = "read the whole sentence again; quote it in full where leaving it out changes what it says"
        found.append(Problem("wording-negation", place, what, hint, Severity.WARNING))
    return found


def prose_finding(figure: ProseFigure, place: Place) -> Problem | None:
    """What a number in prose is told for; None where it is found, ours, or nothing could be compared."""
    names = " and ".join(f"`{one}`" for one in figure.cited)
    if figure.verdict == "not-found":
        what = f"“{figure.words}” stands in no passage of {names}, and is no figure of a statement from there"
        hint = "correct it, cite its source, or mark the sentence as yours: [@ours]"
        return Problem("figure-not-found", place, what, hint, Severity.WARNING)
    if figure.verdict == "bound-differs":
        what = f"“{figure.words}” is bounded in another way in {names}"
        hint = "write “at least”, “about” and the like as the source does"
        return Problem("figure-bound", place, what, hint, Severity.WARNING)
    return None


def _problem(
    item: Item,
    place: Place,
    verdict: str,
    source: str,
    elsewhere: str,
    detail: str = "",
    difference: str = "",
) -> Problem | None:
    name = source.rpartition("/")[2]
    what = f"this {item.kind}"
    if verdict == "near":
        hint = "\n".join(filter(None, [f"the source has: {difference}" if difference else "", _COPY]))
        return Problem("wording-differs", place, f"{what} differs from the wording of `{name}`", hint)
    if verdict == "not-found":
        if item.count is not None:
            said = detail or f"{item.words} is not in the passage"
            return Problem("figure-not-found", place, said, _FIGURE)
        return Problem("wording-differs", place, detail or f"{what} does not stand in `{name}`", _COPY)
    if verdict == "misattributed":
        other = elsewhere.rpartition("/")[2]
        said = f"{what} does not stand in `{name}`, and does in `{other}`"
        return Problem("wording-elsewhere", place, said, f"cite `source: {other}` for it")
    if verdict == "ambiguous":
        said = f"{what} stands in `{name}` more than once"
        hint = "give the passage that is meant as `excerpt`, or quote more words"
        return Problem("wording-ambiguous", place, said, hint, Severity.WARNING)
    if verdict == "struck-out":
        said = f"{what} stands in `{name}` only in text that is struck out there"
        hint = "quote what the source says now; or say in a `note` that these words were taken back"
        return Problem("wording-struck", place, said, hint, Severity.WARNING)
    if verdict == "visual-order":
        said = f"{what} was not compared: the copy of `{name}` holds its letters in reverse order"
        return Problem("wording-reversed", place, said, REVERSED, Severity.WARNING)
    if verdict == "no-original":
        said = f"{what} was not compared: it is a translation of ours, and `original` is missing"
        hint = f"give the words of `{name}` as `original`, beside `original_lang`"
        return Problem("wording-translated", place, said, hint, Severity.WARNING)
    if verdict == "bound-differs":
        said = detail or f"the passage bounds {item.words} differently"
        hint = "write the figure with the bound of the passage, for example `at least 58`"
        return Problem("figure-bound", place, said, hint, Severity.WARNING)
    if verdict == "other-matter":
        said = detail or f"the passage gives {item.words} for something else, or does not say for what"
        return Problem("figure-of-another-matter", place, said, _MATTER, Severity.WARNING)
    return None


def shown(steps: Iterable[Step]) -> str:
    """A difference word by word: what the record has too much in [-…-], what it lacks in {+…+}."""
    marks = {"same": ("", ""), "ours": ("[-", "-]"), "theirs": ("{+", "+}")}
    return " ".join(f"{marks[step.kind][0]}{step.words}{marks[step.kind][1]}" for step in steps)
