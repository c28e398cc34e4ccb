"""Visits to candidates: planned, reported and observed."""
