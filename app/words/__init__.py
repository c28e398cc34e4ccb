"""What the product says, in three languages: from data to sentences. No addresses, no requests."""
