"""Error pages: what happened, what it means for what she wrote, and what to do now."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from flask import (
    Flask,
    Response,
    current_app,
    g,
    jsonify,
    make_response,
    render_template,
    request,
    session,
    url_for,
)
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.wrappers import Response as BaseResponse

from app.extensions import db
from app.rules.access import DeniedError, Permission, Verdict, WrongPhaseError
from app.rules.actors import ANONYMOUS
from app.rules.lifecycle import UndeclaredMoveError
from app.services import installation, lists
from app.services.progress import NotCoveredError
from app.services.work import NotFoundError, StaleEditError
from app.web import doors, forgery, transaction, typed
from app.words import formats, refusals
from app.words.text import _

CARRIED = frozenset({"version", "rows", "seen", "carried_workbook", typed.FIELD})
"""What a form carries that nobody wrote, for the page to go on from."""
SECRET_FIELDS = CARRIED | {"csrf_token", "password", "new_password"}
"""What is not shown again to whoever sent it."""
SENT_AGAIN = CARRIED | {"csrf_token"}
"""What goes along, out of sight, when a form is sent again as it was."""


@dataclass(frozen=True)
class Resend:
    """A form that was refused and can be taken later as it is: where to, and all that it holds.

    in_brief: what is said at a form that saves itself, and goes on trying.
    sign_in: the way to sign in first, in another tab; empty for somebody who is signed in.
    """

    url: str
    fields: Sequence[tuple[str, str]]
    in_brief: str
    sign_in: str = ""


def init_app(app: Flask) -> None:
    """Attach the handlers to an app."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(NotFoundError, _not_found)
    app.register_error_handler(DeniedError, _denied)
    app.register_error_handler(WrongPhaseError, _wrong_phase)
    app.register_error_handler(UndeclaredMoveError, _moved_already)
    app.register_error_handler(NotCoveredError, _not_covered)
    app.register_error_handler(StaleEditError, lost_race)
    for kind in transaction.LOST_RACE:
        app.register_error_handler(kind, lost_race)
    app.register_error_handler(Exception, _failed)


def page(
    code: int,
    title: str,
    text: str,
    actions: list[tuple[str, str]] | None = None,
    resend: Resend | None = None,
) -> Response:
    """Render an error page; JSON for a draft that saves itself.

    What was sent with a refused form is shown again, so that nobody has to write it twice. What
    can be taken later as it is needs no new page.
    """
    if request.headers.get("X-Autosave"):
        if resend:
            return make_response(jsonify(error=resend.in_brief, reload=False, again=True), code)
        is_final = code in {401, 403, 409}
        return make_response(jsonify(error=f"{title}. {text}", reload=is_final), code)
    body = render_template(
        "errors/error.html",
        code=code,
        title=title,
        text=text,
        actions=[*(actions or ()), *_ways_out(actions)],
        rescued=_written(),
        resend=resend,
    )
    return make_response(body, code)


def _ways_out(actions: list[tuple[str, str]] | None) -> list[tuple[str, str]]:
    """Lead whoever is lost to where she finds her way, unless the page leads there already."""
    home = doors.home(is_signed_in=transaction.actor().is_signed_in or "seemed_signed_in" in g)
    known = {url for _label, url in actions or ()}
    return [] if actions and home.url in known else [(home.label, home.url)]


def _written() -> list[tuple[str, str]]:
    """List the texts that were sent with this request, but for what is secret or short."""
    if forgery.is_foreign():
        return []
    try:
        sent = list(request.form.items(multi=True))
    except RequestEntityTooLarge:
        return []
    return [(name, text) for name, text in sent if name not in SECRET_FIELDS and len(text) > 20]


def _without_database() -> None:
    """Have the page made for anybody: whoever it is, the database may not be there to tell.

    It leads where the browser's cookie says that she belongs.
    """
    if "_user_id" in session:
        g.seemed_signed_in = True
    g.actor = ANONYMOUS
    for looked_up in ("here", "prize", "language"):
        g.pop(looked_up, None)


def _not_found(_error: Exception) -> Response:
    return page(
        404,
        _("Vi finner ikke siden"),
        _("Adressen kan være feil, eller siden kan være flyttet eller ikke åpen for deg."),
    )


