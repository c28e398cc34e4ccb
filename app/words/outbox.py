"""How mail goes: whether a message has left, and if not why; whether any leaves at all."""

from dataclasses import dataclass
from datetime import datetime

from app.models import Notice
from app.rules.notices import Stopped
from app.services.notices import Halt, Standing
from app.words import formats
from app.words.text import _, _n


@dataclass(frozen=True)
class NoticeStanding:
    """A shape, words, and how the words are to be seen."""

    mark: str
    word: str
    variant: str = ""


@dataclass(frozen=True)
class HaltWords:
    """That no mail leaves, and what is to be done about it."""

    title: str
    text: str


def how_it_stands(notice: Notice, now: datetime) -> NoticeStanding:
    """Say whether a message has left, and if not, why."""
    if notice.sent_at is not None:
        moment = formats.short_moment(notice.sent_at)
        return NoticeStanding("done", _("Sendt %(moment)s", moment=moment))
    if notice.is_stopped_for_good:
        return NoticeStanding("none", _("Ikke sendt: Kontoen er stengt"))
    if notice.stopped is not None:
        return NoticeStanding("warn", _stopped(notice), "warn")
    if notice.last_error and notice.retry_at is not None:
        return _tried(notice, notice.retry_at)
    if notice.not_before > now:
        moment = formats.moment(notice.not_before)
        return NoticeStanding("none", _("Venter til %(moment)s", moment=moment))
    return NoticeStanding("draft", _("I kø"))


def _stopped(notice: Notice) -> str:
    if notice.stopped is Stopped.ACCOUNT_CLOSED:
        return _("Ikke sendt: Kontoen var stengt")
    return _("Gitt opp etter %(times)s forsøk", times=notice.attempts)


def _tried(notice: Notice, again: datetime) -> NoticeStanding:
    moment = formats.short_moment(again)
    if not notice.attempts:
        return NoticeStanding("draft", _("Utsatt, prøves igjen %(moment)s", moment=moment))
    refused = _n(
        "Avvist %(num)s gang, prøves igjen %(moment)s",
        "Avvist %(num)s ganger, prøves igjen %(moment)s",
        notice.attempts,
        moment=moment,
    )
    return NoticeStanding("warn", refused, "warn")


def halted(standing: Standing) -> HaltWords | None:
    """Say that no mail leaves, since when and what to do; nothing while it does."""
    if standing.halt is None or standing.since is None:
        return None
    title = _n(
        "E-post har ikke gått ut siden %(moment)s: %(num)s melding venter.",
        "E-post har ikke gått ut siden %(moment)s: %(num)s meldinger venter.",
        standing.waiting,
        moment=formats.moment(standing.since),
    )
    return HaltWords(title, _remedy(standing))


def _remedy(standing: Standing) -> str:
    if standing.halt is Halt.NO_SENDER:
        return _(
            "Utsendingen står stille. Be dem som drifter systemet, om å sette den i gang igjen: Kommandoen er «flask notices send», og den skal gå hvert minutt. Ingen meldinger er tapt."
        )
    if not standing.error:
        return _(
            "Utsendingen går, men får ikke meldingene ut. Be dem som drifter systemet, om å se hva «flask notices send» svarer. Ingen meldinger er tapt."
        )
    return _(
        "E-postserveren tar ikke imot meldingene: «%(error)s». Si fra til dem som drifter systemet. Meldingene går ut av seg selv når den svarer igjen.",
        error=standing.error,
    )


def lede(standing: Standing, *, failed: int, listed: int, sends: bool) -> str:
    """Say in a sentence how the messages of a round stand.

    Args:
        standing: how sending goes.
        failed: how many of the round's did not arrive.
        listed: how many there are.
        sends: whether the installation sends mail at all.

    """
    if not sends:
        return _(
            "Her blir det ikke sendt e-post, for ingen e-postserver er satt opp. Meldingene blir liggende i kø."
        )
    if (halt := halted(standing)) is not None:
        return halt.title
    if failed:
        return _n(
            "Én melding kom ikke fram.", "Det er %(num)s meldinger som ikke kom fram.", failed
        )
    return _("Utsendingen går som den skal.") if listed else _("Ingen har fått melding ennå.")


def next_step(standing: Standing, failed: int) -> str:
    """Say what is expected of the secretariat."""
    if (halt := halted(standing)) is not None:
        return halt.title.rstrip(".")
    if not failed:
        return ""
    return _n(
        "Følg opp %(num)s melding som ikke kom fram",
        "Følg opp %(num)s meldinger som ikke kom fram",
        failed,
    )


def queued_anew(count: int) -> str:
    """Say that messages will be tried again."""
    if not count:
        return _("Det er ingen melding å sende på nytt.")
    return _n(
        "Én melding er lagt i kø på nytt.", "Det er lagt %(num)s meldinger i kø på nytt.", count
    )
