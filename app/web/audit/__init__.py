"""The audit trail, for those who check it."""
