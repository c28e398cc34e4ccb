"""What the public reads of a round that is not announced: its dates, and how things stand.

Nothing here may tell whether the jury has decided: it all follows from ``Round.public_phase``.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.models import Round, Texts
from app.rules.calendar import end_of
from app.rules.dates import RoundDate
from app.rules.lifecycle import PAUSED, Phase
from app.words import formats
from app.words.rounds.dates import called
from app.words.text import _, _l, _n


@dataclass(frozen=True)
class TimelineStep:
    """One step of the time line."""

    state: str
    title: str
    when: str
    note: str = ""


@dataclass(frozen=True)
class PublicDate:
    """One date that a call tells: what happens, when, and the moment for programs."""

    key: str
    title: str
    words: str
    at: datetime


@dataclass(frozen=True)
class PublicStanding:
    """How a round that is not announced stands, in the public's words."""

    phase: Phase
    title: str
    text: str


_STOPPED = {
    Phase.CALL_PAUSED: (
        _l("Satt på pause"),
        _l(
            "Utlysningen er satt på pause. Ingen kan sende inn forslag nå. Når runden går videre, står de nye datoene her."
        ),
    ),
    Phase.JUDGING_PAUSED: (
        _l("Satt på pause"),
        _l("Juryens arbeid er satt på pause. Når runden går videre, står de nye datoene her."),
    ),
    Phase.CANCELLED: (_l("Avlyst"), _l("Prisrunden er avlyst, og blir ikke holdt.")),
}


def standing(award_round: Round, now: datetime) -> PublicStanding:
    """Say how a round stands."""
    phase = award_round.public_phase(now)
    if phase in {Phase.PLANNED, Phase.OPEN}:  # a call that is planned is only previewed
        return PublicStanding(phase, _("Åpen for forslag"), "")
    if phase in _STOPPED:
        title, text = _STOPPED[phase]
        return PublicStanding(phase, str(title), str(text))
    if phase is Phase.SCREENING:
        return PublicStanding(
            phase,
            _("Forslagene blir gjennomgått"),
            _(
                "Fristen for å sende inn forslag er ute. Sekretariatet går gjennom det som kom inn, og gir det videre til juryen."
            ),
        )
    return PublicStanding(
        phase,
        _("Juryen vurderer"),
        _(
            "Fristen for å sende inn forslag er ute, og juryen vurderer forslagene. Hvem som er foreslått, og hva juryen mener, blir ikke offentlig før resultatet er kunngjort."
        ),
    )


_PART_TITLES = {
    "call_intro": _l("Om utlysningen"),
    "call_who": _l("Hvem kan få prisen?"),
    "call_how": _l("Slik foreslår du noen"),
    "writing_aids": _l("Om skriveverktøy (KI)"),
    "residents_warning": _l("Skriv ikke om enkeltpersoner"),
}


def part_title(part: str) -> str:
    """Say what a part of the call is headed by."""
    return str(_PART_TITLES[part])


def as_published(texts: Texts, published: str) -> tuple[str, str]:
    """Give a text and its language: the reader's if it is there, else the one it is published in."""
    for code in (formats.language(), published):
        if texts.get(code):
            return texts[code], code
    return formats.in_language(texts), formats.language_of(texts)


def planned_for(award_round: Round, now: datetime) -> str:
    """Say when the result is expected, by the plan that was made public with the call."""
    phase = award_round.public_phase(now)
    if phase in PAUSED:
        return _("Nye datoer blir kunngjort når runden går videre.")
    if phase is Phase.CANCELLED:
        return _("Det blir ikke kåret noen vinner i denne runden.")
    planned = award_round.announcement_planned_at
    if planned is None:
        return _("Tidspunktet for kunngjøringen er ikke fastsatt.")
    if planned < now:
        return _(
            "Resultatet skulle etter planen kunngjøres %(day)s. Det er ikke klart ennå.",
            day=formats.day(planned),
        )
    return _("Resultatet blir etter planen kunngjort %(moment)s.", moment=formats.moment(planned))


