"""The outbox of a round."""
