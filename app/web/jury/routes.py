"""Juries of a prize: listed, made for a term, and shown with their seats."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.models import Jury, Prize
from app.rules.access import Permission
from app.services import jury, may
from app.services.jury import InUseError, TermError
from app.web import downloads
from app.web.guards import needs
from app.web.jury import page
from app.web.jury.forms import NewJuryForm, TermForm
from app.web.prizes import at_hand
from app.web.transaction import work
from app.words import exports
from app.words.jury import juries as words
from app.words.text import _

blueprint = Blueprint("jury", __name__)


def speak_of(made: Jury) -> Jury:
    """Let the page be one of the jury's prize."""
    at_hand.speak_of(made.prize)
    return made


@blueprint.get("/priser/<prize_slug>/juryer")
@needs(Permission.VIEW_JURY)
def listed(prize_slug: str) -> str:
    """List the juries of a prize, the latest first."""
    prize = at_hand.named(prize_slug)
    return render_template("jury/list.html", page=page.lay_out_list(work(), prize))


@blueprint.get("/priser/<prize_slug>/juryer/ny")
@needs(Permission.MANAGE_JURY)
def new(prize_slug: str) -> str:
    """Show the form for a new jury."""
    prize = at_hand.named(prize_slug)
    may.require_prize(work(), Permission.MANAGE_JURY, prize)
    found = jury.of_prize(work(), prize)
    first = found[0].term_to + 1 if found else work().today.year
    form = NewJuryForm(
        term_from=str(first), term_to=str(first + 3), source=str(found[0].id) if found else ""
    )
    return _new(prize, form)


@blueprint.post("/priser/<prize_slug>/juryer/ny")
@needs(Permission.MANAGE_JURY)
def create(prize_slug: str) -> str | tuple[str, int] | Response:
    """Make a jury, with the seats of another if that is chosen."""
    prize = at_hand.named(prize_slug)
    may.require_prize(work(), Permission.MANAGE_JURY, prize)
    form = NewJuryForm()
    years = form.years() if form.validate_on_submit() else None
    if years is None:
        return _new(prize, form), 422
    source = next(
        (one for one in jury.of_prize(work(), prize) if str(one.id) == form.source.data), None
    )
    term_from, term_to = years
    try:
        if source:
            made = jury.copy(work(), source, prize, term_from=term_from, term_to=term_to)
        else:
            made = jury.create(work(), prize, term_from=term_from, term_to=term_to)
    except TermError:
        _say_term(form)
        return _new(prize, form), 422
    flash(_("%(title)s er laget.", title=words.title(made)))
    return redirect(url_for("jury.show", jury_id=made.id), 303)


def _new(prize: Prize, form: NewJuryForm) -> str:
    form.source.choices = [
        ("", _("Ingen: Jeg legger til plassene selv")),
        *((str(one.id), words.title(one)) for one in jury.of_prize(work(), prize)),
    ]
    return render_template("jury/new.html", prize=prize, form=form)


def _say_term(form: TermForm) -> None:
    form.term_to.errors = [
        _("Det siste året kan ikke være før det første, og en periode er høyst 20 år.")
    ]


@blueprint.get("/juryer/<int:jury_id>")
@needs(Permission.VIEW_JURY)
def show(jury_id: int) -> str:
    """Show a jury: its seats, who sits in them, and who is invited."""
    made = speak_of(jury.one(work(), jury_id))
    return render_template("jury/show.html", page=page.lay_out(work(), made))


@blueprint.get(f"/juryer/<int:jury_id>/liste.<{downloads.KINDS}:kind>")
@needs(Permission.VIEW_JURY)
def table(jury_id: int, kind: str) -> Response:
    """Give everybody of a jury as a table."""
    made = speak_of(jury.one(work(), jury_id))
    asked = [
        one for one in page.unseated(work(), made) if one.is_open or one.invitation.declined_at
    ]
    sheet = exports.jury(
        made,
        [one.invitation for one in asked],
        {one.invitation.id: one.standing for one in asked},
    )
    return downloads.table(sheet, kind, f"jury-{made.term_from}-{made.term_to}")


@blueprint.get("/juryer/<int:jury_id>/periode")
@needs(Permission.MANAGE_JURY)
def term(jury_id: int) -> str:
    """Show the form for the term of a jury."""
    made = speak_of(jury.one(work(), jury_id))
    may.require_prize(work(), Permission.MANAGE_JURY, made.prize)
    form = TermForm(term_from=str(made.term_from), term_to=str(made.term_to))
    return _term(made, form)


@blueprint.post("/juryer/<int:jury_id>/periode")
@needs(Permission.MANAGE_JURY)
def change_term(jury_id: int) -> str | tuple[str, int] | Response:
    """Change the term of a jury in which nobody sits yet."""
    made = speak_of(jury.one(work(), jury_id))
    may.require_prize(work(), Permission.MANAGE_JURY, made.prize)
    form = TermForm()
    years = form.years() if form.validate_on_submit() else None
    if years is None:
        return _term(made, form), 422
    try:
        jury.change_term(work(), made, term_from=years[0], term_to=years[1])
    except TermError:
        _say_term(form)
        return _term(made, form), 422
    except InUseError:
        form.term_from.errors = [
            _("Noen er oppnevnt for perioden alt. Lag en ny jury for andre år.")
        ]
        return _term(made, form), 422
    flash(_("Perioden er endret."))
    return redirect(url_for("jury.show", jury_id=made.id), 303)


def _term(made: Jury, form: TermForm) -> str:
    return render_template("jury/term.html", jury=made, title=words.title(made), form=form)
