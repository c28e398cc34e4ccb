"""What events vouch for of organisations: their answers, their people, their domains."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import literal, select

from app.models import Domain, JoinRequest, Membership, Organisation
from app.services import digests
from app.services.audit.matching import Check, covers, says, titled
from app.services.audit.people import NO_ROUND, rows_of

OF_ORGANISATION = ("created", "confirmed", "refused", "letting_in_set")
OF_MEMBERSHIP = ("added", "signatory_set", "ended")
NOBODY = (None, None)


def _organisation(told: Sequence[Any], held: Sequence[Any]) -> bool:
    """Ask whether an organisation was answered as its events say, and by whom."""
    (row,) = held
    said = {event.kind.partition(".")[2]: event for event in told}
    created = said["created"]
    let_in = said.get("letting_in_set")
    if not created.data.get("waits"):
        said.setdefault("confirmed", created)
    answers = all(
        (getattr(row, f"{answer}_at"), getattr(row, f"{answer}_by_id")) == _done(said.get(answer))
        for answer in ("confirmed", "refused")
    )
    reason = covers(said["refused"], row.refusal) if "refused" in said else row.refusal == ""
    itself = let_in.data["itself"] if let_in else False
    return (
        answers
        and reason
        and row.lets_in_itself == itself
        and says(created, optional=True, nominator=row.kind)
    )


def _done(event: Any) -> tuple[Any, Any]:
    return (event.happened_at, event.actor_id) if event else NOBODY


def _members(told: Sequence[Any], held: Sequence[Any]) -> bool:
    """Ask whether the people of an organisation came and went as its events say."""
    found: list[dict[str, Any]] = []
    for event in told:
        account = event.data["account"]
        if event.kind == "membership.added":
            signs = event.data.get("signatory")
            found.append(
                {"account": account, "since": event.happened_at, "signs": signs, "end": NOBODY}
            )
            continue
        one = next(o for o in reversed(found) if o["account"] == account and o["end"] == NOBODY)
        if event.kind == "membership.ended":
            one["end"] = _done(event)
        else:
            one["signs"] = event.data["signatory"]
    rows = sorted(held, key=lambda row: row.id)
    return len(rows) == len(found) and all(
        (row.account_id, row.since, (row.ended_at, row.ended_by_id))
        == (one["account"], one["since"], one["end"])
        and one["signs"] in {None, row.is_signatory}  # earlier versions did not tell
        for row, one in zip(rows, found, strict=True)
    )


def _asked(event: Any, row: Any) -> bool:
    return row.asked_at == event.happened_at and says(event, account=row.account_id)


def _answered(event: Any, row: Any) -> bool:
    return (
        (row.answered_at, row.answered_by_id) == _done(event)
        and says(event, account=row.account_id)
        and row.is_let_in == (event.kind == "join.let_in")
    )


def _is_request(event: Any, row: Any) -> bool:
    return says(event, join=row.id)


def _domains(told: Sequence[Any], held: Sequence[Any]) -> bool:
    """Ask whether just those domains count, or counted, that the events say."""
    rows = {row.id: row for row in held}
    ends: dict[int, tuple[Any, Any]] = {}
    made: set[int] = set()
    for event in told:
        named = event.data["domains"]
        if event.kind == "domains.removed":
            ends |= dict.fromkeys(named, _done(event))
        elif _confirmed(event, [rows[key] for key in named]):
            made |= set(named)
    return made == rows.keys() and all(
        (row.removed_at, row.removed_by_id) == ends.get(row.id, NOBODY) for row in held
    )


def _confirmed(event: Any, rows: Sequence[Any]) -> bool:
    said = [[row.name, row.municipality_id, row.organisation_id] for row in rows]
    by = all((row.confirmed_at, row.confirmed_by_id) == _done(event) for row in rows)
    return by and digests.agrees(event.data["digest"], said)


def _checks() -> Iterator[Check]:
    yield Check(
        kinds={f"organisation.{act}" for act in OF_ORGANISATION},
        rows=rows_of(Organisation, "organisation"),
        name=titled("{noun} {id}"),
        agrees=_organisation,
        whole=True,
    )
    yield Check(
        kinds={f"membership.{act}" for act in OF_MEMBERSHIP},
        rows=rows_of(Membership, "organisation", Membership.organisation_id),
        name=titled("the people of organisation {id}"),
        agrees=_members,
        whole=True,
    )
    requests = rows_of(JoinRequest, "organisation", JoinRequest.organisation_id)
    yield Check(
        kinds={"join.asked"},
        rows=requests,
        name=titled("a request to join organisation {id}"),
        same=_is_request,
        agrees=_asked,
    )
    yield Check(
        kinds={"join.let_in", "join.refused"},
        rows=requests.where(
            JoinRequest.answered_at.is_not(None)
            | JoinRequest.answered_by_id.is_not(None)
            | JoinRequest.is_let_in.is_not(None)
        ),
        name=titled("the answer to who asked to join organisation {id}"),
        same=_is_request,
        agrees=_answered,
    )
    yield Check(
        kinds={"domains.confirmed", "domains.removed"},
        rows=select(
            *Domain.__table__.columns, literal("register:domains").label("subject"), NO_ROUND
        ),
        name=lambda _: "the domains that let people in",
        agrees=_domains,
        whole=True,
    )


CHECKS = tuple(_checks())
