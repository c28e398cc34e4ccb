"""Attachments: received piece by piece or whole, and served to whom the nomination is open."""
