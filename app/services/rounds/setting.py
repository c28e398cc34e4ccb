"""What a round says and gives: the text of its call, its language, its award."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from app.models import Round, Texts
from app.rules.access import Permission
from app.rules.lifecycle import AFTER_DECISION, Course
from app.services import audit, digests, may, seals, stamps
from app.services.rounds.locking import insist_planned
from app.services.work import LockedError, Work


@dataclass(frozen=True)
class CallTexts:
    """What the call says, and in which language it is published."""

    language: str
    call_intro: Texts
    call_who: Texts
    call_how: Texts
    writing_aids: Texts
    residents_warning: Texts


def call_texts(award_round: Round) -> CallTexts:
    """Give what the call of a round says."""
    return CallTexts(award_round.language, **seals.call(award_round))


def write_call(
    work: Work, award_round: Round, given: CallTexts, *, base: str | None = None
) -> None:
    """Write the text of a call. It can be corrected while the call is open, on record.

    Raises:
        LockedError: the round is decided or cancelled; or another language was chosen for a call
            that is published.
        StaleEditError: somebody else has written it otherwise since.

    """
    award_round = may.begin(work, Permission.SET_UP_ROUND, award_round)
    is_over = award_round.phase(work.now) in AFTER_DECISION
    if is_over or award_round.course is Course.CANCELLED:
        raise LockedError("the round is over")
    held = call_texts(award_round)
    stamps.insist(asdict(held), asdict(given), base)
    if held == given:
        return
    if given.language != held.language:
        insist_planned(award_round)
    for name, value in asdict(given).items():
        setattr(award_round, name, value)
    work.session.flush()
    audit.record(
        work,
        "call.written",
        f"round:{award_round.id}",
        award_round=award_round,
        digest=digests.of(seals.award_round(award_round)),
        call=digests.of(seals.call(award_round)),
    )


def award_data(award_round: Round) -> dict[str, Any]:
    """Give the award as plain data."""
    return {"gifts": award_round.gifts}


def set_award(
    work: Work, award_round: Round, gifts: Sequence[Texts], *, base: str | None = None
) -> None:
    """Say what the winner of a planned round gets.

    Raises:
        LockedError: the call is published, and says it.
        StaleEditError: somebody else has said otherwise since.

    """
    award_round = may.begin(work, Permission.SET_UP_ROUND, award_round)
    insist_planned(award_round)
    given: Mapping[str, Any] = {"gifts": list(gifts)}
    stamps.insist(award_data(award_round), given, base)
    if award_round.gifts == given["gifts"]:
        return
    award_round.gifts = given["gifts"]
    work.session.flush()
    audit.record(
        work,
        "award.set",
        f"round:{award_round.id}",
        award_round=award_round,
        digest=digests.of(seals.award_round(award_round)),
    )
