"""What the product says of a ranking: who is first, how sure that is, and why."""
