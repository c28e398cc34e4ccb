"""Hederspris: a public prize from call to announcement."""

import sys

from flask import Flask

from app import commands
from config import Config


def create_app(config: Config | None = None) -> Flask:
    """Build the application; for ``flask rank`` and its like, one without the web in it.

    Raises:
        ConfigError: the environment is not safe to run in production.
        GuardError: a route has no guard.

    """
    if config is None and commands.wanted(sys.argv[1:]):
        return commands.bare()
    from app.house import build  # noqa: PLC0415 - two seconds that those commands need not wait

    return build(config)


__all__ = ["create_app"]
