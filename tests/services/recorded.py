"""A round with every kind of record in it, taken to its end once."""

from dataclasses import replace
from datetime import date, timedelta

from app.models import Candidate, Round
from app.rules.access import CollaboratorRole, Role
from app.rules.attachments import ScanState
from app.rules.dates import RoundDate
from app.rules.impartiality import Answer, Outcome
from app.services import (
    accounts,
    address_changes,
    announcements,
    attachments,
    closings,
    decisions,
    disclosure,
    foresight,
    impartiality,
    invitations,
    jury,
    late,
    nominations,
    offices,
    password_resets,
    phases,
    prizes,
    reminders,
    rounds,
    rulebooks,
    scores,
    screening,
    seat_exceptions,
    sharing,
    signing_keys,
    supports,
    withdrawals,
)
from app.services.decisions import PastNominee
from tests import visiting
from tests.factories import World, sheet, texts
from tests.files.attached import attach
from tests.memory import remembered
from tests.services.recorded_bodies import change_bodies
from tests.services.recorded_desk import use_desk


@remembered
@remembered
def shortlisted(world: World) -> Round:
    """Have some go on from the first stage of a round, past another, and be visited."""
    award_round = world.open(2027, stages=visiting.AS_IN_2018)
    made = world.judge(award_round, 3)
    world.declare_all(award_round, made)
    office = world.work("secretariat")
    phases.move(office, award_round, "open_scoring")
    reminders.remind(office, award_round, foresight.stamp(reminders.foresee(office, award_round)))
    last, one = world.jury.seats[2].id, made[1].id
    seat_exceptions.make(office, award_round, last, one, "Sykmeldt.")
    seat_exceptions.lift(office, award_round, last, one, "Frisk igjen.")
    disclosure.look(office, award_round, one, "Skjemaet lot seg ikke åpne.")
    world.deliberate(award_round, made)
    _lead_in_turn(world, award_round)
    world.name(award_round, [made[0], made[2]], "Nummer to og tre er like gode.")
    enter_paper(world)
    visiting.plan(world, award_round, made[0], "chair", "juror_b")
    phases.move(world.work("secretariat"), award_round, "begin_visits")
    visiting.report(world, award_round, made[0], "chair", "juror_c")
    visiting.observe(world, made[0], "juror_c")
    return award_round


def _lead_in_turn(world: World, award_round: Round) -> None:
    """Let the chair be away, somebody else lead meanwhile, and the chair come back."""
    office, seats = world.work("secretariat"), world.jury.seats
    chair, other = (seats[place].appointments[0].id for place in (0, 1))
    impartiality.note_absence(office, award_round, chair, "Permisjon.", is_away=True)
    impartiality.elect_chair(office, award_round, other, "Valgt i møtet.")
    impartiality.end_election(office, award_round, "Lederen er tilbake.")
    impartiality.note_absence(office, award_round, chair, "Tilbake.", is_away=False)


def enter_paper(world: World, year: int = 2028) -> None:
    """Enter sheets from paper, which are confirmed, refused and taken back."""
    award_round, made = world.at("scoring", year)
    held = world.work("juror_b").actor.appointment_in(world.jury.id)
    mine = held.appointment_id if held else 0
    office = world.work("secretariat")
    scores.enter(office, award_round, made[0].id, mine, sheet(4, 4))
    scores.seal(world.work("juror_b"), made[0], sheet(4, 4))
    scores.enter(office, award_round, made[1].id, mine, sheet(4, 4))
    scores.refuse(world.work("juror_b"), made[1], "Det er ikke mitt.")
    taken_back = scores.enter(office, award_round, made[1].id, mine, sheet(4, 4))
    scores.withdraw(office, award_round, taken_back.id)


@remembered
@remembered
def judged(world: World) -> Round:
    """Take a round to the announcement by every act that leaves a record, beside a recorded one."""
    secretariat = world.work("secretariat")
    past = announcements.enter_past_round(
        secretariat, world.prize, year=2013, jury_id=world.jury.id, history={}
    )
    named = [PastNominee(Candidate(position=1, name="Prøvedal kommune"), won=True)]
    decisions.record_past(secretariat, past, named, citation=texts("For arbeidet."), grounds=[])
    accounts.grant_role(secretariat, world.people["auditor"], Role.SECRETARIAT, world.prize)
    _set_up_and_stop(world)
    award_round = world.open()
    assert award_round.deadline_at is not None
    later = {
        RoundDate.DEADLINE: award_round.deadline_at + timedelta(days=1),
        RoundDate.ANNOUNCEMENT: world.clock.now + timedelta(days=70),
    }
    phases.change_dates(
        world.work("secretariat"), award_round, later, "Ferie.", base=award_round.version
    )
    made = world.submit(award_round, 4)
    withdrawals.withdraw(world.work("nominator"), made[3], "Trekker oss.")
    world.pass_time(days=12)
    for nomination in made[:2]:
        screening.admit(world.work("secretariat"), nomination, residents_checked=True)
    screening.reject(world.work("secretariat"), made[2], "Utenfor formålet.")
    phases.move(world.work("secretariat"), award_round, "begin_judging")
    _declare(world, award_round)
    phases.move(world.work("secretariat"), award_round, "open_scoring")
    world.pass_time(hours=1)
    for name, place, x in (
        *(("chair", 0, 5), ("chair", 1, 4), ("juror_b", 0, 5)),
        *(("juror_b", 1, 3), ("juror_c", 0, 6), ("deputy_c", 1, 4)),
    ):
        world.seal(name, made[place], x, 4)
    scores.revise(world.work("juror_b"), made[1], sheet(4, 5, "Bedre.", 2), "Leste feil.")
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    world.amend(award_round, weights={"x": "0.7", "y": "0.3"})
    world.finalise(award_round, made[:2])
    at = world.clock.now + timedelta(hours=1)
    announcements.announce(world.work("chair"), award_round, at)
    later_still = at + timedelta(hours=1)
    announcements.move(world.work("chair"), award_round, later_still, "Møtet ble flyttet.")
    withdrawals.withdraw(world.work("nominator"), made[1], "Trekker oss likevel.")
    _change_people(world)
    _change_prize(world)
    return award_round


