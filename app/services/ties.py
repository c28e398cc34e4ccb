"""Ties as people meet them: the cases that await a ruling, and what was declared before."""

from dataclasses import dataclass

from sqlalchemy import select

from app.models import Appointment, Candidate, Declaration, Nomination, Round, Ruling
from app.rules.access import Permission
from app.rules.impartiality import Answer, Standing
from app.services import accounts, impartiality, nominations, rounds
from app.services.work import Work


@dataclass(frozen=True)
class Case:
    """A tie that somebody has declared, and what the jury has ruled of it."""

    nomination: Nomination
    appointment: Appointment
    declaration: Declaration
    ruling: Ruling | None
    standing: Standing
    deputy_name: str
    """Who sits instead, when she is recused and a deputy has stepped in."""
    entered_by: str
    """Who entered the ruling."""

    @property
    def is_pending(self) -> bool:
        """Whether the jury has yet to rule."""
        return self.standing is Standing.PENDING


def cases(work: Work, award_round: Round) -> list[Case]:
    """List the ties declared in a round, but those that the actor must keep out of."""
    rounds.require(work, Permission.RULE_ON_TIE, award_round)
    where = impartiality.board(work.session, award_round, work.now.date())
    holders = {holder.id: holder for holder in where.holders}
    names = accounts.names_of(work.session, [row.ruled_by_id for row in where.ruled.values()])
    return [
        Case(
            nomination,
            holder,
            declared,
            ruling := where.ruled.get((nomination.id, holder.id)),
            where.standing(nomination.id, holder.id),
            where.deputy_name(nomination.id, holder),
            names[ruling.ruled_by_id] if ruling else "",
        )
        for nomination in nominations.admitted(work.session, award_round)
        for holder in holders.values()
        if (declared := where.declared.get((nomination.id, holder.id))) is not None
        and declared.answer is not Answer.NO_TIES
        and not impartiality.must_keep_out(work, award_round, where, nomination.id, holder.id)
    ]


@dataclass(frozen=True)
class EarlierTie:
    """A tie that somebody declared to the same candidate in an earlier round."""

    year: int
    candidate_name: str


def declared_before(work: Work, award_round: Round) -> dict[int, EarlierTie]:
    """Point out nominations of candidates that the actor had a tie to in an earlier round."""
    rows = work.session.execute(
        select(Declaration.answer, Candidate.name, Candidate.org_number, Round.year)
        .join(Appointment, Declaration.appointment_id == Appointment.id)
        .join(Nomination, Declaration.nomination_id == Nomination.id)
        .join(Candidate, Candidate.nomination_id == Nomination.id)
        .join(Round, Nomination.round_id == Round.id)
        .where(Appointment.account_id == work.actor.account_id, Round.id != award_round.id)
        .order_by(Declaration.id)
    ).all()
    known: dict[str, EarlierTie] = {}
    for answer, name, org_number, year in rows:
        for same in (name.casefold(), *([org_number] if org_number else [])):
            known.pop(same, None)
            if answer is not Answer.NO_TIES:
                known[same] = EarlierTie(year, name)
    if not known:
        return {}
    candidates = work.session.scalars(
        select(Candidate).join(Nomination).where(Nomination.round_id == award_round.id)
    )
    found = {}
    for candidate in candidates:
        tie = known.get(candidate.org_number or "") or known.get(candidate.name.casefold())
        if tie is not None:
            found[candidate.nomination_id] = tie
    return found
