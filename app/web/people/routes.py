"""People: inviting them to an office, taking it away, and closing their accounts."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.rules.access import Permission, Role
from app.services import invitations, offices, prizes
from app.services.invitations import AlreadyHeldError, AlreadyInvitedError
from app.services.offices import HoldsOfficeError, LastAdministratorError, SameEyesError
from app.web import downloads
from app.web.guards import needs
from app.web.people import page
from app.web.people.forms import InviteForm, chosen, office_choices
from app.web.transaction import work
from app.words import permissions as words
from app.words.text import _

blueprint = Blueprint("people", __name__, url_prefix="/personer")


@blueprint.get("")
@needs(Permission.MANAGE_PEOPLE)
def show() -> str:
    """List everybody, and first what waits for an administrator."""
    return render_template("people/list.html", page=page.lay_out(work()))


@blueprint.get(f"/liste.<{downloads.KINDS}:kind>")
@needs(Permission.MANAGE_PEOPLE)
def table(kind: str) -> Response:
    """Give everybody as a table."""
    return downloads.table(page.everybody(work()), kind, "personer")


@blueprint.get("/inviter")
@needs(Permission.MANAGE_PEOPLE)
def invite() -> str:
    """Show the form to invite somebody."""
    return _form(_invite_form())


@blueprint.post("/inviter")
@needs(Permission.MANAGE_PEOPLE)
def send_invitation() -> str | tuple[str, int] | Response:
    """Invite somebody: it is sent at once, or when another has confirmed it."""
    form = _invite_form()
    if not form.validate_on_submit():
        return _form(form), 422
    role, prize = chosen(form.office.data, prizes.all_of(work().session))
    try:
        made = invitations.invite(
            work(),
            email=form.email.data or "",
            name=form.name.data or "",
            language=form.language.data,
            role=role,
            prize=prize,
        )
    except AlreadyHeldError:
        form.email.errors = [_("Den som har adressen, har alt denne rollen.")]
        return _form(form), 422
    except AlreadyInvitedError:
        form.email.errors = [
            _("Det ligger alt en invitasjon til denne rollen her. Send den på nytt fra listen.")
        ]
        return _form(form), 422
    if made.confirmed_at is None:
        flash(
            _("Invitasjonen er laget. Den blir sendt når en annen administrator har bekreftet den.")
        )
    else:
        flash(_("Invitasjonen til %(name)s blir sendt nå.", name=made.name))
    return _back()


@blueprint.post("/invitasjoner/<int:invitation_id>/bekreft")
@needs(Permission.MANAGE_PEOPLE)
def confirm_invitation(invitation_id: int) -> Response:
    """Agree to an invitation that another administrator has made."""
    try:
        made = invitations.confirm(work(), invitation_id)
        flash(_("Invitasjonen til %(name)s blir sendt nå.", name=made.name))
    except SameEyesError:
        flash(_("Du har laget denne selv. En annen administrator må bekrefte den."), "warning")
    return _back()


@blueprint.post("/invitasjoner/<int:invitation_id>/send")
@needs(Permission.MANAGE_PEOPLE)
def send_again(invitation_id: int) -> Response:
    """Send an invitation again."""
    made = invitations.send_again(work(), invitation_id)
    flash(_("Invitasjonen til %(name)s blir sendt på nytt.", name=made.name))
    return _back()


@blueprint.post("/invitasjoner/<int:invitation_id>/trekk")
@needs(Permission.MANAGE_PEOPLE)
def withdraw(invitation_id: int) -> Response:
    """Withdraw an invitation."""
    made = invitations.withdraw(work(), invitation_id)
    flash(_("Invitasjonen til %(name)s er trukket tilbake.", name=made.name))
    return _back()


@blueprint.get("/<int:account_id>")
@needs(Permission.MANAGE_PEOPLE)
def person(account_id: int) -> str:
    """Show one person: what she holds and has held."""
    return render_template("people/person.html", page=page.lay_out_person(work(), account_id))


@blueprint.get("/roller")
@needs(Permission.MANAGE_PEOPLE)
def roles() -> str:
    """Show what each role may do, from the access table itself."""
    tables = [(str(words.ROLES[role]), words.allowed(role)) for role in Role]
    return render_template("people/roles.html", tables=tables)


@blueprint.post("/roller/<int:grant_id>/fjern")
@needs(Permission.MANAGE_PEOPLE)
def revoke(grant_id: int) -> Response:
    """Take an office from somebody, ask for it, or confirm that another has asked."""
    try:
        grant = offices.revoke(work(), grant_id)
    except LastAdministratorError:
        flash(_("Dette er den eneste administratoren. Inviter en til først."), "warning")
        return _back()
    except SameEyesError:
        flash(_("Du har bedt om dette selv. En annen administrator må bekrefte det."), "warning")
        return _back()
    if grant.revoked_at is None:
        flash(_("Rollen blir fjernet når en annen administrator har bekreftet det."))
    else:
        flash(_("%(name)s har ikke lenger rollen.", name=grant.account.name))
    return redirect(url_for("people.person", account_id=grant.account_id), 303)


@blueprint.post("/roller/<int:grant_id>/behold")
@needs(Permission.MANAGE_PEOPLE)
def keep(grant_id: int) -> Response:
    """Let an office stay that somebody has asked to take."""
    grant = offices.keep(work(), grant_id)
    flash(_("%(name)s beholder rollen.", name=grant.account.name))
    return redirect(url_for("people.person", account_id=grant.account_id), 303)


@blueprint.post("/<int:account_id>/steng")
@needs(Permission.MANAGE_PEOPLE)
def close(account_id: int) -> Response:
    """Close an account."""
    try:
        account = offices.close_account(work(), account_id)
        flash(_("Kontoen til %(name)s er stengt.", name=account.name))
    except HoldsOfficeError:
        flash(_("Kontoen har roller. Fjern dem først, så kan den stenges."), "warning")
    return redirect(url_for("people.person", account_id=account_id), 303)


@blueprint.post("/<int:account_id>/apne")
@needs(Permission.MANAGE_PEOPLE)
def reopen(account_id: int) -> Response:
    """Open an account again."""
    account = offices.open_account(work(), account_id)
    flash(_("Kontoen til %(name)s er åpnet igjen.", name=account.name))
    return redirect(url_for("people.person", account_id=account_id), 303)


def _invite_form() -> InviteForm:
    form = InviteForm()
    form.office.choices = [
        (value, title) for value, title, _about in office_choices(prizes.all_of(work().session))
    ]
    form.language.choices = page.languages()
    return form


def _form(form: InviteForm) -> str:
    return render_template(
        "people/invite.html",
        form=form,
        offices=office_choices(prizes.all_of(work().session)),
        languages=page.languages(),
        chosen=request.form.get("office", ""),
    )


def _back() -> Response:
    return redirect(url_for("people.show"), 303)
