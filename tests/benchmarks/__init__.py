"""How long things take: run by hand, never a timed assertion."""
