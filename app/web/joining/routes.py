"""Registering: a link to an address, an account by that link, and whom one nominates for."""

from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.documents.links import Purpose
from app.models import Account, Registration
from app.rules.access import Permission
from app.rules.numbers import row_number
from app.services import accounts, domains, joining, registrations
from app.services.attempts import TooSoonError
from app.services.joining import BadNumberError, Joined, NoPersonsError, TooManyError
from app.services.passwords import WeakPasswordError
from app.services.work import NotFoundError, Work
from app.web import languages, sessions
from app.web.accounts import links, sources
from app.web.guards import needs, public
from app.web.joining import page as pages
from app.web.joining.forms import (
    ELSEWHERE,
    ByDomainForm,
    FirstAccountForm,
    MunicipalityForm,
    NumberForm,
    PersonForm,
    RegisterForm,
)
from app.web.joining.page import Forms
from app.web.transaction import actor, work
from app.words import accounts as words
from app.words import organisations as organisation_words
from app.words.text import _

blueprint = Blueprint("joining", __name__)


@blueprint.get("/registrer")
@public
def register() -> str | Response:
    """Show the form to ask for a link; whoever has an account chooses whom she nominates for."""
    if actor().is_signed_in:
        return redirect(url_for("joining.choose"))
    return _register_page(RegisterForm(language=languages.selected()))


@blueprint.post("/registrer")
@public
def ask() -> str | tuple[str, int]:
    """Send a link, or a message that there is an account: the answer is the same."""
    form = RegisterForm()
    form.language.choices = list(languages.LANGUAGES)
    if not form.validate_on_submit():
        return _register_page(form), 422
    address = (form.email.data or "").strip()
    try:
        registrations.ask(
            work().session,
            email=address,
            name=form.name.data or "",
            language=form.language.data,
            network=sources.of_request(address).network,
            now=work().now,
        )
    except TooSoonError as early:
        form.email.errors = [organisation_words.too_many_asked(early.seconds)]
        return _register_page(form), 429
    return _register_page(form, sent_to=address)


def _register_page(form: RegisterForm, sent_to: str = "") -> str:
    return render_template(
        "joining/register.html", form=form, sent_to=sent_to, tongues=list(languages.LANGUAGES)
    )


@blueprint.get("/registrering/<token>")
@public
def account(token: str) -> str:
    """Show the form to make an account. Looking at it uses up nothing."""
    found = _find(token)
    return _account_page(FirstAccountForm(name=found.name), found)


@blueprint.post("/registrering/<token>")
@public
def make_account(token: str) -> str | tuple[str, int] | Response:
    """Make the account, come in where the address belongs, and sign in."""
    found, form = _find(token), FirstAccountForm()
    pages.offer(form, domains.of_address(work().session, found.email))
    if not form.validate_on_submit():
        return _account_page(form, found), 422
    try:
        made = registrations.use(
            work(),
            found.id,
            found.nonce,
            name=form.name.data or "",
            password=form.new_password.data or "",
        )
    except WeakPasswordError as weak:
        form.new_password.errors = [words.password_fault(weak.fault)]
        return _account_page(form, found), 422
    chosen = form.body.data if "body" in form else ELSEWHERE
    joined = joining.by_domain(_as(made), chosen) if chosen != ELSEWHERE else None
    sessions.begin(made)
    return redirect(_welcome(joined) if joined else url_for("joining.choose"), 303)


def _as(made: Account) -> Work:
    """Give the work of whoever has just got an account."""
    return replace(work(), actor=accounts.actor_for(work().session, made, work().today))


def _find(token: str) -> Registration:
    link = links.read(Purpose.REGISTRATION, token)
    return registrations.find(work().session, link.row_id, link.nonce, work().now)


def _account_page(form: FirstAccountForm, found: Registration) -> str:
    bodies = domains.of_address(work().session, found.email)
    if "body" in form:
        pages.offer(form, bodies)
    return render_template(
        "joining/account.html",
        form=form,
        registration=found,
        bodies=pages.body_choices(form, bodies),
        rule=words.password_rule(),
    )


def _welcome(joined: Joined) -> str:
    """Say what became of it, and give where to go on."""
    flash(organisation_words.joined(joined))
    return url_for("nominations.mine")


@blueprint.get("/registrer/virksomhet")
@needs(Permission.REGISTER_ORGANISATION)
def choose() -> str:
    """Show whom one may come to nominate for."""
    return _choose_page(Forms())


@blueprint.post("/registrer/virksomhet")
@needs(Permission.REGISTER_ORGANISATION)
def join() -> str | tuple[str, int] | Response:
    """Come in, register an organisation, or ask to be let in: by the one way that was sent."""
    way = request.form.get("way", "")
    if way not in _WAYS:
        raise NotFoundError(way)
    forms, come_in = _WAYS[way]()
    pages.lay_out(work(), forms)
    sent = getattr(forms, way)
    if not sent.validate_on_submit():
        return _choose_page(forms), 422
    try:
        return redirect(_welcome(come_in()), 303)
    except BadNumberError:
        raise NotFoundError(way) from None
    except TooManyError:
        flash(organisation_words.too_many_waiting(), "warning")
    except NoPersonsError:
        flash(_("Ingen utlysning som er åpen nå, tar imot forslag fra privatpersoner."), "warning")
    return _choose_page(forms), 422


def _by_domain() -> tuple[Forms, Callable[[], Joined]]:
    form = ByDomainForm()
    return Forms(domain=form), lambda: joining.by_domain(work(), form.body.data or "")


def _by_municipality() -> tuple[Forms, Callable[[], Joined]]:
    form = MunicipalityForm()
    return Forms(municipality=form), lambda: joining.municipality(
        work(), row_number(form.municipality.data) or 0
    )


def _by_number() -> tuple[Forms, Callable[[], Joined]]:
    form = NumberForm()
    return Forms(number=form), lambda: joining.by_number(
        work(), form.org_number.data or "", form.name.data or ""
    )


def _as_person() -> tuple[Forms, Callable[[], Joined]]:
    return Forms(person=PersonForm()), lambda: joining.as_person(work())


_WAYS = {
    "domain": _by_domain,
    "municipality": _by_municipality,
    "number": _by_number,
    "person": _as_person,
}


def _choose_page(forms: Forms) -> str:
    return render_template("joining/choose.html", page=pages.lay_out(work(), forms))
