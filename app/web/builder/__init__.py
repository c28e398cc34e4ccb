"""Making the form of a round, and trying it out."""
