"""What maps are drawn from: outlines that come with the program; no tiles, no requests to anybody."""
