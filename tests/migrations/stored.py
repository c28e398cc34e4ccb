"""What is stored before the migrations are gone through, and what they take with them undone."""

from dataclasses import replace
from datetime import timedelta

from app.models import Nomination, Presence, Round
from app.rules.access import CollaboratorRole
from app.rules.disclosure import SeesOthers
from app.services import (
    address_changes,
    closings,
    disclosure,
    domains,
    foresight,
    impartiality,
    invitations,
    joining,
    jury,
    late,
    nominations,
    password_resets,
    phases,
    registrations,
    reminders,
    rulebooks,
    seat_exceptions,
    sharing,
    subscriptions,
    supports,
)
from tests import visiting
from tests.factories import World, texts
from tests.files.attached import attach
from tests.services.recorded_desk import use_desk

TAKEN_OUT = {
    "0030": [
        "prisen-2027: answer 1 to the minutes of meeting 1 is gone in event 45",
        "prisen-2027: answer 2 to the minutes of meeting 1 is gone in event 46",
        "prisen-2027: attendance 1 in meeting 1 is gone in event 37",
        "prisen-2027: attendance 2 in meeting 1 is gone in event 38",
        "prisen-2027: lock 1 of the minutes of meeting 1 is gone in event 47",
        "prisen-2027: meeting 1 and its agenda is gone in event 43",
        "prisen-2027: motion 1 in meeting 1 is gone in event 41",
        "prisen-2027: note 1 of meeting 1 is gone in event 40",
        "prisen-2027: turn 1 of meeting 1 is gone in event 39",
        "prisen-2027: version 1 of the minutes of meeting 1 is gone in event 44",
        "prisen-2027: vote 1 in meeting 1 is gone in event 42",
    ],
    "0031": ["installation: the signing key 1 is gone in event 55"],
    "0027": [
        "prisen-2032: a reminder to appointment 1 is gone in event 20",
        "prisen-2032: a reminder to appointment 2 is gone in event 21",
        "prisen-2032: a reminder to appointment 4 is gone in event 22",
        "prisen-2032: an emergency look in stage 9 is gone in event 24",
        "prisen-2032: an exception for seat 3 and nomination 13 is gone in event 23",
        "prisen-2032: version 1 of the rules of round 7 is not as it was recorded in event 6",
    ],
    "0025": [
        "prisen-2051: the answer to paper sheet 1 of nomination 16 is gone in event 30",
        "prisen-2051: the answer to paper sheet 2 of nomination 17 is gone in event 32",
        "prisen-2051: the answer to paper sheet 3 of nomination 17 is gone in event 34",
        "prisen-2051: what was entered of paper sheet 1 of nomination 16 is gone in event 28",
        "prisen-2051: what was entered of paper sheet 2 of nomination 17 is gone in event 31",
        "prisen-2051: what was entered of paper sheet 3 of nomination 17 is gone in event 33",
    ],
    "0024": [
        "prisen-2053: revision 1 of ballot 1 is gone in event 38",
        "prisen-2053: revision 1 of ballot 2 is gone in event 39",
        "prisen-2053: revision 1 of ballot 3 is gone in event 40",
        "prisen-2053: what the final of round 10 is decided by is not as it was recorded in event 6",  # noqa: E501
    ],
    "0023": [
        "prisen-2029: the stages of round 4 is not as it was recorded in event 6",
        "prisen-2029: the state of stage 6 is not as it was recorded",
        "prisen-2029: the visit to nomination 6 is gone in event 55",
        "prisen-2029: what was observed of nomination 6 is gone in event 55",
    ],
    "0022": [
        "prisen-2033: an absence of appointment 1 in stage 10 is gone in event 17",
        "prisen-2033: an election of an acting chair for stage 10 is gone in event 20",
    ],
    "0021": [
        "installation: a place of the deputy of appointment 3 is gone in event 54",
        "installation: a place of the deputy of appointment 6 is gone in event 53",
        "prisen-2029: the shortlist of stage 5 is gone in event 48",
    ],
    "0020": [
        "prisen-2026: a check for residents of nomination 1 is gone in event 11",
        "prisen-2026: a check for residents of nomination 2 is gone in event 13",
        "prisen-2027: a check for residents of nomination 3 is gone in event 11",
        "prisen-2027: a check for residents of nomination 4 is gone in event 13",
        "prisen-2029: a check for residents of nomination 6 is gone in event 14",
        "prisen-2029: a check for residents of nomination 7 is gone in event 16",
        "prisen-2029: a check for residents of nomination 8 is gone in event 18",
        "prisen-2031: a check for residents of nomination 10 is gone in event 17",
        "prisen-2031: a check for residents of nomination 10 is gone in event 18",
        "prisen-2031: a check for residents of nomination 11 is gone in event 22",
        "prisen-2031: a message to the drafts of round 6 is gone in event 15",
        "prisen-2031: a note on nomination 10 is gone in event 16",
        "prisen-2031: that a candidate of nomination 10 was told is gone in event 20",
        "prisen-2031: that a candidate of nomination 11 was told is gone in event 24",
        "prisen-2031: the questions about round 6 is gone in event 9",
        "prisen-2031: what a candidate of nomination 10 answered is gone in event 21",
        "prisen-2031: what a candidate of nomination 11 answered is gone in event 25",
        "prisen-2031: whom to ask about round 6 is not as it was recorded in event 7",
        "prisen-2032: a check for residents of nomination 13 is gone in event 10",
        "prisen-2033: a check for residents of nomination 14 is gone in event 11",
        "prisen-2033: a check for residents of nomination 15 is gone in event 13",
        "prisen-2051: a check for residents of nomination 16 is gone in event 11",
        "prisen-2051: a check for residents of nomination 17 is gone in event 13",
        "prisen-2053: a check for residents of nomination 18 is gone in event 14",
        "prisen-2053: a check for residents of nomination 19 is gone in event 16",
        "prisen-2053: a check for residents of nomination 20 is gone in event 18",
    ],
    "0019": [
        "prisen-2028: a move of nomination 5 is not as it was recorded in event 10",
        "prisen-2028: a request to support nomination 5 is gone in event 9",
    ],
    "0018": [
        "installation: invitation 3 is gone in event 49",
        "prisen-2027: those who were let into nomination 3 is gone in event 48",
    ],
    "0017": [
        "prisen-2030: file 1 of nomination 9 is gone in event 8",
        "prisen-2030: the form of round 5 is not as it was recorded in event 3",
        "prisen-2031: the form of round 6 is not as it was recorded in event 3",
        "prisen-2032: the form of round 7 is not as it was recorded in event 3",
        "prisen-2033: the form of round 8 is not as it was recorded in event 3",
        "prisen-2051: the form of round 9 is not as it was recorded in event 3",
        "prisen-2053: the form of round 10 is not as it was recorded in event 3",
    ],
    "0016": [
        "installation: a request to join organisation 2 is gone in event 44",
        "installation: invitation 2 is gone in event 45",
        "installation: the domains that let people in is gone in event 41",
    ],
    "0015": [
        "installation: the confidentiality accepted for appointment 1 is gone in event 21",
        "installation: the confidentiality accepted for appointment 2 is gone in event 26",
        "installation: the confidentiality accepted for appointment 3 is gone in event 29",
        "installation: the confidentiality accepted for appointment 4 is gone in event 34",
        "installation: the confidentiality accepted for appointment 5 is gone in event 37",
        "installation: the confidentiality accepted for appointment 6 is gone in event 52",
    ],
    "0013": [
        "prisen-2026: round 1 is not as it was recorded in event 1",
        "prisen-2027: round 2 is not as it was recorded in event 1",
        "prisen-2028: round 3 is not as it was recorded in event 1",
        "prisen-2029: round 4 is not as it was recorded in event 1",
        "prisen-2030: round 5 is not as it was recorded in event 1",
        "prisen-2031: round 6 is not as it was recorded in event 1",
        "prisen-2032: round 7 is not as it was recorded in event 1",
        "prisen-2033: round 8 is not as it was recorded in event 1",
        "prisen-2051: round 9 is not as it was recorded in event 1",
        "prisen-2053: round 10 is not as it was recorded in event 1",
    ],
    "0012": [
        "installation: a closing of prize 1 is gone in event 46",
        "installation: a closing of prize 1 is gone in event 47",
    ],
    "0011": [
        "installation: invitation 1 is gone in event 38",
    ],
    "0009": [
        "prisen-2028: a change of the dates of round 3 is gone in event 6",
    ],
    "0003": [
        "prisen-2026: version 1 of the rules of round 1 is not as it was recorded in event 4",
        "prisen-2027: version 1 of the rules of round 2 is not as it was recorded in event 4",
        "prisen-2027: version 2 of the rules of round 2 is not as it was recorded in event 35",
        "prisen-2028: version 1 of the rules of round 3 is not as it was recorded in event 4",
        "prisen-2029: version 1 of the rules of round 4 is not as it was recorded in event 4",
        "prisen-2030: version 1 of the rules of round 5 is not as it was recorded in event 4",
        "prisen-2031: version 1 of the rules of round 6 is not as it was recorded in event 4",
        "prisen-2033: version 1 of the rules of round 8 is not as it was recorded in event 4",
        "prisen-2051: version 1 of the rules of round 9 is not as it was recorded in event 4",
        "prisen-2053: version 1 of the rules of round 10 is not as it was recorded in event 4",
    ],
}
"""What a migration takes with it when it is undone is not there again, and the check says so."""
LOST = {"0018": {"invitations": 1}, "0016": {"invitations": 1}, "0011": {"notices": 7}}
"""How many rows go with it that the version before could make nothing of."""


