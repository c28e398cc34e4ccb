"""What the product says to and of the jury: desks, sheets, conflicts, progress."""
