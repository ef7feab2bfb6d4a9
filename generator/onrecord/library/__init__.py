"""All records together: read, checked, and with what follows from them."""
