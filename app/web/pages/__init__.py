"""Pages that tell about the service itself."""
