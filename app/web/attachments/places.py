"""The store and the scanner of this installation."""

from flask import Flask, current_app

from app.files import Store
from app.files.places import scanner_at, store_at
from app.files.scanner import Scanner
from config import Config

_STORE, _SCANNER = "hederspris-store", "hederspris-scanner"


def init_app(app: Flask, config: Config) -> None:
    """Find both from the settings. Nothing is asked of either yet."""
    app.extensions[_STORE] = store_at(config.files, config.bucket)
    app.extensions[_SCANNER] = scanner_at(config.clamav)


def store() -> Store:
    """Give the store."""
    found: Store = current_app.extensions[_STORE]
    return found


def scanner() -> Scanner | None:
    """Give the scanner; none where nothing is scanned."""
    found: Scanner | None = current_app.extensions[_SCANNER]
    return found
