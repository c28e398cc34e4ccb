"""What can be nominated in a round."""
