"""Entering a jury, people and past rounds from a table: sent, shown, and stored as a whole."""

from collections.abc import Callable, Sequence

from flask import Blueprint, Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.models import Jury, Prize
from app.rules.access import Permission
from app.rules.entering import Fault, Line
from app.services import entering, jury, may
from app.services.entering import RefusedError
from app.spreadsheets import xlsx_of
from app.web import uploads
from app.web.entering import page, tables
from app.web.entering.page import Target
from app.web.entering.tables import TableError
from app.web.guards import needs, signed_in
from app.web.prizes import at_hand
from app.web.transaction import work
from app.web.uploads import FileError
from app.words import entering as words
from app.words import formats
from app.words.entering import Kind
from app.words.jury import juries
from app.words.text import _, _n

blueprint = Blueprint("entering", __name__)
Act = Callable[[Sequence[Line]], list[Fault]]
Answer = str | tuple[str, int] | BaseResponse


@blueprint.get("/regneark/<any(jury,personer,tidligere):table>.xlsx")
@signed_in
def template(table: str) -> Response:
    """Give the table to fill in."""
    response = Response(
        xlsx_of(*words.template(Kind(table))),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{table}.xlsx"'
    return response


def _send(target: Target, act: Act) -> Answer:
    """Show what was sent as it would be stored, or what is wrong with it. Nothing is stored."""
    try:
        table = tables.read(target.kind, uploads.sent("file"))
    except (FileError, TableError) as error:
        return page.show(target, str(error)), 422
    faults = [*table.faults, *entering.attempt(work().session, lambda: act(table.lines))]
    shown = page.preview(target, table, faults)
    return (shown, 422) if faults else shown


def _store(target: Target, act: Act) -> Answer:
    """Store all of it, or nothing."""
    try:
        table = tables.unpack(target.kind, request.form.get("rows", ""))
    except TableError as error:
        return page.show(target, str(error)), 422
    try:
        entering.store(lambda: act(table.lines))
    except RefusedError as refused:
        return page.preview(target, table, refused.faults), 422
    flash(_n("Én linje er lagret.", "Alle %(num)s linjene er lagret.", len(table.lines)))
    return redirect(target.back, 303)


# --- a jury -------------------------------------------------------------------------------------


def _jury(jury_id: int) -> tuple[Jury, Target]:
    made = jury.one(work(), jury_id)
    may.require_prize(work(), Permission.MANAGE_JURY, made.prize)
    at_hand.speak_of(made.prize)
    return made, Target(
        Kind.JURY,
        juries.title(made),
        url_for("jury.show", jury_id=made.id),
        url_for("entering.send_jury", jury_id=made.id),
        url_for("entering.store_jury", jury_id=made.id),
    )


@blueprint.get("/juryer/<int:jury_id>/les-inn")
@needs(Permission.MANAGE_JURY)
def choose_jury(jury_id: int) -> str:
    """Show where a file with seats and people is chosen."""
    return page.show(_jury(jury_id)[1])


@blueprint.post("/juryer/<int:jury_id>/les-inn")
@needs(Permission.MANAGE_JURY)
@uploads.takes_file
def send_jury(jury_id: int) -> Answer:
    """Show the seats and people of a file before they are stored."""
    made, target = _jury(jury_id)
    return _send(target, lambda lines: entering.enter_jury(work(), made, lines))


@blueprint.post("/juryer/<int:jury_id>/les-inn/lagre")
@needs(Permission.MANAGE_JURY)
def store_jury(jury_id: int) -> Answer:
    """Store seats, and invite people to them."""
    made, target = _jury(jury_id)
    return _store(target, lambda lines: entering.enter_jury(work(), made, lines))


# --- people -------------------------------------------------------------------------------------


def _people() -> Target:
    return Target(
        Kind.PEOPLE,
        _("Personer"),
        url_for("people.show"),
        url_for("entering.send_people"),
        url_for("entering.store_people"),
    )


@blueprint.get("/personer/les-inn")
@needs(Permission.MANAGE_PEOPLE)
def choose_people() -> str:
    """Show where a file with people is chosen."""
    may.require_installation(work(), Permission.MANAGE_PEOPLE)
    return page.show(_people())


@blueprint.post("/personer/les-inn")
@needs(Permission.MANAGE_PEOPLE)
@uploads.takes_file
def send_people() -> Answer:
    """Show the people of a file before they are invited."""
    may.require_installation(work(), Permission.MANAGE_PEOPLE)
    return _send(_people(), lambda lines: entering.enter_people(work(), lines))


@blueprint.post("/personer/les-inn/lagre")
@needs(Permission.MANAGE_PEOPLE)
def store_people() -> Answer:
    """Invite people to offices."""
    may.require_installation(work(), Permission.MANAGE_PEOPLE)
    return _store(_people(), lambda lines: entering.enter_people(work(), lines))


# --- past rounds --------------------------------------------------------------------------------


def _past(prize_slug: str) -> tuple[Prize, Target]:
    prize = at_hand.named(prize_slug)
    may.require_prize(work(), Permission.MANAGE_JURY, prize)
    return prize, Target(
        Kind.PAST,
        formats.in_language(prize.name),
        url_for("prizes.years", prize_slug=prize.slug),
        url_for("entering.send_past", prize_slug=prize.slug),
        url_for("entering.store_past", prize_slug=prize.slug),
    )


@blueprint.get("/priser/<prize_slug>/tidligere/les-inn")
@needs(Permission.MANAGE_JURY)
def choose_past(prize_slug: str) -> str:
    """Show where a file with past rounds is chosen."""
    return page.show(_past(prize_slug)[1])


@blueprint.post("/priser/<prize_slug>/tidligere/les-inn")
@needs(Permission.MANAGE_JURY)
@uploads.takes_file
def send_past(prize_slug: str) -> Answer:
    """Show the past rounds of a file before they are stored."""
    prize, target = _past(prize_slug)
    return _send(target, lambda lines: entering.enter_past_rounds(work(), prize, lines))


@blueprint.post("/priser/<prize_slug>/tidligere/les-inn/lagre")
@needs(Permission.MANAGE_JURY)
def store_past(prize_slug: str) -> Answer:
    """Record past rounds."""
    prize, target = _past(prize_slug)
    return _store(target, lambda lines: entering.enter_past_rounds(work(), prize, lines))
