"""What events vouch for of people, prizes and juries: the installation's chain."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Integer, Select, String, cast, func, literal, null, select

from app.models import (
    Account,
    Appointment,
    AuditEvent,
    Invitation,
    Jury,
    Municipality,
    Prize,
    RoleGrant,
    Seat,
)
from app.services import seals
from app.services.audit.matching import Check, covers, says, subject, titled

NO_ROUND = cast(null(), Integer).label("round_id")


def rows_of(model: Any, noun: str, key: Any = None) -> Select[*tuple[Any, ...]]:
    """Give the rows of a table with the subject of their events; of itself, if no other key."""
    about = subject(noun, model.id if key is None else key)
    return select(*model.__table__.columns, about, NO_ROUND)


def _register() -> Select[*tuple[Any, ...]]:
    """Give how many municipalities the register of each year has."""
    year, count = Municipality.register_year, func.count().label("count")
    about = literal("register:municipalities").label("subject")
    return select(year.label("id"), count, about, NO_ROUND).group_by(year)


def _register_agrees(told: Sequence[Any], held: Sequence[Any]) -> bool:
    years = {year for event in told for year in event.data["years"]}
    counted = {row.id: row.count for row in held}
    return years == counted.keys() and sum(counted.values()) == sum(e.data["count"] for e in told)


def _grants_taken() -> Select[*tuple[Any, ...]]:
    return rows_of(RoleGrant, "grant").where(RoleGrant.revoked_at.is_not(None))


def _taken(event: Any, row: Any) -> bool:
    return (row.revoked_at, row.revoked_by_id) == (event.happened_at, event.actor_id) and says(
        event, account=row.account_id, role=row.role, prize=row.prize_id
    )


def _closed(told: Sequence[Any], held: Sequence[Any]) -> bool:
    """Ask whether an account, closed and opened in turn, is as it was left last."""
    last = told[-1]
    since = last.happened_at if last.kind == "account.closed" else None
    return [row.disabled_at for row in held] == [since]


def _closable() -> Select[*tuple[Any, ...]]:
    """Give the accounts that have ever been closed by an act."""
    acts = select(AuditEvent.subject).where(AuditEvent.kind == "account.closed")
    rows = rows_of(Account, "account")
    about = literal("account:") + cast(Account.id, String)
    return rows.where(about.in_(acts) | Account.disabled_at.is_not(None))


_INVITING = ("made", "confirmed", "withdrawn", "taken")


def _invited(told: Sequence[Any], held: Sequence[Any]) -> bool:
    """Ask whether an invitation is as its events say: each moment of it, and by whom."""
    (row,) = held
    made = told[0]
    when = {event.kind.partition(".")[2]: event for event in told}
    if not made.data["waits"]:
        when.setdefault("confirmed", made)
    moments = all(
        getattr(row, f"{act}_at") == (when[act].happened_at if act in when else None)
        for act in _INVITING
    )
    people = all(
        getattr(row, f"{act}_by_id") == (when[act].actor_id if act in when else None)
        for act in _INVITING[:3]
    )
    taken = when["taken"].data["account"] if "taken" in when else None
    return (
        moments
        and people
        and row.taken_by_id == taken
        and says(made, role=row.role, prize=row.prize_id)
        and made.data.get("organisation") == row.organisation_id
        and made.data.get("signatory", False) == row.is_signatory
    )


def _appointed(event: Any, row: Any) -> bool:
    return (
        says(event, seat=row.seat_id, account=row.account_id, rank=row.rank)
        and says(event, optional=True, until=seals.day(row.until))
        and covers(event, seals.appointment(row))
    )


CHECKS = (
    Check(
        kinds={"account.created"},
        rows=rows_of(Account, "account"),
        name=titled("{noun} {id}"),
        agrees=lambda event, row: row.created_at == event.happened_at,
    ),
    Check(
        kinds={"role.granted"},
        rows=rows_of(RoleGrant, "account", RoleGrant.account_id),
        name=titled("a role of account {id}"),
        same=lambda event, row: says(event, role=row.role),
        agrees=lambda event, row: (
            says(event, role=row.role, prize=row.prize_id)
            and (row.granted_at, row.granted_by_id) == (event.happened_at, event.actor_id)
        ),
    ),
    Check(
        kinds={"role.revoked"},
        rows=_grants_taken(),
        name=titled("the end of role {id}"),
        agrees=_taken,
    ),
    Check(
        kinds={"account.closed", "account.opened"},
        rows=_closable(),
        name=titled("whether account {id} is closed"),
        agrees=_closed,
        whole=True,
    ),
    Check(
        kinds={f"invitation.{act}" for act in _INVITING},
        rows=rows_of(Invitation, "invitation"),
        name=titled("{noun} {id}"),
        agrees=_invited,
        whole=True,
    ),
    Check(
        kinds={"prize.created"},
        rows=rows_of(Prize, "prize"),
        name=titled("{noun} {id}"),
        agrees=lambda _event, _row: True,
    ),
    Check(
        kinds={"jury.created"},
        rows=rows_of(Jury, "jury"),
        name=titled("{noun} {id}"),
        agrees=lambda event, row: (
            says(event, prize=row.prize_id)
            and says(event, optional=True, term=[row.term_from, row.term_to])
        ),
    ),
    Check(
        kinds={"seat.added"},
        rows=rows_of(Seat, "seat"),
        name=titled("{noun} {id}"),
        agrees=lambda event, row: (
            says(event, jury=row.jury_id, leads=row.leads)
            and says(event, optional=True, institution=row.institution_id)
        ),
    ),
    Check(
        kinds={"appointment.made"},
        rows=rows_of(Appointment, "appointment"),
        name=titled("{noun} {id}"),
        agrees=_appointed,
    ),
    Check(
        kinds={"register.imported"},
        rows=_register(),
        name=lambda _: "the register of municipalities",
        agrees=_register_agrees,
        whole=True,
    ),
)
