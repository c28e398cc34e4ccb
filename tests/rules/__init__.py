"""The rules alone: no database, no application, milliseconds."""
