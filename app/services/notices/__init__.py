"""The outbox: queue a notice with what caused it, hand out what is due, say how sending goes."""

from app.services.notices.again import retry, send_again
from app.services.notices.claiming import (
    PAUSES,
    Claim,
    claim_next,
    mark_refused,
    mark_sent,
    put_off,
    release,
    stop_closed,
)
from app.services.notices.finding import (
    by_ids,
    can_be_sent_again,
    count_failed,
    newest,
    of_round,
    told,
)
from app.services.notices.queueing import To, WrongTimeError, postpone, queue
from app.services.notices.sending import (
    Halt,
    Standing,
    count_waiting,
    forget_failures,
    left_alone_until,
    note_failure,
    note_run,
    note_success,
    standing,
)

__all__ = [
    "PAUSES",
    "Claim",
    "Halt",
    "Standing",
    "To",
    "WrongTimeError",
    "by_ids",
    "can_be_sent_again",
    "claim_next",
    "count_failed",
    "count_waiting",
    "forget_failures",
    "left_alone_until",
    "mark_refused",
    "mark_sent",
    "newest",
    "note_failure",
    "note_run",
    "note_success",
    "of_round",
    "postpone",
    "put_off",
    "queue",
    "release",
    "retry",
    "send_again",
    "standing",
    "stop_closed",
    "told",
]
