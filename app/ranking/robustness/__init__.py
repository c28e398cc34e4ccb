"""Does it hold: without a juror, with other weights, two by two, near the line."""
