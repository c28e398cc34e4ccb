"""The rounds that the public may know of, and those held before the product existed."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.models import Prize, Round
from app.rules.access import Permission
from app.rules.lifecycle import Milestone, Phase
from app.services import audit, digests, may, rounds, seals
from app.services.work import Work


def public_rounds(session: Session, now: datetime, *prizes: Prize) -> list[Round]:
    """List the rounds of some prizes that the public may know of, latest first."""
    return [
        award_round
        for award_round in rounds.of_prize(session, *prizes)
        if award_round.phase(now) is not Phase.PLANNED
    ]


def neighbours(
    session: Session, award_round: Round, now: datetime
) -> tuple[Round | None, Round | None]:
    """Give the public rounds before and after one, by year."""
    known = sorted(public_rounds(session, now, award_round.prize), key=lambda r: (r.year, r.id))
    ids = [r.id for r in known]
    if award_round.id not in ids:
        return None, None
    place = ids.index(award_round.id)
    before = known[place - 1] if place > 0 else None
    after = known[place + 1] if place + 1 < len(known) else None
    return before, after


def enter_past_round(
    work: Work, prize: Prize, *, year: int, jury_id: int | None, history: dict[str, object]
) -> Round:
    """Enter a round that was held before the product existed: it is archived from the start."""
    award_round = Round(
        prize=prize,
        jury_id=jury_id,
        slug=f"{prize.slug}-{year}",
        year=year,
        milestone=Milestone.ARCHIVED,
        is_recorded=True,
        gifts=history.pop("gifts", []),
        history=history,
    )
    work.session.add(award_round)
    work.session.flush()
    may.require(work, Permission.RUN_ROUND, award_round)
    audit.record(
        work,
        "round.recorded",
        f"round:{award_round.id}",
        award_round=award_round,
        year=year,
        prize=prize.id,
        jury=jury_id,
        digest=digests.of(seals.award_round(award_round)),
        call=digests.of(seals.call(award_round)),
    )
    return award_round
