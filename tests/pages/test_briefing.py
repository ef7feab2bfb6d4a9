"""What a briefing says, and what it never says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.markdown.direction import direction
from tests.helpers import ID, REGISTRY, folded, library, load_site, plain, record, rendered, section


def page(root: Path, statements: str, *, header: str = "", sources: str = "", context: str = "") -> str:
    """The Markdown of a briefing, with numeric entities as the characters they show."""
    text = record(statements, header=header, sources=sources, context=context)
    markdown = rendered(library(root, text))[f"briefings/{ID}.md"]
    return re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), markdown)


def facts(markdown: str) -> dict[str, str]:
    """The key facts by label, links as their words."""
    return dict(re.findall(r"(?m)^\| \*\*(.+?)\*\* \| (.*) \|$", plain(section(markdown, "Key facts"))))


PARAPHRASE = "  - source: article\n    paraphrase: A post was attacked.\n"


def test_the_chain_of_attribution_is_printed(tmp_path: Path) -> None:
    """Who said it, in what channel, through whom, and where it was read: each link of the chain, nearest
    first.
    """
    markdown = page(
        tmp_path,
        "  - by: blue-command\n    in: press-statement\n    via: [wire, herald]\n    source: article\n"
        "    damage: a gate\n",
    )
    assert "A gate. *Blue Command, in a statement, via The Wire and The Herald*[^article]" in plain(markdown)
    assert "\n[^article]: “Post attacked.” The Daily, 21 January 2024.\n" in markdown
    more = folded(markdown, "How each source was dated and read")
    assert "- “Post attacked.” The Daily. No address given.\n" in more


def test_a_source_s_origin_is_the_default_relay(tmp_path: Path) -> None:
    """What a source carries of an agency came through that agency; its own report is the agency's."""
    markdown = plain(
        page(
            tmp_path,
            "  - by: blue-command\n    source: copy\n    damage: a gate\n"
            "  - source: copy\n    damage: a wall\n" + PARAPHRASE,
            sources="  copy:\n    title: Copied\n    origin: wire",
        )
    )
    assert "A gate. *Blue Command, via The Wire*" in markdown
    assert "A wall. *The Wire, in its own words*" in markdown


def test_the_office_of_the_day_stands_with_the_statement(tmp_path: Path) -> None:
    """Offices belong to statements, not to persons."""
    markdown = page(
        tmp_path,
        "  - by: blue-spokesman\n    as: spokesman of the ministry\n    source: article\n"
        "    damage: a gate\n",
    )
    assert "*Adam Blue, spokesman of the ministry*" in markdown


def test_an_unnamed_speaker_is_said_to_be_unnamed(tmp_path: Path) -> None:
    """Somebody unnamed is described as the source does, with its reason where there is one."""
    speaker = (
        "  - by:\n      role: a Blue official\n      of: blue-land\n      anonymous: not allowed to speak\n"
    )
    markdown = page(
        tmp_path, speaker + "    source: article\n    killed:\n      who: civilians\n      count: 2\n"
    )
    assert "A Blue official, on condition of anonymity, not allowed to speak" in section(
        markdown, "Casualties"
    )


@pytest.mark.parametrize(
    "statement", [PARAPHRASE, "  - source: article\n    killed:\n      who: civilians\n      count: none\n"]
)
def test_nowhere_is_a_zero_that_nobody_stated(tmp_path: Path, statement: str) -> None:
    """What is not reported is not 0, and neither is "none", which has an owner."""
    markdown = page(tmp_path, statement)
    assert not re.search(
        r"\b0 (?:killed|injured|dead|people)|\b(?:killed|injured)\W+0\b", markdown, re.IGNORECASE
    )
    assert not re.search(r"\| *0 *\|", markdown)


