"""Checking that what is stored fits together: by noun, each line naming what does not."""

from app.services.checking.judging import judging

__all__ = ["judging"]
