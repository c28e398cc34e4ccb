"""Checking the record: the chains, then everything that their events vouch for."""

from sqlalchemy.orm import Session

from app.services.audit import chains, matching, readable, standing
from app.services.audit.chains import Only
from app.services.audit.findings import Finding
from app.services.audit.vouching import checks


def verify(session: Session, only: Only = None) -> list[Finding]:
    """Check every chain, and recompute from the rows what the events vouch for.

    The events are gone through a thousand at a time, so that any number fits in memory. What is
    read must stand still meanwhile: the caller sees to that. What cannot be read is all that is
    named where there is such: it stands in the way of the rest.

    Args:
        session: of the database.
        only: the rounds whose chains are checked, None among them for the installation's; all
            where none are named.

    """
    if unreadable := list(readable.check(session)):
        return unreadable
    found = list(chains.check(session, only))
    seen = matching.Seen.of(session, found, only)
    for one in checks(session):
        found += matching.check(session, seen, one)
    found += standing.check(session, seen)
    return found
