"""Meetings: who is at the table, who votes, and what becomes of the minutes."""

from datetime import timedelta
from typing import Any

import pytest

from app.models import Meeting
from app.rules.access import DeniedError, Verdict, WrongPhaseError
from app.rules.decisions import DecisionLack
from app.rules.impartiality import Answer
from app.rules.meetings import Approval, Choice, MeetingOrder, Mode, drawn
from app.services import audit, decisions, impartiality, meetings, rulebooks
from app.services.decisions import DecisionIncompleteError
from app.services.meetings import (
    AnotherVersionError,
    AttendanceFault,
    AttendanceRefusedError,
    Bar,
    MeetingGoesOnError,
    MeetingUnderWayError,
    MotionMissingError,
    NotAtItemError,
    NotPresentError,
    VotedAlreadyError,
    VoteRefusedError,
    minutes,
)
from app.services.nominations import ReasonMissingError
from app.services.work import LockedError, NotFoundError, StaleEditError
from tests.factories import World, decision
from tests.meeting import attend, seat, to_deliberation, to_meeting, to_minutes, turn, vote


def names(world: World, found: Any) -> set[str]:
    by_seat = {seat(world, name): name for name in world.people if name[:5] in "chair juror deput"}
    return {by_seat[one] for one in found}


def test_the_agenda_is_as_ranked_or_as_drawn_and_can_be_drawn_again(world: World) -> None:
    award_round, made = to_deliberation(world)
    held = meetings.open_meeting(world.work("chair"), award_round, MeetingOrder.RANKED)
    assert [one.nomination_id for one in held.items] == [one.id for one in made]
    with pytest.raises(MeetingUnderWayError):
        meetings.open_meeting(world.work("secretariat"), award_round, MeetingOrder.RANKED)
    meetings.close_meeting(world.work("chair"), held.id)
    again = meetings.open_meeting(world.work("secretariat"), award_round, MeetingOrder.DRAWN)
    assert [one.nomination_id for one in again.items] == drawn(again.seed, [n.id for n in made])
    assert (again.number, len(again.seed)) == (2, 32)


def test_nobody_else_opens_a_meeting_and_none_is_opened_before_the_deliberation(
    world: World,
) -> None:
    award_round, _made = to_deliberation(world)
    for name in ("juror_b", "deputy_b", "auditor"):
        with pytest.raises(DeniedError):
            meetings.open_meeting(world.work(name), award_round, MeetingOrder.DRAWN)
    scoring, _ = world.at("scoring", 2027)
    with pytest.raises(WrongPhaseError):
        meetings.open_meeting(world.work("chair"), scoring, MeetingOrder.DRAWN)


def test_whoever_is_recused_leaves_as_the_meeting_turns_to_it_and_her_deputy_sits(
    world: World,
) -> None:
    award_round, made, held = to_meeting(world)
    stage = award_round.stages[0]
    table = turn(world, held, 0)
    assert table.mode(seat(world, "juror_b"), held.items[0]) is Mode.OUT
    assert table.mode(seat(world, "juror_b")) is Mode.ROOM
    assert names(world, table.sitting(held.items[0])) == {"chair", "deputy_b", "juror_c"}
    table = turn(world, held, 1)
    assert names(world, table.sitting(held.items[1])) == {"chair", "juror_b", "juror_c"}
    attend(world, held, juror_c="out")
    turn(world, held, 2)
    session = world.session
    everybody = {"chair", "juror_b", "deputy_b", "juror_c"}
    assert names(world, meetings.present_in(session, stage)) == everybody
    assert [names(world, meetings.present_for(session, stage, one.id)) for one in made] == [
        {"chair", "deputy_b", "juror_c"},
        {"chair", "juror_b", "juror_c"},
        {"chair", "juror_b"},
    ]


