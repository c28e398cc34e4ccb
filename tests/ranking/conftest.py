"""Hypothesis without a deadline: NumPy's first call to a routine is far slower than the next."""

from hypothesis import settings

settings.register_profile("ranking", deadline=None)
settings.load_profile("ranking")
