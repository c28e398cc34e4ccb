"""Impartiality: declaring conflicts, ruling on them, and who sits where because of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.models import (
    Appointment,
    Declaration,
    Nomination,
    Round,
    RoundMove,
    Ruling,
)
from app.rules import impartiality as rules
from app.rules.access import DeniedError, Permission, Verdict
from app.rules.impartiality import Answer, Occupant, Outcome, Standing
from app.rules.lifecycle import Milestone
from app.services import audit, jury, may, nominations, notices
from app.services.work import NotFoundError, Work


class DescriptionMissingError(ValueError):
    """A possible conflict must be described, so that it can be ruled on."""


class ConflictStandsError(Exception):
    """Nobody takes back by herself a conflict that she has declared; the jury rules on it."""


class NothingToRuleError(Exception):
    """There is no possible conflict that awaits a ruling; perhaps somebody was first."""


class OwnConflictError(Exception):
    """Nobody rules on her own conflict, nor on others' conflicts where her own is in question."""


CLOSED = frozenset({Standing.RECUSED, Standing.PENDING})


class Declared(NamedTuple):
    """The conflict that somebody declared last."""

    answer: Answer
    description: str
    declared_at: datetime


@dataclass(frozen=True)
class Board:
    """Who stands where towards each nomination of a round, and who sits in each seat."""

    holders: Sequence[Appointment]
    nominations: Sequence[int]
    declared: Mapping[tuple[int, int], Declared]
    """The latest declarations, by (nomination, appointment), but for those of no conflicts."""
    answered: Collection[tuple[int, int]]
    """The (nomination, appointment) of every declaration, those of no conflicts too."""
    ruled: Mapping[tuple[int, int], Ruling]
    """The latest rulings, but for a clearance that a newer declaration has put in question."""
    standings: Mapping[tuple[int, int], Standing]
    seats: Mapping[int, Mapping[int, Occupant]]
    """``{nomination: {seat: occupant}}``."""

    def standing(self, nomination_id: int, appointment_id: int) -> Standing:
        """Say where somebody stands towards a nomination."""
        return self.standings.get((nomination_id, appointment_id), Standing.UNDECLARED)

    def sits(self, nomination_id: int, appointment_id: int) -> bool:
        """Say whether somebody sits in her seat for a nomination."""
        by_seat = self.seats.get(nomination_id, {})
        return any(o.appointment_id == appointment_id for o in by_seat.values())

    def is_open_to(self, nomination_id: int, appointment_id: int) -> bool:
        """Say whether she may open a nomination: she sits, has declared, and nothing pends."""
        where = self.standing(nomination_id, appointment_id)
        return where is Standing.CLEAR and self.sits(nomination_id, appointment_id)

    def deputy_name(self, nomination_id: int, holder: Appointment) -> str:
        """Name who sits instead of somebody recused; empty if nobody does, or she is not."""
        sitting = self.seats[nomination_id][holder.seat_id]
        recused = self.standing(nomination_id, holder.id) is Standing.RECUSED
        names = {held.id: held.person_name for held in self.holders}
        return names[sitting.appointment_id or 0] if recused and sitting.stepped_in else ""

    def recused_from(self, appointment_id: int) -> frozenset[int]:
        """List the nominations that somebody is recused from, or closed to until a ruling."""
        return frozenset(n for n in self.nominations if self.standing(n, appointment_id) in CLOSED)


def board(
    session: Session,
    award_round: Round,
    today: date,
    only: Sequence[int] | None = None,
    seat_of: int | None = None,
) -> Board:
    """Lay out the board of a round in six queries, each of as few columns as will do.

    Args:
        session: where to look.
        award_round: whose board.
        today: who holds the seats changes with the day.
        only: leave out all nominations but these, if one has no bearing on another.
        seat_of: leave out all seats but this appointment's, which no other has a bearing on.

    """
    held = jury.holders(session, award_round, day_that_counts(session, award_round, today))
    judging = []
    if seat_of is not None:
        seat_ids = {holder.seat_id for holder in held if holder.id == seat_of}
        held = [holder for holder in held if holder.seat_id in seat_ids]
        judging = [holder.id for holder in held]
    reach = award_round.rulebook.recusal_reach if award_round.rulebooks else None
    wanted = _judged(award_round)
    if only is not None and reach is rules.Reach.NOMINATION:
        wanted.append(Nomination.id.in_(only))
    judged = session.scalars(select(Nomination.id).where(*wanted).order_by(Nomination.number)).all()
    answers, declared, ruled = _on_record(session, wanted, judging)
    standings = _standings(answers, ruled)
    if reach is not None:
        standings = rules.widen(standings, judged, reach)
    return Board(
        held,
        judged,
        declared,
        answers.keys(),
        ruled,
        standings,
        rules.seating(jury.seat_orders(held), judged, standings),
    )


_Key = tuple[int, int]


def _judged(award_round: Round) -> list[ColumnElement[bool]]:
    return [Nomination.round_id == award_round.id, Nomination.state.in_(nominations.IN_JUDGING)]


