"""The nominator's pages."""
