"""The texts of the product, spelt as the dictionaries have it."""
