"""What is sent of a meeting, and what stands in its fields when it was refused."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from flask import request

from app.rules.calendar import OSLO, MomentError, MomentFault, read_moment
from app.rules.meetings import Choice, MeetingOrder, Mode
from app.rules.numbers import row_number
from app.words import moments
from app.words.text import _

_TIME = re.compile(r"[0-9]{1,2}[.:][0-9]{2}")
MODE, VOTE, DISSENT = "mode-", "vote-", "dissent-"


@dataclass(frozen=True)
class Sent:
    """What was sent and refused: by which form, what stands in it, and what is wrong.

    about: the row that the form is about, where a page has several of them.
    theirs: what somebody else has stored meanwhile: field, label and text.
    """

    form: str = ""
    about: int | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    theirs: Sequence[tuple[str, str, str]] = ()


def sent(form: str, about: int | None = None, **errors: str) -> Sent:
    """Keep what was sent by a form, with what is wrong with it."""
    return Sent(form, about, request.form.to_dict(), {k: v for k, v in errors.items() if v})


def mover() -> int | None:
    """Read whose a motion is; None where nobody in particular moved it."""
    return row_number(request.form.get("moved_by", ""))


def item_id() -> int | None:
    """Read which item a form is about; None where it is about the meeting."""
    return row_number(request.form.get("item", ""))


def order_and_secretary() -> tuple[MeetingOrder | None, int | None]:
    """Read in which order a meeting goes, and who of the jury writes."""
    given = request.form.get("ordering", "")
    ordering = MeetingOrder(given) if given in set(MeetingOrder) else None
    return ordering, row_number(request.form.get("secretary", ""))


def modes() -> dict[int, Mode]:
    """Read how people take part, by appointment."""
    return {key: Mode(given) for key, given in _by_row(MODE).items() if given in set(Mode)}


def choices() -> dict[int, Choice]:
    """Read what people vote, by appointment; whoever is left blank has not voted."""
    return {key: Choice(given) for key, given in _by_row(VOTE).items() if given in set(Choice)}


def dissents() -> dict[int, str]:
    """Read what people have entered as dissent, by appointment."""
    return {key: given for key, given in _by_row(DISSENT).items() if given.strip()}


def _by_row(prefix: str) -> dict[int, str]:
    found = {}
    for name, given in request.form.items():
        key = row_number(name.removeprefix(prefix)) if name.startswith(prefix) else None
        if key is not None:
            found[key] = given
    return found


def since(now: datetime) -> tuple[datetime | None, str]:
    """Read from when attendance holds, and what is wrong with it; nothing is now."""
    written = request.form.get("since", "").strip()
    if not written:
        return None, ""
    day = now.astimezone(OSLO)
    whole = f"{day:%d.%m.%Y} kl. {written}" if _TIME.fullmatch(written) else written
    try:
        return read_moment(whole), ""
    except MomentError as error:
        if error.fault is MomentFault.UNREADABLE:
            return None, _("Skriv klokkeslettet, for eksempel %(now)s.", now=f"{day:%H.%M}")
        return None, moments.said(error.fault)
