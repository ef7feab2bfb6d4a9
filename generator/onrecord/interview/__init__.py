"""A record by questions, one at a time: what is asked, what an answer may be, what was told."""
