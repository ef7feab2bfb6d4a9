"""Jobs as bytes, for processes that are no copies of this one: what the work needs of them, and no more.

Left out are the places of values in files, what is worked out once for a library and made anew where it is
needed, and what never leaves a record. What lies in files of the site (templates, the catalogue, fonts) comes
along, so that another machine needs none of them.
"""

from __future__ import annotations

import copyreg
import io
import pickle
import tempfile
from collections.abc import Callable, Mapping
from functools import cache, cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

from onrecord.assemble import Assembly
from onrecord.build.fingerprint import PRIVATE
from onrecord.build.records import LateLocated
from onrecord.draw.card import Fonts
from onrecord.export.attribution import Published
from onrecord.export.files import Exports
from onrecord.export.tables import Tables
from onrecord.language import Language
from onrecord.library.library import Library
from onrecord.library.load import collector_paused
from onrecord.pages.briefing.cards import Cards
from onrecord.pages.plan import Renderer
from onrecord.record.reader import Located

Reduced = tuple[Any, ...]
"""What pickle makes a value of: a function, its arguments, a state."""


class Portable:
    """A job that any process can do: pickled, it is packed."""

    def __reduce__(self) -> Reduced:
        return _portable, (type(self), pack(vars(self)))


def _portable(kind: type[Portable], packed: bytes) -> Portable:
    job = kind.__new__(kind)
    with collector_paused():
        vars(job).update(pickle.loads(packed))
    return job


def pack(parts: Mapping[str, Any]) -> bytes:
    """The parts of a job as bytes, which an ordinary unpickler reads."""
    file = io.BytesIO()
    pickler = pickle.Pickler(file, protocol=5)
    pickler.dispatch_table = {**copyreg.dispatch_table, **_REDUCE}
    with collector_paused():
        pickler.dump(dict(parts))
    return file.getvalue()


def _located(located: Located) -> Reduced:
    return Located, (located.file, None)


def _language(language: Language) -> Reduced:
    path = language.catalogue
    return Language.of, (language.tag, path, path.read_bytes() if path else None)


def _public(model: Any) -> Reduced:
    """A model without what never leaves a record."""
    state = dict(model.__getstate__())
    state["__dict__"] = state["__dict__"] | dict.fromkeys(PRIVATE[type(model)])
    return copyreg.__newobj__, (type(model),), state  # type: ignore[attr-defined]  # pickle's own, which has no stub


def _uncached(value: Any) -> Reduced:
    """A value without what it works out once."""
    kind = type(value)
    state = {
        name: part
        for name, part in vars(value).items()
        if not isinstance(getattr(kind, name, None), cached_property)
    }
    return copyreg.__newobj__, (kind,), state  # type: ignore[attr-defined]  # the same


def _assembly(assembly: Assembly) -> Reduced:
    make, kind, state = _uncached(assembly)
    return make, kind, {**state, "renderer": assembly.renderer}


def _renderer(renderer: Renderer) -> Reduced:
    folder = renderer.templates
    texts = {}
    if folder:
        paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
        texts = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    return Renderer.of, (renderer.language, texts)


def _fonts(fonts: Fonts) -> Reduced:
    files = {name: Path(name).read_bytes() for name in (*fonts.bold, *fonts.text) if Path(name).is_file()}
    return _fonts_of, (fonts.bold, fonts.text, files)


def _fonts_of(bold: tuple[str, ...], text: tuple[str, ...], files: dict[str, bytes]) -> Fonts:
    names = {name: _font_file(name, data) for name, data in files.items()}
    return Fonts(tuple(names.get(one, one) for one in bold), tuple(names.get(one, one) for one in text))


def _font_file(name: str, data: bytes) -> str:
    """A font's file on this machine: at its path where it is there too, else one that is gone at the end."""
    path = Path(name)
    if path.is_file() and path.read_bytes() == data:
        return name
    path = Path(_folder().name, f"{blake2b(data, digest_size=16).hexdigest()}{path.suffix}")
    path.write_bytes(data)
    return str(path)


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="onrecord-")


_REDUCE: dict[type, Callable[[Any], Reduced]] = {
    Assembly: _assembly,
    Located: _located,
    LateLocated: _located,
    Language: _language,
    Renderer: _renderer,
    Fonts: _fonts,
    **dict.fromkeys(PRIVATE, _public),
    **dict.fromkeys((Cards, Exports, Library, Published, Tables), _uncached),
}
