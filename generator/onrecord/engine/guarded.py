"""The preview as a server that pages elsewhere cannot reach: its own names only, and the policy of the site.

A page elsewhere may have its own name lead to this computer, and so read drafts as if they were its own (DNS
rebinding). It cannot change the name that a browser asks for: only names of ours are answered.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger

from onrecord.guard.asked import hash_of
from onrecord.guard.headers import headers
from onrecord.guard.policy import Policy

log = get_plugin_logger(__name__)
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
# The script by which the server has pages load again: the last thing in a page, and another in each answer.
_RELOADS = re.compile(
    rb"<script>((?:(?!</?script)[\s\S])*livereload(?:(?!</?script)[\s\S])*)</script>\s*</body>"
)

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def guard(
    server: LiveReloadServer, address: str, more: Iterable[str], policy: Callable[[], Policy | None]
) -> None:
    """Has the server of the preview, which is bound to ``address``, answer to its own names alone.

    ``more`` are names of the site's choice; ``policy`` gives that of the site as it stands.
    """
    hosts = LOOPBACK | {address.lower(), *(name.lower() for name in more)}
    everywhere = _is_everywhere(address)
    if everywhere:
        hosts |= {socket.gethostname().lower()}
    if address.lower() not in LOOPBACK and not _is_loopback(address):
        log.warning(
            "the preview answers on %s: everybody who reaches this computer there can read drafts. "
            "`dev_addr: 127.0.0.1:8000` keeps it to this computer",
            address,
        )
    inner = server.get_app()
    assert inner is not None

    def answers(host: str) -> bool:
        # No name leads to where an address stands: asking by it cannot be rebinding.
        return host in hosts or (everywhere and _is_address(host))

    server.set_app(_guarded(inner, answers, policy))


def _guarded(inner: App, answers: Callable[[str], bool], policy: Callable[[], Policy | None]) -> App:
    def app(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        asked = host_of(environ.get("HTTP_HOST", ""))
        if not answers(asked):
            text = (
                f"The preview does not answer to the name {asked!r}, so that no other site can read it. "
                "`preview_hosts: [NAME]` below `onrecord:` in mkdocs.yml adds one.\n"
            ).encode()
            start("421 Misdirected Request", [*_PLAIN, ("Content-Length", str(len(text)))])
            return [text]
        said: list[Any] = []
        answer = inner(environ, lambda *parts: said.extend(parts))
        try:
            body = b"".join(answer)
        finally:
            if hasattr(answer, "close"):
                answer.close()
        status, pairs, *_ = said
        start(status, [*pairs, *_headers(body, dict(pairs).get("Content-Type", ""), policy())])
        return [body]

    return app


_PLAIN = (("Content-Type", "text/plain; charset=utf-8"), ("X-Content-Type-Options", "nosniff"))


def _headers(body: bytes, kind: str, policy: Policy | None) -> list[tuple[str, str]]:
    """The headers of an answer; those of a page allow the script of the server in it."""
    found = [("Cross-Origin-Resource-Policy", "same-origin")]
    if policy is None:
        return found
    if kind.startswith("text/html") and (script := _RELOADS.search(body)):
        policy = policy.adding({"script-src": [hash_of(script[1].decode())]})
    return [*found, *headers(policy).items()]


def host_of(header: str) -> str:
    """The name in a header ``Host``: ``[::1]:8000`` gives ``::1``; nothing where it is none."""
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    return _is_address(host) and ipaddress.ip_address(host).is_loopback


def _is_everywhere(host: str) -> bool:
    return not host or (_is_address(host) and ipaddress.ip_address(host).is_unspecified)
