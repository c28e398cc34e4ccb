"""The screen in the room, and the minutes: what others see of a meeting, during it and after."""

from flask import flash, redirect, render_template, request, url_for

from app.rules.access import Permission
from app.rules.numbers import row_number
from app.services import meetings
from app.services.meetings import (
    AnotherVersionError,
    MeetingGoesOnError,
    NotPresentError,
    minutes,
    screen,
)
from app.services.nominations import ReasonMissingError
from app.services.work import LockedError, StaleEditError
from app.web.context import stand_in
from app.web.guards import needs
from app.web.meetings import minutes_page, screen_page
from app.web.meetings.forms import Sent, sent
from app.web.meetings.routes import Answer, blueprint
from app.web.seats import body_of
from app.web.transaction import work
from app.words import meetings as words
from app.words.text import _


@blueprint.get("/mote/<int:meeting_id>/skjerm")
@needs(Permission.RECORD_MEETING)
def on_screen(meeting_id: int) -> str:
    """Show the chair's item on the screen in the room."""
    table = screen.show(work(), meeting_id)
    record = meetings.record_of(work().session, table)
    return render_template(
        "meetings/on_screen.html",
        award_round=table.award_round,
        meeting=table.meeting,
        view=screen_page.lay_out(work(), record),
    )


@blueprint.get("/mote/<int:meeting_id>/referat", endpoint="minutes")
@needs(Permission.VIEW_MEETING)
def read_minutes(meeting_id: int) -> str:
    """Show the minutes, and who approves them."""
    return _page(meeting_id, Sent())


@blueprint.post("/mote/<int:meeting_id>/referat")
@needs(Permission.WRITE_MINUTES)
def write_minutes(meeting_id: int) -> Answer:
    """Write a version of the minutes."""
    prefix = minutes_page.SECTION
    given = {
        name.removeprefix(prefix): text
        for name, text in request.form.items()
        if name.startswith(prefix)
    }
    try:
        minutes.write(work(), meeting_id, given, base=request.form.get("base", ""))
    except MeetingGoesOnError:
        return _wrong(meeting_id, "minutes", _("Møtet pågår. Avslutt det først."))
    except LockedError:
        said = _("Referatet er godkjent og kan ikke endres. Det du skrev, er ikke lagret.")
        return _wrong(meeting_id, "minutes", said)
    except StaleEditError as error:
        record = meetings.record_of(work().session, meetings.see(work(), meeting_id))
        lines = minutes_page.theirs(work(), record, error.theirs)
        readable = set(minutes.readable(work(), record.table))
        shown = [one for one in lines if one[0].removeprefix(prefix) in readable]
        return _page(meeting_id, Sent("minutes", None, request.form.to_dict(), {}, shown)), 409
    flash(_("Referatet er lagret. De som var til stede, godkjenner denne versjonen."), "success")
    return redirect(url_for("meetings.minutes", meeting_id=meeting_id), 303)


@blueprint.post("/mote/<int:meeting_id>/referat/svar")
@needs(Permission.ANSWER_MINUTES)
def answer_minutes(meeting_id: int) -> Answer:
    """Approve a version of the minutes, or refuse to."""
    choice, number = request.form.get("answer", ""), request.form.get("number", "")
    if choice not in {"yes", "no"}:
        return _page(meeting_id, sent("answer", answer=_("Velg ett av svarene."))), 422
    try:
        minutes.answer(
            work(),
            meeting_id,
            row_number(number) or 0,
            approves=choice == "yes",
            reason=request.form.get("reason", ""),
        )
    except ReasonMissingError:
        said = _("Skriv hvorfor du ikke godkjenner referatet.")
        return _page(meeting_id, sent("answer", reason=said)), 422
    except NotPresentError:
        said = _("Bare de som satt ved bordet i møtet, godkjenner referatet.")
        return _wrong(meeting_id, "answer", said)
    except AnotherVersionError:
        said = _("Referatet er endret siden du åpnet det. Les den nye versjonen, og svar så.")
        return _wrong(meeting_id, "answer", said)
    except LockedError:
        said = _("Du har svart, og referatet er godkjent. Svaret ditt kan ikke endres.")
        return _wrong(meeting_id, "answer", said)
    flash(_("Svaret ditt er lagret."), "success")
    return redirect(url_for("meetings.minutes", meeting_id=meeting_id), 303)


def _wrong(meeting_id: int, form: str, said: str) -> Answer:
    return _page(meeting_id, Sent(form, None, request.form.to_dict(), {"": said})), 409


def _page(meeting_id: int, given: Sent) -> str:
    table = meetings.see(work(), meeting_id)
    record = meetings.record_of(work().session, table)
    view = minutes_page.lay_out(work(), record, given)
    stand_in(
        table.award_round,
        next_step=words.next_of_minutes(answers=view.answers_now, writes=view.writes),
        on_behalf_of=body_of(work(), table.award_round),
    )
    return render_template(
        "meetings/minutes.html",
        award_round=table.award_round,
        meeting=table.meeting,
        view=view,
    )
