"""What pip asks to install the product: where it stands, yes; as a wheel or an archive, no.

The installing itself is flit_core's. A wheel would hold the package ``app`` alone, without the
settings, templates, migrations and seeds beside it: it would build without a word and not start.
"""

from typing import NoReturn

from flit_core.buildapi import (
    build_editable,
    get_requires_for_build_editable,
    prepare_metadata_for_build_editable,
)

__all__ = [
    "build_editable",
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_editable",
    "prepare_metadata_for_build_editable",
]

REFUSAL = """
Hederspris is not made into a {kind}: it would lack its settings, templates, migrations and seeds.
Install it where it stands, with the first command of README.md (pip install -e . in a clone),
or build the container image (docker build .).
"""


def build_wheel(*_asked: object, **_settings: object) -> NoReturn:
    """Refuse in words; an exit rather than an exception, so that no traceback hides them."""
    raise SystemExit(REFUSAL.format(kind="wheel"))


def build_sdist(*_asked: object, **_settings: object) -> NoReturn:
    """Refuse in words, as for a wheel."""
    raise SystemExit(REFUSAL.format(kind="source archive"))
