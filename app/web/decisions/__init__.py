"""The decision: written, sealed, shown."""
