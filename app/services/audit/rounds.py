"""What events vouch for of a round: its dates, criteria, form, rules, jury and moves."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import groupby, islice
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import (
    Announcement,
    Criterion,
    DateChange,
    FormSection,
    Question,
    Round,
    RoundMove,
    Rulebook,
    Stage,
)
from app.models.rounds import DATE_COLUMNS
from app.rules.candidates import LISTED, MOST_UNLESS_SAID
from app.rules.dates import RoundDate
from app.rules.lifecycle import COURSE_MOVES
from app.rules.nominators import USUAL
from app.services import digests, seals
from app.services.audit.matching import Check, covers, says, subject, titled

COURSES = frozenset(move.name for move in COURSE_MOVES)


def dates(award_round: Any) -> dict[str, str | None]:
    """Give the dates of a round, as its events tell them."""
    found = {date: getattr(award_round, name) for date, name in DATE_COLUMNS.items()}
    return {date.value: at.isoformat() if at else None for date, at in found.items()}


def _planned(event: Any, row: Any) -> bool:
    recorded = event.kind == "round.recorded"
    return (
        says(event, year=row.year)
        and recorded == row.is_recorded
        and says(event, optional=True, prize=row.prize_id)
        and (not recorded or says(event, optional=True, jury=row.jury_id))
    )


def _as_set(told: Sequence[Any], held: Sequence[Any]) -> bool:
    """Compare a round with what was said last of it, and of its call."""
    (row,) = held
    written = [event for event in told if "call" in event.data]
    # Before calls had a text of their own, no event told of one.
    same = (
        covers(written[-1], seals.call(row), "call")
        if written
        else not any(seals.call(row).values())
    )
    return same and covers(told[-1], seals.award_round(row))


def _dates_agree(told: Sequence[Any], held: Sequence[Any]) -> bool:
    """Compare the dates with what the events said of each of them last."""
    said: dict[str, Any] = {}
    for event in told:
        said |= event.data.get("dates", {})
        if "until" in event.data:
            said[RoundDate.DEADLINE] = event.data["until"]
    columns = {DATE_COLUMNS[RoundDate(date)]: at for date, at in said.items()}
    return all(_same_moment(getattr(held[0], name), at) for name, at in columns.items())


def _same_moment(held: datetime | None, said: str | None) -> bool:
    return held == (datetime.fromisoformat(said) if said else None)


def _changes_agree(told: Sequence[Any], held: Sequence[Any]) -> bool:
    """Compare the changes of dates with the events that made them, several at a time."""
    left = iter(held)
    for event in told:
        made = list(islice(left, len(event.data["dates"])))
        done = {(row.changed_at, row.changed_by_id) for row in made}
        if done != {(event.happened_at, event.actor_id)} or not (
            covers(event, [seals.date_change(row) for row in made])
            and all(_same_moment(row.after, event.data["dates"][row.date]) for row in made)
        ):
            return False
    return not list(left)


def _announced(event: Any, row: Any) -> bool:
    return (
        _same_moment(row.embargo_until, event.data["embargo_until"])
        and (row.set_at, row.set_by_id) == (event.happened_at, event.actor_id)
        and (event.kind == "announcement.moved") == bool(row.reason)
        and covers(event, seals.announcement(row))
    )


def _nominators_agree(told: Sequence[Any], held: Sequence[Any]) -> bool:
    """Compare who may nominate with what was said last; until something was, with the usual."""
    said = {"nominators": [kind.value for kind in USUAL], "signatory": False, "support": True}
    for event in told:
        if event.kind == "nominators.set":
            said = {key: event.data.get(key, usual) for key, usual in said.items()}
    row = held[0]
    return (row.nominators, row.signatory_required, row.takes_support) == tuple(said.values())


def _course_moved(event: Any, row: Any) -> bool:
    return _is_move(event, row) and covers(event, row.reason, "reason")


def _stages_agree(told: Sequence[Any], held: Sequence[Any]) -> bool:
    """Compare the stages with what was said last; before there was a choice, there was one."""
    held = sorted(held, key=lambda row: row.position)
    data, kinds = told[-1].data, [row.kind for row in held]
    # Before it could be chosen, those who went on from a shortlist were the nominees.
    before = ["later" if kind == "shortlist" else "not_here" for kind in kinds]
    asked = [row.questions for row in held]
    return (
        bool(data.get("stages", ["final"]) == kinds)
        and data.get("nominees", before) == [row.nominees for row in held]
        and (digests.agrees(data["questions"], asked) if "questions" in data else not any(asked))
    )


def _basis_agrees(told: Sequence[Any], held: Sequence[Any]) -> bool:
    """Compare what the last stage is decided by with what was said last; scores unless said."""
    *before, last = sorted(held, key=lambda row: row.position)
    said = told[-1].data.get("basis", "scores")
    return bool(last.decided_by == said) and all(one.decided_by == "scores" for one in before)


def _criteria_agree(told: Sequence[Any], held: Sequence[Any]) -> bool:
    last = told[-1]
    held = sorted(held, key=lambda row: row.position)
    weights = {row.key: row.weight for row in held}
    same = weights == {key: Decimal(weight) for key, weight in last.data["weights"].items()}
    return same and covers(last, seals.criteria(held))


def _candidates_agree(told: Sequence[Any], held: Sequence[Any]) -> bool:
    """Compare what a round says of candidates with what was set last, or with what is usual."""
    rules, last = seals.candidate_rules(held[0]), told[-1]
    if last.kind != "candidates.set":
        return rules == USUAL_CANDIDATES
    return covers(last, rules)


def _form_agrees(told: Sequence[Any], held: Sequence[Any]) -> bool:
    last = told[-1]
    held = sorted(held, key=lambda row: (row.position, row.q_position or 0))
    parts = [
        (rows[0], [_Asked(row) for row in rows if row.q_id is not None])
        for rows in (list(rows) for _, rows in groupby(held, key=lambda row: row.position))
    ]
    return says(last, parts=len(parts)) and covers(last, seals.sections(parts))


class _Asked:
    """A question, whose columns are beside those of its section."""

    def __init__(self, row: Any) -> None:
        self.row = row

    def __getattr__(self, name: str) -> Any:
        return getattr(self.row, f"q_{name}")


def _moved(event: Any, row: Any) -> bool:
    return _is_move(event, row) and not row.reason


def _is_move(event: Any, row: Any) -> bool:
    return (
        says(event, move=row.name, source=row.source, target=row.target)
        and says(event, optional=True, stage=row.stage_id)
        and (row.moved_at, row.moved_by_id) == (event.happened_at, event.actor_id)
    )


def _is_version(event: Any, row: Any) -> bool:
    return bool(row.version == event.data.get("version", 1))


def rulebooks(session: Session) -> list[Check]:
    """Check the rulebooks: what a version says of the weights follows from the criteria too.

    The first version can be set again until it is locked; an amendment is a version of its own.
    """
    found = session.execute(
        select(Criterion.round_id, Criterion.key, Criterion.weight).order_by(Criterion.position)
    ).all()
    by_round: dict[int, dict[str, Decimal]] = {}
    for round_id, key, weight in found:
        by_round.setdefault(round_id, {})[key] = weight

    def agrees(event: Any, row: Any) -> bool:
        stored = event.data.get("digest")
        made = (row.created_at, row.created_by_id) == (event.happened_at, event.actor_id)
        if event.kind == "rulebook.set":
            made = made and says(event, quorum=row.quorum, reach=row.recusal_reach)
        if stored is None:
            return made
        weights = _weights(row, by_round.get(row.round_id, {}))
        return made and digests.agrees(
            stored, seals.rulebook(row, weights, digests.form_of(stored))
        )

    rows = select(*Rulebook.__table__.columns, subject("round", Rulebook.round_id))
    name = titled("version {version} of the rules of round {id}", version="version")
    return [
        Check(
            kinds={"rulebook.set"},
            rows=rows.where(Rulebook.version == 1),
            name=name,
            agrees=lambda told, held: len(held) == 1 and agrees(told[-1], held[0]),
            whole=True,
        ),
        Check(
            kinds={"rulebook.amended"},
            rows=rows.where(Rulebook.version > 1),
            name=name,
            same=_is_version,
            agrees=agrees,
        ),
    ]


def _weights(row: Any, called: Mapping[str, Decimal]) -> dict[str, Decimal]:
    return {key: Decimal(row.weights.get(key, weight)) for key, weight in called.items()}


USUAL_CANDIDATES = {
    "candidate_kinds": list(LISTED),
    "candidate_needs": {},
    "most_candidates": MOST_UNLESS_SAID,
    "allows_own": True,
}
"""What a round says of candidates until something else is set."""

CHECKS = (
    Check(
        kinds={"round.planned", "round.recorded"},
        rows=select(
            *Round.__table__.columns, subject("round", Round.id), Round.id.label("round_id")
        ),
        name=titled("{noun} {id}"),
        agrees=_planned,
    ),
    Check(
        kinds={"round.planned", "round.recorded", "award.set", "call.written"},
        rows=select(
            *Round.__table__.columns, subject("round", Round.id), Round.id.label("round_id")
        ),
        name=titled("{noun} {id}"),
        agrees=_as_set,
        whole=True,
    ),
    Check(
        kinds={"round.planned", "round.recorded", "dates.changed", "deadline.extended"},
        rows=select(
            *(getattr(Round, name) for name in ("id", *DATE_COLUMNS.values())),
            subject("round", Round.id),
            Round.id.label("round_id"),
        ),
        name=titled("a date of round {id}"),
        agrees=_dates_agree,
        whole=True,
    ),
    Check(
        kinds={"dates.changed"},
        rows=select(*DateChange.__table__.columns, subject("round", DateChange.round_id)),
        name=titled("a change of the dates of round {id}"),
        agrees=_changes_agree,
        whole=True,
    ),
    Check(
        kinds={"round.planned", "stages.set"},
        rows=select(*Stage.__table__.columns, subject("round", Stage.round_id)),
        name=titled("the stages of round {id}"),
        agrees=_stages_agree,
        whole=True,
    ),
    Check(
        kinds={"round.planned", "basis.set"},
        rows=select(*Stage.__table__.columns, subject("round", Stage.round_id)),
        name=titled("what the final of round {id} is decided by"),
        agrees=_basis_agrees,
        whole=True,
    ),
    Check(
        kinds={"round.planned", "round.recorded", "candidates.set"},
        rows=select(
            *(Round.id, Round.candidate_kinds, Round.candidate_needs),
            *(Round.most_candidates, Round.allows_own),
            subject("round", Round.id),
            Round.id.label("round_id"),
        ),
        name=titled("the candidates of round {id}"),
        agrees=_candidates_agree,
        whole=True,
    ),
    Check(
        kinds={"criteria.set"},
        rows=select(*Criterion.__table__.columns, subject("round", Criterion.round_id)),
        name=titled("a criterion of round {id}"),
        agrees=_criteria_agree,
        whole=True,
    ),
    Check(
        kinds={"form.set", "form.changed", "form.corrected"},
        rows=select(
            *FormSection.__table__.columns,
            *(column.label(f"q_{column.name}") for column in Question.__table__.columns),
            subject("round", FormSection.round_id),
        ).outerjoin(Question, Question.section_id == FormSection.id),
        name=titled("the form of round {id}"),
        agrees=_form_agrees,
        whole=True,
    ),
    Check(
        kinds={"round.planned", "round.recorded", "nominators.set"},
        rows=select(
            *(Round.id, Round.nominators, Round.signatory_required, Round.takes_support),
            *(subject("round", Round.id), Round.id.label("round_id")),
        ),
        name=titled("who may nominate in round {id}"),
        agrees=_nominators_agree,
        whole=True,
    ),
    Check(
        kinds={"jury.assigned"},
        rows=select(
            Round.id, Round.jury_id, subject("round", Round.id), Round.id.label("round_id")
        ).where(Round.jury_id.is_not(None), Round.is_recorded.is_(False)),
        name=titled("the jury of round {id}"),
        agrees=lambda told, held: says(told[-1], jury=held[0].jury_id),
        whole=True,
    ),
    Check(
        kinds={"round.moved"},
        rows=select(*RoundMove.__table__.columns, subject("round", RoundMove.round_id)).where(
            RoundMove.name.not_in(COURSES)
        ),
        name=titled("the move {name} of round {id}", name="move"),
        agrees=_moved,
    ),
    Check(
        kinds={"round.paused", "round.resumed", "round.cancelled"},
        rows=select(*RoundMove.__table__.columns, subject("round", RoundMove.round_id)).where(
            RoundMove.name.in_(COURSES)
        ),
        name=titled("the move {name} of round {id}", name="move"),
        agrees=_course_moved,
    ),
    Check(
        kinds={"announcement.set", "announcement.moved"},
        rows=select(*Announcement.__table__.columns, subject("decision", Announcement.decision_id)),
        name=titled("the time of announcement of decision {id}"),
        agrees=_announced,
    ),
)
