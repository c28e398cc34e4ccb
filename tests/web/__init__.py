"""The pages over HTTP: a client per role, and every page reviewed."""
