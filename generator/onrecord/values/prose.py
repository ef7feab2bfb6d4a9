r"""Prose: paragraphs, ``*emphasis*``, links ``[text](https://…)``, source markers ``[@article; @reuters]``.

``[@ours]`` marks a sentence as ours: it is no source, and nothing may have that id. Nothing else is markup:
``**x**``, ``# h``, ``<b>`` and backticks are characters and come out as typed. A backslash before ``*``,
``[``, ``]`` or a backslash makes that a plain character. Runs of blanks and single line breaks are one space,
an empty line parts paragraphs. Printing is the inverse of parsing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import NoReturn, TypeAlias
from urllib.parse import urlsplit

MOST_ID = 80
OURS = "ours"
"""What ``[@ours]`` says instead of a source: the sentence is the desk's own."""
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SPECIAL = re.compile(r"[*\[\]\\]")
_BLANKS = re.compile(r"[ \t\r\n]+")
_BREAK = re.compile(r"(?>\r\n?|\n)(?:[ \t]*(?>\r\n?|\n))+")
# What a browser reads otherwise than it stands there, or Markdown takes for the end of the address.
_NOT_IN_URL = re.compile(r"[\s<>\"`\\^{}|\x00-\x20\x7f]")
_AS_TYPED = r"for a plain bracket write \["


class ProseError(ValueError):
    """Text that is no prose: ``what`` is wrong at character ``offset``, and a ``hint`` how to mend it."""

    def __init__(self, what: str, hint: str = "", offset: int = 0) -> None:
        """Take one sentence each, without a full stop, and an offset counted from 0."""
        super().__init__(f"{what}; {hint}" if hint else what)
        self.what = what
        self.hint = hint
        self.offset = offset


# `at` is where a part begins in the text that was parsed; parts that say the same are equal wherever they
# stand.


