"""Signing in and out, and the language one reads in."""
