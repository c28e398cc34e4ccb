"""What the product says of a decision: what it lacks, what was sealed, who was honoured."""