def _share(world: World, award_round: Round) -> None:
    """Let people into a nomination, as editor and as reader, change that, and let them go again."""
    nomination = world.draft(award_round)
    work = world.work("nominator")
    for name, role in (("med", CollaboratorRole.EDITOR), ("leser", CollaboratorRole.READER)):
        world.people[name] = world.account(name)
        invited = sharing.invite(
            work,
            nomination,
            email=f"{name}@example.org",
            name=name,
            language="nb",
            role=role,
        )
        sharing.take_with(world.work(name), invited, world.people[name])
    sharing.set_role(work, nomination, world.people["leser"].id, CollaboratorRole.EDITOR)
    sharing.take_out(work, nomination, world.people["leser"].id)
    sharing.ask_to_submit(world.work("med"), nomination)
    sharing.leave(world.work("med"), nomination)


def _set_up_and_stop(world: World) -> None:
    """Set a round up by every act that leaves a record, pause it, go on with it and cancel it."""
    secretariat, award_round = world.work("secretariat"), world.plan(2040)
    held = rounds.call_texts(award_round)
    rounds.write_call(secretariat, award_round, replace(held, call_intro=texts("Foreslå noen.")))
    rounds.set_award(secretariat, award_round, [texts("Heder og et maleri")])
    rulebooks.set_first(secretariat, award_round, quorum=3, law=texts("Loven"))
    attached = {"groups": ["pdf"], "most": 2, "megabytes": 1}
    asked = {"key": "files", "kind": "attachment", "label": texts("Vedlegg"), "files": attached}
    named = {"key": "title", "kind": "short_text", "label": texts("Tittel")}
    told = {"key": "story", "kind": "long_text", "label": texts("Tekst")}
    section = {"key": "del1", "title": texts("Alt"), "questions": [named, told, asked]}
    rounds.set_form(secretariat, award_round, [section])
    world.open_planned(award_round)
    _attach(world, award_round)
    _share(world, award_round)
    secretariat = world.work("secretariat")
    phases.pause(secretariat, award_round, "Departementet vil vente.")
    phases.resume(secretariat, award_round, {}, "Nå går vi videre.")
    use_desk(world, award_round)
    _hand_in_late(world, world.open(2041))
    secretariat = world.work("secretariat")
    phases.cancel(secretariat, award_round, "Det er ikke penger til prisen.")


def _attach(world: World, award_round: Round) -> None:
    """Attach two files to a draft, take one out and put it back; find something in the other."""
    world.pass_time(hours=2)
    work = world.work("nominator")
    draft = nominations.start(work, award_round, world.body_of("nominator"))
    first = attach(world, draft, b"%PDF-1", shown=b"%PDF-1 vist")
    second = attach(world, draft, b"%PDF-2", "to.pdf")
    asked = attachments.question_of(world.session, award_round, "files")
    kept = draft.attachments[0].sha256
    attachments.detach(work, draft, asked, kept)
    attachments.put_back(work, draft, asked, kept)
    attachments.note(work, first, ScanState.CLEAN)
    attachments.note(work, second, ScanState.INFECTED)