def test_a_deputy_is_called_in_for_one_item(world: World) -> None:
    _round, _made, held = to_meeting(world)
    item = held.items[1]
    turn(world, held, 1)
    attend(world, held, item.id, juror_c="out", deputy_c="room")
    table = turn(world, held, 1)
    assert names(world, table.sitting(item)) == {"chair", "juror_b", "deputy_c"}
    table = turn(world, held, 2)
    assert names(world, table.sitting(held.items[2])) == {"chair", "juror_b", "juror_c"}


def test_attendance_that_cannot_be_is_refused(world: World) -> None:
    _round, _made, held = to_meeting(world)
    office, member = world.work("secretariat"), seat(world, "juror_b")

    def fault(modes: dict[int, Mode], **more: Any) -> AttendanceFault:
        with pytest.raises(AttendanceRefusedError) as refused:
            meetings.note_attendance(office, held.id, modes, **more)
        return refused.value.fault

    early, late = held.opened_at - timedelta(minutes=5), office.now + timedelta(minutes=5)
    assert fault({9999: Mode.ROOM}) is AttendanceFault.UNKNOWN_PERSON
    assert fault({member: Mode.OUT}, since=early) is AttendanceFault.BEFORE_THE_MEETING
    assert fault({member: Mode.OUT}, since=late) is AttendanceFault.NOT_YET
    into = {"item_id": held.items[0].id}
    assert fault({member: Mode.ROOM}, **into) is AttendanceFault.KEPT_OUT


def test_two_who_note_at_once_are_shown_both(world: World) -> None:
    _round, _made, held = to_meeting(world)
    office, before = world.work("secretariat"), "jcs:0"
    meetings.note(office, held.id, None, "Den første.")
    with pytest.raises(StaleEditError) as lost:
        meetings.note(office, held.id, None, "Den andre.", base=before)
    assert lost.value.theirs == {"text": "Den første.", "number": 1}
    given = {seat(world, "chair"): Mode.OUT}
    with pytest.raises(StaleEditError):
        meetings.note_attendance(office, held.id, given, base=before)


def test_an_open_vote_is_of_those_at_the_table_alone(world: World) -> None:
    _round, _made, held = to_meeting(world)
    office, item = world.work("secretariat"), held.items[0]
    with pytest.raises(MotionMissingError):
        meetings.move(office, held.id, item.id, "  ")
    motion = meetings.move(office, held.id, item.id, "Går videre.", seat(world, "chair"))
    assert meetings.move(office, held.id, item.id, "Går videre.", seat(world, "chair")) is motion
    everybody = {"chair": "for", "deputy_b": "against", "juror_c": "for"}
    with pytest.raises(NotAtItemError):
        vote(world, held, motion.id, **everybody)
    turn(world, held, 0)

    def bars(**choices: str) -> list[tuple[str, Bar]]:
        with pytest.raises(VoteRefusedError) as refused:
            vote(world, held, motion.id, **choices)
        return [(one.name, one.bar) for one in refused.value.barred]

    assert bars(**everybody, juror_b="for") == [("juror_b", Bar.RECUSED)]
    assert bars(**everybody, deputy_c="for") == [("deputy_c", Bar.NOT_PRESENT)]
    attend(world, held, juror_c="out", deputy_c="room")
    assert bars(**everybody) == [("juror_c", Bar.LEFT)]
    attend(world, held, juror_c="room")
    assert bars(**everybody, deputy_c="for") == [("deputy_c", Bar.MEMBER_SITS)]
    with pytest.raises(VoteRefusedError) as refused:
        vote(world, held, motion.id, chair="for", juror_c="for")
    assert refused.value.missing == ["deputy_b"]

    given = {seat(world, name): Choice(choice) for name, choice in everybody.items()}
    dissent = {seat(world, "deputy_b"): "Tallene holder ikke."}
    taken = meetings.divide(office, held.id, motion.id, given, dissent)
    assert (taken.is_carried, taken.by_casting) == (True, False)
    assert [(v.choice, v.dissent) for v in taken.votes] == [
        (Choice.FOR, ""),
        (Choice.AGAINST, "Tallene holder ikke."),
        (Choice.FOR, ""),
    ]
    assert meetings.divide(office, held.id, motion.id, given, dissent) is taken
    with pytest.raises(VotedAlreadyError):
        vote(world, held, motion.id, **everybody)


