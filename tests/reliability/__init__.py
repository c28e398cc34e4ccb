"""The server is killed while people write: what was acknowledged is there afterwards."""
