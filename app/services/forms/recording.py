"""What every change of a form has in common: when it may be made, and that it is on record."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from app.models import FormSection, Round
from app.rules.access import Permission
from app.rules.lifecycle import Milestone, Phase
from app.services import audit, digests, may, seals
from app.services.forms.reading import form
from app.services.work import LockedError, Work


class Freedom(StrEnum):
    """How far a form can be changed."""

    WHOLE = "whole"
    """Nobody has read it: everything can be."""
    TEXTS = "texts"
    """People are writing: a text can be corrected, and nothing that their answers rest on."""
    NOTHING = "nothing"
    """The deadline is past: what was handed in answers to these words."""


def freedom(award_round: Round, now: datetime) -> Freedom:
    """Say how far the form of a round can be changed at a time."""
    if award_round.milestone is Milestone.PLANNED:
        return Freedom.WHOLE
    writing = award_round.phase(now) in {Phase.PLANNED, Phase.OPEN}
    return Freedom.TEXTS if writing else Freedom.NOTHING


def begin(work: Work, award_round: Round, wanted: Freedom = Freedom.WHOLE) -> Round:
    """Lock a round, and insist that the actor may change its form so far.

    Raises:
        LockedError: it is too late for that.

    """
    locked = may.begin(work, Permission.SET_UP_ROUND, award_round)
    insist(locked, work.now, wanted)
    return locked


def insist(award_round: Round, now: datetime, wanted: Freedom = Freedom.WHOLE) -> None:
    """Insist that the form of a round can be changed so far, at a time.

    Raises:
        LockedError: it is too late for that.

    """
    free = freedom(award_round, now)
    if free is Freedom.NOTHING or (wanted is Freedom.WHOLE and free is Freedom.TEXTS):
        raise LockedError("the form locks when the call opens")


def record(work: Work, award_round: Round, kind: str) -> Sequence[FormSection]:
    """Put the whole form, as it is now, on record; gives it."""
    work.session.flush()
    parts = form(work.session, award_round, afresh=True)
    audit.record(
        work,
        kind,
        f"round:{award_round.id}",
        award_round=award_round,
        parts=len(parts),
        digest=digests.of(seals.sections([(part, part.questions) for part in parts])),
    )
    return parts
