"""What the product says of a nomination: its answers, its state, what is wrong with it."""
