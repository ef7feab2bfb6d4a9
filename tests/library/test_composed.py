"""Letters that were typed with their accents apart: everything after the reader knows one form only."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from onrecord.settings import parse_settings
from tests.helpers import REGISTRY, load_site, record, rendered


def test_the_pages_of_decomposed_text_are_those_of_composed_text(tmp_path: Path) -> None:
    """A site typed in NFD has the same problems, the same addresses and the same pages as one in NFC."""
    body = record(
        "  - by: blue-command\n    source: article\n    paraphrase: Müller visited Łódź, قاعدة أسد, 한국.\n"
        "  - by:\n      role: un porte-parole de la fédération\n    source: article\n"
        "    quote: C’était là\n    excerpt: “C’était là”, dit-il.\n",
        header="summary: Une attaque à Qā'im. [@article]",
    )
    files = {**REGISTRY, "briefings/2024-01-20-border-post.yml": body}
    found = {}
    for form in ("NFC", "NFD"):
        loaded = load_site(
            tmp_path / form, {name: unicodedata.normalize(form, text) for name, text in files.items()}
        )
        assert not loaded.errors
        found[form] = rendered(loaded.library)
    assert unicodedata.normalize("NFD", body) != body
    assert found["NFD"] == found["NFC"]


def test_settings_are_composed(tmp_path: Path) -> None:
    """What the settings say is printed too."""
    settings = parse_settings({"selection": "Choisi a\u0300 la main", "not_covered": ["e\u0301te\u0301"]})
    assert settings.selection == "Choisi à la main" and settings.not_covered == ("été",)
