"""Screening: what the secretariat sees of what came in, and what it makes of it."""

from datetime import timedelta
from typing import Any

import pytest

from app.models import Nomination, Round
from app.rules.access import DeniedError, WrongPhaseError
from app.rules.candidates import CandidateKind, likeness
from app.rules.lifecycle import NominationState, UndeclaredMoveError
from app.services import late, nominations, screening, withdrawals
from app.services.lists import Listed
from app.services.nominations import ReasonMissingError
from app.services.nominations.candidates import CANDIDATES, CandidateInput
from app.services.screening import HandedIn, Likeness, ResidentsUncheckedError
from tests.factories import World
from tests.services.helpers import events, notice, refused, told


def admit(world: World, nomination: Nomination, *, checked: bool = True) -> None:
    screening.admit(world.work("secretariat"), nomination, residents_checked=checked)


def test_a_nomination_is_admitted_when_somebody_has_checked_for_residents(world: World) -> None:
    award_round, made = world.at("screening")
    work = world.work("secretariat")
    with refused(work, ResidentsUncheckedError):
        screening.admit(work, made[0], residents_checked=False)
    assert made[0].state == "submitted"
    admit(world, made[0])
    assert made[0].state == "admitted"
    last = made[0].moves[-1]
    assert (last.name, last.source, last.target, last.reason) == (
        *("admit", "submitted", "admitted"),
        "",
    )
    assert last.moved_by_id == world.people["secretariat"].id
    assert events(world.session)[-1] == ("nomination.admitted", f"nomination:{made[0].id}")
    assert told(world.session, "nomination_admitted") == [("nomination_admitted", "nominator")]
    assert nominations.admitted_ids(world.session, award_round) == [made[0].id]


def test_a_nomination_is_rejected_with_a_reason_that_the_nominator_is_told(world: World) -> None:
    _, made = world.at("screening")
    work = world.work("secretariat")
    for blank in ("", " \t"):
        with refused(work, ReasonMissingError):
            screening.reject(work, made[0], blank)
    screening.reject(work, made[0], " Utenfor formålet. ")
    assert made[0].state == "rejected"
    assert made[0].moves[-1].reason == "Utenfor formålet."
    assert notice(world.session, "nomination_rejected").context == {
        "nomination_id": made[0].id,
        "reference": "2026-0001",
        "title": "Hemmelig tittel 1",
        "reason": "Utenfor formålet.",
    }


def test_the_reason_is_not_in_the_trail(world: World) -> None:
    _, made = world.at("screening")
    screening.reject(world.work("secretariat"), made[0], "Utenfor formålet.")
    assert events(world.session)[-1] == ("nomination.rejected", f"nomination:{made[0].id}")


def test_doing_it_twice_does_it_once(world: World) -> None:
    _, made = world.at("screening")
    for _ in range(2):
        admit(world, made[0])
        screening.reject(world.work("secretariat"), made[1], "Utenfor formålet.")
    assert [len(nomination.moves) for nomination in made] == [2, 2]
    assert len(events(world.session, "nomination.admitted", "nomination.rejected")) == 2
    assert len(told(world.session, "nomination_admitted", "nomination_rejected")) == 2


def test_what_is_settled_one_way_is_not_settled_the_other(world: World) -> None:
    _, made = world.at("screening")
    admit(world, made[0])
    screening.reject(world.work("secretariat"), made[1], "Utenfor formålet.")
    work = world.work("secretariat")
    with refused(work, UndeclaredMoveError):
        screening.reject(work, made[0], "Likevel ikke.")
    with refused(work, UndeclaredMoveError):
        screening.admit(work, made[1], residents_checked=True)
    assert [nomination.state for nomination in made] == ["admitted", "rejected"]


def test_a_draft_is_not_screened(world: World) -> None:
    award_round = world.open()
    draft = world.draft(award_round)
    world.pass_time(days=11)
    work = world.work("secretariat")
    with refused(work, UndeclaredMoveError):
        screening.admit(work, draft, residents_checked=True)
    assert draft.state == "draft"


@pytest.mark.parametrize("phase", ["open", "declaring", "decided"])
def test_screening_has_its_time(world: World, phase: str) -> None:
    _, made = world.at(phase)
    work = world.work("secretariat")
    with refused(work, WrongPhaseError):
        screening.reject(work, made[0], "Utenfor formålet.")


def test_nobody_else_screens(world: World) -> None:
    _, made = world.at("screening")
    for name in sorted(world.people.keys() - {"secretariat"}):
        work = world.work(name)
        with refused(work, DeniedError) as denied:
            screening.admit(work, made[0], residents_checked=True)
        assert denied.value.hidden is True
    assert made[0].state == "submitted"


def test_what_was_handed_in_is_listed_by_number_and_drafts_never(world: World) -> None:
    award_round = world.open()
    world.draft(award_round, title="Kladd")
    made = world.submit(award_round, 2)
    withdrawn_draft = world.draft(award_round, title="Trukket kladd")
    withdrawals.withdraw(world.work("nominator"), withdrawn_draft, "Ombestemte oss.")
    withdrawals.withdraw(world.work("nominator"), made[1], "Ombestemte oss.")
    found = screening.handed_in(world.session, award_round, world.clock.now)
    assert [(n.number, n.state.value) for n in found] == [(1, "submitted"), (2, "withdrawn")]
    assert {
        state.value: n for state, n in screening.count_by_state(world.session, award_round).items()
    } == {
        "draft": 1,
        "submitted": 1,
        "returned": 0,
        "admitted": 0,
        "rejected": 0,
        "withdrawn": 2,
        "shortlisted": 0,
    }