@dataclass(frozen=True, slots=True)
class Words:
    """Plain text."""

    text: str
    at: int = field(default=0, compare=False, repr=False)

    def __str__(self) -> str:
        """The text with what could be markup escaped."""
        return _escaped(self.text)


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed words, ``*words*``; they hold no other markup and stand between blanks or punctuation."""

    text: str
    at: int = field(default=0, compare=False, repr=False)

    def __str__(self) -> str:
        """The words between stars."""
        return f"*{_escaped(self.text)}*"


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an http or https address; raises `ProseError` for any other."""

    text: str
    url: str
    at: int = field(default=0, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Refuse an address that is not safe to follow, however the link came about."""
        if fault := _url_fault(self.url):
            raise ProseError(f"this is not an address we link to: {fault}", "write https:// and the address")

    def __str__(self) -> str:
        """The link as it is written."""
        return f"[{_escaped(self.text)}]({self.url})"


@dataclass(frozen=True, slots=True)
class Cite:
    """A marker of one source or several, by id, in Pandoc's form; raises `ProseError` for what is no id."""

    ids: tuple[str, ...]
    at: int = field(default=0, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Refuse what is no id, and the word that says that there is no source."""
        if OURS in self.ids:
            raise ProseError(
                "`@ours` is not a source and stands in a marker of its own",
                "write it beside the other: [@article] [@ours]",
            )
        for name in self.ids or ("",):
            if not _ID.fullmatch(name) or len(name) > MOST_ID:
                hint = "small letters, digits, single hyphens; several are parted by semicolons, [@one; @two]"
                raise ProseError(f"“{name[:40]}” is not a source id", hint)

    def __str__(self) -> str:
        """The marker as it is written."""
        return f"[{'; '.join(f'@{name}' for name in self.ids)}]"


@dataclass(frozen=True, slots=True)
class Ours:
    """The marker of a sentence that is ours, ``[@ours]``."""

    at: int = field(default=0, compare=False, repr=False)

    def __str__(self) -> str:
        """The marker as it is written."""
        return f"[@{OURS}]"


Inline: TypeAlias = Words | Emphasis | Link | Cite | Ours
Paragraph: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs of prose; none where the text was blank."""

    paragraphs: tuple[Paragraph, ...]
    source: str = field(default="", compare=False, repr=False)
    """The text that was parsed, in which each part's ``at`` is an offset; empty where there was none."""

    @classmethod
    def parse(cls, text: str) -> Prose:
        """The prose that ``text`` says; raises `ProseError` for a broken source marker or link."""
        paragraphs = []
        start = 0
        for end, after in (*(found.span() for found in _BREAK.finditer(text)), (len(text), len(text))):
            if paragraph := _Reader(text, start, end).paragraph():
                paragraphs.append(paragraph)
            start = after
        return cls(tuple(paragraphs), text)

    def __str__(self) -> str:
        """The canonical text: one line a paragraph, an empty line between them."""
        return "\n\n".join("".join(map(str, paragraph)) for paragraph in self.paragraphs)

    @property
    def cited(self) -> tuple[str, ...]:
        """The ids of all sources cited, each once, in the order of their first markers."""
        cites = (part for paragraph in self.paragraphs for part in paragraph if isinstance(part, Cite))
        return tuple(dict.fromkeys(name for cite in cites for name in cite.ids))

    def plain(self) -> str:
        """The text alone, without stars, addresses and source markers; paragraphs parted by an empty line."""
        return "\n\n".join(filter(None, map(_plain, self.paragraphs)))


def escape(text: str) -> str:
    """Prose that says ``text`` and nothing else, whatever characters are in it."""
    return _escaped(text)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _plain(paragraph: Paragraph) -> str:
    text, cited = "", False
    for part in paragraph:
        if isinstance(part, Cite | Ours):
            cited = True
            continue
        # The blank before a marker goes with it, unless it is all that parts two words.
        if cited and text.endswith(" ") and not part.text[:1].isalnum():
            text = text[:-1]
        text, cited = text + part.text, False
    return text.strip(" ")


def _url_fault(url: str) -> str:
    """Why ``url`` is not to be linked to, or the empty text."""
    if not url.lower().startswith(("http://", "https://")):
        return "it does not begin with http:// or https://"
    if _NOT_IN_URL.search(url) or any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in url):
        return "it holds a blank or another character that must be percent-encoded"
    if _closing(url + ")", 0, len(url) + 1) != len(url):
        return "its brackets are not in pairs: write %28 and %29"
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        return "it is malformed"
    if "@" in parts.netloc:
        return "it holds a user name or password"
    if not host or port == 0 or "%" in host or not any(c.isalnum() for c in host):
        return "it has no proper host name"
    return ""


def _closing(text: str, at: int, end: int) -> int:
    """Where the round bracket closes that was opened before ``at``; -1 if it does not before ``end``."""
    depth = 0
    for position in range(at, end):
        if text[position] == "(":
            depth += 1
        elif text[position] == ")":
            if depth == 0:
                return position
            depth -= 1
    return -1


class _Reader:
    """Reads one paragraph, ``text[start:end]``, from left to right."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        while start < end and text[start] in " \t\r\n":
            start += 1
        while end > start and text[end - 1] in " \t\r\n":
            end -= 1
        self.at, self.end = start, end
        self.parts: list[Inline] = []
        self.words: list[str] = []
        self.words_at = self.at
        # Emphasis begins where no letter, digit or star went before.
        self.before = " "

    def paragraph(self) -> Paragraph:
        while self.at < self.end:
            found = _SPECIAL.search(self.text, self.at, self.end)
            self._plain_up_to(found.start() if found else self.end)
            if found:
                self._special(found[0])
        self._flush()
        return tuple(self.parts)

    def _special(self, char: str) -> None:
        escaped = self.text[self.at + 1 : min(self.at + 2, self.end)]
        if char == "\\" and escaped and escaped in "*[]\\":
            self._add(escaped)
            # An escaped star is a character like any other: it does not keep emphasis from following.
            self.at, self.before = self.at + 2, "\\"
        elif not (char == "[" and self._bracket()) and not (char == "*" and self._emphasis()):
            self._plain_up_to(self.at + 1)

    def _plain_up_to(self, position: int) -> None:
        if position > self.at:
            self._add(self.text[self.at : position])
            self.at, self.before = position, self.text[position - 1]

    def _add(self, words: str) -> None:
        if not self.words:
            self.words_at = self.at
        self.words.append(words)

    def _flush(self) -> None:
        if self.words:
            self.parts.append(Words(_BLANKS.sub(" ", "".join(self.words)), self.words_at))
            self.words.clear()

    def _take(self, part: Inline, position: int) -> bool:
        self._flush()
        self.parts.append(part)
        self.at, self.before = position, self.text[position - 1]
        return True

    def _fail(self, what: str, hint: str) -> NoReturn:
        raise ProseError(what, hint, self.at)

    def _bracket(self) -> bool:
        if self.text.startswith("[@", self.at, self.end):
            close = self.text.find("]", self.at, self.end)
            if close < 0:
                self._fail("this source marker is not closed", f"write it as [@article]; {_AS_TYPED}")
            names = self.text[self.at + 1 : close].split(";")
            ids = tuple(name.strip(" \t\r\n").removeprefix("@") for name in names)
            for name, bare in zip(names, ids, strict=True):
                if not name.strip(" \t\r\n").startswith("@"):
                    self._fail(f"“{bare[:40]}” lacks its @", "write every source as [@one; @two]")
            made = Ours(self.at) if ids == (OURS,) else self._made(Cite, ids, self.at)
            return self._take(made, close + 1)
        found = self._until("]", self.at + 1)
        if found is None or not self.text.startswith("](", found[1], self.end):
            return False
        start = found[1] + 2
        close = _closing(self.text, start, self.end)
        if close < 0:
            self._fail("this link is not closed", f"write it as [text](https://…); {_AS_TYPED}")
        label = found[0].strip(" ")
        if not label:
            self._fail("this link has no text", "write what it leads to between the square brackets")
        return self._take(self._made(Link, label, self.text[start:close], self.at), close + 1)

    def _made(self, kind: type[Cite] | type[Link], *values: object) -> Inline:
        try:
            return kind(*values)  # type: ignore[arg-type]  # the callers pass what each kind takes
        except ProseError as error:
            self._fail(error.what, f"{error.hint}; {_AS_TYPED}")

    def _emphasis(self) -> bool:
        if self.before.isalnum() or self.before == "*":
            return False
        found = self._until("*", self.at + 1)
        if found is None or not found[0] or self.text[found[1] + 1 : min(found[1] + 2, self.end)].isalnum():
            return False
        text, close = found
        if self.text.startswith("*", close + 1, self.end) or text != text.strip():
            return False
        return self._take(Emphasis(text, self.at), close + 1)

    def _opens(self, at: int) -> bool:
        """Whether a marker or link begins at the bracket ``at``."""
        if self.text.startswith("[@", at, self.end):
            return True
        label = self._until("]", at + 1)
        return label is not None and self.text.startswith("](", label[1], self.end)

    def _until(self, closer: str, start: int) -> tuple[str, int] | None:
        """The text up to ``closer``, unescaped, and where that stands; None if other markup comes first."""
        taken: list[str] = []
        at = start
        while found := _SPECIAL.search(self.text, at, self.end):
            taken.append(self.text[at : found.start()])
            at = found.start()
            escaped = self.text[at + 1 : min(at + 2, self.end)]
            if found[0] == "\\" and escaped and escaped in "*[]\\":
                taken.append(escaped)
                at += 2
                continue
            if found[0] == closer:
                return _BLANKS.sub(" ", "".join(taken)), at
            # Stopping at the next bracket or star keeps 20,000 of them from being read 20,000 times.
            if found[0] == "[" and (closer == "]" or self._opens(at)):
                return None
            taken.append(found[0])
            at += 1
        return None
