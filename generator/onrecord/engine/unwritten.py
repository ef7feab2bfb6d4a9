"""What cannot be written, told with its place and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from mkdocs.exceptions import PluginError

from onrecord.assemble import RefusedError
from onrecord.build.ledger import InUseError
from onrecord.output import ForeignFolderError


@contextmanager
def told(what: str, setting: str) -> Iterator[None]:
    """Makes a PluginError of every refusal within: ``what`` lies where a ``setting`` says.

    with told("the pages that are made of the records", "pages"):
        ...
    """
    try:
        yield
    except RefusedError as error:
        raise PluginError(f"onrecord: {error}") from None
    except ForeignFolderError as error:
        raise PluginError(f"onrecord: {error}: `{setting}:` in mkdocs.yml") from None
    except InUseError as error:
        raise PluginError(
            f"onrecord: {error}: wait for it, or name another folder (`{setting}:` in mkdocs.yml)"
        ) from None
    except (OSError, sqlite3.Error) as error:
        where = (
            f"{error.filename}: {error.strerror}" if isinstance(error, OSError) and error.filename else error
        )
        raise PluginError(
            f"onrecord: {where}. `{setting}:` in mkdocs.yml names another folder for {what}"
        ) from None
