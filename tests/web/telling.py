"""A round in which every kind of message is queued, and what is told beside rounds."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import delete, select

from app.models import Nomination, Notice, Round, Subscription, Telling
from app.rules.access import CollaboratorRole, Role
from app.rules.dates import RoundDate
from app.rules.impartiality import Answer, Outcome
from app.rules.notices import NoticeKind
from app.services import (
    address_changes,
    announcements,
    closings,
    disclosure,
    draft_messages,
    foresight,
    impartiality,
    invitations,
    jury,
    late,
    nominations,
    password_resets,
    passwords,
    phases,
    public_questions,
    reminders,
    scores,
    screening,
    seat_exceptions,
    sharing,
    subscriptions,
    supports,
    tellings,
    withdrawals,
)
from app.services.address_changes import Side
from app.services.sharing.people import let_in
from app.services.tellings import To
from tests import visiting
from tests.factories import World, sheet


def tell_everything(world: World) -> Iterator[None]:
    """Run rounds in which every kind of message is queued; stops after each act."""
    yield from tell_of_stops(world)
    yield from tell_of_visits(world)
    award_round = world.open()
    *judged, rejected, withdrawn = made = world.submit(award_round, 4)
    for nomination in made:
        share(world, nomination)
    yield
    deadline = award_round.deadline_at
    assert deadline is not None
    later = {RoundDate.DEADLINE: deadline + timedelta(hours=1)}
    phases.change_dates(
        world.work("secretariat"), award_round, later, "Nettet var nede.", base=award_round.version
    )
    yield
    withdrawals.withdraw(world.work("nominator"), rejected, "Feil.")
    yield
    withdrawals.take_up_again(world.work("nominator"), rejected)
    yield
    nominations.submit(world.work("nominator"), rejected)
    draft = world.draft(award_round)
    share(world, draft)
    yield
    world.pass_time(days=11)
    secretariat, until = world.work("secretariat"), world.clock.now + timedelta(days=1)
    late.return_for_completion(secretariat, rejected, ["second"], "Tall mangler.", until)
    late.make_exception(secretariat, draft, "Nettet var nede.", until)
    yield
    late.end_exception(secretariat, draft, "Det trengs ikke.")
    nominations.submit(world.work("nominator"), rejected)
    yield
    screening.reject(secretariat, judged[0], "Utenfor formålet.")
    yield
    screening.reopen(secretariat, judged[0], "Det var innenfor.")
    yield
    screening.reject(secretariat, rejected, "Utenfor formålet.")
    for nomination in (*judged, withdrawn):
        screening.admit(secretariat, nomination, residents_checked=True)
    yield
    phases.move(secretariat, award_round, "begin_judging")
    yield
    yield from tell_the_jury(world, award_round, judged, withdrawn)


def share(world: World, nomination: Nomination) -> None:
    """Let somebody of no organisation into a nomination to write, and somebody to read."""
    for role in CollaboratorRole:
        if role.value not in world.people:
            world.people[role.value] = world.account(role.value)
        let_in(world.work("nominator"), nomination, world.people[role.value], role)


def tell_of_stops(world: World) -> Iterator[None]:
    """Pause a round, have it go on, cancel it; stops after each act."""
    award_round, office = world.open(year=2051), world.work("secretariat")
    draft = world.draft(award_round)
    share(world, draft)
    sharing.ask_to_submit(world.work("editor"), draft)
    yield
    phases.pause(office, award_round, "Departementet vil vente.")
    yield
    draft_messages.send(
        office, award_round, title="Pause", body="Dere mister ingenting.", token="p"
    )
    yield
    phases.resume(office, award_round, {}, "Nå går vi videre.")
    yield
    ask(world, award_round, "Kan en bydel foreslås?")
    yield
    phases.cancel(office, award_round, "Det er ikke penger til prisen.")
    yield


def tell_of_visits(world: World) -> Iterator[None]:
    """Plan a visit, and announce the nominees after it; stops after each act."""
    award_round = world.open(year=2060, stages=visiting.AS_IN_2018)
    made = world.judge(award_round, 3)
    yield
    world.score(award_round, made)
    yield
    world.deliberate(award_round, made)
    yield
    world.name(award_round, made)
    phases.move(world.work("secretariat"), award_round, "begin_visits")
    yield
    visiting.plan(world, award_round, made[0], "chair", "juror_b")
    yield
    world.name(award_round, made[:2])
    yield


def _go_away(world: World, award_round: Round, judged: Nomination) -> Iterator[None]:
    """Let a juror and then the chair be away for a while, and another lead."""
    office = world.work("secretariat")
    chair, juror_b, juror_c = (seat.appointments[0].id for seat in world.jury.seats)
    for is_away in (True, False):
        impartiality.note_absence(office, award_round, juror_c, "Reise.", is_away=is_away)
        yield
    impartiality.note_absence(office, award_round, chair, "Reise.", is_away=True)
    yield
    impartiality.elect_chair(office, award_round, juror_b, "Valgt i møtet.", judged)
    yield
    impartiality.end_election(office, award_round, "Lederen er tilbake.", judged)
    yield
    impartiality.note_absence(office, award_round, chair, "Tilbake.", is_away=False)
    yield


def tell_the_jury(
    world: World, award_round: Round, judged: list[Nomination], withdrawn: Nomination
) -> Iterator[None]:
    """Let the jury judge and decide; stops after each act."""
    secretariat = world.work("secretariat")
    for nomination in judged:
        world.declare(award_round, "chair", nomination, Answer.NO_CONFLICT)
        world.declare(award_round, "deputy_b", nomination, Answer.NO_CONFLICT)
    world.declare(award_round, "juror_b", judged[0], Answer.POSSIBLE, "Vi kjenner hverandre.")
    world.declare(award_round, "juror_b", judged[1], Answer.POSSIBLE, "Vi har et samarbeid.")
    world.declare(award_round, "juror_b", withdrawn, Answer.AUTOMATIC)
    world.declare(award_round, "deputy_c", judged[0], Answer.POSSIBLE, "Kanskje.")
    world.declare(award_round, "deputy_c", judged[1], Answer.NO_CONFLICT)
    yield
    juror_b, deputy_c = (
        world.jury.seats[1].appointments[0].id,
        world.jury.seats[2].appointments[1].id,
    )
    chair = world.work("chair")
    for nomination in judged:
        world.declare(award_round, "juror_c", nomination, Answer.NO_CONFLICT)
    impartiality.rule(chair, award_round, judged[1], juror_b, Outcome.RECUSED, "Nært samarbeid.")
    yield
    impartiality.rule(chair, award_round, judged[0], deputy_c, Outcome.CLEARED, "Ikke nært.")
    impartiality.rule(chair, award_round, judged[0], juror_b, Outcome.CLEARED, "Ikke nært.")
    yield
    world.amend(award_round, quorum=1, weights={"x": "0.5", "y": "0.5"})
    yield
    phases.move(secretariat, award_round, "open_scoring")
    yield
    yield from _go_away(world, award_round, judged[0])
    scoring = {RoundDate.SCORING: world.clock.now + timedelta(days=20)}
    phases.change_dates(
        secretariat, award_round, scoring, "Flere trenger tid.", base=award_round.version
    )
    yield
    reminders.remind(
        secretariat, award_round, foresight.stamp(reminders.foresee(secretariat, award_round))
    )
    seat_exceptions.make(secretariat, award_round, world.jury.seats[2].id, None, "Sykmeldt.")
    disclosure.look(secretariat, award_round, judged[0].id, "Et skjema lot seg ikke åpne.")
    yield
    withdrawals.withdraw(world.work("nominator"), withdrawn, "Vi trekker oss.")
    yield
    yield from decline_one(world)
    world.declare(award_round, "juror_c", judged[1], Answer.AUTOMATIC)
    yield
    world.seal("chair", judged[0], 4, 4)
    yield from enter_paper(world, award_round, judged[1])
    world.seal("chair", judged[1], 4, 4)
    world.seal("deputy_b", judged[1], 3, 3)
    yield
    phases.move(secretariat, award_round, "open_deliberation")
    yield
    world.finalise(award_round, judged)
    yield
    withdrawals.withdraw(world.work("nominator"), judged[1], "Vi trekker oss likevel.")
    yield
    announcements.announce(world.work("chair"), award_round, None)
    yield


def enter_paper(world: World, award_round: Round, nomination: Nomination) -> Iterator[None]:
    """Enter a sheet from paper for the chair, who refuses it."""
    held = world.work("chair").actor.appointment_in(world.jury.id)
    mine = held.appointment_id if held else 0
    scores.enter(world.work("secretariat"), award_round, nomination.id, mine, sheet(4, 4))
    yield
    scores.refuse(world.work("chair"), nomination, "Det er ikke mitt.")
    yield


def ask(world: World, award_round: Round, text: str, email: str = "") -> None:
    """Ask something about a call, as anybody can."""
    public_questions.ask(
        world.session,
        award_round,
        text=text,
        email=email,
        language="nb",
        network="n",
        now=world.clock.now,
    )


def tell_candidate(world: World, nomination: Nomination) -> Telling:
    """Tell the candidate of a nomination, by an address."""
    to = To("kandidat@example.org", "Kari", "nb")
    (made,) = tellings.tell(world.work("secretariat"), nomination, 1, to)
    return made


def decline_one(world: World) -> Iterator[None]:
    """Have a candidate of another round say no, before the jury begins."""
    award_round = world.open(2061)
    (nomination,) = world.submit(award_round, 1)
    share(world, nomination)
    world.pass_time(days=11)
    screening.admit(world.work("secretariat"), nomination, residents_checked=True)
    yield
    told = tell_candidate(world, nomination)
    # That she was told goes to an address and no account: ``tell_of_public`` has it.
    world.session.execute(delete(Notice).where(Notice.kind == NoticeKind.CANDIDATE_TOLD))
    tellings.decline(world.system, told.id, told.nonce, "Vi er ikke klare.")
    yield


def tell_of_public(world: World) -> list[Notice]:
    """Have what is told to those who have no account queued, and nothing else."""
    before = {notice.id for notice in queued(world)}
    award_round = world.open(2071)
    ask(world, award_round, "Når åpner dere?", "spor@example.org")
    (asked,) = public_questions.every(world.work("secretariat"), award_round)
    public_questions.answer(
        world.work("secretariat"), award_round, asked.id, text=asked.text, said="Nå."
    )
    (nomination,) = world.submit(award_round, 1)
    world.pass_time(days=11)
    screening.admit(world.work("secretariat"), nomination, residents_checked=True)
    tell_candidate(world, nomination)
    subscriptions.ask(
        world.session,
        world.prize,
        email="varsel@example.org",
        language="nb",
        network="n",
        now=world.clock.now,
    )
    made = world.session.scalars(select(Subscription)).one()
    subscriptions.confirm(world.session, made.id, made.nonce, world.clock.now)
    world.open(2072)
    return [one for one in queued(world) if one.id not in before and one.account_id is None]


def invite_to_seats(world: World) -> None:
    """Invite a leader, a member and a deputy to a jury; one of them says no, with a word."""
    work = world.work("secretariat")
    made = jury.copy(work, world.jury, world.prize, term_from=2050, term_to=2051)
    given = {"name": "Ny", "language": "nb", "since": date(2050, 1, 1)}
    for number, (seat, deputy) in enumerate(((0, False), (1, False), (1, True))):
        email = f"plass{number}@example.org"
        asked = jury.invite(work, made.seats[seat], email=email, deputy=deputy, **given)  # type: ignore[arg-type]
    jury.decline(world.system, asked, "Jeg har ikke tid.")


def tell_of_supports(world: World) -> list[Notice]:
    """Ask for statements of support, and let them come to something and to nothing."""
    before = len(queued(world))
    draft = world.draft(world.open(year=2052))
    share(world, draft)
    work = world.work("nominator")
    asked = [
        supports.ask(work, draft, name=name, email=f"{name}@example.net", body="", language="nb")
        for name in ("gir", "trekker", "spares")
    ]
    words = {"name": "Eva", "body": "", "role": "", "text": "Vi støtter dette."}
    supports.give(world.session, asked[0], world.clock.now, **words)
    supports.withdraw(world.session, asked[1], world.clock.now)
    supports.take_back(work, draft, asked[2].id)
    return queued(world)[before:]


def tell_of_no_round(world: World) -> list[Notice]:
    """Have every kind of message about an account or a prize queued."""
    before = len(queued(world))
    administrator, nominator = world.work("administrator"), world.people["nominator"]
    offices = ((Role.AUDITOR, world.prize), (Role.AUDITOR, None), (Role.ADMINISTRATOR, None))
    for number, (role, prize) in enumerate(offices):
        email = f"ny{number}@example.org"
        invitations.invite(
            administrator, email=email, name="Ny", language="nb", role=role, prize=prize
        )
    invitations.invite(
        administrator,
        email="ny@example.org",
        name="Ny",
        language="nb",
        role=Role.SECRETARIAT,
        prize=world.prize,
    )
    invite_to_seats(world)
    passwords.change(world.system, nominator, "hus ved havet i vest")
    passwords.change(world.system, nominator, "hus ved fjellet i vest")
    password_resets.ask(world.system, nominator.email)
    asked = address_changes.ask(world.work("nominator"), "bytter@example.org")
    for side in Side:
        address_changes.confirm(world.system, asked.id, asked.nonce, side)
    world.draft(world.open(2040))
    reason = "Ordningen er lagt ned."
    closings.close(administrator, world.prize, reason)
    closings.reopen(administrator, world.prize, reason)
    return queued(world)[before:]


def queued(world: World) -> list[Notice]:
    return list(world.session.scalars(select(Notice).order_by(Notice.id)))
