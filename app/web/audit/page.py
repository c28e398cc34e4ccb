"""What the pages of the audit trail show: events in words, each with the way to what it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from app.models import AuditEvent, Round
from app.rules.access import Permission, Verdict
from app.services import audit, may, subjects
from app.services.subjects import Known
from app.services.work import Work
from app.web import doors
from app.web.doors import Door
from app.words import audit as words
from app.words.audit import Sentence

LEADS: dict[str, Door] = {
    "announcement": doors.ANNOUNCEMENT,
    "conflict": doors.IMPARTIALITY,
    "dates": doors.DATES,
    "deadline": doors.DATES,
    "decision": doors.DECISION,
    "deputy": doors.IMPARTIALITY,
    "notice": doors.NOTICES,
    "rulebook": doors.RULES,
    "seat": doors.IMPARTIALITY,
    "tie": doors.IMPARTIALITY,
}
"""Where events of a noun can be read of, whatever their subject."""


@dataclass(frozen=True)
class EventLine:
    """One event. url: where its subject can be read; empty where it is not open."""

    number: int
    said: Sentence
    url: str
    happened_at: datetime
    digest: str


@dataclass(frozen=True)
class TrailPage:
    """One page of a chain, newest first."""

    lines: Sequence[EventLine]
    total: int
    number: int
    pages: int
    newer: str
    older: str

    @property
    def first(self) -> int:
        """The number of the event on top."""
        return self.lines[0].number if self.lines else 0

    @property
    def last(self) -> int:
        """The number of the event at the bottom."""
        return self.lines[-1].number if self.lines else 0


def lay_out(work: Work, award_round: Round | None, number: int) -> TrailPage:
    """Lay out a page of a round's chain, or of the installation's."""
    page = audit.page_of_events(work.session, award_round, number)
    known = subjects.known(work.session, page.events)
    ways = _Ways(work, award_round, known)
    return TrailPage(
        [
            EventLine(
                event.position,
                words.happened(event, known),
                ways.to(event),
                event.happened_at,
                event.digest,
            )
            for event in page.events
        ],
        page.total,
        page.number,
        page.pages,
        newer=_address(award_round, page.number - 1) if page.number > 1 else "",
        older=_address(award_round, page.number + 1) if page.number < page.pages else "",
    )


def _address(award_round: Round | None, number: int) -> str:
    if award_round is None:
        return url_for("audit.installation", side=number)
    return url_for("audit.trail", slug=award_round.slug, side=number)


class _Ways:
    """The ways from events to what they are about, as far as they are open to the reader."""

    def __init__(self, work: Work, award_round: Round | None, known: Known) -> None:
        self.award_round, self.known = award_round, known
        self.open: dict[str, str] = {}
        if award_round is None or award_round.is_recorded:
            return
        for noun, door in LEADS.items():
            if door.is_open(work, award_round):
                self.open[noun] = door.url(award_round)
        asked = Permission.READ_SUBMITTED
        self.reads = may.decide(work, asked, award_round) is Verdict.ALLOWED
        self.reads_scores = doors.RANKING.is_open(work, award_round)

    def to(self, event: AuditEvent) -> str:
        """Give the address of what an event is about; nothing where it is not open."""
        noun = event.kind.partition(".")[0]
        if self.award_round is None or self.award_round.is_recorded:
            return ""
        if noun in LEADS:
            return self.open.get(noun, "")
        about, key = subjects.parse(event.subject)
        if about == "sheet" and self.reads_scores:
            sheet = self.known.sheets.get(key or 0)
            scored = self.known.nominations.get(sheet.nomination_id) if sheet else None
            return (
                self._scores(sheet.nomination_id) if sheet and scored and scored.is_judged else ""
            )
        if about == "nomination" and self.reads:
            found = self.known.nominations.get(key or 0)
            is_there = found is not None and found.number is not None
            return url_for("screening.show", nomination_id=key) if is_there else ""
        return ""

    def _scores(self, nomination_id: int) -> str:
        slug = self.award_round.slug if self.award_round else ""
        return url_for("ranking.sheets", slug=slug, nomination_id=nomination_id)
