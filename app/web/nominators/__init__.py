"""Who may nominate in a round."""
