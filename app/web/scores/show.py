"""The desk and the sheet, rendered: by the routes of scores, and of declarations that were refused."""

from collections.abc import Mapping
from typing import Any

from flask import render_template

from app.models import Nomination, PaperSheet, Round, ScoreSheet
from app.rules.disclosure import Degree
from app.services import desks, disclosure, lists, rounds, scores
from app.web import paging
from app.web.context import stand_in
from app.web.scores import desk as desk_page
from app.web.scores import others, pager, reading
from app.web.scores import paper as paper_page
from app.web.scores import sheet as sheet_page
from app.web.scores.desk import DeskAnswers
from app.web.scores.forms import SheetForm
from app.web.scores.sheet import Before, Mode
from app.web.transaction import work
from app.web.visits import page as visits_page
from app.words.jury import desks as desk_words
from app.words.jury import juries
from app.words.jury.own_scores import given_to


def show_desk(award_round: Round, answers: DeskAnswers | None = None, at: int | None = None) -> str:
    """Render a page of the desk.

    Args:
        award_round: the round.
        answers: what was declared and is not stored, to be shown again.
        at: the nomination that must be on the page.

    """
    view = desk_page.lay_out(work(), award_round, paging.asked(), answers or DeskAnswers(), at)
    stand_in(award_round, next_step=view.opening.next_step, on_behalf_of=view.institution)
    return render_template("scores/desk.html", award_round=award_round, view=view)


def show_sheet(
    award_round: Round,
    nomination: Nomination,
    found: ScoreSheet | None,
    mode: Mode,
    form: SheetForm | None = None,
    faults: Mapping[str, str] | None = None,
    **more: Any,
) -> str:
    """Render a nomination to read, and a sheet beside it.

    Args:
        award_round: the round.
        nomination: what is read.
        found: the sheet as it is stored.
        mode: what can be done with it.
        form: what was sent and refused, to be shown again.
        faults: what is wrong with it, by the names of the fields.
        more: what else the page shows.

    """
    desk = desks.desk(work(), award_round, reading.chosen())
    mine = desk.appointment.id
    own = scores.own_scores(
        work().session,
        award_round,
        mine,
        [entry.id for entry in desk.to_score if entry.id != nomination.id],
    )
    institution = juries.institution(desk.appointment.seat)
    opening = desk_words.opening(desk, award_round, work().now)
    early = disclosure.degree_of(work(), award_round) is Degree.AFTER_OWN
    seen = disclosure.others(work(), award_round, nomination.id) if early else []
    stand_in(award_round, next_step=opening.next_step, on_behalf_of=institution)
    return render_template(
        "scores/sheet.html",
        award_round=award_round,
        nomination=nomination,
        seen=visits_page.made_to(work().session, award_round, nomination.id),
        paper=paper_page.lay_out(award_round, nomination, rounds.form(work().session, award_round)),
        view=sheet_page.lay_out(
            work(),
            award_round,
            found,
            mode,
            form,
            faults,
            Before(
                scores.find_earlier(work().session, award_round, nomination.id, mine),
                _on_paper(award_round, nomination, mine, mode),
                given_to(own, lists.names(work().session, list(own))),
            ),
            others.lay_out(award_round, seen),
        ),
        pager=pager.around(work(), desk, nomination.id),
        institution=institution,
        faults=faults or {},
        **more,
    )


def _on_paper(
    award_round: Round, nomination: Nomination, mine: int, mode: Mode
) -> PaperSheet | None:
    if mode is not Mode.EDIT:
        return None
    found = scores.waiting(work().session, award_round, mine, [nomination.id])
    return found.get(nomination.id)
