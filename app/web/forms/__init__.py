"""The shape of what is filled in, and nothing else: what it means is for the services."""
