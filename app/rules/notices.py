"""The kinds of message that the product sends: who may get one, and whether it waits for a time.

What each says is in ``templates/mail/<kind>.txt``, and what lists of messages call it is in
``app/words/notices.py``. A kind without a row here or there stops the start; a test
writes every message.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.rules.access import JURY, LET_IN, Permission, Role
from app.rules.tables import every


class NoticeKind(StrEnum):
    """The kinds of message."""

    NOMINATION_SUBMITTED = "nomination_submitted"
    NOMINATION_ADMITTED = "nomination_admitted"
    NOMINATION_REJECTED = "nomination_rejected"
    NOMINATION_REOPENED = "nomination_reopened"
    NOMINATION_WITHDRAWN = "nomination_withdrawn"
    SUBMISSION_ASKED_FOR = "submission_asked_for"
    NOMINATION_TAKEN_UP = "nomination_taken_up"
    NOMINATION_RETURNED = "nomination_returned"
    NOMINATION_ANSWERED = "nomination_answered"
    NOMINATION_EXCEPTED = "nomination_excepted"
    EXCEPTION_ENDED = "exception_ended"
    SUPPORT_ASKED = "support_asked"
    SUPPORT_GIVEN = "support_given"
    SUPPORT_WITHDRAWN = "support_withdrawn"
    SUPPORT_TAKEN_BACK = "support_taken_back"
    WITHDRAWN_IN_JUDGING = "withdrawn_in_judging"
    DECLARING_OPEN = "declaring_open"
    SCORING_OPEN = "scoring_open"
    DELIBERATION_OPEN = "deliberation_open"
    CONFLICT_RULED = "conflict_ruled"
    DEPUTY_CALLED = "deputy_called"
    PAPER_ENTERED = "paper_entered"
    PAPER_REFUSED = "paper_refused"
    JURY_REMINDED = "jury_reminded"
    SEAT_EXCEPTED = "seat_excepted"
    SCORES_LOOKED_AT = "scores_looked_at"
    DEPUTY_RELEASED = "deputy_released"
    ABSENCE_NOTED = "absence_noted"
    CHAIR_ELECTED = "chair_elected"
    RULES_AMENDED = "rules_amended"
    DATES_CHANGED = "dates_changed"
    ROUND_PAUSED = "round_paused"
    ROUND_RESUMED = "round_resumed"
    ROUND_CANCELLED = "round_cancelled"
    NOMINEES_ANNOUNCED = "nominees_announced"
    VISIT_PLANNED = "visit_planned"
    ROUND_ANNOUNCED = "round_announced"
    INVITATION = "invitation"
    SEAT_INVITATION = "seat_invitation"
    SEAT_DECLINED = "seat_declined"
    NEW_PASSWORD = "new_password"  # noqa: S105 - no password
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - no password
    ADDRESS_FROM = "address_from"
    ADDRESS_TO = "address_to"
    ADDRESS_CHANGED = "address_changed"
    PRIZE_CLOSED = "prize_closed"
    PRIZE_REOPENED = "prize_reopened"
    REGISTRATION = "registration"
    REGISTERED_BEFORE = "registered_before"
    ORGANISATION_WAITING = "organisation_waiting"
    ORGANISATION_CONFIRMED = "organisation_confirmed"
    ORGANISATION_REFUSED = "organisation_refused"
    ORGANISATION_LEFT = "organisation_left"
    JOIN_ASKED = "join_asked"
    JOIN_ANSWERED = "join_answered"
    MEMBERSHIP_ENDED = "membership_ended"
    SIGNATORY_NAMED = "signatory_named"
    DRAFTS_WRITTEN_TO = "drafts_written_to"
    CANDIDATE_TOLD = "candidate_told"
    CANDIDATE_DECLINED = "candidate_declined"
    QUESTION_ASKED = "question_asked"
    QUESTION_ANSWERED = "question_answered"
    SUBSCRIPTION_ASKED = "subscription_asked"
    CALL_PUBLISHED = "call_published"


class Stopped(StrEnum):
    """Why a message that has not left is not tried again by itself."""

    GIVEN_UP = "given_up"
    ACCOUNT_CLOSED = "account_closed"


@dataclass(frozen=True)
class NoticeRow:
    """What holds for every message of a kind.

    acts: who may get it, by what she is in the round, and what it presumes that she may do: one of
        these at least when it is sent.
    waits: whether it is queued with the time from which it may leave, else it leaves at once.
    """

    acts: Mapping[Role, frozenset[Permission]]
    waits: bool = False

    @property
    def receivers(self) -> frozenset[Role]:
        """Who may get it."""
        return frozenset(self.acts)


def _row(roles: Iterable[Role], *acts: Permission, waits: bool = False) -> NoticeRow:
    return NoticeRow(dict.fromkeys(roles, frozenset(acts)), waits)


_NOMINATORS = frozenset({Role.NOMINATOR})
_WRITERS = _NOMINATORS | {Role.EDITOR}
_READERS = _NOMINATORS | LET_IN
"""Everybody who has a nomination in her list: what becomes of it is told to all of them."""
_ACCOUNTS = frozenset({Role.ACCOUNT})
_OWN = _row(_READERS, Permission.READ_OWN_NOMINATION)

NOTICES: dict[NoticeKind, NoticeRow] = {
    NoticeKind.NOMINATION_SUBMITTED: _OWN,
    NoticeKind.NOMINATION_ADMITTED: _OWN,
    NoticeKind.NOMINATION_REJECTED: _OWN,
    NoticeKind.NOMINATION_REOPENED: _OWN,
    NoticeKind.NOMINATION_WITHDRAWN: _OWN,
    NoticeKind.SUBMISSION_ASKED_FOR: _row(_NOMINATORS, Permission.SUBMIT_NOMINATION),
    NoticeKind.NOMINATION_TAKEN_UP: _OWN,
    NoticeKind.NOMINATION_RETURNED: _row(_WRITERS, Permission.EDIT_NOMINATION),
    NoticeKind.NOMINATION_ANSWERED: _row({Role.SECRETARIAT}, Permission.SCREEN),
    NoticeKind.NOMINATION_EXCEPTED: _row(_WRITERS, Permission.EDIT_NOMINATION),
    NoticeKind.EXCEPTION_ENDED: _row(_WRITERS, Permission.READ_OWN_NOMINATION),
    NoticeKind.SUPPORT_ASKED: _row({Role.PUBLIC}),
    NoticeKind.SUPPORT_GIVEN: _OWN,
    NoticeKind.SUPPORT_WITHDRAWN: _OWN,
    NoticeKind.SUPPORT_TAKEN_BACK: _row({Role.PUBLIC}),
    NoticeKind.WITHDRAWN_IN_JUDGING: NoticeRow(
        {
            Role.SECRETARIAT: frozenset({Permission.READ_SUBMITTED}),
            Role.CHAIR: frozenset({Permission.VIEW_DESK, Permission.ANNOUNCE}),
            Role.JUROR: frozenset({Permission.VIEW_DESK}),
            Role.DEPUTY: frozenset({Permission.VIEW_DESK}),
        }
    ),
    NoticeKind.DECLARING_OPEN: _row(JURY, Permission.DECLARE),
    NoticeKind.SCORING_OPEN: _row(JURY, Permission.SCORE, Permission.DECLARE),
    NoticeKind.DELIBERATION_OPEN: NoticeRow(
        {
            Role.CHAIR: frozenset({Permission.VIEW_RANKING}),
            Role.JUROR: frozenset({Permission.VIEW_RANKING}),
            Role.DEPUTY: frozenset({Permission.VIEW_DESK}),
        }
    ),
    NoticeKind.CONFLICT_RULED: _row(JURY, Permission.VIEW_DESK),
    NoticeKind.DEPUTY_CALLED: _row({Role.DEPUTY}, Permission.DECLARE),
    NoticeKind.PAPER_ENTERED: _row(JURY, Permission.SCORE),
    NoticeKind.PAPER_REFUSED: _row({Role.SECRETARIAT}, Permission.ENTER_PAPER),
    NoticeKind.JURY_REMINDED: _row(JURY, Permission.DECLARE, Permission.SCORE),
    NoticeKind.SEAT_EXCEPTED: _row(JURY, Permission.VIEW_DESK),
    NoticeKind.SCORES_LOOKED_AT: _row({Role.CHAIR}, Permission.VIEW_DESK),
    NoticeKind.DEPUTY_RELEASED: _row({Role.DEPUTY}, Permission.VIEW_DESK),
    NoticeKind.ABSENCE_NOTED: _row(JURY, Permission.VIEW_DESK),
    NoticeKind.CHAIR_ELECTED: _row(JURY, Permission.VIEW_DESK),
    NoticeKind.RULES_AMENDED: _row(JURY, Permission.VIEW_RULES),
    NoticeKind.DATES_CHANGED: _row(_READERS | JURY, Permission.VIEW_ROUND),
    NoticeKind.ROUND_PAUSED: _row(_READERS | JURY, Permission.VIEW_ROUND),
    NoticeKind.ROUND_RESUMED: _row(_READERS | JURY, Permission.VIEW_ROUND, Permission.VIEW_RULES),
    NoticeKind.ROUND_CANCELLED: _row(_READERS | JURY, Permission.VIEW_ROUND),
    NoticeKind.NOMINEES_ANNOUNCED: _row(_READERS, Permission.VIEW_ROUND),
    NoticeKind.VISIT_PLANNED: _row(JURY, Permission.VIEW_VISITS),
    NoticeKind.ROUND_ANNOUNCED: _row(_READERS, Permission.VIEW_RESULT, waits=True),
    NoticeKind.INVITATION: _row({Role.PUBLIC}),
    NoticeKind.SEAT_INVITATION: _row({Role.PUBLIC}),
    NoticeKind.SEAT_DECLINED: _row({Role.SECRETARIAT}),
    NoticeKind.NEW_PASSWORD: _row(_ACCOUNTS),
    NoticeKind.PASSWORD_CHANGED: _row(_ACCOUNTS),
    NoticeKind.ADDRESS_FROM: _row(_ACCOUNTS),
    NoticeKind.ADDRESS_TO: _row(_ACCOUNTS),
    NoticeKind.ADDRESS_CHANGED: _row(_ACCOUNTS),
    NoticeKind.PRIZE_CLOSED: _row(_READERS | JURY | {Role.SECRETARIAT}),
    NoticeKind.PRIZE_REOPENED: _row({Role.SECRETARIAT}),
    NoticeKind.REGISTRATION: _row({Role.PUBLIC}),
    NoticeKind.REGISTERED_BEFORE: _row(_ACCOUNTS),
    NoticeKind.ORGANISATION_WAITING: _row({Role.SECRETARIAT}, Permission.MANAGE_ORGANISATIONS),
    NoticeKind.ORGANISATION_CONFIRMED: _row(_NOMINATORS, Permission.VIEW_ORGANISATION),
    NoticeKind.ORGANISATION_REFUSED: _row(_ACCOUNTS),
    NoticeKind.ORGANISATION_LEFT: _row({Role.SECRETARIAT}, Permission.MANAGE_ORGANISATIONS),
    NoticeKind.JOIN_ASKED: NoticeRow(
        {
            Role.NOMINATOR: frozenset({Permission.MANAGE_MEMBERS}),
            Role.SECRETARIAT: frozenset({Permission.MANAGE_ORGANISATIONS}),
        }
    ),
    NoticeKind.JOIN_ANSWERED: _row(_ACCOUNTS),
    NoticeKind.MEMBERSHIP_ENDED: _row(_ACCOUNTS),
    NoticeKind.SIGNATORY_NAMED: _row(_NOMINATORS, Permission.MANAGE_MEMBERS),
    NoticeKind.DRAFTS_WRITTEN_TO: _OWN,
    NoticeKind.CANDIDATE_TOLD: _row({Role.PUBLIC}),
    NoticeKind.CANDIDATE_DECLINED: NoticeRow(
        {
            **dict.fromkeys(_READERS, frozenset({Permission.READ_OWN_NOMINATION})),
            Role.SECRETARIAT: frozenset({Permission.READ_SUBMITTED}),
        }
    ),
    NoticeKind.QUESTION_ASKED: _row({Role.SECRETARIAT}, Permission.ANSWER_QUESTIONS),
    NoticeKind.QUESTION_ANSWERED: _row({Role.PUBLIC}, Permission.VIEW_ROUND),
    NoticeKind.SUBSCRIPTION_ASKED: _row({Role.PUBLIC}),
    NoticeKind.CALL_PUBLISHED: _row({Role.PUBLIC}),
}
every(NoticeKind, NOTICES)

BLIND = frozenset({NoticeKind.DRAFTS_WRITTEN_TO})
"""No list of messages says who got one: it would tell whose drafts there are."""
