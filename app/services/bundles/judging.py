"""The records of a judging, for a bundle: rules, sheets, ballots, and who was recused or away."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import (
    Absence,
    Ballot,
    BallotRevision,
    ChairElection,
    Declaration,
    Nomination,
    Round,
    Ruling,
    ScoreRevision,
    ScoreSheet,
    SeatException,
    Stage,
)
from app.services import seals
from app.services.bundles.records import Chain, Record, in_any_form, kinds_of


def rules(award_round: Round, chain: Chain) -> dict[str, list[Record]]:
    """Give the criteria and every version of the rulebook."""
    subject = f"round:{award_round.id}"
    first, *amended = award_round.rulebooks
    return {
        "criteria": [
            chain.record(
                subject,
                chain.about(subject, kinds_of("criteria"))[-1:],
                in_any_form(seals.criteria, award_round.criteria),
            )
        ],
        "first": [
            chain.record(
                subject,
                chain.about(subject, kinds_of("first"))[-1:],
                partial(seals.rulebook, first, award_round.weights(first)),
                version=first.version,
            )
        ],
        "amendments": [
            chain.record(
                subject,
                chain.about(subject, kinds_of("amendments"), version=book.version),
                partial(seals.rulebook, book, award_round.weights(book)),
                version=book.version,
            )
            for book in amended
        ],
    }


def sheets(session: Session, award_round: Round, chain: Chain) -> list[Record]:
    """Give every revision of every sheet, in the order in which they were sealed."""
    rows = session.execute(
        select(ScoreRevision, ScoreSheet)
        .join(ScoreSheet, ScoreRevision.sheet_id == ScoreSheet.id)
        .join(Stage, ScoreSheet.stage_id == Stage.id)
        .where(Stage.round_id == award_round.id)
        .order_by(ScoreRevision.id)
    )
    return [
        chain.record(
            f"sheet:{sheet.id}",
            chain.about(f"sheet:{sheet.id}", kinds_of("sheets"), revision=revision.number),
            partial(seals.revision, revision, sheet),
            stage=sheet.stage_id,
        )
        for revision, sheet in rows
    ]


def ballots(session: Session, award_round: Round, chain: Chain) -> list[Record]:
    """Give every revision of every ballot likewise."""
    rows = session.execute(
        select(BallotRevision, Ballot)
        .join(Ballot, BallotRevision.ballot_id == Ballot.id)
        .join(Stage, Ballot.stage_id == Stage.id)
        .where(Stage.round_id == award_round.id)
        .order_by(BallotRevision.id)
    )
    return [
        chain.record(
            f"ballot:{held.id}",
            chain.about(f"ballot:{held.id}", kinds_of("ballots"), revision=revision.number),
            in_any_form(seals.ballot, revision, held),
            stage=held.stage_id,
        )
        for revision, held in rows
    ]


def recusals(session: Session, award_round: Round, chain: Chain) -> dict[str, list[Record]]:
    """Give what was declared and ruled, who was away, who led, and seats that were excepted."""
    judged = select(Nomination.id).where(Nomination.round_id == award_round.id)
    stages = [one.id for one in award_round.stages]

    def rows(model: Any, *where: Any) -> Sequence[Any]:
        return session.scalars(select(model).where(*where).order_by(model.id)).all()

    def records(
        section: str,
        held: Sequence[Any],
        cover: Callable[[Any], Any],
        subject: Callable[[Any], str],
        **told: str,
    ) -> list[Record]:
        """Write the records of a section. told: which column is what in the events' data."""
        return [
            chain.record(
                subject(row),
                chain.about(
                    subject(row),
                    kinds_of(section),
                    **{name: getattr(row, column) for name, column in told.items()},
                ),
                in_any_form(cover, row),
            )
            for row in held
        ]

    her = {"appointment": "appointment_id"}
    declared = rows(Declaration, Declaration.nomination_id.in_(judged))
    ruled = rows(Ruling, Ruling.nomination_id.in_(judged))
    away = rows(Absence, Absence.stage_id.in_(stages))
    elected = rows(ChairElection, ChairElection.round_id == award_round.id)
    excepted = rows(SeatException, SeatException.stage_id.in_(stages))
    seat = {"seat": "seat_id", "stage": "stage_id"}
    return {
        "declarations": records("declarations", declared, seals.declaration, _nomination, **her),
        "rulings": records("rulings", ruled, seals.ruling, _nomination, **her),
        "absences": records("absences", away, seals.absence, stage_of, **her),
        "elections": records("elections", elected, seals.chair_election, _election),
        "exceptions": records("exceptions", excepted, seals.seat_exception, _nomination, **seat),
    }


def _nomination(row: Any) -> str:
    return f"nomination:{row.nomination_id}"


def stage_of(row: Any) -> str:
    """Name the stage that a row is about, as events do."""
    return f"stage:{row.stage_id}"


def _election(row: Any) -> str:
    return _nomination(row) if row.nomination_id else stage_of(row)
