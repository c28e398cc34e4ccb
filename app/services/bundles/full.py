"""The full form of a bundle: everything that a decision rests on, with names and grounds."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import (
    Absence,
    Ballot,
    BallotRevision,
    Candidate,
    ChairElection,
    Decision,
    Declaration,
    Nomination,
    Round,
    Ruling,
    ScoreRevision,
    ScoreSheet,
    SeatException,
    Shortlist,
    Stage,
)
from app.rules.candidates import called
from app.services import jury, seals
from app.services.bundles.records import Chain, Record
from app.verifying.bundles import VOUCHED

Kinds = Collection[str]


def gather(session: Session, award_round: Round) -> dict[str, Any]:
    """Give all parts as plain data, by their names."""
    chain = Chain(session, award_round)
    rankings: dict[str, Any] = {}
    return {
        "round.json": about(session, award_round),
        "rulebook.json": _rules(award_round, chain),
        "sheets.json": {"sheets": _sheets(session, award_round, chain)},
        "ballots.json": {"ballots": _ballots(session, award_round, chain)},
        "recusals.json": _recusals(session, award_round, chain),
        "decisions.json": {
            "shortlists": _shortlists(session, award_round, chain, rankings),
            "decisions": _decisions(session, award_round, chain, rankings),
        },
        "ranking.json": rankings,
        "minutes.json": {"minutes": _minutes(session, award_round)},
        "chain.json": chain.whole(),
    }


def _minutes(_session: Session, _award_round: Round) -> list[dict[str, Any]]:
    """Give the digest of the minutes of each stage that has any: of a round without, none."""
    return []


def kinds_of(section: str) -> Kinds:
    """Give the kinds of event that vouch for the records of a section."""
    return next(one.kinds for one in VOUCHED if one.section == section)


def about(session: Session, award_round: Round) -> dict[str, Any]:
    """Tell what the numbers in the other parts stand for."""
    sitting = jury.of_round(session, award_round)
    return {
        "round": award_round.slug,
        "year": award_round.year,
        "prize": award_round.prize.name,
        "criteria": [one.key for one in award_round.criteria],
        "stages": [
            {"stage": one.id, "kind": one.kind.value, "decided_by": one.decided_by.value}
            for one in award_round.stages
        ],
        "seats": [
            {
                "seat": seat.id,
                "number": number,
                "institution": seat.institution.name,
                "people": [
                    {"appointment": one.id, "name": one.person_name, "deputy": one.is_deputy}
                    for one in seat.appointments
                ],
            }
            for number, seat in enumerate(sitting.seats if sitting else [], start=1)
        ],
        "nominations": nominations(session, award_round),
    }


def nominations(session: Session, award_round: Round) -> list[dict[str, Any]]:
    """List everything that got a number, with its candidates."""
    found: dict[int, dict[str, Any]] = {}
    rows = session.execute(
        select(Nomination.id, Nomination.number, Candidate.kind, Candidate.name, Candidate.details)
        .join(Candidate, Candidate.nomination_id == Nomination.id, isouter=True)
        .where(Nomination.round_id == award_round.id, Nomination.number.is_not(None))
        .order_by(Nomination.number, Candidate.position)
    )
    for nomination_id, number, kind, name, said in rows:
        empty: list[str] = []
        one = found.setdefault(
            nomination_id, {"nomination": nomination_id, "number": number, "candidates": empty}
        )
        if kind is not None:
            one["candidates"].append(called(kind, name, said.get("where", "")))
    return list(found.values())


def _rules(award_round: Round, chain: Chain) -> dict[str, list[Record]]:
    subject = f"round:{award_round.id}"
    first, *amended = award_round.rulebooks
    criteria = chain.about(subject, kinds_of("criteria"))[-1:]
    return {
        "criteria": [
            chain.record(subject, criteria, lambda _form: seals.criteria(award_round.criteria))
        ],
        "first": [
            chain.record(
                subject,
                chain.about(subject, kinds_of("first"))[-1:],
                lambda form: seals.rulebook(first, award_round.weights(first), form),
                version=first.version,
            )
        ],
        "amendments": [
            chain.record(
                subject,
                chain.about(subject, kinds_of("amendments"), version=book.version),
                lambda form, book=book: seals.rulebook(book, award_round.weights(book), form),
                version=book.version,
            )
            for book in amended
        ],
    }


def _sheets(session: Session, award_round: Round, chain: Chain) -> list[Record]:
    rows = session.execute(
        select(ScoreRevision, ScoreSheet)
        .join(ScoreSheet, ScoreRevision.sheet_id == ScoreSheet.id)
        .join(Stage, ScoreSheet.stage_id == Stage.id)
        .where(Stage.round_id == award_round.id)
        .order_by(ScoreRevision.id)
    ).all()
    return [
        chain.record(
            f"sheet:{sheet.id}",
            chain.about(f"sheet:{sheet.id}", kinds_of("sheets"), revision=revision.number),
            lambda form, revision=revision, sheet=sheet: seals.revision(revision, sheet, form),
            stage=sheet.stage_id,
        )
        for revision, sheet in rows
    ]


def _ballots(session: Session, award_round: Round, chain: Chain) -> list[Record]:
    rows = session.execute(
        select(BallotRevision, Ballot)
        .join(Ballot, BallotRevision.ballot_id == Ballot.id)
        .join(Stage, Ballot.stage_id == Stage.id)
        .where(Stage.round_id == award_round.id)
        .order_by(BallotRevision.id)
    ).all()
    return [
        chain.record(
            f"ballot:{held.id}",
            chain.about(f"ballot:{held.id}", kinds_of("ballots"), revision=revision.number),
            lambda _form, revision=revision, held=held: seals.ballot(revision, held),
            stage=held.stage_id,
        )
        for revision, held in rows
    ]


def _recusals(session: Session, award_round: Round, chain: Chain) -> dict[str, list[Record]]:
    in_round = select(Nomination.id).where(Nomination.round_id == award_round.id)
    stages = [one.id for one in award_round.stages]
    declared = session.scalars(
        select(Declaration).where(Declaration.nomination_id.in_(in_round)).order_by(Declaration.id)
    )
    ruled = session.scalars(
        select(Ruling).where(Ruling.nomination_id.in_(in_round)).order_by(Ruling.id)
    )
    away = session.scalars(select(Absence).where(Absence.stage_id.in_(stages)).order_by(Absence.id))
    elected = session.scalars(
        select(ChairElection)
        .where(ChairElection.round_id == award_round.id)
        .order_by(ChairElection.id)
    )
    excepted = session.scalars(
        select(SeatException).where(SeatException.stage_id.in_(stages)).order_by(SeatException.id)
    )

    def records(
        section: str, rows: Sequence[Any], subject: Any, cover: Any, **told: str
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
                lambda _form, row=row: cover(row),
            )
            for row in rows
        ]

    return {
        "declarations": records(
            "declarations",
            declared.all(),
            _nomination,
            seals.declaration,
            appointment="appointment_id",
        ),
        "rulings": records(
            "rulings", ruled.all(), _nomination, seals.ruling, appointment="appointment_id"
        ),
        "absences": records(
            "absences", away.all(), _stage, seals.absence, appointment="appointment_id"
        ),
        "elections": records("elections", elected.all(), _election, seals.chair_election),
        "exceptions": records(
            "exceptions",
            excepted.all(),
            _nomination,
            seals.seat_exception,
            seat="seat_id",
            stage="stage_id",
        ),
    }


def _nomination(row: Any) -> str:
    return f"nomination:{row.nomination_id}"


def _stage(row: Any) -> str:
    return f"stage:{row.stage_id}"


def _election(row: Any) -> str:
    return _nomination(row) if row.nomination_id else _stage(row)


def _shortlists(
    session: Session, award_round: Round, chain: Chain, rankings: dict[str, Any]
) -> list[Record]:
    found = session.scalars(
        select(Shortlist)
        .join(Stage, Shortlist.stage_id == Stage.id)
        .where(Stage.round_id == award_round.id)
        .order_by(Shortlist.id)
    ).all()
    return [
        _without_ranking(
            chain.record(
                _stage(one),
                chain.about(_stage(one), kinds_of("shortlists")),
                lambda _form, one=one: seals.shortlist(one, one.entries),
                stage=one.stage_id,
            ),
            rankings,
        )
        for one in found
    ]


def _decisions(
    session: Session, award_round: Round, chain: Chain, rankings: dict[str, Any]
) -> list[Record]:
    """Give every decision that was sealed, also those that others have come instead of."""
    found = session.scalars(
        select(Decision)
        .where(Decision.round_id == award_round.id, Decision.sealed_at.is_not(None))
        .order_by(Decision.number)
    ).all()
    stage = award_round.stages[-1].id if award_round.stages else None
    return [
        _without_ranking(
            chain.record(
                f"decision:{one.id}",
                chain.about(f"decision:{one.id}", kinds_of("decisions")),
                lambda form, one=one: seals.decision(one, one.distinctions, form),
                stage=stage,
            ),
            rankings,
        )
        for one in found
    ]


def _without_ranking(record: Record, rankings: dict[str, Any]) -> Record:
    """Put a ranking into the part of its own; what was digested as text stays as it is."""
    covered: Mapping[str, Any] | None = record.get("covered")
    if covered is None:
        return record
    rankings[record["subject"]] = covered["ranking"]
    return {**record, "covered": {k: v for k, v in covered.items() if k != "ranking"}}
