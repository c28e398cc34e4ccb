"""A recused chair leads nothing in which that nomination takes part; the acting chair does."""

from collections.abc import Callable
from typing import Any

import pytest

from app.models import ChairElection, Nomination, Round
from app.rules.access import DeniedError, Verdict
from app.rules.impartiality import Answer, Outcome
from app.services import announcements, decisions, figures, impartiality, ranking, shortlists
from app.services.impartiality import ElectionRefusedError
from app.services.moves import ReasonMissingError
from app.services.work import Work
from tests.factories import World, decision
from tests.services.helpers import events, refused, told


def held(world: World, seat: int, rank: int = 0) -> int:
    return world.jury.seats[seat].appointments[rank].id


def elect(
    world: World, award_round: Round, seat: int = 1, about: Nomination | None = None
) -> ChairElection:
    return impartiality.elect_chair(
        world.work("secretariat"), award_round, held(world, seat), "Valgt i møtet.", about
    )


def fault(caught: Any) -> str:
    return str(caught.value.fault.value)


def test_a_recused_chair_blocks_no_naming_once_another_is_elected(world: World) -> None:
    award_round, made = world.deliberate_shortlist(3)
    world.declare(award_round, "chair", made[0], Answer.AUTOMATIC)
    ids = [one.id for one in made[:2]]
    with refused(world.work("chair"), DeniedError) as denied:
        shortlists.name(world.work("chair"), award_round, ids)
    assert denied.value.verdict is Verdict.RECUSED  # type: ignore[attr-defined]
    with refused(world.work("juror_b"), DeniedError) as denied:
        shortlists.name(world.work("juror_b"), award_round, ids)
    assert denied.value.verdict is Verdict.NOT_HERS  # type: ignore[attr-defined]
    elect(world, award_round, about=made[0])
    with refused(world.work("chair"), DeniedError):
        shortlists.name(world.work("chair"), award_round, ids)
    named = shortlists.name(world.work("juror_b"), award_round, ids)
    assert named.named_by_id == world.people["juror_b"].id


def _decide(work: Work, award_round: Round, made: list[Nomination]) -> object:
    return decisions.finalise(work, award_round, decision(made))


def _save(work: Work, award_round: Round, made: list[Nomination]) -> object:
    return decisions.save(work, award_round, decision(made))


def _send_away(work: Work, award_round: Round, made: list[Nomination]) -> object:
    leader = impartiality.standing_elections(work.session, award_round)[0].appointment_id
    assert leader is not None
    return impartiality.note_absence(work, award_round, leader, "Syk.", is_away=True)


def _remove(work: Work, award_round: Round, made: list[Nomination]) -> object:
    return impartiality.end_election(work, award_round, "Ikke lenger.", made[0])


def _change(work: Work, award_round: Round, made: list[Nomination]) -> object:
    other = work.actor.appointments[0].appointment_id
    return impartiality.elect_chair(work, award_round, other, "Jeg leder selv.", made[0])


@pytest.mark.parametrize("act", [_decide, _save, _send_away, _remove, _change])
def test_a_recused_chair_has_none_of_the_chairs_powers(
    world: World, act: Callable[[Work, Round, list[Nomination]], object]
) -> None:
    award_round, made = world.at("deliberation")
    world.declare(award_round, "chair", made[0], Answer.AUTOMATIC)
    elect(world, award_round, about=made[0])
    work = world.work("chair")
    with refused(work, DeniedError):
        act(work, award_round, made)


def test_the_acting_chair_decides_and_announces(world: World) -> None:
    award_round, made = world.at("deliberation")
    world.declare(award_round, "chair", made[0], Answer.AUTOMATIC)
    elect(world, award_round, about=made[0])
    sealed = decisions.finalise(world.work("juror_b"), award_round, decision(made))
    assert sealed.sealed_by_id == world.people["juror_b"].id
    with refused(world.work("chair"), DeniedError):
        announcements.announce(world.work("chair"), award_round, None)
    announcements.announce(world.work("juror_b"), award_round, None)


def test_a_chair_who_is_cleared_leads_again_and_the_acting_chair_does_not(world: World) -> None:
    award_round, made = world.at("deliberation")
    world.declare(award_round, "chair", made[0], Answer.AUTOMATIC)
    elect(world, award_round, about=made[0])
    impartiality.rule(
        world.work("juror_b"), award_round, made[0], held(world, 0), Outcome.CLEARED, "Fjernt."
    )
    with refused(world.work("juror_b"), DeniedError) as denied:
        decisions.save(world.work("juror_b"), award_round, decision(made))
    assert denied.value.verdict is Verdict.NOT_HERS  # type: ignore[attr-defined]
    decisions.save(world.work("chair"), award_round, decision(made))


def test_whoever_has_a_conflict_to_another_leads_no_comparison(world: World) -> None:
    award_round, made = world.at("deliberation")
    world.declare(award_round, "chair", made[0], Answer.AUTOMATIC)
    elect(world, award_round, about=made[0])
    world.declare(award_round, "juror_b", made[1], Answer.POSSIBLE, "Kjenner ordføreren.")
    with refused(world.work("juror_b"), DeniedError) as denied:
        decisions.save(world.work("juror_b"), award_round, decision(made))
    assert denied.value.verdict is Verdict.RECUSED  # type: ignore[attr-defined]
    elect(world, award_round, seat=2)
    decisions.save(world.work("juror_c"), award_round, decision(made))


