"""Opening one nomination after the deadline: returned for completion, or by an exception."""

from collections.abc import Collection

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Nomination, Round
from app.rules.access import Permission
from app.rules.lifecycle import NominationState, Phase, UndeclaredMoveError
from app.rules.numbers import row_number
from app.rules.windows import OpeningKind
from app.services import foresight, late, may, nominations, rounds
from app.services.foresight import ForeseenOtherwiseError
from app.services.late import NoSectionsError, OwnDeadlineError
from app.services.moves import ConditionsUnmetError
from app.services.nominations import ReasonMissingError
from app.services.work import NotFoundError
from app.web import acts, errors
from app.web.acts import ActPage
from app.web.context import stand_in
from app.web.guards import needs
from app.web.late import page
from app.web.late.forms import EndForm, ExceptionForm, ReturnForm
from app.web.seats import body_of
from app.web.transaction import work
from app.words import formats
from app.words.acts import late as words
from app.words.text import _

blueprint = Blueprint("late", __name__)


@blueprint.get("/priser/<round:slug>/unntak")
@needs(Permission.SCREEN)
def show(slug: str) -> str:
    """List what has been opened after the deadline, and the drafts that came late."""
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.SCREEN, award_round)
    stand_in(award_round, on_behalf_of=body_of(work(), award_round))
    return render_template(
        "late/show.html", award_round=award_round, view=page.lay_out(work(), award_round)
    )


@blueprint.get("/forslag/<int:nomination_id>/send-tilbake")
@needs(Permission.SCREEN)
def ask(nomination_id: int) -> str | Response:
    """Ask what is to be completed, why, and until when."""
    nomination, award_round = _handed_in(nomination_id)
    if nomination.state is not NominationState.SUBMITTED:
        return redirect(url_for("screening.show", nomination_id=nomination_id))
    return _return_page(nomination, award_round, ReturnForm())


@blueprint.post("/forslag/<int:nomination_id>/send-tilbake")
@needs(Permission.SCREEN)
def give_back(nomination_id: int) -> Response | tuple[str, int]:
    """Return a nomination for completion."""
    nomination, award_round = _handed_in(nomination_id)
    form = ReturnForm()
    try:
        form.validate()
        if form.deadline.moment is None:
            return _return_page(nomination, award_round, form), 422
        late.return_for_completion(
            work(),
            nomination,
            form.sections.data or [],
            form.reason.data or "",
            form.deadline.moment,
            seen=acts.seen(),
        )
    except NoSectionsError:
        form.sections.errors = [_("Velg minst én del.")]
    except ReasonMissingError:
        form.reason.errors = [_("Skriv hva som mangler. Forslagsstilleren leser det.")]
    except OwnDeadlineError as wrong:
        form.deadline.errors = [words.deadline_fault(wrong.fault)]
    except ForeseenOtherwiseError:
        return _return_page(nomination, award_round, form, is_stale=True), 409
    except (UndeclaredMoveError, ConditionsUnmetError):
        return _handled_already(nomination)
    else:
        flash(words.returned(nomination.number))
        return redirect(url_for("screening.show", nomination_id=nomination_id), 303)
    return _return_page(nomination, award_round, form), 422


@blueprint.get("/forslag/<int:nomination_id>/unntak")
@needs(Permission.SCREEN)
def exception(nomination_id: int) -> str:
    """Ask why a nomination is let in after the deadline, and until when; or end that."""
    return _exception_page(*_late(nomination_id), ExceptionForm())


@blueprint.post("/forslag/<int:nomination_id>/unntak")
@needs(Permission.SCREEN)
def make_exception(nomination_id: int) -> Response | tuple[str, int]:
    """Let one nomination in after the deadline."""
    nomination, award_round = _late(nomination_id)
    form = ExceptionForm()
    form.validate()
    try:
        if form.deadline.moment is None:
            return _exception_page(nomination, award_round, form), 422
        late.make_exception(
            work(), nomination, form.reason.data or "", form.deadline.moment, seen=acts.seen()
        )
    except ReasonMissingError:
        form.reason.errors = [_("Skriv hvorfor. Forslagsstilleren leser det.")]
    except OwnDeadlineError as wrong:
        form.deadline.errors = [words.deadline_fault(wrong.fault)]
    except ForeseenOtherwiseError:
        return _exception_page(nomination, award_round, form, is_stale=True), 409
    else:
        flash(_("Forslaget har fått unntak. Forslagsstilleren får beskjed med grunnen."))
        return redirect(url_for("late.show", slug=award_round.slug), 303)
    return _exception_page(nomination, award_round, form), 422


