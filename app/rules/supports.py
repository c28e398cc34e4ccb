"""What a statement of support must have, and how much it can hold."""

from enum import StrEnum

from app.rules.forms import is_email, is_empty

MOST = 10
"""So many can be asked of one nomination."""
MOST_WORDS = 300
LONGEST = 200
"""A name, a body or a role is no longer than that."""


class Fault(StrEnum):
    """What can be wrong with one."""

    MISSING = "missing"
    BAD_EMAIL = "bad_email"
    ASKED_BEFORE = "asked_before"
    TOO_MANY = "too_many"
    TOO_LONG = "too_long"
    TOO_MANY_WORDS = "too_many_words"


def faults(
    *,
    name: str,
    body: str,
    email: str | None = None,
    role: str | None = None,
    text: str | None = None,
    words: int = 0,
) -> dict[str, Fault]:
    """Say what is wrong, by field; of what is not given nothing is asked."""
    found = {}
    given = {"name": name, "body": body, "role": role or ""}
    for field, written in given.items():
        if len(written) > LONGEST:
            found[field] = Fault.TOO_LONG
    for field, wanted in (("name", name), ("email", email), ("text", text)):
        if wanted is not None and is_empty(wanted):
            found[field] = Fault.MISSING
    if email and not is_email(email):
        found["email"] = Fault.BAD_EMAIL
    if words > MOST_WORDS:
        found["text"] = Fault.TOO_MANY_WORDS
    return found