@pytest.mark.parametrize(
    ("seat", "rank", "expected"),
    [
        (0, 0, "cannot_lead"),  # the chair herself
        (1, 0, "cannot_lead"),  # recused
        (2, 1, "cannot_lead"),  # a deputy who does not sit
    ],
)
def test_only_who_sits_and_is_free_can_be_elected(
    world: World, seat: int, rank: int, expected: str
) -> None:
    award_round, made = world.at("scoring")
    for name in ("chair", "juror_b"):
        world.declare(award_round, name, made[0], Answer.AUTOMATIC)
    work = world.work("secretariat")
    with refused(work, ElectionRefusedError) as caught:
        impartiality.elect_chair(work, award_round, held(world, seat, rank), "Valgt.", made[0])
    assert fault(caught) == expected
    impartiality.elect_chair(work, award_round, held(world, 1, 1), "Valgt.", made[0])


def test_nobody_is_elected_where_the_chair_leads(world: World) -> None:
    award_round, made = world.at("scoring")
    world.declare(award_round, "chair", made[0], Answer.AUTOMATIC)
    work = world.work("secretariat")
    with refused(work, ElectionRefusedError) as caught:
        elect(world, award_round, about=made[1])
    assert fault(caught) == "chair_leads"
    with refused(work, ReasonMissingError):
        impartiality.elect_chair(work, award_round, held(world, 1), " ", made[0])
    with refused(work, ElectionRefusedError) as caught:
        impartiality.end_election(work, award_round, "Slutt.", made[0])
    assert fault(caught) == "not_elected"


@pytest.mark.parametrize("name", ["chair", "juror_b", "deputy_b", "auditor", "nominator"])
def test_only_the_secretariat_enters_an_election(world: World, name: str) -> None:
    award_round, made = world.at("scoring")
    world.declare(award_round, "chair", made[0], Answer.AUTOMATIC)
    work = world.work(name)
    with refused(work, DeniedError):
        impartiality.elect_chair(work, award_round, held(world, 1), "Valgt.", made[0])


def test_an_election_is_on_record_and_told_to_whom_it_concerns(world: World) -> None:
    award_round, made = world.at("scoring")
    world.declare(award_round, "chair", made[0], Answer.AUTOMATIC)
    elect(world, award_round, about=made[0])
    assert told(world.session, "chair_elected") == [
        ("chair_elected", "chair"),
        ("chair_elected", "juror_b"),
    ]
    impartiality.end_election(world.work("secretariat"), award_round, "Hun reiste.", made[0])
    subject = f"nomination:{made[0].id}"
    assert events(world.session, "chair.elected", "chair.relieved") == [
        ("chair.elected", subject),
        ("chair.relieved", subject),
    ]
    with refused(world.work("juror_b"), DeniedError):
        impartiality.rule(
            world.work("juror_b"), award_round, made[0], held(world, 0), Outcome.CLEARED, "Nei."
        )


def test_one_is_elected_for_a_nomination_while_the_chair_is_away(world: World) -> None:
    award_round, made = world.at("scoring")
    office = world.work("secretariat")
    impartiality.note_absence(office, award_round, held(world, 0), "Permisjon.", is_away=True)
    world.declare(award_round, "juror_c", made[0], Answer.POSSIBLE, "Kjenner rådmannen.")
    elect(world, award_round, about=made[0])
    ruling = impartiality.rule(
        world.work("juror_b"), award_round, made[0], held(world, 2), Outcome.CLEARED, "Fjernt."
    )
    assert [(one.appointment_id, one.leads) for one in ruling.participants] == [
        (held(world, 1), True)
    ]
    assert ruling.lacks_quorum is True


def test_a_chair_who_is_away_leads_nothing_in_the_stage(world: World) -> None:
    award_round, made = world.at("deliberation")
    secretariat = world.work("secretariat")
    impartiality.note_absence(secretariat, award_round, held(world, 0), "Permisjon.", is_away=True)
    with refused(world.work("chair"), DeniedError) as denied:
        decisions.save(world.work("chair"), award_round, decision(made))
    assert denied.value.verdict is Verdict.AWAY  # type: ignore[attr-defined]
    elect(world, award_round)
    decisions.save(world.work("juror_b"), award_round, decision(made))
    impartiality.note_absence(secretariat, award_round, held(world, 0), "Tilbake.", is_away=False)
    with refused(world.work("juror_b"), DeniedError):
        decisions.save(world.work("juror_b"), award_round, decision(made, version=1))
    decisions.save(world.work("chair"), award_round, decision(made, version=1))


def reads(world: World, name: str, award_round: Round) -> list[bool]:
    """Say whether somebody reads the ranking, and the figures of all jurors."""
    found = []
    for read in (ranking.for_actor, figures.of_all):
        try:
            read(world.work(name), award_round)
        except DeniedError:
            world.session.rollback()
            found.append(False)
        else:
            found.append(True)
    return found


def test_a_deputy_who_leads_one_thing_reads_no_scores_of_the_rest(world: World) -> None:
    award_round, made = world.at("deliberation")
    for name in ("chair", "juror_b"):
        world.declare(award_round, name, made[0], Answer.AUTOMATIC)
    impartiality.elect_chair(
        world.work("secretariat"), award_round, held(world, 1, 1), "Valgt.", made[0]
    )
    world.session.commit()
    assert reads(world, "deputy_b", award_round) == [False, False]


def test_whoever_was_elected_reads_as_chair_only_while_she_leads(world: World) -> None:
    award_round, made = world.at("deliberation")
    world.declare(award_round, "chair", made[0], Answer.AUTOMATIC)
    elect(world, award_round, about=made[0])
    world.session.commit()
    assert reads(world, "juror_b", award_round) == [True, True]
    impartiality.rule(
        world.work("juror_b"), award_round, made[0], held(world, 0), Outcome.CLEARED, "Fjernt."
    )
    world.session.commit()
    assert reads(world, "juror_b", award_round) == [True, False]
    assert reads(world, "chair", award_round) == [True, True]
