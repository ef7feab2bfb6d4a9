"""MkDocs: the only modules that import it."""
