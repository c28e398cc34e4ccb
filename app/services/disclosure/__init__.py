"""How much the actor sees of what the jury has handed in: asked by all that shows any of it."""

from app.services.disclosure.hiding import hidden_from_actor
from app.services.disclosure.looking import (
    LASTS,
    ReasonMissingError,
    Seen,
    look,
    looks,
    looks_for,
)
from app.services.disclosure.seeing import (
    could_see_others,
    degree_of,
    is_spoken_of,
    of,
    require_all,
)
from app.services.disclosure.sheets import OtherSheet, looked_at, others

__all__ = [
    "LASTS",
    "OtherSheet",
    "ReasonMissingError",
    "Seen",
    "could_see_others",
    "degree_of",
    "hidden_from_actor",
    "is_spoken_of",
    "look",
    "looked_at",
    "looks",
    "looks_for",
    "of",
    "others",
    "require_all",
]
