"""What the product says of a round: how it stands, its dates, what wants attention."""
