"""The address of a statement on its page: it does not move when others are added or facts are corrected."""

from __future__ import annotations

import hashlib

from onrecord.record.statement import Statement


def anchor(statement: Statement) -> str:
    """The fragment for a statement, for example ``s-centcom-4f2a9``.

    An ``id`` of its own is used as it is. Otherwise the anchor is made from the attribution and the kinds of
    facts, not from their values and not from the position; two statements that agree in all of these are a
    ``same-anchor`` problem.
    """
    if statement.id:
        return f"s-{statement.id}"
    by = statement.by
    parts = [
        (by.actor or f"{by.role}|{by.of}") if by else "",
        statement.in_ or "",
        ",".join(statement.via or ()),
        ",".join(statement.source),
        str(statement.said or ""),
        ",".join(statement.facts),
    ]
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:5]
    speaker = (by.actor or by.of or "unnamed") if by else "report"
    return f"s-{speaker}-{digest}"
