"""The archive by month and year."""
