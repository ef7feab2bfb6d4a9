"""Zensical, which runs no plugin of ours: it gets a tree of Markdown, a configuration and a few templates."""
