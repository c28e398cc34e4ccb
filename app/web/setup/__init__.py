"""Setting up a round in the browser, step by step."""
