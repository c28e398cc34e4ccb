"""Accounts: who somebody is, signing in, and the roles she is given."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    Date,
    Select,
    String,
    bindparam,
    cast,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from app.models import (
    Account,
    Appointment,
    ChairElection,
    Collaborator,
    ConfidentialityStatement,
    Jury,
    Membership,
    Organisation,
    Prize,
    RoleGrant,
    Round,
    Seat,
)
from app.rules import terms
from app.rules.access import Role
from app.rules.actors import Actor, AppointmentOf
from app.rules.confidentiality import VERSION
from app.rules.lifecycle import Milestone
from app.rules.mail_addresses import canonical
from app.rules.nominators import NominatorKind
from app.services import attempts, audit, passwords, sessions
from app.services.attempts import Source
from app.services.work import NotFoundError, Work

STILL_JUDGED = (Milestone.JUDGING, Milestone.DECIDED)
"""A jury acts in such a round though its term is over: it sees it through."""


class SignInRefusedError(Exception):
    """The address and the password do not belong together."""


def create(
    work: Work,
    *,
    email: str,
    name: str,
    language: str = "nb",
    password: str | None = None,
    demo_role: str | None = None,
) -> Account:
    """Create an account. Without a password it cannot sign in with one."""
    account = Account(
        email=canonical(email),
        name=name.strip(),
        language=language,
        password_hash=passwords.hash_of(password) if password else None,
        created_at=work.now,
        demo_role=demo_role,
    )
    work.session.add(account)
    work.session.flush()
    audit.record(work, "account.created", f"account:{account.id}")
    return account


def grant_role(work: Work, account: Account, role: Role, prize: Prize | None = None) -> RoleGrant:
    """Give an account a role in one prize, or in the whole installation."""
    grant = RoleGrant(
        account=account,
        role=role,
        prize_id=prize.id if prize else None,
        granted_at=work.now,
        granted_by_id=work.actor.account_id,
    )
    work.session.add(grant)
    work.session.flush()
    audit.record(
        work, "role.granted", f"account:{account.id}", role=role.value, prize=grant.prize_id
    )
    return grant


def authenticate(work: Work, email: str, password: str, source: Source) -> Account:
    """Check an address and a password.

    Raises:
        SignInRefusedError: without saying which of the two was wrong. It has been counted, and is
            to be stored by the transaction that holds the counter, not after it.
        TooSoonError: after wrong passwords, from there; this one was not looked at.

    """
    counter = attempts.begin(work.session, source, work.now)
    account = work.session.scalars(
        select(Account).where(Account.email == canonical(email))
    ).one_or_none()
    if not passwords.is_right(account, password) or account is None:
        attempts.count(work.session, source, counter, work.now)
        _record_refusal(work, f"account:{account.id}" if account else "account:unknown", source)
        raise SignInRefusedError
    attempts.forgive(work.session, counter)
    return account


def _record_refusal(work: Work, subject: str, source: Source) -> None:
    """Put a refusal on record, once an hour for an account and a network."""
    if attempts.tell(work.session, f"refused:{subject}:{source.network}", work.now):
        audit.record(work, "account.sign_in_refused", subject)


def note_sign_in(work: Work, account: Account) -> None:
    """Put a sign-in on record."""
    audit.record(work, "account.signed_in", f"account:{account.id}")


def sign_out_everywhere(work: Work, account: Account) -> None:
    """End every session of an account, and let no page that was open before be sent any more."""
    account.session_number += 1
    sessions.end_all(work.session, account, work.now)
    audit.record(work, "account.signed_out_everywhere", f"account:{account.id}")


def set_phone(work: Work, account: Account, phone: str) -> None:
    """Change where somebody can be reached by telephone; empty where she does not say.

    It is nobody's record, and on no chain: those who run a round with her see it.
    """
    if account.id == work.actor.account_id:
        account.phone = " ".join(phone.split())


def rename(work: Work, account: Account, name: str) -> None:
    """Change what somebody is called; where she nominates as a private person, there too."""
    account.name = name.strip()
    own = (
        select(Organisation)
        .join(Membership, Membership.organisation_id == Organisation.id)
        .where(Membership.account_id == account.id, Organisation.kind == NominatorKind.PERSON)
    )
    for body in work.session.scalars(own):
        body.name = account.name
    audit.record(work, "account.renamed", f"account:{account.id}")


def set_language(session: Session, account_id: int, language: str) -> None:
    """Remember the language somebody reads in."""
    session.get_one(Account, account_id).language = language


def actor_for(session: Session, account: Account, today: date) -> Actor:
    """Detach an account into an actor, with the roles that hold today.

    Two queries, and one more for whoever was ever elected to lead a jury instead of its chair.
    """
    grants, bodies, let_into = set(), {}, set()
    for kind, where, role, signs in session.execute(_parts(), {"account": account.id}):
        if kind == _GRANT:
            grants.add((Role(role), where))
        elif kind == _BODY:
            bodies[where] = signs
        else:
            let_into.add((where, Role(role)))
    held, was_elected = _appointments(session, account, today)
    return Actor(
        account_id=account.id,
        name=account.name,
        language=account.language,
        grants=frozenset(grants),
        organisations=frozenset(bodies),
        signs_for=frozenset(body for body, signs in bodies.items() if signs),
        appointments=held,
        let_into=frozenset(let_into),
        acts_in=_acts_in(session, held) if was_elected else frozenset(),
    )


_GRANT, _BODY, _NOMINATION = "grant", "body", "nomination"


@cache
def _parts() -> CompoundSelect[*tuple[Any, ...]]:
    """Ask for somebody's roles, organisations and nominations at once: every page asks."""
    mine: BindParameter[int] = bindparam("account")
    return union_all(
        select(
            literal(_GRANT),
            RoleGrant.prize_id,
            cast(RoleGrant.role, String),
            false(),
        ).where(RoleGrant.account_id == mine, RoleGrant.revoked_at.is_(None)),
        select(
            literal(_BODY), Membership.organisation_id, literal(""), Membership.is_signatory
        ).where(Membership.account_id == mine, Membership.ended_at.is_(None)),
        select(
            literal(_NOMINATION),
            Collaborator.nomination_id,
            cast(Collaborator.role, String),
            false(),
        ).where(Collaborator.account_id == mine, Collaborator.ended_at.is_(None)),
    )


