"""The outcomes of a round, for a bundle: shortlists and decisions, each with its ranking."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Decision, Round, Shortlist, Stage
from app.services import seals
from app.services.bundles.judging import stage_of
from app.services.bundles.records import Chain, Record, in_any_form, kinds_of
from app.verifying.bundles import ranking_key

Rankings = dict[str, Any]
"""By the names of the shortlists and decisions that keep them."""


def shortlists(
    session: Session, award_round: Round, chain: Chain, rankings: Rankings
) -> list[Record]:
    """Give every shortlist that was named; its ranking goes to the others."""
    found = session.scalars(
        select(Shortlist)
        .join(Stage, Shortlist.stage_id == Stage.id)
        .where(Stage.round_id == award_round.id)
        .order_by(Shortlist.id)
    )
    return [
        _without_ranking(
            chain.record(
                stage_of(one),
                chain.about(stage_of(one), kinds_of("shortlists")),
                in_any_form(seals.shortlist, one, one.entries),
                stage=one.stage_id,
            ),
            rankings,
        )
        for one in found
    ]


def decisions(
    session: Session, award_round: Round, chain: Chain, rankings: Rankings
) -> list[Record]:
    """Give every decision that was sealed, also those that others have come instead of."""
    found = session.scalars(
        select(Decision)
        .where(Decision.round_id == award_round.id, Decision.sealed_at.is_not(None))
        .order_by(Decision.number)
    )
    stage = award_round.stages[-1].id if award_round.stages else None
    return [
        _without_ranking(
            chain.record(
                f"decision:{one.id}",
                chain.about(f"decision:{one.id}", kinds_of("decisions")),
                partial(seals.decision, one, one.distinctions),
                stage=stage,
            ),
            rankings,
        )
        for one in found
    ]


def _without_ranking(record: Record, rankings: Rankings) -> Record:
    """Put a ranking to the others; what was digested as text stays as it is."""
    covered: Mapping[str, Any] | None = record.get("covered")
    if covered is None:
        return record
    rankings[ranking_key(record)] = covered["ranking"]
    rest = {key: value for key, value in covered.items() if key != "ranking"}
    return {**record, "covered": rest}
