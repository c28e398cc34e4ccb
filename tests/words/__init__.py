"""The sentences, without any page around them."""
