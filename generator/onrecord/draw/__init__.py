"""Drawings as SVG: labels that never cover each other, charts, maps, the timeline; cards as PNG."""
