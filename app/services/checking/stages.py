"""Rounds and their stages: one at a time, in order, and no further than the round."""

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from app.models import Nomination, Round, Shortlist, Stage
from app.rules.lifecycle import Milestone, NominationState, StageKind, StageState
from app.services.checking.asking import Invariant

_earlier = aliased(Stage)
BEGUN = Stage.state.in_(
    [StageState.DECLARING, StageState.SCORING, StageState.DELIBERATION, StageState.CONCLUDED]
)
"""That a stage has been opened."""

INVARIANTS = (
    Invariant(
        "stage {id} of round {slug} is open while stage {earlier} before it is not concluded",
        select(Stage.id, Round.slug, _earlier.id.label("earlier"))
        .join(Round, Stage.round_id == Round.id)
        .join(
            _earlier,
            and_(_earlier.round_id == Stage.round_id, _earlier.position < Stage.position),
        )
        .where(BEGUN, _earlier.state != StageState.CONCLUDED),
    ),
    Invariant(
        "stage {id} of round {slug} is open, and the round is not judged",
        select(Stage.id, Round.slug)
        .join(Round, Stage.round_id == Round.id)
        .where(BEGUN, Round.milestone.in_([Milestone.PLANNED, Milestone.CALLED])),
    ),
    Invariant(
        "round {slug} is decided, and stage {id} of it is not concluded",
        select(Stage.id, Round.slug)
        .join(Round, Stage.round_id == Round.id)
        .where(
            Round.is_recorded.is_(False),
            Round.milestone.in_([Milestone.DECIDED, Milestone.ARCHIVED]),
            Stage.state != StageState.CONCLUDED,
        ),
    ),
    Invariant(
        "round {slug} is judged without a final stage, or with two",
        select(Round.slug)
        .join(
            Stage,
            and_(Stage.round_id == Round.id, Stage.kind == StageKind.FINAL),
            isouter=True,
        )
        .where(Round.milestone == Milestone.JUDGING)
        .group_by(Round.slug)
        .having(func.count(Stage.id) != 1),
    ),
    Invariant(
        "round {slug} is judged without a jury",
        select(Round.slug).where(
            Round.is_recorded.is_(False),
            Round.milestone.in_([Milestone.JUDGING, Milestone.DECIDED]),
            Round.jury_id.is_(None),
        ),
    ),
    Invariant(
        "nomination {id} of round {slug} goes on, and nobody has been named to",
        select(Nomination.id, Round.slug)
        .join(Round, Nomination.round_id == Round.id)
        .where(
            Round.is_recorded.is_(False),
            Nomination.state == NominationState.SHORTLISTED,
            ~select(Shortlist.id)
            .join(Stage, Shortlist.stage_id == Stage.id)
            .where(Stage.round_id == Nomination.round_id)
            .exists(),
        ),
    ),
    Invariant(
        "nomination {id} of round {slug} is before the jury, and was never handed in",
        select(Nomination.id, Round.slug)
        .join(Round, Nomination.round_id == Round.id)
        .where(
            Round.is_recorded.is_(False),
            Nomination.state.in_([NominationState.ADMITTED, NominationState.SHORTLISTED]),
            Nomination.submissions == 0,
        ),
    ),
)
