"""Ballots: whose they are, when they were handed in, and whether they rank what can be ranked."""

from collections.abc import Iterator

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from app.models import Ballot, BallotRevision, Nomination, RoundMove, Stage
from app.rules.ballots import StageBasis, dense
from app.rules.lifecycle import StageState
from app.services.audit.chains import AT_ONCE
from app.services.checking.asking import Invariant, outside_jury

_last = (
    select(func.max(BallotRevision.number))
    .where(BallotRevision.ballot_id == Ballot.id)
    .scalar_subquery()
)
_number = (
    select(func.count(BallotRevision.id))
    .where(BallotRevision.ballot_id == Ballot.id)
    .scalar_subquery()
)
_opened = (
    select(func.min(RoundMove.moved_at))
    .where(RoundMove.stage_id == Ballot.stage_id, RoundMove.name == "open_scoring")
    .scalar_subquery()
)

INVARIANTS = (
    Invariant(
        "ballot {id} is of somebody outside the jury of its round",
        outside_jury(select(Ballot.id), Ballot.stage_id, Ballot.appointment_id),
    ),
    Invariant(
        "ballot {id} is of a stage that is decided by scores",
        select(Ballot.id)
        .join(Stage, Ballot.stage_id == Stage.id)
        .where(Stage.decided_by != StageBasis.BALLOT),
    ),
    Invariant(
        "ballot {id} is of a stage whose voting has not been opened",
        select(Ballot.id)
        .join(Stage, Ballot.stage_id == Stage.id)
        .where(Stage.state.in_([StageState.WAITING, StageState.DECLARING])),
    ),
    Invariant(
        "ballot {id} counts {counted} revisions, has {number}, and the last is called {last}",
        select(
            Ballot.id,
            Ballot.revision_count.label("counted"),
            _number.label("number"),
            func.coalesce(_last, 0).label("last"),
        ).where(
            or_(
                Ballot.revision_count != _number,
                Ballot.revision_count != func.coalesce(_last, 0),
            )
        ),
    ),
    Invariant(
        "revision {number} of ballot {id} was sealed before the voting opened",
        select(Ballot.id, BallotRevision.number)
        .join(BallotRevision, BallotRevision.ballot_id == Ballot.id)
        .where(BallotRevision.sealed_at < _opened),
    ),
    Invariant(
        "revision {number} of ballot {id} changes what was sealed and gives no reason",
        select(Ballot.id, BallotRevision.number)
        .join(BallotRevision, BallotRevision.ballot_id == Ballot.id)
        .where(and_(BallotRevision.number > 1, BallotRevision.reason == "")),
    ),
)


def ranks(session: Session) -> Iterator[str]:
    """Name the revisions that rank what is not of the round or leave a gap, or say nothing."""
    of_round: dict[int, set[str]] = {}
    for round_id, one in session.execute(
        select(Nomination.round_id, Nomination.id)
        .join(Stage, Stage.round_id == Nomination.round_id)
        .where(Stage.decided_by == StageBasis.BALLOT)
    ):
        of_round.setdefault(round_id, set()).add(str(one))
    found = session.execute(
        select(
            *(Stage.round_id, Ballot.id, BallotRevision.number),
            *(BallotRevision.ranks, BallotRevision.abstention),
        )
        .join(Ballot, Ballot.id == BallotRevision.ballot_id)
        .join(Stage, Ballot.stage_id == Stage.id)
        .where(Stage.decided_by == StageBasis.BALLOT)
        .order_by(Ballot.id, BallotRevision.number)
        .execution_options(yield_per=AT_ONCE)
    )
    for round_id, ballot, number, given, abstention in found:
        which = f"revision {number} of ballot {ballot}"
        if bool(given) is bool(abstention):
            yield f"{which} ranks and abstains, or does neither"
        elif set(given) - of_round.get(round_id, set()):
            yield f"{which} ranks a nomination of another round"
        elif dict(given) != dense(given):
            yield f"{which} leaves a rank out"
