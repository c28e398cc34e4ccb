"""What events vouch for of people and juries: the installation's chain."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Integer, Select, String, cast, func, literal, null, select

from app.models import (
    Account,
    Appointment,
    AuditEvent,
    ConfidentialityStatement,
    Invitation,
    Jury,
    Municipality,
    RankChange,
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


_INVITING = ("made", "confirmed", "withdrawn", "declined", "taken")
_BY_SOMEBODY = ("made", "confirmed", "withdrawn")


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
        for act in _BY_SOMEBODY
    )
    taken = when["taken"].data["account"] if "taken" in when else None
    return (
        moments
        and people
        and row.taken_by_id == taken
        and says(made, role=row.role, prize=row.prize_id)
        and says(made, optional=True, seat=row.seat_id, rank=row.rank, since=seals.day(row.since))
        and (row.seat_id is None or "seat" in made.data)
        and made.data.get("organisation") == row.organisation_id
        and made.data.get("nomination") == row.nomination_id
        and made.data.get("signatory", False) == row.is_signatory
    )


def _appointed(told: Sequence[Any], held: Sequence[Any]) -> bool:
    """Ask whether an appointment is as it was made, and holds as long as was said last."""
    (row,) = held
    made = told[0]
    ranked = [event for event in told if "rank" in event.data]
    ended = [event for event in told if "until" in event.data]
    return (
        made.kind == "appointment.made"
        and says(made, seat=row.seat_id, account=row.account_id)
        and says(ranked[-1], rank=row.rank)
        and all(says(event, until=seals.day(row.until)) for event in ended[-1:])
        and covers(made, seals.appointment(row))
    )


def _jury_made(told: Sequence[Any], held: Sequence[Any]) -> bool:
    """Ask whether a jury has the term that was said last."""
    (row,) = held
    return says(told[0], prize=row.prize_id) and says(
        told[-1], optional=True, term=[row.term_from, row.term_to]
    )


def _seat_made(told: Sequence[Any], held: Sequence[Any]) -> bool:
    """Ask whether a seat is as was said last; one that was removed is there no more."""
    last = told[-1]
    if last.kind == "seat.removed":
        return not held
    (row,) = held
    return says(last, jury=row.jury_id, leads=row.leads) and says(
        last, optional=True, institution=row.institution_id
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
        kinds={"jury.created", "jury.changed"},
        rows=rows_of(Jury, "jury"),
        name=titled("{noun} {id}"),
        agrees=_jury_made,
        whole=True,
    ),
    Check(
        kinds={"seat.added", "seat.changed", "seat.removed"},
        rows=rows_of(Seat, "seat"),
        name=titled("{noun} {id}"),
        agrees=_seat_made,
        whole=True,
    ),
    Check(
        kinds={"appointment.made", "appointment.ended", "appointment.ranked"},
        rows=rows_of(Appointment, "appointment"),
        name=titled("{noun} {id}"),
        agrees=_appointed,
        whole=True,
    ),
    Check(
        kinds={"appointment.ranked"},
        rows=rows_of(RankChange, "appointment", RankChange.appointment_id),
        name=titled("a place of the deputy of appointment {id}"),
        same=lambda event, row: says(event, before=row.before, rank=row.after),
        agrees=lambda event, row: (
            says(event, before=row.before, rank=row.after)
            and (row.changed_at, row.changed_by_id) == (event.happened_at, event.actor_id)
        ),
    ),
    Check(
        kinds={"confidentiality.accepted"},
        rows=rows_of(
            ConfidentialityStatement, "appointment", ConfidentialityStatement.appointment_id
        ),
        name=titled("the confidentiality accepted for appointment {id}"),
        same=lambda event, row: says(event, version=row.version),
        agrees=lambda event, row: (
            says(event, version=row.version, language=row.language)
            and row.accepted_at == event.happened_at
        ),
    ),
    Check(
        kinds={"register.imported"},
        rows=_register(),
        name=lambda _: "the register of municipalities",
        agrees=_register_agrees,
        whole=True,
    ),
)
