"""Reading more of what lies on a desk: its rows, what is closed, how long it all is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import (
    Nomination,
    NominationVersion,
    Round,
    Ruling,
    ScoreSheet,
)
from app.rules.access import Permission
from app.rules.impartiality import Answer, Standing
from app.services import impartiality, lists, may
from app.services.desks.entries import TO_SCORE, Desk, Entry, Task
from app.services.impartiality import Declared
from app.services.work import Work


@dataclass(frozen=True)
class Item:
    """One nomination on a juror's work list, and what is known of it."""

    nomination: Nomination
    task: Task
    sheet: ScoreSheet | None
    stepped_in: bool
    """The juror is a deputy who sits here because somebody is recused."""
    deputy_name: str
    """Who sits instead, when the juror is recused and a deputy has stepped in."""
    declaration: Declared | None
    """Her latest."""
    ruling: Ruling | None
    """On her latest declaration."""

    @property
    def reveals(self) -> bool:
        """Whether more than the candidates' names may be shown."""
        return self.task in TO_SCORE


def items(
    session: Session, award_round: Round, found: Desk, entries: Sequence[Entry]
) -> list[Item]:
    """Look into some entries of a desk, in a constant number of queries."""
    mine, stage = found.appointment.id, award_round.stage
    ids = [entry.id for entry in entries]
    sheets = {
        sheet.nomination_id: sheet
        for sheet in session.scalars(
            select(ScoreSheet).where(
                ScoreSheet.stage_id == (stage.id if stage else None),
                ScoreSheet.appointment_id == mine,
                ScoreSheet.nomination_id.in_(ids),
            )
        )
    }
    by_id = {nomination.id: nomination for nomination in lists.load(session, ids)}
    return [
        Item(
            by_id[entry.id],
            entry.task,
            sheets.get(entry.id),
            stepped_in=found.appointment.is_deputy and found.where.sits(entry.id, mine),
            deputy_name=found.where.deputy_name(entry.id, found.appointment),
            declaration=found.where.declared.get((entry.id, mine)),
            ruling=found.where.ruled.get((entry.id, mine)),
        )
        for entry in entries
    ]


@dataclass(frozen=True)
class Closed:
    """Why a nomination is closed to somebody of the jury, and what became of her sheet."""

    standing: Standing
    is_away: bool
    answer: Answer | None
    ruling: Ruling | None
    sealed_at: datetime | None
    """When she handed in a sheet, which is kept and does not count."""


def closed(work: Work, award_round: Round, nomination_id: int) -> Closed | None:
    """Say why a nomination is closed to the actor; None where it is not."""
    may.require(work, Permission.VIEW_DESK, award_round)
    mine = impartiality.appointment_of(work, award_round)
    where = impartiality.board(work.session, award_round, work.today, [nomination_id])
    if where.is_open_to(nomination_id, mine):
        return None
    stage = award_round.stage
    declared = where.declared.get((nomination_id, mine))
    return Closed(
        where.standing(nomination_id, mine),
        mine in where.away,
        declared.answer if declared else None,
        where.ruled.get((nomination_id, mine)),
        work.session.scalar(
            select(ScoreSheet.sealed_at).where(
                ScoreSheet.stage_id == (stage.id if stage else None),
                ScoreSheet.nomination_id == nomination_id,
                ScoreSheet.appointment_id == mine,
            )
        ),
    )


def word_counts(session: Session, award_round: Round, ids: Collection[int]) -> list[int]:
    """Count the words that the jury reads of some nominations, one figure for each."""
    rows = session.execute(
        select(NominationVersion.nomination_id, NominationVersion.word_count)
        .join(Nomination, Nomination.id == NominationVersion.nomination_id)
        .where(
            Nomination.round_id == award_round.id,
            Nomination.state.in_(award_round.in_the_running),
            NominationVersion.number == Nomination.submissions,
        )
    )
    wanted = frozenset(ids)
    return [words for nomination_id, words in rows if nomination_id in wanted]
