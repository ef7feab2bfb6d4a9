"""What an editor may write: typed, frozen, one shape per field."""
