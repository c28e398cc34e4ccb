"""What the list of a round's messages shows, and whether mail leaves at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import current_app

from app.models import Notice, Round
from app.rules.access import Permission, Verdict
from app.services import may, notices
from app.services.notices import Standing
from app.services.work import Work
from app.words import outbox as words
from app.words.notices import called
from app.words.outbox import HaltWords, NoticeStanding

MOST = 200
"""As many messages are shown, the newest."""


@dataclass(frozen=True)
class NoticeRow:
    """One message: to whom, about what, and how it stands."""

    number: int
    name: str
    email: str
    about: str
    queued_at: datetime
    standing: NoticeStanding
    error: str
    can_be_sent_again: bool


@dataclass(frozen=True)
class OutboxPage:
    """The messages of a round."""

    lede: str
    halt: HaltWords | None
    next_step: str
    rows: Sequence[NoticeRow]
    is_cut: bool
    held_up: int
    """How many of those that are shown can be sent again."""
    most: int = MOST


def lay_out(work: Work, award_round: Round) -> OutboxPage:
    """Lay out the messages of a round."""
    standing = how_sending_goes(work)
    failed = notices.count_failed(work.session, award_round, work.now)
    sends = may.decide(work, Permission.SEND_AGAIN, award_round) is Verdict.ALLOWED
    rows = [
        _row(one, work.now, sends_again=sends)
        for one in notices.of_round(work.session, award_round, MOST)
    ]
    return OutboxPage(
        lede=words.lede(standing, failed=failed, listed=len(rows), sends=sends_mail()),
        halt=words.halted(standing),
        next_step=words.next_step(standing, failed) if sends else "",
        rows=rows,
        is_cut=len(rows) >= MOST,
        held_up=sum(row.can_be_sent_again for row in rows),
    )


def how_sending_goes(work: Work) -> Standing:
    """Say how sending goes; where no mail is sent, nothing is amiss when none leaves."""
    return notices.standing(work.session, work.now) if sends_mail() else Standing(0)


def sends_mail() -> bool:
    """Say whether the installation has a mail server at all: the demonstration has none."""
    return bool(current_app.config["HEDERSPRIS"].smtp_url)


def _row(notice: Notice, now: datetime, *, sends_again: bool) -> NoticeRow:
    return NoticeRow(
        number=notice.id,
        name=notice.receiver.name,
        email=notice.receiver.email,
        about=called(notice.kind),
        queued_at=notice.queued_at,
        standing=words.how_it_stands(notice, now),
        error="" if notice.sent_at else notice.last_error,
        can_be_sent_again=sends_again and notices.can_be_sent_again(notice),
    )
