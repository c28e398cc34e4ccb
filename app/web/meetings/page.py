"""What the pages of a meeting show: its agenda, who is there, what was noted and voted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from app.models import Appointment, MeetingItem, Motion, Round
from app.rules.access import Permission, Verdict
from app.rules.impartiality import Standing
from app.rules.lifecycle import StageState
from app.rules.meetings import Mode
from app.services import disclosure, impartiality, may, meetings, ranking, stamps
from app.services.meetings import Record, Table
from app.services.work import Work
from app.web.meetings.forms import DISSENT, MODE, VOTE, Sent
from app.web.ranking import sheets_page
from app.web.ranking.sheets_page import SheetsPage
from app.words import meetings as words


@dataclass(frozen=True)
class AgendaLine:
    """One item of the agenda. number: empty where the reader may not know its place."""

    item_id: int
    number: str
    name: str
    url: str
    is_current: bool
    is_taken: bool
    is_open: bool


@dataclass(frozen=True)
class Person:
    """Somebody of the jury in the form of attendance."""

    field: str
    name: str
    mode: str
    is_at_table: bool
    is_kept_out: bool


@dataclass(frozen=True)
class Voter:
    """Somebody at the table in the form of a vote."""

    field: str
    name: str
    choice: str
    dissent_field: str
    dissent: str


@dataclass(frozen=True)
class MotionView:
    """A motion, and what came of it, or the form of the vote."""

    id: int
    number: int
    text: str
    by: str
    came_to: str
    voted: Sequence[tuple[str, str]]
    dissents: Sequence[tuple[str, str]]
    voters: Sequence[Voter]
    errors: Mapping[str, str]


@dataclass(frozen=True)
class MeetingPage:
    """A meeting, or one item of it."""

    title: str
    lasted: str
    is_open: bool
    keeps: bool
    ordering: str
    agenda: Sequence[AgendaLine]
    item_id: int | None
    name: str
    is_current: bool
    following: AgendaLine | None
    """The item that is to be taken next."""
    leader: str
    at_table: Sequence[str]
    out: Sequence[str]
    people: Sequence[Person]
    attendance_base: str
    since: str
    note: str
    note_base: str
    motions: Sequence[MotionView]
    motion: str
    moved_by: str
    movers: Sequence[tuple[int, str]]
    sheets: SheetsPage | None
    hides_scores: bool
    """Whether there are scores that the reader may not see."""
    revise_url: str
    errors: Sequence[tuple[str, str]]
    theirs: Sequence[tuple[str, str, str]]


def lay_out(work: Work, record: Record, item: MeetingItem | None, sent: Sent) -> MeetingPage:
    """Lay out a meeting, or one of its items, with what was sent and refused in its fields."""
    table = record.table
    keeps = table.is_open and meetings.keeps(work, table.award_round, table.meeting)
    lines = agenda(work, record)
    note = meetings.note_data(record.notes.get(item.id if item else None))
    own = sent.values if sent.form == "motion" else {}
    sitting = table.sitting(item)
    leads = meetings.leader(work.session, table, item)
    sheets = _sheets(work, table, item)
    return MeetingPage(
        title=words.titled(table.meeting),
        lasted=words.lasted(table.meeting),
        is_open=table.is_open,
        keeps=keeps,
        ordering=str(words.ORDERS[table.meeting.ordering]),
        agenda=lines,
        item_id=item.id if item else None,
        name=record.name(item) if item else "",
        is_current=item is not None and table.current_id == item.id,
        following=_following(record, lines, item),
        leader=leads.person_name if leads else "",
        at_table=[one.person_name for one in _in_order(table) if one.id in sitting],
        out=[one.person_name for one in _in_order(table) if _is_out(table, item, one)],
        people=_people(table, item, sent),
        attendance_base=stamps.of(meetings.attendance_data(table, item)),
        since=sent.values.get("since", "") if sent.form == "attendance" else "",
        note=sent.values.get("text", "") if sent.form == "note" else note["text"],
        note_base=stamps.of(note),
        motions=[_motion(table, item, one, sent) for one in record.of_item(item)],
        motion=own.get("text", ""),
        moved_by=own.get("moved_by", ""),
        movers=[(one.id, one.person_name) for one in _in_order(table) if one.id in sitting],
        sheets=sheets,
        hides_scores=item is not None and sheets is None,
        revise_url=_revise_url(work, table, item),
        errors=list(sent.errors.items()),
        theirs=sent.theirs,
    )


def agenda(work: Work, record: Record) -> list[AgendaLine]:
    """List the items as the reader may know them.

    What is closed to her comes last, and the others are counted as if it were not there: no place
    of hers tells of it. Whoever may not see a ranking reads the names in their own order.
    """
    table = record.table
    is_drawn = bool(table.meeting.seed)
    knows = is_drawn or disclosure.of(work, table.award_round).ranking
    opened = [one for one in table.meeting.items if meetings.sees(work, table, one)]
    shut = [one for one in table.meeting.items if one not in opened]
    if not knows:
        opened.sort(key=record.name)
    numbered = [(str(place) if knows else "", one) for place, one in enumerate(opened, 1)]
    return [
        AgendaLine(
            one.id,
            number,
            record.name(one),
            url_for("meetings.item", meeting_id=table.meeting.id, item_id=one.id),
            table.current_id == one.id,
            one.id in record.sat,
            one in opened,
        )
        for number, one in [*numbered, *(("", one) for one in shut)]
    ]


def _following(
    record: Record, agenda: Sequence[AgendaLine], item: MeetingItem | None
) -> AgendaLine | None:
    ids = [one.item_id for one in agenda]
    at = ids.index(item.id) + 1 if item else 0
    rest = [*agenda[at:], *agenda[:at]]
    return next((one for one in rest if one.item_id not in record.sat), None)


def _in_order(table: Table) -> list[Appointment]:
    return [table.people[one] for held in table.seats for one in held if one in table.people]


def _is_out(table: Table, item: MeetingItem | None, one: Appointment) -> bool:
    """Whether somebody who is in the meeting is out of an item."""
    return (
        item is not None
        and table.mode(one.id) is not Mode.OUT
        and (table.mode(one.id, item) is Mode.OUT or not table.is_clear(item, one.id))
    )


def _people(table: Table, item: MeetingItem | None, sent: Sent) -> list[Person]:
    own = sent.values if sent.form == "attendance" else {}
    sitting = table.sitting(item)
    return [
        Person(
            f"{MODE}{one.id}",
            words.who(one),
            own.get(f"{MODE}{one.id}", table.mode(one.id, item).value),
            one.id in sitting,
            item is not None and table.standing(item, one.id) is not Standing.CLEAR,
        )
        for one in _in_order(table)
    ]


def _motion(table: Table, item: MeetingItem | None, one: Motion, sent: Sent) -> MotionView:
    held, is_sent = one.division, sent.form == "vote" and sent.about == one.id
    own = sent.values if is_sent else {}
    voters = [
        Voter(
            f"{VOTE}{person.id}",
            person.person_name,
            own.get(f"{VOTE}{person.id}", ""),
            f"{DISSENT}{person.id}",
            own.get(f"{DISSENT}{person.id}", ""),
        )
        for person in _in_order(table)
        if person.id in table.sitting(item)
    ]
    return MotionView(
        one.id,
        one.number,
        one.text,
        one.moved_by.person_name if one.moved_by else "",
        words.came_to(held) if held else "",
        words.voted(held) if held else (),
        [(v.appointment.person_name, v.dissent) for v in held.votes if v.dissent] if held else (),
        () if held else voters,
        sent.errors if is_sent else {},
    )


def _sheets(work: Work, table: Table, item: MeetingItem | None) -> SheetsPage | None:
    """Give everyone's scores for an item, to whoever may see them, of the stage under way."""
    award_round = table.award_round
    if item is None or award_round.is_by_ballot or award_round.stage is not table.stage:
        return None
    seen = disclosure.of(work, award_round)
    if not (seen.ranking and seen.others(item.nomination_id)):
        return None
    held = ranking.for_actor(work, award_round)
    row = held.row(item.nomination_id)
    given = ranking.sheets(work.session, award_round, row)
    return sheets_page.make(award_round, held, row, given, ranking.handed_in(work.session, row))


