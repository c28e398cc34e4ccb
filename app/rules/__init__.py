"""Decisions without a database, a clock or a framework: the rules of the house."""
