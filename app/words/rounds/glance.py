"""How a round stands, at a glance: a sentence or two, and at most four figures."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from fractions import Fraction

from app.models import Round
from app.rules.calendar import has_passed
from app.rules.lifecycle import (
    NOT_BEGUN,
    WRITTEN_ON,
    Milestone,
    NominationState,
    Phase,
    StageState,
)
from app.services.attention import Overview
from app.services.progress import Progress
from app.services.screening import HandedIn
from app.words import formats
from app.words.text import _, _n


def title(award_round: Round) -> str:
    """Name a round: Prisrunden 2026."""
    return _("Prisrunden %(year)s", year=award_round.year)


def days_left(until: datetime | None, now: datetime) -> str:
    """Say how long there is until a moment, in a sentence; nothing when it has passed."""
    if until is None or has_passed(until, now):
        return ""
    days = (formats.local(until).date() - formats.local(now).date()).days
    if days:
        return _n("Det er én dag igjen.", "Det er %(num)s dager igjen.", days)
    hours = (until - now) // timedelta(hours=1)
    if hours:
        return _n("Det er én time igjen.", "Det er %(num)s timer igjen.", hours)
    return _("Det er under en time igjen.")


def lede(award_round: Round, seen: Overview, now: datetime) -> str:
    """Say in a sentence or two how the round stands."""
    return " ".join(sentences(award_round, seen, now))


def sentences(award_round: Round, seen: Overview, now: datetime) -> list[str]:
    """Give the sentences of the lede one by one, the most telling first."""
    return [sentence for sentence in _LEDES[seen.phase](award_round, seen, now) if sentence]


def _planned(award_round: Round, _seen: Overview, _now: datetime) -> list[str]:
    if award_round.milestone is Milestone.CALLED and award_round.opens_at:
        opens = formats.moment(award_round.opens_at)
        return [_("Utlysningen er klar, og åpner %(moment)s.", moment=opens)]
    return [_("Runden er planlagt. Ingenting er offentlig ennå.")]


def _open(award_round: Round, seen: Overview, now: datetime) -> list[str]:
    return [_handed_in(seen), days_left(award_round.deadline_at, now)]


def _handed_in(seen: Overview) -> str:
    count = len(seen.handed_in)
    if not count:
        return _("Ingen forslag er sendt inn ennå.")
    return _n("Ett forslag er sendt inn.", "Det er sendt inn %(num)s forslag.", count)


def _screening(_round: Round, seen: Overview, _now: datetime) -> list[str]:
    if not seen.handed_in:
        return [_("Fristen er ute, og ingen forslag er sendt inn.")]
    if not seen.waiting:
        return [
            _("Alle forslagene er gjennomgått."),
            _n(
                "Ett av dem er tatt opp til vurdering.",
                "Av dem er %(num)s tatt opp til vurdering.",
                seen.counts[NominationState.ADMITTED],
            ),
        ]
    return [
        _("Fristen er ute."),
        _n(
            "Fortsatt venter %(num)s av %(all)s forslag på gjennomgang.",
            "Fortsatt venter %(num)s av %(all)s forslag på gjennomgang.",
            seen.waiting,
            all=len(seen.handed_in),
        ),
    ]


def _judging(award_round: Round, seen: Overview, now: datetime) -> list[str]:
    stage, judged = award_round.stage, seen.progress
    if stage is None or judged is None:
        return [_("Juryen vurderer forslagene.")]
    if stage.state in NOT_BEGUN and stage.position > 1:
        return [_gone_on(award_round, seen), _withdrawn_from(seen)]
    if stage.state in {StageState.DECLARING, StageState.PLANNED}:
        missing = sum(part.count for part in seen.undeclared)
        if not missing:
            return [_("Juryen har svart om bindinger til alle forslagene."), _withdrawn_from(seen)]
        return [
            _("Juryen sier fra om bindinger."),
            _n(
                "Det mangler ett svar om bindinger.",
                "Det mangler %(num)s svar om bindinger.",
                missing,
            ),
            _withdrawn_from(seen),
        ]
    if stage.state is StageState.SCORING:
        does = _("Juryen rangerer.") if judged.by_ballot else _("Juryen setter poeng.")
        told = [does, _sheets(judged), _scoring_left(award_round, now)]
        return [*told, _withdrawn_from(seen)]
    if judged.by_ballot:
        says = _("Stemmesedlene er åpne, og juryen drøfter. Juryleder tar avgjørelsen.")
    elif stage.state is StageState.UNDER_WAY:
        says = _visited(seen)
    elif not award_round.is_in_last_stage:
        says = _("Poengene er åpne, og juryen drøfter. Juryleder avgjør hvem som går videre.")
    else:
        says = _("Poengene er åpne, og juryen drøfter. Juryleder tar avgjørelsen.")
    return [says, _withdrawn_from(seen)]


def _gone_on(award_round: Round, seen: Overview) -> str:
    names = formats.listed(seen.finalists)
    if award_round.is_in_last_stage:
        return _("Til finalen går %(names)s.", names=names)
    return _("Videre går %(names)s.", names=names)


def _visited(seen: Overview) -> str:
    made, every = seen.visits
    return _(
        "Juryen er på befaring. Så langt er %(made)s av %(all)s befaringer ført.",
        made=made,
        all=every,
    )


def _withdrawn_from(seen: Overview) -> str:
    if not seen.withdrawn:
        return ""
    return _(
        "Trukket av forslagsstilleren under vurderingen: %(names)s.",
        names=formats.listed([one.candidate_names for one in seen.withdrawn]),
    )


def _sheets(judged: Progress) -> str:
    if judged.by_ballot:
        return _(
            "Så langt er %(done)s av %(all)s stemmesedler levert.",
            done=judged.handed_in,
            all=judged.expected,
        )
    return _(
        "Så langt er %(done)s av %(all)s skjemaer levert.",
        done=judged.handed_in,
        all=judged.expected,
    )


def _scoring_left(award_round: Round, now: datetime) -> str:
    deadline = award_round.scoring_deadline_at
    if deadline is not None and has_passed(deadline, now):
        return _("Fristen gikk ut %(day)s.", day=formats.day_and_month(deadline))
    return days_left(deadline, now)


def _decided(award_round: Round, _seen: Overview, _now: datetime) -> list[str]:
    if award_round.embargo_until is None:
        return [
            _("Avgjørelsen er forseglet."),
            _("Juryleder har ikke satt tidspunkt for kunngjøringen."),
        ]
    moment = formats.moment(award_round.embargo_until)
    return [
        _("Avgjørelsen er forseglet."),
        _("Den blir kunngjort %(moment)s.", moment=moment),
    ]


def _announced(award_round: Round, _seen: Overview, _now: datetime) -> list[str]:
    if award_round.embargo_until is None:
        return [_("Resultatet er kunngjort.")]
    moment = formats.moment(award_round.embargo_until)
    return [_("Resultatet ble kunngjort %(moment)s.", moment=moment)]


def _archived(_round: Round, _seen: Overview, _now: datetime) -> list[str]:
    return [_("Runden er arkivert og skrivebeskyttet.")]


def _paused(_round: Round, _seen: Overview, _now: datetime) -> list[str]:
    return [
        _("Runden er satt på pause. Fristene stanser, og ingenting kan sendes inn eller leveres.")
    ]


def _cancelled(_round: Round, _seen: Overview, _now: datetime) -> list[str]:
    return [_("Runden er avlyst.")]


_LEDES: dict[Phase, Callable[[Round, Overview, datetime], list[str]]] = {
    Phase.PLANNED: _planned,
    Phase.OPEN: _open,
    Phase.CALL_PAUSED: _paused,
    Phase.SCREENING: _screening,
    Phase.JUDGING: _judging,
    Phase.JUDGING_PAUSED: _paused,
    Phase.DECIDED: _decided,
    Phase.ANNOUNCED: _announced,
    Phase.ARCHIVED: _archived,
    Phase.CANCELLED: _cancelled,
}


Figure = tuple[int | str, str, str]


def tally(award_round: Round, seen: Overview) -> list[Figure]:
    """Give at most four figures: the figure, what it counts, and a remark."""
    judged, stage = seen.progress, award_round.stage
    counts, handed_in = seen.counts, len(seen.handed_in)
    admitted = counts[NominationState.ADMITTED] + counts[NominationState.SHORTLISTED]
    sorted_out = _(
        "%(handed)s sendt inn, %(rejected)s avvist, %(withdrawn)s trukket",
        handed=handed_in,
        rejected=counts[NominationState.REJECTED],
        withdrawn=_withdrawn(seen.handed_in),
    )
    if seen.phase is Phase.PLANNED:
        return []
    if seen.phase in WRITTEN_ON:
        drafts = counts[NominationState.DRAFT]
        return [
            (handed_in, _("Sendt inn"), ""),
            (drafts, _("Utkast"), _("Bare de som skriver, kan lese dem")),
        ]
    if judged is None or stage is None or stage.state not in _TALLIED:
        waiting: list[Figure] = (
            [(seen.waiting, _("Venter på gjennomgang"), "")]
            if seen.phase is Phase.SCREENING
            else []
        )
        return [*waiting, (admitted, _("Tatt opp til vurdering"), sorted_out)]
    return [
        *_judging_figures(award_round, seen, judged),
        (admitted, _("Forslag til vurdering"), sorted_out),
    ]


_TALLIED = {StageState.DECLARING, StageState.SCORING, StageState.DELIBERATION}


def _withdrawn(handed_in: Sequence[HandedIn]) -> int:
    return sum(n.state is NominationState.WITHDRAWN for n in handed_in)


def _pace(judged: Progress, gone: Fraction) -> str:
    """Set what is handed in against the time that has gone; nothing when none is reckoned."""
    if not gone or not judged.expected:
        return ""
    done = Fraction(judged.handed_in, judged.expected)
    return _(
        "Levert: %(done)s. Brukt av tiden: %(gone)s",
        done=formats.percent(Fraction(round(done * 100), 100)),
        gone=formats.percent(Fraction(round(gone * 100), 100)),
    )


def _judging_figures(award_round: Round, seen: Overview, judged: Progress) -> list[Figure]:
    seats = len(judged.seats)
    enough = sum(part.is_enough for part in judged.coverage)
    return [
        (
            _("%(done)s av %(all)s", done=judged.handed_in, all=judged.expected),
            _("Stemmesedler levert") if judged.by_ballot else _("Skjemaer levert"),
            _pace(judged, seen.time_gone),
        ),
        (
            _("%(done)s av %(all)s", done=enough, all=len(judged.nominations)),
            _("Forslag med nok vurderinger"),
            _(
                "Minst %(quorum)s av %(seats)s plasser må levere",
                quorum=award_round.rulebook.quorum,
                seats=seats,
            ),
        ),
        (
            _("%(done)s av %(all)s", done=judged.seats_done, all=seats),
            _("Plasser ferdige"),
            _n("%(num)s ligger etter", "%(num)s ligger etter", len(seen.behind))
            if seen.behind
            else "",
        ),
    ]
