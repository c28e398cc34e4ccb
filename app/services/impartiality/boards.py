"""Who stands where towards each nomination, and who sits in each seat because of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.models import Appointment, Declaration, Nomination, Round, Ruling
from app.rules import impartiality as rules
from app.rules import terms
from app.rules.impartiality import Answer, Occupant, Outcome, SeatOrder, Standing
from app.rules.lifecycle import NominationState
from app.services import handed_in, jury, nominations
from app.services.impartiality.finding import away_in

CLOSED = frozenset({Standing.RECUSED, Standing.PENDING})


class Declared(NamedTuple):
    """The conflict that somebody declared last."""

    id: int
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
    away: frozenset[int]
    """Those who are away in the stage: each sits for what she handed in, and for nothing else."""
    nominations: Sequence[int]
    declared: Mapping[tuple[int, int], Declared]
    """The latest declarations, by (nomination, appointment), but for those of no conflicts."""
    answered: Collection[tuple[int, int]]
    """The (nomination, appointment) of every declaration, those of no conflicts too."""
    ruled: Mapping[tuple[int, int], Ruling]
    """The latest rulings, but for a clearance that a newer declaration has put in question."""
    own: Mapping[tuple[int, int], Standing]
    """Where each stands towards a nomination itself, whatever it is compared with."""
    standings: Mapping[tuple[int, int], Standing]
    """Where each stands, with the reach that a recusal has."""
    seats: Mapping[int, Mapping[int, Occupant]]
    """``{nomination: {seat: occupant}}``."""
    orders: Sequence[SeatOrder]
    """In which order those of each seat sit."""
    handed_in: Collection[tuple[int, int]]
    """The (nomination, appointment) of the sheets of those who have left or are away."""

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

    def supposing(self, own: Mapping[tuple[int, int], Standing], reach: rules.Reach) -> "Board":
        """Lay out the board as it would be, if everybody stood so."""
        standings = rules.widen(own, self.nominations, reach)
        seats = rules.seating(self.orders, self.nominations, standings, self.handed_in)
        return replace(self, own=own, standings=standings, seats=seats)

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
    away: frozenset[int] | None = None,
) -> Board:
    """Lay out the board of a round in seven queries, each of as few columns as will do.

    Args:
        session: where to look.
        award_round: whose board.
        today: who holds the seats changes with the day.
        only: leave out all nominations but these, if one has no bearing on another.
        seat_of: leave out all seats but this appointment's, which no other has a bearing on.
        whole: of all that came to the jury, also what is in the running no more.
        away: suppose that these are away in the stage, whatever is noted.

    """
    held, left, away, theirs = _in_seats(session, award_round, today, away)
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
    answers, declared, ruled, recused = _on_record(session, wanted, judging)
    own = _standings(answers, ruled, recused)
    standings = own if reach is None else rules.widen(own, judged, reach)
    orders = jury.seat_orders(held, left | away)
    return Board(
        held,
        left,
        away,
        judged,
        declared,
        answers.keys(),
        ruled,
        own,
        standings,
        rules.seating(orders, judged, standings, theirs),
        orders,
        theirs,
    )


_Key = tuple[int, int]


def _in_seats(
    session: Session, award_round: Round, today: date, supposed: frozenset[int] | None
) -> tuple[list[Appointment], frozenset[int], frozenset[int], frozenset[_Key]]:
    """Give who is in the seats, who of them has left or is away, and what those handed in.

    Whoever has left is in her seat for what she handed in while she held it.
    """
    held = jury.appointed(session, award_round)
    day = jury.day_that_counts(session, award_round, held, today)
    gone = {one.id for one in held if not terms.holds(one.since, one.until, day)}
    away = (away_in(session, award_round) if supposed is None else supposed) - gone
    theirs = handed_in.sealed(session, award_round, gone | away) if gone or away else frozenset()
    stay = frozenset(appointment for _, appointment in theirs) & gone
    return [one for one in held if one.id not in gone or one.id in stay], stay, away, theirs


def _judged(
    award_round: Round, states: Collection[NominationState] | None = None
) -> list[ColumnElement[bool]]:
    wanted = states or award_round.in_the_running
    return [Nomination.round_id == award_round.id, Nomination.state.in_(wanted)]


def _on_record(
    session: Session, wanted: Sequence[ColumnElement[bool]], by: Sequence[int]
) -> tuple[dict[_Key, Answer], dict[_Key, Declared], dict[_Key, Ruling], frozenset[_Key]]:
    """Give the latest answers, more of the conflicts, and the rulings that hold; all, or some's.

    Last come those who are recused by an automatic ground that was not ruled on.
    """
    keys = (Declaration.nomination_id, Declaration.appointment_id, Declaration.answer)
    given = select(*keys).join(Nomination, Nomination.id == Declaration.nomination_id)
    rulings = select(Ruling).join(Nomination, Nomination.id == Ruling.nomination_id)
    if by:
        given = given.where(Declaration.appointment_id.in_(by))
        rulings = rulings.where(Ruling.appointment_id.in_(by))
    given = given.where(*wanted).order_by(Declaration.id)
    answers = {(row[0], row[1]): row[2] for row in session.execute(given)}
    conflicts = given.add_columns(
        Declaration.id, Declaration.description, Declaration.declared_at
    ).where(Declaration.answer != Answer.NO_CONFLICT)
    told = [
        ((row[0], row[1]), Declared(row[3], row[2], row[4], row[5]))
        for row in session.execute(conflicts)
    ]
    declared = dict(told)
    found = session.scalars(rulings.where(*wanted).order_by(Ruling.id))
    ruled = {(row.nomination_id, row.appointment_id): row for row in found}
    recused = frozenset(
        key
        for key, one in told
        if one.answer is Answer.AUTOMATIC and not (key in ruled and _covers(ruled[key], one))
    )
    held = {
        key: row
        for key, row in ruled.items()
        if row.outcome is Outcome.RECUSED or key not in declared or _covers(row, declared[key])
    }
    return answers, declared, held, recused


def _covers(ruling: Ruling, declared: Declared) -> bool:
    """Say whether a ruling was made with a declaration known: a new conflict needs a new one."""
    if ruling.declaration_id is not None:
        return declared.id <= ruling.declaration_id
    return declared.declared_at <= ruling.ruled_at


def _standings(
    answers: Mapping[_Key, Answer], ruled: Mapping[_Key, Ruling], recused: Collection[_Key]
) -> dict[_Key, Standing]:
    unruled = {answer: rules.standing(answer, None) for answer in Answer}
    standings = {key: unruled[answer] for key, answer in answers.items()}
    for key in recused:
        standings[key] = rules.standing(answers[key], None, has_recused_herself=True)
    for key, row in ruled.items():
        standings[key] = rules.standing(
            answers.get(key), row.outcome, has_recused_herself=key in recused
        )
    return standings


def hidden_from(session: Session, award_round: Round, appointment_id: int) -> frozenset[int]:
    """List what somebody is recused from, or closed to until a ruling, without the whole board."""
    wanted = _judged(award_round)
    judged = session.scalars(select(Nomination.id).where(*wanted)).all()
    answers, _declared, ruled, recused = _on_record(session, wanted, [appointment_id])
    reach = award_round.recusal_reach
    standings = rules.widen(_standings(answers, ruled, recused), judged, reach)
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