def _revise_url(work: Work, table: Table, item: MeetingItem | None) -> str:
    """Lead a juror to her own sheet, where she changes it as always."""
    mine = meetings.seat_of(work, table.award_round)
    if item is None or mine is None or not table.where.is_open_to(item.nomination_id, mine):
        return ""
    if may.decide(work, Permission.REVISE_SHEET, table.award_round) is not Verdict.ALLOWED:
        return ""
    return url_for("scores.sheet", nomination_id=item.nomination_id)


@dataclass(frozen=True)
class MeetingLine:
    """A meeting in the list of a round's."""

    title: str
    lasted: str
    is_open: bool
    url: str
    minutes_url: str


@dataclass(frozen=True)
class MeetingsPage:
    """The meetings of a round, and the form that opens one."""

    lines: Sequence[MeetingLine]
    opens: bool
    is_asked_for: bool
    is_deliberated: bool
    orders: Sequence[tuple[str, str]]
    ordering: str
    jurors: Sequence[tuple[int, str]]
    secretary: str
    errors: Sequence[tuple[str, str]]


def lay_out_list(work: Work, award_round: Round, sent: Sent) -> MeetingsPage:
    """Lay out the meetings of a round."""
    may.require(work, Permission.VIEW_MEETING, award_round)
    held = meetings.of_round(work.session, award_round)
    opens = may.decide(work, Permission.HOLD_MEETING, award_round) is Verdict.ALLOWED
    opens = opens and all(one.closed_at for one in held)
    where = impartiality.board(work.session, award_round, work.today) if opens else None
    stage = award_round.stage
    return MeetingsPage(
        [
            MeetingLine(
                words.titled(one),
                words.lasted(one),
                one.closed_at is None,
                url_for("meetings.show", meeting_id=one.id),
                url_for("meetings.minutes", meeting_id=one.id) if one.closed_at else "",
            )
            for one in held
        ],
        opens,
        bool(award_round.rulebooks) and award_round.rulebook.asks_for_meeting,
        stage is not None and stage.state is StageState.DELIBERATION,
        [(one.value, str(said)) for one, said in words.ORDERS.items()],
        sent.values.get("ordering", "ranked"),
        [(one.id, words.who(one)) for one in where.holders] if where else [],
        sent.values.get("secretary", ""),
        list(sent.errors.items()),
    )


CHOICES = [(one.value, said) for one, said in words.CHOICES.items()]
MODES = [(one.value, said) for one, said in words.MODES.items()]
"""What can be chosen of a vote, and of attendance."""