@pytest.mark.parametrize(("casting", "carried"), [(False, False), (True, True)])
def test_the_leaders_vote_settles_where_the_rulebook_says_so(
    world: World, *, casting: bool, carried: bool
) -> None:
    _round, _made, held = to_meeting(world, casting=casting)
    attend(world, held, juror_c="out")
    turn(world, held, 0)
    motion = meetings.move(world.work("chair"), held.id, held.items[0].id, "Går videre.")
    taken = vote(world, held, motion.id, chair="for", deputy_b="against")
    assert (taken.is_carried, taken.by_casting) == (carried, casting)
    assert taken.leader_id == seat(world, "chair")


def test_the_acting_chair_leads_what_the_chair_is_recused_from(world: World) -> None:
    award_round, _made, held = to_meeting(world)
    office = world.work("secretariat")
    impartiality.note_absence(office, award_round, seat(world, "chair"), "Syk.", is_away=True)
    impartiality.elect_chair(office, award_round, seat(world, "juror_c"), "Valgt i møtet.")
    attend(world, held, chair="out")
    table = turn(world, held, 1)
    leads = meetings.leader(world.session, table, held.items[1])
    assert leads is not None
    assert leads.id == seat(world, "juror_c")


def test_who_keeps_a_meeting(world: World) -> None:
    award_round, _made = to_deliberation(world)
    named = seat(world, "juror_c")
    held = meetings.open_meeting(
        world.work("secretariat"), award_round, MeetingOrder.RANKED, secretary_id=named
    )
    assert meetings.note(world.work("juror_c"), held.id, None, "Satt.") is not None
    for name in ("juror_b", "deputy_b"):
        with pytest.raises(DeniedError) as denied:
            meetings.note(world.work(name), held.id, None, "Nei.")
        assert denied.value.verdict is Verdict.NOT_HERS
    with pytest.raises(NotFoundError):
        meetings.turn(world.work("chair"), held.id, 9999)


def test_the_chair_writes_nothing_of_what_she_is_recused_from(world: World) -> None:
    award_round, made, held = to_meeting(world)
    world.declare(award_round, "chair", made[0], Answer.AUTOMATIC)
    item = held.items[0].id
    with pytest.raises(DeniedError) as denied:
        meetings.note(world.work("chair"), held.id, item, "Nei.")
    assert denied.value.verdict is Verdict.RECUSED
    table = turn(world, held, 0)
    assert names(world, table.sitting(held.items[0])) == {"deputy_b", "juror_c"}
    assert meetings.leader(world.session, table, held.items[0]) is None


def test_nothing_is_noted_in_a_meeting_that_is_over(world: World) -> None:
    _round, held = to_minutes(world)
    office = world.work("secretariat")
    for act in (
        lambda: meetings.note(office, held.id, None, "Sent."),
        lambda: meetings.move(office, held.id, None, "Sent."),
        lambda: meetings.turn(office, held.id, held.items[0].id),
        lambda: meetings.close_meeting(office, held.id),
        lambda: meetings.note_attendance(office, held.id, {}),
        lambda: minutes.write(office, held.id, {"opening": "Annet."}),
    ):
        with pytest.raises(LockedError):
            act()


def over(world: World) -> Meeting:
    _round, _made, held = to_meeting(world)
    with pytest.raises(MeetingGoesOnError):
        minutes.write(world.work("secretariat"), held.id, {"opening": "For tidlig."})
    turn(world, held, 0)
    turn(world, held, 1)
    meetings.close_meeting(world.work("secretariat"), held.id)
    return held


