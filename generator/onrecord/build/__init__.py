"""A site's pages and files, made again only where what they show has changed.

Nothing here knows MkDocs: :mod:`onrecord.engine` hands in how a page becomes HTML.
"""
