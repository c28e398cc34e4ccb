"""The numbers alone."""
