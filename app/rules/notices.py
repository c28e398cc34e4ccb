"""The kinds of message that the product sends: who may get one, and whether it waits for a time.

What each says is in ``templates/mail/<kind>.txt``, and what lists of messages call it is in
``app/words/notices.py``. A kind without a row here or there stops the start; a test
writes every message.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.rules.access import JURY, Role
from app.rules.tables import every


class NoticeKind(StrEnum):
    """The kinds of message."""

    NOMINATION_SUBMITTED = "nomination_submitted"
    NOMINATION_ADMITTED = "nomination_admitted"
    NOMINATION_REJECTED = "nomination_rejected"
    DECLARING_OPEN = "declaring_open"
    SCORING_OPEN = "scoring_open"
    DELIBERATION_OPEN = "deliberation_open"
    CONFLICT_RULED = "conflict_ruled"
    DEPUTY_CALLED = "deputy_called"
    RULES_AMENDED = "rules_amended"
    DATES_CHANGED = "dates_changed"
    ROUND_ANNOUNCED = "round_announced"
    INVITATION = "invitation"
    NEW_PASSWORD = "new_password"  # noqa: S105 - no password
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - no password
    ADDRESS_FROM = "address_from"
    ADDRESS_TO = "address_to"
    ADDRESS_CHANGED = "address_changed"


class Stopped(StrEnum):
    """Why a message that has not left is not tried again by itself."""

    GIVEN_UP = "given_up"
    ACCOUNT_CLOSED = "account_closed"


@dataclass(frozen=True)
class NoticeRow:
    """What holds for every message of a kind.

    receivers: what somebody who gets it is in the round, one of these.
    waits: whether it is queued with the time from which it may leave, else it leaves at once.
    """

    receivers: frozenset[Role]
    waits: bool = False


_NOMINATORS = frozenset({Role.NOMINATOR})
_ACCOUNTS = frozenset({Role.ACCOUNT})

NOTICES: dict[NoticeKind, NoticeRow] = {
    NoticeKind.NOMINATION_SUBMITTED: NoticeRow(_NOMINATORS),
    NoticeKind.NOMINATION_ADMITTED: NoticeRow(_NOMINATORS),
    NoticeKind.NOMINATION_REJECTED: NoticeRow(_NOMINATORS),
    NoticeKind.DECLARING_OPEN: NoticeRow(JURY),
    NoticeKind.SCORING_OPEN: NoticeRow(JURY),
    NoticeKind.DELIBERATION_OPEN: NoticeRow(JURY),
    NoticeKind.CONFLICT_RULED: NoticeRow(JURY),
    NoticeKind.DEPUTY_CALLED: NoticeRow(frozenset({Role.DEPUTY})),
    NoticeKind.RULES_AMENDED: NoticeRow(JURY),
    NoticeKind.DATES_CHANGED: NoticeRow(_NOMINATORS | JURY),
    NoticeKind.ROUND_ANNOUNCED: NoticeRow(_NOMINATORS, waits=True),
    NoticeKind.INVITATION: NoticeRow(frozenset({Role.PUBLIC})),
    NoticeKind.NEW_PASSWORD: NoticeRow(_ACCOUNTS),
    NoticeKind.PASSWORD_CHANGED: NoticeRow(_ACCOUNTS),
    NoticeKind.ADDRESS_FROM: NoticeRow(_ACCOUNTS),
    NoticeKind.ADDRESS_TO: NoticeRow(_ACCOUNTS),
    NoticeKind.ADDRESS_CHANGED: NoticeRow(_ACCOUNTS),
}
every(NoticeKind, NOTICES)
