"""What the page of the minutes shows: the text, who approves it, and the forms for both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.rules.access import Permission, Verdict
from app.services import may, meetings, stamps
from app.services.meetings import CLOSING, OPENING, Record
from app.services.meetings import minutes as service
from app.services.meetings.minutes import Standing
from app.services.work import Work
from app.web.meetings.forms import Sent
from app.web.meetings.page import agenda
from app.words import meetings as words
from app.words.text import _

SECTION = "section-"


@dataclass(frozen=True)
class Section:
    """A part of the minutes. text: None where it is of what the reader is recused from."""

    field: str
    heading: str
    text: str | None


@dataclass(frozen=True)
class AnswerLine:
    """What somebody who was present answered, if she has."""

    name: str
    mark: str
    word: str
    reason: str


@dataclass(frozen=True)
class MinutesPage:
    """The minutes of a meeting, as they stand."""

    title: str
    lasted: str
    is_over: bool
    number: int
    language: str
    stands: str
    is_locked: bool
    sections: Sequence[Section]
    answers: Sequence[AnswerLine]
    writes: bool
    base: str
    answers_now: bool
    """Whether the reader was present and can answer."""
    has_part: bool
    """Whether there is a part that she is recused from."""
    reason: str
    errors: Sequence[tuple[str, str]]
    theirs: Sequence[tuple[str, str, str]]


def lay_out(work: Work, record: Record, sent: Sent) -> MinutesPage:
    """Lay out the minutes, with what was sent and refused in the fields."""
    table = record.table
    found = service.standing(work.session, table.meeting.id)
    held = service.minutes_data(found.version if found else None)
    readable = service.readable(work, table)
    own = sent.values if sent.form == "minutes" else {}
    is_locked = found is not None and found.is_locked
    writes = (
        not table.is_open
        and not is_locked
        and may.decide(work, Permission.WRITE_MINUTES, table.award_round) is Verdict.ALLOWED
        and meetings.is_keeper(work, table.award_round, table.meeting)
    )
    return MinutesPage(
        title=words.titled(table.meeting),
        lasted=words.lasted(table.meeting),
        is_over=not table.is_open,
        number=found.version.number if found else 0,
        language=found.version.language if found else table.award_round.language,
        stands=_stands(found),
        is_locked=is_locked,
        sections=[
            Section(
                f"{SECTION}{key}",
                heading,
                own.get(f"{SECTION}{key}", held.get(key, "")) if key in readable else None,
            )
            for key, heading in headings(work, record).items()
        ],
        answers=_answers(record, found),
        writes=writes,
        base=stamps.of(held),
        answers_now=_answers_now(work, record, found),
        has_part=len(readable) < len(held),
        reason=sent.values.get("reason", "") if sent.form == "answer" else "",
        errors=list(sent.errors.items()),
        theirs=sent.theirs,
    )


def headings(work: Work, record: Record) -> dict[str, str]:
    """Head each section of the minutes, in the order in which the reader may know the items."""
    return {
        OPENING: _("Møtet"),
        **{
            str(one.item_id): _("Sak %(number)s: %(name)s", number=one.number, name=one.name)
            if one.number
            else one.name
            for one in agenda(work, record)
        },
        CLOSING: _("Annet"),
    }


def _stands(found: Standing | None) -> str:
    if found is None:
        return ""
    answered = len(found.answers.keys() & found.present)
    return words.approval(found.stands, answered, len(found.present), is_locked=found.is_locked)


def _answers(record: Record, found: Standing | None) -> list[AnswerLine]:
    if found is None:
        return []
    lines = []
    for held in record.table.seats:
        for one in held:
            if one not in found.present or one not in record.table.people:
                continue
            answer = found.answers.get(one)
            name = words.who(record.table.people[one])
            if answer is None:
                lines.append(AnswerLine(name, "none", _("Ikke svart"), ""))
            elif answer.approves:
                lines.append(AnswerLine(name, "done", _("Godkjenner"), ""))
            else:
                lines.append(AnswerLine(name, "warn", _("Godkjenner ikke"), answer.reason))
    return lines


def _answers_now(work: Work, record: Record, found: Standing | None) -> bool:
    mine = meetings.seat_of(work, record.table.award_round)
    if found is None or mine not in found.present:
        return False
    if found.is_locked and mine in found.answers:
        return False
    return may.decide(work, Permission.ANSWER_MINUTES, record.table.award_round) is Verdict.ALLOWED


def theirs(work: Work, record: Record, stored: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Say what somebody else has written meanwhile: field, heading and text."""
    said = headings(work, record)
    return [(f"{SECTION}{key}", said[key], str(text)) for key, text in stored.items()]
