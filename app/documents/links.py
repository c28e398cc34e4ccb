"""Personal links: what a mail carries so that its receiver, and nobody else, can do one thing.

A link names a row and is signed with the secret of the installation. It is made when the mail is
written and stored nowhere: whoever reads the outbox or the database can follow none. Whether it
still counts is the row's to say; a link is taken by a POST, so that what fetches every link in a
mail uses up none.
"""

from dataclasses import dataclass
from enum import StrEnum

from itsdangerous import BadData, URLSafeSerializer

from app.rules.tables import every


class Purpose(StrEnum):
    """What a personal link is for."""

    INVITATION = "invitation"
    REGISTRATION = "registration"
    SUPPORT = "support"
    NEW_PASSWORD = "new_password"  # noqa: S105 - no password
    OLD_ADDRESS = "old_address"
    NEW_ADDRESS = "new_address"
    CANDIDATE = "candidate"
    SUBSCRIPTION = "subscription"
    UNSUBSCRIBING = "unsubscribing"


PATHS = {
    Purpose.INVITATION: "/invitasjon",
    Purpose.REGISTRATION: "/registrering",
    Purpose.SUPPORT: "/stotte",
    Purpose.NEW_PASSWORD: "/nytt-passord",
    Purpose.OLD_ADDRESS: "/adresse/fra",
    Purpose.NEW_ADDRESS: "/adresse/til",
    Purpose.CANDIDATE: "/kandidat",
    Purpose.SUBSCRIPTION: "/varsel/bekreft",
    Purpose.UNSUBSCRIBING: "/varsel/slutt",
}
every(Purpose, PATHS)


@dataclass(frozen=True)
class Link:
    """Which row a link names: its number, and what no row of that number elsewhere has."""

    purpose: Purpose
    row_id: int
    nonce: str


def path(secret: str, link: Link) -> str:
    """Give the address of a link, without the host."""
    token = _signer(secret, link.purpose).dumps([link.row_id, link.nonce])
    return f"{PATHS[link.purpose]}/{token}"


def read(secret: str, purpose: Purpose, token: str) -> Link | None:
    """Read the token of an address; nothing where it was not made here, for this."""
    try:
        row_id, nonce = _signer(secret, purpose).loads(token)
    except (BadData, TypeError, ValueError):
        return None
    return Link(purpose, row_id, nonce)


def _signer(secret: str, purpose: Purpose) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt=f"link:{purpose}")
