"""Writing to everybody with a draft."""
