"""Changing what is said of a prize."""

from typing import Any

from app.models import Prize
from app.rules.access import Permission
from app.services import audit, digests, may, seals
from app.services.locks import lock_prize
from app.services.work import StaleEditError, Work

CHANGEABLE = ("name", "purpose", "about", "gifts", "contact_email")
"""What is said of a prize, and may be said otherwise. Its address stays: others have noted it."""


def change(work: Work, prize: Prize, given: dict[str, Any], *, base: int) -> list[str]:
    """Change what is said of a prize; gives what was changed.

    Args:
        work: an administrator's, or of its secretariat.
        prize: the prize.
        given: what is to be said, by the names in ``CHANGEABLE``.
        base: the version of the prize that the change began from.

    Raises:
        DeniedError: the actor is neither.
        StaleEditError: somebody else has changed it since.

    """
    prize = lock_prize(work.session, prize)
    may.require_prize(work, Permission.EDIT_PRIZE, prize)
    held = {name: getattr(prize, name) for name in CHANGEABLE}
    changed = [name for name in CHANGEABLE if given.get(name, held[name]) != held[name]]
    if not changed:
        return []
    if prize.version != base:
        raise StaleEditError(held, given, prize.version)
    for name in changed:
        setattr(prize, name, given[name])
    work.session.flush()
    audit.record(
        work,
        "prize.changed",
        f"prize:{prize.id}",
        fields=changed,
        digest=digests.of(seals.prize(prize)),
    )
    return changed
