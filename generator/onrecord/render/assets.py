"""The files that pages need beside their Markdown: the style sheet."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "styles"
#: Where they lie in a site.
ADDRESS = "assets/onrecord"


def asset_files() -> dict[str, Path]:
    """Each asset's file, by its address in the site."""
    return {f"{ADDRESS}/{path.name}": path for path in sorted(FOLDER.iterdir()) if path.is_file()}


def assets() -> dict[str, bytes]:
    """Each asset's content, by its address in the site."""
    return {address: path.read_bytes() for address, path in asset_files().items()}
