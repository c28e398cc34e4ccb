"""Who shares one nomination: inviting, changing, taking out, leaving; and asking to submit it."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Collaborator, Nomination
from app.rules.access import CollaboratorRole, Permission
from app.services import accounts, nominations, sharing
from app.services.invitations import AlreadyHeldError
from app.services.nominations import HinderedError
from app.services.sharing import (
    AskedAlreadyError,
    NeedlessError,
    NobodySubmitsError,
)
from app.services.work import NotFoundError
from app.web.context import stand_in
from app.web.guards import needs
from app.web.sharing.forms import CollaboratorForm, invitation
from app.web.sharing.page import sharing_page
from app.web.transaction import work
from app.words import formats
from app.words import invitations as invitation_words
from app.words.nominations import status as nomination_words
from app.words.text import _

blueprint = Blueprint("sharing", __name__, url_prefix="/forslag/<int:nomination_id>")


@blueprint.get("/kolleger")
@needs(Permission.READ_OWN_NOMINATION)
def show(nomination_id: int) -> str:
    """Show who reads and writes a nomination, and who is invited."""
    return _page(nomination_id, invitation(formdata=None))


@blueprint.post("/kolleger")
@needs(Permission.SHARE_NOMINATION)
def invite(nomination_id: int) -> str | Response:
    """Invite somebody into it."""
    nomination, form = nominations.by_id(work().session, nomination_id), invitation()
    nominations.require(work(), Permission.SHARE_NOMINATION, nomination)
    if not form.validate_on_submit():
        return make_response(_page(nomination_id, form), 422)
    try:
        made = sharing.invite(
            work(),
            nomination,
            email=form.email.data or "",
            name=form.name.data or "",
            language=form.language.data,
            role=CollaboratorRole(form.role.data),
        )
    except AlreadyHeldError:
        form.email.errors = [_("Den som har adressen, er alt med i forslaget.")]
    except invitation_words.REFUSED as refusal:
        form.email.errors = [invitation_words.refused(refusal)]
    else:
        flash(_("Invitasjonen til %(name)s blir sendt nå.", name=made.name))
        return _back(nomination_id)
    return make_response(_page(nomination_id, form), 422)


def _page(nomination_id: int, form: CollaboratorForm) -> str:
    nomination = nominations.by_id(work().session, nomination_id)
    page = sharing_page(work(), nomination, form)
    award_round = nominations.require(work(), Permission.READ_OWN_NOMINATION, nomination)
    stand_in(
        award_round,
        next_step=nomination_words.next_step(nomination, award_round, work().now),
        on_behalf_of=nomination_words.on_behalf_of(nomination, work().actor),
    )
    return render_template("sharing/show.html", page=page)


def _back(nomination_id: int) -> Response:
    return redirect(url_for("sharing.show", nomination_id=nomination_id), 303)


def _found(nomination_id: int) -> Nomination:
    return nominations.by_id(work().session, nomination_id)


@blueprint.post("/kolleger/invitasjoner/<int:invitation_id>/send")
@needs(Permission.SHARE_NOMINATION)
def send_again(nomination_id: int, invitation_id: int) -> Response:
    """Send an invitation again."""
    made = sharing.send_again(work(), _found(nomination_id), invitation_id)
    flash(_("Invitasjonen til %(name)s blir sendt på nytt.", name=made.name))
    return _back(nomination_id)


@blueprint.post("/kolleger/invitasjoner/<int:invitation_id>/trekk")
@needs(Permission.SHARE_NOMINATION)
def withdraw(nomination_id: int, invitation_id: int) -> Response:
    """Withdraw an invitation."""
    made = sharing.withdraw(work(), _found(nomination_id), invitation_id)
    flash(_("Invitasjonen til %(name)s er trukket tilbake.", name=made.name))
    return _back(nomination_id)


@blueprint.post("/kolleger/<int:account_id>/rolle")
@needs(Permission.SHARE_NOMINATION)
def set_role(nomination_id: int, account_id: int) -> Response:
    """Let somebody write in it, or only read."""
    wanted = request.form.get("role", "")
    if wanted not in set(CollaboratorRole):
        raise NotFoundError("role")
    role = CollaboratorRole(wanted)
    found = sharing.set_role(work(), _found(nomination_id), account_id, role)
    if role is CollaboratorRole.EDITOR:
        flash(_("%(name)s kan nå skrive i forslaget.", name=_name(found)))
    else:
        flash(_("%(name)s kan nå bare lese forslaget.", name=_name(found)))
    return _back(nomination_id)


@blueprint.post("/kolleger/<int:account_id>/fjern")
@needs(Permission.SHARE_NOMINATION)
def take_out(nomination_id: int, account_id: int) -> Response:
    """Take somebody out of it."""
    found = sharing.take_out(work(), _found(nomination_id), account_id)
    flash(_("%(name)s er ikke lenger med i forslaget.", name=_name(found)))
    return _back(nomination_id)


def _name(found: Collaborator) -> str:
    return accounts.names_of(work().session, [found.account_id])[found.account_id]


@blueprint.post("/ga-ut")
@needs(Permission.LEAVE_NOMINATION)
def leave(nomination_id: int) -> Response:
    """Leave it."""
    nomination = _found(nomination_id)
    sharing.leave(work(), nomination)
    flash(_("Du er ikke lenger med i «%(title)s».", title=nomination_words.title_of(nomination)))
    return redirect(url_for("overview.show"), 303)


@blueprint.post("/be-om-innsending")
@needs(Permission.ASK_TO_SUBMIT)
def ask(nomination_id: int) -> Response:
    """Ask those who may to submit it."""
    target = url_for("nominations.review", nomination_id=nomination_id)
    try:
        asked = sharing.ask_to_submit(work(), _found(nomination_id))
    except AskedAlreadyError:
        flash(_("Det er alt bedt om det siste døgnet."), "warning")
    except NeedlessError:
        flash(_("Du kan sende inn forslaget selv."), "warning")
    except (NobodySubmitsError, HinderedError):
        flash(_("Ingen kan sende inn forslaget nå. Siden sier hvorfor."), "warning")
    else:
        names = formats.listed([one.name for one in asked])
        flash(_("E-post er på vei til %(names)s.", names=names))
    return redirect(target, 303)
