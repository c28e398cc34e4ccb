"""Naming who goes on from the first stage of judging."""
