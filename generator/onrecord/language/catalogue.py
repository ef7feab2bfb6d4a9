"""Messages of ours in the language of the site: the English of the code, or what a catalogue has for it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

#: English as CLDR has it for Britain: 20 January 2024.
_REGIONS = {"en": "en_GB"}


class CatalogueError(ValueError):
    """A language that nobody knows, or a catalogue that cannot be used; says which, and what to do."""


@dataclass(frozen=True)
class Language:
    """A language by its BCP 47 tag: ``ar``, ``pt-BR``."""

    tag: str
    locale: Locale
    messages: NullTranslations = field(default_factory=NullTranslations, compare=False)

    @classmethod
    def of(cls, tag: str, catalogue: Path | None = None) -> Language:
        """The language that ``tag`` names, with the messages of a ``.po`` file.

        Raises `CatalogueError` where CLDR knows no such language, or the file cannot be read.
        """
        try:
            locale = Locale.parse(_REGIONS.get(tag, tag.replace("-", "_")))
        except (ValueError, UnknownLocaleError):
            raise CatalogueError(
                f"“{tag}” is no language that CLDR knows; write a tag such as en, ar or pt-BR"
            ) from None
        return cls(tag, locale, _read(catalogue) if catalogue else NullTranslations())

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``: how its script runs."""
        return self.locale.text_direction


def _read(catalogue: Path) -> NullTranslations:
    try:
        with catalogue.open("rb") as file:
            found = read_po(file, abort_invalid=True)
    except OSError as error:
        raise CatalogueError(f"{catalogue.name} cannot be read: {error.strerror}") from None
    except (PoFileError, UnicodeDecodeError, ValueError) as error:
        raise CatalogueError(f"{catalogue.name} is no gettext catalogue: {error}") from None
    compiled = io.BytesIO()
    write_mo(compiled, found)
    compiled.seek(0)
    return GNUTranslations(compiled)


ENGLISH = Language("en", Locale("en", "GB"))
_CURRENT: ContextVar[Language] = ContextVar("language", default=ENGLISH)


def current() -> Language:
    """The language in which our words are printed now."""
    return _CURRENT.get()


@contextmanager
def use(language: Language) -> Iterator[None]:
    """Prints our words in ``language`` inside the block."""
    before = _CURRENT.set(language)
    try:
        yield
    finally:
        _CURRENT.reset(before)


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's tools know
    """Marks a message that is translated where it prints; gives it as it is."""
    return message


def gettext(message: str) -> str:
    """A message of ours in the current language: its named parts, ``{number}``, are still to be filled in."""
    return current().messages.gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """The message for ``number`` of something, in the plural form that the language has for it."""
    return current().messages.ngettext(one, many, number)


def plural_forms(one: str, many: str) -> dict[str, str]:
    """The forms of a message by CLDR's names for them, for scripts: ``{"one": "{number} incident", …}``."""
    rule = current().locale.plural_form
    samples: dict[str, int] = {}
    for number in (*range(1, 201), 1_000_000):
        samples.setdefault(rule(number), number)
    return {name: ngettext(one, many, number) for name, number in samples.items()}


def pgettext(context: str, message: str) -> str:
    """A message whose English has several meanings, told apart by ``context``."""
    return current().messages.pgettext(context, message)
