"""What is expected of whoever has signed in."""