def test_not_reported_and_none_are_told_apart_at_once(tmp_path: Path) -> None:
    """The first screen says what is not reported, once, and that this is no count; or "none" with who says
    so.
    """
    empty = facts(page(tmp_path, PARAPHRASE))
    assert empty["Not reported"] == "Deaths and injuries, which does not say that there were none"
    assert not {"Killed", "Injured"} & {label.split(":")[0] for label in empty}
    said = facts(
        page(
            tmp_path,
            "  - by: green-army\n    source: article\n    killed:\n      who: civilians\n      count: none\n",
        )
    )
    assert said["Killed: civilians"] == "**none**, according to Green Army[^article] *(Green Land side only)*"
    assert said["Not reported"] == "Injuries, which does not say that there were none"
    casualties = (
        "  - by: green-army\n    source: article\n    casualties:\n      who: civilians\n      count: 5\n"
    )
    assert facts(page(tmp_path / "together", casualties))["Not reported"] == (
        "Deaths and injuries by themselves: only figures for the dead and injured together"
    )


@pytest.mark.parametrize(
    ("count", "nature", "words"),
    [
        ("more than 40", "", "**more than 40**"),
        ("at least 34", "minor", "**at least 34"),
        ("some", "minor", "**minor injuries, number not given**"),
        ("under evaluation", "traumatic-brain-injury", "**being evaluated for traumatic brain injury**"),
        ("2500", "", "**2,500**"),
    ],
)
def test_figures_keep_their_bounds(tmp_path: Path, count: str, nature: str, words: str) -> None:
    """A bound, a word and a state come out as somebody gave them."""
    kind = f"      nature: {nature}\n" if nature else ""
    fact = f"    injured:\n      who: blue-command\n      count: {count}\n{kind}"
    given = facts(page(tmp_path, f"  - by: blue-ministry\n    source: article\n{fact}"))[
        "Injured: Blue Command"
    ]
    assert given.startswith(words)
    assert "according to Blue Ministry of Defence[^article]" in given


def test_a_claim_is_claimed(tmp_path: Path) -> None:
    """A claim, an accusation and a denial each keep their owner; nobody "carried out" anything in our
    words.
    """
    markdown = page(
        tmp_path,
        "  - by: red-front\n    in: telegram\n    source: article\n    responsibility: claims\n"
        "  - by: blue-command\n    source: article\n    responsibility:\n      blames: green-land\n"
        "      hedge: no final assessment\n"
        "  - by: green-army\n    source: article\n    responsibility:\n      denies: green-land\n",
    )
    found = facts(markdown)
    assert found["Claimed"] == "Red Front, on Telegram[^article]"
    assert found["Blamed"] == "Green Land (by Blue Command[^article]; no final assessment)"
    assert found["Denied"] == "That Green Land was responsible: Green Army[^article]"
    said = plain(section(markdown, "Who says what"))
    assert "Claimed responsibility. *Red Front, on Telegram*" in said
    assert "Blamed Green Land; no final assessment. *Blue Command*" in said
    assert not re.search(r"carried out|admitted|perpetrat|terroris|regime", markdown, re.IGNORECASE)


def test_a_claim_that_may_mean_something_else_says_what_it_names(tmp_path: Path) -> None:
    """It is neither a claim of this incident nor silence, and stands beside the report of no claim."""
    found = facts(
        page(
            tmp_path,
            "  - by: red-front\n    source: article\n    responsibility:\n      stance: may-claim\n"
            "      hedge: named the harbour, and no camp.\n"
            "  - by: green-army\n    source: article\n    responsibility: unclaimed\n",
        )
    )
    assert found["Claimed"] == (
        "Red Front[^article] claimed an act that may be this one; named the harbour, and no camp. "
        "Reported as unclaimed, Green Army[^article]"
    )
    assert "Who did it" in found["Not known"]


def test_silence_about_responsibility_is_said(tmp_path: Path) -> None:
    """Where nobody claims and nobody is accused, both are said, and that it is about the sources cited."""
    found = facts(page(tmp_path, PARAPHRASE))
    assert found["Claimed"] == "No claim is recorded from the sources cited"
    assert found["Blamed"] == "No accusation is recorded from the sources cited"


def test_quotation_marks_are_for_quotes_alone(tmp_path: Path) -> None:
    """Direct speech stands in quotation marks; paraphrases and notes of ours never do."""
    statements = (
        "  - by: red-front\n    source: article\n    quote: we struck the post\n"
        "    paraphrase: The post was struck at night.\n"
        "    note: The statement was deleted.\n    damage: a gate\n"
    )
    markdown = page(tmp_path, statements, header="summary: A post was attacked. [@article]")
    body = markdown.partition('\n## <a id="sources">')[0].partition("</a>Attack")[2]
    assert re.findall(r"[“\"„«]([^”\"“»]*)[”\"“»]", re.sub(r"<[^>]*>|\{[^}]*\}", "", body)) == [
        "we struck the post"
    ]
    assert "The post was struck at night." in section(markdown, "What others said")


