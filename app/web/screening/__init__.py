"""What came in, and what the secretariat makes of it."""
