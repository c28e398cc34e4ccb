"""Planning a round: its dates, its criteria and its form."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete

from app.models import Criterion, Prize, Round, Stage, Texts
from app.rules.access import Permission
from app.rules.lifecycle import Milestone, StageKind, StageState
from app.services import audit, digests, forms, may, prizes, seals
from app.services.work import LockedError, Work


class PrizeClosedError(ValueError):
    """The prize has been closed."""


def create(
    work: Work,
    prize: Prize,
    *,
    year: int,
    dates: dict[str, datetime],
    gifts: list[Texts] | None = None,
    is_invented: bool = False,
    language: str = "nb",
) -> Round:
    """Plan a round: nothing of it is public until its call is published.

    Args:
        work: the secretariat's.
        prize: what it is a round of.
        year: the year it carries.
        dates: ``opens_at``, ``deadline_at``, ``scoring_deadline_at``, ``deliberation_at``,
            ``announcement_planned_at``; the last three are plans that people are told.
        gifts: what the winner gets; the prize's own list if not given.
        is_invented: its nominations exist in the demonstration only.
        language: of the jury's statement.

    Raises:
        PrizeClosedError: no rounds of it are begun any more.

    """
    if prizes.lock(work.session, prize).closed_at is not None:
        raise PrizeClosedError
    award_round = Round(
        prize=prize,
        slug=f"{prize.slug}-{year}",
        year=year,
        language=language,
        milestone=Milestone.PLANNED,
        is_invented=is_invented,
        gifts=gifts if gifts is not None else prize.gifts,
        **dates,
    )
    award_round.stages.append(Stage(position=1, kind=StageKind.FINAL, state=StageState.WAITING))
    work.session.add(award_round)
    work.session.flush()
    may.require(work, Permission.RUN_ROUND, award_round)
    audit.record(
        work,
        "round.planned",
        f"round:{award_round.id}",
        award_round=award_round,
        year=year,
        prize=prize.id,
        dates=audit.dates(award_round),
        stages=[stage.kind.value for stage in award_round.stages],
        digest=digests.of(seals.award_round(award_round)),
    )
    return award_round


def set_criteria(work: Work, award_round: Round, criteria: Sequence[dict[str, Any]]) -> None:
    """Set the criteria of a planned round; ``criteria`` are the columns of ``Criterion``.

    Those that were set before are replaced.

    Raises:
        LockedError: the call is open, and candidates have read them.

    """
    award_round = may.begin(work, Permission.RUN_ROUND, award_round)
    if award_round.milestone is not Milestone.PLANNED:
        raise LockedError("criteria lock when the call opens")
    work.session.execute(delete(Criterion).where(Criterion.round_id == award_round.id))
    work.session.expire(award_round, ["criteria"])
    award_round.criteria = [
        Criterion(position=place, **values) for place, values in enumerate(criteria, start=1)
    ]
    work.session.flush()
    audit.record(
        work,
        "criteria.set",
        f"round:{award_round.id}",
        award_round=award_round,
        weights={criterion.key: str(criterion.weight) for criterion in award_round.criteria},
        digest=digests.of(seals.criteria(award_round.criteria)),
    )


def set_form(work: Work, award_round: Round, sections: Sequence[dict[str, Any]]) -> None:
    """Set the whole form of a planned round, from sections with their questions as plain data.

    Raises:
        LockedError: the call is open.

    """
    forms.replace(work, award_round, sections)
