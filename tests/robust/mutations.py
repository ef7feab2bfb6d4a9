"""Texts that are nearly right: the structure of YAML changed here and there, or the bytes of any file.

A number decides all, so that a case can be made again from it.
"""

from __future__ import annotations

import copy
import csv
import hashlib
import io
import zipfile
from random import Random
from typing import Any

import yaml

#: Values that no field expects, or only another one does.
VALUES: tuple[Any, ...] = (
    "",
    " ",
    "null",
    "~",
    "no",
    "0",
    "-1",
    "1e999",
    "9" * 5_000,
    "99999999999999999999",
    "at least at least 3",
    "2024-02-30",
    "2024-01-20/",
    "9999-12-31",
    "0000-01-01",
    "-9999-01-01",
    "2024-W03",
    "2024-01-20T25:61Z",
    "2024-01-20T03:17+99:00",
    "9999-12-31T23:59-14:00",
    "0001-01-01T00:00+14:00",
    "Etc/Nowhere",
    "../../etc/passwd",
    "a/../b",
    "/",
    "C:\\x",
    "con",
    "https://",
    "https://[::1",
    "http://x:99999999/",
    "javascript:alert(1)",
    "{a.b[c]!r:>99}",
    "{0}",
    "{}",
    "%s%n",
    "[@" * 200,
    "*_" * 400,
    "(" * 3_000,
    "“" * 300,
    "a" * 70_000,
    "\u202e\u0000\ufeff",
    "\U0001f680\u200d\u0301",
    "\u0661\u0662",
    "²",
    "ß" * 300,
    [],
    {},
    [[[[]]]],
    [{}],
    {"": ""},
    {"a": {"b": {"c": {"d": "e"}}}},
    [str(number) for number in range(300)],
    {f"k{number}": "v" for number in range(300)},
    True,
    None,
    0,
    -7,
    1.5,
    float("inf"),
    float("nan"),
)

#: Bytes that mean something to a reader of YAML, tables, HTML or UTF-8.
BYTES: tuple[bytes, ...] = (
    b"\x00",
    b"\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xae",
    b"\xe2\x80\xa8",
    b"\r",
    b"\r\n",
    b"\n\n\n",
    b"\t",
    b"&a ",
    b"*a ",
    b"!!python/object:os.system ",
    b"<<: ",
    b"%YAML 1.2\n---\n",
    b"---\n",
    b"? ",
    b"[" * 300,
    b"{a: " * 300,
    b"- " * 300,
    b'"',
    b"'",
    b"|\n",
    b">-\n",
    b"#",
    b": ",
    b",",
    b";",
    b'""' * 400,
    b"<script>",
    b"<!--",
    b"<div>" * 600,
    b"&#x110000;",
    b"=cmd|' /C calc'!A0",
    b"9" * 6_000,
    b"a" * 40_000,
)


def structure(text: str, random: Random) -> bytes:
    """The YAML text with up to four changes of its tree; mostly with one that leaves it nearly right."""
    tree = yaml.load(text, Loader=yaml.BaseLoader)
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        tree = _shifted(tree, random) if random.random() < 0.5 else _changed(tree, random)
    return yaml.dump(
        tree, allow_unicode=True, sort_keys=False, default_flow_style=random.random() < 0.2
    ).encode("utf-8", "surrogatepass")


def _changed(tree: Any, random: Random) -> Any:
    """The tree with one change at a place of which any is as likely as any other."""
    holders = [node for node in _nodes(tree) if node]
    if not holders:
        return copy.deepcopy(random.choice(VALUES))
    holder = random.choice(holders)
    keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
    key = random.choice(keys)
    other = random.choice(holders)
    match random.randrange(9):
        case 0:
            del holder[key]
        case 1 | 2 | 3:
            holder[key] = copy.deepcopy(random.choice(VALUES))
        case 4:
            holder[key] = [copy.deepcopy(holder[key])] * random.choice((1, 2, 40))
        case 5:
            holder[key] = {str(random.choice(_words(tree))): copy.deepcopy(holder[key])}
        case 6:
            holder[key] = copy.deepcopy(
                random.choice(list(other.values()) if isinstance(other, dict) else other)
            )
        case 7 if isinstance(holder, dict):
            holder[random.choice(_words(tree))] = holder.pop(key)
        case _ if isinstance(holder[key], str):
            holder[key] = bytes_of(holder[key].encode("utf-8", "surrogatepass"), random).decode(
                "utf-8", "replace"
            )
        case _:
            holder[key] = str(holder[key])
    return tree