def test_minutes_are_approved_by_those_who_were_there_and_anew_when_changed(world: World) -> None:
    held = over(world)
    award_round_stage = held.stage
    assert minutes.digest_of(world.session, award_round_stage) is None
    office = world.work("secretariat")
    minutes.write(office, held.id, {"opening": "Juryen møttes."})
    first = minutes.digest_of(world.session, award_round_stage)

    with pytest.raises(NotPresentError):
        minutes.answer(world.work("deputy_c"), held.id, 1, approves=True)
    with pytest.raises(ReasonMissingError):
        minutes.answer(world.work("juror_b"), held.id, 1, approves=False)
    minutes.answer(world.work("chair"), held.id, 1, approves=True)
    minutes.answer(world.work("juror_c"), held.id, 1, approves=True)
    minutes.write(office, held.id, {"opening": "Juryen møttes på Hamar."})
    with pytest.raises(AnotherVersionError):
        minutes.answer(world.work("juror_b"), held.id, 1, approves=True)

    minutes.answer(world.work("juror_b"), held.id, 2, approves=False, reason="Vi var i Oslo.")
    for name in ("chair", "juror_c"):
        minutes.answer(world.work(name), held.id, 2, approves=True)
    found = minutes.standing(world.session, held.id)
    assert found is not None
    assert (found.stands, found.is_locked) == (Approval.WAITING, False)  # two of four
    minutes.answer(world.work("deputy_b"), held.id, 2, approves=True)
    found = minutes.standing(world.session, held.id)
    assert found is not None
    assert (found.stands, found.is_locked) == (Approval.APPROVED, True)
    assert found.answers[seat(world, "juror_b")].reason == "Vi var i Oslo."
    with pytest.raises(LockedError):
        minutes.answer(world.work("chair"), held.id, 2, approves=False, reason="Angrer.")
    assert first != minutes.digest_of(world.session, award_round_stage)
    assert [str(one) for one in audit.verify(world.session)] == []


def test_of_two_who_write_the_minutes_at_once_the_later_is_shown_both(world: World) -> None:
    held = over(world)
    office = world.work("secretariat")
    minutes.write(office, held.id, {"opening": "Den første."})
    with pytest.raises(StaleEditError) as lost:
        minutes.write(office, held.id, {"opening": "Den andre."}, base="jcs:0")
    assert lost.value.theirs["opening"] == "Den første."


def test_whoever_is_recused_from_an_item_reads_the_rest_of_the_minutes(world: World) -> None:
    held = over(world)
    first, second, third = (str(one.id) for one in held.items)
    table = meetings.see(world.work("juror_b"), held.id)
    readable = ["opening", second, third, "closing"]
    assert minutes.readable(world.work("juror_b"), table) == readable
    assert minutes.readable(world.work("secretariat"), table) == [
        "opening",
        *(first, second, third),
        "closing",
    ]


def test_a_new_rulebook_keeps_what_is_asked_of_meetings(world: World) -> None:
    award_round, _made = to_deliberation(world, casting=True)
    amended = world.amend(award_round, quorum=1)
    assert (amended.version, amended.asks_for_meeting, amended.casting_vote) == (2, True, True)
    copied = rulebooks.rules_to_copy(award_round)
    assert copied is not None
    assert (copied.asks_for_meeting, copied.casting_vote) == (True, True)


def test_whoever_seals_was_in_the_meeting_that_the_rules_ask_for(world: World) -> None:
    award_round, made = to_deliberation(world)
    given = decision(made, reason="Juryen la mest vekt på varigheten.")
    with pytest.raises(DecisionIncompleteError) as refused:
        decisions.prepare(world.work("chair"), award_round, given)
    assert refused.value.lacks == [DecisionLack.NOT_PRESENT]
    world.pass_time(hours=1)
    held = meetings.open_meeting(world.work("chair"), award_round, MeetingOrder.RANKED)
    attend(world, held, juror_c="room")
    with pytest.raises(DecisionIncompleteError):
        decisions.prepare(world.work("chair"), award_round, given)
    attend(world, held, chair="remote")
    turn(world, held, 0)
    assert decisions.finalise(world.work("chair"), award_round, given).sealed_at is not None
