"""Candidates: tidied as they are filled in, named once, and frozen as they were."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import pytest

from app.models import Municipality, Nomination
from app.rules.candidates import CandidateKind
from app.rules.forms import Fault, FaultKind
from app.services import nominations, organisations
from app.services.nominations import candidates
from app.services.nominations.candidates import CandidateInput, Party
from app.services.work import NotFoundError, Work
from tests.factories import SYSTEM, World


def by_name(name: str, number: str = "") -> CandidateInput:
    return CandidateInput(name=name, org_number=number)


def unclear(written: str) -> CandidateInput:
    return CandidateInput(name=written, is_unclear=True)


def located(name: str, where: str = "", lies: int | None = None) -> CandidateInput:
    return CandidateInput(lies, name, kind=CandidateKind.PLACE, where=where)


def work(name: str, *parties: Party) -> CandidateInput:
    return CandidateInput(None, name, kind=CandidateKind.WORK, where="Dal", parties=parties)


def person(name: str, affiliation: str) -> CandidateInput:
    return CandidateInput(name=name, kind=CandidateKind.PERSON, affiliation=affiliation)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], []),
        ([by_name(""), by_name("  ")], []),
        ([by_name(" Áltá boligstiftelse ")], [by_name("Áltá boligstiftelse")]),
        ([by_name("A", "974 760\u00a0673")], [by_name("A", "974760673")]),
        ([by_name("Ås"), by_name("ås"), by_name("ÅS ")], [by_name("Ås")]),
        (
            [CandidateInput(1), CandidateInput(1), CandidateInput(2)],
            [CandidateInput(1), CandidateInput(2)],
        ),
        ([CandidateInput(1, "ignored", "123")], [CandidateInput(1)]),
        ([by_name("", "974760673")], [by_name("", "974760673")]),
        ([located(" Torget ", " Dal ")], [located("Torget", "Dal")]),
        ([located("Torget", "Dal", 1)], [located("Torget", "", 1)]),
        ([located("Torget", "", 1), located("TORGET", "", 1)], [located("Torget", "", 1)]),
        ([located("Torget", "", 1), located("Torget", "", 2)],) * 2,
        (
            [work("Skolen", Party(" Ås ", "", "974 760 673"), Party())],
            [work("Skolen", Party("Ås", "", "974760673"))],
        ),
        ([CandidateInput(kind=CandidateKind.WORK, parties=(Party(),))], []),
        ([person("Kari", " Ås ")], [person("Kari", "Ås")]),
        ([by_name("Kari"), person("Kari", "")],) * 2,
    ],
)
def test_what_is_filled_in_is_tidied(
    given: Sequence[CandidateInput], expected: list[CandidateInput]
) -> None:
    assert candidates.distinct(given) == expected


def town(world: World, number: str = "0001") -> Municipality:
    found = organisations.find_municipality(world.session, number, 2024)
    assert found is not None
    return found


def choose(world: World, *given: CandidateInput) -> Nomination:
    nomination = world.draft(world.open())
    base = nominations.base_of(nomination, [candidates.CANDIDATES])
    return nominations.save(world.work("nominator"), nomination, {}, base=base, candidates=given)


def stored(nomination: Nomination) -> list[tuple[int, str, str | None, str]]:
    return [(c.position, c.name, c.org_number, c.place) for c in nomination.candidates]


def test_a_joint_nomination_names_several_in_order(world: World) -> None:
    nomination = choose(
        world,
        by_name("Boligstiftelsen", "974760673"),
        CandidateInput(town(world, "0003").id),
        CandidateInput(town(world).id),
    )
    assert stored(nomination) == [
        (1, "Boligstiftelsen", "974760673", ""),
        (2, "Ærvik kommune", None, "Prøvefylke"),
        (3, "Prøvedal kommune", None, "Prøvefylke"),
    ]
    assert nomination.candidate_names == "Boligstiftelsen / Ærvik kommune / Prøvedal kommune"


def test_a_municipality_of_an_old_register_is_not_a_candidate(world: World) -> None:
    old = {
        "register_year": 2013,
        "number": "0001",
        "name": "Gammel",
        "display_name": "Gammel",
        "county_number": "01",
        "county_name": "Prøvefylke",
        "org_number": None,
        "map_x": 0.0,
        "map_y": 0.0,
    }
    organisations.import_register(Work(world.session, SYSTEM, world.clock.now), [old])
    former = organisations.find_municipality(world.session, "0001", 2013)
    assert former is not None
    with pytest.raises(NotFoundError):
        choose(world, CandidateInput(former.id))


def test_a_municipality_that_does_not_exist_is_not_found(world: World) -> None:
    with pytest.raises(NotFoundError):
        choose(world, CandidateInput(999_999))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], ["missing"]),
        ([by_name("Stiftelsen")], []),
        ([by_name("Stiftelsen", "974760673")], []),
        ([by_name("Stiftelsen", "974760674")], ["bad_org_number"]),
        ([by_name("Stiftelsen", "97476067312345678")], ["bad_org_number"]),
        ([by_name("", "974760673")], ["nameless"]),
        (
            [by_name("", "1"), by_name("B", "2")],
            ["nameless", "bad_org_number", "bad_org_number"],
        ),
        ([by_name(letter) for letter in "abcdef"], ["too_many"]),
        ([unclear("Prøve")], ["no_municipality"]),
        ([unclear("Prøve"), by_name("B"), unclear("Åå")], ["no_municipality"] * 2),
    ],
)
def test_what_is_wrong_with_the_candidates_stands_in_the_way_of_submitting(
    world: World, given: Any, expected: list[str]
) -> None:
    nomination = choose(world, *given)
    found = nominations.find_faults(world.session, nomination)
    assert [(fault.key, fault.kind) for fault in found] == [
        ("candidates", FaultKind(kind)) for kind in expected
    ]


def test_a_candidate_reads_back_as_it_was_filled_in(world: World) -> None:
    given = [CandidateInput(town(world).id), by_name("Stiftelsen", "974760674"), unclear("Prøve")]
    assert candidates.as_filled_in(choose(world, *given)) == given


def test_what_is_written_for_a_municipality_is_its_name_or_unclear(world: World) -> None:
    read = partial(candidates.municipality, world.session)
    assert read("proevedal kommune") == CandidateInput(town(world).id)
    assert read("Prøveda") == unclear("Prøveda")
    assert read("") == CandidateInput()


def test_of_what_is_unclear_the_fault_says_what_it_could_be_and_where_it_stands(
    world: World,
) -> None:
    for number, name in (("0002", "Herøy (A)"), ("0003", "Herøy (B)")):
        place = town(world, number)
        place.name, place.display_name = "Herøy", name
    nomination = choose(world, CandidateInput(town(world).id), unclear("heroy"), unclear("Dal"))
    assert nominations.find_faults(world.session, nomination) == [
        Fault(
            "candidates",
            FaultKind.SEVERAL_MUNICIPALITIES,
            {"line": 2},
            "heroy",
            ["Herøy (A)", "Herøy (B)"],
            "municipality.name",
        ),
        Fault("candidates", FaultKind.NO_MUNICIPALITY, {"line": 3}, "Dal", [], "municipality.name"),
    ]
