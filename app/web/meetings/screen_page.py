"""What the screen in the room shows: the chair's item, and no more than everybody there may see."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.services import digests, meetings, ranking
from app.services.meetings import Record, screen
from app.services.work import Work
from app.web.ranking import sheets_page
from app.web.ranking.sheets_page import SheetsPage
from app.words import meetings as words


@dataclass(frozen=True)
class ScreenMotion:
    """A motion as it is shown in the room."""

    text: str
    by: str
    came_to: str
    voted: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class ScreenPage:
    """The screen. stand: changes whenever anything on it does."""

    title: str
    is_open: bool
    name: str
    """Of the candidates of the item that the meeting is at; empty between items."""
    leader: str
    at_table: Sequence[str]
    out: Sequence[str]
    motions: Sequence[ScreenMotion]
    sheets: SheetsPage | None
    taken: int
    items: int

    @property
    def stand(self) -> str:
        """Give a stamp of all that is shown."""
        scores = self.sheets
        return digests.of(
            [
                *(self.is_open, self.name, self.leader, list(self.at_table), list(self.out)),
                [[one.text, one.came_to] for one in self.motions],
                [[cell.text for cell in row.cells] for row in scores.criteria] if scores else None,
                self.taken,
            ]
        )


def lay_out(work: Work, record: Record) -> ScreenPage:
    """Lay out what everybody who is there may see."""
    table = record.table
    item = table.current
    sitting = table.sitting(item)
    leads = meetings.leader(work.session, table, item)
    order = [table.people[one] for held in table.seats for one in held if one in table.people]
    there = table.present(item)
    return ScreenPage(
        words.titled(table.meeting),
        table.is_open,
        record.name(item) if item else "",
        leads.person_name if leads else "",
        [one.person_name for one in order if one.id in sitting],
        [one.person_name for one in order if one.id in table.present(None) - there],
        [
            ScreenMotion(
                one.text,
                one.moved_by.person_name if one.moved_by else "",
                words.came_to(one.division) if one.division else "",
                words.voted(one.division) if one.division else (),
            )
            for one in record.of_item(item)
        ],
        _sheets(work, record),
        len(record.sat.keys() - {None}),
        len(table.meeting.items),
    )


def _sheets(work: Work, record: Record) -> SheetsPage | None:
    table = record.table
    award_round, item = table.award_round, table.current
    if item is None or award_round.is_by_ballot or not screen.all_see_scores(work, table, item):
        return None
    held = ranking.for_actor(work, award_round)
    row = held.row(item.nomination_id)
    given = ranking.sheets(work.session, award_round, row)
    return sheets_page.make(award_round, held, row, given, None)
