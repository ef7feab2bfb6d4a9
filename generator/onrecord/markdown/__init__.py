"""Values as Markdown that shows exactly their text: names, links, statements, prose; and pages as HTML."""
