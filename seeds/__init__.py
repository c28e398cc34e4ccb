"""Data files, and what loads them by calling the services."""
