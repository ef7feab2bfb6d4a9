"""What was published when, as a chain that readers can check: it needs neither records nor MkDocs."""
