"""The installation: whether it has been set up, and by whom it is from then on run."""

from datetime import datetime

from sqlalchemy import exists, inspect, select
from sqlalchemy.orm import Session

from app.models import Account, Invitation
from app.services import invitations
from app.services.invitations import links
from app.services.work import Work


class AlreadySetUpError(ValueError):
    """It has been set up: there are accounts, or an invitation that can be taken."""


def is_set_up(session: Session, now: datetime) -> bool:
    """Say whether anybody has an account, or can still take an invitation to one."""
    counts = (*links.is_open(), Invitation.expires_at > now)
    invited = exists(select(Invitation.id).where(*counts))
    return bool(session.scalar(select(exists(select(Account.id)) | invited)))


def has_tables(session: Session) -> bool:
    """Say whether the database has been brought to any version of the product."""
    return inspect(session.connection()).has_table(Account.__tablename__)


def set_up(work: Work, *, email: str, name: str, language: str) -> Invitation:
    """Invite the first administrator, anew when nobody has taken an invitation in time.

    Raises:
        AlreadySetUpError: somebody has an account, or an invitation that she can take.

    """
    if is_set_up(work.session, work.now):
        raise AlreadySetUpError
    for old in work.session.scalars(select(Invitation).where(*links.is_open())):
        links.withdraw(work, old)
    return invitations.invite_first(work, email=email, name=name, language=language)
