"""Our words, names, numbers and dates in the language of a site."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest

from onrecord.language import Language, country, decimal, gettext, language, use
from onrecord.language.check import checked
from onrecord.phrases import count, plain
from onrecord.settings import SettingsError, parse_settings
from onrecord.terms import WEAPONS
from onrecord.terms.facts import FACTS
from onrecord.values.count import Count
from onrecord.values.when import Day, Instant

HEADER = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

"""


def po(path: Path, *messages: tuple[str, str]) -> Path:
    """A catalogue of messages without plural forms, with two of them in its header."""
    header = HEADER.rstrip("\n") + '\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    path.write_text(header + "\n".join(f'msgid "{a}"\nmsgstr "{b}"\n' for a, b in messages), "utf-8")
    return path


@pytest.mark.parametrize(
    ("code", "name"), [("IQ", "Iraq"), ("SD", "Sudan"), ("CI", "Côte d’Ivoire"), ("XA", "XA")]
)
def test_a_country_has_its_name(code: str, name: str) -> None:
    """Each code of ISO 3166-1 has a name; another code stays a code."""
    assert country(code) == name


@pytest.mark.parametrize(
    ("tag", "name"),
    [("ar", "Arabic"), ("pt-BR", "Portuguese"), ("so", "Somali"), ("qaa", "qaa"), ("EN-us", "English")],
)
def test_a_language_has_its_name(tag: str, name: str) -> None:
    """Without its region or script; what no list has stays a tag."""
    assert language(tag) == name


def test_dates_are_in_the_order_of_the_language() -> None:
    """Months, order and digits are CLDR's; a span, a mark and a weekday too."""
    with use(Language.of("ja")):
        assert Day.parse("2024-01-20").words() == "2024年1月20日"
        assert Day.parse("2024-01").words() == "2024年1月"
        assert Day.parse("2024-01-20/2024-01-21").words() == "2024年1月20日～21日"
    with use(Language.of("fa")):
        assert Day.parse("2024-01-20").words() == "۲۰ ژانویه ۲۰۲۴"
        assert Instant.parse("2024-01-24T18:00Z").words().endswith("۱۸:۰۰ UTC")
        assert decimal(2500) == "۲٬۵۰۰"
    with use(Language.of("en-US")):
        assert Day.parse("2024-01-20").words() == "January 20, 2024"
        assert Day.parse("2024-01-20/2024-01-21").words() == "Jan 20\u2009–\u200921, 2024"
    with use(Language.of("de")):
        assert Day.parse("2024-01-20").weekday() == "Samstag"
    assert Day.parse("2024-01-20").weekday() == "Saturday"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("at least 2500", "ikke færre enn 2 500"),
        ("34 to 45, best 39", "34 to 45, best 39"),
        ("dozens", "dusinvis"),
    ],
)
def test_counts_are_in_the_words_of_the_language(text: str, words: str, tmp_path: Path) -> None:
    """The words that bound a count are messages; the record's own form stays what is parsed."""
    catalogue = po(
        tmp_path / "nb.po",
        ("at least {number}", "ikke færre enn {number}"),
        ("dozens", "dusinvis"),
    )
    value = Count.parse(text)
    with use(Language.of("nb", catalogue)):
        assert plain(count(value)).replace("\N{NO-BREAK SPACE}", " ") == words
        assert str(value) == text


def test_terms_and_facts_are_read_in_the_language(tmp_path: Path) -> None:
    """The table keeps the English, and reads as the catalogue has it, plural forms included."""
    catalogue = tmp_path / "ru.po"
    catalogue.write_text(
        HEADER
        + 'msgid "rocket"\nmsgid_plural "rockets"\n'
        + 'msgstr[0] "ракета"\nmsgstr[1] "ракеты"\nmsgstr[2] "ракет"\n\n'
        + 'msgid "Killed"\nmsgstr "Убиты"\n',
        "utf-8",
    )
    with use(Language.of("ru", catalogue)):
        assert WEAPONS["rocket"].label == "ракета"
        assert [WEAPONS["rocket"].words(number) for number in (1, 3, 7)] == ["ракета", "ракеты", "ракет"]
        assert FACTS["killed"].title == "Убиты"
        assert WEAPONS["missile"].label == "missile"
    assert WEAPONS["rocket"].label == "rocket"


def test_a_language_goes_to_another_process_with_its_catalogue(tmp_path: Path) -> None:
    """It is pickled as its tag and its file, and reads that again."""
    catalogue = po(tmp_path / "nb.po", ("midnight", "midnatt"))
    copy = pickle.loads(pickle.dumps(Language.of("nb", catalogue)))
    with use(copy):
        assert gettext("midnight") == "midnatt"


def test_what_a_catalogue_lacks_is_counted_in_one_warning(tmp_path: Path) -> None:
    """The first few are named, and all stay English; a fuzzy entry counts as missing."""
    catalogue = po(tmp_path / "nb.po", ("midnight", "midnatt"), ("none", "ingen"))
    catalogue.write_text(
        catalogue.read_text("utf-8").replace('msgid "none"', '#, fuzzy\nmsgid "none"'), "utf-8"
    )
    language, problems = checked("nb", catalogue, "words/nb.po")
    assert [(one.code, one.severity.value, one.place.file) for one in problems] == [
        ("catalogue-incomplete", "warning", "words/nb.po")
    ]
    assert re.search(r"lacks [\d,]{4,} messages, which will be English: “.+”, “.+”, “.+” …", problems[0].what)
    with use(language):
        assert (gettext("midnight"), gettext("none")) == ("midnatt", "none")


@pytest.mark.parametrize(
    ("given", "tag"), [("ar", "ar"), ("pt-BR", "pt-BR"), (False, "no"), (None, "en")], ids=str
)
def test_a_site_s_language_is_a_tag(given: object, tag: str) -> None:
    """Norwegian too, whose tag YAML reads as false; without one it is English."""
    assert parse_settings({"language": given}).language == tag


@pytest.mark.parametrize("given", ["xx", "english", "", "ar_", True, 7, "../../etc"])
def test_a_language_that_nobody_knows_is_refused(given: object) -> None:
    """The error names the setting and shows what to write."""
    with pytest.raises(SettingsError, match=r"option `language`: .* no language that CLDR knows"):
        parse_settings({"language": given})


def test_a_catalogue_with_fewer_plural_forms_than_the_language_is_told(tmp_path: Path) -> None:
    """A header made for English under an Arabic catalogue is a warning with the right header."""
    catalogue = po(tmp_path / "ar.po", ("midnight", "منتصف الليل"))
    codes = {one.code: one for one in checked("ar", catalogue, "ar.po")[1]}
    assert "ar has 6" in codes["catalogue-plurals"].what
    assert "nplurals=6" in codes["catalogue-plurals"].hint


def test_a_message_with_a_plural_that_ours_has_not_is_told(tmp_path: Path) -> None:
    """The program would ask for one text and get that of a plural form, with parts that it does not know."""
    catalogue = po(tmp_path / "nb.po", ("{what}, according to {owners}", "{what}, ifølge {owners}"))
    text = catalogue.read_text("utf-8")
    text = text.replace(
        'msgstr "{what}, ifølge', 'msgid_plural "{number}"\nmsgstr[0] "{number}{what}, ifølge'
    )
    catalogue.write_text(f'{text.rstrip()}\nmsgstr[1] "{{number}}{{what}}"\n', "utf-8")
    language, problems = checked("nb", catalogue, "nb.po")
    assert "has a plural here, and none in onrecord.pot" in problems[0].what
    with use(language):
        assert gettext("{what}, according to {owners}") == "{what}, according to {owners}"
