"""The secretariat's page of a round."""
