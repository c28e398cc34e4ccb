"""Changing what was handed in and handing it in again; withdrawing, and taking up again."""

from datetime import timedelta
from typing import Any

import pytest

from app.models import Nomination
from app.rules.access import Permission, WrongPhaseError
from app.rules.lifecycle import UndeclaredMoveError
from app.services import (
    audit,
    digests,
    nominations,
    organisations,
    phases,
    rounds,
    screening,
    withdrawals,
)
from app.services.nominations import IncompleteError
from app.services.nominations.candidates import CANDIDATES, CandidateInput, as_filled_in
from app.services.nominations.freezing import has_changes
from tests.factories import World
from tests.services.helpers import refused, told


def write(world: World, nomination: Nomination, **answers: Any) -> None:
    base = nominations.base_of(nomination, list(answers))
    nominations.save(world.work("nominator"), nomination, answers, base=base)


def name(world: World, nomination: Nomination, *bodies: str) -> None:
    base = nominations.base_of(nomination, [CANDIDATES])
    chosen = [CandidateInput(name=body) for body in bodies]
    nominations.save(world.work("nominator"), nomination, {}, base=base, candidates=chosen)


def changed(world: World, nomination: Nomination) -> bool:
    work = world.work("nominator")
    award_round = nominations.require(work, Permission.READ_OWN_NOMINATION, nomination)
    return nominations.has_changes(work.session, award_round, nomination, work.now)


def submit(world: World, nomination: Nomination) -> Any:
    return nominations.submit(world.work("nominator"), nomination)


def test_what_is_handed_in_can_be_changed_and_counts_until_it_is_handed_in_again(
    world: World,
) -> None:
    [nomination] = world.submit(world.open(), 1)
    first = nomination.versions[0]
    write(world, nomination, story="Ny tekst.")
    assert (nomination.state, nomination.versions) == ("submitted", [first])
    assert first.content["answers"]["story"] == "Dette er teksten til Hemmelig tittel 1."
    assert changed(world, nomination) is True
    second = submit(world, nomination)
    assert (second.number, second.content["answers"]["story"]) == (2, "Ny tekst.")
    assert (nomination.state, nomination.submissions) == ("submitted", 2)
    assert (nomination.reference, nomination.number) == ("2026-0001", 1)
    assert changed(world, nomination) is False


def test_each_receipt_is_told_of_and_the_first_stays(world: World) -> None:
    [nomination] = world.submit(world.open(), 1)
    write(world, nomination, story="Ny tekst.")
    submit(world, nomination)
    assert told(world.session, "nomination_submitted") == [
        ("nomination_submitted", "nominator"),
        ("nomination_submitted", "nominator"),
    ]
    assert [(v.number, digests.agrees(v.digest, v.content)) for v in nomination.versions] == [
        (1, True),
        (2, True),
    ]
    assert [move.name for move in nomination.moves] == ["submit", "submit_again"]
    assert list(audit.verify(world.session)) == []


def test_what_was_not_changed_is_not_handed_in_once_more(world: World) -> None:
    [nomination] = world.submit(world.open(), 1)
    write(world, nomination, story="Ny tekst.")
    second = submit(world, nomination)
    assert submit(world, nomination) is second
    write(world, nomination, story="Annen tekst.")
    write(world, nomination, story="Ny tekst.")
    assert submit(world, nomination) is second


def test_other_candidates_are_not_seen_by_others_before_they_are_handed_in(world: World) -> None:
    [nomination] = world.submit(world.open(), 1)
    name(world, nomination, "Helt ny stiftelse")
    assert nomination.candidate_names == "Prøvedal kommune"
    assert [one.name for one in as_filled_in(nomination)] == ["Helt ny stiftelse"]
    assert changed(world, nomination) is True
    assert list(audit.verify(world.session)) == []
    version = submit(world, nomination)
    assert nomination.candidate_names == "Helt ny stiftelse"
    assert [one["name"] for one in version.content[CANDIDATES]] == ["Helt ny stiftelse"]
    assert nomination.written_candidates is None


def test_what_is_wrong_in_a_change_is_refused_and_the_version_stands(world: World) -> None:
    [nomination] = world.submit(world.open(), 1)
    write(world, nomination, story="")
    work = world.work("nominator")
    with refused(work, IncompleteError) as incomplete:
        nominations.submit(work, nomination)
    assert [fault.key for fault in incomplete.value.faults] == ["story"]
    assert (nomination.state, nomination.submissions) == ("submitted", 1)


def test_a_change_that_was_not_sent_by_the_deadline_is_kept_and_never_judged(
    world: World,
) -> None:
    [nomination] = world.submit(world.open(), 1)
    write(world, nomination, story="Ikke sendt.")
    world.pass_time(days=11)
    work = world.work("nominator")
    with refused(work, WrongPhaseError):
        nominations.submit(work, nomination)
    screening.admit(world.work("secretariat"), nomination, residents_checked=True)
    assert nomination.answers["story"] == "Ikke sendt."
    assert [v.content["answers"]["story"] for v in nomination.versions] == [
        "Dette er teksten til Hemmelig tittel 1."
    ]
    assert list(audit.verify(world.session)) == []


