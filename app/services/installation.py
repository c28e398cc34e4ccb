"""The installation: whether it has been set up, and by whom it is from then on run."""

from sqlalchemy import exists, inspect, select
from sqlalchemy.orm import Session

from app.models import Account, Invitation
from app.services import invitations
from app.services.work import Work


class AlreadySetUpError(ValueError):
    """It has been set up: there are accounts, or somebody has been invited."""


def is_set_up(session: Session) -> bool:
    """Say whether anybody has an account, or has been invited to one."""
    return bool(session.scalar(select(exists(select(Account.id)) | exists(select(Invitation.id)))))


def has_tables(session: Session) -> bool:
    """Say whether the database has been brought to any version of the product."""
    return inspect(session.connection()).has_table(Account.__tablename__)


def set_up(work: Work, *, email: str, name: str, language: str) -> Invitation:
    """Invite the first administrator.

    Raises:
        AlreadySetUpError: somebody was invited before.

    """
    if is_set_up(work.session):
        raise AlreadySetUpError
    return invitations.invite_first(work, email=email, name=name, language=language)