def _on_record(
    session: Session, wanted: Sequence[ColumnElement[bool]], by: Sequence[int]
) -> tuple[dict[_Key, Answer], dict[_Key, Declared], dict[_Key, Ruling]]:
    """Give the latest answers, more of the conflicts, and the rulings that hold; all, or some's."""
    keys = (Declaration.nomination_id, Declaration.appointment_id, Declaration.answer)
    given = select(*keys).join(Nomination, Nomination.id == Declaration.nomination_id)
    rulings = select(Ruling).join(Nomination, Nomination.id == Ruling.nomination_id)
    if by:
        given = given.where(Declaration.appointment_id.in_(by))
        rulings = rulings.where(Ruling.appointment_id.in_(by))
    given = given.where(*wanted).order_by(Declaration.id)
    answers = {(row[0], row[1]): row[2] for row in session.execute(given)}
    conflicts = given.add_columns(Declaration.description, Declaration.declared_at)
    declared = {
        (row[0], row[1]): Declared(row[2], row[3], row[4])
        for row in session.execute(conflicts.where(Declaration.answer != Answer.NO_CONFLICT))
        if answers.get((row[0], row[1]), Answer.NO_CONFLICT) is not Answer.NO_CONFLICT
    }
    found = session.scalars(rulings.where(*wanted).order_by(Ruling.id))
    ruled = {(row.nomination_id, row.appointment_id): row for row in found}
    held = {key: row for key, row in ruled.items() if _still_holds(row, declared.get(key))}
    return answers, declared, held


def _standings(
    answers: Mapping[_Key, Answer], ruled: Mapping[_Key, Ruling]
) -> dict[_Key, Standing]:
    unruled = {answer: rules.standing(answer, None) for answer in Answer}
    told = {key: rules.standing(answers.get(key), row.outcome) for key, row in ruled.items()}
    return {key: unruled[answer] for key, answer in answers.items()} | told


def hidden_from(session: Session, award_round: Round, appointment_id: int) -> frozenset[int]:
    """List what somebody is recused from, or closed to until a ruling, without the whole board."""
    wanted = _judged(award_round)
    judged = session.scalars(select(Nomination.id).where(*wanted)).all()
    answers, _declared, ruled = _on_record(session, wanted, [appointment_id])
    reach = award_round.rulebook.recusal_reach
    standings = rules.widen(_standings(answers, ruled), judged, reach)
    return frozenset(n for n in judged if standings.get((n, appointment_id)) in CLOSED)


def has_declared_conflict(session: Session, award_round: Round, appointment_id: int) -> bool:
    """Say whether somebody ever declared a conflict in a round: who did not is recused nowhere."""
    declared = (
        select(Declaration.id)
        .join(Nomination, Nomination.id == Declaration.nomination_id)
        .where(
            Nomination.round_id == award_round.id,
            Declaration.appointment_id == appointment_id,
            Declaration.answer != Answer.NO_CONFLICT,
        )
        .limit(1)
    )
    return session.scalar(declared) is not None


def day_that_counts(session: Session, award_round: Round, today: date) -> date:
    """Give today, or the day of the decision: who comes and goes later changes nothing in it."""
    if award_round.milestone not in {Milestone.DECIDED, Milestone.ARCHIVED}:
        return today
    decided = session.scalar(
        select(func.max(RoundMove.moved_at)).where(
            RoundMove.round_id == award_round.id, RoundMove.name == "finalise"
        )
    )
    return decided.date() if decided else today


def _still_holds(ruling: Ruling, declaration: Declared | None) -> bool:
    """Say whether a ruling covers the latest declaration: a new conflict needs a new ruling."""
    if ruling.outcome is Outcome.RECUSED or declaration is None:
        return True
    return declaration.declared_at <= ruling.ruled_at


def appointment_of(work: Work, award_round: Round) -> int:
    """Give the actor's appointment in the round's jury.

    Raises:
        DeniedError: she has none.

    """
    held = work.actor.appointment_in(award_round.jury_id)
    if held is None:
        raise DeniedError(Permission.VIEW_DESK, Verdict.NOT_HERS)
    return held.appointment_id


def declare(
    work: Work, award_round: Round, nomination: Nomination, answer: Answer, description: str = ""
) -> Declaration:
    """Declare conflicts to the candidates of a nomination. The latest declaration holds.

    Doing it twice with the same content declares once.

    Raises:
        DescriptionMissingError: a possible conflict without a description.
        ConflictStandsError: she has declared a conflict before, and now says that there is none.

    """
    # Locked first, as in all that judges: nobody closes the stage meanwhile, and nobody deadlocks.
    award_round = may.begin(work, Permission.DECLARE, award_round)
    appointment_id = appointment_of(work, award_round)
    if nomination.round_id != award_round.id or nomination.state not in nominations.IN_JUDGING:
        raise NotFoundError(f"nomination {nomination.id}")
    if answer is Answer.POSSIBLE and not description.strip():
        raise DescriptionMissingError
    words = description.strip() if answer is not Answer.NO_CONFLICT else ""
    earlier = _latest_declaration(work.session, nomination.id, appointment_id)
    if earlier is not None and (earlier.answer, earlier.description) == (answer, words):
        return earlier
    if earlier is not None and answer is Answer.NO_CONFLICT:
        raise ConflictStandsError
    declaration = Declaration(
        nomination_id=nomination.id,
        appointment_id=appointment_id,
        answer=answer,
        description=words,
        declared_at=work.now,
    )
    work.session.add(declaration)
    work.session.flush()
    audit.record(
        work,
        "conflict.declared",
        f"nomination:{nomination.id}",
        award_round=award_round,
        appointment=appointment_id,
        answer=answer.value,
    )
    if answer is Answer.AUTOMATIC:
        call_in_deputy(work, award_round, nomination.id, appointment_id)
    return declaration


