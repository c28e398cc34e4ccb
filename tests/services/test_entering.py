"""What is entered from a table is stored as a whole or not at all, with each wrong cell named."""

from collections.abc import Sequence
from datetime import date

import pytest
from sqlalchemy import func, select

from app.models import Appointment, Invitation, Round, Seat
from app.rules.access import DeniedError, Role
from app.rules.entering import Line
from app.services import audit, entering, jury, rounds
from app.services.entering import RefusedError
from tests.factories import World
from tests.services.helpers import refused


@pytest.fixture
def new(world: World) -> World:
    world.jury = jury.create(world.work("secretariat"), world.prize, term_from=2026, term_to=2028)
    return world


def lines(*rows: dict[str, str]) -> list[Line]:
    return [Line(number, row) for number, row in enumerate(rows, start=2)]


def faults_of(found: Sequence[object]) -> list[tuple[int, str, str]]:
    return [(one.line, one.column, one.wrong.value) for one in found]  # type: ignore[attr-defined]


def count(world: World, model: type) -> int:
    return world.session.scalar(select(func.count()).select_from(model)) or 0


PEOPLE = lines(
    {"institution": "Institusjon A", "short": "A", "leads": "Ja", "name": "Ada", "email": "a@x.no"},
    {"institution": "a", "place": "Vara", "name": "Vera", "email": "v@x.no"},
    {
        "institution": "Ny etat",
        "short": "NE",
        "areas": "prøvefylke",
        "since": "2026-12-01 00:00:00",
        "name": "Nils",
        "email": "n@x.no",
        "language": "nynorsk",
    },
    {"institution": "Tom etat", "short": "TE"},
)


def test_a_jury_is_entered_with_its_seats_and_invitations(new: World) -> None:
    work = new.work("secretariat")
    entering.store(lambda: entering.enter_jury(work, new.jury, PEOPLE))
    assert [(s.institution.name, s.short, s.leads, s.areas) for s in new.jury.seats] == [
        ("Institusjon A", "A", True, []),
        ("Ny etat", "NE", False, ["01"]),
        ("Tom etat", "TE", False, []),
    ]
    assert [(i.name, i.role, i.rank, i.language) for i in jury.of_jury(new.session, new.jury)] == [
        ("Ada", Role.CHAIR, 0, "nb"),
        ("Vera", Role.DEPUTY, 1, "nb"),
        ("Nils", Role.JUROR, 0, "nn"),
    ]
    nils = jury.of_jury(new.session, new.jury)[2]
    assert nils.since == date(2026, 12, 1)
    assert list(audit.verify(new.session)) == []


def test_a_trial_says_the_same_and_stores_nothing(new: World) -> None:
    work = new.work("secretariat")
    before = (count(new, Seat), count(new, Invitation))
    assert entering.attempt(work.session, lambda: entering.enter_jury(work, new.jury, PEOPLE)) == []
    assert (count(new, Seat), count(new, Invitation)) == before
    assert list(audit.verify(new.session)) == []


WRONG = lines(
    {"institution": "", "short": "A"},
    {"institution": "Uten kortnavn"},
    {"institution": "B", "short": "B" * 21, "leads": "kanskje", "areas": "Atlantis", "email": "b"},
    {"institution": "C", "short": "C", "name": "Bare navn"},
    {"institution": "D", "short": "D", "name": "D", "email": "ikke-adresse", "place": "gjest"},
    {
        "institution": "E",
        "short": "E",
        "name": "E",
        "email": "e@x.no",
        "since": "i morgen",
        "language": "dansk",
    },
    {"institution": "F", "short": "F", "name": "F", "email": "f@x.no", "since": "01.01.2031"},
    {"institution": "G", "short": "G", "name": "G", "email": "g@x.no"},
    {"institution": "G", "name": "G2", "email": "g2@x.no"},
    {"institution": "G", "name": "G3", "email": "g@x.no", "place": "vara"},
    {"institution": "H", "short": "H", "name": "S", "email": "secretariat@example.org"},
)


def test_each_wrong_cell_of_a_jury_is_named_and_nothing_is_stored(new: World) -> None:
    work = new.work("secretariat")
    with pytest.raises(RefusedError) as error:
        entering.store(lambda: entering.enter_jury(work, new.jury, WRONG))
    assert faults_of(error.value.faults) == [
        (2, "institution", "empty"),
        (3, "short", "empty"),
        (4, "name", "empty"),
        (4, "email", "not_mail"),
        (4, "leads", "not_yes_no"),
        (4, "areas", "not_county"),
        (4, "short", "too_long"),
        (5, "email", "empty"),
        (6, "email", "not_mail"),
        (6, "place", "not_place"),
        (7, "since", "not_date"),
        (7, "language", "not_language"),
        (8, "since", "outside_term"),
        (10, "place", "seat_taken"),
        (11, "email", "already_invited"),
        (12, "email", "keeps_out"),
    ]


