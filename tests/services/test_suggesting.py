"""Conflicts that are pointed out from what is known of a juror, and who is nominated."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.models import Appointment, Domain, Round
from app.rules.impartiality import Answer
from app.services import jury, organisations
from app.services.impartiality import suggesting
from app.services.impartiality.knowing import Source
from app.services.impartiality.suggesting import Because, Nearness
from tests.factories import World

Told = list[tuple[Nearness, str, list[Because]]]


def party(name: str) -> dict[str, str]:
    return {"name": name, "role": "", "org_number": ""}


def told(world: World, award_round: Round, held: Appointment, nomination_id: int) -> Told:
    """Say what is pointed out of somebody and one nomination."""
    world.session.flush()
    world.session.expire_all()
    found = suggesting.suggest(world.session, award_round, [held], [nomination_id])
    assert found.keys() <= {(nomination_id, held.id)}
    return [
        (one.nearness, one.about, list(one.because))
        for one in found.get((nomination_id, held.id), [])
    ]


def test_a_candidate_of_ones_own_county_is_pointed_out(world: World) -> None:
    award_round, made = world.at("declaring")
    held = world.jury.seats[1].appointments[0]
    assert told(world, award_round, held, made[0].id) == []
    held.seat.areas = ["01"]
    by_seat = Because(Source.SEAT, "Institusjon B")
    assert told(world, award_round, held, made[0].id) == [
        (Nearness.COUNTY, "Prøvefylke", [by_seat])
    ]
    held.seat.areas = ["02"]
    assert told(world, award_round, held, made[0].id) == []


def test_a_deputy_s_own_counties_are_hers_alone(world: World) -> None:
    award_round, made = world.at("declaring")
    member, deputy = world.jury.seats[1].appointments[:2]
    deputy.areas = ["01"]
    assert told(world, award_round, member, made[0].id) == []
    assert told(world, award_round, deputy, made[0].id) == [
        (Nearness.COUNTY, "Prøvefylke", [Because(Source.AREA)])
    ]


def test_all_that_binds_is_said_each_with_all_that_it_is_known_from(world: World) -> None:
    award_round, made = world.at("declaring")
    held = world.jury.seats[1].appointments[0]
    candidate = made[0].candidates[0]
    assert (candidate.name, candidate.place) == ("Prøvedal kommune", "Prøvefylke")
    body = organisations.create(world.system, name="Prøvedal kommune", areas=["01"])
    organisations.add_member(world.system, body, world.people["juror_b"])
    held.employer, held.offices = "Prøvedal kommune", ["Prøvedal", "Et annet styre"]
    world.session.add(
        Domain(
            name="example.org",
            organisation_id=body.id,
            confirmed_at=datetime(2026, 1, 1, tzinfo=UTC),
        )
    )
    assert told(world, award_round, held, made[0].id) == [
        (
            Nearness.SAME_BODY,
            "Prøvedal kommune",
            [
                Because(Source.ACCOUNT, "Prøvedal kommune"),
                Because(Source.MAIL, "Prøvedal kommune", "example.org"),
                Because(Source.EMPLOYER, "Prøvedal kommune"),
                Because(Source.OFFICE, "Prøvedal"),
            ],
        ),
        (
            Nearness.COUNTY,
            "Prøvefylke",
            [
                Because(Source.ACCOUNT, "Prøvedal kommune"),
                Because(Source.MAIL, "Prøvedal kommune", "example.org"),
                Because(Source.EMPLOYER, "Prøvedal kommune"),
            ],
        ),
    ]


def test_another_seat_and_an_earlier_declaration_are_sources(world: World) -> None:
    earlier, before = world.at("declaring", 2026)
    world.declare(earlier, "juror_b", before[0], Answer.POSSIBLE, "Kjenner rådmannen.")
    world.declare(earlier, "juror_c", before[0], Answer.NO_CONFLICT)
    award_round, made = world.at("declaring", 2027)
    held = world.jury.seats[1].appointments[0]
    body = organisations.create(world.system, name="Prøvedal kommune")
    office = world.work("secretariat")
    other = jury.create(office, world.prize, term_from=2009, term_to=2012)
    seat = jury.add_seat(office, other, body, short="P", leads=True)
    jury.appoint(
        office,
        seat,
        person_name="juror_b",
        since=date(2009, 1, 1),
        until=date(2012, 12, 31),
        account=world.people["juror_b"],
    )
    assert told(world, award_round, held, made[0].id) == [
        (
            Nearness.SAME_BODY,
            "Prøvedal kommune",
            [Because(Source.OTHER_SEAT, "Prøvedal kommune")],
        ),
        (Nearness.DECLARED, "Prøvedal kommune", [Because(Source.DECLARATION, detail="2026")]),
    ]
    clear = world.jury.seats[2].appointments[0]
    assert told(world, award_round, clear, made[0].id) == []
    assert told(world, earlier, held, before[0].id)[1:] == []


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"kind": "organisation", "name": "Institusjon B"}, (Nearness.SAME_BODY, "Institusjon B")),
        ({"kind": "organisation", "name": "Andre"}, None),
        (
            {"kind": "organisation", "name": "Andre", "org_number": "974 760 673"},
            (Nearness.SAME_BODY, "Andre"),
        ),
        ({"kind": "municipality", "name": "Ås", "lies": True}, (Nearness.SAME_BODY, "Ås")),
        (
            {"kind": "place", "name": "Torget", "lies": True, "details": {"where": "Prøvedal"}},
            (Nearness.LIES_IN, "Prøvedal"),
        ),
        (
            {
                "kind": "work",
                "name": "Skolen",
                "details": {"parties": [party("Andre"), party("institusjon b")]},
            },
            (Nearness.PARTY, "institusjon b"),
        ),
        (
            {"kind": "work", "name": "Skolen", "details": {"parties": [party("juror_b")]}},
            (Nearness.HERSELF, "juror_b"),
        ),
        (
            {"kind": "person", "name": "Kari", "details": {"affiliation": "Institusjon B"}},
            (Nearness.AFFILIATION, "Institusjon B"),
        ),
        ({"kind": "person", "name": "JUROR B"}, (Nearness.HERSELF, "JUROR B")),
        ({"kind": "person", "name": "Institusjon B"}, None),
    ],
)
def test_each_kind_has_its_rule_for_conflicts(
    world: World, columns: dict[str, Any], expected: tuple[Nearness, str] | None
) -> None:
    award_round, made = world.at("declaring")
    candidate = made[0].candidates[0]
    town = candidate.municipality_id
    held = world.jury.seats[1].appointments[0]
    body = held.seat.institution
    body.municipality_id, body.org_number = town, "974760673"
    lies = columns.pop("lies", False)
    candidate.municipality_id = town if lies else None
    candidate.place = ""
    for name, value in columns.items():
        setattr(candidate, name, value)
    found = told(world, award_round, held, made[0].id)
    assert [one[:2] for one in found] == ([expected] if expected else [])
