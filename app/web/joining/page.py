"""Choosing whom one nominates for: what there is to choose among, and what is waited for."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from flask_wtf import FlaskForm

from app.models import JoinRequest, Organisation
from app.services import joining, nominators, organisations
from app.services.domains import Body
from app.services.organisations import Standing
from app.services.work import Work
from app.web.joining.forms import (
    ELSEWHERE,
    ByDomainForm,
    FirstAccountForm,
    MunicipalityForm,
    NumberForm,
    PersonForm,
)
from app.words.text import _


@dataclass(frozen=True)
class Forms:
    """The forms of the page; the one that was sent has what was written in it."""

    domain: ByDomainForm = field(default_factory=lambda: ByDomainForm(formdata=None))
    municipality: MunicipalityForm = field(default_factory=lambda: MunicipalityForm(formdata=None))
    number: NumberForm = field(default_factory=lambda: NumberForm(formdata=None))
    person: PersonForm = field(default_factory=lambda: PersonForm(formdata=None))

    @property
    def errors(self) -> list[tuple[str, str]]:
        """What is wrong, each with its field."""
        every: Sequence[FlaskForm] = (self.domain, self.municipality, self.number, self.person)
        return [(one.id, one.errors[0]) for form in every for one in form if one.errors]


@dataclass(frozen=True)
class ChoosePage:
    """Whom somebody may come to nominate for."""

    forms: Forms
    held: Sequence[tuple[Organisation, bool]]
    """Those that she acts for, and whether each waits for a secretariat."""
    asked: Sequence[JoinRequest]
    offered: Sequence[tuple[str, str]]
    places: Sequence[tuple[int, str]]
    takes_persons: bool


def lay_out(work: Work, forms: Forms) -> ChoosePage:
    """Lay out the page."""
    offered = body_options(joining.offered(work))
    places = [(one.id, one.display_name) for one in organisations.register(work.session)]
    forms.domain.body.choices = offered
    forms.municipality.municipality.choices = places
    return ChoosePage(
        forms,
        [
            (one, organisations.standing(one) is Standing.WAITING)
            for one in organisations.of_actor(work)
        ],
        joining.own_requests(work),
        offered,
        places,
        nominators.take_persons(work.session, work.now),
    )


def body_options(bodies: Sequence[Body]) -> list[tuple[str, str]]:
    """List those that an address belongs to, as a form offers them."""
    return [(body.key, body.name) for body in bodies]


def body_choices(form: FirstAccountForm, bodies: Sequence[Body]) -> list[tuple[str, str]]:
    """List whom a new account may be for; nobody where the form does not ask."""
    return [*body_options(bodies), (ELSEWHERE, _("Noen andre"))] if "body" in form else []


def offer(form: FirstAccountForm, bodies: Sequence[Body]) -> None:
    """Offer those that the address of a new account belongs to; without any, nothing is asked."""
    if not bodies:
        del form.body
        return
    form.body.choices = body_choices(form, bodies)
    if len(bodies) == 1 and not form.body.data:
        form.body.data = bodies[0].key
