"""The office of a prize: making one, changing what is said of it, closing it."""