def test_a_quote_of_a_party_says_so(tmp_path: Path) -> None:
    """Words of a party to the fighting about it are marked; those of a bystander are not."""
    quote = "    source: article\n    quote: we saw it\n"
    party = page(tmp_path, f"  - by: red-wing\n{quote}    responsibility: claims\n")
    assert "A claim by a party to the fighting; not independently confirmed." in party
    assert "party to the fighting" not in page(tmp_path, f"  - by: green-army\n{quote}")


def test_a_translation_says_from_what_and_by_whom(tmp_path: Path) -> None:
    """A quote that is a translation names its language and its translator."""
    quote = (
        "    quote:\n      text: We struck\n      lang: en\n      original_lang: ar\n"
        "      translator: The Herald\n"
    )
    assert "Translated from Arabic by The Herald." in page(
        tmp_path, f"  - by: red-front\n    source: article\n{quote}"
    )


def test_our_translation_stands_beside_its_original(tmp_path: Path) -> None:
    """The page says that we translated, and gives the words of the source in their language and direction."""
    quote = (
        "    quote:\n      text: We struck\n      lang: en\n      original_lang: ar\n"
        "      original: ضربنا 43 مرة\n"
    )
    text = page(tmp_path, f"  - by: red-front\n    source: article\n{quote}")
    assert "Our translation from Arabic." in text
    assert (
        '<blockquote lang="en" dir="auto" markdown>\n\n“We struck”\n\n</blockquote>\n\n'
        '<blockquote class="or-original" lang="ar" dir="rtl" markdown>\n\n“ضربنا 43 مرة”\n\n</blockquote>'
    ) in text
    named = page(
        tmp_path / "b", f"  - by: red-front\n    source: article\n{quote}      translator: A. Person\n"
    )
    assert "Translated from Arabic by A. Person." in named and "ضربنا" in named


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("ar", "rtl"),
        ("ar-IQ", "rtl"),
        ("fa", "rtl"),
        ("he", "rtl"),
        ("ckb", "rtl"),
        ("ku-Arab", "rtl"),
        ("uz-Arab-AF", "rtl"),
        ("ku", "auto"),
        ("ar-Latn", "auto"),
        ("en", "auto"),
        (None, "auto"),
    ],
)
def test_the_direction_of_a_language(tag: str | None, expected: str) -> None:
    """A tag's script decides, else its language; where neither says so, the words themselves do."""
    assert direction(tag) == expected


def told_in_steps(*days: str) -> str:
    """Releases of one speaker, each with a higher figure, on these days."""
    return "".join(
        f"  - id: step-{i}\n    by: blue-command\n    in: telegram\n    source: article\n    said: {day}\n"
        f"    injured:\n      who: blue-land\n      count: {count}\n"
        for i, (day, count) in enumerate(zip(days, ["25", "at least 34", "more than 40"], strict=True))
    )


def test_what_moved_is_shown_with_its_days(tmp_path: Path) -> None:
    """The figures of a party stand in order of time, each with its day, its owner and its statement's
    address; earlier ones are marked. The first screen says where the account began.
    """
    markdown = page(tmp_path, told_in_steps("2024-01-28", "2024-01-28T21:59-05:00", "2024-01-30"))
    figures = re.findall(r"(?m)^- <span class=\"or-day\">.*", section(markdown, "Casualties"))
    assert figures == [
        f'- <span class="or-day">{day}</span> {figure} <span id="{address}"></span>'
        "*Blue Command, on Telegram*[^article]"
        for day, figure, address in (
            ("28 January", '<span class="or-earlier">earlier: 25</span>', "s-step-0"),
            ("28 January, 21:59 UTC−5", '<span class="or-earlier">earlier: at least 34</span>', "s-step-1"),
            ("30 January", "**more than 40**", "s-step-2"),
        )
    ]
    given = facts(markdown)["Injured: Blue Land"]
    assert given.startswith(
        "**more than 40**, according to Blue Command[^article]; at first 25 (Blue Command[^article])"
    )


