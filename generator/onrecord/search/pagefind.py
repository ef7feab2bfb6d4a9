"""Pagefind's service: a process that is asked and answers in base64. It comes with the extra `search`.

Its own Python wrapper waits a tenth of a second for each answer: a quarter of an hour for 10,000 pages.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from types import TracebackType
from typing import Any, Self

#: The distribution with the program. 1.5.0 loses words, and what is newer may have another format.
PACKAGE = "pagefind_bin"
_FIRST, _LAST = (1, 5, 2), (1, 6)
#: No language, so that nothing is cut off the ends of words: names and words of other scripts would suffer.
_LANGUAGE = "zxx"
#: How many words of pages a file of the index has at least. The default suits one index; of several a browser
#: reads as many files for each word that is typed.
_CHUNK = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "2500"}


class PagefindError(Exception):
    """Pagefind cannot be used, or did not do what was asked of it; the message says why."""


def installed() -> str:
    """The version of Pagefind that is installed; empty where none is."""
    try:
        return metadata.version(PACKAGE)
    except metadata.PackageNotFoundError:
        return ""


def program() -> Path:
    """Where Pagefind lies. Raises PagefindError where it is not installed, or in a version we do not know."""
    version = installed()
    try:
        from pagefind_bin import get_executable
    except ImportError:
        raise PagefindError("Pagefind is not installed: `pip install 'onrecord[search]'` brings it") from None
    if not _FIRST <= tuple(int(part) for part in version.split(".") if part.isdigit()) < _LAST:
        raise PagefindError(f"Pagefind {version} is not one we know: 1.5.2 or a later 1.5 is needed")
    return Path(get_executable())


class Service:
    """Pagefind while it runs: ``with Service(program()) as service: index = service.new()``."""

    def __init__(self, path: Path) -> None:
        try:
            self._process = subprocess.Popen(
                [path, "--service"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, **_CHUNK},
            )
        except OSError as error:
            raise PagefindError(f"Pagefind does not start: {path}: {error.strerror or error}") from None
        self._sent = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        # It ends when nothing more can come; after an error it may be at work still.
        with suppress(OSError):
            self._input.close()
        if error is not None:
            self._process.kill()
        self._process.wait()
        self._output.close()

    def new(self) -> int:
        """Begins an index, and gives its number."""
        return int(self.ask("NewIndex", config={"force_language": _LANGUAGE})["index_id"])

    def add(self, index: int, number: int, content: str, meta: Mapping[str, str]) -> None:
        """Adds the words of the page with this ``number``; those of ``meta`` are told apart by its names."""
        self.ask(
            "AddRecord",
            index_id=index,
            url=str(number),
            content=content,
            language=_LANGUAGE,
            meta=dict(meta),
            filters=None,
            sort=None,
        )

    def files(self, index: int) -> dict[str, bytes]:
        """The files of the index, by their paths.

        Pagefind can write them itself, and answers before the last of them are on the disk.
        """
        files = self.ask("GetFiles", index_id=index)["files"]
        return {one["path"].replace(os.sep, "/"): base64.b64decode(one["content"]) for one in files}

    def ask(self, action: str, **given: Any) -> dict[str, Any]:
        """Sends a message and gives the answer. Raises PagefindError for one that says what is wrong."""
        self._sent += 1
        message = {"message_id": self._sent, "payload": {"type": action, **given}}
        try:
            self._input.write(base64.b64encode(json.dumps(message).encode()) + b",")
            self._input.flush()
            answer = self._answer()
        except (OSError, ValueError) as error:
            raise PagefindError(f"Pagefind broke off: {error}") from None
        payload: dict[str, Any] = answer["payload"]
        if payload["type"] == "Error":
            raise PagefindError(f"Pagefind refused: {payload['message']}")
        return payload

    def _answer(self) -> dict[str, Any]:
        parts: list[bytes] = []
        while not parts or not parts[-1].endswith(b","):
            part = self._output.read1(1 << 16)
            if not part:
                raise ValueError("it ended")
            parts.append(part)
        found: dict[str, Any] = json.loads(base64.b64decode(b"".join(parts)[:-1]))
        return found

    @property
    def _input(self) -> Any:
        return self._process.stdin

    @property
    def _output(self) -> Any:
        return self._process.stdout


def decoded(data: bytes) -> Any:
    """The value of CBOR as Pagefind writes it: numbers, texts and lists of these."""
    value, _ = _value(data, 0)
    return value


def _value(data: bytes, at: int) -> tuple[Any, int]:
    kind, size = data[at] >> 5, data[at] & 31
    at += 1
    if size >= 24:
        wide = 1 << (size - 24)
        size, at = int.from_bytes(data[at : at + wide], "big"), at + wide
    if kind == 0:
        return size, at
    if kind == 1:
        return -1 - size, at
    if kind == 3:
        return data[at : at + size].decode(), at + size
    if kind != 4:
        raise PagefindError(f"Pagefind's index has another format: {kind} at {at}")
    found: list[Any] = []
    for _ in range(size):
        one, at = _value(data, at)
        found.append(one)
    return found, at
