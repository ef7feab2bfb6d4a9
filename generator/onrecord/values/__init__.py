"""What editors write: counts, times, prose. Three small languages; printing is the inverse of parsing."""
