"""``onrecord short``: one incident in few words, for the terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from onrecord.assemble import language_of
from onrecord.cli.sites import Stop, config_option, open_site
from onrecord.export.about import About
from onrecord.language import use
from onrecord.library.load import build_time, lines_of, load
from onrecord.problems import as_text, did_you_mean
from onrecord.settings import SHORT_FORMS
from onrecord.short.common import with_origin
from onrecord.short.files import FORMS


@click.command()
@click.argument("incident_id", metavar="ID")
@click.option(
    "--form",
    type=click.Choice(SHORT_FORMS),
    default=SHORT_FORMS[0],
    show_default=True,
    help="flash: at most 120 words. salute: size, activity, location, unit, time, equipment.",
)
@config_option
def short(incident_id: str, form: str, config_file: Path | None) -> None:
    """Print one incident in few words, made of its statements.

    ID is the name of the record's file without its ending. A record that is not published is printed too, and
    says so. Every figure keeps its owner; where 120 words are not enough, whole phrases are left out, and
    never one side alone.

    \b
    Examples:
      onrecord short 2024-01-20-ain-al-asad
      onrecord short 2024-01-20-ain-al-asad --form salute

    Exit status: 0 printed, 1 the record has problems, 2 wrong usage or no such record.
    """
    site = open_site(config_file)
    loaded = load(site.root, site.settings, build_time())
    sound = loaded.sound.by_id
    incident = sound.get(incident_id)
    if incident is None:
        if incident_id in loaded.broken:
            wrong = [one for one in loaded.errors if one.place.file == loaded.broken[incident_id]]
            click.echo(as_text(wrong or loaded.errors, lines_of(site.root.__truediv__)), err=True)
            sys.exit(1)
        known = [one.id for one in sound.values() if one.record.publish != "withdrawn"]
        hint = did_you_mean(incident_id, known) or f"records lie in {site.settings.briefings}/"
        raise Stop(f"there is no record `{incident_id}`; {hint}")
    if incident.record.publish == "withdrawn":
        raise Stop(f"`{incident_id}` was withdrawn")
    # A catalogue that does not fit is told by `onrecord check`; then our words are English here.
    with use(language_of(site)[0]):
        text = with_origin(FORMS[form](loaded.sound, incident), About.of(site), incident)
    click.echo(text, nl=False)
