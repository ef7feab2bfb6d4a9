"""Search that scales: entries made from pages, which Pagefind indexes in shards, only where one changed.

entries = Entries(cache)
entries.add("briefings/a/", "Attack", "<p>A post was attacked.</p>", {"search": {"boost": 20}})
index(entries.finished(), site / "search", cache)
"""