def time_left(award_round: Round, now: datetime) -> str:
    """Say when the deadline is, and how long there is until then."""
    return left_until(award_round.deadline_at, now)


def left_until(until: datetime | None, now: datetime) -> str:
    """Say when something is to be in, and how long there is until then; in minutes at the end."""
    if until is None:
        return ""
    weekday, time = formats.weekday(until), formats.time_of_day(until)
    days = (formats.local(until).date() - formats.local(now).date()).days
    if days > 1:
        return _n(
            "%(weekday)s %(time)s. Det er %(num)s dag igjen.",
            "%(weekday)s %(time)s. Det er %(num)s dager igjen.",
            days,
            weekday=weekday,
            time=time,
        )
    if days == 1:
        return _("I morgen %(time)s.", time=time)
    hours = (until - now) // timedelta(hours=1)
    if hours >= 1:
        return _n(
            "I dag %(time)s. Det er %(num)s time igjen.",
            "I dag %(time)s. Det er %(num)s timer igjen.",
            hours,
            time=time,
        )
    if now >= end_of(until):
        return _("Fristen er ute.")
    # The minute that a deadline names is inside it.
    minutes = (end_of(until) - now) // timedelta(minutes=1)
    return _n(
        "I dag %(time)s. Det er %(num)s minutt igjen.",
        "I dag %(time)s. Det er %(num)s minutter igjen.",
        minutes,
        time=time,
    )


_PUBLIC_DATES = (RoundDate.OPENS, RoundDate.DEADLINE, RoundDate.ANNOUNCEMENT)
"""What the public has to do with: the jury's own dates are on the time line alone."""


def dates(award_round: Round) -> list[PublicDate]:
    """List the dates that a call tells, those that have been set."""
    held = award_round.dates
    return [
        PublicDate(date.value, called(date), formats.moment(at), at)
        for date in _PUBLIC_DATES
        for at in [held[date]]
        if at is not None
    ]


_PLACES = {
    Phase.PLANNED: -1,
    Phase.OPEN: 0,
    Phase.CALL_PAUSED: 0,
    Phase.SCREENING: 1,
    Phase.JUDGING: 2,
    Phase.JUDGING_PAUSED: 2,
}
"""Which step of the public's time line a round is at; after the last of them it is over."""


def timeline(award_round: Round, now: datetime) -> list[TimelineStep]:
    """Lay out the time line of a round from its dates, as the public may know it."""
    phase = award_round.public_phase(now)
    at = _PLACES.get(phase, 4)
    meets, tells = award_round.deliberation_at, award_round.announcement_planned_at
    judged_by = award_round.scoring_deadline_at or meets
    steps = [
        (_("Forslag"), _between(award_round.opens_at, award_round.deadline_at), ""),
        (_("Gjennomgang"), _("Etter fristen"), _("Sekretariatet ser til at alt er med")),
        (
            _("Juryen vurderer"),
            _("Til %(day)s", day=formats.day_and_month(judged_by)) if judged_by else "",
            _("Juryen møtes %(day)s", day=formats.day_and_month(meets)) if meets else "",
        ),
        (
            _("Vinner"),
            formats.day_and_month(tells) if tells else _("Ikke fastsatt"),
            _("Kunngjøres %(time)s", time=formats.time_of_day(tells)) if tells else "",
        ),
    ]
    return [
        TimelineStep(
            "past" if place < at else "now" if place == at else "future",
            title,
            when,
            note or (_("Her er vi nå") if place == at else ""),
        )
        for place, (title, when, note) in enumerate(steps)
    ]


def _between(start: datetime | None, end: datetime | None) -> str:
    if start is None or end is None:
        return ""
    return f"{formats.day_and_month(start)}–{formats.day_and_month(end)}"


def nominated() -> str:
    """Say how a round stands whose nominees have been announced, before there is a result."""
    return _(
        "Juryen har valgt de nominerte. Hvem andre som er foreslått, og hva juryen mener, blir ikke offentlig før resultatet er kunngjort."
    )
