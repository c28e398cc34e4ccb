"""The office of a prize: all prizes, the desk of one, making one, changing what is said of it."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Prize
from app.rules.access import Permission, Verdict
from app.services import may, prizes
from app.services.prizes import OtherNameError, OtherNumberError, SlugTakenError
from app.services.work import StaleEditError
from app.web import languages
from app.web.guards import needs, public
from app.web.prize_office import forms, page
from app.web.prize_office.forms import NewPrizeForm, PrizeForm
from app.web.prizes import at_hand
from app.web.transaction import work
from app.words import prizes as words
from app.words.text import _

blueprint = Blueprint("prize_office", __name__, url_prefix="/priser")


@blueprint.get("")
@public
def index() -> str | Response:
    """List the prizes for whoever looks after them; everybody else is led to the front page."""
    if may.decide_installation(work(), Permission.MANAGE_PRIZES) is not Verdict.ALLOWED:
        return redirect(url_for("prizes.front"))
    return render_template("prize_office/index.html", prizes=prizes.all_of(work().session))


@blueprint.get("/ny")
@needs(Permission.MANAGE_PRIZES)
def new() -> str:
    """Show the form to make a prize."""
    may.require_installation(work(), Permission.MANAGE_PRIZES)
    return _new(NewPrizeForm(), {})


@blueprint.post("/ny")
@needs(Permission.MANAGE_PRIZES)
def make() -> Response | tuple[str, int]:
    """Make a prize, and invite the first of its secretariat."""
    may.require_installation(work(), Permission.MANAGE_PRIZES)
    form = forms.read_new(request.form)
    if faults := form.faults():
        return _new(form, faults), 422
    try:
        prize, invited = prizes.make(
            work(), form.agency, form.officer, slug=form.address, **form.said.columns
        )
    except SlugTakenError:
        taken = _("En annen pris har adressen %(slug)s. Skriv en annen.", slug=form.address)
        return _new(form, {"slug": taken}), 422
    except OtherNameError as error:
        said = _(
            "Nummeret tilhører %(name)s. Skriv det navnet, eller rett nummeret.", name=error.name
        )
        return _new(form, {"org_number": said}), 422
    except OtherNumberError:
        said = _("Virksomheten er registrert med et annet nummer. Rett nummeret, eller ta det ut.")
        return _new(form, {"org_number": said}), 422
    flash(_("Prisen er laget."))
    if invited.confirmed_at is None:
        flash(
            _(
                "Invitasjonen til %(name)s blir sendt når en annen administrator har bekreftet den.",
                name=invited.name,
            )
        )
    else:
        flash(_("Invitasjonen til %(name)s blir sendt nå.", name=invited.name))
    return redirect(url_for("prize_office.show", prize_slug=prize.slug), 303)


def _new(form: NewPrizeForm, faults: Mapping[str, str]) -> str:
    return render_template(
        "prize_office/new.html",
        form=form,
        errors=faults,
        agencies=prizes.agencies(work().session),
        languages_of_invitation=list(languages.LANGUAGES),
        lacks=_lacks(form.said),
    )


def _lacks(form: PrizeForm) -> dict[str, str]:
    return {name: words.lacks(texts) for name, texts in form.texts.items()}


def _office(prize_slug: str) -> Prize:
    """Give the prize whose office is entered by whoever may."""
    prize = prizes.by_slug(work().session, prize_slug)
    may.require_prize(work(), Permission.EDIT_PRIZE, prize)
    return at_hand.speak_of(prize)


@blueprint.get("/<prize_slug>/kontor")
@needs(Permission.EDIT_PRIZE)
def show(prize_slug: str) -> str:
    """Show the rounds, the juries and the secretariat of a prize."""
    prize = _office(prize_slug)
    return render_template(
        "prize_office/show.html",
        prize=prize,
        desk=page.lay_out(work(), prize),
        ways=list(page.ways(prize)),
    )


@blueprint.get("/<prize_slug>/innstillinger")
@needs(Permission.EDIT_PRIZE)
def edit(prize_slug: str) -> str:
    """Show what is said of a prize, to be changed."""
    prize = _office(prize_slug)
    return _edit(prize, forms.as_it_stands(prize), {})


@blueprint.post("/<prize_slug>/innstillinger")
@needs(Permission.EDIT_PRIZE)
def save(prize_slug: str) -> Response | tuple[str, int]:
    """Change what is said of a prize."""
    prize = _office(prize_slug)
    form = forms.read(request.form)
    if faults := form.faults():
        return _edit(prize, form, faults), 422
    try:
        changed = prizes.change(work(), prize, form.columns, base=form.base)
    except StaleEditError as stale:
        again = PrizeForm(form.texts, form.gifts, form.contact_email, stale.version)
        theirs = {
            name: _differing(stale.theirs[name], form.columns[name])
            for name in prizes.CHANGEABLE
            if stale.theirs[name] != form.columns[name]
        }
        return _edit(prize, again, {}, theirs), 409
    flash(_("Endringene er lagret.") if changed else _("Ingenting er endret."))
    return redirect(url_for("prize_office.show", prize_slug=prize.slug), 303)


def _differing(theirs: Any, yours: Any) -> Any:
    """Give what is stored, of a text in several languages what differs from what was written."""
    if not isinstance(theirs, dict):
        return theirs
    found = {code: text for code, text in theirs.items() if text != yours.get(code)}
    return found or theirs


def _edit(
    prize: Prize,
    form: PrizeForm,
    faults: Mapping[str, str],
    theirs: Mapping[str, Any] | None = None,
) -> str:
    return render_template(
        "prize_office/edit.html",
        prize=prize,
        form=form,
        errors=faults,
        theirs=theirs or {},
        lacks=_lacks(form),
    )