def shared(world: World, nomination: Nomination) -> None:
    """Store that somebody was let into one nomination, and was seen writing in it."""
    invited = sharing.invite(
        world.work("nominator"),
        nomination,
        email="stranger@example.org",
        name="stranger",
        language="nb",
        role=CollaboratorRole.EDITOR,
    )
    sharing.take_with(world.work("stranger"), invited, world.people["stranger"])
    seen = {"section": "second", "seen_at": world.clock.now}
    account = world.people["stranger"].id
    world.session.add(Presence(nomination_id=nomination.id, account_id=account, **seen))


def desk(world: World) -> None:
    """Store what the secretariat does at its desk, and who wants to hear of the next call."""
    use_desk(world, world.open(2031))
    subscriptions.ask(
        world.session,
        world.prize,
        email="varsel@example.org",
        language="nb",
        network="n",
        now=world.clock.now,
    )


def registering(world: World) -> None:
    """Store how people come in: a link, a domain, an organisation that waits, one that asks."""
    registrations.ask(
        world.session,
        now=world.clock.now,
        email="kari@xn--hyby-hra.example.org",
        name="Kari",
        language="nn",
        network="n",
    )
    secretariat, stranger = world.work("secretariat"), world.work("stranger")
    domains.add(secretariat, "nominator.example.org", world.body_of("nominator"))
    joining.by_number(stranger, "974760673", "Foreningen")
    joining.ask(stranger, world.body_of("nominator"))
    joining.invite(
        world.work("nominator"),
        world.body_of("nominator").id,
        email="kollega@example.org",
        name="Kollega",
        language="nb",
    )


