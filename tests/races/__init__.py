"""Two at once: real threads, real commits, on both databases."""
