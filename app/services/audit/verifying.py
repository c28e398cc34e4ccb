"""Checking the record: the chains, then everything that their events vouch for."""

from sqlalchemy.orm import Session

from app.services.audit import chains, matching, standing
from app.services.audit.findings import Finding
from app.services.audit.vouching import checks


def verify(session: Session) -> list[Finding]:
    """Check every chain, and recompute from the rows what the events vouch for.

    The events are gone through a thousand at a time, so that any number fits in memory. What is
    read must stand still meanwhile: the caller sees to that.
    """
    found = list(chains.check(session))
    seen = matching.Seen.of(session, found)
    for one in checks(session):
        found += matching.check(session, seen, one)
    found += standing.check(session, seen)
    return found
