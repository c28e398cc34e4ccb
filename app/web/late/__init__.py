"""After the deadline: returning a nomination for completion, and exceptions."""
