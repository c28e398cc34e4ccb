"""Impartiality: declaring ties, ruling on them, and who sits where because of them."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from app.models import (
    Appointment,
    Candidate,
    Declaration,
    Municipality,
    Nomination,
    Organisation,
    Round,
    RoundMove,
    Ruling,
)
from app.rules import impartiality as rules
from app.rules.access import DeniedError, Permission, Verdict
from app.rules.impartiality import Answer, Occupant, Outcome, Standing
from app.rules.lifecycle import Milestone
from app.services import audit, jury, nominations, notices, rounds
from app.services.work import NotFoundError, Work


class DescriptionMissingError(ValueError):
    """A possible tie must be described, so that it can be ruled on."""


class TieStandsError(Exception):
    """Nobody takes back by herself a tie that she has declared; the jury rules on it."""


class NothingToRuleError(Exception):
    """There is no possible tie that awaits a ruling; perhaps somebody was first."""


class OwnTieError(Exception):
    """Nobody rules on her own tie, nor on others' ties where her own is in question."""


CLOSED = frozenset({Standing.RECUSED, Standing.PENDING})


@dataclass(frozen=True)
class Board:
    """Who stands where towards each nomination of a round, and who sits in each seat."""

    holders: Sequence[Appointment]
    nominations: Sequence[int]
    declared: Mapping[tuple[int, int], Declaration]
    """The latest declarations, by (nomination, appointment)."""
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
    session: Session, award_round: Round, today: date, only: Sequence[int] | None = None
) -> Board:
    """Lay out the board of a round, or of some of its nominations, in five queries."""
    held = jury.holders(session, award_round, day_that_counts(session, award_round, today))
    judged = nominations.admitted_ids(session, award_round)
    reach = award_round.rulebook.recusal_reach if award_round.rulebooks else None
    if only is not None and reach is rules.Reach.NOMINATION:
        judged = [n for n in judged if n in set(only)]
    declared, ruled = _on_record(session, award_round, judged)
    standings = _standings(declared, ruled)
    if reach is not None:
        standings = rules.widen(standings, judged, reach)
    return Board(
        held,
        judged,
        declared,
        ruled,
        standings,
        rules.seating(jury.seat_orders(held), judged, standings),
    )


def _on_record(
    session: Session, award_round: Round, judged: Sequence[int], only: int | None = None
) -> tuple[dict[tuple[int, int], Declaration], dict[tuple[int, int], Ruling]]:
    """Load the latest declarations and the rulings that hold, of all or of one appointment."""

    def latest(table: type[Declaration] | type[Ruling]) -> dict[tuple[int, int], Any]:
        query = select(table).join(Nomination).where(Nomination.round_id == award_round.id)
        if only is not None:
            query = query.where(table.appointment_id == only)
        query = query.where(table.nomination_id.in_(judged)).order_by(table.id)
        rows: Any = session.scalars(query)
        return {(row.nomination_id, row.appointment_id): row for row in rows}

    declared = latest(Declaration)
    ruled = {k: r for k, r in latest(Ruling).items() if _still_holds(r, declared.get(k))}
    return declared, ruled


def _standings(
    declared: Mapping[tuple[int, int], Declaration], ruled: Mapping[tuple[int, int], Ruling]
) -> dict[tuple[int, int], Standing]:
    answers = {key: row.answer for key, row in declared.items()}
    outcomes = {key: row.outcome for key, row in ruled.items()}
    both = answers.keys() | outcomes.keys()
    return {key: rules.standing(answers.get(key), outcomes.get(key)) for key in both}


def hidden_from(session: Session, award_round: Round, appointment_id: int) -> frozenset[int]:
    """List what somebody is recused from, or closed to until a ruling, without the whole board."""
    judged = nominations.admitted_ids(session, award_round)
    narrow = _standings(*_on_record(session, award_round, judged, only=appointment_id))
    standings = rules.widen(narrow, judged, award_round.rulebook.recusal_reach)
    return frozenset(n for n in judged if standings.get((n, appointment_id)) in CLOSED)


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


def _still_holds(ruling: Ruling, declaration: Declaration | None) -> bool:
    """Say whether a ruling covers the latest declaration: a new tie needs a new ruling."""
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
    """Declare ties to the candidates of a nomination. The latest declaration holds.

    Doing it twice with the same content declares once.

    Raises:
        DescriptionMissingError: a possible tie without a description.
        TieStandsError: she has declared a tie before, and now says that there is none.

    """
    # Locked first, as in all that judges: nobody closes the stage meanwhile, and nobody deadlocks.
    award_round = rounds.lock(work.session, award_round)
    rounds.require(work, Permission.DECLARE, award_round)
    appointment_id = appointment_of(work, award_round)
    if nomination.round_id != award_round.id or nomination.state not in nominations.IN_JUDGING:
        raise NotFoundError(f"nomination {nomination.id}")
    if answer is Answer.POSSIBLE and not description.strip():
        raise DescriptionMissingError
    words = description.strip() if answer is not Answer.NO_TIES else ""
    earlier = _latest_declaration(work.session, nomination.id, appointment_id)
    if earlier is not None and (earlier.answer, earlier.description) == (answer, words):
        return earlier
    if earlier is not None and answer is Answer.NO_TIES:
        raise TieStandsError
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
        "tie.declared",
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
    """Enter what the jury ruled of a possible tie. Entering the same twice rules once.

    Raises:
        OwnTieError: her own tie, or a nomination that she is recused from or closed to herself.
        NothingToRuleError: no possible tie awaits a ruling.
        ReasonMissingError: a ruling needs its ground.

    """
    rounds.require(work, Permission.RULE_ON_TIE, award_round)
    award_round = rounds.lock(work.session, award_round)
    where = board(work.session, award_round, work.now.date())
    if must_keep_out(work, award_round, where, nomination.id, appointment_id):
        raise OwnTieError
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
        "tie.ruled",
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
    return mine == appointment_id or nomination_id in where.recused_from(mine)


def _tell_ruled(work: Work, award_round: Round, ruling: Ruling) -> None:
    concerned = work.session.get_one(Appointment, ruling.appointment_id)
    if concerned.account_id is not None:
        notices.queue(
            work,
            concerned.account_id,
            "tie_ruled",
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
    where = board(work.session, award_round, work.now.date())
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


@dataclass(frozen=True)
class Suggestion:
    """A tie that the product can see; never a verdict."""

    nomination_id: int
    county: str


def suggest(
    session: Session, award_round: Round, institution: Organisation
) -> dict[int, Suggestion]:
    """Point out nominations of candidates in a county that the institution covers."""
    if not institution.areas:
        return {}
    # A candidate that is no municipality has only the name of the county.
    names = set(
        session.scalars(
            select(Municipality.county_name)
            .where(Municipality.county_number.in_(institution.areas))
            .distinct()
        )
    )
    judged = session.scalars(
        select(Nomination)
        .where(Nomination.round_id == award_round.id, Nomination.state.in_(nominations.IN_JUDGING))
        .options(selectinload(Nomination.candidates).joinedload(Candidate.municipality))
    )
    return {
        nomination.id: Suggestion(nomination.id, candidate.place)
        for nomination in judged
        for candidate in nomination.candidates
        if _is_within(candidate, institution.areas, names)
    }


def _is_within(candidate: Candidate, areas: Sequence[str], names: AbstractSet[str]) -> bool:
    if candidate.municipality is not None:
        return candidate.municipality.county_number in areas
    return candidate.place in names
