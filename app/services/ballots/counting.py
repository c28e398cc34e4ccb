"""What the ballots of a stage come to: those that count, the order, and how each two stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Ballot, BallotRevision, Round
from app.ranking import schulze
from app.ranking.places import TieBreak
from app.ranking.schulze import Count
from app.rules.access import Permission, Role, Verdict
from app.rules.ballots import dense
from app.services import digests, impartiality, may
from app.services.impartiality import Board
from app.services.work import NotFoundError, Work


@dataclass(frozen=True)
class Cast:
    """One ballot that was handed in by whoever sits, as it was last sealed."""

    appointment_id: int
    seat_id: int
    stepped_in: bool
    ranks: Mapping[int, int]
    """By nomination, of what is in the running; empty where she abstains."""
    abstention: str
    revisions: int


@dataclass(frozen=True)
class Result:
    """What the ballots come to."""

    running: Sequence[int]
    """By number; rows and columns of the count are in this order."""
    casts: Sequence[Cast]
    vacant: int
    """How many seats nobody sits in."""
    missing: int
    """How many seats have handed in nothing."""
    count: Count

    @property
    def counted(self) -> Sequence[Cast]:
        """The ballots that rank."""
        return [one for one in self.casts if one.ranks]

    @property
    def order(self) -> list[int]:
        """The nominations, best first."""
        return [self.running[at] for at in self.count.order]

    @cached_property
    def places(self) -> Mapping[int, int | None]:
        """Give the place of each nomination in that order; none where nobody has ranked."""
        found = self.count.place
        return {self.running[at]: found[at] if self.counted else None for at in self.count.order}

    @property
    def first(self) -> list[int]:
        """Those who have the first place, several where nothing parts them."""
        return [one for one, place in self.places.items() if place == 1]

    def prefer(self, one: int, other: int) -> int:
        """Count the ballots that rank one nomination before another."""
        at, to = self.running.index(one), self.running.index(other)
        return int(self.count.preferred[at, to])


def for_actor(work: Work, award_round: Round) -> Result:
    """Give what the ballots come to, to whoever may see it: nobody before the deliberation.

    Raises:
        DeniedError: she may not see it, or is recused from one of those who are compared.
        WrongPhaseError: not yet.
        NotFoundError: the stage is decided by scores.

    """
    held = may.roles(work, award_round)
    permission = (
        Permission.VIEW_SCORES_AS_AUDITOR if Role.AUDITOR in held else Permission.VIEW_RANKING
    )
    may.require(work, permission, award_round)
    verdict = impartiality.decide_in_comparison(work, permission, award_round)
    if verdict is not Verdict.ALLOWED:
        may.refuse(work, permission, verdict, award_round)
    if not award_round.is_by_ballot:
        raise NotFoundError("the stage is decided by scores")
    mine = work.actor.appointment_in(award_round.jury_id)
    if mine and impartiality.hidden_from(work.session, award_round, mine.appointment_id):
        may.refuse(work, permission, Verdict.RECUSED, award_round)
    return compute(work.session, award_round, work.today)


def compute(session: Session, award_round: Round, today: date) -> Result:
    """Count the ballots of those who sit."""
    where = impartiality.board(session, award_round, today)
    running = list(where.nominations)
    casts = _casts(session, award_round, where)
    ranks = [[one.ranks[n] for n in running] for one in casts if one.ranks]
    given = np.array(ranks, dtype=np.int64).reshape(len(ranks), len(running))
    seated = where.seats[running[0]].values() if running else ()
    vacant = sum(sits.appointment_id is None for sits in seated)
    rules = [TieBreak(rule) for rule in award_round.rulebook.tie_breaks]
    return Result(
        running,
        casts,
        vacant,
        len(seated) - vacant - len(casts),
        schulze.count(given, rules),
    )


def _casts(session: Session, award_round: Round, where: Board) -> list[Cast]:
    """Give the latest revision of every sealed ballot of whoever sits, seat by seat.

    Whoever sits, sits for everything: a recusal reaches all that is compared.
    """
    found = session.execute(
        select(Ballot.appointment_id, BallotRevision)
        .join(BallotRevision, BallotRevision.ballot_id == Ballot.id)
        .where(
            Ballot.stage_id == (award_round.stage.id if award_round.stage else None),
            BallotRevision.number == Ballot.revision_count,
        )
    )
    latest = {holder: revision for holder, revision in found}  # noqa: C416 - rows, not pairs
    running = list(where.nominations)
    seated = where.seats[running[0]] if running else {}
    return [
        Cast(
            sits.appointment_id,
            seat_id,
            sits.stepped_in,
            _of(latest[sits.appointment_id].ranks, running),
            latest[sits.appointment_id].abstention,
            latest[sits.appointment_id].number,
        )
        for seat_id, sits in seated.items()
        if sits.appointment_id in latest
    ]


def _of(ranks: Mapping[str, int], running: Sequence[int]) -> dict[int, int]:
    """Give the ranks of what is in the running still: what was withdrawn since leaves no gap."""
    return dense({one: ranks[str(one)] for one in running}) if ranks else {}


def inputs(award_round: Round, result: Result) -> dict[str, Any]:
    """Give all that the result is computed from, as plain data in a fixed order."""
    book = award_round.rulebook
    return {
        "basis": "ballot",
        "method": schulze.METHOD,
        "version": schulze.VERSION,
        "rulebook": book.version,
        "quorum": book.quorum,
        "tie_breaks": book.tie_breaks,
        "nominations": list(result.running),
        "ballots": [
            {
                "juror": one.appointment_id,
                "ranks": [one.ranks[n] for n in result.running] if one.ranks else None,
            }
            for one in sorted(result.casts, key=lambda one: one.appointment_id)
        ],
    }


def stamp(session: Session, award_round: Round, today: date) -> str:
    """Tell this state of the ballots that count from every other."""
    return digests.of(inputs(award_round, compute(session, award_round, today)))