def _denied(error: DeniedError) -> Response:
    if error.hidden:
        return _not_found(error)
    if error.verdict is Verdict.RECUSED:
        return page(403, *refusals.recused(error.permission))
    if error.verdict is Verdict.AWAY:
        return page(
            403,
            _("Du er meldt borte i dette trinnet"),
            _(
                "Da leder en annen i stedet for deg. Er du tilbake, kan sekretariatet føre det inn, og du leder igjen."
            ),
        )
    return page(
        403,
        _("Du har ikke tilgang til dette"),
        _(
            "Siden er for andre roller i prisrunden enn dem du har. Spør sekretariatet hvis du mener at dette er feil."
        ),
    )


def _wrong_phase(error: WrongPhaseError) -> Response:
    own = [(_("Forslagene dine"), url_for("nominations.mine"))]
    is_hers = error.permission in {
        Permission.EDIT_NOMINATION,
        Permission.SUBMIT_NOMINATION,
        Permission.WITHDRAW_NOMINATION,
    }
    words = refusals.stopped(error) or refusals.phase(error.permission)
    return page(409, *words, actions=own if is_hers else None)


def _not_covered(error: NotCoveredError) -> Response:
    names = lists.names(db.session, error.nominations)
    return page(
        409,
        _("Trinnet kan ikke avsluttes ennå"),
        _(
            "For få plasser har levert skjema som teller, for %(names)s. Sekretariatet må gjøre unntak for plasser som ikke leverer, før trinnet kan avsluttes. Det du har skrevet, er tatt vare på i skjemaet.",
            names=formats.listed([names[one] for one in error.nominations]),
        ),
    )


def _moved_already(_error: Exception) -> Response:
    return page(
        409,
        _("Runden er alt flyttet"),
        _(
            "Noen var raskere, eller du trykket to ganger. Åpne siden på nytt for å se hvor runden er."
        ),
    )


def lost_race(error: Exception) -> Response:
    """Answer a request that lost a race: somebody else was first, and nothing was stored."""
    if isinstance(error, OperationalError):
        if not _is_contention(error):
            return _failed(error)
        _without_database()
    current_app.logger.info("lost race: %s", error)
    db.session.rollback()
    return page(
        409,
        _("Noen andre var først"),
        _(
            "Noe ble endret mens du arbeidet, og det du sendte nå, er ikke lagret. Åpne siden på nytt, se hva som gjelder, og prøv igjen."
        ),
    )


def _is_contention(error: OperationalError) -> bool:
    """Tell a deadlock or a lock that was waited for in vain from a database that is not there."""
    state = getattr(error.orig, "sqlstate", None) or ""
    return state.startswith("40") or state == "55P03" or "locked" in str(error.orig)


def _http(error: HTTPException) -> Response | BaseResponse:
    code = error.code or 500
    if code < 400:
        return error.get_response()
    if code == 404:
        return _not_found(error)
    if code >= 500:
        return _failed(error)
    words = {
        405: (_("Siden kan ikke brukes slik"), _("Gå tilbake, og bruk knappene på siden.")),
        413: (
            _("Det du sendte, er for stort"),
            _("Kort ned teksten, og prøv igjen. Ingenting er lagret."),
        ),
    }
    title, text = words.get(
        code,
        (_("Vi forsto ikke det du sendte"), _("Gå tilbake, og prøv igjen. Ingenting er lagret.")),
    )
    return page(code, title, text)


def _failed(error: Exception) -> Response:
    current_app.logger.error("unhandled error", exc_info=error)
    if current_app.testing or current_app.debug:
        raise error
    if isinstance(error, SQLAlchemyError):
        _without_database()
    with suppress(SQLAlchemyError):
        db.session.rollback()
        if isinstance(error, SQLAlchemyError) and not installation.has_tables(db.session):
            return make_response(render_template("prizes/unset.html", is_set_up=False), 503)
    return page(
        500,
        _("Noe gikk galt hos oss"),
        _(
            "Feilen er registrert. Det du sendte nå, er ikke lagret. Prøv igjen om litt, eller kontakt sekretariatet."
        ),
    )
