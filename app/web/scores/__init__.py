"""The jury's desk and score sheets."""
