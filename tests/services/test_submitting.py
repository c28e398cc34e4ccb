"""Handing a nomination in: complete, once, frozen, with a number and a receipt; and withdrawing."""

import hashlib
from typing import Any

import pytest
import rfc8785

from app.models import Nomination
from app.rules.access import DeniedError, WrongPhaseError
from app.rules.calendar import end_of
from app.rules.lifecycle import UndeclaredMoveError
from app.services import digests, nominations, organisations, screening, withdrawals
from app.services.nominations import IncompleteError, ReasonMissingError
from app.services.work import Work
from tests.factories import SYSTEM, World, texts
from tests.services.helpers import events, last_event, notice, refused, told


def submit(world: World, nomination: Nomination) -> Any:
    return nominations.submit(world.work("nominator"), nomination)


def test_submitting_freezes_what_the_jury_reads(world: World) -> None:
    nomination = world.draft(world.open())
    version = submit(world, nomination)
    town = nomination.candidates[0].municipality_id
    assert version.content == {
        "candidates": [
            {
                "kind": "municipality",
                "municipality_id": town,
                "name": "Prøvedal kommune",
                "org_number": "",
                "details": {},
            }
        ],
        "answers": {
            "title": "Hemmelig tittel",
            "story": "Dette er teksten til Hemmelig tittel.",
            "writing_aids": {"used": "none", "what": ""},
        },
        "form": [["title"], ["story"]],
    }
    assert (version.number, version.title, version.word_count) == (1, "Hemmelig tittel", 8)
    assert version.digest == digests.of(version.content)
    assert version.submitted_at == world.clock.now
    assert version.submitted_by_id == world.people["nominator"].id
    assert (nomination.state, nomination.submissions) == ("submitted", 1)


def test_the_receipt_is_on_record_and_sent_to_everybody_of_the_organisation(world: World) -> None:
    system = Work(world.session, SYSTEM, world.clock.now)
    organisations.add_member(system, world.body_of("nominator"), world.account("colleague"))
    nomination = world.draft(world.open())
    version = submit(world, nomination)
    assert (last_event(world.session).kind, last_event(world.session).data) == (
        "nomination.submitted",
        {
            "move": "submit",
            "source": "draft",
            "target": "submitted",
            "reason": digests.of(""),
            "reference": "2026-0001",
            "version": 1,
            "digest": version.digest,
            "row": digests.of({"number": 1, "title": "Hemmelig tittel", "words": 8}),
        },
    )
    assert sorted(told(world.session)) == [
        ("nomination_submitted", "colleague"),
        ("nomination_submitted", "nominator"),
    ]


def test_the_message_carries_the_receipt(world: World) -> None:
    nomination = world.draft(world.open())
    version = submit(world, nomination)
    sent = notice(world.session, "nomination_submitted")
    assert sent.context == {
        "nomination_id": nomination.id,
        "reference": "2026-0001",
        "title": "Hemmelig tittel",
        "version": 1,
        "digest": digests.checksum(version.digest),
        "parts": [
            {
                "key": key,
                "label": label,
                "digest": hashlib.sha256(exact.encode()).hexdigest(),
                "files": [],
            }
            for key, label, exact in (
                ("candidates", {}, rfc8785.dumps(version.content["candidates"]).decode()),
                ("title", texts("Spørsmål title"), "Hemmelig tittel"),
                ("story", texts("Spørsmål story"), "Dette er teksten til Hemmelig tittel."),
            )
        ],
    }
    assert (sent.round_id, sent.not_before) == (nomination.round_id, world.clock.now)


def test_submitting_twice_hands_in_once(world: World) -> None:
    nomination = world.draft(world.open())
    first = submit(world, nomination)
    world.pass_time(seconds=1)
    assert submit(world, nomination) is first
    assert [version.number for version in nomination.versions] == [1]
    assert [move.name for move in nomination.moves] == ["submit"]
    assert len(events(world.session, "nomination.submitted")) == 1
    assert len(told(world.session)) == 1


def test_the_receipt_can_be_fetched_after_the_deadline(world: World) -> None:
    nomination = world.draft(world.open())
    first = submit(world, nomination)
    world.pass_time(days=20)
    assert submit(world, nomination) is first


def test_numbers_follow_the_order_of_submission_within_the_round(world: World) -> None:
    award_round, other = world.open(2026), world.open(2027)
    late, early = world.draft(award_round), world.draft(award_round)
    elsewhere = world.draft(other)
    for nomination in (early, elsewhere, late):
        submit(world, nomination)
    assert [n.reference for n in (early, late, elsewhere)] == [
        "2026-0001",
        "2026-0002",
        "2027-0001",
    ]
    assert [n.number for n in (early, late, elsewhere)] == [1, 2, 1]


def test_a_number_that_was_withdrawn_is_not_given_again(world: World) -> None:
    award_round = world.open()
    first, second = world.draft(award_round), world.draft(award_round)
    submit(world, first)
    withdrawals.withdraw(world.work("nominator"), first, "Feil skjema.")
    submit(world, second)
    assert (first.reference, second.reference) == ("2026-0001", "2026-0002")


