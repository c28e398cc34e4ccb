"""Questions about a call, and their answers."""
