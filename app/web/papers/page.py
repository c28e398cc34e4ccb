"""What the page of sheets on paper shows: for whom, the sheet to fill in, and what was entered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from app.models import PaperSheet, Round
from app.services import lists, scores
from app.services.scores import Blank
from app.services.work import Work
from app.web.scores import sheet as sheet_page
from app.web.scores.forms import SheetForm
from app.web.scores.sheet import Mode, SheetPage
from app.words.jury import papers as words


@dataclass(frozen=True)
class EnteredRow:
    """A sheet that was entered, without anything of what it says."""

    juror: str
    nomination: str
    entered_by: str
    entered_at: datetime
    mark: str
    outcome: str
    reason: str
    url: str
    """Where it is taken back; empty when it is answered."""


@dataclass(frozen=True)
class PaperPage:
    """The page. juror: whose sheet is entered now; 0 as long as nobody is chosen."""

    jurors: Sequence[tuple[int, str]]
    juror: int
    name: str
    nominations: Sequence[tuple[int, str]]
    nomination: int
    sheet: SheetPage
    entered: Sequence[EnteredRow]


def lay_out(
    work: Work,
    award_round: Round,
    *,
    juror: int | None,
    nomination: int | None,
    form: SheetForm | None,
    faults: Mapping[str, str],
) -> PaperPage:
    """Lay out the page, with what was refused as it was written."""
    blanks = scores.blanks(work, award_round)
    chosen = next((one for one in blanks if one.appointment.id == juror), None)
    judged = lists.judged(work.session, award_round)
    names = lists.names(work.session, [one.id for one in judged])
    called = {one.id: f"{one.number}. {names[one.id]}" for one in judged}
    return PaperPage(
        jurors=[(one.appointment.id, one.appointment.person_name) for one in blanks],
        juror=chosen.appointment.id if chosen else 0,
        name=chosen.appointment.person_name if chosen else "",
        nominations=_open(chosen, called),
        nomination=nomination or 0,
        sheet=sheet_page.lay_out(work, award_round, None, Mode.EDIT, form, faults),
        entered=[
            _row(award_round, one, called.get(one.nomination_id, "–"))
            for one in scores.entered(work, award_round)
        ],
    )


def _open(chosen: Blank | None, called: Mapping[int, str]) -> list[tuple[int, str]]:
    return [(one, called[one]) for one in chosen.nomination_ids] if chosen else []


def _row(award_round: Round, paper: PaperSheet, nomination: str) -> EnteredRow:
    return EnteredRow(
        juror=paper.appointment.person_name,
        nomination=nomination,
        entered_by=paper.entered_by.name,
        entered_at=paper.entered_at,
        mark=words.mark(paper),
        outcome=words.outcome(paper),
        reason=paper.reason,
        url=""
        if paper.answer
        else url_for("papers.withdraw", slug=award_round.slug, paper_id=paper.id),
    )
