"""The audit trail: recording events, reading them, and checking all that they vouch for."""

from app.services.audit.chains import GENESIS, INSTALLATION, count_events, digest_of
from app.services.audit.findings import Finding, Tampering
from app.services.audit.heads import BadHeadsError, compare, heads, parse
from app.services.audit.reading import EventPage, length, page_of_events
from app.services.audit.recording import record
from app.services.audit.rounds import dates
from app.services.audit.verifying import verify

__all__ = [
    "GENESIS",
    "INSTALLATION",
    "BadHeadsError",
    "EventPage",
    "Finding",
    "Tampering",
    "compare",
    "count_events",
    "dates",
    "digest_of",
    "heads",
    "length",
    "page_of_events",
    "parse",
    "record",
    "verify",
]
