"""A random walk through a judging: whoever does whatever, in any order, refused or not.

After each step it is asked what must hold whatever was done. What the product refuses in its own
words is a step like any other; anything else that is raised ends the walk.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from sqlalchemy import select

from app.models import Nomination, Round, Stage
from app.rules.ballots import StageBasis
from app.rules.disclosure import SeesOthers
from app.rules.impartiality import Answer, Reach
from app.rules.lifecycle import NominationState, Phase, StageKind, StageState
from app.rules.stages import FINAL_ONLY, WITH_SHORTLIST, Nominees, Plan, PlannedStage
from app.services import audit, impartiality, nominations, rounds, rulebooks
from tests.factories import World
from tests.services.walk import holding
from tests.visiting import AS_IN_2018, QUESTIONS

JURY = ("chair", "juror_b", "juror_c", "deputy_b", "deputy_c")
ANSWERS = [Answer.NO_CONFLICT] * 10 + [Answer.POSSIBLE, Answer.AUTOMATIC]
IN_TIME = 0.8
"""How often what is done has its time now; else it is whatever, mostly to be refused."""
AUDITED_EVERY = 8
"""The whole record is checked that often, and at the end; the invariants after every step."""
VISITED: Plan = (PlannedStage(StageKind.VISIT, Nominees.LATER, QUESTIONS), *FINAL_ONLY)
SHAPES: Sequence[tuple[Plan, StageBasis]] = (
    (VISITED, StageBasis.BALLOT),
    (FINAL_ONLY, StageBasis.SCORES),
    (WITH_SHORTLIST, StageBasis.SCORES),
    (FINAL_ONLY, StageBasis.BALLOT),
    (AS_IN_2018, StageBasis.SCORES),
    (AS_IN_2018, StageBasis.BALLOT),
)
"""The stages of a round, and what its final is decided by: one walk after the other."""


class NothingDoneError(Exception):
    """There was nothing to do it with."""


@dataclass
class Walk:
    """One history, which its seed repeats."""

    world: World
    seed: int
    acts: Sequence[tuple[Callable[["Walk"], None], int, frozenset[StageState]]]
    """What can happen, how often beside the others, and in which states of a stage."""
    random: Random = field(init=False)
    award_round: Round = field(init=False)
    done: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    """What must be refused, and was not."""
    refused: int = 0

    def begin(self) -> None:
        """Take a round of the walk's shape to the jury, which has declared for most of it."""
        self.random = Random(self.seed)  # noqa: S311 - a walk is repeated by its seed
        one = self.random
        stages, basis = SHAPES[(self.seed - 1) % len(SHAPES)]
        made = self.world.plan(reach=one.choice(list(Reach)), stages=stages)
        held = rulebooks.first_rules(made)
        assert held is not None
        rules = replace(held, sees_others=one.choice(list(SeesOthers)), quorum=one.choice((1, 2)))
        office = self.world.work("secretariat")
        rulebooks.set_rules(office, made, rules)
        rounds.set_basis(office, made, basis)
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

    def broken(self) -> Iterator[str]:
        """Name what does not hold now."""
        yield from self.wrong
        self.wrong.clear()
        yield from holding.broken(self)

    def _choose(self) -> Callable[["Walk"], None]:
        """Choose what is done: mostly something that has its time now, at times whatever."""
        state = self.stage.state
        fits = [one for one in self.acts if state in one[2]]
        acts = fits if fits and self.random.random() < IN_TIME else self.acts
        chosen = self.random.choices(acts, [weight for _act, weight, _states in acts])
        return chosen[0][0]

    def _take(self, act: Callable[["Walk"], None]) -> None:
        session = self.world.session
        with session.begin_nested() as step:
            try:
                act(self)
                session.flush()
            except NothingDoneError:
                self.wrong.clear()
            except Exception as error:
                if not type(error).__module__.startswith("app."):
                    raise
                step.rollback()
                self.refused += 1
                self.wrong.clear()
            else:
                self.done.append(act.__name__)
        session.expire_all()

    # --- what is there ----------------------------------------------------------------------

    @property
    def stage(self) -> Stage:
        """The stage that is under way."""
        stage = self.award_round.stage
        assert stage is not None
        return stage

    def board(self) -> impartiality.Board:
        """Lay out who sits where, and stands where, now."""
        today = self.world.work("chair").today
        return impartiality.board(self.world.session, self.award_round, today)

    def judged(self) -> list[Nomination]:
        """List what is judged."""
        found = self.world.session.scalars(
            select(Nomination).where(
                Nomination.round_id == self.award_round.id,
                Nomination.state.in_(self.award_round.in_the_running),
            )
        )
        return list(found)

    def appointment(self, name: str) -> int:
        """Give somebody's appointment."""
        account = self.world.people[name].id
        (found,) = (
            one.id
            for seat in self.world.jury.seats
            for one in seat.appointments
            if one.account_id == account
        )
        return int(found)

    def name(self, appointment_id: int) -> str:
        """Give the name of whoever has an appointment."""
        return next(name for name in JURY if self.appointment(name) == appointment_id)

    def any_of_jury(self) -> str:
        """Give somebody of the jury."""
        return self.random.choice(JURY)

    def any_nomination(self) -> Nomination:
        """Give some nomination that is judged, or was."""
        every = self.world.session.scalars(
            select(Nomination).where(
                Nomination.round_id == self.award_round.id,
                Nomination.state != NominationState.DRAFT,
            )
        )
        return self.random.choice(list(every))

    def any_in_running(self) -> Nomination:
        """Give mostly one that is judged still."""
        judged = self.judged()
        is_in_time = judged and self.random.random() < IN_TIME
        return self.random.choice(judged) if is_in_time else self.any_nomination()
