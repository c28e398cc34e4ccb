"""A random walk through a judging: whoever does whatever, in any order, refused or not.

After each step it is asked what must hold whatever was done. What the product refuses in its own
words is a step like any other; anything else that is raised ends the walk.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random

from sqlalchemy import select

from app.models import Nomination, Round, ScoreSheet, Stage
from app.rules.disclosure import SeesOthers
from app.rules.impartiality import Answer, Outcome, Reach, Standing
from app.rules.lifecycle import NominationState, Phase, StageState
from app.services import (
    analyses,
    audit,
    checking,
    decisions,
    desks,
    disclosure,
    foresight,
    impartiality,
    jury,
    nominations,
    phases,
    ranking,
    reminders,
    rulebooks,
    scores,
    seat_exceptions,
    shortlists,
    withdrawals,
)
from app.services.impartiality import CLOSED, Board
from tests.factories import FINAL_ONLY, WITH_SHORTLIST, World, decision, sheet

JURY = ("chair", "juror_b", "juror_c", "deputy_b", "deputy_c")
ANSWERS = [Answer.NO_CONFLICT] * 10 + [Answer.POSSIBLE, Answer.AUTOMATIC]
OPEN = frozenset({StageState.DELIBERATION, StageState.CONCLUDED})
IN_TIME = 0.8
"""How often what is done has its time now; else it is whatever, mostly to be refused."""
AUDITED_EVERY = 8
"""The whole record is checked that often, and at the end; the invariants after every step."""


@dataclass
class Walk:
    """One history, which its seed repeats."""

    world: World
    seed: int
    random: Random = field(init=False)
    award_round: Round = field(init=False)
    done: list[str] = field(default_factory=list)
    refused: int = 0

    def begin(self) -> None:
        """Take a round of some shape to declaring."""
        self.random = Random(self.seed)  # noqa: S311 - a walk is repeated by its seed
        one = self.random
        stages = one.choice((FINAL_ONLY, WITH_SHORTLIST))
        made = self.world.plan(reach=one.choice(list(Reach)), stages=stages)
        held = rulebooks.first_rules(made)
        assert held is not None
        rules = replace(held, sees_others=one.choice(list(SeesOthers)), quorum=one.choice((1, 2)))
        rulebooks.set_rules(self.world.work("secretariat"), made, rules)
        self.world.open_planned(made)
        self.world.judge(made, 3)
        self.award_round = made
        for name in JURY:
            for nomination in nominations.admitted(self.world.session, made):
                if one.random() < 0.9:
                    self.world.declare(made, name, nomination, one.choice(ANSWERS), "Noe.")

    def steps(self, number: int) -> Iterator[str]:
        """Take so many steps, or those to the decision, and give after each what does not hold."""
        for step in range(1, number + 1):
            act = self._choose()
            self.world.pass_time(minutes=self.random.randint(1, 600))
            self._take(act)
            yield from self.broken()
            is_over = self.award_round.phase(self.world.clock.now) is not Phase.JUDGING
            if step % AUDITED_EVERY == 0 or step == number or is_over:
                yield from map(str, audit.verify(self.world.session))
            if is_over:
                return

    def _choose(self) -> Callable[["Walk"], None]:
        """Choose what is done: mostly something that has its time now, at times whatever."""
        state = self._stage().state
        fits = [one for one in ACTS if state in one[2]]
        acts = fits if fits and self.random.random() < IN_TIME else ACTS
        chosen = self.random.choices(acts, [weight for _act, weight, _states in acts])
        return chosen[0][0]

    def _take(self, act: Callable[["Walk"], None]) -> None:
        session = self.world.session
        with session.begin_nested() as step:
            try:
                act(self)
                session.flush()
            except Exception as error:
                if not type(error).__module__.startswith("app."):
                    raise
                step.rollback()
                self.refused += 1
            else:
                self.done.append(act.__name__)
        session.expire_all()

    # --- what must hold --------------------------------------------------------------------

    def broken(self) -> Iterator[str]:
        """Name what does not hold now."""
        session = self.world.session
        where = impartiality.board(session, self.award_round, self.world.work("chair").today)
        yield from self._counting(where)
        yield from self._seeing(where)
        yield from checking.judging(session)

    def _counting(self, where: Board) -> Iterator[str]:
        session, one = self.world.session, self.award_round
        judged = nominations.admitted_ids(session, one)
        counted = analyses.sheets(session, one, where, judged)
        places = [(each.nomination_id, each.seat_id) for each in counted]
        if len(set(places)) < len(places):
            yield "a seat counts twice"
        for each in counted:
            if where.standing(each.nomination_id, each.appointment_id) is Standing.RECUSED:
                yield f"appointment {each.appointment_id} is recused, and her sheet counts"

    def _seeing(self, where: Board) -> Iterator[str]:
        """Compare what each sees of each with what she may, worked out here from the rows."""
        judged = [one.id for one in self._judged()]
        stage = self._stage()
        sealed = {
            (nomination, holder)
            for nomination, holder in self.world.session.execute(
                select(ScoreSheet.nomination_id, ScoreSheet.appointment_id).where(
                    ScoreSheet.stage_id == stage.id, ScoreSheet.revision_count > 0
                )
            )
        }
        for name in (*JURY, "secretariat", "auditor", "nominator"):
            work = self.world.work(name)
            mine = work.actor.appointment_in(self.award_round.jury_id)
            held = mine.appointment_id if mine else 0
            closed = {one for one in judged if where.standing(one, held) in CLOSED}
            seen = disclosure.of(work, self.award_round)
            for one in judged:
                own = (one, held) in sealed and where.sits(one, held)
                may_see = one not in closed and self._may_see(name, one, own=own, sits=held > 0)
                if seen.others(one) is not may_see:
                    yield f"{name} sees of nomination {one} what she may not, or less"
            if seen.ranking:
                table = ranking.for_actor(work, self.award_round)
                if closed & {row.nomination.id for row in table.rows}:
                    yield f"{name} sees in the ranking what she is recused from"

    def _may_see(self, name: str, nomination_id: int, *, own: bool, sits: bool) -> bool:
        """Say whether somebody may see others' sheets, where she is not recused."""
        state, phase = self._stage().state, self.award_round.phase(self.world.clock.now)
        over = phase is not Phase.JUDGING
        if name == "auditor":
            return over
        if name == "secretariat":
            return over or state in OPEN or self._looked_at(nomination_id)
        if name not in {"chair", "juror_b", "juror_c"} or not sits:
            return False
        early = self.award_round.rulebook.sees_others is SeesOthers.OWN_SHEET
        return over or state in OPEN or (early and state is StageState.SCORING and own)

    def _looked_at(self, nomination_id: int) -> bool:
        stage = self._stage()
        return stage.state is StageState.SCORING and any(
            one.stage_id == stage.id
            and one.nomination_id in {None, nomination_id}
            and one.looked_at > self.world.clock.now - timedelta(hours=1)
            for one in disclosure.looks(self.world.session, self.award_round)
        )

    # --- what is there ----------------------------------------------------------------------

    def _stage(self) -> Stage:
        stage = self.award_round.stage
        assert stage is not None
        return stage

    def _judged(self) -> list[Nomination]:
        found = self.world.session.scalars(
            select(Nomination).where(
                Nomination.round_id == self.award_round.id,
                Nomination.state.in_(self.award_round.in_the_running),
            )
        )
        return list(found)

    def _appointment(self, name: str) -> int:
        account = self.world.people[name].id
        (found,) = (
            one.id
            for seat in self.world.jury.seats
            for one in seat.appointments
            if one.account_id == account
        )
        return int(found)

    def any_nomination(self) -> Nomination:
        """Give some nomination that is judged, or was."""
        every = self.world.session.scalars(
            select(Nomination).where(
                Nomination.round_id == self.award_round.id,
                Nomination.state != NominationState.DRAFT,
            )
        )
        return self.random.choice(list(every))


