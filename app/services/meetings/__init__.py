"""Meetings of a jury: opened, attended, noted, voted in, and put down in minutes."""

from app.services.meetings.presence import present_for, present_in

__all__ = ["present_for", "present_in"]
