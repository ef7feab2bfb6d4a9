"""A briefing: one incident, with all that was said of it."""
