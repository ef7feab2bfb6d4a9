"""Which extensions of Python-Markdown our pages are written for."""

from __future__ import annotations

EXTENSIONS = ("attr_list", "md_in_html", "footnotes", "tables", "admonition")
"""Added where a site does not list them."""
