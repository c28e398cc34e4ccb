"""Analyses of a stage's scores: computed once for each state of the scores, and kept.

What an analysis is computed from is only ever added to (sheets' revisions, declarations, rulings,
absences, rulebooks: triggers of the database see to it) or carries a version that rises
(nominations). So a few counts tell any two states apart: they are the ``stamp`` under which an
analysis is kept. It is read in the same transaction as the analysis, so that none is ever stale,
and none is computed twice while nothing changes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec
import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import (
    Absence,
    Declaration,
    KeptAnalysis,
    Nomination,
    Round,
    Rulebook,
    Ruling,
    ScoreRevision,
    ScoreSheet,
)
from app.ranking import report
from app.ranking.analysis import VERSION, Question, analyse
from app.ranking.cells import Sheets
from app.ranking.methods import Method
from app.ranking.places import TieBreak
from app.ranking.report import Report
from app.services import digests, impartiality, jury, nominations
from app.services.impartiality import Board
from app.services.work import Work

SEED = 0
"""Of the draws: the same for everybody, and that of ``flask rank`` when none is given."""
FORM = 1
"""Goes up when what is kept gets another form."""


@dataclass(frozen=True)
class Sitting:
    """Who sits in a seat for a nomination: an appointment, or nobody where the seat is vacant."""

    appointment_id: int | None
    stepped_in: bool


@dataclass(frozen=True)
class Given:
    """One sheet that counts: decimal texts by criterion key, as they were sealed."""

    nomination_id: int
    appointment_id: int
    seat_id: int
    stepped_in: bool
    scores: dict[str, str]


@dataclass(frozen=True)
class Kept:
    """One analysis with what it was computed from.

    seated: by nomination, who sits in each seat, in the order of ``seats``.
    digest: of all inputs.
    """

    report: Report
    digest: str
    seats: list[int]
    seated: dict[int, list[Sitting]]


def of_round(
    work: Work, award_round: Round, hidden: frozenset[int], rulebook: Rulebook | None = None
) -> Kept:
    """Give the analysis of the stage under way: the kept one, or one that is kept from now on.

    Args:
        work: a transaction that only reads, else nothing is kept: what is rolled back in the end
            must not outlive it.
        award_round: with a stage.
        hidden: nominations that are left out as if they did not exist.
        rulebook: the version to go by; the one in force if not given.

    """
    book = rulebook or award_round.rulebook
    mark = stamp(work.session, award_round, hidden, book, work.today)
    found = work.session.scalars(
        select(KeptAnalysis).where(
            KeptAnalysis.stage_id == _stage_id(award_round), KeptAnalysis.stamp == mark
        )
    ).one_or_none()
    if found is not None:
        return msgspec.convert(found.content, Kept, str_keys=True)
    where = impartiality.board(work.session, award_round, work.today)
    kept = compute(work.session, award_round, where, hidden, book)
    if work.session.info.get("read_only"):
        stage_id = _stage_id(award_round)
        work.keep(lambda later: _store(later.session, stage_id, mark, kept, later.now))
    return kept


def _stage_id(award_round: Round) -> int:
    return award_round.stage.id if award_round.stage else 0


def _store(session: Session, stage_id: int, mark: str, kept: Kept, now: datetime) -> None:
    session.add(
        KeptAnalysis(
            stage_id=stage_id,
            stamp=mark,
            inputs_digest=kept.digest,
            method_version=kept.report.version,
            seed=kept.report.seed,
            content=msgspec.to_builtins(kept, str_keys=True),
            computed_at=now,
        )
    )
    session.flush()


def stamp(
    session: Session, award_round: Round, hidden: frozenset[int], rulebook: Rulebook, today: date
) -> str:
    """Tell this state of what the analysis is computed from from every other, in two queries."""
    in_round = Nomination.round_id == award_round.id
    count = select(func.count())
    counts = session.execute(
        select(
            count.select_from(ScoreRevision)
            .join(ScoreSheet)
            .where(ScoreSheet.stage_id == _stage_id(award_round))
            .scalar_subquery(),
            count.select_from(Declaration).join(Nomination).where(in_round).scalar_subquery(),
            count.select_from(Ruling).join(Nomination).where(in_round).scalar_subquery(),
            count.select_from(Absence)
            .where(Absence.stage_id == _stage_id(award_round))
            .scalar_subquery(),
            select(func.sum(Nomination.version)).where(in_round).scalar_subquery(),
        )
    ).one()
    held = jury.holders(session, award_round, today)
    return digests.of(
        {
            "form": FORM,
            "method": VERSION,
            "seed": SEED,
            "counts": [int(number or 0) for number in counts],
            "seats": [[one.seat_id, one.id] for one in held],
            "rulebook": rulebook.version,
            "weights": {key: str(w) for key, w in award_round.weights(rulebook).items()},
            "hidden": sorted(hidden),
        }
    )


def compute(
    session: Session,
    award_round: Round,
    where: Board,
    hidden: frozenset[int] = frozenset(),
    rulebook: Rulebook | None = None,
) -> Kept:
    """Analyse the sheets that count, leaving out the hidden nominations."""
    book = rulebook or award_round.rulebook
    judged = [n for n in nominations.admitted_ids(session, award_round) if n not in hidden]
    seats = list(jury.seat_ids(session, award_round))
    seated = {
        nomination_id: [_sitting(where, nomination_id, seat_id) for seat_id in seats]
        for nomination_id in judged
    }
    given = sheets(session, award_round, where, judged)
    return Kept(
        report=_analyse(award_round, book, judged, given),
        digest=digest(award_round, book, judged, given),
        seats=seats,
        seated=seated,
    )


def _sitting(where: Board, nomination_id: int, seat_id: int) -> Sitting:
    sits = where.seats.get(nomination_id, {}).get(seat_id)
    if sits is None:
        return Sitting(None, stepped_in=False)
    return Sitting(sits.appointment_id, sits.stepped_in)


def sheets(session: Session, award_round: Round, where: Board, judged: list[int]) -> list[Given]:
    """Load the latest revision of every sealed sheet of whoever sits; only those count."""
    found = session.execute(
        select(ScoreSheet.nomination_id, ScoreSheet.appointment_id, ScoreRevision.scores)
        .join(ScoreRevision, ScoreRevision.sheet_id == ScoreSheet.id)
        .where(
            ScoreSheet.stage_id == _stage_id(award_round),
            ScoreRevision.number == ScoreSheet.revision_count,
        )
    )
    scores = {(nomination, holder): given for nomination, holder, given in found}
    return [
        Given(
            nomination_id,
            sits.appointment_id,
            seat_id,
            sits.stepped_in,
            scores[nomination_id, sits.appointment_id],
        )
        for nomination_id in judged
        for seat_id, sits in where.seats.get(nomination_id, {}).items()
        if sits.appointment_id is not None and (nomination_id, sits.appointment_id) in scores
    ]


def question(rulebook: Rulebook) -> Question:
    """Ask what the rulebook asks."""
    return Question(
        method=Method(rulebook.method),
        quorum=rulebook.quorum,
        step=float(rulebook.scale_step),
        tie_breaks=tuple(TieBreak(rule) for rule in rulebook.tie_breaks),
    )


def arrays(judged: list[int], criteria: list[str], given: list[Given]) -> tuple[Sheets, list[int]]:
    """Put the sheets into arrays; beside them the jurors (appointments) that their numbers mean."""
    jurors = sorted({one.appointment_id for one in given})
    row = {nomination_id: at for at, nomination_id in enumerate(judged)}
    column = {appointment_id: at for at, appointment_id in enumerate(jurors)}
    lines = sorted(given, key=lambda one: (row[one.nomination_id], column[one.appointment_id]))
    missing = float("nan")
    scores = [[float(one.scores.get(key, missing)) for key in criteria] for one in lines]
    made = Sheets(
        nomination=np.array([row[one.nomination_id] for one in lines], dtype=np.int64),
        juror=np.array([column[one.appointment_id] for one in lines], dtype=np.int64),
        scores=np.array(scores, dtype=np.float64).reshape(len(lines), len(criteria)),
        nominations=len(judged),
        jurors=len(jurors),
    )
    return made, jurors


def _analyse(
    award_round: Round, rulebook: Rulebook, judged: list[int], given: list[Given]
) -> Report:
    weighed = award_round.weights(rulebook)
    criteria = list(weighed)
    made, jurors = arrays(judged, criteria, given)
    weights = np.array([float(weight) for weight in weighed.values()])
    found = analyse(made, weights, question(rulebook), np.random.default_rng(SEED))
    return report.write(found, made, weights, report.Names(judged, jurors, criteria), SEED)


def inputs(
    award_round: Round, rulebook: Rulebook, judged: list[int], given: list[Given]
) -> dict[str, Any]:
    """Give all that the analysis is computed from, as plain data in a fixed order."""
    return {
        **rules(award_round, rulebook),
        "version": VERSION,
        "seed": SEED,
        "nominations": judged,
        "scores": [
            {"nomination": one.nomination_id, "juror": one.appointment_id, "scores": one.scores}
            for one in sorted(given, key=lambda one: (one.nomination_id, one.appointment_id))
        ],
    }


def rules(award_round: Round, rulebook: Rulebook) -> dict[str, Any]:
    """Give what one version of the rulebook says of the ranking, as plain data."""
    weights: Mapping[str, Any] = award_round.weights(rulebook)
    return {
        "rulebook": rulebook.version,
        "method": rulebook.method,
        "quorum": rulebook.quorum,
        "tie_breaks": rulebook.tie_breaks,
        "scale_step": str(rulebook.scale_step.normalize()),
        "weights": {key: str(weight.normalize()) for key, weight in weights.items()},
    }


def digest(award_round: Round, rulebook: Rulebook, judged: list[int], given: list[Given]) -> str:
    """Digest all that the analysis is computed from."""
    return digests.of(inputs(award_round, rulebook, judged, given))
