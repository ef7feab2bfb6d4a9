"""``onrecord schema``: the JSON Schema for the YAML language server of an editor."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.sites import give, output_option
from onrecord.export.schema import NAMES, RECORD, as_json
from onrecord.export.schema import schema as schema_of


@click.command()
@click.argument("name", type=click.Choice(NAMES), default=RECORD)
@output_option
def schema(name: str, output: Path | None) -> None:
    """Write the JSON Schema of records, or of a registry.

    With it an editor offers keys and terms while you type, and marks what the format does not have. Visual
    Studio Code needs its YAML extension; `onrecord new` then writes the line that names the schema, if it
    finds the file.

    \b
    Examples:
      onrecord schema -o schema/record.schema.json
      onrecord schema places -o schema/places.schema.json
    """
    give(as_json(schema_of(name)), output)
