"""A ballot as its juror meets it: names with ranks, what can be done with it, what is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flask import url_for

from app.models import Ballot
from app.rules.access import Permission, Verdict
from app.services import lists, may, scores
from app.services.ballots import Opened
from app.services.work import Work
from app.web.ballots.forms import BallotForm, field_of
from app.words import drafts
from app.words.jury import ballots as words
from app.words.jury.ballots import RevisionLine


class Mode(StrEnum):
    """What can be done with a ballot."""

    EDIT = "edit"
    SEALED = "sealed"
    CHANGE = "change"
    CLOSED = "closed"
    BARRED = "barred"


@dataclass(frozen=True)
class BallotRow:
    """One name on the ballot."""

    field: str
    number: int | None
    name: str
    url: str
    """Where it is read; empty where it is closed to her."""
    written: str
    earlier: str
    """What she gave it in the stage before, in words; empty where she gave nothing."""
    error: str


@dataclass(frozen=True)
class BallotPage:
    """A ballot on the screen."""

    mode: Mode
    rows: Sequence[BallotRow]
    abstains: bool
    abstention: str
    reason: str
    version: int
    saved: str
    sealed_at: datetime | None
    changes: Sequence[RevisionLine]
    title: str
    explained: str
    """Why it cannot be filled in now, or who sees it."""
    can_change: bool
    late: str
    """That the deadline is over, and until when it is taken all the same; empty before."""
    by: datetime | None
    """The deadline, while it can be filled in."""


def mode_of(work: Work, opened: Opened) -> Mode:
    """Say what the actor can do with her ballot."""
    if opened.bar is not None:
        return Mode.BARRED
    if opened.ballot is not None and opened.ballot.sealed_at is not None:
        return Mode.SEALED
    can_vote = may.decide(work, Permission.SCORE, opened.award_round) is Verdict.ALLOWED
    return Mode.EDIT if can_vote else Mode.CLOSED


def lay_out(
    work: Work,
    opened: Opened,
    mode: Mode,
    form: BallotForm | None = None,
    errors: Mapping[str, str] | None = None,
) -> BallotPage:
    """Lay out a ballot: as it is stored, or as it was sent if that was refused."""
    award_round, ballot = opened.award_round, opened.ballot
    is_sealed = mode in {Mode.SEALED, Mode.CHANGE}
    written, abstention = _stored(ballot, sealed=is_sealed)
    if form is not None:
        written = {str(one): text for one, text in form.given.written.items()}
        abstention = form.given.abstention
    title, explained = words.stands(award_round, opened.bar, mode.value, work.now)
    rows = _rows(work, opened, written, errors or {})
    if mode is Mode.SEALED:
        rows = sorted(rows, key=lambda row: int(row.written or 0))
    can_change = may.decide(work, Permission.REVISE_SHEET, award_round) is Verdict.ALLOWED
    return BallotPage(
        mode=mode,
        rows=rows,
        abstains=is_sealed and ballot is not None and ballot.revisions[-1].abstains,
        abstention=abstention,
        reason=form.reason if form else "",
        version=form.given.version if form else ballot.version if ballot else 0,
        saved=drafts.saved(ballot.saved_at, work.now) if ballot else "",
        sealed_at=ballot.sealed_at if ballot else None,
        changes=words.revisions(ballot) if ballot and is_sealed else [],
        title=title,
        explained=explained,
        can_change=mode is Mode.SEALED and can_change,
        late=words.late(award_round, work.now) if mode is Mode.EDIT else "",
        by=award_round.scoring_deadline_at if mode is Mode.EDIT else None,
    )


def _stored(ballot: Ballot | None, *, sealed: bool) -> tuple[Mapping[str, str], str]:
    """Give the ranks and the reason for abstaining: what is sealed, or else the draft."""
    if ballot is None:
        return {}, ""
    if sealed:
        latest = ballot.revisions[-1]
        return {one: str(rank) for one, rank in latest.ranks.items()}, latest.abstention
    return ballot.draft_ranks, ballot.draft_abstention


def _rows(
    work: Work, opened: Opened, written: Mapping[str, str], errors: Mapping[str, str]
) -> list[BallotRow]:
    award_round, shows = opened.award_round, opened.bar is None
    names = lists.names(work.session, opened.running)
    numbers = {one.id: one.number for one in lists.judged(work.session, award_round)}
    weights = award_round.weights()
    earlier = scores.earlier_of(work.session, award_round, opened.appointment_id) if shows else {}
    return [
        BallotRow(
            field=field_of(one),
            number=numbers[one],
            name=names[one],
            url=url_for("scores.sheet", nomination_id=one) if shows else "",
            written=written.get(str(one), ""),
            earlier=words.earlier(earlier[one].scores, weights) if one in earlier else "",
            error=errors.get(field_of(one), ""),
        )
        for one in opened.running
    ]