def declare(walk: Walk) -> None:
    """Let somebody answer for some nomination, mostly that there is nothing."""
    name, answer = walk.random.choice(JURY), walk.random.choice(ANSWERS)
    walk.world.declare(walk.award_round, name, walk.any_nomination(), answer, "Noe.")


def declare_all(walk: Walk) -> None:
    """Let somebody answer for all that she has not answered for."""
    name = walk.random.choice(JURY)
    for nomination in nominations.admitted(walk.world.session, walk.award_round):
        walk.world.declare(walk.award_round, name, nomination, Answer.NO_CONFLICT)


def rule(walk: Walk) -> None:
    """Let secretariat or chair enter a ruling."""
    work = walk.world.work(walk.random.choice(("secretariat", "chair")))
    held = walk._appointment(walk.random.choice(JURY))
    outcome = walk.random.choice(list(Outcome))
    impartiality.rule(work, walk.award_round, walk.any_nomination(), held, outcome, "Fordi.")


def draft(walk: Walk) -> None:
    """Let somebody save a draft."""
    work, nomination = walk.world.work(walk.random.choice(JURY)), walk.any_nomination()
    scores.save_draft(work, nomination, sheet(*walk.random.choices(range(1, 7), k=2)))


def seal(walk: Walk) -> None:
    """Let somebody hand in some of the sheets that she lacks, or one that is not hers."""
    work = walk.world.work(walk.random.choice(JURY))
    left = desks.desk(work, walk.award_round).of(*desks.LEFT)
    ids = [one.id for one in left if walk.random.random() < 0.8] or [walk.any_nomination().id]
    for one in ids:
        nomination = nominations.by_id(walk.world.session, one)
        scores.seal(work, nomination, sheet(*walk.random.choices(range(1, 7), k=2)))


