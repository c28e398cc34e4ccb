"""After the deadline: returned for completion, and let in by an exception."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from app.models import Nomination, NominationVersion, Round
from app.rules.access import DeniedError, WrongPhaseError
from app.rules.lifecycle import UndeclaredMoveError
from app.rules.windows import OpeningKind
from app.services import audit, foresight, late, nominations, phases, screening, withdrawals
from app.services.foresight import ForeseenOtherwiseError
from app.services.late import DeadlineFault, NoSectionsError, OwnDeadlineError
from app.services.moves import ConditionsUnmetError
from app.services.nominations import ReasonMissingError
from app.services.nominations.candidates import CANDIDATES, CandidateInput
from tests.factories import World
from tests.services.helpers import last_event, notice, refused, told


def soon(world: World) -> datetime:
    return world.clock.now + timedelta(days=3)


def screened(world: World, count: int = 1) -> tuple[Round, list[Nomination]]:
    """Give a round whose deadline has passed, with nominations that wait."""
    award_round = world.open()
    made = world.submit(award_round, count)
    world.pass_time(days=11)
    return award_round, made


def returned(world: World, *sections: str) -> tuple[Round, Nomination]:
    award_round, [nomination] = screened(world)
    give_back(world, nomination, *sections)
    return award_round, nomination


def give_back(world: World, nomination: Nomination, *sections: str) -> None:
    late.return_for_completion(
        world.work("secretariat"), nomination, sections or ["second"], "Tall mangler.", soon(world)
    )


def write(world: World, nomination: Nomination, **answers: Any) -> None:
    base = nominations.base_of(nomination, list(answers))
    nominations.save(world.work("nominator"), nomination, answers, base=base)


def submit(world: World, nomination: Nomination) -> NominationVersion:
    return nominations.submit(world.work("nominator"), nomination)


# --- returned -------------------------------------------------------------------------------


def test_what_is_returned_opens_the_named_sections_alone(world: World) -> None:
    _, nomination = returned(world, "second")
    write(world, nomination, story="Med tall.")
    work = world.work("nominator")
    base = nominations.base_of(nomination, ["title"])
    with refused(work, WrongPhaseError):
        nominations.save(work, nomination, {"title": "Ny tittel"}, base=base)
    assert (nomination.state, nomination.answers["story"]) == ("returned", "Med tall.")


def test_answering_makes_a_version_of_what_was_asked_for_and_nothing_else(world: World) -> None:
    _, nomination = returned(world, "second")
    nomination.answers = {**nomination.answers, "title": "Smuglet inn", "story": "Med tall."}
    base = nominations.base_of(nomination, [CANDIDATES])
    world.session.commit()
    with refused(world.work("nominator"), WrongPhaseError):
        nominations.save(
            world.work("nominator"),
            nomination,
            {},
            base=base,
            candidates=[CandidateInput(name="Smuglet AS")],
        )
    version = submit(world, nomination)
    assert version.content["answers"] == {
        "title": "Hemmelig tittel 1",
        "story": "Med tall.",
        "writing_aids": {"used": "none", "what": ""},
    }
    assert [one["name"] for one in version.content[CANDIDATES]] == ["Prøvedal kommune"]
    assert (version.number, version.title) == (2, "Hemmelig tittel 1")
    assert (nomination.state, nomination.opening) == ("submitted", None)
    assert list(audit.verify(world.session)) == []


def test_who_returned_it_and_why_is_on_record_and_told(world: World) -> None:
    returned(world, "second")
    told_of = notice(world.session, "nomination_returned")
    assert told_of.context["reason"] == "Tall mangler."
    assert told_of.context["until"] == soon(world).isoformat()
    assert len(told_of.context["sections"]) == 1
    event = last_event(world.session)
    assert event.kind == "nomination.returned"
    assert event.data["sections"] == ["second"]
    assert event.data["deadline"] == soon(world).isoformat()
    assert list(audit.verify(world.session)) == []


def test_the_secretariat_is_told_of_the_answer(world: World) -> None:
    _, nomination = returned(world)
    write(world, nomination, story="Med tall.")
    submit(world, nomination)
    assert told(world.session, "nomination_answered") == [("nomination_answered", "secretariat")]


def test_what_is_awaited_is_not_screened_and_the_jury_does_not_begin(world: World) -> None:
    award_round, [nomination, other] = screened(world, 2)
    screening.admit(world.work("secretariat"), other, residents_checked=True)
    give_back(world, nomination)
    for act in (
        lambda work: screening.admit(work, nomination, residents_checked=True),
        lambda work: screening.reject(work, nomination, "Nei."),
    ):
        work = world.work("secretariat")
        with refused(work, ConditionsUnmetError) as unmet:
            act(work)
        assert unmet.value.unmet == ["not_awaited"]
    work = world.work("secretariat")
    with refused(work, ConditionsUnmetError):
        phases.move(work, award_round, "begin_judging")


def test_what_is_not_answered_in_time_is_screened_as_it_was(world: World) -> None:
    _, nomination = returned(world)
    write(world, nomination, story="Ikke sendt.")
    world.pass_time(days=4)
    work = world.work("nominator")
    with refused(work, WrongPhaseError):
        nominations.submit(work, nomination)
    screening.admit(world.work("secretariat"), nomination, residents_checked=True)
    assert (nomination.state, nomination.submissions) == ("admitted", 1)
    assert nomination.answers["story"] == "Ikke sendt."
    assert nomination.opening is None
    assert list(audit.verify(world.session)) == []


def test_a_return_is_taken_back_with_a_reason(world: World) -> None:
    _, nomination = returned(world)
    screening.reopen(world.work("secretariat"), nomination, "Det sto der likevel.")
    assert (nomination.state, nomination.opening) == ("submitted", None)
    assert told(world.session, "nomination_reopened") == [("nomination_reopened", "nominator")]
    work = world.work("nominator")
    with refused(work, WrongPhaseError):
        nominations.save(
            work, nomination, {"story": "x"}, base=nominations.base_of(nomination, ["story"])
        )
    give_back(world, nomination)
    assert list(audit.verify(world.session)) == []


def test_the_last_minute_of_its_own_deadline_is_inside_it(world: World) -> None:
    _, nomination = returned(world)
    write(world, nomination, story="Med tall.")
    assert nomination.opening is not None
    world.clock.now = nomination.opening.deadline_at + timedelta(seconds=59)
    assert submit(world, nomination).number == 2


def test_what_is_wrong_where_nothing_is_open_stands_in_nobodys_way(world: World) -> None:
    _, nomination = returned(world, "second")
    nomination.answers = {**nomination.answers, "title": "", "story": "Med tall."}
    assert submit(world, nomination).content["answers"]["title"] == "Hemmelig tittel 1"


def test_what_is_returned_can_be_withdrawn(world: World) -> None:
    _, nomination = returned(world)
    withdrawals.withdraw(world.work("nominator"), nomination, "Vi rekker det ikke.")
    assert (nomination.state, nomination.opening) == ("withdrawn", None)
    assert list(audit.verify(world.session)) == []


@pytest.mark.parametrize(
    ("named", "reason", "days", "error"),
    [
        ([], "Tall mangler.", 3, NoSectionsError),
        (["nothing"], "Tall mangler.", 3, NoSectionsError),
        (["second"], "  ", 3, ReasonMissingError),
        (["second"], "Tall mangler.", -1, OwnDeadlineError),
        (["second"], "Tall mangler.", 400, OwnDeadlineError),
    ],
)
def test_a_return_needs_sections_a_reason_and_a_deadline(
    world: World, named: list[str], reason: str, days: int, error: type[Exception]
) -> None:
    _, [nomination] = screened(world)
    work = world.work("secretariat")
    until = world.clock.now + timedelta(days=days)
    with refused(work, error):
        late.return_for_completion(work, nomination, named, reason, until)
    assert (nomination.state, told(world.session, "nomination_returned")) == ("submitted", [])


def test_a_deadline_says_what_is_wrong_with_it(world: World) -> None:
    _, [nomination] = screened(world)
    work = world.work("secretariat")
    for days, fault in ((-1, DeadlineFault.PASSED), (400, DeadlineFault.FAR)):
        until = world.clock.now + timedelta(days=days)
        with refused(work, OwnDeadlineError) as wrong:
            late.make_exception(work, nomination, "Grunn.", until)
        assert wrong.value.fault is fault


def test_nothing_is_returned_otherwise_than_it_was_shown(world: World) -> None:
    _, [nomination] = screened(world)
    work = world.work("secretariat")
    seen = foresight.stamp(late.foresee(work, nomination, OpeningKind.RETURN))
    screening.admit(work, nomination, residents_checked=True)
    with refused(work, ForeseenOtherwiseError):
        late.return_for_completion(
            work, nomination, ["second"], "Tall mangler.", soon(world), seen=seen
        )


@pytest.mark.parametrize("who", ["nominator", "stranger", "auditor", "chair"])
def test_only_the_secretariat_opens_anything(world: World, who: str) -> None:
    _, [nomination] = screened(world)
    work = world.work(who)
    for act in (
        lambda: late.return_for_completion(work, nomination, ["second"], "G.", soon(world)),
        lambda: late.make_exception(work, nomination, "G.", soon(world)),
        lambda: late.end_exception(work, nomination, "G."),
        lambda: late.foresee(work, nomination, OpeningKind.RETURN),
    ):
        with refused(work, DeniedError):
            act()


def test_nothing_is_opened_while_the_call_is_or_when_the_jury_has_begun(world: World) -> None:
    award_round = world.open()
    [nomination] = world.submit(award_round, 1)
    work = world.work("secretariat")
    with refused(work, WrongPhaseError):
        late.make_exception(work, nomination, "G.", soon(world))
    world.pass_time(days=11)
    screening.admit(world.work("secretariat"), nomination, residents_checked=True)
    phases.move(world.work("secretariat"), award_round, "begin_judging")
    work = world.work("secretariat")
    with refused(work, WrongPhaseError):
        late.return_for_completion(work, nomination, ["second"], "G.", soon(world))


# --- exceptions ------------------------------------------------------------------------------


def overdue(world: World) -> tuple[Round, Nomination]:
    """Give a round whose deadline has passed, with a draft that came late."""
    award_round = world.open()
    draft = world.draft(award_round)
    world.pass_time(days=11)
    return award_round, draft


def test_an_exception_lets_one_draft_in_once(world: World) -> None:
    award_round, draft = overdue(world)
    other = world.session.get(Nomination, draft.id)
    assert other is draft
    late.make_exception(world.work("secretariat"), draft, "Nettet var nede.", soon(world))
    assert draft.state == "draft"
    write(world, draft, story="Litt til.")
    version = submit(world, draft)
    assert (version.number, draft.reference, draft.state) == (1, "2026-0001", "submitted")
    assert draft.opening is None
    work = world.work("nominator")
    with refused(work, WrongPhaseError):
        nominations.save(work, draft, {"story": "Mer."}, base=nominations.base_of(draft, ["story"]))
    assert [one.id for one in screening.handed_in(world.session, award_round, world.clock.now)] == [
        draft.id
    ]
    assert list(audit.verify(world.session)) == []


def test_another_draft_is_not_let_in_by_it(world: World) -> None:
    award_round = world.open()
    one, other = world.draft(award_round), world.draft(award_round)
    world.pass_time(days=11)
    late.make_exception(world.work("secretariat"), one, "Nettet var nede.", soon(world))
    work = world.work("nominator")
    with refused(work, WrongPhaseError):
        nominations.submit(work, other)


def test_an_exception_takes_a_change_that_came_late(world: World) -> None:
    _, [nomination] = screened(world)
    nomination.answers = {**nomination.answers, "story": "Kom for sent."}
    late.make_exception(world.work("secretariat"), nomination, "Nettet var nede.", soon(world))
    version = submit(world, nomination)
    assert (version.number, version.content["answers"]["story"]) == (2, "Kom for sent.")


def test_an_exception_is_told_with_its_reason_and_deadline(world: World) -> None:
    _, draft = overdue(world)
    late.make_exception(world.work("secretariat"), draft, "Nettet var nede.", soon(world))
    told_of = notice(world.session, "nomination_excepted")
    assert told_of.context == {
        "nomination_id": draft.id,
        "reference": "",
        "title": "",
        "reason": "Nettet var nede.",
        "until": soon(world).isoformat(),
    }


def test_the_jury_waits_for_a_draft_with_an_exception_until_its_deadline(world: World) -> None:
    award_round = world.open()
    draft = world.draft(award_round)
    [nomination] = world.submit(award_round, 1)
    world.pass_time(days=11)
    screening.admit(world.work("secretariat"), nomination, residents_checked=True)
    late.make_exception(world.work("secretariat"), draft, "Nettet var nede.", soon(world))
    work = world.work("secretariat")
    with refused(work, ConditionsUnmetError) as unmet:
        phases.move(work, award_round, "begin_judging")
    assert unmet.value.unmet == ["all_screened"]
    world.pass_time(days=4)
    phases.move(world.work("secretariat"), award_round, "begin_judging")
    assert award_round.milestone == "judging"


def test_an_exception_can_be_made_anew_and_taken_back(world: World) -> None:
    award_round, draft = overdue(world)
    late.make_exception(world.work("secretariat"), draft, "Nettet var nede.", soon(world))
    world.pass_time(days=4)
    late.make_exception(world.work("secretariat"), draft, "En dag til.", soon(world))
    late.end_exception(world.work("secretariat"), draft, "Det trengs ikke.")
    work = world.work("nominator")
    with refused(work, WrongPhaseError):
        nominations.submit(work, draft)
    assert [
        (one.move.reason, one.is_awaited(world.clock.now))
        for one in late.opened(world.session, award_round)
    ] == [("En dag til.", False), ("Nettet var nede.", False)]
    assert told(world.session, "exception_ended") == [("exception_ended", "nominator")]
    assert list(audit.verify(world.session)) == []


def test_of_drafts_that_came_late_the_secretariat_learns_whose_they_are(world: World) -> None:
    award_round, draft = overdue(world)
    found = late.drafts(world.work("secretariat"), award_round)
    assert [one.id for one in found] == [draft.id]
    work = world.work("auditor")
    with refused(work, DeniedError):
        late.drafts(work, award_round)


def test_an_admitted_one_gets_no_exception(world: World) -> None:
    _, [nomination] = screened(world)
    screening.admit(world.work("secretariat"), nomination, residents_checked=True)
    work = world.work("secretariat")
    with refused(work, UndeclaredMoveError):
        late.make_exception(work, nomination, "G.", soon(world))
