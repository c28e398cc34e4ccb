"""Juries: made for a term, their seats, who is invited to them, and who has sat."""
