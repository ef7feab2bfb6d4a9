"""The second line behind the escape: what a finished page may hold, and what a browser may run of it.

Nothing here knows MkDocs or records: all works on HTML, and on what the site sets.
"""
