"""Making a round, its check list, and how the call will look."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import force_locale
from werkzeug.wrappers import Response

from app.models import Prize, Round
from app.rules.access import Permission
from app.rules.languages import CODES
from app.services import may, prizes, rounds, setup
from app.services.rounds import PrizeClosedError, YearTakenError
from app.services.work import NotFoundError
from app.web import languages
from app.web.context import stand_in
from app.web.guards import needs
from app.web.rounds import public_page
from app.web.setup import page
from app.web.setup.forms import NewRoundForm, read_new_round
from app.web.transaction import work
from app.words.text import _

blueprint = Blueprint("setup", __name__)


def enter(slug: str, next_step: str = "") -> Round:
    """Give a round to whoever may set it up, and tell the page where it is."""
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.SET_UP_ROUND, award_round)
    if award_round.is_recorded:
        raise NotFoundError(slug)
    stand_in(award_round, next_step=next_step, on_behalf_of=award_round.prize.secretariat.name)
    return award_round


@blueprint.get("/priser/<prize_slug>/runder/ny")
@needs(Permission.SET_UP_ROUND)
def new(prize_slug: str) -> str:
    """Ask what the next round of a prize is made from."""
    return _new_page(prizes.by_slug(work().session, prize_slug))


@blueprint.post("/priser/<prize_slug>/runder/ny")
@needs(Permission.SET_UP_ROUND)
def make(prize_slug: str) -> Response | tuple[str, int]:
    """Make a round, and go to its check list."""
    prize = prizes.by_slug(work().session, prize_slug)
    known = setup.sources(work(), prize)
    sent = read_new_round(request.form)
    errors = sent.errors(known)
    if not errors and sent.number is not None:
        try:
            made = setup.make(work(), prize, year=sent.number, source=sent.source)
        except YearTakenError:
            errors = {"year": _("Prisen har alt en runde i %(year)s.", year=sent.number)}
        except PrizeClosedError:
            errors = {"year": _("Prisen er lukket, og det kan ikke lages nye runder.")}
        except NotFoundError:
            errors = {"source": _("Velg hva runden skal lages av.")}
        else:
            flash(_("Runden er laget. Ingenting er offentlig før dere publiserer utlysningen."))
            return redirect(url_for("setup.index", slug=made.slug), 303)
    return _new_page(prize, sent, errors), 422


def _new_page(
    prize: Prize, sent: NewRoundForm | None = None, errors: dict[str, str] | None = None
) -> str:
    known = setup.sources(work(), prize)
    g.prize = prize
    return render_template(
        "setup/new.html",
        prize=prize,
        known=known,
        form=sent or NewRoundForm.first(known),
        errors=errors or {},
    )


@blueprint.get("/priser/<round:slug>/oppsett")
@needs(Permission.SET_UP_ROUND)
def index(slug: str) -> str:
    """Show how far the set-up of a round has come, and what lacks."""
    award_round = enter(slug)
    view = page.check_list(work(), award_round)
    stand_in(
        award_round,
        next_step=view.lede.removesuffix("."),
        on_behalf_of=award_round.prize.secretariat.name,
    )
    return render_template("setup/index.html", award_round=award_round, view=view)


@blueprint.get("/priser/<round:slug>/oppsett/forhandsvisning")
@needs(Permission.SET_UP_ROUND)
def preview(slug: str) -> str:
    """Show the call as everybody will read it, in one of the languages."""
    award_round = enter(slug)
    asked = request.args.get("sprak", "")
    wanted = asked if asked in CODES else languages.selected()
    with force_locale(wanted):
        call = public_page.call_page(work(), award_round)
        return render_template(
            "rounds/call.html",
            page=call,
            award_round=award_round,
            prize=award_round.prize,
            preview=wanted,
            language=wanted,
        )
