"""Nominations by the thousand: their numbers, names and hits, without loading what they say."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import case, func, select, type_coerce
from sqlalchemy.orm import Session, joinedload, selectinload

from app.models import (
    Candidate,
    Municipality,
    Nomination,
    NominationVersion,
    Opening,
    Organisation,
    Round,
)
from app.rules import windows
from app.rules.candidates import called
from app.rules.lifecycle import NominationState
from app.rules.searching import Search
from app.rules.stages import own
from app.rules.windows import OpeningKind
from app.services.nominations import has_changes
from app.services.work import Work


class Listed(NamedTuple):
    """One nomination of a list."""

    id: int
    number: int | None


class Own(NamedTuple):
    """One nomination of the actor's organisations."""

    id: int
    round_id: int
    state: NominationState
    """As its nominators know it."""
    reference: str | None
    kind: OpeningKind | None = None
    """Why it is open after the deadline, until it is answered or taken back."""
    until: datetime | None = None
    is_changed: bool = False
    """Whether something is written in it that is not handed in."""

    def is_awaited(self, now: datetime) -> bool:
        """Say whether it can be handed in by a deadline of its own."""
        own = windows.Own(self.kind, self.until) if self.kind and self.until else None
        return windows.is_awaited(self.state, own, now)


def of_actor(work: Work, award_round: Round | None = None) -> list[Own]:
    """List what the actor's organisations nominate and what she is let into, newest first.

    All of it, or that of a round.
    """
    latest = (
        select(func.max(NominationVersion.submitted_at))
        .where(NominationVersion.nomination_id == Nomination.id)
        .scalar_subquery()
    )
    state = case(
        (Nomination.withdrawn_late_at.is_not(None), NominationState.WITHDRAWN),
        else_=Nomination.state,
    )
    found = work.session.execute(
        select(
            Nomination.id,
            Nomination.round_id,
            type_coerce(state, Nomination.state.type),
            Nomination.reference,
            Opening.kind,
            Opening.deadline_at,
            Nomination.saved_at > latest,
        )
        .outerjoin(Opening, (Opening.nomination_id == Nomination.id) & Opening.ended_at.is_(None))
        .where(
            Nomination.organisation_id.in_(work.actor.organisations)
            | Nomination.id.in_([nomination for nomination, _role in work.actor.let_into]),
            *([Nomination.round_id == award_round.id] if award_round else []),
        )
        .order_by(Nomination.id.desc())
    )
    rows = (Own(*row) for row in found)
    return [_own(work.session, row._replace(state=own(row.state)), work.now) for row in rows]


def _own(session: Session, row: Own, now: datetime) -> Own:
    """Look into one that was saved after it was handed in: often it was changed back."""
    if not row.is_changed or row.state is not NominationState.SUBMITTED:
        return row._replace(is_changed=False)
    nomination = session.get_one(Nomination, row.id)
    award_round = session.get_one(Round, row.round_id)
    return row._replace(is_changed=has_changes(session, award_round, nomination, now))


def judged(session: Session, award_round: Round) -> list[Listed]:
    """List the nominations that the jury judges, in the order of their numbers."""
    found = session.execute(
        select(Nomination.id, Nomination.number)
        .where(
            Nomination.round_id == award_round.id, Nomination.state.in_(award_round.in_the_running)
        )
        .order_by(Nomination.number, Nomination.id)
    )
    return [Listed(*row) for row in found]


def load(session: Session, ids: Sequence[int]) -> list[Nomination]:
    """Load some nominations in the order given, with candidates and what was handed in.

    The texts themselves are left where they are: a list shows none.
    """
    found = session.scalars(
        select(Nomination)
        .where(Nomination.id.in_(ids))
        .options(
            joinedload(Nomination.organisation),
            selectinload(Nomination.candidates),
            selectinload(Nomination.versions).defer(NominationVersion.content),
            selectinload(Nomination.opening),
        )
    )
    by_id = {nomination.id: nomination for nomination in found}
    return [by_id[wanted] for wanted in ids]


def names(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """Name the candidates of some nominations, as ``Nomination.candidate_names`` does."""
    found: dict[int, list[str]] = {wanted: [] for wanted in ids}
    rows = session.execute(
        select(Candidate.nomination_id, Candidate.kind, Candidate.name, Candidate.details)
        .where(Candidate.nomination_id.in_(ids))
        .order_by(Candidate.nomination_id, Candidate.position)
    )
    for nomination_id, kind, name, said in rows:
        found[nomination_id].append(called(kind, name, said.get("where", "")))
    return {wanted: " / ".join(told) for wanted, told in found.items()}


def find(
    session: Session, award_round: Round, query: str, *, whole: bool = False
) -> frozenset[int]:
    """Find the nominations of a round in which every word of a query occurs.

    Compared here and not by the database, which knows nothing of aa for å. Municipalities are found
    by their Sámi and Kven names too.

    Args:
        session: where to look.
        award_round: whose nominations.
        query: parts of candidates' names, or a nomination's number.
        whole: look in the reference, the title and the nominator's name too. Not for somebody to
            whom a nomination may be closed: a hit would tell what it holds.

    """
    search = Search(query)
    texts: dict[int, list[str]] = {}
    numbers: dict[int, str] = {}
    rows = session.execute(
        select(
            Nomination.id,
            Nomination.number,
            Candidate.name,
            Candidate.details,
            Municipality.sami_name,
            Municipality.kven_name,
        )
        .join(Candidate, Candidate.nomination_id == Nomination.id)
        .join(Municipality, Municipality.id == Candidate.municipality_id, isouter=True)
        .where(Nomination.round_id == award_round.id)
    )
    for nomination_id, number, name, said, *also in rows:
        told = (name, said.get("where", ""), *also)
        texts.setdefault(nomination_id, []).extend(filter(None, told))
        numbers[nomination_id] = str(number)
    if whole:
        for nomination_id, more in _handed_in_with(session, award_round):
            texts.setdefault(nomination_id, []).extend(filter(None, more))
    return frozenset(
        nomination_id
        for nomination_id, told in texts.items()
        if search.finds(told, numbers.get(nomination_id, ""))
    )


def _handed_in_with(
    session: Session, award_round: Round
) -> Iterable[tuple[int, Sequence[str | None]]]:
    """Give the reference, the title and the nominator's names of what was handed in."""
    rows = session.execute(
        select(
            Nomination.id,
            Nomination.reference,
            NominationVersion.title,
            Organisation.name,
            Municipality.sami_name,
            Municipality.kven_name,
        )
        .join(NominationVersion, NominationVersion.nomination_id == Nomination.id)
        .join(Organisation, Organisation.id == Nomination.organisation_id, isouter=True)
        .join(Municipality, Municipality.id == Organisation.municipality_id, isouter=True)
        .where(
            Nomination.round_id == award_round.id,
            NominationVersion.number == Nomination.submissions,
        )
    )
    for nomination_id, *told in rows:
        yield nomination_id, told
