"""Names of countries and languages: any, and no others than CLDR's."""

from __future__ import annotations

import pytest

from onrecord.language import country, language


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
