"""The kinds of page: what each says, with its templates beside it."""