@blueprint.post("/forslag/<int:nomination_id>/unntak/avslutt")
@needs(Permission.SCREEN)
def end_exception(nomination_id: int) -> Response | tuple[str, int]:
    """Take an exception back, with a reason."""
    nomination, award_round = _late(nomination_id)
    form = EndForm()
    try:
        late.end_exception(work(), nomination, form.reason.data or "")
    except ReasonMissingError:
        form.reason.errors = [_("Skriv hvorfor. Forslagsstilleren leser det.")]
        return _exception_page(nomination, award_round, ExceptionForm(formdata=None), form), 422
    flash(_("Unntaket er tatt tilbake. Forslagsstilleren får beskjed med grunnen."))
    return redirect(url_for("late.show", slug=award_round.slug), 303)


@blueprint.get("/forslag/<int:nomination_id>/sammenlign")
@needs(Permission.READ_SUBMITTED)
def compare(nomination_id: int) -> str:
    """Compare two versions of a nomination, answer by answer; the last two if none are named."""
    nomination = nominations.by_id(work().session, nomination_id)
    award_round = nominations.require(work(), Permission.READ_SUBMITTED, nomination)
    if nomination.state is NominationState.DRAFT or len(nomination.versions) < 2:
        raise NotFoundError(f"nomination {nomination_id}")
    stand_in(award_round, on_behalf_of=body_of(work(), award_round))
    wanted = [row_number(request.args.get(name)) for name in ("fra", "til")]
    return render_template(
        "late/compare.html",
        award_round=award_round,
        nomination=nomination,
        view=page.comparison(work(), award_round, nomination, *wanted),
    )


def _late(nomination_id: int) -> tuple[Nomination, Round]:
    """Find what may come late. While nobody can let a draft in, there is none."""
    nomination = nominations.by_id(work().session, nomination_id)
    award_round = rounds.by_id(work().session, nomination.round_id)
    there = {NominationState.SUBMITTED}
    if award_round.phase(work().now) is Phase.SCREENING:
        there.add(NominationState.DRAFT)
    return _screened(nomination, there)


def _handed_in(nomination_id: int) -> tuple[Nomination, Round]:
    """Find what was handed in. A draft does not exist here."""
    nomination = nominations.by_id(work().session, nomination_id)
    return _screened(nomination, set(NominationState) - {NominationState.DRAFT})


def _screened(
    nomination: Nomination, there: Collection[NominationState]
) -> tuple[Nomination, Round]:
    """Insist that she may screen it; in another state it does not exist, whatever the phase."""
    if nomination.state not in there or not (
        nomination.versions or nomination.state is NominationState.DRAFT
    ):
        raise NotFoundError(f"nomination {nomination.id}")
    award_round = nominations.require(work(), Permission.SCREEN, nomination)
    stand_in(award_round, on_behalf_of=body_of(work(), award_round))
    return nomination, award_round


def _return_page(
    nomination: Nomination, award_round: Round, form: ReturnForm, *, is_stale: bool = False
) -> str:
    foreseen = late.foresee(work(), nomination, OpeningKind.RETURN)
    act = ActPage(
        words.before_return(foreseen),
        foresight.stamp(foreseen),
        action=url_for("late.give_back", nomination_id=nomination.id),
        back=url_for("screening.show", nomination_id=nomination.id),
        over=words.over(nomination),
        is_stale=is_stale,
    )
    sections = [
        (part.key, formats.in_language(part.title))
        for part in rounds.form(work().session, award_round)
    ]
    return render_template(
        "late/return.html", award_round=award_round, form=form, act=act, sections=sections
    )


def _exception_page(
    nomination: Nomination,
    award_round: Round,
    form: ExceptionForm,
    ending: EndForm | None = None,
    *,
    is_stale: bool = False,
) -> str:
    foreseen = late.foresee(work(), nomination, OpeningKind.EXCEPTION)
    act = ActPage(
        words.before_exception(foreseen),
        foresight.stamp(foreseen),
        action=url_for("late.make_exception", nomination_id=nomination.id),
        back=url_for("late.show", slug=award_round.slug),
        over=words.over(nomination),
        is_stale=is_stale,
    )
    return render_template(
        "late/exception.html",
        award_round=award_round,
        nomination=nomination,
        form=form,
        ending=ending or EndForm(formdata=None),
        act=act,
        is_awaited=foreseen.is_awaited,
    )


def _handled_already(nomination: Nomination) -> Response:
    return errors.page(
        409,
        _("Forslaget er alt behandlet"),
        _("En annen i sekretariatet var raskere. Åpne forslaget på nytt for å se hva som gjelder."),
        [(_("Åpne forslaget"), url_for("screening.show", nomination_id=nomination.id))],
    )