def test_what_is_incomplete_is_refused_with_every_fault(world: World) -> None:
    award_round = world.open()
    nomination = nominations.start(world.work("nominator"), award_round, world.body_of("nominator"))
    work = world.work("nominator")
    with refused(work, IncompleteError) as incomplete:
        nominations.submit(work, nomination)
    assert [(fault.key, fault.kind.value) for fault in incomplete.value.faults] == [
        ("candidates", "missing"),
        ("title", "missing"),
        ("story", "missing"),
        ("writing_aids", "missing"),
    ]
    assert (nomination.state, nomination.reference, nomination.versions) == ("draft", None, [])
    assert told(world.session) == []


def test_a_text_over_its_limit_is_a_fault_with_its_figures(world: World) -> None:
    nomination = world.draft(world.open())
    long = {"title": "ord " * 13, "story": "ord " * 51}
    base = nominations.base_of(nomination, list(long))
    nominations.save(world.work("nominator"), nomination, long, base=base)
    found = nominations.find_faults(world.session, nomination)
    assert [(fault.key, fault.kind.value, dict(fault.figures)) for fault in found] == [
        ("title", "too_long", {"words": 13, "limit": 12}),
        ("story", "too_long", {"words": 51, "limit": 50}),
    ]


def test_a_title_of_one_endless_word_is_stored(world: World) -> None:
    nomination = world.draft(world.open(), title="å" * 1000)
    version = submit(world, nomination)
    assert version.title == "å" * 300
    assert version.content["answers"]["title"] == "å" * 1000


def test_nothing_is_handed_in_after_the_minute_of_the_deadline(world: World) -> None:
    award_round = world.open()
    nomination = world.draft(award_round)
    deadline = award_round.deadline_at
    assert deadline is not None
    world.clock.now = end_of(deadline)
    work = world.work("nominator")
    with refused(work, WrongPhaseError):
        nominations.submit(work, nomination)
    assert (nomination.state, nomination.reference) == ("draft", None)
    world.pass_time(seconds=-1)
    assert submit(world, nomination).number == 1


def test_nobody_hands_in_for_another_organisation(world: World) -> None:
    nomination = world.draft(world.open())
    for name in sorted(world.people.keys() - {"nominator"}):
        work = world.work(name)
        with refused(work, DeniedError) as denied:
            nominations.submit(work, nomination)
        assert denied.value.hidden is True
    assert nomination.state == "draft"


def test_what_is_withdrawn_is_not_handed_in(world: World) -> None:
    nomination = world.draft(world.open())
    withdrawals.withdraw(world.work("nominator"), nomination, "Ombestemte oss.")
    work = world.work("nominator")
    with refused(work, WrongPhaseError):
        nominations.submit(work, nomination)


@pytest.mark.parametrize("phase", ["open", "screening", "declaring", "deliberation"])
def test_a_nomination_is_withdrawn_with_a_reason_until_the_decision(
    world: World, phase: str
) -> None:
    _, made = world.at(phase)
    source = made[0].state
    work = world.work("nominator")
    for blank in ("", " \n"):
        with refused(work, ReasonMissingError):
            withdrawals.withdraw(work, made[0], blank)
    withdrawals.withdraw(work, made[0], " Vi trekker oss. ")
    assert made[0].state == "withdrawn"
    last = made[0].moves[-1]
    assert (last.name, last.source, last.target) == ("withdraw", source, "withdrawn")
    assert (last.reason, last.moved_by_id) == ("Vi trekker oss.", world.people["nominator"].id)
    assert events(world.session)[-1] == ("nomination.withdrawn", f"nomination:{made[0].id}")


def test_withdrawing_twice_withdraws_once(world: World) -> None:
    nomination = world.draft(world.open())
    for reason in ("Ombestemte oss.", "", "En gang til."):
        withdrawals.withdraw(world.work("nominator"), nomination, reason)
    assert [move.reason for move in nomination.moves] == ["Ombestemte oss."]
    assert len(events(world.session, "nomination.withdrawn")) == 1


@pytest.mark.parametrize("phase", ["announced", "archived"])
def test_nothing_is_withdrawn_after_the_announcement(world: World, phase: str) -> None:
    _, made = world.at(phase)
    work = world.work("nominator")
    with refused(work, WrongPhaseError):
        withdrawals.withdraw(work, made[0], "For sent.")
    assert made[0].state == "admitted"


def test_what_was_rejected_is_not_withdrawn(world: World) -> None:
    _, made = world.at("screening")
    screening.reject(world.work("secretariat"), made[0], "Utenfor formålet.")
    work = world.work("nominator")
    with refused(work, UndeclaredMoveError):
        withdrawals.withdraw(work, made[0], "Da trekker vi.")
    assert made[0].state == "rejected"


def test_what_is_withdrawn_is_judged_no_more(world: World) -> None:
    award_round, made = world.at("scoring")
    withdrawals.withdraw(world.work("nominator"), made[0], "Vi trekker oss.")
    assert nominations.admitted_ids(world.session, award_round) == [made[1].id]
    assert [n.id for n in nominations.admitted(world.session, award_round)] == [made[1].id]


def test_the_version_that_counts_is_the_latest(world: World) -> None:
    nomination = world.draft(world.open())
    assert nominations.current_version(nomination) is None
    version = submit(world, nomination)
    assert nominations.current_version(nomination) is version
