"""While the jury scores: reminders, exceptions for seats, and the emergency look."""