def test_an_account_that_did_not_change_says_nothing_of_it(tmp_path: Path) -> None:
    """There is no such section and no earlier figure, on however many sources the page rests."""
    moved = re.compile("How the account|[Ee]arlier|at first")
    alone = page(tmp_path / "alone", PARAPHRASE)
    assert not moved.search(alone)
    paper = "  paper:\n    title: P\n    published: 2024-01-21"
    both = "".join(
        f"  - source: {one}\n    paraphrase: A post was attacked.\n" for one in ("article", "paper")
    )
    assert not moved.search(page(tmp_path / "both", both, sources=paper))
    figure = "  - by: blue-command\n    source: article\n    killed:\n      who: civilians\n      count: 2\n"
    again = figure.replace("source: article", "id: again\n    source: paper")
    assert not moved.search(page(tmp_path / "figures", figure + again, sources=paper))


def test_a_tally_is_somebody_s_and_nothing_is_added_up(tmp_path: Path) -> None:
    """Parts of a tally stand as given; where no total is stated there is none, ours neither."""
    tally = (
        "  - source: article\n    tally:\n      measure: attacks\n      since: 2023-10\n"
        "      count:\n        IQ: at least 58\n        SY: 83\n"
    )
    markdown = page(tmp_path, PARAPHRASE, context=tally)
    assert "Counter not stated" in section(markdown, "Tallies")
    assert "141" not in markdown


def test_dates_that_we_worked_out_say_so(tmp_path: Path) -> None:
    """A date with a basis is marked on the first screen, and its way is told further down. That nobody gives
    the time of day is said on the first screen too.
    """
    markdown = page(tmp_path, PARAPHRASE, header="date_basis: The article says on Saturday. [@article]")
    found = facts(markdown)
    assert found["When"] == "Saturday 20 January 2024 (date worked out by us)"
    assert "The time of day" in found["Not known"].removesuffix(" *(derived)*").split(" · ")
    told = folded(markdown, "How we dated this")
    assert "- **The incident:** The article says on Saturday.[^article]" in told


def test_updates_and_corrections_are_two_lists(tmp_path: Path) -> None:
    """News is no correction, and a correction says what was wrong, what is right, and when."""
    header = (
        "updates:\n  on: 2024-01-22\n  text: A second report came. [@article]\n"
        "corrections:\n  on: 2024-01-23\n  was: two posts\n  now: one post"
    )
    markdown = page(tmp_path, PARAPHRASE, header=header)
    assert '<details class="or-more" id="updates-and-corrections" open markdown>' in markdown
    lists = folded(markdown, "Updates and corrections")
    assert lists.index("**Updates** (news)") < lists.index("22 January") < lists.index("**Corrections**")
    assert re.search(r"22 January 2024: A second report came\. ?\[\^article\]", lists)
    assert "23 January 2024. Corrected. We said: two posts. Right is: one post." in lists
    quiet = page(tmp_path / "quiet", PARAPHRASE)
    assert '<details class="or-more" id="updates-and-corrections" markdown>' in quiet
    assert folded(quiet, "Updates and corrections").strip() == "None."


def test_the_right_of_reply_is_told_either_way(tmp_path: Path) -> None:
    """Whom we asked and what came of it; otherwise that we asked nobody."""
    asked = "asked:\n  whom: red-front\n  on: 2024-01-22\n  outcome: did not answer"
    answered = page(tmp_path, PARAPHRASE, header=asked)
    assert "\nWe asked:\n\n- Red Front, 22 January 2024: did not answer.\n" in plain(answered)
    assert "we did not contact the parties" not in answered
    assert "we did not contact the parties" in page(tmp_path, PARAPHRASE)


def test_a_link_is_made_only_where_the_record_allows_it(tmp_path: Path) -> None:
    """`link: no` prints an address as text; a confidential source shows nothing at all."""
    source = "  channel:\n    title: A post\n    url: https://channel.example/1\n    link: no"
    used = PARAPHRASE + "  - source: channel\n    damage: a gate\n"
    markdown = page(tmp_path, used, sources=source)
    assert "Address, not linked by us: https://channel.example/1" in markdown
    assert "](https://channel.example" not in markdown
    hidden = page(tmp_path, used, sources=source.replace("link: no", "confidential: yes"))
    assert "channel.example" not in hidden
    assert "A post.”" not in hidden


