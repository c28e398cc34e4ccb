"""What is said before an act that cannot be undone: who and what it touches, by name."""
