"""The tests: what each layer promises, on both databases, over HTTP and in a browser."""
