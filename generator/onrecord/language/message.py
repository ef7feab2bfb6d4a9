"""A field of a table of ours whose words are a message: English as written, read in the current language."""

from __future__ import annotations

from onrecord.language.catalogue import gettext


class Message:
    """A text of a frozen dataclass that is read in the current language.

    ``label: Message = Message()`` takes "rocket" and gives what the catalogue has for it. Without a
    ``default`` the field must be given. The class has no slots: they would take the field's place.
    """

    def __init__(self, default: str | None = None) -> None:
        self._default = default
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, owner: type) -> str:
        if instance is not None:
            text = english(instance, self._name)
            return gettext(text) if text else ""
        # This is how a dataclass asks whether the field has a default.
        if self._default is None:
            raise AttributeError(self._name)
        return self._default

    def __set__(self, instance: object, value: str) -> None:
        vars(instance)[self._name] = value


def english(entry: object, field: str) -> str:
    """The words of a field as the table has them."""
    text: str = vars(entry)[field]
    return text


def fields_of(shape: type) -> tuple[str, ...]:
    """The fields of a class, and of those that it is made from, whose words are messages."""
    classes = reversed(shape.__mro__)
    return tuple(name for part in classes for name, field in vars(part).items() if isinstance(field, Message))
