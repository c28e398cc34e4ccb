"""Passwords: hashed, checked, and given to an account."""

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from app.models import Account
from app.rules import passwords
from app.rules.notices import NoticeKind
from app.rules.passwords import PasswordFault
from app.rules.texts import secret
from app.services import audit, notices, sessions
from app.services.work import Work

_HASHER = PasswordHasher()
# Checked when there is no such account, so that the answer takes as long as when there is.
_NOBODY = (
    "$argon2id$v=19$m=65536,t=3,p=4$PPusVzvBY20myOjWteLyOg"
    "$pmyu+Lpm43fzTVAVBWn2qdZg9Vhm1hOfZJbee7qSVIU"
)


class WeakPasswordError(ValueError):
    """A password that is too easy to guess, and why."""

    def __init__(self, fault: PasswordFault) -> None:
        super().__init__(fault)
        self.fault = fault


def hash_of(password: str) -> str:
    """Give what is stored of a password."""
    return _HASHER.hash(secret(password))


def is_right(account: Account | None, password: str) -> bool:
    """Check a password; where there is none to check, take as long."""
    usable = account.password_hash if account and account.disabled_at is None else None
    try:
        _HASHER.verify(usable or _NOBODY, secret(password))
    except VerificationError:
        return False
    return bool(usable)


def insist(password: str, *about: str) -> None:
    """Insist that a password is good enough.

    Raises:
        WeakPasswordError: it is too short or too long, or what everybody tries first.

    """
    if fault := passwords.fault(password, about):
        raise WeakPasswordError(fault)


def change(work: Work, account: Account, password: str) -> None:
    """Give an account a new password. Every session of it ends, and its owner is told.

    Raises:
        WeakPasswordError: as ``insist``.

    """
    insist(password, account.name, account.email)
    is_first = account.password_hash is None
    account.password_hash = hash_of(password)
    account.session_number += 1
    sessions.end_all(work.session, account, work.now)
    event = audit.record(work, "account.password_set", f"account:{account.id}")
    if not is_first:
        about = f"{event.chain_id}.{event.position}"
        notices.queue(
            work.session, account.id, NoticeKind.PASSWORD_CHANGED, key=about, now=work.now
        )
