"""Conflicts of interest: declared, and ruled on."""
