"""The use cases, on a real database that every test leaves as it was."""
