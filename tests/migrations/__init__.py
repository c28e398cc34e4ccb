"""The migrations: up and down, with data in every table."""
