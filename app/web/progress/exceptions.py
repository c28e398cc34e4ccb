"""Exceptions for seats that will never deliver: those that hold, making one, lifting one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Round
from app.rules.access import Permission
from app.rules.numbers import row_number
from app.services import accounts, jury, lists, may, progress, rounds, seat_exceptions
from app.services.seat_exceptions import ExceptionRefusedError, Refusal
from app.web.context import stand_in
from app.web.guards import needs
from app.web.seats import body_of
from app.web.transaction import work
from app.words.jury import exceptions as words
from app.words.jury import juries
from app.words.text import _, _n

blueprint = Blueprint("seat_exceptions", __name__)
PATH = "/priser/<round:slug>/framdrift/unntak"
ALL = "alle"
"""What the choice of all that remain is called in the form."""
FIELDS = {
    Refusal.NO_SEAT: "seat",
    Refusal.NOT_JUDGED: "nomination",
    Refusal.HANDED_IN: "nomination",
    Refusal.NOTHING_REMAINS: "nomination",
    Refusal.NO_REASON: "reason",
}


@dataclass(frozen=True)
class Made:
    """One exception that was made, or that was lifted again."""

    nomination_id: int
    seat_id: int
    what: str
    reason: str
    told: str


@dataclass(frozen=True)
class Line:
    """One nomination of the proof: what accounts for it."""

    name: str
    says: str
    seats: str
    is_enough: bool


@dataclass(frozen=True)
class ExceptionsPage:
    """The exceptions of a stage, and what accounts for each nomination."""

    seats: Sequence[tuple[int, str]]
    nominations: Sequence[tuple[str, str]]
    given: Mapping[str, str]
    errors: Sequence[tuple[str, str]]
    standing: Sequence[Made]
    earlier: Sequence[Made]
    proof: Sequence[Line]


@blueprint.get(PATH)
@needs(Permission.EXCEPT_SEAT)
def show(slug: str) -> str:
    """Show the exceptions, and ask for one."""
    award_round = _enter(slug)
    return _page(award_round, {"seat": request.args.get("plass", ""), "nomination": ALL})


@blueprint.post(PATH)
@needs(Permission.EXCEPT_SEAT)
def make(slug: str) -> Response | tuple[str, int]:
    """Make an exception."""
    award_round = _enter(slug)
    given = {name: request.form.get(name, "") for name in ("seat", "nomination", "reason")}
    which = None if given["nomination"] == ALL else row_number(given["nomination"]) or 0
    try:
        made = seat_exceptions.make(
            work(), award_round, row_number(given["seat"]) or 0, which, given["reason"]
        )
    except ExceptionRefusedError as error:
        return _page(award_round, given, error.refusal), 422
    flash(
        _n(
            "Unntaket er gjort. Juryleder og den det gjelder, får beskjed.",
            "Det er gjort %(num)s unntak. Juryleder og den det gjelder, får beskjed.",
            len(made),
        )
        if made
        else _("Unntaket gjaldt fra før.")
    )
    return redirect(url_for("seat_exceptions.show", slug=award_round.slug), 303)


@blueprint.post(f"{PATH}/opphev")
@needs(Permission.EXCEPT_SEAT)
def lift(slug: str) -> Response | tuple[str, int]:
    """Lift an exception."""
    award_round = _enter(slug)
    seat, nomination = (row_number(request.form.get(name)) or 0 for name in ("seat", "nomination"))
    reason = request.form.get("reason", "")
    try:
        seat_exceptions.lift(work(), award_round, seat, nomination, reason)
    except ExceptionRefusedError as error:
        field = f"reason-{nomination}-{seat}" if error.refusal is Refusal.NO_REASON else ""
        return _page(award_round, {}, error.refusal, field), 422
    flash(_("Unntaket er opphevet. Juryleder og den det gjelder, får beskjed."))
    return redirect(url_for("seat_exceptions.show", slug=award_round.slug), 303)


def _enter(slug: str) -> Round:
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.EXCEPT_SEAT, award_round)
    stand_in(award_round, on_behalf_of=body_of(work(), award_round))
    return award_round


def _page(
    award_round: Round,
    given: Mapping[str, str],
    refusal: Refusal | None = None,
    field: str | None = None,
) -> str:
    session = work().session
    judged = lists.judged(session, award_round)
    held = seat_exceptions.history(session, award_round)
    names = lists.names(session, [one.id for one in judged] + [one.nomination_id for one in held])
    who = accounts.names_of(session, [one.made_by_id for one in held])
    holds = {one.id for one in seat_exceptions.standing(session, award_round).values()}
    shorts = {seat.id: seat.short for seat in jury.seats(session, award_round)}
    made = [
        (
            one.id in holds,
            Made(
                one.nomination_id,
                one.seat_id,
                _(
                    "%(seat)s, for %(nomination)s",
                    seat=one.seat.short,
                    nomination=names[one.nomination_id],
                ),
                one.reason,
                words.made(one, who.get(one.made_by_id or 0, "")),
            ),
        )
        for one in held
    ]
    where = FIELDS.get(refusal, "") if refusal and field is None else field or ""
    view = ExceptionsPage(
        [(seat.id, juries.institution(seat)) for seat in jury.seats(session, award_round)],
        [
            (ALL, _("Alle som gjenstår for plassen")),
            *((str(one.id), f"{one.number}. {names[one.id]}") for one in judged),
        ],
        given,
        [(where, words.refused(refusal))] if refusal else [],
        [one for is_held, one in made if is_held],
        [one for is_held, one in made if not is_held],
        [
            Line(
                names[one.nomination_id],
                words.accounted(one.accounted_by),
                words.seats(
                    [shorts[seat] for seat in one.sealed_by],
                    [shorts[seat] for seat in one.excepted],
                ),
                one.is_enough,
            )
            for one in progress.coverage_of(session, award_round, work().today)
        ],
    )
    return render_template("progress/exceptions.html", award_round=award_round, view=view)
