"""Files that tell a server to send the policy: for hosts that read it from the site, nginx and Apache."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.guard.policy import Policy

_MADE = "Made by On Record with each build of the site: do not change it here."


def headers(policy: Policy) -> dict[str, str]:
    """The headers of every page and file."""
    return {"Content-Security-Policy": policy.header, "X-Content-Type-Options": "nosniff"}


def header_files(policy: Policy) -> Mapping[str, str]:
    """The files by their addresses in the site. A policy has neither quotation marks nor backslashes."""
    pairs = headers(policy).items()
    lines = {
        # Netlify, Cloudflare Pages and others that took the format over.
        "_headers": ["/*", *(f"  {name}: {value}" for name, value in pairs)],
        "headers/nginx.conf": [f'add_header {name} "{value}" always;' for name, value in pairs],
        "headers/apache.conf": [f'Header always set {name} "{value}"' for name, value in pairs],
    }
    return {address: "\n".join((f"# {_MADE}", *said, "")) for address, said in lines.items()}
