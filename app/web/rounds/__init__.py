"""A round for everybody, and how far its jury has come."""
