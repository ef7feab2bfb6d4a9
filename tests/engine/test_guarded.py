"""The preview answers to its own names alone, and sends the policy of the site."""

from __future__ import annotations

import http.client
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from mkdocs.livereload import LiveReloadServer

from onrecord.engine.guarded import guard, host_of
from onrecord.guard.asked import asked
from onrecord.guard.policy import Policy, strict

PAGE = "<html><body><p>x</p></body></html>"


@contextmanager
def served(root: Path, *more: str, address: str = "127.0.0.1", policy: Policy | None = None) -> Iterator[int]:
    """The port of a server of a site with one page, as `mkdocs serve` starts it."""
    (root / "index.html").write_text(PAGE, "utf-8")
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(root))
    server.watch(str(root))
    guard(server, address, more, lambda: policy)
    server.server_bind()
    server.server_activate()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server.server_port
    # Its own `shutdown` waits for threads that were not started here.
    super(LiveReloadServer, server).shutdown()
    server.server_close()
    thread.join()


def answer(port: int, host: str | None, path: str = "/") -> tuple[int, dict[str, str], str]:
    """Status, headers and body of an answer to somebody who asks for ``host``."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.putrequest("GET", path, skip_host=True)
    if host is not None:
        connection.putheader("Host", host)
    connection.endheaders()
    got = connection.getresponse()
    said = got.status, dict(got.getheaders()), got.read().decode()
    connection.close()
    return said


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]", "box.example"])
def test_its_own_names_are_answered(tmp_path: Path, host: str) -> None:
    """This computer's names, with a port or without, and those that a setting adds."""
    with served(tmp_path, "Box.example") as port:
        for name in (host, f"{host}:{port}"):
            assert answer(port, name)[0] == 200


@pytest.mark.parametrize(
    "host",
    [
        None,
        "",
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "evil.example:8000",
        "192.0.2.7",
        "[",
        "a b",
    ],
)
def test_other_names_are_not(tmp_path: Path, host: str | None) -> None:
    """Whoever asks for another name gets neither page nor news of changes, and is told what to do."""
    with served(tmp_path) as port:
        for path in ("/", "/livereload/0/1"):
            status, _, text = answer(port, host, path)
            assert status == 421 and "preview_hosts" in text and "<p>" not in text


def test_bound_to_every_address_numbers_are_answered(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Names of others are refused there, too; that others can read drafts is said."""
    with caplog.at_level(logging.WARNING), served(tmp_path, address="0.0.0.0") as port:
        assert "everybody who reaches this computer" in caplog.text
        assert answer(port, "192.0.2.7:8000")[0] == 200
        assert answer(port, "evil.example")[0] == 421


def test_on_this_computer_nothing_is_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The address that MkDocs has by itself is right."""
    with caplog.at_level(logging.WARNING), served(tmp_path):
        assert caplog.text == ""


def test_pages_have_the_policy(tmp_path: Path) -> None:
    """It allows the script by which the server has pages load again, and nothing else that is in the page."""
    with served(tmp_path, policy=strict()) as port:
        _, sent, text = answer(port, "localhost")
        (script,) = asked(text)
        assert "livereload" in script.text
        assert sent["Content-Security-Policy"] == strict().adding({"script-src": [script.source]}).header
        assert sent["Cross-Origin-Resource-Policy"] == "same-origin"
        status, sent, _ = answer(port, "localhost", "/missing")
        assert status == 404 and sent["Content-Security-Policy"] == strict().header


def test_without_a_policy_names_are_held_all_the_same(tmp_path: Path) -> None:
    """`content_policy: off` is about the policy alone."""
    with served(tmp_path) as port:
        assert "Content-Security-Policy" not in answer(port, "localhost")[1]
        assert answer(port, "evil.example")[0] == 421


@pytest.mark.parametrize(
    ("header", "name"),
    [("a.example:8000", "a.example"), ("[::1]:8000", "::1"), ("::1", ""), ("u@a", "a"), ("[", "")],
)
def test_the_name_in_a_header(header: str, name: str) -> None:
    """The name stands before the port, without brackets; what is none is nothing."""
    assert host_of(header) == name
