"""Charts as SVG, made at build time: no script, no style attribute, no colour that says something alone."""
