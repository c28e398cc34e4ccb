"""Meetings of a jury: opened, kept, shown on the screen in the room, and put down in minutes."""
