"""The prize for everybody."""
