"""Actors, people, places, weapons, kinds of event, sources: a page each, and their indexes."""
