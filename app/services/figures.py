"""What the scores say of each juror: for the chair of everybody, for a juror of herself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.models import Appointment, Round
from app.ranking.model.reml import FEWEST_DF
from app.ranking.report import Cell, Juror, Line, Report
from app.rules.access import Permission, Role, Verdict
from app.rules.disclosure import Degree
from app.services import analyses, disclosure, impartiality, may, ranking
from app.services.ranking import Judged, Ranking
from app.services.work import NotFoundError, Work

FEWEST_SHEETS = 3
"""Of fewer than so many, a figure would tell what the others gave them: not for who may not see."""


@dataclass(frozen=True)
class Scored:
    """A sheet of hers that counts: the cell score, in points."""

    nomination: Judged
    score: float
    line: Line | None
    """What the ranking says of the nomination; None for who may not see the ranking."""


@dataclass(frozen=True)
class Figures:
    """What the scores say of one juror, as one person may see it.

    juror: None where no sheet of hers counts.
    share: hers of all the sheets that count, from 0 to 1.
    is_enough: whether there are scores enough to tell severity from chance at all.
    scored: her own highest first, so that the order tells nothing of the others.
    is_kept_back: whether all figures are left out: she has scored too few, and may not see the
        others' scores, which they would give away.
    look_again: her cells that are far from what the rest leads to expect, in points.
    table: the ranking, None for who may not see it.
    """

    held: Appointment
    juror: Juror | None
    share: float
    is_enough: bool
    is_kept_back: bool
    scored: Sequence[Scored]
    look_again: Sequence[Cell]
    table: Ranking | None


@dataclass(frozen=True)
class Panel:
    """What the scores say of every juror, seat by seat, with the ranking that they made."""

    table: Ranking
    figures: Sequence[Figures]


def of_all(work: Work, award_round: Round) -> Panel:
    """Give the figures of everybody who sits for a nomination or whose sheets count.

    Raises:
        DeniedError, WrongPhaseError: they are the chair's, and the auditor's after the decision.

    """
    _require_all(work, award_round)
    table = ranking.for_actor(work, award_round)
    sits = {one.appointment_id for seated in table.kept.seated.values() for one in seated}
    sits |= table.people.keys()
    return Panel(
        table,
        [
            _figures(table, held, sees_ranking=True)
            for seat in table.seats
            for held in seat.appointments
            if held.id in sits
        ],
    )


def of_one(work: Work, award_round: Round, appointment_id: int) -> Figures:
    """Give the figures of one juror: to the chair and the auditor of any, else of herself.

    They are computed without the nominations that the reader is recused from. A deputy, who may
    not see the ranking, is told nothing of anybody's scores but her own.

    Raises:
        DeniedError, WrongPhaseError: not hers to see, or not yet.
        NotFoundError: nobody in the round's jury has the appointment, or the round was held
            before the product existed, or its stage is decided by ballots: there are no scores.

    """
    if is_own(work, award_round, appointment_id):
        may.require(work, Permission.VIEW_OWN_FIGURES, award_round)
    else:
        _require_all(work, award_round)
    if award_round.is_recorded or award_round.is_by_ballot:
        raise NotFoundError("the round, or its stage, has no scores")
    hidden = disclosure.hidden_from_actor(work, award_round)
    kept = analyses.of_round(work, award_round, hidden)
    book = award_round.rulebook
    table = ranking.lay_out(work.session, award_round, kept, book, work.today, is_whole=not hidden)
    for seat in table.seats:
        for held in seat.appointments:
            if held.id == appointment_id:
                return _figures(table, held, sees_ranking=_sees_ranking(work, award_round))
    raise NotFoundError(f"appointment {appointment_id}")


def is_own(work: Work, award_round: Round, appointment_id: int) -> bool:
    """Say whether an appointment is the actor's own, and one that holds today."""
    mine = work.actor.appointment_in(award_round.jury_id)
    return mine is not None and mine.appointment_id == appointment_id


def _require_all(work: Work, award_round: Round) -> None:
    is_auditor = Role.AUDITOR in may.roles(work, award_round)
    permission = Permission.VIEW_SCORES_AS_AUDITOR if is_auditor else Permission.VIEW_JUROR_FIGURES
    may.require(work, permission, award_round)
    verdict = impartiality.decide_in_comparison(work, permission, award_round)
    if verdict is not Verdict.ALLOWED:
        may.refuse(work, permission, verdict, award_round)


def _sees_ranking(work: Work, award_round: Round) -> bool:
    return disclosure.degree_of(work, award_round) is Degree.ALL


def _figures(table: Ranking, held: Appointment, *, sees_ranking: bool) -> Figures:
    report = table.report
    columns = {one.juror: at for at, one in enumerate(report.jurors)}
    at = columns.get(held.id)
    juror = None if at is None else report.jurors[at]
    is_kept_back = juror is not None and not sees_ranking and juror.number < FEWEST_SHEETS
    if juror is not None and not sees_ranking:
        juror = _of_herself(juror, is_kept_back=is_kept_back)
    sheets = sum(line.jurors for line in report.lines)
    return Figures(
        held=held,
        juror=juror,
        share=juror.number / sheets if juror else 0.0,
        is_enough=_freedom(report) >= FEWEST_DF,
        is_kept_back=is_kept_back,
        scored=_scored(table, at, sees_ranking=sees_ranking),
        look_again=[one for one in report.look_again if one.juror == held.id]
        if sees_ranking
        else [],
        table=table if sees_ranking else None,
    )


def _of_herself(juror: Juror, *, is_kept_back: bool) -> Juror:
    """Leave out what tells of the ranking; where it is kept back, all that is computed."""
    left = replace(
        juror,
        winners_without=None,
        listed_without=None,
        changes_winner=False,
        changes_shortlist=False,
    )
    if not is_kept_back:
        return left
    return replace(left, severity=None, se=None, influence=None, correlation=None, misfit=None)


def _freedom(report: Report) -> int:
    """Count the degrees of freedom within nominations: sheets less nominations that have any."""
    return sum(line.jurors - 1 for line in report.lines if line.jurors)


def _scored(table: Ranking, at: int | None, *, sees_ranking: bool) -> list[Scored]:
    if at is None:
        return []
    given = [
        Scored(row.nomination, score, row.line if sees_ranking else None)
        for row in table.rows
        if (score := row.line.cells[at]) is not None
    ]
    return sorted(given, key=lambda one: (-one.score, one.nomination.number or 0))