def name_candidates(world: World, nomination: Nomination, *names: str) -> Nomination:
    base = nominations.base_of(nomination, [CANDIDATES])
    work = world.work("nominator")
    chosen = [CandidateInput(name=name) for name in names]
    nominations.save(work, nomination, {}, base=base, candidates=chosen)
    nominations.submit(work, nomination)
    return nomination


def alike(world: World, award_round: Round) -> list[tuple[str, tuple[int, ...]]]:
    found = screening.likenesses(world.session, award_round)
    return [(likeness.candidate, likeness.numbers) for likeness in found]


def test_the_same_candidate_twice_is_pointed_out(world: World) -> None:
    award_round = world.open()
    first = world.draft(award_round)
    nominations.submit(world.work("nominator"), first)
    second = world.draft(award_round)
    nominations.submit(world.work("nominator"), second)
    name_candidates(world, world.draft(award_round), "Stiftelsen Ås", "Ene")
    name_candidates(world, world.draft(award_round), "STIFTELSEN ÅS", "Andre")
    assert alike(world, award_round) == [("Prøvedal kommune", (1, 2)), ("STIFTELSEN ÅS", (3, 4))]
    withdrawals.withdraw(world.work("nominator"), second, "Ombestemte oss.")
    assert alike(world, award_round) == [("STIFTELSEN ÅS", (3, 4))]


@pytest.mark.parametrize(
    ("one", "other", "is_alike"),
    [
        (("organisation", "Stiftelsen Ås"), ("organisation", "stiftelsen  ås."), True),
        (
            ("organisation", "Ås", None, "974760673"),
            ("organisation", "Oslo", None, "974 760 673"),
            True,
        ),
        (("organisation", "Ås", None, "974760673"), ("organisation", "Oslo"), False),
        (("municipality", "Ås kommune", 7), ("municipality", "Aas kommune", 7), True),
        (("municipality", "Ås kommune", 7), ("organisation", "ÅS KOMMUNE"), True),
        (("municipality", "Ås kommune", 7), ("place", "Ås kommune", 7), False),
        (("place", "Torget", 7), ("work", "torget", 7), True),
        (("place", "Torget", 7), ("place", "Torget", 8), False),
        (("person", "Kari Ås"), ("person", "kari ås"), True),
        (("person", "Kari Ås"), ("organisation", "Kari Ås"), False),
    ],
)
def test_each_kind_has_its_rule_for_duplicates(
    one: tuple[Any, ...], other: tuple[Any, ...], is_alike: bool
) -> None:
    assert bool(likeness(*one) & likeness(*other)) is is_alike


def test_what_is_told_by_number_and_by_name_binds_together(world: World) -> None:
    award_round = world.open()
    for number, (name, org_number) in enumerate(
        (("Stiftelsen Ås", None), ("Nytt navn", "974760673"), ("Stiftelsen Ås", "974760673")), 1
    ):
        draft = world.draft(award_round)
        nominations.submit(world.work("nominator"), draft)
        draft.candidates[0].kind = CandidateKind.ORGANISATION
        draft.candidates[0].municipality_id = None
        draft.candidates[0].name, draft.candidates[0].org_number = name, org_number
        assert draft.number == number
    world.session.flush()
    assert alike(world, award_round) == [("Stiftelsen Ås", (1, 2, 3))]


def test_the_next_that_waits_is_the_one_after_and_else_the_first() -> None:
    states = ["submitted", "admitted", "submitted", "rejected"]
    found = [HandedIn(9 - n, n, NominationState(state)) for n, state in enumerate(states, start=1)]
    assert [one.number for one in screening.waiting(found)] == [1, 3]
    after = [screening.next_ready(found, after=number) for number in (0, 1, 2, 3, 4)]
    assert [one.number for one in after if one] == [1, 3, 3, 1, 1]
    assert screening.next_ready(found[1:2], after=0) is None


def test_what_waits_for_its_nominators_is_not_the_next(world: World) -> None:
    award_round = world.open()
    first, second = world.submit(award_round, 2)
    world.pass_time(days=11)
    office, until = world.work("secretariat"), world.clock.now + timedelta(days=1)
    late.return_for_completion(office, second, ["second"], "Tall mangler.", until)

    def standing() -> tuple[list[int | None], list[int | None], HandedIn | None]:
        found = screening.handed_in(world.session, award_round, world.clock.now)
        waits, ready = screening.waiting(found), screening.ready(found)
        following = screening.next_ready(found, after=1)
        return [one.number for one in waits], [one.number for one in ready], following

    assert standing() == ([1, 2], [1], HandedIn(first.id, 1, NominationState.SUBMITTED))
    screening.admit(office, first, residents_checked=True)
    assert standing() == ([2], [], None)
    world.pass_time(days=2)
    assert standing() == ([2], [2], HandedIn(second.id, 2, NominationState.RETURNED))


def test_the_others_of_the_same_candidate_are_found_once_each_by_number() -> None:
    one, two, three, four = (Listed(9 - number, number) for number in (1, 2, 3, 4))
    found = [Likeness("Sund", (one, three)), Likeness("Nes", (three, two, one))]
    made = [Nomination(id=listed.id, number=listed.number) for listed in (one, two, four)]
    assert [screening.same_candidate(nomination, found) for nomination in made] == [
        [two, three],
        [one, three],
        [],
    ]
