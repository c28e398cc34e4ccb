"""The domains of mail addresses that let people in to an organisation."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.rules.access import Permission
from app.rules.mail_addresses import read
from app.rules.numbers import row_number
from app.services import domains, foresight, organisations
from app.services.domains import AlreadyConfirmedError, NobodysDomainError
from app.services.foresight import ForeseenOtherwiseError
from app.services.work import NotFoundError
from app.web import acts
from app.web.acts import ActPage
from app.web.guards import needs
from app.web.organisations import page
from app.web.organisations.forms import DomainForm
from app.web.transaction import work
from app.words.acts import organisations as act_words
from app.words.text import _, _n

blueprint = Blueprint("domains", __name__, url_prefix="/organisasjoner")


@blueprint.get("/domener")
@needs(Permission.MANAGE_ORGANISATIONS)
def show() -> str:
    """List the domains that let people in, and those that the register suggests."""
    found = page.lay_out_domains(work())
    return render_template("domains/show.html", list=found, page=found.page)


@blueprint.post("/domener")
@needs(Permission.MANAGE_ORGANISATIONS)
def confirm() -> Response:
    """Confirm one that the register suggests."""
    name, key = request.form.get("domain", ""), row_number(request.form.get("municipality"))
    domains.confirm(work(), [(name, key or 0)])
    flash(_("%(domain)s er bekreftet.", domain=read(name)))
    return _back()


def _back() -> Response:
    return redirect(url_for("domains.show"), 303)


@blueprint.get("/domener/alle/<end>")
@needs(Permission.MANAGE_ORGANISATIONS)
def before_all(end: str) -> str | Response:
    """Show just which are confirmed together."""
    return _before_page(end) or _back()


@blueprint.post("/domener/alle/<end>")
@needs(Permission.MANAGE_ORGANISATIONS)
def confirm_all(end: str) -> Response:
    """Confirm all with a common end, as they were shown."""
    try:
        made = domains.confirm_all(work(), end, seen=acts.seen())
    except ForeseenOtherwiseError:
        again = _before_page(end, is_stale=True)
        return make_response(again, 409) if again else _back()
    except NotFoundError:
        return _back()
    flash(_n("Nå er ett domene bekreftet.", "Nå er %(num)s domener bekreftet.", len(made)))
    return _back()


def _before_page(end: str, *, is_stale: bool = False) -> str:
    foreseen = domains.foresee_all(work(), end)
    if not foreseen.found:
        return ""
    act = ActPage(
        act_words.before_confirming(foreseen),
        foresight.stamp(foreseen),
        action=url_for("domains.confirm_all", end=end),
        back=url_for("domains.show"),
        over=_("E-postdomener"),
        is_stale=is_stale,
    )
    return render_template("domains/before.html", act=act)


@blueprint.post("/domener/<int:domain_id>/fjern")
@needs(Permission.MANAGE_ORGANISATIONS)
def remove(domain_id: int) -> Response:
    """Take a domain away."""
    found = domains.remove(work(), domain_id)
    flash(_("%(domain)s slipper ingen inn lenger.", domain=read(found.name)))
    return _back()


@blueprint.post("/<int:organisation_id>/domener")
@needs(Permission.MANAGE_ORGANISATIONS)
def add(organisation_id: int) -> Response:
    """Confirm a domain for one organisation."""
    form = DomainForm()
    body = organisations.see(work(), organisation_id)
    if form.validate_on_submit():
        try:
            made = domains.add(work(), form.domain.data or "", body)
        except NobodysDomainError:
            form.domain.errors = [
                _(
                    "Dette er ikke et domene som kan høre til én virksomhet. Skriv det som står etter @."
                )
            ]
        except AlreadyConfirmedError:
            form.domain.errors = [_("Domenet er bekreftet fra før.")]
        else:
            flash(_("%(domain)s er bekreftet.", domain=read(made.name)))
            return redirect(url_for("organisations.show", organisation_id=organisation_id), 303)
    laid_out = page.lay_out(work(), organisation_id, domain=form)
    return make_response(render_template("organisations/show.html", page=laid_out), 422)
