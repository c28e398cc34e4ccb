"""Telling a candidate, when its nomination has been admitted: the secretariat's act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Account, Candidate, Nomination, Organisation, Telling
from app.rules.access import Permission
from app.rules.candidates import CandidateKind, digits, likeness
from app.rules.lifecycle import UndeclaredMoveError
from app.rules.mail_addresses import canonical
from app.rules.notices import NoticeKind
from app.services import audit, digests, nominations, notices, organisations, seals
from app.services.nominations import IN_JUDGING
from app.services.work import NotFoundError, Work

LIFETIME = timedelta(days=60)


class OwnCandidateError(ValueError):
    """It is the nominators' own organisation: they know."""


class AddressMissingError(ValueError):
    """Nobody is registered for it, and no address is given."""


@dataclass(frozen=True)
class To:
    """Who is told: everybody who acts for the candidate, where no address is given."""

    email: str = ""
    name: str = ""
    language: str = "nb"


@dataclass(frozen=True)
class Told:
    """One candidate that can be told, or not.

    people: how many act for it in the product.
    """

    position: int
    called: str
    is_own: bool
    people: int
    organisation_id: int | None


def candidates_of(session: Session, nomination: Nomination) -> list[Told]:
    """List the candidates of a nomination, with who acts for each and which are its own."""
    return [_reach(session, nomination, one) for one in nomination.candidates]


def _reach(session: Session, nomination: Nomination, candidate: Candidate) -> Told:
    body = _body(session, candidate)
    people = organisations.people(session, body.id) if body else []
    is_own = _is(candidate, nomination.organisation)
    return Told(
        candidate.position,
        candidate.called,
        is_own,
        0 if is_own else len(people),
        body.id if body else None,
    )


def _is(candidate: Candidate, body: Organisation | None) -> bool:
    """Say whether a candidate is an organisation: the same number, municipality or name."""
    if body is None:
        return False
    told = likeness(candidate.kind, candidate.name, candidate.municipality_id, candidate.org_number)
    own = likeness(CandidateKind.ORGANISATION, body.name, body.municipality_id, body.org_number)
    return bool(told & own)


def _body(session: Session, candidate: Candidate) -> Organisation | None:
    """Find the organisation that a candidate is, if it is one that nominates too."""
    if candidate.kind is CandidateKind.MUNICIPALITY and candidate.municipality_id:
        which = Organisation.municipality_id == candidate.municipality_id
    elif candidate.kind is CandidateKind.ORGANISATION and candidate.org_number:
        which = Organisation.org_number == digits(candidate.org_number)
    else:
        return None
    found = select(Organisation).where(which, Organisation.refused_at.is_(None))
    return session.scalars(found.order_by(Organisation.id)).first()


def tell(work: Work, nomination: Nomination, position: int, to: To) -> list[Telling]:
    """Tell one of the candidates of a nomination, by a personal link for each who is told.

    Whoever has a link that counts is not told again.

    Raises:
        UndeclaredMoveError: it is not admitted.
        NotFoundError: it has no such candidate.
        OwnCandidateError: it is the nominators' own organisation.
        AddressMissingError: nobody acts for it here, and no address is given.

    """
    award_round, nomination = nominations.begin(work, Permission.TELL_CANDIDATES, nomination)
    if nomination.state not in IN_JUDGING or nomination.withdrawn_late_at:
        raise UndeclaredMoveError("tell", nomination.state.value)
    wanted = {one.position: one for one in nomination.candidates}.get(position)
    if wanted is None:
        raise NotFoundError(f"candidate {position}")
    reach = _reach(work.session, nomination, wanted)
    if reach.is_own:
        raise OwnCandidateError
    made = []
    for receiver in _receivers(work.session, reach, to):
        if _has_link(work.session, nomination, receiver.email, work.now):
            continue
        telling = Telling(
            nonce=token_urlsafe(12),
            nomination_id=nomination.id,
            version_id=nomination.versions[-1].id,
            candidate=wanted.called,
            email=receiver.email,
            name=receiver.name,
            language=receiver.language,
            told_at=work.now,
            told_by_id=work.actor.account_id,
            expires_at=work.now + LIFETIME,
        )
        work.session.add(telling)
        work.session.flush()
        audit.record(
            work,
            "candidate.told",
            f"nomination:{nomination.id}",
            award_round=award_round,
            telling=telling.id,
            version=telling.version_id,
            digest=digests.of(seals.telling(telling)),
        )
        notices.queue(
            work.session,
            None,
            NoticeKind.CANDIDATE_TOLD,
            key=f"telling:{telling.id}",
            now=work.now,
            to=notices.To(telling.email, telling.name, telling.language),
            candidate=telling.candidate,
            prize=award_round.prize.name,
            year=award_round.year,
            until=telling.expires_at.isoformat(),
            link={"purpose": "candidate", "id": telling.id, "nonce": telling.nonce},
        )
        made.append(telling)
    return made


def _receivers(session: Session, reach: Told, to: To) -> list[To]:
    if to.email:
        return [To(canonical(to.email), " ".join(to.name.split()), to.language)]
    if reach.organisation_id is None or not reach.people:
        raise AddressMissingError
    people = organisations.people(session, reach.organisation_id)
    found = session.execute(
        select(Account.email, Account.name, Account.language)
        .where(Account.id.in_([one.account_id for one in people]))
        .order_by(Account.id)
    )
    return [To(*row) for row in found]


def _has_link(session: Session, nomination: Nomination, email: str, now: datetime) -> bool:
    counts = select(Telling.id).where(
        Telling.nomination_id == nomination.id,
        Telling.email == email,
        Telling.answered_at.is_(None),
        Telling.expires_at > now,
    )
    return session.scalars(counts).first() is not None


def of_nomination(session: Session, nomination: Nomination) -> Sequence[Telling]:
    """List who has been told of a nomination, the first first."""
    return session.scalars(
        select(Telling).where(Telling.nomination_id == nomination.id).order_by(Telling.id)
    ).all()
