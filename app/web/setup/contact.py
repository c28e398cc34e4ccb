"""The step of the contact: whom the call says to ask."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from app.models import Round
from app.rules.access import Permission
from app.rules.forms import is_email
from app.rules.lifecycle import AFTER_DECISION, Course
from app.rules.setup import Step
from app.services import contacts, stamps
from app.services.contacts import Contact
from app.web.guards import needs
from app.web.setup import page
from app.web.setup.page import Apart
from app.web.setup.routes import enter
from app.web.setup.saving import save
from app.web.transaction import work
from app.words import setup as words
from app.words.text import _

blueprint = Blueprint("setup_contact", __name__)


@blueprint.get("/priser/<round:slug>/oppsett/kontakt")
@needs(Permission.SET_UP_ROUND)
def show(slug: str) -> str:
    """Show whom the call says to ask."""
    award_round = enter(slug)
    return _page(award_round, contacts.of(award_round))


@blueprint.post("/priser/<round:slug>/oppsett/kontakt")
@needs(Permission.SET_UP_ROUND)
def store(slug: str) -> Response | tuple[str, int]:
    """Say whom to ask."""
    award_round = enter(slug)
    sent = Contact(**{name: request.form.get(name, "").strip() for name in words.CONTACT})
    faults = _faults(sent)
    if faults:
        return _page(award_round, sent, faults), 422
    return save(
        award_round,
        lambda: contacts.store(work(), award_round, sent, base=request.form.get("base", "")),
        lambda errors, apart: _page(award_round, sent, errors, apart),
        _lines,
    )


def _faults(sent: Contact) -> dict[str, str]:
    found = {}
    if sent.contact_email and not is_email(sent.contact_email):
        found["contact_email"] = _("Skriv en e-postadresse, for eksempel navn@kommune.no.")
    if len(sent.contact_name) > 200:
        found["contact_name"] = _("Navnet er for langt.")
    figures = sum(sign.isdigit() for sign in sent.contact_phone)
    if sent.contact_phone and not (5 <= figures <= 15 and len(sent.contact_phone) <= 40):
        found["contact_phone"] = _("Skriv et telefonnummer, for eksempel 22 96 16 00.")
    return found


def _lines(data: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    return [(name, str(label), data[name]) for name, label in words.CONTACT.items()]


def _page(
    award_round: Round,
    form: Contact,
    errors: Mapping[str, str] | None = None,
    apart: Sequence[Apart] | None = None,
) -> str:
    is_over = award_round.phase(work().now) in AFTER_DECISION
    locked = words.over() if is_over or award_round.course is Course.CANCELLED else ""
    base = stamps.of(asdict(contacts.of(award_round)))
    frame = page.frame(
        work(), award_round, Step.CONTACT, base, errors=errors, apart=apart, locked=locked
    )
    return render_template("setup/contact.html", award_round=award_round, frame=frame, form=form)
