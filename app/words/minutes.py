"""The minutes of a meeting, made from its record: who was there, what was moved, how it went."""

from collections.abc import Iterable

from app.models import Appointment, AttendanceNote, MeetingItem, Motion
from app.rules.impartiality import Standing
from app.rules.meetings import MeetingOrder, Mode
from app.services.meetings import CLOSING, OPENING, Record
from app.words import formats
from app.words.meetings import came_to, voted, who
from app.words.text import _


def compose(record: Record) -> dict[str, str]:
    """Write the minutes of a meeting, section by section, in the language that is spoken now."""
    items = record.table.meeting.items
    return {
        OPENING: _paragraphs(_opening(record)),
        **{str(one.id): _paragraphs(_item(record, one)) for one in items},
        CLOSING: _paragraphs(_closing(record)),
    }


def _paragraphs(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part)


def _opening(record: Record) -> list[str]:
    meeting = record.table.meeting
    began = formats.moment(meeting.opened_at)
    ended = formats.time_of_day(meeting.closed_at) if meeting.closed_at else ""
    drawn = meeting.ordering is MeetingOrder.DRAWN
    ranked = _("Sakene ble tatt i samme rekkefølge som i rangeringen.")
    return [
        _("Møtet begynte %(began)s og sluttet %(ended)s.", began=began, ended=ended)
        if ended
        else _("Møtet begynte %(began)s.", began=began),
        *_attendance(record),
        _("Rekkefølgen på sakene ble trukket med tallet %(seed)s.", seed=meeting.seed)
        if drawn
        else ranked,
    ]


def _attendance(record: Record) -> list[str]:
    """Say who was there, how and from when to when, each in a sentence."""
    by_person: dict[int, list[AttendanceNote]] = {}
    for one in record.table.attended:
        if one.item_id is None:
            by_person.setdefault(one.appointment_id, []).append(one)
    return [_one(held) for held in by_person.values()]


def _one(held: list[AttendanceNote]) -> str:
    parts = [_came(one) for one in held]
    return f"{who(held[0].appointment)}: {', '.join(parts)}."


def _came(one: AttendanceNote) -> str:
    at = formats.time_of_day(one.happened_at)
    return {
        Mode.ROOM: _("i rommet fra %(at)s", at=at),
        Mode.REMOTE: _("med på nett fra %(at)s", at=at),
        Mode.OUT: _("gikk %(at)s", at=at),
    }[one.mode]


def _item(record: Record, item: MeetingItem) -> list[str]:
    if item.id not in record.sat:
        return [_("Saken ble ikke tatt opp i møtet.")]
    note = record.notes.get(item.id)
    return [
        *_left(record, item),
        _led(record, item),
        note.text if note else "",
        *(part for motion in record.of_item(item) for part in _motion(motion)),
    ]


def _left(record: Record, item: MeetingItem) -> list[str]:
    """Say who was out of an item, and who sat instead."""
    table = record.table
    last = {one.appointment_id: one for one in record.table.attended if one.item_id == item.id}
    sat = record.sat[item.id]
    said = []
    for one in last.values():
        person = one.appointment
        if one.mode is not Mode.OUT:
            said.append(_("%(name)s var med i denne saken.", name=person.person_name))
            continue
        standing = table.standing(item, person.id)
        if standing is Standing.RECUSED:
            left = _("%(name)s er inhabil og forlot møtet under saken.", name=person.person_name)
        else:
            left = _("%(name)s var ute av møtet under saken.", name=person.person_name)
        said.append(f"{left} {_instead(table.people.values(), person, sat)}".strip())
    return said


def _instead(people: Iterable[Appointment], left: Appointment, sat: frozenset[int]) -> str:
    for one in people:
        if one.seat_id == left.seat_id and one.id != left.id and one.id in sat:
            return _("%(deputy)s satt i plassen.", deputy=one.person_name)
    return ""


def _led(record: Record, item: MeetingItem) -> str:
    leads = record.leaders.get(item.id)
    if leads is None or leads.id not in record.sat[item.id]:
        return ""
    return _("%(name)s ledet saken.", name=leads.person_name)


def _motion(motion: Motion) -> list[str]:
    by = motion.moved_by
    put = (
        _("Forslag til vedtak fra %(name)s: %(text)s", name=by.person_name, text=motion.text)
        if by
        else _("Forslag til vedtak: %(text)s", text=motion.text)
    )
    held = motion.division
    if held is None:
        return [put, _("Det ble ikke stemt over forslaget.")]
    names = ". ".join(f"{choice}: {people}" for choice, people in voted(held))
    dissents = [
        _(
            "Dissens fra %(name)s: %(text)s",
            name=one.appointment.person_name,
            text=one.dissent,
        )
        for one in held.votes
        if one.dissent
    ]
    return [put, f"{came_to(held)} {names}.", *dissents]


def _closing(record: Record) -> list[str]:
    note = record.notes.get(None)
    return [
        note.text if note else "",
        *(part for motion in record.of_item(None) for part in _motion(motion)),
    ]
