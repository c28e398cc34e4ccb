"""Candidates: told by the secretariat, answering by their links."""