def _shifted(tree: Any, random: Random) -> Any:
    """The tree with a value where another one of its kind stood, an entry twice, or an entry less."""
    holders = [node for node in _nodes(tree) if node]
    if not holders:
        return tree
    holder = random.choice(holders)
    if isinstance(holder, list):
        at = random.randrange(len(holder))
        if random.random() < 0.5:
            holder.insert(random.randrange(len(holder) + 1), copy.deepcopy(holder[at]))
        else:
            del holder[at]
        return tree
    key = random.choice(list(holder))
    alike = [node[key] for node in holders if isinstance(node, dict) and key in node]
    texts = [
        text for node in holders if isinstance(node, dict) for text in node.values() if isinstance(text, str)
    ]
    match random.randrange(4):
        case 0:
            del holder[key]
        case 1 if texts and isinstance(holder[key], str):
            holder[key] = random.choice(texts)
        case 2 if isinstance(holder[key], str):
            words = holder[key].split(" ")
            random.shuffle(words)
            holder[key] = " ".join(words[: random.randint(1, len(words))])
        case _:
            holder[key] = copy.deepcopy(random.choice(alike))
    return tree


def cells(data: bytes, separator: str, random: Random) -> bytes:
    """A table with some cells that hold something else: of another cell, or what no cell should hold."""
    rows = list(csv.reader(data.decode("utf-8").splitlines(), delimiter=separator))
    for _ in range(random.choice((1, 1, 2, 5))):
        row = random.choice(rows[1:] if random.random() < 0.9 else rows)
        if not row:
            continue
        texts = [text for text in VALUES if isinstance(text, str)]
        row[random.randrange(len(row))] = random.choice(
            texts if random.random() < 0.6 else random.choice(rows)
        )
    if random.random() < 0.2:
        rows.append(random.choice(rows))
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator).writerows(rows)
    return stream.getvalue().encode("utf-8", "surrogatepass")


def archive(data: bytes, random: Random) -> bytes:
    """A ZIP archive, as an Excel file is one, of which the bytes of a file in it are changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        chosen = random.choice(old.namelist())
        for name in old.namelist():
            text = old.read(name)
            new.writestr(zipfile.ZipInfo(name), bytes_of(text, random) if name == chosen else text)
    return stream.getvalue()


def _nodes(tree: Any) -> list[Any]:
    """All lists and mappings of a tree."""
    found, waiting = [], [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict | list):
            found.append(node)
            waiting += node.values() if isinstance(node, dict) else node
    return found


def _words(tree: Any) -> list[str]:
    """All keys and short values of a tree, so that a change may put one where another is at home."""
    found = ["title", "id"]
    for node in _nodes(tree):
        values = [*node, *node.values()] if isinstance(node, dict) else node
        found += [str(value) for value in values if isinstance(value, str) and len(value) < 60]
    return found


def bytes_of(data: bytes, random: Random) -> bytes:
    """The bytes with up to six changes: flipped, cut, repeated, moved, or with something put in."""
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 6))):
        at = random.randrange(len(changed) + 1)
        end = min(len(changed), at + random.choice((1, 1, 2, 8, 60)))
        match random.randrange(7):
            case 0 if changed:
                changed[at % len(changed)] ^= 1 << random.randrange(8)
            case 1:
                del changed[at:end]
            case 2:
                changed[at:at] = changed[at:end] * random.choice((1, 3, 200))
            case 3:
                changed[at:at] = random.choice(BYTES)
            case 4:
                changed[at:end] = random.choice(BYTES)
            case 5:
                lines = changed.splitlines(keepends=True)
                random.shuffle(
                    lines
                ) if random.random() < 0.1 else lines.reverse() if random.random() < 0.1 else None
                if lines:
                    lines.insert(random.randrange(len(lines)), random.choice(lines))
                changed = bytearray(b"".join(lines))
            case _ if random.random() < 0.2:
                del changed[at:]
            case _:
                changed[at:at] = bytes([random.randrange(256)])
    return bytes(changed)


def lock(data: bytes, random: Random) -> bytes:
    """A lock of which one entry says something else, with the digest that belongs to it."""
    lines = data.decode("utf-8").split("\n")
    at = random.choice([number for number, line in enumerate(lines) if " ~" in line])
    body = lines[at].rpartition(" ~")[0].split(" ")
    field = random.randrange(1, len(body))
    name, _, value = body[field].partition("=")
    if random.random() < 0.2:
        del body[field]
    else:
        other = random.choice(
            [*body, "=99999999999-1", "=5-3", "=-1--2", "=found", "=verbatim", "=%FF%00", "=²"]
        )
        body[field] = f"{name}={random.choice((value[::-1], other.partition('=')[2], value * 50))}"
    text = " ".join(body)
    lines[at] = f"{text} ~{hashlib.sha256(text.encode()).hexdigest()[:12]}"
    return "\n".join(lines).encode()
