"""Nominations as they are written: who may, what two colleagues save, and what comes late."""

from typing import Any

import pytest

from app.models import Nomination, Round
from app.rules.access import DeniedError, Permission, WrongPhaseError
from app.rules.calendar import end_of
from app.rules.writing_aids import WRITING_AIDS
from app.services import jury, lists, nominations, organisations, ranking, withdrawals
from app.services.nominations import NotMemberError, candidates
from app.services.nominations.candidates import CandidateInput
from app.services.work import NotFoundError, StaleEditError, Work
from tests.factories import SYSTEM, World
from tests.services.helpers import events, last_event, refused


def base(nomination: Nomination, *keys: str) -> str:
    return nominations.base_of(nomination, keys)


def save(world: World, nomination: Nomination, start: str, **answers: Any) -> Nomination:
    return nominations.save(world.work("nominator"), nomination, answers, base=start)


def answers(world: World, nomination: Nomination) -> dict[str, Any]:
    """Give what is stored to the questions of the form, without what every form asks."""
    world.session.expire(nomination)
    return {key: value for key, value in nomination.answers.items() if key != WRITING_AIDS}


def test_a_draft_is_started_by_its_organisation(world: World) -> None:
    award_round = world.open()
    nomination = nominations.start(world.work("nominator"), award_round, world.body_of("nominator"))
    assert (nomination.state, nomination.reference, nomination.number) == ("draft", None, None)
    assert (nomination.answers, nomination.saved_at) == ({}, None)
    assert nomination.created_by_id == world.people["nominator"].id
    assert events(world.session)[-1] == ("nomination.started", f"nomination:{nomination.id}")


def test_nobody_starts_a_draft_for_another_organisation(world: World) -> None:
    award_round = world.open()
    with pytest.raises(NotMemberError):
        nominations.start(world.work("nominator"), award_round, world.body_of("stranger"))


@pytest.mark.parametrize("name", ["chair", "juror_b", "deputy_c", "secretariat", "administrator"])
def test_whoever_has_an_office_in_the_round_starts_none(world: World, name: str) -> None:
    award_round = world.open()
    body = world.body_of("nominator")
    system = Work(world.session, SYSTEM, world.clock.now)
    organisations.add_member(system, body, world.people[name])
    work = world.work(name)
    with refused(work, DeniedError):
        nominations.start(work, award_round, body)


def test_a_draft_is_started_only_while_the_call_is_open(world: World) -> None:
    award_round = world.open()
    body = world.body_of("nominator")
    world.pass_time(days=11)
    with pytest.raises(WrongPhaseError):
        nominations.start(world.work("nominator"), award_round, body)


def test_a_planned_round_is_not_there_for_who_would_write(world: World) -> None:
    award_round = world.plan()
    with refused(world.work("nominator"), DeniedError) as denied:
        nominations.start(world.work("nominator"), award_round, world.body_of("nominator"))
    assert denied.value.hidden


def test_two_save_different_fields_and_both_are_stored(world: World) -> None:
    nomination = world.draft(world.open())
    start = base(nomination, "title", "story")
    save(world, nomination, start, title="Hennes tittel", story=nomination.answers["story"])
    save(world, nomination, start, title="Hemmelig tittel", story="Hans tekst")
    assert answers(world, nomination) == {"title": "Hennes tittel", "story": "Hans tekst"}


def test_two_save_the_same_field_and_the_first_stays(world: World) -> None:
    nomination = world.draft(world.open())
    start = base(nomination, "title", "story")
    save(world, nomination, start, title="Hennes tittel")
    work = world.work("nominator")
    with refused(work, StaleEditError) as stale:
        nominations.save(
            work, nomination, {"title": "Hans tittel", "story": "Hans tekst"}, base=start
        )
    assert stale.value.theirs == {"title": "Hennes tittel"}
    assert stale.value.yours == {"title": "Hans tittel"}
    assert answers(world, nomination)["title"] == "Hennes tittel"
    assert answers(world, nomination)["story"] == "Dette er teksten til Hemmelig tittel."


def test_two_choose_different_candidates_and_the_first_stay(world: World) -> None:
    nomination = world.draft(world.open())
    start = base(nomination, candidates.CANDIDATES)
    hers, his = [CandidateInput(name="Hennes")], [CandidateInput(name="Hans")]
    work = world.work("nominator")
    nominations.save(work, nomination, {}, base=start, candidates=hers)
    with refused(work, StaleEditError) as stale:
        nominations.save(work, nomination, {}, base=start, candidates=his)
    named = {
        "municipality_id": None,
        "org_number": "",
        "is_unclear": False,
        "kind": None,
        "where": "",
        "affiliation": "",
        "parties": (),
    }
    assert stale.value.theirs == {"candidates": [{**named, "name": "Hennes"}]}
    assert stale.value.yours == {"candidates": [{**named, "name": "Hans"}]}
    assert [candidate.name for candidate in nomination.candidates] == ["Hennes"]


def test_saving_the_same_twice_is_no_conflict(world: World) -> None:
    nomination = world.draft(world.open())
    start = base(nomination, "title")
    for _ in range(2):
        save(world, nomination, start, title="Ny tittel")
    assert answers(world, nomination)["title"] == "Ny tittel"


def test_two_parts_are_saved_at_once_without_conflict(world: World) -> None:
    nomination = world.draft(world.open())
    first, second = base(nomination, "title"), base(nomination, "story")
    save(world, nomination, first, title="Første del")
    save(world, nomination, second, story="Andre del")
    assert answers(world, nomination) == {"title": "Første del", "story": "Andre del"}


