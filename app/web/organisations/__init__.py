"""Organisations: who they are, who acts for them, and which domains let people in."""