@cache
def _held() -> Select[*tuple[Any, ...]]:
    """Ask for somebody's appointments, and what says whether they hold: built once, asked often."""
    others, seat_of = aliased(Appointment), aliased(Seat)
    last = (
        select(func.max(func.coalesce(others.until, date.max)))
        .join(seat_of, seat_of.id == others.seat_id)
        .where(seat_of.jury_id == Jury.id)
        .scalar_subquery()
    )
    judges = exists().where(Round.jury_id == Jury.id, Round.milestone.in_(STILL_JUDGED))
    pledged = exists().where(
        ConfidentialityStatement.appointment_id == Appointment.id,
        ConfidentialityStatement.version == VERSION,
    )
    elected = exists().where(ChairElection.appointment_id == Appointment.id)
    return (
        select(
            Appointment.id,
            Appointment.seat_id,
            Appointment.rank,
            Appointment.since,
            Appointment.until,
            Seat.jury_id,
            Seat.leads,
            Jury.prize_id,
            Jury.term_to,
            type_coerce(last, Date).label("last"),
            judges.label("judges"),
            pledged.label("pledged"),
            elected.label("elected"),
        )
        .join(Seat, Appointment.seat_id == Seat.id)
        .join(Jury, Seat.jury_id == Jury.id)
        .where(Appointment.account_id == bindparam("account"))
        .order_by(Appointment.id)
    )


