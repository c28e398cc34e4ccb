"""What events are about, looked up: an event itself holds numbers alone.

Everything that a page of events names is found in as many queries as there are nouns.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.models import (
    Account,
    Appointment,
    AuditEvent,
    Ballot,
    Invitation,
    Jury,
    Nomination,
    Notice,
    Organisation,
    Prize,
    RoleGrant,
    Round,
    ScoreSheet,
    Seat,
)
from app.services import lists
from app.services.nominations import IN_JUDGING

M = TypeVar("M")
DATA = {"appointment": "appointment", "account": "account", "seat": "seat"}
"""What the data of an event names beside its subject, and as which noun."""


@dataclass(frozen=True)
class About:
    """A nomination as an event names it. number: None of a draft, which is not named."""

    number: int | None
    names: str
    is_judged: bool


@dataclass(frozen=True)
class Known:
    """What is known of everything that some events name, by noun and number."""

    accounts: Mapping[int, Account]
    appointments: Mapping[int, Appointment]
    ballots: Mapping[int, Ballot]
    grants: Mapping[int, RoleGrant]
    invitations: Mapping[int, Invitation]
    juries: Mapping[int, Jury]
    nominations: Mapping[int, About]
    notices: Mapping[int, Notice]
    organisations: Mapping[int, Organisation]
    prizes: Mapping[int, Prize]
    rounds: Mapping[int, Round]
    seats: Mapping[int, Seat]
    sheets: Mapping[int, ScoreSheet]


def parse(subject: str) -> tuple[str, int | None]:
    """Take a subject such as ``sheet:68`` apart; without a number where it names no row."""
    noun, _, key = subject.partition(":")
    return noun, int(key) if key.isdecimal() else None


def known(session: Session, events: Sequence[AuditEvent], also: Iterable[str] = ()) -> Known:
    """Look up what some events name, and other subjects beside them."""
    ids: dict[str, set[int]] = {}

    def want(noun: str, key: Any) -> None:
        if isinstance(key, int):
            ids.setdefault(noun, set()).add(key)

    for subject in (*(event.subject for event in events), *also):
        want(*parse(subject))
    for event in events:
        want("account", event.actor_id)
        for name, noun in DATA.items():
            want(noun, event.data.get(name))
    sheets = _rows(session, ScoreSheet, ids.get("sheet", ()))
    for sheet in sheets.values():
        want("nomination", sheet.nomination_id)
        want("appointment", sheet.appointment_id)
    ballots = _rows(session, Ballot, ids.get("ballot", ()))
    for ballot in ballots.values():
        want("appointment", ballot.appointment_id)
    seat = joinedload(Appointment.seat).joinedload(Seat.institution)
    return Known(
        accounts=_rows(session, Account, ids.get("account", ())),
        appointments=_rows(session, Appointment, ids.get("appointment", ()), seat),
        ballots=ballots,
        grants=_rows(session, RoleGrant, ids.get("grant", ()), joinedload(RoleGrant.prize)),
        invitations=_rows(
            session,
            Invitation,
            ids.get("invitation", ()),
            joinedload(Invitation.prize),
            joinedload(Invitation.organisation),
        ),
        juries=_rows(session, Jury, ids.get("jury", ())),
        nominations=_nominations(session, ids.get("nomination", ())),
        notices=_rows(session, Notice, ids.get("notice", ()), joinedload(Notice.account)),
        organisations=_rows(session, Organisation, ids.get("organisation", ())),
        prizes=_rows(session, Prize, ids.get("prize", ())),
        rounds=_rows(session, Round, ids.get("round", ()), joinedload(Round.prize)),
        seats=_rows(session, Seat, ids.get("seat", ()), joinedload(Seat.institution)),
        sheets=sheets,
    )


def _rows(session: Session, model: type[M], ids: Collection[int], *options: Any) -> dict[int, M]:
    if not ids:
        return {}
    key: Any = model.id  # type: ignore[attr-defined]
    found = session.scalars(select(model).where(key.in_(ids)).options(*options)).all()
    return {row.id: row for row in found}  # type: ignore[attr-defined]


def _nominations(session: Session, ids: Collection[int]) -> dict[int, About]:
    if not ids:
        return {}
    wanted = list(ids)
    names = lists.names(session, wanted)
    found = session.execute(
        select(Nomination.id, Nomination.number, Nomination.reference, Nomination.state).where(
            Nomination.id.in_(wanted)
        )
    )
    # A draft is for those who write it: neither its number nor its candidates are told.
    return {
        key: About(number, names[key], state in IN_JUDGING)
        if reference
        else About(None, "", is_judged=False)
        for key, number, reference, state in found
    }
