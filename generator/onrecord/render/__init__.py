"""A library in, Markdown pages out."""
