"""On Record: structured records of security incidents become a briefing site; no sentence without a source.

The modules stand in the order in which data flows, and none reaches back: text (`yamltext`) → `values` and
`terms` → `record` → `library` → `render` and `export` → `engine`. Only modules under `engine` import MkDocs.

`__version__` is the installed distribution's version, as a string of PEP 440.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("onrecord")
except PackageNotFoundError:
    # A source tree on the import path that nobody installed; pages and exports still want a version to name.
    __version__ = "0+source"

__all__ = ["__version__"]
