"""``onrecord messages``: our own words for translators."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.sites import give, output_option
from onrecord.language.check import TEMPLATE


@click.command()
@output_option
def messages(output: Path | None) -> None:
    """Write the words that a site prints of itself, for translation.

    The format is that of gettext (.pot), which every translation program reads. Babel, which is installed
    with this program, makes a catalogue of it, and brings one up to date after a new version.

    \b
    Examples:
      onrecord messages -o words/onrecord.pot
      pybabel init -i words/onrecord.pot -l ar -o words/ar.po
      pybabel update -i words/onrecord.pot -l ar -o words/ar.po
    """
    give(TEMPLATE.read_text("utf-8"), output)
