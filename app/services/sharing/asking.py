"""Asking those who may submit a nomination to do so, by somebody who may not."""

from datetime import datetime, timedelta

from app.models import Nomination, Round
from app.rules.access import Permission
from app.rules.notices import NoticeKind
from app.services import audit, nominations, notices, organisations
from app.services.nominations import HinderedError
from app.services.organisations import Member
from app.services.work import Work

PAUSE = timedelta(hours=24)
"""From one time that they are asked to the next."""


class AskedAlreadyError(Exception):
    """They were asked less than a day ago."""


class NeedlessError(Exception):
    """The actor may submit it herself."""


class NobodySubmitsError(Exception):
    """There is nobody who may."""


def who_submits(work: Work, nomination: Nomination, award_round: Round) -> list[Member]:
    """List those who may submit a nomination that the actor may read, in Norwegian order."""
    nominations.insist(work, Permission.READ_OWN_NOMINATION, nomination, award_round)
    body = nomination.organisation_id
    if body is None:
        return []
    who = organisations.signatories if award_round.signatory_required else organisations.people
    return who(work.session, body)


def asked_lately(nomination: Nomination, now: datetime) -> bool:
    """Say whether they were asked so lately that they are not asked again."""
    asked_at = nomination.sending_asked_at
    return asked_at is not None and now - asked_at < PAUSE


def ask_to_submit(work: Work, nomination: Nomination) -> list[Member]:
    """Send one message to those who may submit a nomination, and give who they are.

    Raises:
        WrongPhaseError: it cannot be handed in now.
        NeedlessError: the actor may submit it herself.
        HinderedError: nobody may submit it now, whoever it is.
        AskedAlreadyError: they were asked less than a day ago.
        NobodySubmitsError: there is nobody.

    """
    award_round, nomination = nominations.begin(work, Permission.ASK_TO_SUBMIT, nomination)
    nominations.require_window(work, award_round, nomination, Permission.ASK_TO_SUBMIT)
    hindered = nominations.hindrance(work, award_round, nomination)
    if hindered is None:
        raise NeedlessError
    if hindered not in nominations.HERS:
        raise HinderedError(hindered)
    if asked_lately(nomination, work.now):
        raise AskedAlreadyError
    found = who_submits(work, nomination, award_round)
    if not found:
        raise NobodySubmitsError
    nomination.sending_asked_at = work.now
    nomination.sending_asked_by_id = work.actor.account_id
    audit.record(
        work,
        "nomination.submission_asked_for",
        f"nomination:{nomination.id}",
        award_round=award_round,
    )
    for one in found:
        notices.queue(
            work.session,
            one.account_id,
            NoticeKind.SUBMISSION_ASKED_FOR,
            key=f"nomination:{nomination.id}:{int(work.now.timestamp())}",
            now=work.now,
            award_round=award_round,
            nomination_id=nomination.id,
            asker=work.actor.name,
            deadline=award_round.deadline_at.isoformat() if award_round.deadline_at else "",
        )
    work.session.flush()
    return found