def _latest_declaration(
    session: Session, nomination_id: int, appointment_id: int
) -> Declaration | None:
    return session.scalars(
        select(Declaration)
        .where(
            Declaration.nomination_id == nomination_id,
            Declaration.appointment_id == appointment_id,
        )
        .order_by(Declaration.id.desc())
        .limit(1)
    ).one_or_none()


def rule(
    work: Work,
    award_round: Round,
    nomination: Nomination,
    appointment_id: int,
    outcome: Outcome,
    ground: str,
) -> Ruling:
    """Enter what the jury ruled of a possible conflict. Entering the same twice rules once.

    Raises:
        OwnConflictError: her own, or a nomination that she is recused from or closed to herself.
        NothingToRuleError: no possible conflict awaits a ruling.
        ReasonMissingError: a ruling needs its ground.

    """
    award_round = may.begin(work, Permission.RULE_ON_CONFLICT, award_round)
    where = board(work.session, award_round, work.now.date(), [nomination.id])
    if must_keep_out(work, award_round, where, nomination.id, appointment_id):
        raise OwnConflictError
    earlier = where.ruled.get((nomination.id, appointment_id))
    if earlier is not None and (earlier.outcome, earlier.ground) == (outcome, ground.strip()):
        return earlier
    if where.standing(nomination.id, appointment_id) is not Standing.PENDING:
        raise NothingToRuleError
    if not ground.strip():
        raise nominations.ReasonMissingError
    ruling = Ruling(
        nomination_id=nomination.id,
        appointment_id=appointment_id,
        outcome=outcome,
        ground=ground.strip(),
        law=award_round.rulebook.law,
        ruled_at=work.now,
        ruled_by_id=work.actor.account_id,
    )
    work.session.add(ruling)
    work.session.flush()
    audit.record(
        work,
        "conflict.ruled",
        f"nomination:{nomination.id}",
        award_round=award_round,
        appointment=appointment_id,
        outcome=outcome.value,
    )
    _tell_ruled(work, award_round, ruling)
    if outcome is Outcome.RECUSED:
        call_in_deputy(work, award_round, nomination.id, appointment_id)
    return ruling


def must_keep_out(
    work: Work, award_round: Round, where: Board, nomination_id: int, appointment_id: int
) -> bool:
    """Say whether the actor must keep out of a ruling: hers, or where hers is in question too."""
    own = work.actor.appointment_in(award_round.jury_id)
    if own is None:
        return False
    mine = own.appointment_id
    return mine == appointment_id or where.standing(nomination_id, mine) in CLOSED


def _tell_ruled(work: Work, award_round: Round, ruling: Ruling) -> None:
    concerned = work.session.get_one(Appointment, ruling.appointment_id)
    if concerned.account_id is not None:
        notices.queue(
            work,
            concerned.account_id,
            "conflict_ruled",
            key=f"ruling:{ruling.id}",
            award_round=award_round,
            nomination_id=ruling.nomination_id,
            slug=award_round.slug,
            outcome=ruling.outcome.value,
            ground=ruling.ground,
        )


def call_in_deputy(
    work: Work, award_round: Round, nomination_id: int, recused_id: int
) -> Appointment | None:
    """Tell the deputy who steps in for somebody recused, at once; None if the seat is vacant."""
    where = board(work.session, award_round, work.now.date(), [nomination_id])
    seat_id = next(a.seat_id for a in where.holders if a.id == recused_id)
    sitting = where.seats[nomination_id][seat_id]
    if sitting.appointment_id is None:
        audit.record(
            work,
            "seat.vacant",
            f"nomination:{nomination_id}",
            award_round=award_round,
            seat=seat_id,
        )
        return None
    deputy = next(a for a in where.holders if a.id == sitting.appointment_id)
    if not sitting.stepped_in or deputy.account_id is None:
        return None
    audit.record(
        work,
        "deputy.stepped_in",
        f"nomination:{nomination_id}",
        award_round=award_round,
        seat=seat_id,
        appointment=deputy.id,
    )
    notices.queue(
        work,
        deputy.account_id,
        "deputy_called",
        key=f"nomination:{nomination_id}:seat:{seat_id}",
        award_round=award_round,
        nomination_id=nomination_id,
        slug=award_round.slug,
    )
    return deputy