def revise(walk: Walk) -> None:
    """Let somebody change what she has handed in."""
    found = list(walk.world.session.scalars(select(ScoreSheet).order_by(ScoreSheet.id)))
    one = walk.random.choice(found) if found else None
    if one is None:
        return
    account = one.appointment.account_id
    name = next(key for key, person in walk.world.people.items() if person.id == account)
    nomination = nominations.by_id(walk.world.session, one.nomination_id)
    x, y = walk.random.choices(range(1, 7), k=2)
    scores.revise(walk.world.work(name), nomination, sheet(x, y, "Ny.", one.version), "Leste feil.")


def move(walk: Walk) -> None:
    """Let the secretariat open what comes next, or something else."""
    due = {"waiting": "open_declaring", "declaring": "open_scoring", "scoring": "open_deliberation"}
    state = walk.award_round.stage.state.value if walk.award_round.stage else ""
    name = due.get(state) if walk.random.random() < IN_TIME else None
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
    if held:
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
    if len(walk._judged()) > 2:
        withdrawals.withdraw(walk.world.work("nominator"), walk.any_nomination(), "Nei.")


def leave(walk: Walk) -> None:
    """Let a deputy's appointment end soon."""
    seat = walk.random.choice(walk.world.jury.seats[1:])
    work = walk.world.work("secretariat")
    until = work.today + timedelta(days=walk.random.randint(0, 3))
    jury.end(work, seat.appointments[-1], until)


def name_some(walk: Walk) -> None:
    """Let the chair name who goes on."""
    judged = walk._judged()
    chosen = walk.random.sample(judged, k=walk.random.randint(1, len(judged)))
    work = walk.world.work(walk.random.choice(("chair", "juror_b")))
    shortlists.name(work, walk.award_round, [one.id for one in chosen], "Slik vil vi det.")


def finalise(walk: Walk) -> None:
    """Let the chair seal a decision."""
    judged = walk._judged()
    walk.random.shuffle(judged)
    given = decision(judged, reason="Slik vil vi det.")
    decisions.finalise(walk.world.work("chair"), walk.award_round, given)


_WAITING = frozenset({StageState.WAITING})
_DECLARING = frozenset({StageState.DECLARING})
_SCORING = frozenset({StageState.SCORING})
_DELIBERATION = frozenset({StageState.DELIBERATION})
_EARLY = _DECLARING | _SCORING
_LATE = _SCORING | _DELIBERATION
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
    (name_some, 3, _DELIBERATION),
    (finalise, 3, _DELIBERATION),
]
"""What can happen, how often beside the others, and in which states of a stage it has its time."""
