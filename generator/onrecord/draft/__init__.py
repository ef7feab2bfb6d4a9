"""From an article to a draft record: what is certain is written, what is supposed is asked."""
