"""Shortlists: who goes on from the first stage of judging, named by the chair."""

from app.services.shortlists.finding import named
from app.services.shortlists.foreseeing import ForeseenNaming, NamingRefusedError, foresee
from app.services.shortlists.naming import name

__all__ = [
    "ForeseenNaming",
    "NamingRefusedError",
    "foresee",
    "name",
    "named",
]