def test_a_value_that_was_replaced_stays_on_the_page(tmp_path: Path) -> None:
    """A time that its own house replaced is marked as earlier, and its statement keeps its address."""
    text = record(
        "  - id: first\n    by: blue-command\n    said: 2024-01-21\n    source: article\n    time: 18:30\n"
        "  - id: second\n    by: blue-command\n    said: 2024-01-22\n    source: article\n    time: 19:00\n"
    )
    page = rendered(library(tmp_path, text))[f"briefings/{ID}.md"]
    assert '- <span class="or-earlier">Earlier: 18:30.</span> <span id="s-first"></span>*Blue Command' in page
    assert '- 19:00. <span id="s-second"></span>*Blue Command' in page
    assert "18:30" not in section(page, "Key facts")


def test_a_comma_in_a_name_does_not_cost_it_its_channel(tmp_path: Path) -> None:
    """Of several claims of one claimant the first that names a channel is told, whatever the name holds."""
    claim = "  - by: red-front\n    source: article\n    responsibility: claims\n"
    second = claim.replace("    source", "    in: telegram\n    id: told\n    source")
    text = record(claim + second)
    found = load_site(
        tmp_path,
        {
            **REGISTRY,
            "briefings/registry/actors.yml": REGISTRY["briefings/registry/actors.yml"].replace(
                "name: Red Front", "name: Red Front, northern branch"
            ),
            f"briefings/{ID}.yml": text,
        },
    )
    facts = section(rendered(found.library)[f"briefings/{ID}.md"], "Key facts")
    [line] = [line for line in facts.splitlines() if "northern branch" in line and "Claimed" in line]
    assert "Telegram" in line


def injured(
    count: str, number: str, *, by: str = "blue-command", said: str = "", source: str = "article"
) -> str:
    """A statement with a figure of the injured and an id."""
    day = f"    said: {said}\n" if said else ""
    return (
        f"  - id: step-{number}\n    by: {by}\n    source: {source}\n{day}"
        f"    injured:\n      who: blue-land\n      count: {count}\n"
    )


def test_of_two_figures_of_one_day_none_is_picked(tmp_path: Path) -> None:
    """Nobody knows which of them is the newer: the first screen has both, and both are bold below. A figure
    that was said later for certain stands alone.
    """
    day = "2024-01-21"
    both = injured("25", "one", said=day) + injured("36", "two", by="blue-spokesman", said=day)
    markdown = page(tmp_path / "both", both)
    assert facts(markdown)["Injured: Blue Land"].startswith(
        "**25**, according to Blue Command[^article]; **36**, according to Adam Blue[^article]"
    )
    figures = section(markdown, "Casualties")
    assert "</span> **25** <span" in figures and "</span> **36** <span" in figures
    later = page(tmp_path / "later", both.replace(f"said: {day}", "said: 2024-01-22", 1))
    assert facts(later)["Injured: Blue Land"].startswith(
        "**25**, according to Blue Command[^article]; at first 36"
    )
    assert "</span> 36 <span" in section(later, "Casualties")


def test_one_who_repeats_a_figure_takes_no_place_of_another(tmp_path: Path) -> None:
    """Three figures fit into a line of the first screen; the same one of the same speaker adds its source."""
    paper = "  paper:\n    title: P\n    published: 2024-01-21"
    statements = "".join(
        injured(count, number, by=by, source=source)
        for count, number, by, source in (
            ("5", "one", "blue-command", "article"),
            ("6", "two", "red-front", "article"),
            ("7", "three", "green-army", "article"),
            ("8", "four", "red-wing", "article"),
            ("5", "five", "blue-command", "paper"),
        )
    )
    line = facts(page(tmp_path, statements, sources=paper))["Injured: Blue Land"]
    assert line.startswith("**5**, according to Blue Command[^article][^paper]; ")
    assert line.endswith("; 1 more below") and line.count("**") == 6
