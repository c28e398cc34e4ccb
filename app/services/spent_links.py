"""Personal links that no longer count, and why."""

from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.interfaces import ORMOption

from app.models.base import Model

Row = TypeVar("Row", bound=Model)


class Spent(StrEnum):
    """Why a personal link is worth nothing."""

    UNKNOWN = "unknown"
    USED = "used"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"


class SpentLinkError(LookupError):
    """A personal link that does not count, or does not any more."""

    def __init__(self, why: Spent) -> None:
        super().__init__(why)
        self.why = why


def find(session: Session, model: type[Row], row_id: int, nonce: str, *options: ORMOption) -> Row:
    """Find what a link leads to, whatever has become of it.

    Args:
        session: it is read in.
        model: of the row; it has a nonce.
        row_id: the number in the link.
        nonce: what nobody can guess, in the link.
        options: what is loaded with it.

    Raises:
        SpentLinkError: there is no such.

    """
    found = session.scalars(
        select(model).filter_by(id=row_id, nonce=nonce).options(*options)
    ).one_or_none()
    if found is None:
        raise SpentLinkError(Spent.UNKNOWN)
    return found


def insist(*, used_at: datetime | None, expires_at: datetime, now: datetime) -> None:
    """Insist that a link still counts.

    Raises:
        SpentLinkError: it has been used, or its time is over.

    """
    if used_at is not None:
        raise SpentLinkError(Spent.USED)
    if expires_at <= now:
        raise SpentLinkError(Spent.EXPIRED)
