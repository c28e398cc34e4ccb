"""The keys that bundles are signed by: made when one is needed first, and when they are rotated.

A secret key is kept nowhere. It follows from the secret of the installation and the number of the
key, so that neither the database nor a copy of it can sign. The public keys are rows, and stay.
"""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import SigningKey
from app.services import audit
from app.services.work import Work
from app.verifying.bundles import fingerprint_of
from app.verifying.ed25519 import public_key


@dataclass(frozen=True)
class Key:
    """A key to sign with.

    is_known: whether it is among those that are published; else it has yet to be stored.
    """

    number: int
    secret: bytes
    is_known: bool


def secret_of(installation: str, number: int) -> bytes:
    """Give a secret key of an installation, 32 bytes."""
    name = f"hederspris signing key {number}".encode()
    return hmac.digest(installation.encode(), name, hashlib.sha256)


def published(session: Session) -> Sequence[SigningKey]:
    """List the public keys, the latest first."""
    return session.scalars(select(SigningKey).order_by(SigningKey.id.desc())).all()


def fingerprint(key: SigningKey) -> str:
    """Give the fingerprint of a public key."""
    return fingerprint_of(bytes.fromhex(key.public))


def current(session: Session, installation: str) -> Key:
    """Give the key to sign with: the latest, or one that has yet to be stored.

    Where the secret of the installation has been changed, the latest key signs no more.
    """
    latest = next(iter(published(session)), None)
    if latest is not None:
        secret = secret_of(installation, latest.id)
        if public_key(secret).hex() == latest.public:
            return Key(latest.id, secret, is_known=True)
    number = latest.id + 1 if latest else 1
    return Key(number, secret_of(installation, number), is_known=False)


def ensure(work: Work, installation: str) -> None:
    """See to it that the key to sign with is published."""
    key = current(work.session, installation)
    if not key.is_known:
        _store(work, key)


def rotate(work: Work, installation: str) -> SigningKey:
    """Sign with a new key from now on. The old ones stay published."""
    key = current(work.session, installation)
    number = key.number + 1 if key.is_known else key.number
    return _store(work, Key(number, secret_of(installation, number), is_known=False))


def _store(work: Work, key: Key) -> SigningKey:
    stored = SigningKey(
        id=key.number,
        public=public_key(key.secret).hex(),
        made_at=work.now,
        made_by_id=work.actor.account_id,
    )
    work.session.add(stored)
    work.session.flush()
    audit.record(work, "key.made", f"key:{stored.id}", public=stored.public)
    return stored
