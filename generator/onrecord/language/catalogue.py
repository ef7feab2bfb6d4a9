"""Messages of ours in the language of the site: the English of the code, or what a catalogue has for it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

#: English as CLDR has it for Britain: 20 January 2024.
_REGIONS = {"en": "en_GB"}


class CatalogueError(ValueError):
    """A language that nobody knows, or a catalogue that cannot be used; says which, and what to do."""

    def __init__(self, what: str, line: int = 0) -> None:
        super().__init__(what)
        self.line = line


@dataclass(frozen=True)
class Language:
    """A language by its BCP 47 tag: ``ar``, ``pt-BR``. To a process of its own it goes as tag and file."""

    tag: str
    locale: Locale
    catalogue: Path | None = None
    messages: NullTranslations = field(default_factory=NullTranslations, compare=False, repr=False)

    @classmethod
    def of(cls, tag: str, catalogue: Path | None = None, content: bytes | None = None) -> Language:
        """The language that ``tag`` names, with the messages of a ``.po`` file, or of its ``content``.

        Raises `CatalogueError` where CLDR knows no such language, or the file cannot be used.
        """
        messages = compiled(read(tag, catalogue, content)) if catalogue else NullTranslations()
        return cls(tag, locale_of(tag), catalogue, messages)

    def __reduce__(self) -> tuple[Callable[..., Language], tuple[str, Path | None]]:
        # Compiled messages hold a function for the plural forms, which cannot be pickled.
        return type(self).of, (self.tag, self.catalogue)

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``: how its script runs."""
        return self.locale.text_direction


def locale_of(tag: str) -> Locale:
    """What CLDR knows of a language by its tag. Raises `CatalogueError` where it knows nothing."""
    try:
        return Locale.parse(_REGIONS.get(tag, tag.replace("-", "_")))
    except (ValueError, UnknownLocaleError):
        raise CatalogueError(
            f"“{tag}” is no language that CLDR knows; write a tag such as en, ar or pt-BR"
        ) from None


def read(tag: str, catalogue: Path, content: bytes | None = None) -> Catalog:
    """The entries of a ``.po`` file; where it does not say which plural forms it has, CLDR's of the language.

    Raises `CatalogueError`, with the line where it knows it.
    """
    if content is None and catalogue.exists() and not catalogue.is_file():
        raise CatalogueError("the catalogue is no file")
    try:
        with catalogue.open("rb") if content is None else io.BytesIO(content) as file:
            return read_po(file, locale_of(tag), abort_invalid=True)
    except OSError as error:
        raise CatalogueError(f"the catalogue cannot be read: {error.strerror}") from None
    except PoFileError as error:
        what = str(error).removesuffix(f" on {error.lineno}")
        # Babel counts lines from 0.
        raise CatalogueError(f"this is no gettext catalogue: {what}", error.lineno + 1) from None
    except (UnicodeDecodeError, ValueError, LookupError) as error:
        raise CatalogueError(f"this is no gettext catalogue: {error}") from None


def compiled(catalogue: Catalog) -> GNUTranslations:
    """The entries as they are looked up. Raises `CatalogueError` for a rule of plural forms that is none."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    file.seek(0)
    try:
        return GNUTranslations(file)
    except ValueError as error:
        raise CatalogueError(f"its header has a rule for plural forms that cannot be read: {error}") from None


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
