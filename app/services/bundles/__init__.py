"""Bundles: all that a decision rests on in one signed file, for whoever wants to check it."""

from app.services.bundles.fetching import fetch, fetch_public, has_public, sealed_bundle
from app.services.bundles.public import NotPublicError

__all__ = ["NotPublicError", "fetch", "fetch_public", "has_public", "sealed_bundle"]
