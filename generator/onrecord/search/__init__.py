"""Search that scales: entries made from pages, which Pagefind indexes in shards, only where one changed."""
