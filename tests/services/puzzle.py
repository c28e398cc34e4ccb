"""The jury of 2013 as a puzzle: its seats and its nominees, with nobody's name or answer of then.

Nine seats by institution; six have a deputy, the chair's own has none. The deputy for Husbanken
works at the regional office whose programme one nominee is in; Nordland's county governor faces a
nominee from Nordland, the chair one from her own county.
"""

from dataclasses import dataclass
from datetime import date

from app.models import Nomination, Round
from app.rules.impartiality import Answer, Outcome
from app.services import impartiality, jury, organisations, phases
from tests.factories import World

SEATS = ("rogaland", "ks", "nav", "helse", "bufdir", "jd", "nordland", "lpp", "husbanken")
DEPUTIES = ("ks", "nav", "helse", "bufdir", "nordland", "husbanken")
NOMINEES = ("drammen", "hamaroy", "tonsberg", "stavanger")


@dataclass
class Puzzle:
    """A round of that jury, in declaring or later."""

    world: World
    award_round: Round
    nominees: dict[str, Nomination]
    held: dict[str, int]
    """Appointments, by seat; a deputy's by ``vara.`` and the seat."""

    def declare(self, name: str, nominee: str, answer: Answer, words: str = "Se der.") -> None:
        """Let somebody declare to one nominee."""
        self.world.declare(self.award_round, name, self.nominees[nominee], answer, words)

    def rule(self, name: str, nominee: str, outcome: Outcome, by: str = "secretariat") -> None:
        """Have the jury rule on somebody's conflict to one nominee."""
        impartiality.rule(
            self.world.work(by),
            self.award_round,
            self.nominees[nominee],
            self.held[name],
            outcome,
            "Vurdert av juryen.",
        )


def lay(world: World) -> Puzzle:
    """Seat that jury, admit its nominees, and let everybody declare what there is to declare."""
    office, since, until = world.work("secretariat"), date(2025, 1, 1), date(2028, 12, 31)
    made = jury.create(office, world.prize, term_from=2025, term_to=2028)
    held: dict[str, int] = {}
    for place, key in enumerate(SEATS):
        body = organisations.create(world.system, name=f"Institusjon {key}")
        seat = jury.add_seat(office, made, body, short=key[:9], leads=place == 0)
        for name in (key, f"vara.{key}")[: 2 if key in DEPUTIES else 1]:
            world.people[name] = world.account(name)
            one = jury.appoint(
                office,
                seat,
                person_name=name,
                account=world.people[name],
                since=since,
                until=until,
                deputy=name != key,
            )
            jury.pledge(world.work(name), one, "nb")
            held[name] = one.id
    world.session.expire_all()
    award_round = world.open(panel=made)
    nominees = world.judge(award_round, len(NOMINEES))
    puzzle = Puzzle(world, award_round, dict(zip(NOMINEES, nominees, strict=True)), held)
    office = world.work("secretariat")
    conflicts = {
        ("rogaland", "stavanger"): Answer.POSSIBLE,
        ("nordland", "hamaroy"): Answer.POSSIBLE,
        ("vara.nordland", "hamaroy"): Answer.POSSIBLE,
        ("husbanken", "drammen"): Answer.POSSIBLE,
        ("vara.husbanken", "drammen"): Answer.AUTOMATIC,
        ("lpp", "tonsberg"): Answer.AUTOMATIC,
    }
    for name in held:
        for nominee in NOMINEES:
            puzzle.declare(name, nominee, conflicts.get((name, nominee), Answer.NO_CONFLICT))
    impartiality.elect_chair(
        office, award_round, held["ks"], "Valgt av de andre.", puzzle.nominees["stavanger"]
    )
    puzzle.rule("rogaland", "stavanger", Outcome.RECUSED)
    puzzle.rule("nordland", "hamaroy", Outcome.RECUSED)
    puzzle.rule("vara.nordland", "hamaroy", Outcome.CLEARED)
    puzzle.rule("husbanken", "drammen", Outcome.RECUSED)
    phases.move(office, award_round, "open_scoring")
    return puzzle
