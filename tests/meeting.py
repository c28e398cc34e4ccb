"""A jury that meets, in the small world of the tests: B is recused from the first of three."""

from dataclasses import replace

from app.models import Division, Meeting, Nomination, Round
from app.rules.impartiality import Answer
from app.rules.meetings import Choice, MeetingOrder, Mode
from app.services import meetings, phases, rulebooks
from app.services.meetings import minutes
from tests.factories import World
from tests.memory import remembered

MEMBERS = ("chair", "juror_b", "juror_c")
DEPUTIES = ("deputy_b", "deputy_c")


def seat(world: World, name: str) -> int:
    """Give somebody's appointment."""
    account = world.people[name]
    held = (one for each in world.jury.seats for one in each.appointments)
    return next(one.id for one in held if one.account_id == account.id)


@remembered
def to_deliberation(
    world: World, year: int = 2026, *, casting: bool = False
) -> tuple[Round, list[Nomination]]:
    """Take a round to deliberation: all have scored, B's deputy instead of her for the first."""
    award_round = world.open(year)
    held = rulebooks.first_rules(award_round)
    assert held is not None
    rules = replace(held, casting_vote=casting, asks_for_meeting=True)
    rulebooks.set_rules(world.work("secretariat"), award_round, rules)
    made = world.judge(award_round, 3)
    world.declare_all(award_round, made, "juror_b")
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC)
    for one in made[1:]:
        world.declare(award_round, "juror_b", one, Answer.NO_CONFLICT)
    phases.move(world.work("secretariat"), award_round, "open_scoring")
    for name in ("chair", "juror_c"):
        for place, one in enumerate(made):
            world.seal(name, one, 5 - place, 4)
    world.seal("deputy_b", made[0], 6, 4)
    for one in made[1:]:
        world.seal("juror_b", one, 2, 5)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    return award_round, made


def attend(world: World, held: Meeting, item: int | None = None, **modes: str) -> meetings.Table:
    """Note how some take part, a minute later."""
    world.pass_time(minutes=1)
    given = {seat(world, name): Mode(mode) for name, mode in modes.items()}
    return meetings.note_attendance(world.work("secretariat"), held.id, given, item_id=item)


def turn(world: World, held: Meeting, place: int | None) -> meetings.Table:
    """Turn to an item by its place, a minute later."""
    world.pass_time(minutes=1)
    item = None if place is None else held.items[place].id
    return meetings.turn(world.work("secretariat"), held.id, item)


@remembered
def to_meeting(
    world: World, year: int = 2026, *, casting: bool = False
) -> tuple[Round, list[Nomination], Meeting]:
    """Take a round to a meeting in ranked order: all are there, C remote, and B's deputy too."""
    award_round, made = to_deliberation(world, year, casting=casting)
    world.pass_time(hours=1)
    held = meetings.open_meeting(world.work("secretariat"), award_round, MeetingOrder.RANKED)
    attend(world, held, chair="room", juror_b="room", deputy_b="room", juror_c="remote")
    return award_round, made, held


def vote(world: World, held: Meeting, motion_id: int, **choices: str) -> Division:
    """Take a vote."""
    given = {seat(world, name): Choice(choice) for name, choice in choices.items()}
    return meetings.divide(world.work("secretariat"), held.id, motion_id, given)


def in_full(world: World, award_round: Round) -> None:
    """Hold a meeting in a round in which nobody is recused, with a row in each of its tables."""
    office = world.work("secretariat")
    held = meetings.open_meeting(office, award_round, MeetingOrder.DRAWN)
    attend(world, held, chair="room", juror_c="remote")
    turn(world, held, 0)
    meetings.note(office, held.id, None, "Juryen så på tallene.")
    motion = meetings.move(office, held.id, held.items[0].id, "Saken drøftes videre.")
    vote(world, held, motion.id, chair="for", juror_c="against")
    meetings.close_meeting(world.work("secretariat"), held.id)
    minutes.write(world.work("secretariat"), held.id, {"opening": "Juryen møttes."})
    for name in ("chair", "juror_c"):
        minutes.answer(world.work(name), held.id, 1, approves=True)


@remembered
def to_minutes(world: World, year: int = 2026) -> tuple[Round, Meeting]:
    """Take a round to a meeting that is over, with minutes that all but one approved."""
    award_round, _made, held = to_meeting(world, year)
    office = world.work("secretariat")
    turn(world, held, 0)
    meetings.note(office, held.id, held.items[0].id, "Juryen så på tallene.")
    motion = meetings.move(office, held.id, held.items[0].id, "Saken drøftes videre.")
    vote(world, held, motion.id, chair="for", deputy_b="for", juror_c="against")
    turn(world, held, None)
    meetings.close_meeting(world.work("secretariat"), held.id)
    minutes.write(world.work("secretariat"), held.id, {"opening": "Juryen møttes."})
    for name in MEMBERS:
        minutes.answer(world.work(name), held.id, 1, approves=True)
    refusal = "Jeg stemte mot."
    minutes.answer(world.work("deputy_b"), held.id, 1, approves=False, reason=refusal)
    return award_round, held
