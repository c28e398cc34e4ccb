"""What each kind of event vouches for: one table of all kinds, and one of all tables of rows.

A kind either has a check, which recomputes what it vouches for from the rows, or a reason for
vouching for nothing. A table either has a check that reads it, or a reason for being no record.
Tests hold both to be complete.
"""

from sqlalchemy.orm import Session

from app.services.audit import judging, nominations, people, rounds
from app.services.audit.matching import Check

FOR_NOTHING = {
    "access.denied": "it tells of something that was not done",
    "account.sign_in_refused": "it tells of something that was not done",
    "account.signed_in": "a session ends, and leaves no row",
    "account.signed_out_everywhere": "a session ends, and leaves no row",
    "deputy.stepped_in": "it follows from declarations and rulings, which are checked",
    "seat.vacant": "it follows from declarations and rulings, which are checked",
}
"""The kinds that vouch for nothing in other tables, and why."""

NO_RECORD = {
    "analyses": "computed from sealed sheets, and again at any time",
    "audit_chains": "the chains themselves",
    "audit_events": "the events themselves",
    "notices": "the outbox of mail, which is sent and done with",
}
"""The tables that no event vouches for, and why."""


def checks(session: Session) -> list[Check]:
    """List every check, in the order in which an auditor reads of them."""
    return [
        *people.CHECKS,
        *rounds.CHECKS,
        rounds.rulebooks(session),
        *nominations.CHECKS,
        *judging.CHECKS,
        judging.decisions(session),
    ]
