"""Screening: what came in, and what the secretariat makes of it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from app.models import Nomination, Round
from app.rules.access import Permission, Verdict
from app.rules.lifecycle import NominationState, UndeclaredMoveError
from app.rules.numbers import row_number
from app.services import may, nominations, rounds, screening
from app.services.nominations import ReasonMissingError
from app.services.residents import OtherVersionError
from app.services.screening import ResidentsUncheckedError
from app.services.work import NotFoundError
from app.web import downloads, errors
from app.web.context import stand_in
from app.web.guards import needs
from app.web.screening import inbox_page, page
from app.web.screening.forms import AdmitForm, CheckForm, NoteForm, RejectForm, ReopenForm
from app.web.seats import body_of
from app.web.transaction import work
from app.words.nominations import screening as screening_words
from app.words.text import _

blueprint = Blueprint("screening", __name__)


@blueprint.get("/priser/<round:slug>/forslag")
@needs(Permission.READ_SUBMITTED)
def inbox(slug: str) -> str:
    """List everything that was handed in."""
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.READ_SUBMITTED, award_round)
    view = inbox_page.lay_out_inbox(work(), award_round, request.args)
    stand_in(
        award_round,
        next_step=view.next_step if _screens(award_round) else "",
        on_behalf_of=body_of(work(), award_round),
    )
    return render_template("screening/inbox.html", award_round=award_round, view=view)


@blueprint.get(f"/priser/<round:slug>/forslag/liste.<{downloads.KINDS}:kind>")
@needs(Permission.READ_SUBMITTED)
def table(slug: str, kind: str) -> Response:
    """Give everything that was handed in as a table."""
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.READ_SUBMITTED, award_round)
    sheet = inbox_page.handed_in_table(work(), award_round, request.args)
    return downloads.table(sheet, kind, f"forslag-{slug}")


@blueprint.get("/forslag/<int:nomination_id>/gjennomgang")
@needs(Permission.READ_SUBMITTED)
def show(nomination_id: int) -> str:
    """Show what was handed in, all of it, and what has been done with it."""
    return show_again(find(nomination_id))


@blueprint.post("/forslag/<int:nomination_id>/ta-opp")
@needs(Permission.SCREEN)
def admit(nomination_id: int) -> Response | tuple[str, int]:
    """Admit a nomination to the judging."""
    nomination, form = find(nomination_id), AdmitForm()
    try:
        screening.admit(
            work(),
            nomination,
            residents_checked=bool(form.residents_checked.data),
            version=row_number(request.form.get("version", "")),
        )
    except OtherVersionError:
        return other_version(nomination)
    except ResidentsUncheckedError:
        if not _waits(nomination):
            return _handled_already(nomination)
        form.residents_checked.errors = [
            _("Se etter i teksten, og kryss av for at du har gjort det.")
        ]
        return show_again(nomination, admit=form), 422
    except UndeclaredMoveError:
        return _handled_already(nomination)
    return _on_to_next(nomination, screening_words.admitted(nomination.number))


@blueprint.post("/forslag/<int:nomination_id>/avvis")
@needs(Permission.SCREEN)
def reject(nomination_id: int) -> Response | tuple[str, int]:
    """Reject a nomination, with a reason."""
    nomination, form = find(nomination_id), RejectForm()
    try:
        screening.reject(work(), nomination, form.reason.data or "")
    except ReasonMissingError:
        if not _waits(nomination):
            return _handled_already(nomination)
        form.reason.errors = [_("Skriv hvorfor forslaget blir avvist.")]
        return show_again(nomination, reject=form), 422
    except UndeclaredMoveError:
        return _handled_already(nomination)
    return _on_to_next(nomination, screening_words.rejected(nomination.number))


@blueprint.post("/forslag/<int:nomination_id>/gjor-om")
@needs(Permission.SCREEN)
def reopen(nomination_id: int) -> Response | tuple[str, int]:
    """Undo that a nomination was admitted or rejected, with a reason."""
    nomination, form = find(nomination_id), ReopenForm()
    try:
        screening.reopen(work(), nomination, form.reopen_reason.data or "")
    except ReasonMissingError:
        form.reopen_reason.errors = [_("Skriv hvorfor det gjøres om.")]
        return show_again(nomination, reopen=form), 422
    except UndeclaredMoveError:
        return _handled_already(nomination)
    flash(screening_words.reopened(nomination.number))
    return redirect(url_for("screening.show", nomination_id=nomination.id), 303)


def find(nomination_id: int) -> Nomination:
    """Find what was handed in, for somebody who may read it. A draft does not exist here."""
    nomination = nominations.by_id(work().session, nomination_id)
    nominations.require(work(), Permission.READ_SUBMITTED, nomination)
    if not nomination.versions or nomination.state is NominationState.DRAFT:
        raise NotFoundError(f"nomination {nomination_id}")
    return nomination


def _screens(award_round: Round) -> bool:
    """Say whether whoever reads is to do something about it: an auditor only reads."""
    return may.decide(work(), Permission.SCREEN, award_round) is not Verdict.NOT_HERS


def _waits(nomination: Nomination) -> bool:
    """Say whether the page has the forms to screen it by, where a fault could be put right."""
    return nomination.state in screening.WAITING


def show_again(
    nomination: Nomination,
    *,
    admit: AdmitForm | None = None,
    reject: RejectForm | None = None,
    reopen: ReopenForm | None = None,
    note: NoteForm | None = None,
    check: CheckForm | None = None,
) -> str:
    """Show a nomination; with a form that was sent and has faults, if one is given."""
    award_round = rounds.by_id(work().session, nomination.round_id)
    view = page.lay_out(work(), award_round, nomination)
    stand_in(
        award_round,
        next_step=view.next_step if _screens(award_round) else "",
        on_behalf_of=body_of(work(), award_round),
    )
    forms: dict[str, FlaskForm] = {
        "admit_form": admit or AdmitForm(formdata=None),
        "reject_form": reject or RejectForm(formdata=None),
        "reopen_form": reopen or ReopenForm(formdata=None),
        "note_form": note or NoteForm(formdata=None),
        "check_form": check or CheckForm(formdata=None),
    }
    fields = [field for form in forms.values() for field in form if field.name != "csrf_token"]
    return render_template(
        "screening/show.html",
        award_round=award_round,
        nomination=nomination,
        version=nomination.versions[-1],
        view=view,
        errors=[(field.name, str(field.errors[0])) for field in fields if field.errors],
        **forms,
    )


def other_version(nomination: Nomination) -> Response:
    """Say that what she read is not what counts any more."""
    return errors.page(
        409,
        _("Forslaget er sendt inn på nytt"),
        _(
            "Det er kommet en ny versjon siden du åpnet siden. Det du sendte nå, er ikke lagret. Les den nye versjonen først."
        ),
        [(_("Åpne forslaget"), url_for("screening.show", nomination_id=nomination.id))],
    )


def _on_to_next(nomination: Nomination, said: str) -> Response:
    """Go on with the next nomination that waits: the one after, else from the beginning."""
    award_round = rounds.by_id(work().session, nomination.round_id)
    found = screening.handed_in(work().session, award_round, work().now)
    following = screening.next_ready(found, after=nomination.number or 0)
    if following is None:
        flash(said)
        return redirect(url_for("screening.inbox", slug=award_round.slug), 303)
    flash(f"{said} {screening_words.left(len(screening.ready(found)))}")
    return redirect(url_for("screening.show", nomination_id=following.id), 303)


def _handled_already(nomination: Nomination) -> Response:
    return errors.page(
        409,
        _("Forslaget er alt behandlet"),
        _(
            "Noen andre var raskere, eller forslaget er trukket. Det du sendte nå, er ikke lagret. Åpne forslaget på nytt for å se hva som gjelder."
        ),
        [(_("Åpne forslaget"), url_for("screening.show", nomination_id=nomination.id))],
    )
