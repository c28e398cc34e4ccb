"""The public keys that bundles of this installation are signed by. Added to, never changed."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Model


class SigningKey(Model):
    """A public key, from the moment that it was made. The latest one signs.

    The secret key is nowhere: it follows from the secret of the installation and the number.
    """

    __tablename__ = "signing_keys"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Its number, 1, 2, 3 …"""
    public: Mapped[str] = mapped_column(String(64), unique=True)
    """In hexadecimal digits."""
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
