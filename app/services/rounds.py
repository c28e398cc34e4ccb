"""Rounds: finding them, what phase they are in, what the actor may do in them, setting one up."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select, true
from sqlalchemy.orm import Session, joinedload, selectinload

from app.models import Criterion, FormSection, Prize, Question, Round, Stage, Texts
from app.rules.access import Permission, Role
from app.rules.forms import QuestionSpec
from app.rules.lifecycle import Milestone, Phase, StageKind, StageState
from app.services import audit, may
from app.services.work import NotFoundError, Work

_WHOLE = (
    joinedload(Round.prize).joinedload(Prize.secretariat),
    selectinload(Round.criteria),
    selectinload(Round.stages),
    selectinload(Round.rulebooks),
)


def by_slug(session: Session, slug: str) -> Round:
    """Find a round with its criteria, stages and rulebooks.

    Raises:
        NotFoundError: when there is none.

    """
    found = session.scalars(select(Round).where(Round.slug == slug).options(*_WHOLE)).one_or_none()
    if found is None:
        raise NotFoundError(slug)
    return found


def by_id(session: Session, round_id: int) -> Round:
    """Find a round by its number, as ``by_slug`` does."""
    return session.scalars(select(Round).where(Round.id == round_id).options(*_WHOLE)).one()


def by_ids(session: Session, ids: Collection[int]) -> dict[int, Round]:
    """Find some rounds with their prizes, by id."""
    found = session.scalars(select(Round).where(Round.id.in_(ids)).options(joinedload(Round.prize)))
    return {award_round.id: award_round for award_round in found}


def of_prize(session: Session, prize: Prize) -> Sequence[Round]:
    """List the rounds of a prize, latest first."""
    return session.scalars(
        select(Round)
        .where(Round.prize_id == prize.id)
        .order_by(Round.year.desc(), Round.id.desc())
        .options(*_WHOLE)
    ).all()


def of_actor(work: Work) -> list[Round]:
    """List the rounds that the actor has a part in by office, latest first.

    A round that is only planned is listed to nobody but those who set it up or audit it.
    """
    juries = [held.jury_id for held in work.actor.appointments]
    offices = {Role.SECRETARIAT, Role.AUDITOR}
    prizes = {prize_id for role, prize_id in work.actor.grants if role in offices}
    parts: list[ColumnElement[bool]] = [
        Round.jury_id.in_(juries),
        Round.prize_id.in_(prizes - {None}),
    ]
    if None in prizes:
        parts.append(true())
    found = work.session.scalars(
        select(Round)
        .where(Round.is_recorded.is_(False), or_(*parts))
        .order_by(Round.year.desc(), Round.id.desc())
        .options(*_WHOLE)
    ).all()
    return [
        award_round
        for award_round in found
        if award_round.phase(work.now) is not Phase.PLANNED
        or not may.roles(work, award_round).isdisjoint(offices)
    ]


def open_calls(session: Session, now: datetime) -> Sequence[Round]:
    """List the rounds that take nominations now, the nearest deadline first."""
    return session.scalars(
        select(Round)
        .where(
            Round.milestone == Milestone.CALLED,
            Round.opens_at <= now,
            Round.deadline_at > now,
        )
        .order_by(Round.deadline_at, Round.id)
        .options(*_WHOLE)
    ).all()


def under_way(work: Work) -> Round | None:
    """Give the round that the actor most likely works in: one that is judged, else the latest."""
    order = (Milestone.JUDGING, Milestone.CALLED, Milestone.DECIDED, Milestone.PLANNED)
    by_milestone = {award_round.milestone: award_round for award_round in reversed(of_actor(work))}
    return next((by_milestone[m] for m in order if m in by_milestone), None)


def form(session: Session, award_round: Round) -> Sequence[FormSection]:
    """Give the form of a round: its sections with their questions, in order."""
    return session.scalars(
        select(FormSection)
        .where(FormSection.round_id == award_round.id)
        .order_by(FormSection.position)
        .options(selectinload(FormSection.questions))
    ).all()


def spec(question: Question) -> QuestionSpec:
    """Give what the rules of forms need to know of a question."""
    return QuestionSpec(
        key=question.key,
        kind=question.kind,
        required=question.required,
        word_limit=question.word_limit,
        low=question.low,
        high=question.high,
        options=tuple(option["key"] for option in question.options),
    )


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

    """
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
        work, "round.planned", f"round:{award_round.id}", award_round=award_round, year=year
    )
    return award_round


class LockedError(Exception):
    """What was to be changed is locked from this phase on."""


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
    )


def set_form(work: Work, award_round: Round, sections: Sequence[dict[str, Any]]) -> None:
    """Set the form of a planned round, from sections with their questions as plain data.

    The form that was set before is replaced.

    Raises:
        LockedError: the call is open.

    """
    award_round = may.begin(work, Permission.RUN_ROUND, award_round)
    if award_round.milestone is not Milestone.PLANNED:
        raise LockedError("the form locks when the call opens")
    before = select(FormSection.id).where(FormSection.round_id == award_round.id)
    work.session.execute(delete(Question).where(Question.section_id.in_(before)))
    work.session.execute(delete(FormSection).where(FormSection.round_id == award_round.id))
    for place, section in enumerate(sections, start=1):
        columns = {key: value for key, value in section.items() if key != "questions"}
        questions = [
            Question(position=number, **question)
            for number, question in enumerate(section["questions"], start=1)
        ]
        work.session.add(
            FormSection(round_id=award_round.id, position=place, questions=questions, **columns)
        )
    work.session.flush()
    audit.record(
        work, "form.set", f"round:{award_round.id}", award_round=award_round, parts=len(sections)
    )
