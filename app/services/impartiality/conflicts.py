"""Conflicts as people meet them: the cases that await a ruling, and what was declared before."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import (
    Appointment,
    Candidate,
    Declaration,
    Nomination,
    Round,
    Ruling,
    RulingParticipant,
)
from app.rules.access import Permission
from app.rules.candidates import likeness
from app.rules.impartiality import Answer, Outcome, Standing
from app.services import accounts, impartiality, lists, may
from app.services.impartiality import Declared, Jurors
from app.services.work import Work


class Participant(NamedTuple):
    """Somebody who took part in a ruling."""

    name: str
    leads: bool


@dataclass(frozen=True)
class Case:
    """A conflict that somebody has declared, and what the jury has ruled of it."""

    nomination: Nomination
    appointment: Appointment
    declaration: Declared
    ruling: Ruling | None
    standing: Standing
    deputy_name: str
    """Who sits instead, when she is recused and a deputy has stepped in."""
    entered_by: str
    """Who entered the ruling."""
    language: str | None
    """Of whoever declared the conflict, which is hers to describe."""
    outcomes: Sequence[Outcome]
    """What can be ruled of it now."""
    jurors: Jurors
    """Who may."""
    took_part: Sequence[Participant]
    """Who took part in the ruling that holds."""
    earlier: Sequence[Ruling]
    """The rulings before the one that holds, the first one first."""

    @property
    def is_pending(self) -> bool:
        """Whether the jury has yet to rule: she may also have asked to be cleared again."""
        return len(self.outcomes) > 1


def cases(work: Work, award_round: Round) -> list[Case]:
    """List the conflicts declared in a round, but those that the actor must keep out of."""
    may.require(work, Permission.VIEW_CONFLICTS, award_round)
    where = impartiality.board(work.session, award_round, work.today)
    elected = impartiality.standing_elections(work.session, award_round)
    names = accounts.names_of(work.session, [row.ruled_by_id for row in where.ruled.values()])
    languages = accounts.languages_of(work.session, [one.account_id for one in where.holders])
    found = [
        (nomination_id, holder, declared)
        for nomination_id in where.nominations
        for holder in where.holders
        if (declared := where.declared.get((nomination_id, holder.id))) is not None
        and not impartiality.must_keep_out(
            work, award_round, where, elected, nomination_id, holder.id
        )
    ]
    about = list(dict.fromkeys(nomination_id for nomination_id, *_ in found))
    by_id = {nomination.id: nomination for nomination in lists.load(work.session, about)}
    rulings = _rulings(work.session, about)
    took_part = _participants(work.session, [row.id for row in where.ruled.values()])
    return [
        Case(
            by_id[nomination_id],
            holder,
            declared,
            ruling := where.ruled.get((nomination_id, holder.id)),
            where.standing(nomination_id, holder.id),
            where.deputy_name(nomination_id, holder),
            names[ruling.ruled_by_id] if ruling else "",
            languages.get(holder.account_id),
            impartiality.outcomes(where, nomination_id, holder.id),
            impartiality.jurors(award_round, where, elected, nomination_id, holder.id),
            took_part.get(ruling.id, []) if ruling else [],
            [row for row in rulings.get((nomination_id, holder.id), []) if row is not ruling],
        )
        for nomination_id, holder, declared in found
    ]


def _rulings(session: Session, about: Sequence[int]) -> dict[tuple[int, int], list[Ruling]]:
    found: dict[tuple[int, int], list[Ruling]] = {}
    rows = session.scalars(
        select(Ruling).where(Ruling.nomination_id.in_(about)).order_by(Ruling.id)
    )
    for row in rows:
        found.setdefault((row.nomination_id, row.appointment_id), []).append(row)
    return found


def _participants(session: Session, ids: Sequence[int]) -> dict[int, list[Participant]]:
    rows = session.execute(
        select(RulingParticipant.ruling_id, Appointment.person_name, RulingParticipant.leads)
        .join(Appointment, Appointment.id == RulingParticipant.appointment_id)
        .where(RulingParticipant.ruling_id.in_(ids))
        .order_by(RulingParticipant.id)
    )
    found: dict[int, list[Participant]] = {}
    for ruling_id, name, leads in rows:
        found.setdefault(ruling_id, []).append(Participant(name, leads))
    return found


@dataclass(frozen=True)
class EarlierConflict:
    """A conflict that somebody declared to the same candidate in an earlier round."""

    year: int
    candidate_name: str


def declared_before(
    work: Work, award_round: Round, ids: Sequence[int]
) -> dict[int, EarlierConflict]:
    """Point out, of some nominations, those she had a conflict to in an earlier round."""
    rows = work.session.execute(
        select(Declaration.answer, Candidate, Round.year)
        .join(Appointment, Declaration.appointment_id == Appointment.id)
        .join(Nomination, Declaration.nomination_id == Nomination.id)
        .join(Candidate, Candidate.nomination_id == Nomination.id)
        .join(Round, Nomination.round_id == Round.id)
        .where(Appointment.account_id == work.actor.account_id, Round.id != award_round.id)
        .order_by(Declaration.id)
    ).all()
    known: dict[tuple[str, str], EarlierConflict] = {}
    for answer, named, year in rows:
        for same in _told(named):
            known.pop(same, None)
            if answer is not Answer.NO_CONFLICT:
                known[same] = EarlierConflict(year, named.called)
    if not known:
        return {}
    candidates = work.session.scalars(
        select(Candidate)
        .where(Candidate.nomination_id.in_(ids))
        .order_by(Candidate.nomination_id, Candidate.position)
    )
    found = {}
    for candidate in candidates:
        for same in sorted(_told(candidate) & known.keys()):
            found[candidate.nomination_id] = known[same]
    return found


def _told(candidate: Candidate) -> AbstractSet[tuple[str, str]]:
    return likeness(candidate.kind, candidate.name, candidate.municipality_id, candidate.org_number)
