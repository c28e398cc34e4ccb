"""Meetings: the list of a round's, each with its items, and what is noted in them."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import force_locale
from werkzeug.wrappers import Response

from app.rules.access import Permission
from app.services import meetings, rounds
from app.services.meetings import (
    AttendanceRefusedError,
    MeetingUnderWayError,
    MotionMissingError,
    NotAtItemError,
    Table,
    VotedAlreadyError,
    VoteRefusedError,
)
from app.services.meetings import minutes as minutes_service
from app.services.work import LockedError, StaleEditError
from app.web.context import stand_in
from app.web.guards import needs
from app.web.meetings import forms, page
from app.web.meetings.forms import Sent, sent
from app.web.seats import body_of
from app.web.transaction import work
from app.words import meetings as words
from app.words import minutes as minutes_words
from app.words.text import _

blueprint = Blueprint("meetings", __name__)
REFUSED = (
    AttendanceRefusedError,
    MotionMissingError,
    NotAtItemError,
    VotedAlreadyError,
    VoteRefusedError,
)
Answer = Response | str | tuple[str, int]


@blueprint.get("/priser/<round:slug>/mote")
@needs(Permission.VIEW_MEETING)
def index(slug: str) -> str:
    """List the meetings of a round."""
    return _list(slug, Sent())


@blueprint.post("/priser/<round:slug>/mote")
@needs(Permission.HOLD_MEETING)
def open_meeting(slug: str) -> Answer:
    """Open a meeting, with its agenda."""
    award_round = rounds.by_slug(work().session, slug)
    ordering, secretary = forms.order_and_secretary()
    if ordering is None:
        return _list(slug, sent("open", ordering=_("Velg ett av svarene."))), 422
    try:
        made = meetings.open_meeting(work(), award_round, ordering, secretary)
    except MeetingUnderWayError as error:
        flash(_("Et møte er allerede åpnet. Her er det."), "warning")
        return redirect(url_for("meetings.show", meeting_id=error.meeting_id), 303)
    flash(_("Møtet er åpnet. Skriv inn oppmøtet først."), "success")
    return redirect(url_for("meetings.show", meeting_id=made.id), 303)


@blueprint.get("/mote/<int:meeting_id>")
@needs(Permission.VIEW_MEETING)
def show(meeting_id: int) -> str:
    """Show a meeting: its agenda, who is there, and what is of no item."""
    return _page(meetings.see(work(), meeting_id), None, Sent())


@blueprint.get("/mote/<int:meeting_id>/sak/<int:item_id>")
@needs(Permission.VIEW_MEETING)
def item(meeting_id: int, item_id: int) -> str:
    """Show an item: everyone's scores and grounds, what was noted, and what was voted."""
    return _page(meetings.see(work(), meeting_id), item_id, Sent())


@blueprint.post("/mote/<int:meeting_id>/sak")
@needs(Permission.RECORD_MEETING)
def turn(meeting_id: int) -> Answer:
    """Turn to an item, or away from all."""
    item_id = forms.item_id()
    try:
        meetings.turn(work(), meeting_id, item_id)
    except LockedError:
        return _over(meeting_id, item_id, Sent())
    return redirect(_address(meeting_id, item_id), 303)


@blueprint.post("/mote/<int:meeting_id>/oppmote")
@needs(Permission.RECORD_MEETING)
def attend(meeting_id: int) -> Answer:
    """Note who is there, and how."""
    since, wrong = forms.since(work().now)
    if wrong:
        return _again(meeting_id, sent("attendance", since=wrong)), 422
    return _stored(
        meeting_id,
        sent("attendance"),
        lambda: meetings.note_attendance(
            work(),
            meeting_id,
            forms.modes(),
            item_id=forms.item_id(),
            since=since,
            base=request.form.get("base", ""),
        ),
        _("Oppmøtet er ført."),
    )


@blueprint.post("/mote/<int:meeting_id>/notat")
@needs(Permission.RECORD_MEETING)
def note(meeting_id: int) -> Answer:
    """Write a note on an item, or on the meeting."""
    text, base = request.form.get("text", ""), request.form.get("base", "")
    return _stored(
        meeting_id,
        sent("note"),
        lambda: meetings.note(work(), meeting_id, forms.item_id(), text, base=base),
        _("Notatet er lagret."),
        "notat",
    )


@blueprint.post("/mote/<int:meeting_id>/vedtak")
@needs(Permission.RECORD_MEETING)
def move(meeting_id: int) -> Answer:
    """Put a motion, on an item or on the meeting."""
    text = request.form.get("text", "")
    return _stored(
        meeting_id,
        sent("motion"),
        lambda: meetings.move(work(), meeting_id, forms.item_id(), text, forms.mover()),
        _("Forslaget til vedtak er ført inn."),
        "vedtak",
    )


