"""The dates of a round: what they are, and changing them until they take effect."""

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Round
from app.rules.access import Permission
from app.services import foresight, may, phases, rounds
from app.services.foresight import ForeseenOtherwiseError
from app.services.nominations import ReasonMissingError
from app.services.phases import DatesQuestionedError, DatesRefusedError
from app.services.work import StaleEditError
from app.web import acts
from app.web.acts import ActPage
from app.web.context import stand_in
from app.web.dates import page
from app.web.dates.forms import DatesForm, read_dates
from app.web.guards import needs
from app.web.seats import body_of
from app.web.transaction import work
from app.words.acts import dates as act_words
from app.words.rounds import dates as words
from app.words.rounds.glance import title
from app.words.text import _

blueprint = Blueprint("dates", __name__)


@blueprint.get("/priser/<round:slug>/datoer")
@needs(Permission.VIEW_DATES)
def show(slug: str) -> str:
    """Show the dates of a round, what was changed, and the form that changes them."""
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.VIEW_DATES, award_round)
    return _page(award_round)


@blueprint.post("/priser/<round:slug>/datoer")
@needs(Permission.CHANGE_DATES)
def change(slug: str) -> Response | tuple[str, int]:
    """Change the dates of a round."""
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.CHANGE_DATES, award_round)
    sent = read_dates(request.form, phases.free_dates(award_round, work().now))
    given, errors = sent.read(award_round)
    if errors:
        return _page(award_round, sent, errors), 422
    was_shown, asked = bool(acts.seen()), ""
    try:
        made = phases.change_dates(
            work(),
            award_round,
            given,
            sent.reason,
            base=sent.base,
            is_confirmed=sent.is_confirmed,
            seen=acts.seen(),
        )
    except ForeseenOtherwiseError:
        return _before(award_round, sent, is_stale=was_shown), 409 if was_shown else 200
    except StaleEditError as error:
        again = replace(sent, base=error.version, is_confirmed=False)
        return _page(award_round, again, is_stale=True), 409
    except DatesRefusedError as error:
        errors = {date.value: words.said(fault) for date, fault in error.faults.items()}
    except ReasonMissingError:
        errors = {"reason": _("Skriv hvorfor datoene endres.")}
    except DatesQuestionedError as error:
        asked = words.question(award_round.dates | given, error.far)
        errors = {"confirm": asked}
    else:
        flash(_("Datoene er endret.") if made else _("Ingenting er endret."))
        return redirect(url_for("dates.show", slug=slug), 303)
    return _page(award_round, sent, errors, asked), 422


def _before(award_round: Round, sent: DatesForm, *, is_stale: bool) -> str:
    """Show what changes, and how many are told, before anything is stored."""
    given, _errors = sent.read(award_round)
    foreseen = phases.foresee_dates(work(), award_round, given)
    act = ActPage(
        act_words.before_change(foreseen, sent.reason.strip()),
        foresight.stamp(foreseen),
        action=url_for("dates.change", slug=award_round.slug),
        back=url_for("dates.show", slug=award_round.slug),
        over=title(award_round),
        is_stale=is_stale,
        fields=sent.fields,
    )
    stand_in(award_round, on_behalf_of=body_of(work(), award_round))
    return render_template("dates/before.html", award_round=award_round, act=act)


def _page(
    award_round: Round,
    sent: DatesForm | None = None,
    errors: Mapping[str, str] | None = None,
    question: str = "",
    *,
    is_stale: bool = False,
) -> str:
    view = page.lay_out(work(), award_round, sent, errors, question, is_stale=is_stale)
    stand_in(award_round, on_behalf_of=body_of(work(), award_round))
    return render_template("dates/show.html", award_round=award_round, view=view)
