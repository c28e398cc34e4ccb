"""When the sealed decision becomes public."""
