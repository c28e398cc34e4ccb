"""How a message stands: whether it has left, and if not, why."""

from dataclasses import dataclass
from datetime import datetime

from app.models import Notice
from app.words import formats
from app.words.text import _, _n


@dataclass(frozen=True)
class NoticeStanding:
    """A shape, words, and how the words are to be seen."""

    mark: str
    word: str
    variant: str = ""


def how_it_stands(notice: Notice, now: datetime, most_attempts: int) -> NoticeStanding:
    """Say whether a message has left. After so many attempts it is given up."""
    if notice.sent_at is not None:
        moment = formats.short_moment(notice.sent_at)
        return NoticeStanding("done", _("Sendt %(moment)s", moment=moment))
    if notice.attempts >= most_attempts:
        given_up = _("Gitt opp etter %(times)s forsøk", times=notice.attempts)
        return NoticeStanding("warn", given_up, "warn")
    if notice.last_error:
        failed = _n(
            "Feilet %(num)s gang, prøver igjen",
            "Feilet %(num)s ganger, prøver igjen",
            notice.attempts,
        )
        return NoticeStanding("warn", failed, "warn")
    if notice.not_before > now:
        moment = formats.moment(notice.not_before)
        return NoticeStanding("none", _("Venter til %(moment)s", moment=moment))
    return NoticeStanding("draft", _("I kø"))


def next_step(failed: int) -> str:
    """Say what is expected of the secretariat."""
    if not failed:
        return ""
    return _n(
        "Følg opp %(num)s melding som ikke kom fram",
        "Følg opp %(num)s meldinger som ikke kom fram",
        failed,
    )