def test_a_form_opened_before_and_sent_after_is_kept_beside_what_was_handed_in(
    world: World,
) -> None:
    [nomination] = world.submit(world.open(), 1)
    base = nominations.base_of(nomination, ["story", CANDIDATES])
    world.pass_time(days=11)
    work = world.work("nominator")
    chosen = [CandidateInput(name="Sent forslag")]
    with refused(work, WrongPhaseError):
        nominations.save(work, nomination, {"story": "For sent."}, base=base, candidates=chosen)
    assert nomination.answers["story"] == "For sent."
    assert [one.name for one in as_filled_in(nomination)] == ["Sent forslag"]
    assert nomination.candidate_names == "Prøvedal kommune"


def test_while_the_call_is_paused_a_change_is_written_and_not_handed_in(world: World) -> None:
    award_round = world.open()
    [nomination] = world.submit(award_round, 1)
    phases.pause(world.work("secretariat"), award_round, "Departementet vil vente.")
    write(world, nomination, story="I pausen.")
    work = world.work("nominator")
    with refused(work, WrongPhaseError):
        nominations.submit(work, nomination)
    assert nomination.answers["story"] == "I pausen."


def test_what_is_withdrawn_is_taken_up_again_as_a_draft_with_its_text_and_number(
    world: World,
) -> None:
    award_round = world.open()
    [nomination] = world.submit(award_round, 1)
    withdrawals.withdraw(world.work("nominator"), nomination, "Feil.")
    withdrawals.take_up_again(world.work("nominator"), nomination)
    assert (nomination.state, nomination.reference) == ("draft", "2026-0001")
    assert nomination.answers["title"] == "Hemmelig tittel 1"
    assert screening.handed_in(world.session, award_round, world.clock.now) == []
    assert submit(world, nomination).number == 2
    assert [(move.source, move.name) for move in nomination.moves] == [
        ("draft", "submit"),
        ("submitted", "withdraw"),
        ("withdrawn", "take_up_again"),
        ("draft", "submit"),
    ]
    assert list(audit.verify(world.session)) == []


def test_all_who_were_told_of_a_withdrawal_are_told_that_it_is_taken_up(world: World) -> None:
    award_round = world.open()
    body = world.body_of("nominator")
    organisations.add_member(world.system, body, world.account("colleague"))
    [nomination] = world.submit(award_round, 1)
    for _ in range(2):
        withdrawals.withdraw(world.work("nominator"), nomination, "Feil.")
        withdrawals.take_up_again(world.work("nominator"), nomination)
    kinds = ("nomination_withdrawn", "nomination_taken_up")
    expected = [(kind, who) for kind in kinds for who in ("nominator", "colleague")] * 2
    assert told(world.session, *kinds) == expected


def test_what_was_taken_up_and_not_handed_in_is_a_draft_when_the_deadline_passes(
    world: World,
) -> None:
    award_round = world.open()
    kept, nomination = world.submit(award_round, 2)
    withdrawals.withdraw(world.work("nominator"), nomination, "Feil.")
    withdrawals.take_up_again(world.work("nominator"), nomination)
    world.pass_time(days=11)
    assert [one.id for one in screening.handed_in(world.session, award_round, world.clock.now)] == [
        kept.id
    ]
    work = world.work("secretariat")
    with refused(work, UndeclaredMoveError):
        screening.admit(work, nomination, residents_checked=True)


def test_nothing_is_taken_up_again_after_the_deadline(world: World) -> None:
    [nomination] = world.submit(world.open(), 1)
    withdrawals.withdraw(world.work("nominator"), nomination, "Feil.")
    world.pass_time(days=11)
    work = world.work("nominator")
    with refused(work, WrongPhaseError):
        withdrawals.take_up_again(work, nomination)
    assert nomination.state == "withdrawn"


def test_only_what_was_withdrawn_is_taken_up(world: World) -> None:
    [nomination] = world.submit(world.open(), 1)
    work = world.work("nominator")
    with refused(work, UndeclaredMoveError):
        withdrawals.take_up_again(work, nomination)


def test_taking_up_twice_does_it_once(world: World) -> None:
    [nomination] = world.submit(world.open(), 1)
    withdrawals.withdraw(world.work("nominator"), nomination, "Feil.")
    for _ in range(2):
        withdrawals.take_up_again(world.work("nominator"), nomination)
    assert [move.name for move in nomination.moves] == ["submit", "withdraw", "take_up_again"]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [({"extra": ""}, False), ({"story": "Dette er teksten til Hemmelig tittel 1."}, False)],
)
def test_what_says_nothing_new_is_no_change(
    world: World, answers: dict[str, Any], expected: bool
) -> None:
    award_round = world.open()
    [nomination] = world.submit(award_round, 1)
    nomination.answers = {**nomination.answers, **answers}
    form = rounds.form(world.session, award_round)
    assert has_changes(world.session, award_round, form, nomination, None) is expected


def test_the_last_minute_is_inside_the_deadline_for_a_change_too(world: World) -> None:
    award_round = world.open()
    [nomination] = world.submit(award_round, 1)
    assert award_round.deadline_at is not None
    world.clock.now = award_round.deadline_at + timedelta(seconds=59)
    write(world, nomination, story="I siste liten.")
    assert submit(world, nomination).number == 2
