"""What can happen on a walk, and how often: sheets and conflicts here, the rest beside it."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select

from app.models import ScoreSheet
from app.rules.impartiality import Answer, Outcome
from app.rules.lifecycle import StageState
from app.services import (
    decisions,
    desks,
    disclosure,
    foresight,
    impartiality,
    jury,
    nominations,
    phases,
    reminders,
    scores,
    seat_exceptions,
    shortlists,
    withdrawals,
)
from tests.factories import decision, sheet
from tests.services.walk import ballots, leading, papers, visits
from tests.services.walk.history import ANSWERS, IN_TIME, NothingDoneError, Walk


def declare(walk: Walk) -> None:
    """Let somebody answer for some nomination, mostly that there is nothing."""
    name, answer = walk.any_of_jury(), walk.random.choice(ANSWERS)
    walk.world.declare(walk.award_round, name, walk.any_nomination(), answer, "Noe.")


def declare_all(walk: Walk) -> None:
    """Let somebody answer for all that she has not answered for."""
    name = walk.any_of_jury()
    for nomination in nominations.admitted(walk.world.session, walk.award_round):
        walk.world.declare(walk.award_round, name, nomination, Answer.NO_CONFLICT)


def rule(walk: Walk) -> None:
    """Let secretariat or chair enter a ruling."""
    work = walk.world.work(walk.random.choice(("secretariat", "chair")))
    held = walk.appointment(walk.any_of_jury())
    outcome = walk.random.choice(list(Outcome))
    impartiality.rule(work, walk.award_round, walk.any_nomination(), held, outcome, "Fordi.")


def draft(walk: Walk) -> None:
    """Let somebody save a draft."""
    work, nomination = walk.world.work(walk.any_of_jury()), walk.any_nomination()
    scores.save_draft(work, nomination, sheet(*walk.random.choices(range(1, 7), k=2)))


def seal(walk: Walk) -> None:
    """Let somebody hand in some of the sheets that she lacks, or one that is not hers."""
    if walk.award_round.is_by_ballot:
        ballots.vote(walk)
        return
    work = walk.world.work(walk.any_of_jury())
    left = desks.desk(work, walk.award_round).of(*desks.LEFT)
    ids = [one.id for one in left if walk.random.random() < 0.8] or [walk.any_nomination().id]
    for one in ids:
        nomination = nominations.by_id(walk.world.session, one)
        scores.seal(work, nomination, sheet(*walk.random.choices(range(1, 7), k=2)))


def revise(walk: Walk) -> None:
    """Let somebody change what she has handed in."""
    if walk.award_round.is_by_ballot:
        ballots.revise(walk)
        return
    found = list(walk.world.session.scalars(select(ScoreSheet).order_by(ScoreSheet.id)))
    if not found:
        raise NothingDoneError
    one = walk.random.choice(found)
    name = walk.name(one.appointment_id)
    nomination = nominations.by_id(walk.world.session, one.nomination_id)
    x, y = walk.random.choices(range(1, 7), k=2)
    scores.revise(walk.world.work(name), nomination, sheet(x, y, "Ny.", one.version), "Leste feil.")


def move(walk: Walk) -> None:
    """Let the secretariat open what comes next, or something else."""
    due = {
        "waiting": "open_declaring",
        "declaring": "open_scoring",
        "scoring": "open_deliberation",
        "planned": "begin_visits",
    }
    name = due.get(walk.stage.state.value) if walk.random.random() < IN_TIME else None
    any_name = walk.random.choice(list(due.values()))
    phases.move(walk.world.work("secretariat"), walk.award_round, name or any_name)


def except_seat(walk: Walk) -> None:
    """Let the secretariat wait no more for a seat."""
    seat = walk.random.choice(walk.world.jury.seats).id
    which = walk.random.choice((None, walk.any_nomination().id))
    seat_exceptions.make(
        walk.world.work("secretariat"), walk.award_round, seat, which, "Kommer ikke."
    )


def lift(walk: Walk) -> None:
    """Let the secretariat wait again."""
    held = list(seat_exceptions.standing(walk.world.session, walk.award_round))
    if not held:
        raise NothingDoneError
    nomination, seat = walk.random.choice(held)
    work = walk.world.work("secretariat")
    seat_exceptions.lift(work, walk.award_round, seat, nomination, "Kommer likevel.")


def look(walk: Walk) -> None:
    """Let the secretariat look, or somebody who may not."""
    work = walk.world.work(walk.random.choice(("secretariat", "chair", "auditor")))
    which = walk.random.choice((None, walk.any_nomination().id))
    disclosure.look(work, walk.award_round, which, f"Feil {walk.random.random()}.")


def remind(walk: Walk) -> None:
    """Let the secretariat remind those who lack something."""
    work = walk.world.work("secretariat")
    stamp = foresight.stamp(reminders.foresee(work, walk.award_round))
    reminders.remind(work, walk.award_round, stamp)


def amend(walk: Walk) -> None:
    """Let the secretariat change the quorum."""
    walk.world.amend(walk.award_round, quorum=walk.random.choice((1, 2, 3)))


def withdraw(walk: Walk) -> None:
    """Let the nominator withdraw something."""
    if len(walk.judged()) <= 2:
        raise NothingDoneError
    withdrawals.withdraw(walk.world.work("nominator"), walk.any_nomination(), "Nei.")


def leave(walk: Walk) -> None:
    """Let a deputy's appointment end soon."""
    seat = walk.random.choice(walk.world.jury.seats[1:])
    work = walk.world.work("secretariat")
    until = work.today + timedelta(days=walk.random.randint(0, 3))
    jury.end(work, seat.appointments[-1], until)


