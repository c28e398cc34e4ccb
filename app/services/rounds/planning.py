"""Planning a round: nothing of it is public until its call is published."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.models import Prize, Round, Stage, Texts
from app.rules.access import Permission
from app.rules.lifecycle import Milestone, StageKind, StageState
from app.services import audit, digests, forms, may, ready_sets, seals
from app.services.locks import lock_prize
from app.services.work import Work


class PrizeClosedError(ValueError):
    """The prize has been closed."""


class YearTakenError(Exception):
    """The prize has a round of that year already."""


def create(
    work: Work,
    prize: Prize,
    *,
    year: int,
    dates: Mapping[str, datetime | None],
    gifts: list[Texts] | None = None,
    is_invented: bool = False,
    language: str = "nb",
    **columns: Any,
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
        language: of what is published of it.
        columns: others of the round, such as the texts of its call.

    Raises:
        YearTakenError: there is a round of that year.
        PrizeClosedError: no rounds of it are begun any more.

    """
    if lock_prize(work.session, prize).closed_at is not None:
        raise PrizeClosedError
    slug = f"{prize.slug}-{year}"
    if work.session.scalar(select(Round.id).where(Round.slug == slug)) is not None:
        raise YearTakenError(slug)
    said = ready_sets.call()
    award_round = Round(
        prize=prize,
        slug=slug,
        year=year,
        language=language,
        milestone=Milestone.PLANNED,
        is_invented=is_invented,
        gifts=gifts if gifts is not None else prize.gifts,
        **dates,
        **{
            "call_how": said["how"],
            "writing_aids": said["writing_aids"],
            "residents_warning": said["residents_warning"],
        }
        | columns,
    )
    award_round.stages.append(Stage(position=1, kind=StageKind.FINAL, state=StageState.WAITING))
    work.session.add(award_round)
    work.session.flush()
    may.require(work, Permission.SET_UP_ROUND, award_round)
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
        call=digests.of(seals.call(award_round)),
    )
    return award_round


def set_form(work: Work, award_round: Round, sections: Sequence[Mapping[str, Any]]) -> None:
    """Set the whole form of a planned round, from sections with their questions as plain data.

    Raises:
        LockedError: the call is open.

    """
    forms.replace(work, award_round, sections)