def test_what_a_save_has_stored_is_what_the_next_goes_on_from(world: World) -> None:
    nomination = world.draft(world.open())
    chosen = [CandidateInput(name=" Stiftelsen ")]
    start = base(nomination, "title", candidates.CANDIDATES)
    work = world.work("nominator")
    sent = {"title": "Ny tittel"}
    nominations.save(work, nomination, sent, base=start, candidates=chosen)
    assert nominations.base_of_given(sent, chosen) == base(
        nomination, "title", candidates.CANDIDATES
    )


def test_an_answer_can_be_emptied(world: World) -> None:
    nomination = world.draft(world.open())
    save(world, nomination, base(nomination, "story"), story="")
    assert answers(world, nomination) == {"title": "Hemmelig tittel", "story": ""}


def test_a_draft_is_hidden_from_everybody_else(world: World) -> None:
    nomination = world.draft(world.open())
    for name in sorted(world.people.keys() - {"nominator"}):
        work = world.work(name)
        with refused(work, DeniedError) as denied:
            nominations.save(work, nomination, {"title": "Kapret"}, base="")
        assert denied.value.hidden is True
        with refused(work, DeniedError) as denied:
            nominations.require(work, Permission.READ_OWN_NOMINATION, nomination)
        assert denied.value.hidden is True
    assert answers(world, nomination)["title"] == "Hemmelig tittel"


def late(world: World) -> tuple[Round, Nomination]:
    award_round = world.open()
    nomination = world.draft(award_round)
    deadline = award_round.deadline_at
    assert deadline is not None
    world.clock.now = end_of(deadline)
    return award_round, nomination


def test_what_is_saved_too_late_is_refused_and_kept(world: World) -> None:
    _, nomination = late(world)
    start = base(nomination, "title", candidates.CANDIDATES)
    work = world.work("nominator")
    with refused(work, WrongPhaseError):
        nominations.save(
            work,
            nomination,
            {"title": "For sent"},
            base=start,
            candidates=[CandidateInput(name="For sen stiftelse")],
        )
    assert answers(world, nomination)["title"] == "For sent"
    assert [candidate.name for candidate in nomination.candidates] == ["For sen stiftelse"]
    assert (nomination.state, nomination.reference) == ("draft", None)


def test_what_is_late_and_collides_overwrites_nothing(world: World) -> None:
    award_round = world.open()
    nomination = world.draft(award_round)
    start = base(nomination, "title", "story")
    save(world, nomination, start, title="Hennes tittel")
    world.pass_time(days=11)
    work = world.work("nominator")
    with refused(work, WrongPhaseError):
        nominations.save(
            work, nomination, {"title": "Hans tittel", "story": "Hans tekst"}, base=start
        )
    assert answers(world, nomination) == {"title": "Hennes tittel", "story": "Hans tekst"}


def test_the_second_before_the_deadline_is_in_time(world: World) -> None:
    _, nomination = late(world)
    world.pass_time(seconds=-1)
    save(world, nomination, base(nomination, "title"), title="I siste liten")
    assert answers(world, nomination)["title"] == "I siste liten"


def test_what_is_judged_is_not_written_on(world: World) -> None:
    _, [nomination, _] = world.at("declaring")
    work = world.work("nominator")
    with refused(work, WrongPhaseError):
        nominations.save(work, nomination, {"title": "Etterpå"}, base=base(nomination, "title"))
    assert answers(world, nomination)["title"] == "Hemmelig tittel 1"


def test_an_organisation_lists_its_own_newest_first(world: World) -> None:
    award_round = world.open()
    first, second = world.draft(award_round, title="A"), world.draft(award_round, title="B")
    world.draft(award_round, "stranger", title="C")
    found = lists.of_actor(world.work("nominator"))
    assert [(own.id, own.round_id) for own in found] == [
        (second.id, award_round.id),
        (first.id, award_round.id),
    ]
    assert lists.of_actor(world.work("chair")) == []


def test_a_nomination_that_does_not_exist_is_not_found(world: World) -> None:
    with pytest.raises(NotFoundError):
        nominations.by_id(world.session, 999_999)


def test_a_nominator_who_joins_the_jury_starts_no_more(world: World) -> None:
    award_round = world.open()
    seat = world.jury.seats[0]
    jury.appoint(
        world.work("secretariat"),
        seat,
        person_name="nominator",
        account=world.people["nominator"],
        since=world.clock.now.date(),
        until=None,
        deputy=True,
    )
    work = world.work("nominator")
    with refused(work, DeniedError):
        nominations.start(work, award_round, world.body_of("nominator"))


def test_what_is_withdrawn_after_the_decision_stays_as_it_was_judged(world: World) -> None:
    award_round, (winner, _) = world.at("decided")
    before = ranking.for_actor(world.work("auditor"), award_round).kept.digest
    withdrawals.withdraw(world.work("nominator"), winner, "Vi trekker oss.")
    assert (winner.state, winner.own_state) == ("admitted", "withdrawn")
    assert ranking.for_actor(world.work("auditor"), award_round).kept.digest == before
    found = withdrawals.withdrawn_late(world.session, award_round)
    assert [(one.id, one.moves[-1].reason) for one in found] == [(winner.id, "Vi trekker oss.")]
    assert last_event(world.session).kind == "nomination.withdrawn_late"
    withdrawals.withdraw(world.work("nominator"), winner, "En gang til.")
    assert len(winner.moves) == 3
