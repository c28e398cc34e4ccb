"""Who stands where towards each nomination, and who sits in each seat because of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.models import Appointment, Declaration, Nomination, Round, Ruling
from app.rules import impartiality as rules
from app.rules import terms
from app.rules.impartiality import Answer, Occupant, Outcome, Standing
from app.rules.lifecycle import NominationState
from app.services import handed_in, jury, nominations

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
    """Who sits or may step in, and those who have left with sheets of theirs handed in."""
    left: frozenset[int]
    """Those among them who have left: each sits for what she handed in, and for nothing else."""
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
    *,
    whole: bool = False,
) -> Board:
    """Lay out the board of a round in six queries, each of as few columns as will do.

    Args:
        session: where to look.
        award_round: whose board.
        today: who holds the seats changes with the day.
        only: leave out all nominations but these, if one has no bearing on another.
        seat_of: leave out all seats but this appointment's, which no other has a bearing on.
        whole: of all that came to the jury, also what is in the running no more.

    """
    held, theirs = _in_seats(session, award_round, today)
    left = frozenset(appointment for _, appointment in theirs)
    judging = []
    if seat_of is not None:
        seat_ids = {holder.seat_id for holder in held if holder.id == seat_of}
        held = [holder for holder in held if holder.seat_id in seat_ids]
        judging = [holder.id for holder in held]
    reach = award_round.recusal_reach if award_round.rulebooks else None
    wanted = _judged(award_round, nominations.IN_JUDGING if whole else None)
    if only is not None and reach is rules.Reach.NOMINATION:
        wanted.append(Nomination.id.in_(only))
    judged = session.scalars(select(Nomination.id).where(*wanted).order_by(Nomination.number)).all()
    answers, declared, ruled = _on_record(session, wanted, judging)
    standings = _standings(answers, ruled)
    if reach is not None:
        standings = rules.widen(standings, judged, reach)
    return Board(
        held,
        left,
        judged,
        declared,
        answers.keys(),
        ruled,
        standings,
        rules.seating(jury.seat_orders(held, left), judged, standings, theirs),
    )


_Key = tuple[int, int]


def _in_seats(
    session: Session, award_round: Round, today: date
) -> tuple[list[Appointment], set[_Key]]:
    """Give who is in the seats, and the (nomination, appointment) of what the others handed in.

    Whoever has left is in her seat for what she handed in while she held it.
    """
    held = jury.appointed(session, award_round)
    day = jury.day_that_counts(session, award_round, held, today)
    gone = {one.id for one in held if not terms.holds(one.since, one.until, day)}
    states = handed_in.states(session, award_round, gone) if gone else {}
    theirs = {key for key, is_sealed in states.items() if is_sealed}
    stay = {appointment for _, appointment in theirs}
    return [one for one in held if one.id not in gone or one.id in stay], theirs


def _judged(
    award_round: Round, states: Collection[NominationState] | None = None
) -> list[ColumnElement[bool]]:
    wanted = states or award_round.in_the_running
    return [Nomination.round_id == award_round.id, Nomination.state.in_(wanted)]


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
    reach = award_round.recusal_reach
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


def _still_holds(ruling: Ruling, declaration: Declared | None) -> bool:
    """Say whether a ruling covers the latest declaration: a new conflict needs a new ruling."""
    if ruling.outcome is Outcome.RECUSED or declaration is None:
        return True
    return declaration.declared_at <= ruling.ruled_at
