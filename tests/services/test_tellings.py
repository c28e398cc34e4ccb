"""Candidates who are told: what they may answer, whom it is told to, and what it never tells."""

from datetime import timedelta

import pytest

from app.models import Nomination, Round, Telling
from app.rules.access import DeniedError
from app.rules.lifecycle import NominationState, UndeclaredMoveError
from app.services import announcements, audit, organisations, screening, tellings
from app.services.spent_links import Spent, SpentLinkError
from app.services.tellings import AddressMissingError, OwnCandidateError, To
from tests.factories import World
from tests.services.helpers import events, refused, told

KARI = To("Kari@Example.org", " Kari ", "nn")


def admitted(world: World) -> tuple[Round, Nomination]:
    award_round, made = world.at("screening")
    for nomination in made:
        screening.admit(world.work("secretariat"), nomination, residents_checked=True)
    return award_round, made[0]


def tell(world: World, nomination: Nomination, to: To = KARI) -> Telling:
    (made,) = tellings.tell(world.work("secretariat"), nomination, 1, to)
    return made


def test_a_candidate_is_told_once_while_her_link_counts(world: World) -> None:
    _, nomination = admitted(world)
    made = tell(world, nomination)
    assert (made.email, made.name, made.language) == ("kari@example.org", "Kari", "nn")
    assert (made.candidate, made.version_id) == ("Prøvedal kommune", nomination.versions[-1].id)
    assert tellings.tell(world.work("secretariat"), nomination, 1, KARI) == []
    world.pass_time(days=61)
    assert len(tellings.tell(world.work("secretariat"), nomination, 1, KARI)) == 1


def test_everybody_who_acts_for_the_candidate_is_told_where_no_address_is_given(
    world: World,
) -> None:
    _, nomination = admitted(world)
    office = world.work("secretariat")
    with refused(office, AddressMissingError):
        tellings.tell(office, nomination, 1, To())
    body = world.body_of("stranger")
    body.municipality_id = nomination.candidates[0].municipality_id
    world.session.flush()
    (reach,) = tellings.candidates_of(world.session, nomination)
    assert (reach.is_own, reach.people) == (False, 1)
    made = tell(world, nomination, To())
    assert (made.email, made.name) == ("stranger@example.org", "stranger")


def test_who_nominates_herself_knows(world: World) -> None:
    _, nomination = admitted(world)
    body = organisations.find_by_name(world.session, "nominator kommune")
    assert body is not None
    body.municipality_id = nomination.candidates[0].municipality_id
    world.session.flush()
    office = world.work("secretariat")
    with refused(office, OwnCandidateError):
        tellings.tell(office, nomination, 1, KARI)


def test_only_what_is_admitted_is_told_of_and_only_by_the_secretariat(world: World) -> None:
    _, made = world.at("screening")
    office = world.work("secretariat")
    with refused(office, UndeclaredMoveError):
        tellings.tell(office, made[0], 1, KARI)
    for name in ("auditor", "nominator", "chair", "administrator"):
        work = world.work(name)
        with refused(work, DeniedError):
            tellings.tell(work, made[0], 1, KARI)


def test_a_yes_changes_nothing_but_that_it_was_said(world: World) -> None:
    _, nomination = admitted(world)
    made = tell(world, nomination)
    tellings.confirm(world.system, made.id, made.nonce)
    assert (made.answer, nomination.state) == ("confirmed", NominationState.ADMITTED)
    with refused(world.system, SpentLinkError) as spent:
        tellings.decline(world.system, made.id, made.nonce, "")
    assert spent.value.why is Spent.USED
    assert audit.verify(world.session) == []


def test_a_no_takes_the_nomination_out_and_is_told(world: World) -> None:
    _, nomination = admitted(world)
    made, other = tell(world, nomination), tell(world, nomination, To("ola@example.org"))
    tellings.decline(world.system, made.id, made.nonce, " Vi er ikke klare. ")
    assert (nomination.state, made.reason) == (NominationState.WITHDRAWN, "Vi er ikke klare.")
    assert events(world.session)[-2:] == [
        ("candidate.answered", f"nomination:{nomination.id}"),
        ("nomination.declined", f"nomination:{nomination.id}"),
    ]
    assert told(world.session, "candidate_declined") == [
        ("candidate_declined", "secretariat"),
        ("candidate_declined", "nominator"),
    ]
    with refused(world.system, SpentLinkError) as spent:
        tellings.confirm(world.system, other.id, other.nonce)
    assert spent.value.why is Spent.WITHDRAWN


def test_a_no_while_the_jury_judges_is_told_to_those_at_work(world: World) -> None:
    _, made = world.at("scoring")
    telling = tell(world, made[0])
    tellings.decline(world.system, telling.id, telling.nonce, "")
    assert made[0].state is NominationState.WITHDRAWN
    assert told(world.session, "withdrawn_in_judging") == [
        ("withdrawn_in_judging", name) for name in ("chair", "juror_b", "juror_c")
    ]
    assert audit.verify(world.session) == []


def test_a_no_after_the_decision_reads_the_same_and_keeps_what_was_judged(world: World) -> None:
    award_round, made = world.at("deliberation")
    telling = tell(world, made[0])
    world.finalise(award_round, made)
    found = tellings.find(world.session, telling.id, telling.nonce, world.clock.now)
    assert found.nomination.id == made[0].id
    tellings.decline(world.system, telling.id, telling.nonce, "")
    assert (made[0].state, made[0].own_state) == ("admitted", NominationState.WITHDRAWN)
    assert made[0].withdrawn_late_at == world.clock.now
    assert audit.verify(world.session) == []


@pytest.mark.parametrize("late", ["expired", "announced", "other"])
def test_a_link_that_does_not_count_says_why(world: World, late: str) -> None:
    award_round, made = world.at("deliberation")
    telling, nonce = tell(world, made[0]), ""
    if late == "expired":
        world.pass_time(days=60)
    elif late == "announced":
        world.finalise(award_round, made)
        announcements.announce(world.work("chair"), award_round, None)
    else:
        nonce = "en-annens"
    with refused(world.system, SpentLinkError) as spent:
        tellings.find(world.session, telling.id, nonce or telling.nonce, world.clock.now)
    assert spent.value.why is (Spent.UNKNOWN if late == "other" else Spent.EXPIRED)
    assert telling.expires_at == telling.told_at + timedelta(days=60)


def test_who_nominates_her_own_by_name_knows_too(world: World) -> None:
    _, nomination = admitted(world)
    nomination.candidates[0].municipality_id = None
    nomination.candidates[0].name = "Nominator  kommune"
    world.session.flush()
    (reach,) = tellings.candidates_of(world.session, nomination)
    assert reach.is_own
