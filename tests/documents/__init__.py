"""What leaves the product as a document."""
