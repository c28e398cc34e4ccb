"""The main job of each role in a real browser."""
