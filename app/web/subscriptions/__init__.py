"""Who wants to hear of the next call."""
