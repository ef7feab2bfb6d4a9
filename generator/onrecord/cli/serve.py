"""``onrecord serve``: the preview, by MkDocs or by Zensical."""

from __future__ import annotations

import os
import re
import signal
import socket
import sys
from pathlib import Path
from types import FrameType

import click

from onrecord.cli.build import run
from onrecord.cli.engines import MKDOCS, ZENSICAL, engine_option, installed, told, zensical_site
from onrecord.cli.sites import Stop, config_option, find_config
from onrecord.settings import read_site
from onrecord.sidecar.preview import serve as serve_with_zensical

_ADDRESS = re.compile(r"(?P<host>[^\s:]+|\[[0-9a-fA-F:.]+\]):(?P<port>\d{1,5})")


@click.command()
@click.option(
    "-a",
    "--dev-addr",
    metavar="HOST:PORT",
    help="Where the preview is served. Without it: `dev_addr` of mkdocs.yml, else 127.0.0.1:8000.",
)
@engine_option
@config_option
def serve(dev_addr: str | None, engine: str, config_file: Path | None) -> None:
    """Preview the site, with drafts and with what the checks say, and reload pages on every change.

    It is `mkdocs serve --livereload`; with `--engine zensical` Zensical serves the same pages. Ctrl-C
    ends it.

    Exit status: 0 ended by Ctrl-C, 1 the preview stopped, 2 wrong usage.

    \b
    Examples:
      onrecord serve
      onrecord serve -a 127.0.0.1:8001 --engine zensical
    """
    config = config_file or find_config(Path.cwd())
    if config is None:
        raise Stop("there is no mkdocs.yml here or above; name it: -f site/mkdocs.yml")
    config = config.absolute()
    address = dev_addr or read_site(config).dev_addr
    _free(address)
    if engine != ZENSICAL:
        installed(engine)
        # ProperDocs reloads without being told to.
        options = ["--livereload"] if engine == MKDOCS else []
        options += ["--config-file", str(config), "--dev-addr", address]
        run([sys.executable, "-m", engine, "serve", *options], dict(os.environ))
        return
    site = zensical_site(config)
    # A stop from elsewhere ends Zensical too.
    signal.signal(signal.SIGTERM, _interrupted)
    with told():
        status = serve_with_zensical(site, address, os.environ, lambda text: click.echo(text, err=True))
    sys.exit(1 if status else 0)


def _interrupted(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _free(address: str) -> None:
    """Sees that a server can be at an address, before pages are made for it. Raises `Stop`."""
    match = _ADDRESS.fullmatch(address)
    if match is None or int(match["port"]) > 65_535:
        raise Stop(f"`{address}` is no address for a preview; write host and port: 127.0.0.1:8000")
    host, port = match["host"].strip("[]"), int(match["port"])
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            # As the servers do: one that ended a moment ago is not in the way.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        other = f"{match['host']}:{port + 1 if port < 65_535 else 8000}"
        raise Stop(f"{address}: {error.strerror or error}; another address: -a {other}") from None