def test_people_are_invited_to_offices(world: World) -> None:
    work = world.work("administrator")
    given = lines(
        {"name": "R", "email": "r@x.no", "role": "Revisor"},
        {"name": "S", "email": "s@x.no", "role": "secretariat", "prize": "PRISEN"},
    )
    entering.store(lambda: entering.enter_people(work, given))
    made = world.session.scalars(select(Invitation).order_by(Invitation.id)).all()
    assert [(one.name, one.role, one.prize_id) for one in made] == [
        ("R", Role.AUDITOR, None),
        ("S", Role.SECRETARIAT, world.prize.id),
    ]
    wrong = lines(
        {"name": "", "email": "x", "role": "konge"},
        {"name": "S", "email": "t@x.no", "role": "sekretariat"},
        {"name": "S", "email": "t@x.no", "role": "sekretariat", "prize": "Nobel"},
        {"name": "A", "email": "a@x.no", "role": "administrator", "prize": "prisen"},
        {"name": "R", "email": "r@x.no", "role": "revisor"},
        {"name": "C", "email": "auditor@example.org", "role": "revisor"},
    )
    assert faults_of(entering.enter_people(work, wrong)) == [
        (2, "name", "empty"),
        (2, "email", "not_mail"),
        (2, "role", "not_role"),
        (3, "prize", "empty"),
        (4, "prize", "not_prize"),
        (5, "prize", "needless_prize"),
        (6, "email", "already_invited"),
        (7, "email", "already_held"),
    ]


def test_past_rounds_are_recorded_with_winner_nominees_and_jury(world: World) -> None:
    work = world.work("secretariat")
    given = lines(
        {
            "year": "2015",
            "candidate": "Prøvedal",
            "result": "Vinner",
            "citation": "For alt.",
            "jury": "Ola Nordmann, Institusjon A; Kari Nordmann, Ny etat",
        },
        {"year": "2015", "candidate": "Et annet sted", "result": "nominert", "county": "Nordland"},
        {"year": "2012", "candidate": "Ærvik", "result": "winner", "leader": "Per Hansen"},
    )
    entering.store(lambda: entering.enter_past_rounds(work, world.prize, given))
    later, earlier = rounds.of_prize(world.session, world.prize)
    assert (later.year, later.is_recorded, earlier.history) == (
        2015,
        True,
        {"jury_leader": "Per Hansen"},
    )
    sat = world.session.scalars(
        select(Appointment).join(Seat).where(Seat.jury_id == later.jury_id).order_by(Appointment.id)
    ).all()
    assert [(one.person_name, one.seat.leads, one.account_id) for one in sat] == [
        ("Ola Nordmann", True, None),
        ("Kari Nordmann", False, None),
    ]
    assert list(audit.verify(world.session)) == []


def test_each_wrong_cell_of_past_rounds_is_named(world: World) -> None:
    work = world.work("secretariat")
    world.plan(2026)
    given = lines(
        {"year": "ifjor", "candidate": "A", "result": "vinner"},
        {"year": "2011", "candidate": "", "result": "tapte"},
        {"year": "2026", "candidate": "A", "result": "vinner"},
        {"year": "2099", "candidate": "A", "result": "vinner"},
        {"year": "2010", "candidate": "A", "result": "nominert"},
        {"year": "2009", "candidate": "A", "result": "vinner", "jury": "Ola uten institusjon"},
    )
    assert faults_of(entering.enter_past_rounds(work, world.prize, given)) == [
        (2, "year", "not_year"),
        (3, "candidate", "empty"),
        (3, "result", "not_result"),
        (7, "jury", "not_seats"),
        (6, "result", "no_winner"),
        (3, "result", "no_winner"),
        (4, "year", "year_taken"),
        (5, "year", "not_over"),
    ]
    assert count(world, Round) == 1


def test_each_table_is_entered_by_whoever_may_do_it_by_hand(world: World) -> None:
    for name in ("administrator", "auditor", "chair", "stranger"):
        with refused(work := world.work(name), DeniedError):
            entering.enter_jury(work, world.jury, [])
        with refused(work := world.work(name), DeniedError):
            entering.enter_past_rounds(work, world.prize, [])
    with refused(work := world.work("secretariat"), DeniedError):
        entering.enter_people(work, [])
