"""What was counted over time: the pages below `tallies/`."""
