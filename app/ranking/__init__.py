"""Numbers without a database, a clock or hidden chance: scores in, explained places out."""
