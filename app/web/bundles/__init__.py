"""Bundles of decisions: fetched, and checked by anybody."""