def _hand_in_late(world: World, award_round: Round) -> None:
    """Hand in by every act that leaves a record, with statements of support."""
    world.pass_time(hours=2)
    nominator = world.work("nominator")
    one, draft = world.draft(award_round), world.draft(award_round)
    asked = {
        name: supports.ask(
            nominator, one, name=name, email=f"{name}@example.net", body="Laget", language="nb"
        )
        for name in ("glemt", "trukket", "gitt")
    }
    supports.ask_again(nominator, one, asked["glemt"].id)
    words = {"name": "Eva", "body": "Laget", "role": "Leder", "text": "Vi støtter dette."}
    supports.give(world.session, asked["gitt"], world.clock.now, **words)
    supports.withdraw(world.session, asked["trukket"], world.clock.now)
    supports.take_back(nominator, one, asked["glemt"].id)
    nominations.submit(nominator, one)
    withdrawals.withdraw(nominator, one, "Feil.")
    withdrawals.take_up_again(nominator, one)
    nominations.submit(nominator, one)
    world.pass_time(days=11)
    secretariat, until = world.work("secretariat"), world.clock.now + timedelta(days=1)
    late.return_for_completion(secretariat, one, ["second"], "Tall mangler.", until)
    nominations.submit(world.work("nominator"), one)
    late.make_exception(secretariat, draft, "Nettet var nede.", until)
    late.end_exception(secretariat, draft, "Det trengs ikke.")


def _change_people(world: World) -> None:
    """Give offices and take them, by one and by two, and close and open accounts."""
    alone = world.work("administrator")
    second = invitations.invite(
        alone, email="to@example.org", name="to", language="nb", role=Role.ADMINISTRATOR
    )
    invitations.take_anew(world.system, second, name="to", password="hus ved havet vest")
    world.people["to"] = accounts.by_email(world.session, "to@example.org")
    waiting = invitations.invite(
        alone,
        email="stranger@example.org",
        name="stranger",
        language="nb",
        role=Role.SECRETARIAT,
        prize=world.prize,
    )
    invitations.confirm(world.work("to"), waiting.id)
    invitations.take_with(world.system, waiting, world.people["stranger"])
    withdrawn = invitations.invite(
        alone, email="tre@example.org", name="tre", language="nb", role=Role.AUDITOR
    )
    invitations.send_again(alone, withdrawn.id)
    invitations.withdraw(alone, withdrawn.id)
    (grant,) = offices.held(world.session, world.people["stranger"].id)
    offices.revoke(alone, grant.id)
    offices.keep(alone, grant.id)
    offices.revoke(alone, grant.id)
    offices.revoke(world.work("to"), grant.id)
    for name in ("stranger", "nominator"):
        offices.close_account(alone, world.people[name].id)
    offices.open_account(alone, world.people["nominator"].id)
    change_bodies(world)
    password_resets.ask(world.system, "nominator@example.org")
    address_changes.ask(world.work("nominator"), "ny@example.org")
    _change_juries(world)


def _change_juries(world: World) -> None:
    """Make a jury by every act, and let people say no and yes."""
    work = world.work("secretariat")
    made = jury.copy(work, world.jury, world.prize, term_from=2029, term_to=2031)
    jury.change_term(work, made, term_from=2029, term_to=2032)
    first, second, third = made.seats
    jury.change_seat(work, second, world.husbanken, short="H", leads=True, areas=["01"])
    jury.move_seat(work, third, up=True)
    jury.move_seat(work, third, up=False)
    jury.remove_seat(work, first)
    for name in ("nei", "ja"):
        world.people[name] = world.account(name)
        invited = jury.invite(
            work,
            second,
            email=f"{name}@example.org",
            name=name,
            language="nb",
            since=date(2029, 1, 1),
            deputy=False,
        )
        if name == "nei":
            jury.decline(world.system, invited, "Har ikke tid.")
    held = jury.accept_with(world.system, invited, world.people["ja"], "nn")
    jury.note_affiliations(work, held.id, employer="Kontoret", offices=["Styret"], areas=["01"])
    jury.end(work, held, date(2030, 5, 31))
    first_deputy, second_deputy = (
        world.second_deputy(third, name) for name in ("vara", "nestvara")
    )
    jury.move_deputy(work, second_deputy, up=True)
    jury.move_deputy(work, first_deputy, up=False)


def _change_prize(world: World) -> None:
    """Say something else of the prize, close it, open it and close it for good."""
    work = world.work("administrator")
    signing_keys.rotate(work, "hemmelig")
    prizes.change(work, world.prize, {"gifts": [texts("Diplom")]}, base=world.prize.version)
    closings.close(work, world.prize, "Ordningen er lagt ned.")
    closings.reopen(work, world.prize, "Den ble vedtatt på nytt.")
    closings.close(work, world.prize, "Siste gang.")


def _declare(world: World, award_round: Round) -> None:
    first, second = nominations.admitted(world.session, award_round)
    world.declare(award_round, "juror_b", first, Answer.POSSIBLE, "Kjenner rådmannen.")
    for name in ("chair", "juror_c"):
        world.declare(award_round, name, first, Answer.NO_CONFLICT)
    member = world.jury.seats[1].appointments[0].id
    impartiality.rule(
        world.work("secretariat"), award_round, first, member, Outcome.CLEARED, "For fjernt."
    )
    world.declare(award_round, "juror_c", second, Answer.AUTOMATIC)
    world.declare(award_round, "juror_b", second, Answer.NO_CONFLICT)
    world.declare(award_round, "juror_c", first, Answer.NO_CONFLICT)
    world.declare_all(award_round, [first, second], "juror_b", "juror_c")
