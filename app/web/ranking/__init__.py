"""The ranking, and what the scores say of it."""
