"""The dates of a round, and changing them."""
