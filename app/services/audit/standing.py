"""What stands in rows that change must be what the records say: states, counts, candidates.

No event tells of these by themselves: they follow from records that are checked elsewhere.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import ScalarSelect, Select, String, case, cast, func, or_, select
from sqlalchemy.orm import Session

from app.models import (
    AuditChain,
    Ballot,
    BallotRevision,
    Candidate,
    Nomination,
    NominationMove,
    NominationVersion,
    Round,
    RoundMove,
    ScoreRevision,
    ScoreSheet,
    Stage,
)
from app.rules.candidates import kind_before
from app.rules.lifecycle import COURSE_MOVES, Course
from app.services import digests
from app.services.audit.chains import AT_ONCE, Only
from app.services.audit.findings import Finding, Tampering
from app.services.audit.matching import Seen, of_chains


def _latest(model: Any, *where: Any) -> ScalarSelect[Any]:
    return select(model.target).where(*where).order_by(model.id.desc()).limit(1).scalar_subquery()


def _states() -> Iterator[tuple[str, Select[*tuple[Any, ...]]]]:
    moved = _latest(NominationMove, NominationMove.nomination_id == Nomination.id)
    begun = case((Round.is_recorded, "shortlisted"), else_="draft")
    yield (
        "the state of nomination {id}",
        select(Nomination.id, Nomination.round_id)
        .join(Round, Nomination.round_id == Round.id)
        .where(_text(Nomination.state) != func.coalesce(moved, begun)),
    )
    courses = RoundMove.name.in_([move.name for move in COURSE_MOVES])
    own = (RoundMove.round_id == Round.id, RoundMove.stage_id.is_(None))
    moved = _latest(RoundMove, *own, ~courses)
    begun = case((Round.is_recorded, "archived"), else_="planned")
    yield (
        "the state of round {id}",
        select(Round.id, Round.id.label("round_id")).where(
            _text(Round.milestone) != func.coalesce(moved, begun)
        ),
    )
    moved = _latest(RoundMove, *own, courses)
    yield (
        "whether round {id} goes on",
        select(Round.id, Round.id.label("round_id")).where(
            _text(Round.course) != func.coalesce(moved, Course.RUNNING.value)
        ),
    )
    moved = _latest(RoundMove, RoundMove.stage_id == Stage.id)
    begun = case((_text(Stage.kind) == "visit", "planned"), else_="waiting")
    yield (
        "the state of stage {id}",
        select(Stage.id, Stage.round_id).where(_text(Stage.state) != func.coalesce(moved, begun)),
    )


def _text(column: Any) -> Any:
    return cast(column, String)


def _counts() -> Iterator[tuple[str, Select[*tuple[Any, ...]]]]:
    """Compare counts with what they count: the latest of both is the one that holds."""
    last = select(func.max(ScoreRevision.number)).where(ScoreRevision.sheet_id == ScoreSheet.id)
    first = select(func.min(ScoreRevision.sealed_at)).where(ScoreRevision.sheet_id == ScoreSheet.id)
    yield (
        "which revision of sheet {id} counts",
        select(ScoreSheet.id, Stage.round_id)
        .join(Stage, ScoreSheet.stage_id == Stage.id)
        .where(
            or_(
                ScoreSheet.revision_count != func.coalesce(last.scalar_subquery(), 0),
                ScoreSheet.sealed_at.is_distinct_from(first.scalar_subquery()),
            )
        ),
    )
    last = select(func.max(BallotRevision.number)).where(BallotRevision.ballot_id == Ballot.id)
    first = select(func.min(BallotRevision.sealed_at)).where(BallotRevision.ballot_id == Ballot.id)
    yield (
        "which revision of ballot {id} counts",
        select(Ballot.id, Stage.round_id)
        .join(Stage, Ballot.stage_id == Stage.id)
        .where(
            or_(
                Ballot.revision_count != func.coalesce(last.scalar_subquery(), 0),
                Ballot.sealed_at.is_distinct_from(first.scalar_subquery()),
            )
        ),
    )
    last = select(func.max(NominationVersion.number)).where(
        NominationVersion.nomination_id == Nomination.id
    )
    yield (
        "which version of nomination {id} counts",
        select(Nomination.id, Nomination.round_id).where(
            Nomination.submissions != func.coalesce(last.scalar_subquery(), 0)
        ),
    )
    late = select(func.max(NominationMove.moved_at)).where(
        NominationMove.nomination_id == Nomination.id,
        NominationMove.name.in_(["withdraw_late", "decline_late"]),
    )
    yield (
        "whether nomination {id} was withdrawn late",
        select(Nomination.id, Nomination.round_id).where(
            Nomination.withdrawn_late_at.is_distinct_from(late.scalar_subquery())
        ),
    )
    yield (
        "the slug of round {id}",
        select(Round.id, Round.id.label("round_id"))
        .join(AuditChain, AuditChain.round_id == Round.id)
        .where(AuditChain.name != Round.slug),
    )


def _working_copies(session: Session, only: Only) -> Iterator[Any]:
    """Give the nominations whose candidates are not those that were handed in last.

    What is written beside that counts for nothing, and is no record.
    """
    kept = (
        select(
            Nomination.id,
            Nomination.round_id,
            *(NominationVersion.content, NominationVersion.digest),
            *(Candidate.kind, Candidate.name, Candidate.municipality_id),
            *(Candidate.org_number, Candidate.details),
        )
        .join(
            NominationVersion,
            (NominationVersion.nomination_id == Nomination.id)
            & (NominationVersion.number == Nomination.submissions),
        )
        .outerjoin(Candidate, Candidate.nomination_id == Nomination.id)
        .where(*of_chains(Nomination.round_id, only))
        .order_by(Nomination.id, Candidate.position)
        .execution_options(yield_per=AT_ONCE)
    )
    for _, group in groupby(session.execute(kept), key=lambda row: row.id):
        rows = list(group)
        first = rows[0]
        # A version that is another is named by itself, and says nothing of its copy.
        if digests.agrees(first.digest, first.content) and not _is_copy(first.content, rows):
            yield first


def _is_copy(content: Any, rows: Sequence[Any]) -> bool:
    """Say whether candidates are those handed in.

    Before there were kinds of candidates, a version said none.
    """
    now = [
        {
            "kind": r.kind,
            "municipality_id": r.municipality_id,
            "name": r.name,
            "org_number": r.org_number or "",
            "details": r.details,
        }
        for r in rows
        if r.name is not None
    ]
    then = [
        {"kind": kind_before(one["municipality_id"]), "details": {}, **one}
        for one in content["candidates"]
    ]
    return then == now


def check(session: Session, seen: Seen) -> Iterator[Finding]:
    """Name what stands otherwise than the records say."""
    found: list[tuple[str, Any]] = []
    for name, wanted in (*_states(), *_counts()):
        asked = wanted.subquery()
        narrowed = select(asked).where(*of_chains(asked.c.round_id, seen.only))
        found += [(name, row) for row in session.execute(narrowed)]
    copied = "a candidate of nomination {id}"
    found += [(copied, row) for row in _working_copies(session, seen.only)]
    for name, row in found:
        if row.round_id in seen.by_round:
            chain, what = seen.chain_of(row), name.format(id=row.id)
            yield Finding(chain, None, Tampering.ALTERED, what, _subject(name, row.id))


def _subject(name: str, key: int) -> str:
    """Say what a name is about as events do: the noun that stands before its number."""
    noun = name.partition(" {id}")[0].rpartition(" ")[2]
    return f"{noun}:{key}"
