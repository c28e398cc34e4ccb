"""Rounds that are only recorded: nothing is known of them but who won."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Account, Candidate, Jury, Prize, Round
from app.services import accounts, announcements, decisions
from app.services.decisions import PastNominee
from app.services.work import Work
from tests.conftest import START
from tests.factories import texts


@dataclass(frozen=True)
class Recorded:
    """One of them, as addresses name it."""

    slug: str
    nomination: int


def enter(session: Session) -> list[Recorded]:
    """Enter two: one of the jury that sits now, so that many have an office in it, one of none."""
    prize = session.scalars(select(Prize).where(Prize.slug == "prisen")).one()
    sitting = session.scalars(select(Jury).where(Jury.prize_id == prize.id)).one()
    return [_enter(session, prize, 2013, sitting), _enter(session, prize, 2012, None)]


def _enter(session: Session, prize: Prize, year: int, jury: Jury | None) -> Recorded:
    account = session.scalars(
        select(Account).where(Account.email == "secretariat@example.org")
    ).one()
    work = Work(session, accounts.actor_for(session, account, date(2026, 3, 2)), START)
    held: Round = announcements.enter_past_round(
        work, prize, year=year, jury_id=jury.id if jury else None, history={}
    )
    winner = PastNominee(Candidate(position=1, name="Drammen", place=""), won=True)
    made = decisions.record_past(work, held, [winner], citation=texts("Godt."), grounds=[])
    session.commit()
    return Recorded(held.slug, made.distinctions[0].nomination_id)