@blueprint.post("/mote/<int:meeting_id>/vedtak/<int:motion_id>")
@needs(Permission.RECORD_MEETING)
def divide(meeting_id: int, motion_id: int) -> Answer:
    """Take the vote on a motion."""
    return _stored(
        meeting_id,
        sent("vote", motion_id),
        lambda: meetings.divide(work(), meeting_id, motion_id, forms.choices(), forms.dissents()),
        _("Avstemningen er ført."),
        "vedtak",
    )


@blueprint.post("/mote/<int:meeting_id>/slutt")
@needs(Permission.RECORD_MEETING)
def close(meeting_id: int) -> Answer:
    """Close a meeting, and make its minutes, in the language of the round."""
    try:
        table = meetings.close_meeting(work(), meeting_id)
    except LockedError:
        return _over(meeting_id, None, Sent())
    record = meetings.record_of(work().session, table)
    with force_locale(table.award_round.language):
        made = minutes_words.compose(record)
    minutes_service.write(work(), meeting_id, made, whole=True)
    flash(_("Møtet er avsluttet, og referatet er laget. Les gjennom det."), "success")
    return redirect(url_for("meetings.minutes", meeting_id=meeting_id), 303)


def _stored(
    meeting_id: int, given: Sent, store: Callable[[], Any], said: str, anchor: str = "oppmote"
) -> Answer:
    """Store what was sent, or show it again with why it was not."""
    try:
        store()
    except LockedError:
        return _over(meeting_id, forms.item_id(), given)
    except StaleEditError as error:
        return _again(meeting_id, _collided(meeting_id, given, error)), 409
    except REFUSED as error:
        code = 409 if isinstance(error, VotedAlreadyError) else 422
        return _again(meeting_id, _with(given, **_wrong(error))), code
    flash(said, "success")
    return redirect(f"{_address(meeting_id, forms.item_id())}#{anchor}", 303)


def _wrong(error: Exception) -> dict[str, str]:
    """Say what is wrong, by field."""
    match error:
        case AttendanceRefusedError():
            return {"since": words.fault(error.fault, error.names)}
        case MotionMissingError():
            return {"motion": _("Skriv forslaget til vedtak.")}
        case NotAtItemError():
            return {"vote": _("Møtet er ikke ved denne saken. Gå til saken først, og stem så.")}
        case VoteRefusedError():
            return {"vote": words.barred(error.barred) or words.missing(error.missing)}
        case _:
            return {"vote": _("Det er allerede stemt over dette, og det står under.")}


def _with(given: Sent, **errors: str) -> Sent:
    return Sent(given.form, given.about, given.values, errors)


def _collided(meeting_id: int, given: Sent, error: StaleEditError) -> Sent:
    """Say what somebody else has stored meanwhile: the note, or who is there."""
    if given.form == "note":
        lines = [("note", _("Notatet"), str(error.theirs["text"]))]
    else:
        people = meetings.see(work(), meeting_id).people
        said = {mode.value: str(word) for mode, word in words.MODES.items()}
        lines = [
            (f"{forms.MODE}{key}", one.person_name, said[error.theirs[str(key)]])
            for key, one in people.items()
            if str(key) in error.theirs
        ]
    return Sent(given.form, given.about, given.values, theirs=lines)


def _over(meeting_id: int, item_id: int | None, given: Sent) -> Answer:
    wrong = {"": _("Møtet er avsluttet. Det du skrev, står her, men er ikke lagret.")}
    kept = Sent(given.form, given.about, given.values, wrong)
    return _page(meetings.see(work(), meeting_id), item_id, kept), 409


def _again(meeting_id: int, given: Sent) -> str:
    return _page(meetings.see(work(), meeting_id), forms.item_id(), given)


def _address(meeting_id: int, item_id: int | None) -> str:
    if item_id is None:
        return url_for("meetings.show", meeting_id=meeting_id)
    return url_for("meetings.item", meeting_id=meeting_id, item_id=item_id)


def _page(table: Table, item_id: int | None, given: Sent) -> str:
    found = table.item(item_id)
    if found is not None:
        meetings.require_open(work(), Permission.VIEW_MEETING, table, found)
    view = page.lay_out(work(), meetings.record_of(work().session, table), found, given)
    stand_in(
        table.award_round,
        next_step=words.next_step(table.meeting, keeps=view.keeps),
        on_behalf_of=body_of(work(), table.award_round),
    )
    return render_template(
        "meetings/show.html" if found is None else "meetings/item.html",
        award_round=table.award_round,
        meeting=table.meeting,
        view=view,
        choices=page.CHOICES,
        modes=page.MODES,
    )


def _list(slug: str, given: Sent) -> str:
    award_round = rounds.by_slug(work().session, slug)
    view = page.lay_out_list(work(), award_round, given)
    stand_in(award_round, on_behalf_of=body_of(work(), award_round))
    return render_template("meetings/index.html", award_round=award_round, view=view)