def named(world: World) -> None:
    """Have a shortlist named, and one of those who went on visited."""
    award_round, made = world.deliberate_shortlist(3, year=2029, stages=visiting.AS_IN_2018)
    world.name(award_round, made[:2])
    visiting.plan(world, award_round, made[0], "chair")
    phases.move(world.work("secretariat"), award_round, "begin_visits")
    visiting.report(world, award_round, made[0], "chair")
    visiting.observe(world, made[0], "chair")


def watched(world: World) -> None:
    """Store what the secretariat does while a jury scores, by a rule that came with it."""
    award_round = world.plan(2032)
    held = rulebooks.first_rules(award_round)
    assert held is not None
    early = replace(held, sees_others=SeesOthers.OWN_SHEET)
    rulebooks.set_rules(world.work("secretariat"), award_round, early)
    world.open_planned(award_round)
    made = world.judge(award_round, 1)
    world.score(award_round, made)
    office, last = world.work("secretariat"), world.jury.seats[2].id
    reminders.remind(office, award_round, foresight.stamp(reminders.foresee(office, award_round)))
    seat_exceptions.make(office, award_round, last, made[0].id, "Sykmeldt.")
    disclosure.look(office, award_round, None, "Et skjema lot seg ikke åpne.")


def sat(world: World) -> None:
    """Have the chair away, and another elected."""
    award_round, _made = world.at("declaring", 2033)
    office = world.work("secretariat")
    chair, other = (world.jury.seats[place].appointments[0].id for place in (0, 1))
    impartiality.note_absence(office, award_round, chair, "Permisjon.", is_away=True)
    impartiality.elect_chair(office, award_round, other, "Valgt i møtet.")


def moved(world: World) -> None:
    """Have a deputy moved before another."""
    jury.move_deputy(
        world.work("secretariat"), world.second_deputy(world.jury.seats[1], "nestvara"), up=True
    )


def invited(world: World) -> None:
    """Store what people are on their way to: an office, a new password, a new address."""
    invitations.invite_first(
        world.system, email="ny@example.org", name="Ny Administrator", language="nn"
    )
    password_resets.ask(world.system, "nominator@example.org")
    address_changes.ask(world.work("nominator"), "ny.adresse@example.org")
    registering(world)


def closed(world: World) -> None:
    """Store that the prize was closed, and opened again."""
    closings.close(world.work("administrator"), world.prize, "Ordningen er lagt ned.")
    closings.reopen(world.work("administrator"), world.prize, "Den ble vedtatt på nytt.")


def attached(world: World) -> None:
    """Store a nomination with a file, handed in."""
    taken = {"groups": ["pdf"], "most": 3, "megabytes": 1}
    asked = {"key": "files", "kind": "attachment", "label": texts("Vedlegg"), "files": taken}
    world.more_questions = [asked]
    draft = world.draft(world.open(2030))
    attach(world, draft, b"%PDF- innhold")
    nominations.submit(world.work("nominator"), draft)


def handing_in(world: World, planned: Round) -> None:
    """Store that somebody was asked to support a draft, and that it may come late."""
    draft = world.draft(world.open_planned(planned))
    nominator = world.work("nominator")
    supports.ask(nominator, draft, name="Eva", email="eva@example.net", body="Laget", language="nb")
    world.pass_time(days=11)
    until = world.clock.now + timedelta(days=1)
    late.make_exception(world.work("secretariat"), draft, "Nettet var nede.", until)