def name_some(walk: Walk) -> None:
    """Let whoever leads name who goes on, or somebody else try."""
    judged = walk.judged()
    chosen = walk.random.sample(judged, k=walk.random.randint(1, len(judged)))
    name = leading.leader(walk)
    leading.claim(walk, name, "names who goes on")
    work = walk.world.work(name)
    shortlists.name(work, walk.award_round, [one.id for one in chosen], "Slik vil vi det.")


def finalise(walk: Walk) -> None:
    """Let whoever leads seal a decision, or somebody else try."""
    judged = walk.judged()
    walk.random.shuffle(judged)
    name = leading.leader(walk)
    leading.claim(walk, name, "decides")
    given = decision(judged, reason="Slik vil vi det.")
    decisions.finalise(walk.world.work(name), walk.award_round, given)


_WAITING = frozenset({StageState.WAITING, StageState.PLANNED})
_DECLARING = frozenset({StageState.DECLARING})
_SCORING = frozenset({StageState.SCORING})
_DELIBERATION = frozenset({StageState.DELIBERATION})
_PLANNED = frozenset({StageState.PLANNED})
_UNDER_WAY = frozenset({StageState.UNDER_WAY})
_EARLY = _DECLARING | _SCORING
_LATE = _SCORING | _DELIBERATION
_ANY = _EARLY | _LATE | _PLANNED | _UNDER_WAY
ACTS: list[tuple[Callable[[Walk], None], int, frozenset[StageState]]] = [
    (declare, 3, _EARLY),
    (declare_all, 3, _EARLY),
    (rule, 3, _EARLY),
    (draft, 2, _SCORING),
    (seal, 16, _SCORING),
    (revise, 3, _LATE),
    (move, 7, _WAITING | _EARLY),
    (except_seat, 2, _LATE),
    (lift, 1, _LATE),
    (look, 2, _SCORING),
    (remind, 1, _EARLY),
    (amend, 1, _EARLY | _DELIBERATION),
    (withdraw, 1, _LATE),
    (leave, 1, _EARLY),
    (name_some, 3, _DELIBERATION | _UNDER_WAY),
    (finalise, 3, _DELIBERATION),
    (papers.enter, 3, _SCORING),
    (papers.answer, 4, _SCORING),
    (papers.take_back, 1, _SCORING),
    (ballots.draft, 1, _SCORING),
    (ballots.abstain, 1, _SCORING),
    (visits.plan, 3, _PLANNED | _UNDER_WAY),
    (visits.report, 5, _UNDER_WAY),
    (visits.observe, 3, _UNDER_WAY),
    (leading.be_away, 1, _ANY),
    (leading.come_back, 1, _ANY),
    (leading.elect, 2, _ANY),
    (leading.relieve, 1, _ANY),
]
"""What can happen, how often beside the others, and in which states of a stage it has its time."""