def _appointments(
    session: Session, account: Account, today: date
) -> tuple[tuple[AppointmentOf, ...], bool]:
    """Give the appointments that hold: today, or on the last day of a jury that still judges.

    Beside them, whether she was ever elected to lead instead of the chair.
    """
    found = [
        held
        for held in session.execute(_held(), {"account": account.id})
        if terms.holds(
            held.since,
            held.until,
            min(today, terms.last_day(held.term_to, [held.last])) if held.judges else today,
        )
    ]
    appointments = tuple(
        AppointmentOf(
            held.id,
            held.seat_id,
            held.jury_id,
            held.prize_id,
            deputy=held.rank > 0,
            leads=held.leads,
            lapsed=not terms.holds(held.since, held.until, today),
            pledged=held.pledged,
        )
        for held in found
    )
    return appointments, any(held.elected for held in found)


def _acts_in(session: Session, held: Iterable[AppointmentOf]) -> frozenset[int]:
    """List the rounds that somebody was elected to lead something in, and still is."""
    mine = {one.appointment_id for one in held}
    theirs = select(ChairElection.round_id).where(ChairElection.appointment_id.in_(mine))
    rows = session.scalars(
        select(ChairElection).where(ChairElection.round_id.in_(theirs)).order_by(ChairElection.id)
    )
    latest = {(one.round_id, one.stage_id, one.nomination_id): one for one in rows}
    return frozenset(one.round_id for one in latest.values() if one.appointment_id in mine)


def holding(session: Session, role: Role, prize_id: int) -> Sequence[int]:
    """List the accounts that hold a role in a prize now: granted for it, or for all of them."""
    found = session.scalars(
        select(RoleGrant.account_id)
        .join(Account, Account.id == RoleGrant.account_id)
        .where(
            RoleGrant.role == role,
            or_(RoleGrant.prize_id == prize_id, RoleGrant.prize_id.is_(None)),
            RoleGrant.revoked_at.is_(None),
            Account.disabled_at.is_(None),
        )
        .order_by(RoleGrant.id)
    )
    return list(dict.fromkeys(found))


def holding_anywhere(session: Session, role: Role) -> Sequence[int]:
    """List the accounts that hold a role in any prize now, each once."""
    found = session.scalars(
        select(RoleGrant.account_id)
        .join(Account, Account.id == RoleGrant.account_id)
        .where(
            RoleGrant.role == role, RoleGrant.revoked_at.is_(None), Account.disabled_at.is_(None)
        )
        .order_by(RoleGrant.id)
    )
    return list(dict.fromkeys(found))


def by_email(session: Session, email: str) -> Account:
    """Find an account by its address.

    Raises:
        NotFoundError: when there is none.

    """
    wanted = canonical(email)
    found = session.scalars(select(Account).where(Account.email == wanted)).one_or_none()
    if found is None:
        raise NotFoundError("account")
    return found


def has_account(session: Session, email: str) -> bool:
    """Say whether an account has an address."""
    wanted = canonical(email)
    return session.scalar(select(Account.id).where(Account.email == wanted)) is not None


def reach(session: Session, ids: Collection[int | None]) -> dict[int, tuple[str, str]]:
    """Give where some accounts are reached: address and telephone, by id."""
    rows = session.execute(
        select(Account.id, Account.email, Account.phone).where(Account.id.in_(set(ids) - {None}))
    )
    return {account_id: (email, phone) for account_id, email, phone in rows}


def names_of(session: Session, account_ids: Iterable[int | None]) -> dict[int, str]:
    """Give the names of some accounts, in one query."""
    wanted = {account_id for account_id in account_ids if account_id is not None}
    found = session.execute(select(Account.id, Account.name).where(Account.id.in_(wanted)))
    return {row.id: row.name for row in found}


def languages_of(session: Session, account_ids: Iterable[int | None]) -> dict[int | None, str]:
    """Give the languages of some accounts, in one query."""
    wanted = {account_id for account_id in account_ids if account_id is not None}
    found = session.execute(select(Account.id, Account.language).where(Account.id.in_(wanted)))
    return {row.id: row.language for row in found}


def demo_accounts(session: Session) -> Sequence[Account]:
    """List the accounts of the demonstration, in the order in which they were made."""
    return session.scalars(
        select(Account).where(Account.demo_role.is_not(None)).order_by(Account.id)
    ).all()
