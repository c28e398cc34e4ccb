"""The emergency look: what follows from it, looking, and what was looked at while that lasts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Round
from app.rules.access import Permission
from app.rules.numbers import row_number
from app.services import disclosure, lists, may, rounds
from app.services.disclosure import ReasonMissingError
from app.services.work import NotFoundError
from app.web.context import stand_in
from app.web.guards import needs
from app.web.scores.others import OtherPart, lay_out
from app.web.seats import body_of
from app.web.transaction import work
from app.words.jury import looks as words
from app.words.text import _

blueprint = Blueprint("looks", __name__)
PATH = "/priser/<round:slug>/nodinnsyn"
WHOLE = "alle"
"""What the whole stage is called in the form."""


@dataclass(frozen=True)
class LooksPage:
    """The form, what was looked at before, and what is open now."""

    nominations: Sequence[tuple[str, str]]
    given: Mapping[str, str]
    errors: Sequence[tuple[str, str]]
    before: Sequence[words.LookLine]
    open: Sequence[tuple[str, Sequence[OtherPart]]]
    """What is open: each nomination, with its sheets."""


@blueprint.get(PATH)
@needs(Permission.LOOK_EARLY)
def show(slug: str) -> str:
    """Say what follows from a look, and show what is open by one."""
    return _page(_enter(slug), {})


@blueprint.post(PATH)
@needs(Permission.LOOK_EARLY)
def look(slug: str) -> Response | tuple[str, int]:
    """Look."""
    award_round = _enter(slug)
    given = {name: request.form.get(name, "") for name in ("nomination", "reason", "confirm")}
    which = None if given["nomination"] == WHOLE else row_number(given["nomination"]) or 0
    if not given["confirm"]:
        return _page(award_round, given, [("confirm", words.unconfirmed())]), 422
    try:
        disclosure.look(work(), award_round, which, given["reason"])
    except NotFoundError:
        return _page(award_round, given, [("nomination", words.choose())]), 422
    except ReasonMissingError:
        return _page(award_round, given, [("reason", words.no_reason())]), 422
    flash(_("Innsynet er ført, og juryen ser det på arbeidslistene sine."), "warning")
    return redirect(url_for("looks.show", slug=award_round.slug, _anchor="apent"), 303)


def _enter(slug: str) -> Round:
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.LOOK_EARLY, award_round)
    stand_in(award_round, on_behalf_of=body_of(work(), award_round))
    return award_round


def _page(
    award_round: Round, given: Mapping[str, str], errors: Sequence[tuple[str, str]] = ()
) -> str:
    session = work().session
    judged = lists.judged(session, award_round)
    names = lists.names(session, [one.id for one in judged])
    held = disclosure.looks_for(work(), award_round)
    shown = disclosure.looked_at(work(), award_round)
    view = LooksPage(
        [
            *((str(one.id), f"{one.number}. {names[one.id]}") for one in judged),
            (WHOLE, _("Alle forslagene i trinnet")),
        ],
        given,
        errors,
        words.lines(held, names),
        [(names[one.id], lay_out(award_round, shown[one.id])) for one in judged if one.id in shown],
    )
    return render_template("progress/looks.html", award_round=award_round, view=view)
