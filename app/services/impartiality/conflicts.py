"""Conflicts as people meet them: the cases that await a ruling, and what nobody has declared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import (
    Appointment,
    ChairElection,
    Nomination,
    Round,
    Ruling,
    RulingParticipant,
)
from app.rules.access import Permission
from app.rules.impartiality import Outcome, Standing
from app.services import accounts, impartiality, lists, may
from app.services.impartiality import Board, Declared, Jurors, suggesting
from app.services.impartiality.suggesting import Suggestion
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
    suggestions: Sequence[Suggestion]
    """What the product sees between her and the candidates, whatever she has declared."""

    @property
    def is_pending(self) -> bool:
        """Whether the jury has yet to rule: she may also have asked to be cleared again."""
        return len(self.outcomes) > 1


@dataclass(frozen=True)
class Undeclared:
    """That the product sees something between a candidate and somebody who declared nothing."""

    nomination: Nomination
    appointment: Appointment
    suggestions: Sequence[Suggestion]


@dataclass(frozen=True)
class Overview:
    """The conflicts of a round, but those that the actor must keep out of."""

    cases: Sequence[Case]
    undeclared: Sequence[Undeclared]
    """What is seen of those who have answered that there is nothing."""
    where: Board
    elected: Sequence[ChairElection]
    """The elections that hold."""


def overview(work: Work, award_round: Round) -> Overview:
    """List the conflicts declared in a round, and what is seen that was not declared.

    Without those that the actor must keep out of.
    """
    may.require(work, Permission.VIEW_CONFLICTS, award_round)
    where = impartiality.board(work.session, award_round, work.today)
    elected = impartiality.standing_elections(work.session, award_round)
    names = accounts.names_of(work.session, [row.ruled_by_id for row in where.ruled.values()])
    languages = accounts.languages_of(work.session, [one.account_id for one in where.holders])
    seen = suggesting.suggest(work.session, award_round, where.holders, where.nominations)
    answered = [
        (nomination_id, holder)
        for nomination_id in where.nominations
        for holder in where.holders
        if _is_answered(where, nomination_id, holder.id, seen)
        and not impartiality.must_keep_out(
            work, award_round, where, elected, nomination_id, holder.id
        )
    ]
    found = [
        (nomination_id, holder, declared)
        for nomination_id, holder in answered
        if (declared := where.declared.get((nomination_id, holder.id))) is not None
    ]
    loaded = lists.load(work.session, list(dict.fromkeys(one for one, _holder in answered)))
    by_id = {nomination.id: nomination for nomination in loaded}
    about = list(dict.fromkeys(nomination_id for nomination_id, *_ in found))
    rulings = _rulings(work.session, about)
    took_part = _participants(work.session, [row.id for row in where.ruled.values()])
    cases = [
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
            seen.get((nomination_id, holder.id), ()),
        )
        for nomination_id, holder, declared in found
    ]
    return Overview(
        cases,
        [
            Undeclared(by_id[nomination_id], holder, seen[nomination_id, holder.id])
            for nomination_id, holder in answered
            if (nomination_id, holder.id) not in where.declared
        ],
        where,
        elected,
    )


def _is_answered(
    where: Board,
    nomination_id: int,
    appointment_id: int,
    seen: Mapping[tuple[int, int], Sequence[Suggestion]],
) -> bool:
    """Say whether somebody declared a conflict, or declared none where the product sees one."""
    key = nomination_id, appointment_id
    return key in where.declared or (key in where.answered and key in seen)


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
