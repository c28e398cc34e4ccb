"""What events vouch for of nominations: what was handed in, and what became of it."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.models import (
    Attachment,
    Collaborator,
    File,
    Nomination,
    NominationMove,
    NominationVersion,
    Opening,
    Round,
    Support,
)
from app.rules.nomination_moves import NOMINATION_MOVES
from app.rules.windows import OpeningKind
from app.services import digests, seals
from app.services.audit.matching import Check, covers, says, subject, titled

SUBMITTED = "nomination.submitted"
OPENED_BY = {OpeningKind.RETURN: "return", OpeningKind.EXCEPTION: "make_exception"}


def _handed_in(event: Any, row: Any) -> bool:
    """Compare the content with its digest, which the event, the row and the receipt carry."""
    return (
        says(event, version=row.number, digest=row.digest, reference=row.reference)
        and digests.agrees(row.digest, row.content)
        and int(row.reference.rpartition("-")[2]) == row.in_round
        and row.title == str(row.content["answers"].get("title", ""))[:300]
        and (row.submitted_at, row.submitted_by_id) == (event.happened_at, event.actor_id)
        and covers(event, seals.version(row), "row")
    )


def _opened(event: Any, row: Any) -> bool:
    """Compare what a move has opened, and until when, with what its event says of it."""
    if row.kind is None:
        return "deadline" not in event.data
    return (
        (OPENED_BY[row.kind], row.opened_id) == (row.name, row.nomination_id)
        and says(event, sections=row.sections)
        and event.data["deadline"] == row.deadline_at.isoformat()
    )


def _moved(event: Any, row: Any) -> bool:
    made = {move.name: move.event for move in NOMINATION_MOVES}
    return (
        _opened(event, row)
        and made[row.name] == event.kind
        and (row.moved_at, row.moved_by_id) == (event.happened_at, event.actor_id)
        and says(event, optional=True, move=row.name, source=row.source, target=row.target)
        and covers(event, row.reason, "reason")
    )


def _attached(event: Any, row: Any) -> bool:
    return (
        says(event, question=row.question_key, sha256=row.sha256, shown=row.shown_sha256)
        and says(event, size=row.kept_size, shown_size=row.shown_size)
        and says(event, media_type=row.kept_type)
        and row.kept_type == row.shown_type
        and (row.attached_at, row.attached_by_id) == (event.happened_at, event.actor_id)
        and covers(event, row.name, "name")
    )


def _file(one: Any) -> str:
    number = one.data["attachment"] if hasattr(one, "data") else one.id
    return f"file {number} of {one.subject.replace(':', ' ')}"


_kept, _shown = aliased(File), aliased(File)

NOBODY = (None, None)


def _let_in(told: Sequence[Any], held: Sequence[Any]) -> bool:
    """Ask whether those who were let into a nomination came and went as its events say."""
    found: list[dict[str, Any]] = []
    for event in told:
        account, role = event.data["account"], event.data["role"]
        if event.kind == "nomination.let_in":
            found.append(
                {"account": account, "since": event.happened_at, "role": role, "end": NOBODY}
            )
            continue
        one = next(o for o in reversed(found) if o["account"] == account and o["end"] == NOBODY)
        one["role"] = role
        if event.kind == "nomination.let_out":
            one["end"] = (event.happened_at, event.actor_id)
    rows = sorted(held, key=lambda row: row.id)
    return found == [
        {
            "account": row.account_id,
            "since": row.since,
            "role": row.role,
            "end": (row.ended_at, row.ended_by_id),
        }
        for row in rows
    ]


def _supports() -> Iterator[Check]:
    """Check who was asked for a statement of support, and what became of it."""
    rows = select(
        *Support.__table__.columns,
        Nomination.round_id,
        subject("nomination", Support.nomination_id),
    ).join(Nomination, Support.nomination_id == Nomination.id)
    yield Check(
        kinds={"support.asked"},
        rows=rows,
        name=titled("a request to support nomination {id}"),
        same=_same_support,
        agrees=lambda event, row: (
            (row.asked_at, row.asked_by_id) == (event.happened_at, event.actor_id)
            and (row.taken_back_at is not None or row.taken_back_by_id is None)
        ),
    )
    yield Check(
        kinds={"support.given"},
        rows=rows.where(Support.approved_at.is_not(None)),
        name=titled("the statements that support nomination {id}"),
        agrees=_given,
        whole=True,
    )
    for kind, at in (
        ("support.withdrawn", Support.withdrawn_at),
        ("support.taken_back", Support.taken_back_at),
    ):
        yield Check(
            kinds={kind},
            rows=rows.where(at.is_not(None)),
            name=titled("what became of a request to support nomination {id}"),
            same=_same_support,
            agrees=partial(_ended, at.key),
        )


def _same_support(event: Any, row: Any) -> bool:
    return says(event, support=row.id)


def _given(told: Sequence[Any], held: Sequence[Any]) -> bool:
    """Compare each statement with what was given last of it."""
    last = {event.data["support"]: event for event in told}
    return last.keys() == {row.id for row in held} and all(
        covers(last[row.id], seals.support(row)) and row.approved_at == last[row.id].happened_at
        for row in held
    )


def _ended(column: str, event: Any, row: Any) -> bool:
    by = row.taken_back_by_id if column == "taken_back_at" else None
    return (getattr(row, column), by) == (event.happened_at, event.actor_id)


CHECKS: Sequence[Check] = (
    Check(
        kinds={"nomination.started"},
        rows=select(
            *(Nomination.id, Nomination.round_id, Nomination.organisation_id),
            *(Nomination.created_at, Nomination.created_by_id),
            subject("nomination", Nomination.id),
        )
        .join(Round, Nomination.round_id == Round.id)
        .where(Round.is_recorded.is_(False)),
        name=titled("{noun} {id}"),
        agrees=lambda event, row: (
            says(event, organisation=row.organisation_id)
            and (row.created_at, row.created_by_id) == (event.happened_at, event.actor_id)
        ),
    ),
    Check(
        kinds={f"nomination.{act}" for act in ("let_in", "role_set", "let_out")},
        rows=select(
            *Collaborator.__table__.columns,
            Nomination.round_id,
            subject("nomination", Collaborator.nomination_id),
        ).join(Nomination, Collaborator.nomination_id == Nomination.id),
        name=titled("those who were let into nomination {id}"),
        agrees=_let_in,
        whole=True,
    ),
    Check(
        kinds={SUBMITTED},
        rows=select(
            *NominationVersion.__table__.columns,
            *(Nomination.reference, Nomination.number.label("in_round"), Nomination.round_id),
            subject("nomination", NominationVersion.nomination_id),
        ).join(Nomination, NominationVersion.nomination_id == Nomination.id),
        name=titled("version {number} of nomination {id}", number="version"),
        same=lambda event, row: says(event, version=row.number),
        agrees=_handed_in,
    ),
    Check(
        kinds={"nomination.file_attached"},
        rows=select(
            *Attachment.__table__.columns,
            *(_kept.size.label("kept_size"), _kept.media_type.label("kept_type")),
            *(_shown.size.label("shown_size"), _shown.media_type.label("shown_type")),
            Nomination.round_id,
            subject("nomination", Attachment.nomination_id),
        )
        .join(Nomination, Attachment.nomination_id == Nomination.id)
        .join(_kept, Attachment.sha256 == _kept.sha256)
        .join(_shown, Attachment.shown_sha256 == _shown.sha256),
        name=_file,
        same=lambda event, row: says(event, attachment=row.id),
        agrees=_attached,
    ),
    Check(
        kinds={move.event for move in NOMINATION_MOVES},
        rows=select(
            *NominationMove.__table__.columns,
            *(Opening.kind, Opening.deadline_at, Opening.sections),
            Opening.nomination_id.label("opened_id"),
            Nomination.round_id,
            subject("nomination", NominationMove.nomination_id),
        )
        .join(Nomination, NominationMove.nomination_id == Nomination.id)
        .outerjoin(Opening, Opening.move_id == NominationMove.id),
        name=titled("a move of nomination {id}"),
        agrees=_moved,
    ),
    *_supports(),
)
