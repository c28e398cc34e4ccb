"""What leaves the product: mail and files."""
