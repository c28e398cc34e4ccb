"""Shortlists: who goes on from a stage of judging, named by the chair."""

from app.services.shortlists.finding import named, places_before
from app.services.shortlists.foreseeing import ForeseenNaming, NamingRefusedError, foresee, places
from app.services.shortlists.naming import name

__all__ = [
    "ForeseenNaming",
    "NamingRefusedError",
    "foresee",
    "name",
    "named",
    "places",
    "places_before",
]
