"""Who acts for an organisation: inviting, letting in, naming who submits, and leaving."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Membership
from app.rules.access import Permission
from app.rules.numbers import row_number
from app.services import accounts, foresight, joining, organisations
from app.services.foresight import ForeseenOtherwiseError
from app.services.invitations import AlreadyHeldError
from app.services.organisations import HeirMissingError, LastSignatoryError
from app.web import acts, languages
from app.web.acts import ActPage
from app.web.guards import needs
from app.web.organisations import page
from app.web.organisations.forms import ColleagueForm, LeavingForm
from app.web.transaction import work
from app.words import invitations as invitation_words
from app.words.acts import organisations as act_words
from app.words.text import _

blueprint = Blueprint(
    "organisation_members", __name__, url_prefix="/organisasjoner/<int:organisation_id>"
)


@blueprint.post("/inviter")
@needs(Permission.VIEW_ORGANISATION)
def invite(organisation_id: int) -> Response:
    """Invite a colleague."""
    form = ColleagueForm()
    form.language.choices = list(languages.LANGUAGES)
    if not form.validate_on_submit():
        return _page(organisation_id, form)
    try:
        made = joining.invite(
            work(),
            organisation_id,
            email=form.email.data or "",
            name=form.name.data or "",
            language=form.language.data,
            is_signatory=bool(form.signs.data),
        )
    except AlreadyHeldError:
        form.email.errors = [_("Den som har adressen, handler alt for virksomheten.")]
    except invitation_words.REFUSED as refusal:
        form.email.errors = [invitation_words.refused(refusal)]
    else:
        flash(_("Invitasjonen til %(name)s blir sendt nå.", name=made.name))
        return _back(organisation_id)
    return _page(organisation_id, form)


def _page(organisation_id: int, form: ColleagueForm) -> Response:
    laid_out = page.lay_out(work(), organisation_id, form)
    return make_response(render_template("organisations/show.html", page=laid_out), 422)


def _back(organisation_id: int) -> Response:
    return redirect(url_for("organisations.show", organisation_id=organisation_id), 303)


@blueprint.post("/invitasjoner/<int:invitation_id>/send")
@needs(Permission.VIEW_ORGANISATION)
def send_again(organisation_id: int, invitation_id: int) -> Response:
    """Send an invitation again."""
    made = joining.send_again(work(), organisation_id, invitation_id)
    flash(_("Invitasjonen til %(name)s blir sendt på nytt.", name=made.name))
    return _back(organisation_id)


@blueprint.post("/invitasjoner/<int:invitation_id>/trekk")
@needs(Permission.VIEW_ORGANISATION)
def withdraw(organisation_id: int, invitation_id: int) -> Response:
    """Withdraw an invitation."""
    made = joining.withdraw(work(), organisation_id, invitation_id)
    flash(_("Invitasjonen til %(name)s er trukket tilbake.", name=made.name))
    return _back(organisation_id)


@blueprint.post("/foresporsler/<int:request_id>")
@needs(Permission.VIEW_ORGANISATION)
def answer(organisation_id: int, request_id: int) -> Response:
    """Let somebody in who has asked, or not."""
    let_in = request.form.get("answer") == "ja"
    found = joining.answer(work(), organisation_id, request_id, let_in=let_in)
    name = accounts.names_of(work().session, [found.account_id])[found.account_id]
    if let_in:
        flash(_("%(name)s er sluppet inn, og får e-post om det.", name=name))
    else:
        flash(_("%(name)s er ikke sluppet inn, og får e-post om det.", name=name))
    return _back(organisation_id)


@blueprint.post("/folk/<int:account_id>/kan-sende-inn")
@needs(Permission.VIEW_ORGANISATION)
def set_signatory(organisation_id: int, account_id: int) -> Response:
    """Say whether a member may submit."""
    signs = request.form.get("signs") == "ja"
    try:
        found = organisations.set_signatory(work(), organisation_id, account_id, signs=signs)
    except LastSignatoryError:
        flash(_("Minst én må kunne sende inn. Gi det til en annen først."), "warning")
        return _back(organisation_id)
    name = _name(found)
    flash(
        _("%(name)s kan nå sende inn.", name=name)
        if signs
        else _("%(name)s kan ikke lenger sende inn.", name=name)
    )
    return _back(organisation_id)


def _name(found: Membership) -> str:
    return accounts.names_of(work().session, [found.account_id])[found.account_id]


@blueprint.post("/folk/<int:account_id>/fjern")
@needs(Permission.VIEW_ORGANISATION)
def remove(organisation_id: int, account_id: int) -> Response:
    """Let a member act for it no longer."""
    try:
        found = organisations.remove(work(), organisation_id, account_id)
        flash(_("%(name)s handler ikke lenger for virksomheten.", name=_name(found)))
    except LastSignatoryError:
        flash(_("Minst én må kunne sende inn. Gi det til en annen først."), "warning")
    return _back(organisation_id)


@blueprint.post("/slik-kommer-folk-inn")
@needs(Permission.VIEW_ORGANISATION)
def set_letting_in(organisation_id: int) -> Response:
    """Say whether each who comes by the domain is let in, or comes in by herself."""
    itself = request.form.get("itself") == "ja"
    organisations.set_letting_in(work(), organisation_id, itself=itself)
    flash(_("Endret."))
    return _back(organisation_id)


@blueprint.get("/ga-ut")
@needs(Permission.LEAVE_ORGANISATION)
def leaving(organisation_id: int) -> str:
    """Say what leaving leads to."""
    return _leaving_page(organisation_id, LeavingForm())


@blueprint.post("/ga-ut")
@needs(Permission.LEAVE_ORGANISATION)
def leave(organisation_id: int) -> Response:
    """Leave it."""
    form = LeavingForm()
    heir = row_number(form.heir.data)
    try:
        name = organisations.leave(work(), organisation_id, seen=acts.seen(), heir=heir)
    except ForeseenOtherwiseError:
        return make_response(_leaving_page(organisation_id, form, is_stale=True), 409)
    except HeirMissingError:
        form.heir.errors = [_("Velg hvem som skal kunne sende inn etter deg.")]
        return make_response(_leaving_page(organisation_id, form), 422)
    flash(_("Du handler ikke lenger for %(name)s.", name=name))
    return redirect(url_for("overview.show"), 303)


def _leaving_page(organisation_id: int, form: LeavingForm, *, is_stale: bool = False) -> str:
    foreseen = organisations.foresee_leaving(work(), organisation_id)
    act = ActPage(
        act_words.before_leaving(foreseen),
        foresight.stamp(foreseen),
        action=url_for("organisation_members.leave", organisation_id=organisation_id),
        back=url_for("organisations.show", organisation_id=organisation_id),
        over=foreseen.name,
        is_stale=is_stale,
    )
    return render_template(
        "organisation_members/leaving.html", form=form, act=act, foreseen=foreseen
    )
