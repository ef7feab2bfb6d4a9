"""Search that scales: entries from pages, indexed by Pagefind in shards, each only where its entries changed."""
