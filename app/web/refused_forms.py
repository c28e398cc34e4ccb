"""Forms that were not taken: because the session has ended, or because of whose page it was.

Each page says what is so, and loses nothing that was written: where the same form can be taken
later, the page carries it, with the token that it came with, and sends it again.
"""

from dataclasses import dataclass

from flask import Flask, Response, redirect, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import Unauthorized
from werkzeug.wrappers import Response as BaseResponse

from app.web import doors, errors, forgery
from app.web.errors import Resend
from app.web.forgery import Why
from app.web.transaction import SAFE, actor
from app.words.text import _


@dataclass(frozen=True)
class Answer:
    """What is said of a form that was not taken.

    in_brief: the same at a form that saves itself, where the form can be taken later as it is.
    """

    code: int
    title: str
    text: str
    in_brief: str = ""


def init_app(app: Flask) -> None:
    """Attach the handlers to an app."""
    app.register_error_handler(Unauthorized, _sign_in_first)
    app.register_error_handler(CSRFError, _not_taken)


def _sign_in_first(_error: Unauthorized) -> Response | BaseResponse:
    if request.method in SAFE:
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
    return _page(Why.SIGNED_OUT)


def _not_taken(error: CSRFError) -> Response:
    return _page(forgery.why(error))


def _page(why: Why) -> Response:
    answer = _at_the_door(why) or _said(why)
    ways = [] if actor().is_signed_in else [(_("Logg inn"), url_for("accounts.sign_in"))]
    resend = _resend(answer.in_brief, why) if answer.in_brief else None
    if resend:
        ways = []  # it has its own way to the sign-in, in another tab
    elif why is Why.BEFORE_SIGN_IN:
        ways = [(_("Åpne siden på nytt"), _page_that_was_sent())]
    return errors.page(answer.code, answer.title, answer.text, ways, resend)


def _at_the_door(why: Why) -> Answer | None:
    """Say what is so where the form was the one to sign in or out: there is nothing to store."""
    name = actor().name
    if why is Why.FOREIGN:
        return None
    if request.endpoint == "accounts.check_password" and actor().is_signed_in:
        return Answer(
            400,
            _("Du er alt logget inn"),
            _(
                "Du er logget inn som %(name)s. Skal du logge inn som en annen, må du først logge ut.",
                name=name,
            ),
        )
    if request.endpoint == "accounts.sign_out" and why is Why.SIGNED_OUT:
        return Answer(
            401, _("Du er logget ut"), _("Økten din var alt slutt da du trykket på knappen.")
        )
    if request.endpoint == "accounts.sign_out" and why is Why.ANOTHERS:
        return Answer(
            403,
            _("Denne siden ble åpnet av en annen bruker"),
            _("%(name)s er fortsatt logget inn. Gå til oversikten, og logg ut derfra.", name=name),
        )
    return None


def _said(why: Why) -> Answer:
    said = {
        Why.FOREIGN: Answer(
            403,
            _("Dette kom fra et annet nettsted"),
            _(
                "Nettleseren sier at et annet nettsted har sendt skjemaet. Derfor er ingenting lagret. Gjør det du ville, fra våre egne sider."
            ),
        ),
        Why.SIGNED_OUT: Answer(
            401,
            _("Du er logget ut"),
            _(
                "Økten din er slutt, og det du sendte nå, er ikke lagret ennå. Logg inn i en ny fane. Gå så tilbake hit og trykk «Send på nytt», så blir det lagret."
            ),
            _(
                "Ikke lagret. Du er logget ut. Logg inn i en ny fane, så lagrer vi det du har skrevet, når du kommer tilbake hit."
            ),
        ),
        Why.ANOTHERS: Answer(
            403,
            _("Denne siden ble åpnet av en annen bruker"),
            _(
                "Nå er %(name)s logget inn. Det som sto på siden, er ikke lagret. Den som åpnet den, kan logge inn i en annen fane, gå tilbake hit og trykke «Send på nytt».",
                name=actor().name,
            ),
            _(
                "Ikke lagret. Denne siden ble åpnet av en annen bruker enn %(name)s, som er logget inn nå.",
                name=actor().name,
            ),
        ),
        Why.SIGNED_OUT_EVERYWHERE: Answer(
            400,
            _("Siden er for gammel"),
            _(
                "Kontoen din er logget ut overalt etter at du åpnet siden. Derfor er det du sendte nå, ikke lagret. Åpne siden på nytt, og fyll den ut en gang til."
            ),
        ),
        Why.BEFORE_SIGN_IN: Answer(
            400,
            _("Siden må åpnes på nytt"),
            _(
                "Du er logget inn, men siden ble åpnet før du logget inn. Det du sendte nå, er ikke lagret. Åpne den på nytt, og send en gang til."
            ),
        ),
        Why.NO_COOKIE: Answer(
            400,
            _("Vi fikk ingen informasjonskapsel fra nettleseren"),
            _(
                "Uten den kan du verken logge inn eller sende noe. Åpne siden på nytt, og prøv igjen. Hjelper ikke det, må du tillate informasjonskapsler for dette nettstedet i nettleseren."
            ),
        ),
        Why.NO_TOKEN: Answer(
            400,
            _("Vi vet ikke hvilken side dette kom fra"),
            _(
                "Skjemaet mangler det som viser at det kom fra en av sidene våre. Det du sendte nå, er ikke lagret. Åpne siden på nytt, og send en gang til."
            ),
        ),
        Why.OUTDATED: Answer(
            400,
            _("Siden må åpnes på nytt"),
            _(
                "Den er fra en tidligere økt i denne nettleseren. Det du sendte nå, er ikke lagret. Åpne siden på nytt, og send en gang til."
            ),
        ),
    }
    return said[why]


def _resend(in_brief: str, why: Why) -> Resend:
    """Carry what was sent, but for passwords: it is taken when its own person has signed in."""
    secret = errors.SECRET_FIELDS - errors.SENT_AGAIN
    fields = [(n, text) for n, text in request.form.items(multi=True) if n not in secret]
    sign_in = url_for("accounts.sign_in") if why is Why.SIGNED_OUT else ""
    return Resend(request.full_path.rstrip("?"), fields, in_brief, sign_in)


def _page_that_was_sent() -> str:
    """Give the page that the form stood on, if the browser tells and it is ours."""
    own = request.host_url
    sent_from = request.referrer or ""
    home = doors.home(is_signed_in=actor().is_signed_in)
    return sent_from if sent_from.startswith(own) else home.url
