"""The date that matters now on a desk, and how long there is to it."""

from dataclasses import dataclass
from datetime import datetime

from app.models import Round
from app.rules.calendar import has_passed
from app.rules.lifecycle import Phase, StageState
from app.services.desks import Desk
from app.words import formats
from app.words.text import _, _n


@dataclass(frozen=True)
class Due:
    """A date that matters now."""

    title: str
    at: datetime
    text: str
    state: str = ""


def due(desk: Desk, award_round: Round, now: datetime, minutes: int) -> Due | None:
    """Give the date that matters now.

    Args:
        desk: whose.
        award_round: the round.
        now: what the time is.
        minutes: of reading, for what is left to hand in.

    """
    if desk.phase is Phase.DECIDED and award_round.embargo_until is not None:
        return _due(_("Kunngjøring"), award_round.embargo_until, now)
    if desk.phase is not Phase.JUDGING:
        return None
    if desk.stage is StageState.DELIBERATION:
        at = award_round.deliberation_at
        return _due(_("Juryen møtes"), at, now) if at is not None else None
    at = award_round.scoring_deadline_at
    if at is None or not desk.total or desk.is_visiting:
        return None
    name = _("Frist for stemmeseddelen") if desk.by_ballot else _("Frist for å levere poeng")
    closed = _("Ikke åpent ennå") if desk.by_ballot else _("Ikke åpent for poeng ennå")
    state = "" if desk.stage is StageState.SCORING else closed
    if has_passed(at, now) and desk.left and not state:
        late = _(
            "Fristen gikk ut %(moment)s. Det er fortsatt åpent: Lever så snart du kan.",
            moment=formats.short_moment(at),
        )
        return Due(name, at, late, _("Fristen er ute"))
    return _due(name, at, now, state, _reading(minutes))


def _reading(minutes: int) -> str:
    if not minutes:
        return ""
    return _n(
        "Regn med rundt %(num)s minutts lesing til.",
        "Regn med rundt %(num)s minutters lesing til.",
        minutes,
    )


def _due(title: str, at: datetime, now: datetime, state: str = "", reading: str = "") -> Due:
    return Due(title, at, " ".join(part for part in (_until(at, now), reading) if part), state)


def _until(at: datetime, now: datetime) -> str:
    time = formats.time_of_day(at)
    days = (formats.local(at).date() - formats.local(now).date()).days
    if days > 1:
        return _(
            "%(weekday)s %(time)s, om %(days)s dager.",
            weekday=formats.weekday(at),
            time=time,
            days=days,
        )
    if days == 1:
        return _("I morgen %(time)s.", time=time)
    if days == 0:
        return _("I dag %(time)s.", time=time)
    return _("%(weekday)s %(time)s.", weekday=formats.weekday(at), time=time)
