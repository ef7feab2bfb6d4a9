"""Values as Markdown that shows exactly their text: the escape, names, links, statements, prose; a page as HTML."""
